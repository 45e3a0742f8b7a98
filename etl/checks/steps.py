"""Finds figures that leave the course of their series: single ones, and years of all regions."""

import numpy as np
import pandas as pd

from etl.checks.series import away_from_both
from etl.columns import Numbers

# Chosen on the shipped figures: what these bounds find there are earthquakes, the land prices of 1987 to 1991
# and other real events, few enough to look at each and to declare it in unusual_figures.yaml.
BOTH, BOTH_FACTOR, BOTH_POINTS = 7.0, 1.3, 8.0
"""Off both neighbours on the same side: times the usual step, least factor; times it, in its own unit."""
ONE, ONE_FACTOR, ONE_POINTS = 10.0, 2.0, 16.0
"""A figure far from one neighbour: at an end of the series, or where another level begins."""
SPREAD, SPREAD_FACTOR, SPREAD_POINTS = 8.0, 1.3, 12.0
"""A year in which most figures move, each in another direction."""
WORTH_DECLARING = 0.6
"""Share of the bounds from which a figure may be declared: later years may bring it across them."""


def bound(table: pd.DataFrame, usual: Numbers, times: float, factor: float, points: float) -> Numbers:
    """Return how far a figure may move."""
    in_factors = np.fmax(np.log(factor), times * usual)
    return np.where(table["is_log"], in_factors, np.where(usual > 0, points * usual, np.inf))


def worth_declaring(table: pd.DataFrame, leaping: pd.Series) -> pd.Series:
    """Say which figures leap or begin another level, or nearly, given those that do leap."""
    return leaps(table, WORTH_DECLARING) | breaks(table, leaping, WORTH_DECLARING)


def leaps(table: pd.DataFrame, share: float = 1.0) -> pd.Series:
    """Say which figures leave both neighbours by more than is usual, or than a share of it."""
    before, after, own_before, own_after, usual = (
        table[name].to_numpy() for name in ("before", "after", "own_before", "own_after", "usual_around")
    )
    away = np.fmin(away_from_both(before, after), away_from_both(own_before, own_after))
    return pd.Series(away > share * bound(table, usual, BOTH, BOTH_FACTOR, BOTH_POINTS), table.index)


def breaks(table: pd.DataFrame, leaping: pd.Series, share: float = 1.0) -> pd.Series:
    """Say which figures stand at an end or beginning of a level that is far from the neighbour.

    Args:
        table: As from `with_steps`.
        leaping: Figures that leap, whose neighbours are not to be blamed.
        share: Of the bound that is enough.
    """
    step = np.fmin(np.abs(table["before"].to_numpy()), np.abs(table["own_before"].to_numpy()))
    far = step > share * bound(table, table["usual"].to_numpy(), ONE, ONE_FACTOR, ONE_POINTS)
    far &= ~(leaping | leaping.shift(fill_value=False)).to_numpy()
    # The second figure of a series is far from the first: the first is the one at the end.
    second = table["before"].shift().isna().to_numpy()
    last = table["after"].isna().to_numpy()
    first = np.append(far[1:] & second[1:] & ~last[1:], False)
    return pd.Series((far & ~(second & ~last)) | first, table.index)


def years(table: pd.DataFrame) -> pd.DataFrame:
    """Return the years in which all figures of a family move more than they usually do, or in disorder.

    Returns:
        Columns family, year, `common` (what all moved; missing where they moved in disorder).
    """
    found = table[table["common"].notna()].drop_duplicates(["family", "year"])
    found = found[["family", "year", "common", "spread", "is_log"]].sort_values(
        ["family", "year"], ignore_index=True
    )
    family, common = found["family"].to_numpy(), found["common"].to_numpy()
    own = found["common"].abs().groupby(family).transform("median").to_numpy()
    spread = found["spread"].groupby(family).transform("median").to_numpy()
    goes_on = np.append(family[1:] == family[:-1], False)
    after = np.where(goes_on, -np.append(common[1:], np.nan), np.nan)
    leaping = away_from_both(common, after) > bound(found, own, BOTH, BOTH_FACTOR, BOTH_POINTS)
    far = np.abs(common) > bound(found, own, ONE, ONE_FACTOR, ONE_POINTS)
    far &= ~(leaping | np.append(False, leaping[:-1]))
    mixed = found["spread"].to_numpy() > bound(found, spread, SPREAD, SPREAD_FACTOR, SPREAD_POINTS)
    found["common"] = found["common"].where(leaping | far)
    shaken: pd.DataFrame = found.loc[leaping | far | mixed, ["family", "year", "common"]]
    return shaken
