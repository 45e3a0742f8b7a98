"""The answers of the page of all figures: tables, crossings, matrices."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import streamlit as st

from charts.correlation import correlation_figure
from charts.coverage import coverage_figure
from charts.picture import Grid
from charts.presence import presence_figure
from charts.theme import Theme, readable_on
from i18n.lists import sentences
from i18n.messages import Messages, messages
from i18n.numbers import NOT_AVAILABLE
from interface.explore.controls import page_number, pick_page
from interface.explore.take_away import offer_files
from interface.shared.figure import draw_chart, theme, width
from interface.shared.html import literal, skip_link
from interface.shared.state import PageRequest
from regions.asking.selection import figures, indicators_of
from regions.asking.view import View
from regions.database.catalogue import Measure
from regions.exhibits.exploration import (
    MOST_PLACES,
    MOST_WIDE,
    PAGE_ROWS,
    indicators_table,
    long_table,
    one_indicator,
    row_count,
    selection_of,
    wide_table,
    years_table,
)
from regions.exhibits.explore import explore_outline
from regions.exhibits.explore_figures import regions_shown
from regions.exhibits.explore_layouts import SHADES, places_in, shade_levels
from regions.figures.crosstabs import correlations
from regions.figures.holdings import coverage_by_year
from regions.shapes.credit import credit_of_measures
from regions.shapes.units import decimals_of

_CHART = "chart-explore"
_EXACT = "localized"  # as many decimals as a figure has, at most three
_DIGIT, _PADDING, _LEAST = 8, 28, 64  # pixels of a column of figures


def show_long(request: PageRequest) -> None:
    """Draw one row a figure, in pages."""
    t = messages(request.view.language)
    _show_pages(request, long_table, lambda name: t(f"explore.column.{name}"))


def show_wide(request: PageRequest) -> None:
    """Draw one row a region and year, a column an indicator, in pages."""
    view, catalogue = request.view, request.build.catalogue
    t = messages(view.language)
    codes = indicators_of(selection_of(view), catalogue)
    if len(codes) > MOST_WIDE:
        st.info(t("explore.too_wide", count=len(codes), limit=MOST_WIDE), icon=":material/info:")
        return
    known = catalogue.indicators_at(view.level)
    names = {code: known[code].name[view.language] for code in codes}
    _show_pages(request, wide_table, lambda name: names.get(name) or t(f"explore.column.{name}"))


def show_years(request: PageRequest) -> None:
    """Draw one indicator: a row a region, a column a year, a small line and shades within each country."""
    view, catalogue = request.view, request.build.catalogue
    t = messages(view.language)
    indicator = one_indicator(view, catalogue)
    table = years_table(view, request.build)
    if table.empty:
        st.info(t("explore.nothing"), icon=":material/info:")
        return
    years = [column for column in table if isinstance(column, int)]
    shown = table.rename(columns={year: str(year) for year in years})
    lines = [[value for value in row if value == value] for row in table[years].to_numpy(dtype=float)]
    shown.insert(2, "trend", lines)
    st.markdown(f"**{literal(indicator.name[view.language])}**")
    reason = indicator.comparability_reason[view.language]
    st.caption(t("explore.shaded"))
    words = (t(f"comparability.{indicator.comparability}"), reason)
    st.caption(literal(sentences(words, view.language)))
    columns = [str(year) for year in reversed(years)]
    style = shown.style.apply(_shades, theme=theme(), axis=None, subset=["country", *columns])
    st.html(skip_link(t("frame.skip_table")))
    st.dataframe(
        style,
        key="explore-table",
        hide_index=True,
        column_order=["region", "trend", *columns],
        column_config={
            "region": st.column_config.TextColumn(t("explore.column.region"), pinned=True),
            "trend": st.column_config.LineChartColumn(t("explore.trend"), width="small"),
            **{year: _number_column(year, shown[year], _format_of(indicator, view)) for year in columns},
        },
        placeholder=NOT_AVAILABLE,
        alt=indicator.name[view.language],
    )
    st.caption(literal(credit_of_measures((indicator,), view, request.build).line))
    offer_files(request, len(shown))


def _format_of(measure: Measure | None, view: View) -> str:
    """Return how figures of one indicator are written: as on all pages; of several, exactly."""
    if measure is None:
        return _EXACT
    return f"%,.{decimals_of(measure, view.currency, view.mode)}f"


def _number_column(label: str, values: pd.Series, written: str = _EXACT) -> Any:
    """Return a column wide enough for its figures: one that Streamlit sizes cuts the first digits off."""
    widest = max((len(f"{value:,.3f}".rstrip("0")) for value in values.dropna().abs()), default=0)
    room = max(_LEAST, _PADDING + _DIGIT * widest)
    return st.column_config.NumberColumn(label, format=written, width=room)


def show_indicators(request: PageRequest) -> None:
    """Draw a row an indicator and country, a column a region, each row of one year."""
    view, catalogue = request.view, request.build.catalogue
    t = messages(view.language)
    table = indicators_table(view, request.build)
    if table.empty:
        st.info(t("explore.nothing"), icon=":material/info:")
        return
    codes = places_in(table, catalogue)
    if len(codes) > MOST_PLACES:
        words = t("explore.too_many_places", count=f"{len(codes):,}", limit=MOST_PLACES)
        st.info(words, icon=":material/info:")
        return
    st.caption(t("explore.one_year_each"))
    names = {code: catalogue.place_short(code)[view.language] for code in codes}
    shown = table.assign(year=table.year.astype(str))
    st.html(skip_link(t("frame.skip_table")))
    st.dataframe(
        shown,
        key="explore-table",
        hide_index=True,
        column_order=["indicator", "country", "year", "unit", *codes],
        column_config={
            "indicator": st.column_config.TextColumn(t("explore.column.indicator"), pinned=True),
            **{
                name: st.column_config.TextColumn(t(f"explore.column.{name}"))
                for name in ("country", "year", "unit")
            },
            **{code: _number_column(names[code], shown[code]) for code in codes},
        },
        placeholder=NOT_AVAILABLE,
        alt=t("show.indicators"),
    )
    offer_files(request, len(table))


def show_correlations(request: PageRequest) -> None:
    """Draw how the indicators chosen go together within each country."""
    view, catalogue = request.view, request.build.catalogue
    t = messages(view.language)
    codes = [c for c in indicators_of(selection_of(view), catalogue) if catalogue.indicators[c].is_regional]
    if not 2 <= len(codes) <= MOST_WIDE:
        st.info(t("explore.choose_for_correlation", limit=MOST_WIDE), icon=":material/info:")
        return
    frame = correlations(request.build, selection_of(view), codes)
    if frame.empty:
        st.info(t("explore.nothing"), icon=":material/info:")
        return
    st.caption(t("explore.correlation_reading"))
    source = explore_outline(view, request.build).source_line
    grid = Grid(catalogue, theme(), view.language, width(), source)
    figure = correlation_figure(grid, frame, codes)
    alternative = t("explore.correlation_alternative", count=len(codes))
    draw_chart(figure, _CHART, alternative, view.language, selectable=False)
    with st.expander(t("explore.table"), key="explore-figures"):
        st.html(skip_link(t("frame.skip_table")))
        st.dataframe(frame, key="explore-table", hide_index=True, placeholder=NOT_AVAILABLE, alt=alternative)
    offer_files(request, len(frame), _CHART)


def show_missing(request: PageRequest) -> None:
    """Draw what is held and what is not: regions by years for one indicator, else indicators by years."""
    view, catalogue = request.view, request.build.catalogue
    t = messages(view.language)
    codes = indicators_of(selection_of(view), catalogue)
    if not codes:
        st.info(t("explore.nothing"), icon=":material/info:")
        return
    if len(codes) != 1:
        st.caption(t("sources.coverage_reading"))
        alternative = t.plural("sources.coverage_alternative", len(codes))
        source = explore_outline(view, request.build).source_line
        figure = coverage_figure(request.build, tuple(codes), theme(), view.language, width(), source)
        draw_chart(figure, _CHART, alternative, view.language, selectable=False)
        offer_files(request, len(coverage_by_year(request.build, codes)), _CHART)
        return
    indicator = catalogue.indicators[codes[0]]
    frame = figures(request.build, selection_of(view))
    if frame.empty:
        st.info(t("explore.nothing"), icon=":material/info:")
        return
    held = regions_shown(view, catalogue)
    source = credit_of_measures((indicator,), view, request.build).line
    grid = Grid(catalogue, theme(), view.language, width(), source)
    figure = presence_figure(grid, frame, held)
    st.markdown(f"**{literal(indicator.name[view.language])}**")
    alternative = t("explore.presence_alternative", indicator=indicator.called(view.language))
    draw_chart(figure, _CHART, alternative, view.language, selectable=False)
    span = int(frame.year.max()) - int(frame.year.min()) + 1
    offer_files(request, len(held) * span, _CHART)


def _worded(table: pd.DataFrame, t: Messages) -> pd.DataFrame:
    """Return a table for the screen: codes of a fixed vocabulary in words, years without separators."""
    shown = table.copy()
    for column in ("status", "comparability"):
        if column in shown:
            shown[column] = [t(f"explore.{column}.{code}") for code in shown[column]]
    for column in ("year", "base_year"):
        if column in shown:
            shown[column] = shown[column].astype("Int64").astype(str)
    return shown


def _show_pages(request: PageRequest, make: Callable[..., pd.DataFrame], label: Callable[[str], str]) -> None:
    view, build = request.view, request.build
    t = messages(view.language)
    rows = row_count(view, build)
    if not rows:
        st.info(t("explore.nothing"), icon=":material/info:")
        return
    number = page_number(request, rows)
    table = make(view, build, PAGE_ROWS, number * PAGE_ROWS)
    shown = _worded(table, t)
    known = build.catalogue.indicators_at(view.level)
    asked = indicators_of(selection_of(view), build.catalogue)
    alone = known.get(asked[0]) if len(asked) == 1 else None
    st.html(skip_link(t("frame.skip_table")))
    st.dataframe(
        shown,
        key="explore-table",
        hide_index=True,
        column_config={
            name: st.column_config.NumberColumn(
                label(name), format=_format_of(known.get(name, alone if name == "value" else None), view)
            )
            if pd.api.types.is_float_dtype(shown[name])
            else st.column_config.Column(label(name))
            for name in map(str, shown.columns)
        },
        placeholder="",
        alt=t("explore.title"),
    )
    first = number * PAGE_ROWS + 1
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        st.caption(t("explore.rows", first=first, last=first + len(table) - 1, count=f"{rows:,}"))
        pick_page(request, rows)
    offer_files(request, rows)


def _shades(table: pd.DataFrame, theme: Theme) -> pd.DataFrame:
    """Return the background of each figure: the darker, the higher within its country."""
    classes = theme.sequential[:SHADES]
    styles = [*(f"background-color: {colour}; color: {readable_on(colour)}" for colour in classes), ""]
    values = table.drop(columns="country")
    levels = shade_levels(values, table.country)
    found = pd.DataFrame(np.array(styles, dtype=object)[levels], index=values.index, columns=values.columns)
    return found.assign(country="")[list(table.columns)]
