"""Finds series of another size than those beside them: another unit, another region's row, a wrong factor."""

from collections.abc import Iterator, Mapping

import numpy as np
import pandas as pd

from etl.checks.series import FEWEST_PLACES
from etl.columns import as_codes, numbered
from etl.models.indicators import Indicator
from etl.region_codes import are_nations

TIMES, FACTOR = 12.0, 8.0
"""Times the median distance from the middle of the regions; least factor."""
BETWEEN_COUNTRIES = 8.0
COMPARABLE = ("same", "near")
DOLLARS = "usd"


def apart(table: pd.DataFrame) -> pd.Series:
    """Say which figures are of regions whose series is of another size than those of the other regions."""
    nation = are_nations(table["region_code"])
    level = table.groupby("series")["z"].transform("median").where(table["is_log"] & ~nation)
    level = level.where(level != 0)  # a region that has none of something has no size
    each = level[~table.duplicated("series")]
    family = table["family"].reindex(each.index)
    middle = each.groupby(family).median()
    distance = (level - table["family"].map(middle)).abs()
    usual = table["family"].map(distance.reindex(each.index).groupby(family).median())
    many = table["family"].map(each.groupby(family).count()) >= FEWEST_PLACES
    return many & (distance > np.fmax(np.log(FACTOR), TIMES * usual))


def between_countries(table: pd.DataFrame, entries: Mapping[str, Indicator]) -> Iterator[tuple[str, str]]:
    """Return the comparable indicators whose regions are of another size in one country than in the other.

    Args:
        table: Computed indicators, as from `with_steps`.
        entries: The indicators by id; money is compared in dollars.
    """
    regions = table[~are_nations(table["region_code"])]
    quantity = ["indicator", "rest", "country"]
    number = numbered(as_codes(regions[name]).codes for name in quantity)
    middle = regions["value"].abs().groupby(number, sort=False).median().to_numpy()
    sizes = (
        regions[quantity][~pd.Series(number, regions.index).duplicated()].astype("str").assign(size=middle)
    )
    table_of = sizes[sizes["size"] > 0].pivot(index=["indicator", "rest"], columns="country", values="size")
    found = table_of[table_of.max(axis=1) > BETWEEN_COUNTRIES * table_of.min(axis=1)].reset_index()
    for row in found.to_dict("records"):
        entry = entries[str(row.pop("indicator"))]
        wanted = (DOLLARS if entry.kind == "currency" else "", "projection")
        if row.pop("rest") in wanted and entry.comparability in COMPARABLE:
            each = ", ".join(f"{country} {size:.6g}" for country, size in row.items())
            yield entry.id, f"in the middle of the regions {each}: the units of the countries seem to differ"
