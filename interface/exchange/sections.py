"""The sections of the page on exchange: ties on the map and as a matrix, partners, meetings, federations."""

from dataclasses import replace
from functools import partial

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from charts.arcs import arcs_figure
from charts.chronicle import meetings_figure
from charts.picture import Picture
from charts.theme import Theme
from charts.tie_matrix import tie_matrix
from charts.venues import venues_figure
from exports.powerpoint.ties import add_ties_map, add_ties_matrix
from i18n.lists import listed
from i18n.messages import messages
from i18n.numbers import number
from i18n.units import with_unit
from interface.exchange.municipal import show_municipal_pairs
from interface.shared.controls import pick_regions
from interface.shared.facts import unit_text
from interface.shared.figure import theme, width
from interface.shared.html import literal
from interface.shared.lists import draw_list, finish_list, show_list, show_rows
from interface.shared.map_tools import map_tools
from interface.shared.state import PageRequest, set_before_next_run, widget_key
from regions.asking.page_specs import PAGES
from regions.asking.view import View, default_currency
from regions.database.build import Build
from regions.database.catalogue import names_of
from regions.database.memory import per_build
from regions.database.places import country_of
from regions.exhibits.deck import written
from regions.exhibits.deck_templates import TEMPLATES, filled
from regions.exhibits.lists import federation_meetings, ties_of_view
from regions.figures.likeness import Contribution
from regions.policy.meetings import FORUM_PAIRS, all_meetings, federations, meetings_listing
from regions.policy.tie_places import place_pairs, venues
from regions.policy.ties import (
    Partner,
    ideas,
    nearest_without_tie,
    pair_counts,
    partner_names,
    partners,
)
from regions.shapes.listing import with_sources
from regions.shapes.units import figure_texts


def show_ties(request: PageRequest) -> None:
    """The arcs, and the list of ties of the regions picked (all without any)."""
    view = request.view
    t = messages(view.language)
    with st.container(key="controls"):
        pick_regions(request, t("exchange.regions"))
    listing, pairs = ties_of_view(view, request.build), place_pairs(request.build)
    figure = _arcs(view, request.build, theme(), width())
    clicked = draw_list(figure, listing, selectable=True)
    map_tools(f"chart-{listing.id}", view.language)
    _pick(request, clicked)
    draw = partial(add_ties_map, listing=listing, pairs=pairs, catalogue=request.build.catalogue)
    finish_list(listing, chart=True, draw=draw)
    show_list(listing)
    show_pairings(request)


def show_matrix(request: PageRequest) -> None:
    """The 17 × 47 matrix."""
    view = request.view
    listing, pairs = ties_of_view(view, request.build), pair_counts(request.build)
    draw_list(tie_matrix(Picture(listing, request.build, theme(), width()), pairs), listing)
    draw = partial(add_ties_matrix, listing=listing, pairs=pairs, catalogue=request.build.catalogue)
    finish_list(listing, chart=True, draw=draw)
    with st.expander(messages(view.language)("exchange.list"), key="table-ties"):
        show_list(listing)


def show_partners(request: PageRequest) -> None:
    """Partners of the regions picked and how alike they are; who is alike but has no tie."""
    view = request.view
    t = messages(view.language)
    with st.container(key="controls"):
        pick_regions(request, t("exchange.regions"))
    st.caption(t("exchange.measure"))
    for code in view.regions:
        region = request.build.catalogue.regions[code]
        if region.is_country:
            continue
        st.subheader(region.name[view.language])
        found = partners(request.build, code)
        st.markdown(f"**{t.plural('exchange.partners', len(found))}**")
        if found:
            show_rows(
                _partner_table(request, found),
                view.language,
                f"frame-partners-{code}",
                region.name[view.language],
            )
        else:
            st.info(t("exchange.no_partners"), icon=":material/info:")
        st.markdown(f"**{t('exchange.ideas')}**")
        _show_ideas(request, code, ideas(request.build, code))
        show_municipal_pairs(request, code)
    if not view.regions:
        st.subheader(t("exchange.nearest"))
        for korea, one in nearest_without_tie(request.build):
            _show_ideas(request, korea, (one,), named=True)


def show_meetings(request: PageRequest) -> None:
    """Timeline and table of the meetings."""
    view, build = request.view, request.build
    listing = meetings_listing(view, build)
    draw_list(meetings_figure(Picture(listing, build, theme(), width()), all_meetings(build)), listing)
    finish_list(listing, chart=True)
    show_list(listing)
    places = replace(listing, id="venues", title=messages(view.language)("meetings.venues"))
    draw_list(venues_figure(Picture(places, build, theme(), width()), venues(build)), places)
    map_tools(f"chart-{places.id}", view.language)
    show_pairings(request)


def show_federations(request: PageRequest) -> None:
    """The two federations of small businesses side by side, and their meetings."""
    view, build, catalogue = request.view, request.build, request.build.catalogue
    t = messages(view.language)
    rows = with_sources(federations(build, view.language), catalogue, view.language)
    rows = rows.assign(
        country=[t(f"country.{code}") for code in rows.country],
        figure=[
            str(int(value))
            if unit == "year"
            else with_unit(number(value, view.language), unit_text(unit, view.language), view.language)
            for value, unit in zip(rows.figure, rows.unit, strict=True)
        ],
    )
    columns = ["country", "title", "figure", "date", "source", "source_url"]
    show_rows(rows[columns], view.language, "frame-federations", t("show.federations"))
    st.subheader(t("exchange.federation_meetings"))
    listing = federation_meetings(view, build)
    show_list(listing)
    finish_list(listing)


def show_pairings(request: PageRequest) -> None:
    """Offer the pairs that spoke at the forum of 2021: their comparison, and a deck that fills itself."""
    view = request.view
    t = messages(view.language)
    st.subheader(t("exchange.pairings"))
    with st.container(horizontal=True, key="pairings"):
        for korea, japan in FORUM_PAIRS:
            one, other = (
                request.build.catalogue.regions[code].short[view.language] for code in (korea, japan)
            )
            st.page_link(
                "pages/compare.py",
                label=t("exchange.pair", one=one, other=other),
                query_params={"lang": view.language, "region": [korea, japan]},
                icon=":material/compare_arrows:",
            )
    with st.container(horizontal=True, key="pair-decks"):
        for pair in FORUM_PAIRS:
            slides = list(_pair_slides(request.build, pair))
            names = listed(names_of(pair, request.build.catalogue, view.language), view.language)
            st.page_link(
                "pages/deck.py",
                label=t("exchange.pair_deck", pair=names),
                query_params={"lang": view.language, "slide": slides},
                icon=":material/slideshow:",
            )


@per_build(16)
def _pair_slides(build: Build, pair: tuple[str, str]) -> tuple[str, ...]:
    """Return the addresses of the slides that the template of a pair makes of it."""
    return tuple(written(slide) for slide in filled(TEMPLATES["pair"], pair, build).slides)


@per_build(64)
def _arcs(view: View, build: Build, theme: Theme, width: str) -> go.Figure:
    listing = ties_of_view(view, build)
    return arcs_figure(Picture(listing, build, theme, width), place_pairs(build))


def _pick(request: PageRequest, clicked: list[str]) -> None:
    """Make a region clicked on the map the one picked."""
    if clicked and clicked[0] not in request.view.regions:
        limit = PAGES["exchange"].max_regions
        set_before_next_run(widget_key("exchange", "region"), [clicked[0], *request.view.regions][:limit])
        st.rerun()


def _partner_table(request: PageRequest, found: tuple[Partner, ...]) -> pd.DataFrame:
    t = messages(request.view.language)
    names = partner_names(found, request.build.catalogue, request.view.language)
    return pd.DataFrame(
        {
            "region": names,
            "ties": [one.ties for one in found],
            "governments": [t("exchange.yes") if one.between_governments else None for one in found],
            "first_date": [one.first_date for one in found],
            "likeness": [
                t("exchange.rank", rank=one.rank, of=one.compared) if one.rank else None for one in found
            ],
            "reasons": [_reasons(request, one) for one in found],
        }
    )


def _show_ideas(request: PageRequest, code: str, found: tuple[Partner, ...], *, named: bool = False) -> None:
    """List regions that are alike but have no tie, with the reasons; each opens the comparison."""
    language = request.view.language
    t = messages(language)
    own = request.build.catalogue.regions[code].short[language]
    for one in found:
        other = request.build.catalogue.regions[one.region_code].short[language]
        name = t("exchange.pair", one=own, other=other) if named else other
        line = t(
            "exchange.idea",
            region=name,
            rank=one.rank,
            of=one.compared,
            reasons=literal(_reasons(request, one)),
        )
        left, right = st.columns([6, 1], vertical_alignment="center")
        left.markdown(line)
        with right:
            st.page_link(
                "pages/compare.py",
                label=t("exchange.compare"),
                query_params={"lang": language, "region": [code, one.region_code]},
                icon=":material/compare_arrows:",
            )


def _reasons(request: PageRequest, one: Partner) -> str:
    return listed(
        (_reason(request, reason, country_of(one.region_code)) for reason in one.reasons),
        request.view.language,
    )


def _reason(request: PageRequest, one: Contribution, other: str) -> str:
    """Return an indicator with the figures of both regions, the own first."""
    language = request.view.language
    indicator = request.build.catalogue.indicators[one.indicator_id]
    currency = default_currency(indicator)
    home = "JP" if other == "KR" else "KR"
    figures = figure_texts([one.value, one.peer_value], indicator, [home, other], currency, language)
    return f"{indicator.called(language)} {figures[0]} / {figures[1]}"
