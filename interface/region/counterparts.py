"""Counterparts on the profile of a municipality: who is like it, in what, and who has a partner already."""

from collections.abc import Sequence

import streamlit as st

from charts.theme import Theme
from i18n.lists import listed
from i18n.messages import messages
from i18n.numbers import number
from interface.region.peers import show_basis
from interface.shared.figure import theme
from interface.shared.html import colours, link, text
from interface.shared.state import PageRequest
from regions.database.build import Build
from regions.database.catalogue import Indicator
from regions.database.languages import Language
from regions.database.memory import per_build
from regions.database.places import country_of, other_country, parent_of
from regions.exhibits.municipal_profile import counterpart_groups, municipal_counterparts_exhibit
from regions.figures.counterparts import alike_municipalities
from regions.figures.likeness import Contribution, Peer, PeerGroup
from regions.policy.ties import municipal_partners
from regions.shapes.units import figure_text

_NEAREST, _FARTHEST, _SHOWN = 3, 2, 3


def show_counterparts(request: PageRequest) -> None:
    """Draw the nearest municipalities of the other country and of the own, with method and weights."""
    view, build = request.view.only(), request.build
    groups = counterpart_groups(view, build)
    exhibit = municipal_counterparts_exhibit(view, build)
    for column, group in zip(st.columns(2, gap="large"), groups, strict=True):
        with column:
            st.html(counterparts_html(build, group, view.language, theme()))
    st.caption(messages(view.language)("municipality.counterparts_size"))
    show_basis(groups, exhibit, build, theme(), "counterpart-contributions")


@per_build(256)
def nearest_html(build: Build, code: str, language: Language) -> str:
    """Return the nearest municipalities of the other country in a few lines; empty where there are none."""
    t = messages(language)
    peers = alike_municipalities(build, code, "across").peers[:_SHOWN]
    items = "".join(
        f'<li class="of-{country_of(peer.region_code)}">{_profile(build, peer, language)}'
        f' <span class="small">{_where(build, peer, language)}</span></li>'
        for peer in peers
    )
    heading = text(t("region.alike_municipalities", country=t(f"country.{other_country(code)}")))
    return f'<section class="peers alike"><h3>{heading}</h3><ol>{items}</ol></section>' if items else ""


def _profile(build: Build, peer: Peer, language: Language) -> str:
    name = build.catalogue.place_name(peer.region_code)[language]
    return f'<span class="name">{link("region", name, lang=language, region=peer.region_code)}</span>'


def _where(build: Build, peer: Peer, language: Language) -> str:
    return text(build.catalogue.place_short(parent_of(peer.region_code))[language])


@per_build(128)
def counterparts_html(build: Build, group: PeerGroup, language: Language, theme: Theme) -> str:
    """Return the nearest municipalities of one country: what is alike, what differs, which ties they have."""
    t = messages(language)
    own = country_of(group.region_code)
    country = own if group.scope == "own" else other_country(own)
    heading = t(f"municipality.counterparts_in.{group.scope}", country=t(f"country.{country}"))
    items = "".join(_item(build, peer, group, language) for peer in group.peers)
    body = f"<ol>{items}</ol>" if items else f'<p class="small">{text(t("peers.nobody"))}</p>'
    return f'<section class="peers" style="{colours(theme)}"><h4>{text(heading)}</h4>{body}</section>'


def _item(build: Build, peer: Peer, group: PeerGroup, language: Language) -> str:
    t = messages(language)
    parents = [parent_of(group.region_code), parent_of(peer.region_code)]
    maps = link(
        "municipalities", t("municipality.both_maps"), lang=language, region=list(dict.fromkeys(parents))
    )
    lines = link(
        "compare", t("municipality.over_time"), lang=language, region=[group.region_code, peer.region_code]
    )
    distance = t("region.peers_distance", distance=number(peer.distance, language, 2))
    by_gap = sorted(peer.contributions, key=lambda one: one.gap)
    alike = t("region.peers_alike", names=_figures(by_gap[:_NEAREST], group, peer, build, language))
    unlike = t(
        "region.peers_unlike", names=_figures(by_gap[: -_FARTHEST - 1 : -1], group, peer, build, language)
    )
    told = (alike, unlike, ties_text(build, peer, language))
    reasons = "".join(f'<p class="small">{text(line)}</p>' for line in told)
    return (
        f'<li class="of-{country_of(peer.region_code)}">{_profile(build, peer, language)}'
        f' <span class="small">{_where(build, peer, language)} · {text(distance)}</span>'
        f' <span class="compare">{maps} · {lines}</span>{reasons}</li>'
    )


def _figures(
    parts: Sequence[Contribution], group: PeerGroup, peer: Peer, build: Build, language: Language
) -> str:
    """Return indicators with the figures of both municipalities, the one asked about first."""
    known, t = build.catalogue.municipal.indicators, messages(language)
    return listed(
        (
            t(
                "municipality.part",
                indicator=known[part.indicator_id].in_sentence[language],
                own=_amount(part.value, known[part.indicator_id], group.region_code, language),
                other=_amount(part.peer_value, known[part.indicator_id], peer.region_code, language),
            )
            for part in parts
        ),
        language,
    )


def _amount(value: float, indicator: Indicator, code: str, language: Language) -> str:
    return figure_text(value, indicator, country_of(code), None, language)


def ties_text(build: Build, peer: Peer, language: Language) -> str:
    """Say with whom across the strait a municipality has a tie, or that none is recorded."""
    t = messages(language)
    partners = municipal_partners(build).get(peer.region_code, ())
    other = t(f"country.{other_country(peer.region_code)}")
    if not partners:
        return t("municipality.no_partner", country=other)
    names = listed((build.catalogue.place_name(code)[language] for code in partners), language)
    return t("municipality.partner", country=other, names=names)
