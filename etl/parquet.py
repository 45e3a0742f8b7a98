"""Writes a build as a folder of Parquet files, for object storage or any web server."""

import shutil
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from etl import files
from etl.problems import BuildError
from etl.publish import POINTER, PREFIX
from etl.whole_files import json_bytes, replace_file


def write_parquet(database: Path, folder: Path) -> Path:
    """Write every table of a finished database as one Parquet file, and name the build in `current.json`.

    The folder holds `regions-<build>/<table>.parquet` and, written last, the pointer with the checksum of
    each file. The dashboard reads it where `REGIONS_DATABASE` says it lies (docs/deploy.md).

    Args:
        database: A database made by `build`.
        folder: Where to write; older builds in it stay.

    Returns:
        The folder of this build.

    Raises:
        BuildError: If it cannot be written.
    """
    target = folder / f"{PREFIX}{database.stem}"
    try:
        with duckdb.connect(str(database), read_only=True) as connection:
            build_id = str(connection.execute("SELECT build_id FROM build").fetchall()[0][0])
            target = folder / f"{PREFIX}{build_id}"
            shutil.rmtree(target, ignore_errors=True)
            target.mkdir(parents=True)
            names = [name for (name,) in connection.execute("SHOW TABLES").fetchall()]
            for name in names:
                connection.table(name).write_parquet(str(target / f"{name}.parquet"), compression="zstd")
        tables = {name: files.sha256((target / f"{name}.parquet").read_bytes()) for name in names}
        content = {"build_id": build_id, "written_at": datetime.now(UTC).isoformat(), "tables": tables}
        replace_file(folder / POINTER, json_bytes(content, indent=2))
    except (OSError, duckdb.Error) as error:
        shutil.rmtree(target, ignore_errors=True)  # a full disk has room again
        raise BuildError(f"the Parquet files cannot be written to {folder}: {error}") from error
    return target
