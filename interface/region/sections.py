"""Sections of the region profile with charts: age and sex, change, moves, what lies ahead."""

from collections.abc import Mapping, Sequence

import streamlit as st

from charts.theme import HALF, NARROW
from i18n.messages import messages
from interface.region.charts import Charted, accounts, age_migration, flows, outlook, population_pyramid
from interface.shared.actions import figure_actions
from interface.shared.browser import is_narrow
from interface.shared.controls import region_label, remember
from interface.shared.figure import chart_key, draw, show_remarks, show_table, theme
from interface.shared.html import literal
from interface.shared.picker import pick_one
from interface.shared.state import PageRequest, widget_key
from interface.shared.tables import Table
from regions.database.places import country_of
from regions.exhibits.population import OUTLOOKS, pyramid_year
from regions.figures.flows import flow_years
from regions.figures.pyramid import pyramid_years
from regions.shapes.exhibit import countries_in_order


def half_width() -> str:
    """Return the layout of a chart that shares its row with another, unless the window is narrow."""
    return NARROW if is_narrow() else HALF


def show_population(request: PageRequest) -> None:
    """Draw the pyramid and, beside it, why the population changes."""
    left, right = st.columns(2, gap="large")
    with left:
        ages = _show_pyramid(request)
    with right:
        changes = accounts(request.build, request.view.only(), theme(), half_width())
        _heading(request, changes, "region.section.change")
        _show(changes)
    _actions(request, "ages", {"region.section.ages": ages, "region.section.change": changes})


def show_moves(request: PageRequest) -> None:
    """Draw origins and destinations, and net migration by age, where published."""
    build = request.build
    t = messages(request.view.language)
    moves = flows(build, request.view.only("flow_year"), theme(), half_width())
    ages = age_migration(build, request.view.only(), theme(), half_width())
    if moves is None and ages is None:
        st.caption(t("region.no_flows"))
        return
    left, right = st.columns(2, gap="large")
    with left:
        if moves is not None:
            _heading(request, moves, "region.section.moves")
            years = flow_years(build, request.view.regions[0])
            _pick_year(request, "flow_year", years, int(moves.exhibit.data.year.iloc[0]))
            _show(moves)
    with right:
        if ages is not None:
            _heading(request, ages, "region.section.moves_by_age")
            _show(ages)
    _actions(request, "moves", {"region.section.moves": moves, "region.section.moves_by_age": ages})


def show_outlook(request: PageRequest) -> None:
    """Draw the official projections beside what has been observed."""
    drawn: dict[str, Charted | None] = {}
    for column, indicator_id in zip(st.columns(2, gap="large"), OUTLOOKS, strict=True):
        with column:
            charted = outlook(request.build, request.view.only(), theme(), half_width(), indicator_id)
            drawn[heading := f"region.section.ahead.{indicator_id}"] = charted
            _heading(request, charted, heading)
            _show(charted)
    _actions(request, "ahead", drawn)


def _heading(request: PageRequest, charted: Charted, message_id: str) -> None:
    st.subheader(messages(request.view.language)(message_id))
    if charted.exhibit.claim:
        st.markdown(f"**{literal(charted.exhibit.claim)}**")


def _show(charted: Charted) -> None:
    """Draw a chart with its remarks and table; a sentence where there is nothing to draw."""
    exhibit = charted.exhibit
    t = messages(exhibit.language)
    if charted.figure is None:
        st.info(t("compare.nothing_to_draw"))
        return
    draw(charted.figure, exhibit)
    show_remarks(exhibit)
    show_table(exhibit, t("region.table"), lambda: Table(charted.table))


def _actions(request: PageRequest, section: str, drawn: Mapping[str, Charted | None]) -> None:
    """Draw the one row of actions of a section, of the chart chosen where it has several."""
    offered = {title: one for title, one in drawn.items() if one is not None and one.figure is not None}
    if not offered:
        return
    t = messages(request.view.language)
    with st.container(horizontal=True, vertical_alignment="center", key=f"profile-actions-{section}"):
        chosen = next(iter(offered))
        if len(offered) > 1:
            chosen = st.segmented_control(
                t("region.actions_of"),
                list(offered),
                default=chosen,
                format_func=t,
                key=f"profile-actions-of-{section}",
                required=True,
                label_visibility="collapsed",
            )
        exhibit = offered[chosen].exhibit
        figure_actions(exhibit, request.build.catalogue, chart_key(exhibit))


def _show_pyramid(request: PageRequest) -> Charted:
    """Draw the pyramid with its year and its reference, as far as there are figures by age."""
    view, build = request.view, request.build
    t = messages(view.language)
    charted = population_pyramid(build, view.only("pyramid_year", "reference"), theme(), half_width())
    _heading(request, charted, "region.section.ages")
    year = pyramid_year(view, build)
    if year is None:
        st.caption(t("region.no_pyramid"))
        return charted
    with st.container(horizontal=True, vertical_alignment="bottom", key="region-pyramid-controls"):
        _pick_year(request, "pyramid_year", pyramid_years(build, view.regions[0]), year)
        _pick_reference(request)
    _show(charted)
    st.caption(t("region.no_pyramid_ahead"))
    return charted


def _pick_reference(request: PageRequest) -> None:
    view = request.view
    own = view.regions[0]
    order = countries_in_order(view.language)
    codes = [
        *order,
        *(region.code for country in order for region in request.build.catalogue.regions_of(country)),
    ]
    t = messages(view.language)
    pick_one(
        t("region.reference"),
        [code for code in codes if code != own or code == view.chosen("reference")],
        index=None,
        format_func=lambda code: region_label(request, code),
        source="places",
        key=widget_key(view.page, "reference"),
        placeholder=t("region.reference_default", country=t(f"country.{country_of(own)}")),
    )


def _pick_year(request: PageRequest, parameter: str, years: Sequence[int], shown: int) -> None:
    """Choose one of the years held; the slider shows the year on screen, also where none was asked for."""
    if len(years) < 2:
        return
    key = widget_key(request.view.page, f"{parameter}_slider")
    st.session_state[key] = shown
    label = messages(request.view.language)(f"region.{parameter}")
    st.select_slider(label, list(years), key=key, on_change=remember(request.view.page, parameter, key))
