"""Municipalities alike and without a tie, on the page of exchange: each pair with its reasons."""

import streamlit as st

from i18n.lists import listed
from i18n.messages import messages
from interface.shared.html import literal
from interface.shared.state import PageRequest
from regions.database.build import Build
from regions.database.languages import Language
from regions.database.places import country_of
from regions.policy.municipal_pairs import MunicipalPair, municipal_pairs
from regions.shapes.units import figure_text


def show_municipal_pairs(request: PageRequest, code: str) -> None:
    """List the pairs of a region, the nearest first; each opens the profile of the other municipality."""
    language, build = request.view.language, request.build
    t = messages(language)
    pairs = municipal_pairs(build, code)
    if not pairs:
        return
    st.markdown(f"**{t('exchange.municipal_pairs')}**")
    for pair in pairs:
        left, right = st.columns([6, 1], vertical_alignment="center")
        left.markdown(pair_text(pair, build, language))
        with right:
            st.page_link(
                "pages/region.py",
                label=t("exchange.open_profile"),
                query_params={"lang": language, "region": pair.own},
                icon=":material/location_on:",
            )


def pair_text(pair: MunicipalPair, build: Build, language: Language) -> str:
    """Return both municipalities, how near they are, and in what, as Markdown."""
    t, catalogue = messages(language), build.catalogue
    names = [catalogue.place_name(code)[language] for code in (pair.own, pair.other)]
    reasons = []
    for part in pair.reasons:
        indicator = catalogue.municipal.indicators[part.indicator_id]
        own, other = (
            figure_text(value, indicator, country_of(code), None, language)
            for value, code in ((part.value, pair.own), (part.peer_value, pair.other))
        )
        reasons.append(
            t("municipality.part", indicator=indicator.in_sentence[language], own=own, other=other)
        )
    return t(
        "exchange.idea",
        region=t("exchange.pair", one=names[0], other=names[1]),
        rank=pair.rank,
        of=f"{pair.compared:,}",
        reasons=literal(listed(reasons, language)),
    )
