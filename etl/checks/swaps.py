"""Finds figures exchanged in one year: of two regions, of the sexes, of the two directions of a flow.

Each figure is compared with the straight line between its neighbours in time, beyond what its family has in
common. Flagged are two whose figures lie far off their own lines, more than either series usually moves, and
fit each other's. What escapes is an exchange of two figures that differ no more than each moves from year to
year.
"""

import numpy as np
import pandas as pd

from etl.checks.series import away_from_both, measured
from etl.columns import Numbers

# Chosen so that the shipped figures raise no alarm while as many test exchanges as possible are found.
FAR, FITS = 4.0, 0.35
"""Times its usual step that a figure lies off its line; share of it that may be left after exchanging."""
FAR_AT_END, FITS_AT_END = 6.0, 0.25
"""The same for the first and the last year, which have one neighbour."""
ALONE = 0.5  # share of that distance at which the nearer neighbour must lie
FEWEST_YEARS = 4
SEXES_FAR, SEXES_FIT, FEWEST_GROUPS = 2.5, 0.5, 3
"""Of all age groups of a region and year together: mean distance in usual steps, share that may be left."""


def off_line(table: pd.DataFrame) -> Numbers:
    """Return how far each figure lies off the line between its neighbours (at an end: off the one)."""
    year = table["year"].to_numpy(dtype=float)
    before, after = table["own_before"].to_numpy(), table["own_after"].to_numpy()
    since = np.where(np.isnan(before), 0.0, year - np.append(year[:1], year[:-1]))
    until = np.where(np.isnan(after), 0.0, np.append(year[1:], year[-1:]) - year)
    between = (np.nan_to_num(before) * until + np.nan_to_num(after) * since) / np.fmax(since + until, 1.0)
    return np.where(np.isnan(before), after, np.where(np.isnan(after), before, between))


def exchanged(table: pd.DataFrame) -> pd.DataFrame:
    """Return the pairs of figures that seem to be exchanged.

    Args:
        table: As from `with_steps`.

    Returns:
        Columns `one`, `other` (positions in the table) and `what` (regions, sexes or directions).
    """
    lines = _lines(table)
    suspects = lines[lines["alone"] & (lines["off"].abs() > lines["far"])]
    flows = suspects[suspects["place"].str.contains(" ", regex=False)]
    there = flows["place"].astype("str")
    mirrored = there.str.replace(r"^(\S+) (\S+)$", r"\2 \1", regex=True)
    parts = [
        _pairs(suspects, ["family", "year"]).assign(what="regions"),
        _pairs(suspects, ["dataset", "indicator", "rest", "place", "year"]).assign(what="sexes"),
        _pairs(
            flows.assign(pair=mirrored.where(mirrored < there, there)),
            ["family", "pair", "year"],
        ).assign(what="directions"),
        _sexes(lines).assign(what="sexes"),
    ]
    return pd.concat(parts, ignore_index=True).drop_duplicates(["one", "other"])


def _lines(table: pd.DataFrame) -> pd.DataFrame:
    end = (table["before"].isna() | table["after"].isna()).to_numpy()
    usual = table["usual_around"].to_numpy()
    columns = [
        "family",
        "dataset",
        "indicator",
        "rest",
        "sex",
        "place",
        "year",
        "value",
        "is_log",
        "resolution",
    ]
    lines = table[columns].assign(
        at=table.index, off=off_line(table), usual=usual, fits=np.where(end, FITS_AT_END, FITS)
    )
    lines["far"] = np.where(end, FAR_AT_END, FAR) * usual
    apart = away_from_both(table["own_before"].to_numpy(), table["own_after"].to_numpy())
    # Near one neighbour and far from the other a new level begins: that is no exchange of one year.
    lines["alone"] = end | (apart > ALONE * lines["off"].abs())
    lines["line"] = table["z"] - lines["off"]
    series = table["series"].to_numpy()
    long = np.bincount(series)[series] >= FEWEST_YEARS
    return pd.DataFrame(lines[long & (usual > 0)])


def _pairs(suspects: pd.DataFrame, same: list[str]) -> pd.DataFrame:
    """Return suspects that share some columns and fit each other's lines."""
    pairs = suspects.merge(suspects, on=same, suffixes=("", "_2"))
    pairs = pairs[(pairs["at"] < pairs["at_2"]) & (np.sign(pairs["off"]) != np.sign(pairs["off_2"]))]
    left, left_2 = _left(pairs)
    fits = (left < pairs["fits"] * pairs["off"].abs()) & (left_2 < pairs["fits_2"] * pairs["off_2"].abs())
    found: pd.DataFrame = pairs.loc[fits, ["at", "at_2"]]
    return pd.DataFrame(found.set_axis(["one", "other"], axis=1))


def _left(pairs: pd.DataFrame) -> tuple[pd.Series, pd.Series]:
    """Return how far each figure of a pair would lie off the other's line."""
    return _left_of(pairs, "", "_2"), _left_of(pairs, "_2", "")


def _left_of(pairs: pd.DataFrame, own: str, other: str) -> pd.Series:
    exchanged_for = measured(pairs[f"value{other}"], pairs[f"is_log{own}"], pairs[f"resolution{own}"])
    return (exchanged_for - pairs[f"line{own}"]).abs()


def _sexes(lines: pd.DataFrame) -> pd.DataFrame:
    """Return the pairs of regions and years of which all age groups together fit better exchanged."""
    same = ["dataset", "indicator", "rest", "place", "year"]
    women, men = (lines[lines["sex"] == sex] for sex in ("female", "male"))
    pairs = women.merge(men, on=same, suffixes=("", "_2"))
    left, left_2 = _left(pairs)
    now = pairs["off"].abs() / pairs["usual"] + pairs["off_2"].abs() / pairs["usual_2"]
    then = left / pairs["usual"] + left_2 / pairs["usual_2"]
    place = [pairs[name] for name in ("dataset", "indicator", "place", "year")]
    n = now.groupby(place).transform("size")
    now, then = now.groupby(place).transform("sum"), then.groupby(place).transform("sum")
    found = (n >= FEWEST_GROUPS) & (now > 2 * SEXES_FAR * n) & (then < SEXES_FIT * now)
    return pairs.loc[found, ["at", "at_2"]].set_axis(["one", "other"], axis=1)
