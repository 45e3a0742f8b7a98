"""Writes a build as a folder of Parquet files, for object storage or any web server."""

import hashlib
import json
import shutil
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from etl.problems import BuildError
from etl.publish import POINTER, PREFIX, put_in_place, temporary


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
        tables = {name: _sha256(target / f"{name}.parquet") for name in names}
        pointer = folder / POINTER
        content = {"build_id": build_id, "written_at": datetime.now(UTC).isoformat(), "tables": tables}
        temporary(pointer).write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")
        put_in_place(pointer)
    except (OSError, duckdb.Error) as error:
        shutil.rmtree(target, ignore_errors=True)  # a full disk has room again
        raise BuildError(f"the Parquet files cannot be written to {folder}: {error}") from error
    return target


def _sha256(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
