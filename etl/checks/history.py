"""Checks against the current build: nothing was lost, nothing changed beyond what a revision changes."""

import duckdb
import pandas as pd

from etl.checks.context import Context
from etl.problems import Problem, Rule
from etl.region_codes import country_of

LOST = Rule(
    "lost_since_current_build",
    "The current build has these figures: restore them, or, if withdrawn, build with --accept-changes.",
)
CHANGED = Rule(
    "changed_since_current_build",
    "Compare with the publisher; if the figures were revised so much, build with --accept-changes.",
)
CURRENT_BROKEN = Rule(
    "current_build_unreadable", "Delete the pointer current.json to build without comparing."
)

LARGE_CHANGE = 0.10  # of the old value (or of the indicator's usual size, where the old value is near zero)
MAX_SHARE = 0.05  # of the cells of an indicator
KEY = ["indicator_id", "region_code", "year"]


def against_current_build(context: Context) -> list[Problem]:
    """Compare each indicator with the current build."""
    if context.previous is None or context.accept_changes:
        return []
    try:
        with duckdb.connect(str(context.previous), read_only=True) as connection:
            old = connection.execute(
                "SELECT indicator_id, region_code, year, value FROM observation WHERE value IS NOT NULL"
            ).df()
    except duckdb.Error as error:
        return [CURRENT_BROKEN.broken(str(error).splitlines()[0], context.paths.shown(context.previous))]
    new = context.tables["observation"]
    new = new.loc[new["value"].notna(), [*KEY, "value"]]
    both = old.merge(new, on=KEY, how="left", suffixes=("_old", "_new"))
    return [*_lost(both), *_changed(both, context)]


def _lost(both: pd.DataFrame) -> list[Problem]:
    gone = both[both["value_new"].isna()]
    return [
        LOST.broken(
            f"{len(rows)} values are gone, e.g. "
            + ", ".join(
                f"{row.region_code} {row.year} ({row.value_old:.12g})" for row in rows.head(5).itertuples()
            ),
            key=str(indicator),
        )
        for indicator, rows in gone.groupby("indicator_id", sort=False)
    ]


def _changed(both: pd.DataFrame, context: Context) -> list[Problem]:
    by_name = {(series.indicator.id, series.country): series for series in context.series}
    return [
        context.blame(
            CHANGED,
            by_name[row["indicator_id"], country_of(row["region_code"])],
            row["region_code"],
            row["year"],
            f"{row['value_old']:.12g} became {row['value_new']:.12g}",
        )
        for row in changed_too_much(both).to_dict("records")
    ]


def changed_too_much(both: pd.DataFrame) -> pd.DataFrame:
    """Return the figures that changed much, of indicators and countries in which too many did.

    Args:
        both: Columns indicator_id, region_code, value_old, value_new (missing: not compared).
    """
    both = both[both["value_new"].notna()]
    group = [both["indicator_id"], country_of(both["region_code"])]
    size = both["value_old"].abs()
    usual = size.groupby(group).transform("median")
    change = (both["value_new"] - both["value_old"]).abs() / pd.concat([size, usual], axis=1).max(axis=1)
    large = change > LARGE_CHANGE
    return both[large & (large.groupby(group).transform("mean") > MAX_SHARE)]
