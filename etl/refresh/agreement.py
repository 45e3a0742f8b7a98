"""Whether a table gives the figures that are held already, and in which unit.

Where its codes, its definition or its unit are not confirmed, what it adds can be trusted only if it repeats
what is known.
"""

from collections.abc import Callable, Sequence

import pandas as pd

from etl.download.errors import Disagrees
from etl.refresh.merge import joined_by_key
from etl.refresh.words import grouped
from etl.sources.connector import scaled

FEWEST_IN_COMMON = 10  # figures of a series; fewer could agree by chance
WITHIN = 0.005  # relative; held figures may be rounded
SHARE = 0.95  # the rest may be revisions
UNITS = ("1", "1000", "1000000")  # what a figure may be given in, where the table does not say

Held = Callable[[str], pd.DataFrame]


def in_held_unit(name: str, rows: pd.DataFrame, held: Held) -> pd.DataFrame:
    """Return the rows of a table in the unit of the figures held, if those of each series repeat them.

    Args:
        name: Name of the table, for messages.
        rows: As from a connector. A column `unit` says what one of `value` is worth in the unit held; missing
            where the table does not say: then the unit by which the figures agree is taken. Without the
            column the unit is that of the figures held.
        held: Returns the rows of a dataset as text, columns of its CSV.

    Returns:
        The rows without `unit`; `value` and `within` in the unit held.

    Raises:
        Disagrees: If fewer than ten figures of a series can be compared, or fewer than 95 % of them are
            within 0.5 % in the unit written, or in any.
    """
    parts = []
    for (dataset, indicator), found in rows.groupby(["dataset", "indicator"], sort=False):
        both = joined_by_key(held(str(dataset)), found.drop(columns="dataset"))
        both = both[both["indicator"] == indicator]
        written = tuple(found["unit"].dropna().unique()) if "unit" in found else UNITS[:1]
        unit = _unit(both, written or UNITS, f"{name}, {indicator}")
        parts.append(_in_unit(found.drop(columns="unit", errors="ignore"), unit))
    return pd.concat(parts)


def _unit(both: pd.DataFrame, candidates: Sequence[str], name: str) -> str:
    """Return the one unit in which the figures are those held.

    Raises:
        Disagrees: If there is none.
    """
    ours, theirs = (pd.to_numeric(both[f"value{side}"], errors="coerce") for side in ("_old", "_new"))
    known = ours.notna() & theirs.notna()
    if known.sum() < FEWEST_IN_COMMON:
        raise Disagrees(
            f"{name}: only {known.sum()} figures of regions and years that are held can be compared"
        )
    agrees = {unit: (ours - theirs * float(unit)).abs() <= WITHIN * ours.abs() for unit in candidates}
    unit = max(candidates, key=lambda one: agrees[one][known].mean())
    if len(candidates) > 1 and agrees[unit][known].mean() < SHARE:
        name += " (no unit is written, and in none do they agree)"
    if agrees[unit][known].mean() < SHARE:
        one = both[known & ~agrees[unit]].iloc[0]
        times = "" if unit == "1" else f" times {int(unit):,}"
        raise Disagrees(
            f"{name}: {(~agrees[unit][known]).sum()} of {known.sum()} figures differ from those held, "
            f"{one['region_code']} {one['year']}: {grouped(one['value_old'])} held, "
            f"{grouped(one['value_new'])}{times} in the "
            "table"
        )
    return unit


def _in_unit(rows: pd.DataFrame, unit: str) -> pd.DataFrame:
    if unit == "1":
        return rows
    columns = [name for name in ("value", "within") if name in rows]
    return rows.assign(
        **{name: [one if pd.isna(one) else scaled(one, unit) for one in rows[name]] for name in columns}
    )
