"""Finds two regions whose values were exchanged in one year.

Each value is compared with the straight line through the neighbouring years. Flagged are two regions whose
values in one year lie far off their own lines, fit each other's, and make both series smoother if exchanged.
"""

from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from etl.checks.context import Context
from etl.problems import Problem, Rule
from etl.snapshots import Dataset
from etl.territory import Territory

SWAPPED = Rule("swapped_rows", "Two rows seem to be exchanged: compare both with the publisher's table.")

Numbers = npt.NDArray[np.float64]

# Chosen so that the shipped figures raise no alarm while as many test exchanges as possible are found; what
# escapes is an exchange of two values that differ no more than each series does from year to year.
MIN_YEARS = 4
FAR = 6.0  # times its usual distance from the line: so far off is suspicious
FITS = 0.25  # share of the distance in that year that may be left after exchanging
SMOOTHER = 0.3  # share of the distances in that year and its neighbours that may be left


def swapped_rows(context: Context) -> list[Problem]:
    """No two regions have exchanged their values in one year."""
    return [
        problem
        for dataset in context.snapshots.figures
        if dataset.kind not in ("flow", "rate", "list")
        for territory in context.territories.values()
        for problem in _of_country(dataset, territory)
    ]


def _of_country(dataset: Dataset, territory: Territory) -> list[Problem]:
    frame = dataset.frame[dataset.frame["region_code"].isin(territory.regions)]
    dimensions = [column for column in dataset.key_columns if column not in ("region_code", "year")]
    if frame.empty:
        return []
    series = frame.groupby(dimensions, dropna=False, sort=False).ngroup().to_numpy()
    order = np.argsort(series, kind="stable")
    starts = np.flatnonzero(np.diff(series[order], prepend=-1))
    columns = pd.Index(territory.regions).get_indexer(pd.Index(frame["region_code"]))
    years, values = frame["year"].to_numpy(), frame["value"].to_numpy()
    problems = []
    for rows in np.split(order, starts[1:]):
        own_years, position = np.unique(years[rows], return_inverse=True)
        if len(own_years) < MIN_YEARS:
            continue
        table = np.full((len(own_years), len(territory.regions)), np.nan)
        table[position, columns[rows]] = values[rows]
        for year, one, two in exchanged(table, own_years.astype(float)):
            pair = [territory.regions[one], territory.regions[two]]
            at_year = frame.iloc[rows]
            at_year = at_year[(at_year["year"] == own_years[year]) & at_year["region_code"].isin(pair)]
            problems.append(_problem(dataset, at_year, pair))
    return problems


def _problem(dataset: Dataset, rows: pd.DataFrame, pair: list[str]) -> Problem:
    values = rows.set_index("region_code")["value"]
    first: pd.Series[Any] = rows.iloc[0]
    key = [
        str(first[name]) for name in dataset.key_columns if name != "region_code" and pd.notna(first[name])
    ]
    return SWAPPED.broken(
        f"{pair[0]} has {values[pair[0]]:.12g} and {pair[1]} has {values[pair[1]]:.12g}; "
        "exchanged they would fit the neighbouring years",
        dataset.shown,
        rows["line"],
        ", ".join(key),
    )


def exchanged(table: Numbers, years: Numbers) -> list[tuple[int, int, int]]:
    """Find exchanged values.

    Args:
        table: Values, one row a year and one column a region; missing values are NaN.
        years: The years, ascending.

    Returns:
        For each finding the row and the two columns.
    """
    line = straight_lines(table, years)
    off = np.abs(table - line)
    with np.errstate(invalid="ignore"):
        far = off > FAR * _median(off, axis=1)
    found = []
    for year in np.flatnonzero(far.sum(axis=1) >= 2):
        suspects = np.flatnonzero(far[year])
        left = np.abs(table[year, suspects][None, :] - line[year, suspects][:, None])
        # The first and the last year have neighbours on one side only, so more is asked of them.
        share = FITS / 2 if year in (0, len(years) - 1) else FITS
        fits = left < share * off[year, suspects][:, None]
        for one, two in np.argwhere(np.triu(fits & fits.T, k=1)):
            pair = suspects[[one, two]]
            if _smoother_when_exchanged(table[:, pair], off[:, pair], int(year), years):
                found.append((int(year), int(pair[0]), int(pair[1])))
    return found


def _smoother_when_exchanged(pair: Numbers, off: Numbers, year: int, years: Numbers) -> bool:
    mended = pair.copy()
    mended[year] = pair[year, ::-1]
    left = np.abs(mended - straight_lines(mended, years))
    around = slice(max(year - 1, 0), year + 2)
    smoother = np.nansum(left[around], axis=0) < SMOOTHER * np.nansum(off[around], axis=0)
    # The usual distance is taken from the mended series: in a short one the exchange would hide itself.
    far = off[year] > FAR * np.nanmedian(left, axis=0)
    return bool(smoother.all() and far.all())


def _median(off: Numbers, axis: int) -> Numbers:
    empty = np.isnan(off).all(axis=axis, keepdims=True)
    median: Numbers = np.nanmedian(np.where(empty, 0.0, off), axis=axis, keepdims=True)
    return median


def straight_lines(table: Numbers, years: Numbers) -> Numbers:
    """Return for each cell the straight line between its neighbours in time (at an end: the one there is)."""
    line = np.full(table.shape, np.nan)
    for column in range(table.shape[1]):
        known = np.flatnonzero(~np.isnan(table[:, column]))
        if len(known) < MIN_YEARS:
            continue
        y, v = years[known], table[known, column]
        before, after = np.arange(len(known)) - 1, np.arange(len(known)) + 1
        # Drawn on from two neighbours, a restless series would end anywhere: at an end its neighbour counts.
        before[0], after[-1] = 1, len(known) - 2
        run = np.where(after == before, 1.0, y[after] - y[before])
        line[known, column] = v[before] + (v[after] - v[before]) / run * (y - y[before])
    return line
