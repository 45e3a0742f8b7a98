"""Whether a table whose codes or definition are not confirmed gives the figures that are held already."""

from collections.abc import Callable

import pandas as pd

from etl.download.errors import Disagrees
from etl.refresh.merge import joined_by_key
from etl.sources.connector import Table

FEWEST_IN_COMMON = 10  # figures of a series; fewer could agree by chance
WITHIN = 0.005  # relative; held figures may be rounded
SHARE = 0.95  # the rest may be revisions

Held = Callable[[str], pd.DataFrame]


def expect_agreement(table: Table, rows: pd.DataFrame, held: Held) -> None:
    """Check that the figures of each series are those held, where both have the region and year.

    Args:
        table: The table; its option `agree` says that it is to be checked.
        rows: As from the connector.
        held: Returns the rows of a dataset as text, columns of its CSV.

    Raises:
        Disagrees: If fewer than ten figures can be compared, or fewer than 95 % of them are within 0.5 %.
    """
    for dataset, found in rows.groupby("dataset", sort=False):
        both = joined_by_key(held(str(dataset)), found.drop(columns="dataset"))
        for indicator in found["indicator"].unique():
            _compare(both[both["indicator"] == indicator], f"{table.id}, {indicator}")


def _compare(both: pd.DataFrame, name: str) -> None:
    ours, theirs = (pd.to_numeric(both[f"value{side}"], errors="coerce") for side in ("_old", "_new"))
    known = ours.notna() & theirs.notna()
    agrees = (ours - theirs).abs() <= WITHIN * ours.abs()
    if known.sum() < FEWEST_IN_COMMON:
        raise Disagrees(
            f"{name}: only {known.sum()} figures of regions and years that are held can be compared"
        )
    if agrees[known].mean() < SHARE:
        one = both[known & ~agrees].iloc[0]
        raise Disagrees(
            f"{name}: {(~agrees[known]).sum()} of {known.sum()} figures differ from those held, "
            f"{one['region_code']} {one['year']}: {one['value_old']} held, {one['value_new']} in the table"
        )
