"""Finds years that repeat the year before: a table copied under a new heading, a row not updated."""

import numpy as np
import pandas as pd

from etl.region_codes import is_nation

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
    known = table["before"].notna()
    same = (known & (table["before"] == 0) & (table["value"] != 0)).astype(float).where(known)
    moves = np.where(table["is_log"], table["value"].abs() * table["usual"], table["usual"])
    step = np.fmax(table["resolution"], _round(table["value"]))
    chance = step / np.fmax(2 * moves, step)
    of_family = _share_elsewhere(same, table["family"], table["year"])
    expected = of_family.fillna(chance)
    most = pd.Series(False, table.index)
    for group in (["family", "year"], ["dataset", "place", "year"]):
        place = [table[name] for name in group]
        share = same.groupby(place).transform("mean")
        usually = expected.where(known).groupby(place).transform("mean")
        n = same.groupby(place).transform("count")
        most |= (n >= FEWEST) & (share > MOST) & (usually < SELDOM)
    nation = table["region_code"].map(is_nation)
    exact = (chance < nation.map({True: CHANCE_OF_NATION, False: CHANCE})) & (of_family.fillna(1.0) < SELDOM)
    return pd.DataFrame({"most": most & same.eq(1), "exact": exact & same.eq(1)})


def _round(value: pd.Series) -> pd.Series:
    """Return to which power of ten figures are round, a million at most."""
    power = pd.Series(1.0, value.index)
    for more in (10.0**zeros for zeros in range(1, MOST_ZEROS + 1)):
        power = power.mask((value % more == 0) & (power == more / 10), more)
    return power.where(value % 1 == 0, 0.0)


def _share_elsewhere(same: pd.Series, family: pd.Series, year: pd.Series) -> pd.Series:
    """Return for each figure which share of its family repeats the year before in other years."""
    here = [family, year]
    n, n_here = same.groupby(family).transform("count"), same.groupby(here).transform("count")
    repeated, repeated_here = same.groupby(family).transform("sum"), same.groupby(here).transform("sum")
    return ((repeated - repeated_here) / (n - n_here).where(n > n_here)).where(n - n_here >= FEWEST)
