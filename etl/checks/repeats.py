"""Finds years that repeat the year before: a table copied under a new heading, a row not updated."""

import numpy as np
import pandas as pd

from etl.checks.series import count_of, mean_of, sum_of
from etl.columns import Numbers, Positions, as_codes, numbered
from etl.region_codes import are_nations

MOST = 0.5  # share of the figures of a year that repeat the year before
SELDOM = 0.1  # share that usually does: where figures are coarse or fixed by law, many repeat
FEWEST = 5  # figures of a year
MOST_ZEROS = 6
CHANCE, CHANCE_OF_NATION = 1e-5, 1e-4
"""That a figure repeats the one before to its last digit; national figures are few, so more is looked at."""


def repeats(table: pd.DataFrame) -> pd.DataFrame:
    """Return which figures repeat the year before where that does not happen by chance.

    Args:
        table: As from `with_steps`.

    Returns:
        Columns `most` (with most regions of that year, or most figures of that region and year) and `exact`
        (alone, in more digits than chance repeats).
    """
    family, year, value = (table[name].to_numpy() for name in ("family", "year", "value"))
    before, usual = table["before"].to_numpy(), table["usual"].to_numpy()
    known = ~np.isnan(before)
    same = np.where(known, (before == 0) & (value != 0), np.nan)
    moves = np.where(table["is_log"], np.abs(value) * usual, usual)
    step = np.fmax(table["resolution"].to_numpy(), _round(value))
    chance = step / np.fmax(2 * moves, step)
    of_year = numbered([family, year])
    of_family = _share_elsewhere(same, family, of_year)
    expected = np.where(known, np.where(np.isnan(of_family), chance, of_family), np.nan)
    of_place = numbered([*(as_codes(table[name]).codes for name in ("dataset", "place")), year])
    most = np.zeros(len(table), dtype=bool)
    for group in (of_year, of_place):
        many = count_of(same, group) >= FEWEST
        most |= many & (mean_of(same, group) > MOST) & (mean_of(expected, group) < SELDOM)
    bound = np.where(are_nations(table["region_code"]), CHANCE_OF_NATION, CHANCE)
    exact = (chance < bound) & (of_family < SELDOM)
    return pd.DataFrame({"most": most & (same == 1), "exact": exact & (same == 1)}, table.index)


def _round(value: Numbers) -> Numbers:
    """Return to which power of ten figures are round, a million at most; 0 for those with decimals."""
    power = np.zeros(len(value))
    round_so_far = np.flatnonzero(value % 1 == 0)
    for zeros in range(MOST_ZEROS + 1):
        round_so_far = round_so_far[value[round_so_far] % 10**zeros == 0]
        power[round_so_far] = 10.0**zeros
    return power


def _share_elsewhere(same: Numbers, family: Positions, here: Positions) -> Numbers:
    """Return for each figure which share of its family repeats the year before in other years."""
    n = count_of(same, family) - count_of(same, here)
    repeated = sum_of(same, family) - sum_of(same, here)
    return np.where(n >= FEWEST, repeated / np.fmax(n, 1), np.nan)
