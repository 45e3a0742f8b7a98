"""All figures as one table in which each knows the years around it and how far its series usually moves.

Amounts are measured in logarithms, so that a step is a factor; what can fall below zero (balances, growth) is
measured in its own unit. A step is what a series moves from one year to the next beyond the median of its
family that year: a shock that all regions share is no fault of one of them.
"""

from collections.abc import Iterable
from typing import Any, Literal

import numpy as np
import numpy.typing as npt
import pandas as pd

from etl.region_codes import country_of
from etl.snapshots import Dataset, Snapshots

Numbers = npt.NDArray[np.float64]

Statistic = Literal["median", "mean", "sum", "count", "size"]

TIME = ("year", "period")
BELOW_ZERO = 0.02  # share of a family's figures from which it is measured in its own unit
FEWEST_PLACES = 5  # whose median says what all have in common
FEWEST_STEPS = 6  # from which a series has a usual step of its own; before, that of its family counts
OF_FAMILY = 0.5  # of the family's usual step is granted to the calmest series
RESTLESS_YEAR = 3.0  # times the usual step: so much more is granted where most move in a year
DECIMALS = 6
SMALL = 10  # units of the last decimal: differences among so small figures are noise


def figure_rows(datasets: Iterable[Dataset]) -> pd.DataFrame:
    """Return the figures of datasets as they stand, unsorted.

    Returns:
        Columns dataset, indicator, region_code, year, value, line, row; `place` (what a series is of: one
        region, two, a municipality), `rest` (the other dimensions as text), `sex`.
    """
    return pd.concat([_rows(dataset) for dataset in datasets], ignore_index=True)


def _rows(dataset: Dataset) -> pd.DataFrame:
    frame = dataset.frame[dataset.frame["value"].notna()]
    keys = [name for name in dataset.key_columns if name not in (*TIME, "region_code", "indicator")]
    places = [name for name in keys if name.endswith("_code") or name == "municipality"]
    rest = [name for name in keys if name not in (*places, "sex")]
    return pd.DataFrame(
        {
            "dataset": dataset.name,
            "indicator": frame["indicator"].astype(str),
            "region_code": frame["region_code"].astype(str),
            "year": frame["year"],
            "value": frame["value"],
            "line": frame["line"],
            "row": frame["row"],
            "place": _joined(frame, ["region_code", *places]),
            "rest": _joined(frame, rest),
            "sex": frame["sex"].fillna("") if "sex" in frame else "",
        }
    )


def _joined(frame: pd.DataFrame, columns: list[str]) -> Any:
    if not columns:
        return ""
    text = frame[columns[0]].fillna("").astype(str)
    for name in columns[1:]:
        text = text + " " + frame[name].fillna("").astype(str)
    return text


def observed_rows(observations: pd.DataFrame, converted: pd.DataFrame) -> pd.DataFrame:
    """Return computed indicators, and money converted, in the columns of `figure_rows`."""
    parts = [
        observations.assign(
            rest=observations["status"].eq("projection").map({True: "projection", False: ""})
        ),
        converted.assign(rest=converted["currency"]) if len(converted) else None,
    ]
    rows = pd.concat([part for part in parts if part is not None], ignore_index=True)
    rows = rows[rows["value"].notna()].rename(columns={"indicator_id": "indicator"})
    rows = rows.assign(dataset="", place=rows["region_code"], sex="", line=0, row=-1)
    return rows[
        ["dataset", "indicator", "region_code", "year", "value", "line", "row", "place", "rest", "sex"]
    ]


def with_steps(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the figures in the order of their series, with what each moves and how much is usual.

    Args:
        rows: As from `figure_rows` or `observed_rows`.

    Returns:
        Beside their columns `country`; `family` (one quantity in one country) and `series` (of one place) as
        numbers; `resolution` (of the family's figures); `is_log`; `z` (the figure as measured); `before` and
        `after` (what it lies above its neighbours in time; missing at the ends), the same beyond what all
        have in common (`own_before`, `own_after`); `common` (median step of the family that year; missing
        where too few places have one); `usual` (step the series usually makes), `usual_around` (the larger of
        this and the next year's), `spread` (median distance from the common step).
    """
    table = rows.assign(country=country_of(rows["region_code"]))
    quantity = ["dataset", "indicator", "rest", "sex", "country"]
    table["family"] = table.groupby(quantity, sort=False).ngroup()
    table["series"] = table.groupby(["family", "place"], sort=False).ngroup()
    table = table.sort_values(["series", "year"], kind="stable", ignore_index=True)
    _measure(table)
    _step(table)
    return table


def _measure(table: pd.DataFrame) -> None:
    value, family = table["value"].to_numpy(), table["family"]
    decimals = np.full(len(value), DECIMALS, dtype=float)
    for fewer in range(DECIMALS - 1, -1, -1):
        decimals[np.isclose(np.round(value, fewer), value, rtol=0, atol=1e-9)] = fewer
    usual = pd.Series(decimals).groupby(family).transform("quantile", 0.9).round()
    table["resolution"] = 10.0**-usual
    table["is_log"] = pd.Series(value < 0).groupby(family).transform("mean") <= BELOW_ZERO
    table["z"] = measured(table["value"], table["is_log"], table["resolution"])


def measured(value: pd.Series, is_log: pd.Series, resolution: pd.Series) -> pd.Series:
    """Return figures as steps are taken of them."""
    in_logs: pd.Series = np.sign(value) * np.log1p(value.abs() / (SMALL * resolution))
    return in_logs.where(is_log, value)


def _step(table: pd.DataFrame) -> None:
    series, z = table["series"].to_numpy(), table["z"].to_numpy()
    follows = np.append(False, series[1:] == series[:-1])
    goes_on = np.append(follows[1:], False)
    before = np.where(follows, z - np.append(np.nan, z[:-1]), np.nan)
    of_year = table.groupby(["family", "year"], sort=False).ngroup().to_numpy()
    many = _of(before, of_year, "count") >= FEWEST_PLACES
    common = np.where(many, _of(before, of_year, "median"), np.nan)
    own = before - np.nan_to_num(common)
    size = np.abs(own)
    enough = _of(size, series, "count") >= FEWEST_STEPS
    usual = np.fmax(
        np.where(enough, _of(size, series, "median"), 0.0),
        OF_FAMILY * _of(size, table["family"].to_numpy(), "median"),
    )
    spread = np.where(many, _of(size, of_year, "median"), np.nan)
    granted = np.fmax(usual, np.fmin(np.nan_to_num(spread), RESTLESS_YEAR * usual))
    table["before"], table["own_before"], table["common"], table["spread"] = before, own, common, spread
    table["after"] = np.where(goes_on, -_next(before), np.nan)
    table["own_after"] = np.where(goes_on, -_next(own), np.nan)
    table["usual"] = granted
    table["usual_around"] = np.fmax(granted, np.where(goes_on, _next(granted), np.nan))


def _next(values: Numbers) -> Numbers:
    return np.append(values[1:], np.nan)


def _of(values: Numbers, groups: Any, what: Statistic) -> Numbers:
    """Return for each figure the median (or count) of its group."""
    found: Numbers = pd.Series(values).groupby(groups).transform(what).to_numpy(dtype=float)
    return found


def away_from_both(one: Numbers, other: Numbers) -> Numbers:
    """Return how far figures lie on the same side of both neighbours; 0 where they lie between them."""
    return np.where(np.sign(one) == np.sign(other), np.fmin(np.abs(one), np.abs(other)), 0.0)


def figure_table(snapshots: Snapshots) -> pd.DataFrame:
    """Return the figures of all datasets (see `with_steps`)."""
    return with_steps(figure_rows(snapshots.figures))
