"""Writes the tables into a new DuckDB file."""

import json
from datetime import datetime
from pathlib import Path

import duckdb
import pandas as pd
import pyarrow as pa

from etl.schema import create_tables, tables
from etl.tables import Tables
from etl.version import CODE_VERSION


def load(file: Path, frames: Tables, build_id: str, built_at: datetime, checks_passed: int) -> dict[str, int]:
    """Create the database.

    Args:
        file: Path of the new file; must not exist.
        frames: The tables; columns that schema.sql does not know are left out.
        build_id: Identifier of the build.
        built_at: Time of the build, UTC.
        checks_passed: Number of checks that found nothing.

    Returns:
        Number of rows of each table.
    """
    with duckdb.connect(str(file)) as connection:
        connection.begin()  # one transaction: a disk is waited for once, not for each table
        create_tables(connection)
        counts = {}
        for name, table in tables().items():
            frame = frames.get(name, pd.DataFrame())
            columns = [column for column in table.columns if column in frame]
            counts[name] = len(frame)
            if columns and len(frame):
                connection.register("frame", _as_arrow(frame[columns]))
                listed = ", ".join(f'"{column}"' for column in columns)
                connection.execute(f'INSERT INTO "{name}" ({listed}) SELECT {listed} FROM frame')
                connection.unregister("frame")
        counts["build"] = 1
        connection.execute(
            "INSERT INTO build VALUES (?, ?, ?, ?, ?)",
            [build_id, built_at.replace(tzinfo=None), CODE_VERSION, json.dumps(counts), checks_passed],
        )
        connection.commit()
        connection.execute("CHECKPOINT")
    return counts


def _as_arrow(frame: pd.DataFrame) -> pa.Table | pd.DataFrame:
    """Return a frame as DuckDB reads it fastest; columns of Python objects it must look at one by one."""
    plain = not any(pd.api.types.is_object_dtype(kind) for kind in frame.dtypes)
    return pa.Table.from_pandas(frame, preserve_index=False) if plain else frame
