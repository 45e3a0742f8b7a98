"""What makes a file a build that this code can answer from: whole, with the tables and columns it reads."""

import re
from functools import cache
from pathlib import Path

import duckdb

from regions.database.languages import DEFAULT_LANGUAGE, LANGUAGES

# Where the ETL, which writes the tables, and the dashboard, which reads them, meet.
SCHEMA = Path(__file__).resolve().parents[2] / "etl" / "schema.sql"
_MARKERS = {
    "language": LANGUAGES,
    "translation": tuple(language for language in LANGUAGES if language != DEFAULT_LANGUAGE),
}
# DuckDB's header and its two copies of the root, before the first block.
_HEADER_BYTES = 3 * 4096
_MOST_NAMED = 5


class Unsound(Exception):
    """A file that is no build for this version; the text says what it lacks."""


def require_sound(file: Path, connection: duckdb.DuckDBPyConnection) -> None:
    """Check an open database: its size, its tables and columns, a page of figures.

    Raises:
        Unsound: If the file is cut off, or of other tables than this version reads.
    """
    try:
        _require_whole(file, connection)
        require_tables(connection)
        held = connection.execute("SELECT count(value), max(year) FROM observation").fetchall()
    except duckdb.Error as error:
        raise Unsound(f"it is damaged: {error}") from error
    if held[0][0] == 0:
        raise Unsound("it holds no figures")


def require_tables(connection: duckdb.DuckDBPyConnection) -> None:
    """Check that a database has every table and column of the schema, of the type it has there.

    Raises:
        Unsound: If one is missing: the build is of an older or a newer version, or no build at all.
    """
    missing = sorted(expected_columns() - _columns(connection))
    if missing:
        named = ", ".join(f"{table}.{column} ({kind})" for table, column, kind in missing[:_MOST_NAMED])
        more = f" and {len(missing) - _MOST_NAMED} more" if len(missing) > _MOST_NAMED else ""
        raise Unsound(f"it was made by an older version, or another: {named}{more} missing")


@cache
def expected_columns() -> frozenset[tuple[str, str, str]]:
    """Return table, name and type of every column of the schema."""

    def columns(match: re.Match[str]) -> str:
        name, marker, kind = match.groups()
        return ", ".join(f"{name}_{language} {kind}" for language in _MARKERS[marker])

    statements = re.sub(r"(\w+)_\{(\w+)\} (VARCHAR(?: NOT NULL)?)", columns, SCHEMA.read_text("utf-8"))
    with duckdb.connect(":memory:") as connection:
        connection.execute(statements)
        return _columns(connection)


def _columns(connection: duckdb.DuckDBPyConnection) -> frozenset[tuple[str, str, str]]:
    found = connection.execute(
        "SELECT table_name, column_name, data_type FROM duckdb_columns()"
        " WHERE NOT internal AND database_name = current_database()"
    ).fetchall()
    return frozenset((str(table), str(column), str(kind)) for table, column, kind in found)


def _require_whole(file: Path, connection: duckdb.DuckDBPyConnection) -> None:
    found = connection.execute(
        "SELECT block_size * total_blocks FROM pragma_database_size()"
        " WHERE database_name = current_database()"
    ).fetchall()
    size, stated = file.stat().st_size, _HEADER_BYTES + int(found[0][0])
    if size < stated:
        raise Unsound(f"it is cut off: {size} of {stated} bytes")
