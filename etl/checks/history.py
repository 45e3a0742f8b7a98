"""Checks against the current build: nothing was lost, nothing changed beyond what a revision changes."""

from collections.abc import Hashable, Iterator, Mapping
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pyarrow as pa

from etl.checks.context import Context
from etl.models.indicators import MUNICIPALITY, REGION
from etl.problems import Problem, Rule, examples
from etl.region_codes import are_municipalities, country_of
from etl.schema import tables, tables_in
from etl.version import CODE_VERSION

LOST = Rule(
    "lost_since_current_build",
    "The current build has these figures: restore them, or, if withdrawn, build with --accept-changes.",
    can_be_meant=True,
)
CHANGED = Rule(
    "changed_since_current_build",
    "Compare with the publisher; if the figures were revised so much, build with --accept-changes.",
    can_be_meant=True,
)
CURRENT_BROKEN = Rule(
    "current_build_unreadable", "Delete the pointer current.json to build without comparing."
)

LARGE_CHANGE = 0.10  # of the old value (or of the indicator's usual size, where the old value is near zero)
MAX_SHARE = 0.05  # of the cells of an indicator
WILD_CHANGE = 0.50  # of the same; no single cell may
EXAMPLES, LOST_SHOWN = 3, 5
KEY = ["indicator_id", "region_code", "year"]
# All figures of the indicators of which any is gone or not the same: the others need no look.
_BESIDE = """
    WITH beside AS (
        SELECT indicator_id, region_code, year, old.value AS value_old, new.value AS value_new,
               old.rowid AS place
        FROM observation AS old LEFT JOIN new USING (indicator_id, region_code, year)
        WHERE old.value IS NOT NULL
    )
    SELECT * EXCLUDE (place) FROM beside
    WHERE indicator_id IN (SELECT indicator_id FROM beside WHERE value_new IS DISTINCT FROM value_old)
    ORDER BY place
"""


def is_of_another_version(build: Path) -> bool:
    """Say whether a build was made by another version of the code, or has not the tables of this one.

    Figures of another version are no yardstick: what it ships was compared and accepted when it was released,
    and the dashboard may not be able to go on with that build. A file that cannot be read is of no version.
    """
    try:
        with duckdb.connect(str(build), read_only=True) as connection:
            held = {name: table.columns.keys() for name, table in tables_in(connection).items()}
            if any(table.columns.keys() - held.get(name, set()) for name, table in tables().items()):
                return True
            version = connection.execute("SELECT code_version FROM build").fetchone()
    except duckdb.Error:
        return False
    return version != (CODE_VERSION,)


def against_current_build(context: Context) -> Iterator[Problem]:
    """Compare each indicator with the current build."""
    if context.previous is None or context.accept_changes:
        return
    new = context.tables["observation"].loc[:, [*KEY, "value"]]
    try:
        with duckdb.connect(str(context.previous), read_only=True) as connection:
            connection.register("new", pa.Table.from_pandas(new, preserve_index=False))
            both = connection.execute(_BESIDE).df()
            old_rates = connection.execute("SELECT country, year, kind, value FROM conversion_rate").df()
    except duckdb.Error as error:
        yield CURRENT_BROKEN.broken(str(error).splitlines()[0], context.paths.shown(context.previous))
        return
    yield from _lost(both)
    yield from _changed(both, context)
    yield from _rates_changed(old_rates, context)


def _lost(both: pd.DataFrame) -> Iterator[Problem]:
    for indicator, rows in both[both["value_new"].isna()].groupby("indicator_id", sort=False):
        some = rows.head(LOST_SHOWN).itertuples()
        shown = ", ".join(f"{row.region_code} {row.year} ({row.value_old:.12g})" for row in some)
        yield LOST.broken(f"{len(rows)} values are gone, e.g. {shown}", key=str(indicator))


def _changed(both: pd.DataFrame, context: Context) -> Iterator[Problem]:
    by_name = {(one.indicator.id, one.country, one.level): one for one in context.series}
    changed = changed_too_much(both)
    level = are_municipalities(changed["region_code"]).map({True: MUNICIPALITY, False: REGION})
    for (indicator, country, level_of, year), rows in changed.groupby(
        ["indicator_id", country_of(changed["region_code"]), level, "year"], sort=False
    ):
        series = by_name[str(indicator), str(country), str(level_of)]
        regions = rows["region_code"].astype(str).to_list()
        shown = examples([_became(row) for row in rows.to_dict("records")], EXAMPLES)
        yield context.blame(CHANGED, series, regions, int(str(year)), shown)


def _became(row: Mapping[Hashable, Any]) -> str:
    return f"{row['value_old']:.12g} became {row['value_new']:.12g}"


def _rates_changed(old: pd.DataFrame, context: Context) -> Iterator[Problem]:
    """Compare the rates of conversion: a revision changes them little."""
    key = ["country", "year", "kind"]
    both = old.merge(context.tables["conversion_rate"], on=key, suffixes=("_old", "_new"))
    changed = both[(both["value_new"] - both["value_old"]).abs() > LARGE_CHANGE * both["value_old"].abs()]
    for row in changed.to_dict("records"):
        yield CHANGED.broken(
            _became(row), row["file"], [row["line"]], ", ".join(str(row[name]) for name in key)
        )


def changed_too_much(both: pd.DataFrame) -> pd.DataFrame:
    """Return the figures that changed beyond what revisions change.

    A few may change much, none wildly: then it is no revision.

    Args:
        both: Columns indicator_id, region_code, value_old, value_new (missing: not compared).
    """
    both = both[both["value_new"].notna()]
    group = [
        both["indicator_id"],
        country_of(both["region_code"]),
        are_municipalities(both["region_code"]).rename("municipal"),
    ]
    size = both["value_old"].abs()
    usual = size.groupby(group).transform("median")
    change = (both["value_new"] - both["value_old"]).abs() / pd.concat([size, usual], axis=1).max(axis=1)
    large = change > LARGE_CHANGE
    many = large.groupby(group).transform("mean") > MAX_SHARE
    return both[(large & many) | (change > WILD_CHANGE)]
