"""Checks that the rows of every table fit schema.sql: types, required columns, keys."""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from etl.checks.context import Context
from etl.columns import as_codes, numbered
from etl.problems import Problem, Rule
from etl.schema import Column, Table, tables

REQUIRED = Rule("required_column", "Fill the column named.")
WRONG_TYPE = Rule("wrong_type", "Write a plain number, or a date as YYYY-MM-DD.")
TABLE_KEY = Rule("table_key", "Rows of this table must differ in these columns.")
TABLE_UNKNOWN = Rule("table_unknown", "`table:` names a table of the database.")
AGE_GROUPS = Rule(
    "age_groups", "Give every five-year group from 0 to the open one, and one basis a region and year."
)


def rows_fit(context: Context) -> Iterator[Problem]:
    """Every row can be loaded."""
    for name, frame in context.tables.items():
        table = tables().get(name)
        if table is None:
            yield TABLE_UNKNOWN.broken(f"there is no table {name!r}")
        elif len(frame):
            yield from _rows_fit(table, frame)


def _rows_fit(table: Table, frame: pd.DataFrame) -> Iterator[Problem]:
    for column in table.columns.values():
        if column.nullable and (column.name not in frame or _is_plain(frame[column.name], column)):
            continue
        values = frame[column.name] if column.name in frame else pd.Series(pd.NA, index=frame.index)
        empty = values.isna()
        if not column.nullable and empty.any():
            yield from _at(REQUIRED, table, frame[empty], f"{column.name} is empty")
        if _is_plain(values, column):
            continue
        wrong = ~(empty | _readable(values, column))
        for row_index in frame.index[wrong] if wrong.any() else ():
            text = f"{column.name} is {values[row_index]!r}"
            yield from _at(WRONG_TYPE, table, frame.loc[[row_index]], text)
    key = [name for name in table.primary_key if name in frame]
    if key:
        number = numbered(as_codes(frame[name]).codes for name in key)
        twice = np.bincount(number)[number] > 1
        for _, rows in frame[twice].groupby(number[twice], sort=False) if twice.any() else ():
            shown = ", ".join(str(rows[name].iloc[0]) for name in key)
            yield from _at(TABLE_KEY, table, rows, f"{shown} stands {len(rows)} times")


def _is_plain(values: pd.Series, column: Column) -> bool:
    """Say whether whatever stands in a column can be loaded."""
    return values.dtype.kind in "iufb" or column.type == "VARCHAR" or column.type.endswith("[]")


def _readable(values: pd.Series, column: Column) -> pd.Series:
    """Say which values can be loaded into a column that takes not all."""
    if column.type == "DATE":
        return pd.to_datetime(values, format="%Y-%m-%d", errors="coerce").notna()
    if column.type == "BOOLEAN":
        return values.isin([True, False])
    numbers = pd.to_numeric(values, errors="coerce")
    return numbers.notna() & (numbers % 1 == 0 if column.type in ("INTEGER", "BIGINT") else True)


def _at(rule: Rule, table: Table, rows: pd.DataFrame, message: str) -> list[Problem]:
    """Return one problem a file (tables made from the catalogue have no file)."""
    if "file" not in rows:
        return [rule.broken(message, key=f"table {table.name}")]
    return [
        rule.broken(message, str(file), own["line"], f"table {table.name}")
        for file, own in rows.groupby("file", sort=False)
    ]


def ages_complete(context: Context) -> Iterator[Problem]:
    """The pyramid of each region and year is complete, and of one basis."""
    frame = context.tables["population_by_age"]
    if frame.empty:
        return
    bases = frame.drop_duplicates(["region_code", "year", "basis"])
    bases = bases[bases.duplicated(["region_code", "year"], keep=False)]
    for place, rows in bases.groupby(["region_code", "year"]):
        message, key = f"the bases {', '.join(rows['basis'])} meet", ", ".join(map(str, place))
        yield AGE_GROUPS.broken(message, str(rows["file"].iloc[0]), rows["line"], key)
    group = ["region_code", "year", "sex", "basis"]
    state = frame.groupby(group).agg(
        n=("age_from", "size"),
        oldest=("age_from", "max"),
        closed=("age_to", "count"),
        file=("file", "first"),
        line=("line", "first"),
    )
    wrong = state[(state["n"] != state["oldest"] / 5 + 1) | (state["closed"] != state["n"] - 1)]
    for row in wrong.reset_index().to_dict("records"):
        message = f"{row['n']} groups up to age {row['oldest']:.0f} (rows from here on)"
        key = ", ".join(str(row[name]) for name in group)
        yield AGE_GROUPS.broken(message, row["file"], [row["line"]], key)
