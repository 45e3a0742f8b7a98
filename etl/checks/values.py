"""Checks of the computed indicators: ranges, coverage."""

import json
from collections.abc import Iterator
from typing import Any

import numpy as np

from etl.checks.context import Context
from etl.derive import Series
from etl.models.indicators import Coverage
from etl.problems import Problem, Rule, examples

OUT_OF_RANGE = Rule(
    "out_of_range", "Correct the row, or widen the indicator's `range` if the value is right."
)
COVERAGE_SHRANK = Rule(
    "coverage_shrank",
    "Figures were lost: restore them. If the publisher withdrew them, change `coverage` in the catalogue.",
)
COVERAGE_MISSING = Rule(
    "coverage_missing", "Write this into the country's part of the entry: a later loss is then noticed."
)
DEFAULT_YEAR = Rule("default_year", "Choose a default_year with figures.")
EXAMPLES, GAPS_SHOWN = 3, 5
USUAL_SHARE = 0.5  # of the regions that must have a figure for a year without one to be called a hole
MORE_IS_BETTER = ("n_values", "n_years", "n_regions", "n_regions_last_year", "last_year", "last_full_year")


def ranges(context: Context) -> Iterator[Problem]:
    """Every value lies in its indicator's range."""
    for series in context.series:
        low, high = (
            limit if limit is not None else default
            for limit, default in zip(series.range, (-np.inf, np.inf), strict=True)
        )
        values = series.values.to_numpy()
        names, years = series.values.columns.to_numpy(), series.values.index.to_numpy()
        outside = (values < low) | (values > high)
        for row in np.flatnonzero(outside.any(axis=1)):
            columns = np.flatnonzero(outside[row])
            shown = examples([f"{values[row, column]:.12g}" for column in columns], EXAMPLES, ", ")
            message = f"{shown} {'are' if len(columns) > 1 else 'is'} outside {low:g} to {high:g}"
            regions = [str(names[column]) for column in columns]
            yield context.blame(OUT_OF_RANGE, series, regions, int(years[row]), message)


def coverage(context: Context) -> Iterator[Problem]:
    """No indicator covers less than the catalogue records."""
    for series in context.series:
        recorded, now, file = series.block.coverage, series.coverage, series.indicator.file
        if recorded is None:
            told = ", ".join(f"{name}: {json.dumps(value)}" for name, value in now)
            yield COVERAGE_MISSING.broken(f"coverage: {{{told}}}", file, key=series.name)
        elif lost := lost_coverage(now, recorded):
            yield COVERAGE_SHRANK.broken("; ".join(lost) + _gaps(series), file, key=series.name)


def default_years(context: Context) -> list[Problem]:
    """The default year of each country has figures."""
    return [
        DEFAULT_YEAR.broken(
            f"no figure in default_year {series.block.default_year}",
            series.indicator.file,
            key=series.name,
        )
        for series in context.series
        if series.block.default_year not in series.values.index
    ]


def lost_coverage(now: Coverage, recorded: Coverage) -> list[str]:
    """Say in what a series covers less than recorded."""
    return [
        f"{name} is {getattr(now, name)} instead of {getattr(recorded, name)}"
        for name in (*MORE_IS_BETTER, "first_year", "national_row")
        if _less(name, getattr(now, name), getattr(recorded, name))
    ]


def _less(name: str, now: Any, recorded: Any) -> bool:
    if recorded is None or now is None:
        return recorded is not None
    if name == "first_year":
        return bool(now > recorded)
    return bool(now < recorded)


def _gaps(series: Series) -> str:
    """Name the holes inside the series, which is where a lost row shows."""
    if series.indicator.scope == "national":
        return ""
    values = series.values[list(series.territory.regions)]
    present = values.notna()
    inside = present.cummax() & present[::-1].cummax()[::-1] & ~present
    usual = present.mean(axis=1) > USUAL_SHARE
    holes = [
        f"{region} {year}" for year in values.index[usual] for region in values.columns[inside.loc[year]]
    ]
    return f" (missing: {examples(holes, GAPS_SHOWN, ', ')})" if holes else ""
