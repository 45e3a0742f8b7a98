"""The tables of the page of all figures, each as the page lays it out."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from i18n.messages import Messages, messages
from regions.asking.selection import figures, indicators_of
from regions.asking.view import View
from regions.build.catalogue import Indicator
from regions.build.database import Build
from regions.exhibits.exploration import (
    MOST_WIDE,
    indicators_table,
    long_table,
    one_indicator,
    selection_of,
    wide_table,
    years_table,
)
from regions.figures.tidy import unit_text
from regions.shapes.layout import Layout

SHADES = 5
_PER_HEAD_DECIMALS = 2


def laid_out(view: View, build: Build) -> Layout | None:
    """Return the table of a View; None where it has more columns than anyone reads."""
    make = {"wide": _wide, "years": _years, "indicators": _indicators}.get(view.show or "long", _long)
    return make(view, build)


def decimals_for(indicator: Indicator, view: View) -> int:
    """Return with how many decimals a figure of an indicator is shown in the mode and currency of a View."""
    if view.mode == "index" or (view.mode == "change" and indicator.changes_in_per_cent):
        return 1
    if indicator.currencies:
        return indicator.decimals if (view.currency or "national") == "national" else 0
    return _PER_HEAD_DECIMALS if view.mode == "per_head" else indicator.decimals


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


def _long(view: View, build: Build) -> Layout:
    t = messages(view.language)
    frame = long_table(view, build)
    order = figures(
        build,
        selection_of(view),
        sort=view.chosen("sort") or "indicator_id",
        descending=view.chosen("order") == "descending",
    ).indicator_id
    by_code = {code: decimals_for(build.catalogue.indicators[code], view) for code in order.unique()}
    names = tuple(map(str, frame.columns))
    return Layout(
        frame,
        {name: t(f"explore.column.{name}") for name in names},
        names,
        row_decimals=tuple(order.map(by_code)),
    )


def _wide(view: View, build: Build) -> Layout | None:
    t = messages(view.language)
    codes = indicators_of(selection_of(view), build.catalogue)
    if len(codes) > MOST_WIDE:
        return None
    frame = wide_table(view, build)
    held = [build.catalogue.indicators[code] for code in codes]
    heads = {str(name): t(f"explore.column.{name}") for name in frame if name not in codes}
    heads |= {one.id: _with_unit(one, view) for one in held}
    shown = ("region", "year", "status", *codes)
    return Layout(frame, heads, shown, {one.id: decimals_for(one, view) for one in held})


def _years(view: View, build: Build) -> Layout:
    t = messages(view.language)
    indicator = one_indicator(view, build.catalogue)
    frame = years_table(view, build).rename(columns=str)
    years = [str(name) for name in frame if name not in ("region_code", "region", "country")]
    decimals = decimals_for(indicator, view)
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


def _indicators(view: View, build: Build) -> Layout:
    t = messages(view.language)
    frame = indicators_table(view, build)
    codes = [str(name) for name in frame if name in build.catalogue.regions]
    first = ("indicator", "country", "year", "unit")
    heads = _named((*first, "indicator_id"), t)
    heads |= {code: build.catalogue.regions[code].short[view.language] for code in codes}
    decimals = tuple(decimals_for(build.catalogue.indicators[code], view) for code in frame.indicator_id)
    return Layout(frame, heads, (*first, *codes), row_decimals=decimals)


def _named(names: tuple[str, ...], t: Messages) -> dict[str, str]:
    return {name: t(f"explore.column.{name}") for name in names}


def _with_unit(indicator: Indicator, view: View) -> str:
    """Return an indicator's name with its unit, both countries' where they differ."""
    selection = selection_of(view)
    units = [unit_text(indicator, country, selection, view.language) for country in indicator.countries]
    return f"{indicator.name[view.language]} ({' / '.join(dict.fromkeys(units))})"
