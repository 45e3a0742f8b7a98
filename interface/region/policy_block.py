"""The block "policy and exchange" of a region, for the page that shows one region."""

import pandas as pd
import streamlit as st

from i18n.lists import listed
from i18n.messages import messages
from i18n.numbers import quantity
from interface.shared.facts import unit_text
from interface.shared.lists import show_rows
from interface.shared.state import PageRequest
from regions.asking.view import View
from regions.database.build import Build
from regions.database.catalogue import names_of
from regions.database.languages import Language
from regions.database.memory import per_build
from regions.database.places import country_of
from regions.policy.policy_profile import meeting_titles, policy_profile
from regions.policy.ties import ties_listing
from regions.shapes.listing import with_sources


def show_policy_and_exchange(request: PageRequest) -> None:
    """Write what is held of a region: figures with dates and sources, ties, partners, meetings, areas."""
    view, catalogue = request.view, request.build.catalogue
    region_code = view.regions[0]
    t = messages(view.language)
    found = policy_profile(request.build, region_code, view.language)
    st.caption(t("policy.partial"))
    figures = _figure_rows(region_code, view.language, request.build)
    if len(figures):
        show_rows(figures, view.language, f"frame-policy-{region_code}", t("policy.title"))
    region = catalogue.regions[region_code].name[view.language]
    if len(found.ties):
        st.markdown(f"**{t.plural('policy.ties', len(found.ties))}**")
        ties = _tie_rows(region_code, view.language, request.build)
        show_rows(ties, view.language, f"frame-policy-ties-{region_code}", region)
    else:
        st.caption(t("exchange.no_partners"))
    lines = [
        (
            t("exchange.ideas"),
            listed(
                names_of((one.region_code for one in found.ideas), catalogue, view.language), view.language
            ),
        ),
        (t("policy.areas"), listed(found.areas, view.language)),
        (t("policy.companies"), listed(found.companies.name, view.language)),
        (t("policy.meetings"), listed(meeting_titles(found.meetings, view.language), view.language)),
    ]
    st.markdown("\n".join(f"- **{label}** {text}" for label, text in lines if text))
    with st.container(horizontal=True, key=f"policy-links-{region_code}"):
        parameters = {"lang": view.language, "region": region_code}
        st.page_link(
            "pages/companies.py",
            label=t("policy.open_companies"),
            query_params={**parameters, "show": "list"},
        )
        st.page_link(
            "pages/exchange.py",
            label=t("policy.open_exchange"),
            query_params={**parameters, "show": "partners"},
        )


@per_build(256)
def _tie_rows(region_code: str, language: Language, build: Build) -> pd.DataFrame:
    found = policy_profile(build, region_code, language)
    listing = ties_listing(View("region", language), build, found.ties)
    columns = ["agreed_date", "kr_local_government", "jp_region", "jp_local_government", "tie", "note"]
    if country_of(region_code) == "JP":
        columns[1:3] = ["kr_region", "kr_local_government"]
    return listing.data[[*columns, "source", "source_url"]]


@per_build(256)
def _figure_rows(region_code: str, language: Language, build: Build) -> pd.DataFrame:
    t = messages(language)
    figures = policy_profile(build, region_code, language).figures
    frame = pd.DataFrame(
        {
            "what": [
                f"{one.label}: {t(f'policy.{one.what}')}"
                if one.label and one.what
                else one.label or t(f"policy.{one.what}")
                for one in figures
            ],
            "figure": [quantity(one.value, unit_text(one.unit, language), language) for one in figures],
            "as_of": [one.date for one in figures],
            "source_id": [one.source_id for one in figures],
        }
    )
    rows = with_sources(frame, build.catalogue, language)
    return rows[["what", "figure", "as_of", "source", "source_url"]]
