"""The tables of the page of all figures, each as the page lays it out."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from i18n.messages import Messages, messages
from regions.asking.selection import figures, indicators_of
from regions.asking.view import View
from regions.database.build import Build
from regions.database.catalogue import Catalogue, Indicator
from regions.exhibits.exploration import (
    MOST_PLACES,
    MOST_WIDE,
    columns_shown,
    indicators_table,
    one_indicator,
    selection_of,
    whole_long_table,
    wide_table,
    years_table,
)
from regions.figures.tidy import unit_text
from regions.shapes.layout import Layout
from regions.shapes.units import decimals_of

SHADES = 5


def shade_levels(values: pd.DataFrame, countries: pd.Series) -> NDArray[np.int_]:
    """Return the shade of each figure of a table of years: 0 to `SHADES` - 1, the higher within its country.

    -1 stands where there is no figure.
    """
    levels = np.full(values.shape, -1)
    for country in countries.unique():
        own = (countries == country).to_numpy()
        figures = values[own].to_numpy(dtype=float)
        share = pd.Series(figures.ravel()).rank(pct=True).to_numpy().reshape(figures.shape)
        levels[own] = np.where(np.isnan(share), -1, np.ceil(np.nan_to_num(share) * SHADES - 1)).astype(int)
    return levels


def long_layout(view: View, build: Build) -> Layout:
    """Return the figures, one a row."""
    t = messages(view.language)
    frame = whole_long_table(view, build)
    order = figures(
        build,
        selection_of(view),
        sort=view.chosen("sort") or "indicator_id",
        descending=view.chosen("order") == "descending",
    ).indicator_id
    known = build.catalogue.indicators_at(view.level)
    by_code = {code: decimals_of(known[code], view.currency, view.mode) for code in order.unique()}
    names = tuple(map(str, frame.columns))
    return Layout(
        frame,
        {name: t(f"explore.column.{name}") for name in names},
        tuple(columns_shown(view)),
        row_decimals=tuple(order.map(by_code)),
    )


def wide_layout(view: View, build: Build) -> Layout | None:
    """Return a row a region and year, a column an indicator; None with more columns than anyone reads."""
    t = messages(view.language)
    codes = indicators_of(selection_of(view), build.catalogue)
    if len(codes) > MOST_WIDE:
        return None
    frame = wide_table(view, build)
    held = [build.catalogue.indicators_at(view.level)[code] for code in codes]
    heads = {str(name): t(f"explore.column.{name}") for name in frame if name not in codes}
    heads |= {one.id: _with_unit(one, view) for one in held}
    shown = ("region", "year", "status", *codes)
    return Layout(frame, heads, shown, {one.id: decimals_of(one, view.currency, view.mode) for one in held})


def years_layout(view: View, build: Build) -> Layout:
    """Return one indicator: a row a region, a column a year, the newest first."""
    t = messages(view.language)
    indicator = one_indicator(view, build.catalogue)
    frame = years_table(view, build).rename(columns=str)
    years = [str(name) for name in frame if name not in ("region_code", "region", "country")]
    decimals = decimals_of(indicator, view.currency, view.mode)
    heads = {name: name for name in years} | _named(("region_code", "region", "country"), t)
    # Newest first, as on the page.
    shown = ("region", *reversed(years))
    marks = _statuses(view, build, indicator, frame)
    return Layout(frame, heads, shown, dict.fromkeys(years, decimals), statuses=marks)


def _statuses(
    view: View, build: Build, indicator: Indicator, frame: pd.DataFrame
) -> dict[tuple[int, str], str]:
    """Return which cells of a table of years are provisional or projections."""
    held = figures(build, selection_of(view))
    own = held[(held.indicator_id == indicator.id) & held.value.notna()]
    # The table shows one figure a year, the first status in the order of the alphabet.
    first = own.sort_values("status", kind="stable").drop_duplicates(["region_code", "year"])
    rows = {code: number for number, code in enumerate(frame.region_code)}
    return {
        (rows[code], str(year)): status
        for code, year, status in zip(first.region_code, first.year, first.status, strict=True)
        if status != "actual"
    }


def indicators_layout(view: View, build: Build) -> Layout | None:
    """Return a row an indicator and country, a column a place; None with more than anyone reads."""
    t, catalogue = messages(view.language), build.catalogue
    frame = indicators_table(view, build)
    codes = places_in(frame, catalogue)
    if len(codes) > MOST_PLACES:
        return None
    first = ("indicator", "country", "year", "unit")
    heads = _named((*first, "indicator_id"), t)
    heads |= {code: catalogue.place_short(code)[view.language] for code in codes}
    known = catalogue.indicators_at(view.level)
    decimals = tuple(decimals_of(known[code], view.currency, view.mode) for code in frame.indicator_id)
    return Layout(frame, heads, (*first, *codes), row_decimals=decimals)


def places_in(table: pd.DataFrame, catalogue: Catalogue) -> list[str]:
    """Return the columns of a table that are places."""
    return [str(name) for name in table if catalogue.place(str(name))]


def _named(names: tuple[str, ...], t: Messages) -> dict[str, str]:
    return {name: t(f"explore.column.{name}") for name in names}


def _with_unit(indicator: Indicator, view: View) -> str:
    """Return an indicator's name with its unit, both countries' where they differ."""
    selection = selection_of(view)
    units = [unit_text(indicator, country, selection, view.language) for country in indicator.countries]
    return f"{indicator.name[view.language]} ({' / '.join(dict.fromkeys(units))})"
