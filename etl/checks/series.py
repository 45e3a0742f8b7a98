"""All figures as one table in which each knows the years around it and how far its series usually moves.

Amounts are measured in logarithms, so that a step is a factor; what can fall below zero (balances, growth) is
measured in its own unit. A step is what a series moves from one year to the next beyond the median of its
family that year: a shock that all regions share is no fault of one of them.
"""

from collections.abc import Iterable
from typing import Any

import numpy as np
import pandas as pd

from etl.columns import Coded, Numbers, Positions, as_codes, each, numbered, together
from etl.models.indicators import REGION
from etl.region_codes import country_of
from etl.snapshots import Dataset, Snapshots

TIME = ("year", "period")
TEXTS = ("dataset", "indicator", "place", "rest", "sex")
BELOW_ZERO = 0.02  # share of a family's figures from which it is measured in its own unit
FEWEST_PLACES = 5  # whose median says what all have in common
FEWEST_STEPS = 6  # from which a series has a usual step of its own; before, that of its family counts
OF_FAMILY = 0.5  # of the family's usual step is granted to the calmest series
RESTLESS_YEAR = 3.0  # times the usual step: so much more is granted where most move in a year
DECIMALS = 6
DIGIT = 1e-9  # below which a further decimal is how the computer holds the number
SMALL = 10  # units of the last decimal: differences among so small figures are noise


def figure_rows(datasets: Iterable[Dataset]) -> pd.DataFrame:
    """Return the figures of datasets as they stand, unsorted.

    Returns:
        Columns dataset, indicator, region_code, year, value, line, row; `place` (what a series is of: one
        region, two, a municipality), `rest` (the other dimensions as text), `sex`.
    """
    found = list(datasets)
    rows = [np.flatnonzero(~np.isnan(dataset.values)) for dataset in found]
    texts = [_texts(dataset, own) for dataset, own in zip(found, rows, strict=True)]
    numbers = {"year": "years", "value": "values", "line": "lines", "row": "positions"}
    columns: dict[str, Any] = {
        name: np.concatenate([getattr(dataset, of)[own] for dataset, own in zip(found, rows, strict=True)])
        for name, of in numbers.items()
    }
    columns |= {name: together([one[name] for one in texts]).column for name in (*TEXTS, "region_code")}
    return pd.DataFrame(columns)


def _texts(dataset: Dataset, rows: Positions) -> dict[str, Coded]:
    keys = [name for name in dataset.key_columns if name not in (*TIME, "region_code", "indicator")]
    places = [name for name in keys if name.endswith("_code") or name == "municipality"]
    rest = [name for name in keys if name not in (*places, "sex")]
    return {
        "dataset": Coded(np.zeros_like(rows), (dataset.name,)),
        "indicator": dataset.coded("indicator").at(rows),
        "region_code": dataset.coded("region_code").at(rows),
        "place": _joined(dataset, ["region_code", *places], rows),
        "rest": _joined(dataset, rest, rows),
        "sex": _joined(dataset, [name for name in keys if name == "sex"], rows),
    }


def _joined(dataset: Dataset, columns: list[str], rows: Positions) -> Coded:
    """Return what stands in some columns as one text a row."""
    if not columns:
        return Coded(np.zeros_like(rows), ("",))
    _, first, number = np.unique(dataset.numbered(columns)[rows], return_index=True, return_inverse=True)
    parts = [(dataset.coded(name).codes[rows[first]], (*dataset.coded(name).texts, "")) for name in columns]
    combinations = zip(*([texts[code] for code in codes] for codes, texts in parts), strict=True)
    return each(" ".join(words) for words in combinations).at(number)


def observed_rows(observations: pd.DataFrame, converted: pd.DataFrame) -> pd.DataFrame:
    """Return computed indicators, and money converted, in the columns of `figure_rows`."""
    projected = observations["status"].eq("projection").to_numpy()
    parts = [
        observations.assign(rest=Coded(projected.astype(np.int64), ("", "projection")).column),
        converted.assign(rest=converted["currency"]) if len(converted) else None,
    ]
    rows = pd.concat([part for part in parts if part is not None], ignore_index=True)
    rows = rows[rows["value"].notna()].rename(columns={"indicator_id": "indicator"})
    rows = rows.assign(dataset="", place=rows["region_code"], sex="", line=0, row=-1)
    return rows[
        ["dataset", "indicator", "region_code", "year", "value", "line", "row", "place", "rest", "sex"]
    ]


def in_series(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the figures in the order of their series, measured as their family is.

    Args:
        rows: As from `figure_rows` or `observed_rows`.

    Returns:
        Beside their columns `country`; `family` (one quantity in one country) and `series` (of one place) as
        numbers; `resolution` (of the family's figures); `is_log`; `z` (the figure as measured).
    """
    texts = {name: as_codes(rows[name]) for name in (*TEXTS, "region_code")}
    texts["country"] = as_codes(country_of(rows["region_code"]))
    family = numbered(texts[name].codes for name in ("dataset", "indicator", "rest", "sex", "country"))
    series = numbered([family, texts["place"].codes])
    columns = {name: column.column for name, column in texts.items()}
    table = rows.assign(**columns, family=family, series=series)
    order = np.lexsort((table["year"].to_numpy(), series))
    table = table.take(order).reset_index(drop=True)
    _measure(table)
    return table


def with_steps(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the figures in the order of their series, with what each moves and how much is usual.

    Args:
        rows: As from `figure_rows` or `observed_rows`.

    Returns:
        Beside the columns of `in_series` `before` and `after` (what a figure lies above its neighbours in
        time; missing at the ends), the same beyond what all have in common (`own_before`, `own_after`);
        `common` (median step of the family that year; missing where too few places have one); `usual` (step
        the series usually makes), `usual_around` (the larger of this and the next year's), `spread` (median
        distance from the common step).
    """
    table = in_series(rows)
    _step(table)
    return table


def _measure(table: pd.DataFrame) -> None:
    value, family = table["value"].to_numpy(), table["family"].to_numpy()
    usual = pd.Series(_decimals(value)).groupby(family, sort=False).transform("quantile", 0.9).round()
    table["resolution"] = 10.0**-usual
    table["is_log"] = mean_of((value < 0).astype(float), family) <= BELOW_ZERO
    table["z"] = measured(table["value"], table["is_log"], table["resolution"])


def _decimals(value: Numbers) -> Numbers:
    """Return how many decimals numbers are written with, `DECIMALS` at most."""
    decimals = np.full(len(value), float(DECIMALS))
    left = np.arange(len(value))
    for fewer in range(DECIMALS):
        fits = np.abs(np.round(value[left], fewer) - value[left]) <= DIGIT
        decimals[left[fits]] = fewer
        left = left[~fits]
    return decimals


def measured(value: pd.Series, is_log: pd.Series, resolution: pd.Series) -> pd.Series:
    """Return figures as steps are taken of them."""
    in_logs: pd.Series = np.sign(value) * np.log1p(value.abs() / (SMALL * resolution))
    return in_logs.where(is_log, value)


def _step(table: pd.DataFrame) -> None:
    series, z = table["series"].to_numpy(), table["z"].to_numpy()
    follows = np.append(False, series[1:] == series[:-1])
    goes_on = np.append(follows[1:], False)
    before = np.where(follows, z - np.append(np.nan, z[:-1]), np.nan)
    family = table["family"].to_numpy()
    of_year = numbered([family, table["year"].to_numpy()])
    many = count_of(before, of_year) >= FEWEST_PLACES
    common = np.where(many, median_of(before, of_year), np.nan)
    own = before - np.nan_to_num(common)
    size = np.abs(own)
    enough = count_of(size, series) >= FEWEST_STEPS
    usual = np.fmax(
        np.where(enough, median_of(size, series), 0.0),
        OF_FAMILY * median_of(size, family),
    )
    spread = np.where(many, median_of(size, of_year), np.nan)
    granted = np.fmax(usual, np.fmin(np.nan_to_num(spread), RESTLESS_YEAR * usual))
    table["before"], table["own_before"], table["common"], table["spread"] = before, own, common, spread
    table["after"] = np.where(goes_on, -_next(before), np.nan)
    table["own_after"] = np.where(goes_on, -_next(own), np.nan)
    table["usual"] = granted
    table["usual_around"] = np.fmax(granted, np.where(goes_on, _next(granted), np.nan))


def _next(values: Numbers) -> Numbers:
    return np.append(values[1:], np.nan)


def median_of(values: Numbers, groups: Positions) -> Numbers:
    """Return for each figure the median of its group."""
    found: Numbers = pd.Series(values).groupby(groups, sort=False).transform("median").to_numpy(dtype=float)
    return found


def count_of(values: Numbers, groups: Positions) -> Numbers:
    """Return for each figure how many of its group there are."""
    found: Numbers = np.bincount(groups, ~np.isnan(values)).astype(float)[groups]
    return found


def sum_of(values: Numbers, groups: Positions) -> Numbers:
    """Return for each figure the sum of its group; missing figures count as nothing."""
    found: Numbers = np.bincount(groups, np.nan_to_num(values)).astype(float)[groups]
    return found


def mean_of(values: Numbers, groups: Positions) -> Numbers:
    """Return for each figure the mean of its group; missing where the group has none."""
    with np.errstate(invalid="ignore"):
        return sum_of(values, groups) / count_of(values, groups)


def away_from_both(one: Numbers, other: Numbers) -> Numbers:
    """Return how far figures lie on the same side of both neighbours; 0 where they lie between them."""
    return np.where(np.sign(one) == np.sign(other), np.fmin(np.abs(one), np.abs(other)), 0.0)


def figure_table(snapshots: Snapshots) -> pd.DataFrame:
    """Return the figures of all datasets of regions (see `with_steps`).

    Those of municipalities have checks of their own (`etl.checks.municipal`): figures of a village leave
    their course every year, and 1,970 series of each quantity would cost as much as all others together.
    """
    return with_steps(figure_rows(one for one in snapshots.figures if one.meta.level == REGION))
