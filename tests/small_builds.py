"""Builds of one figure: all tables there are, nearly empty, written in a moment."""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb

from etl.schema import create_tables


def write_build(file: Path, build_id: str) -> None:
    """Write a database with every table, one figure and its own identifier."""
    file.write_bytes(_made())
    with duckdb.connect(str(file)) as connection:
        connection.execute("UPDATE build SET build_id = ?", [build_id])


@cache
def _made() -> bytes:
    with TemporaryDirectory() as folder:
        file = Path(folder) / "made.duckdb"
        with duckdb.connect(str(file)) as connection:
            fill(connection, "made")
        return file.read_bytes()


def fill(connection: duckdb.DuckDBPyConnection, build_id: str) -> None:
    """Make an empty database such a build."""
    create_tables(connection)
    connection.execute("INSERT INTO build VALUES (?, '2026-01-01 00:00:00', '0', '{}', 0)", [build_id])
    connection.execute(
        "INSERT INTO observation (indicator_id, region_code, year, value, status, source_id)"
        " VALUES ('births', 'KR-11', 2020, 1, 'actual', 'none')"
    )
