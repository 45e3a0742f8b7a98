"""What the tables of a build look like, as schema.sql says."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import duckdb

from etl.languages import LANGUAGES, TRANSLATIONS

MARKERS = {"language": LANGUAGES, "translation": TRANSLATIONS}
SCHEMA_SQL = Path(__file__).with_name("schema.sql")


@dataclass(frozen=True)
class Column:
    """One column: its type in DuckDB and whether it may be empty."""

    name: str
    type: str
    nullable: bool


@dataclass(frozen=True)
class Table:
    """One table: its columns by name and its primary key (empty: none)."""

    name: str
    columns: dict[str, Column]
    primary_key: tuple[str, ...]


@cache
def tables() -> dict[str, Table]:
    """Return all tables in the order of schema.sql."""
    with duckdb.connect(":memory:") as connection:
        create_tables(connection)
        return tables_in(connection)


def create_tables(connection: duckdb.DuckDBPyConnection) -> None:
    """Create the empty tables."""
    connection.execute(ddl())


def ddl() -> str:
    """Return schema.sql with one column a language in place of each marker."""

    def columns(match: re.Match[str]) -> str:
        name, marker, kind = match.groups()
        return ", ".join(f"{name}_{language} {kind}" for language in MARKERS[marker])

    return re.sub(
        r"(\w+)_\{(language|translation)\} (VARCHAR(?: NOT NULL)?)", columns, SCHEMA_SQL.read_text("utf-8")
    )


def tables_in(connection: duckdb.DuckDBPyConnection) -> dict[str, Table]:
    """Return the tables of an open database."""
    keys = dict(
        connection.execute(
            "SELECT table_name, constraint_column_names FROM duckdb_constraints() "
            "WHERE constraint_type = 'PRIMARY KEY'"
        ).fetchall()
    )
    found: dict[str, Table] = {}
    for table, name, kind, nullable in connection.execute(
        "SELECT table_name, column_name, data_type, is_nullable FROM duckdb_columns() "
        "WHERE NOT internal ORDER BY table_oid, column_index"
    ).fetchall():
        known = found.setdefault(table, Table(table, {}, tuple(keys.get(table, ()))))
        known.columns[name] = Column(name, kind, nullable)
    return found
