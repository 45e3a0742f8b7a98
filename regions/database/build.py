"""Read access to the current build: one read-only DuckDB file, replaced as a whole.

The ETL writes it into the build folder, or it is copied there from where `REGIONS_DATABASE` says.
"""

import json
import os
import threading
from collections.abc import Mapping, Sequence
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING
from weakref import WeakValueDictionary

import duckdb
import pandas as pd

from regions.database.catalogue import Catalogue
from regions.database.catalogue_tables import read_catalogue
from regions.database.memory import Memory

if TYPE_CHECKING:
    from regions.database.local_copy import LocalCopy

_REPOSITORY = Path(__file__).resolve().parents[2]
POINTER_NAME = "current.json"
FOLDER_SETTING = "REGIONS_BUILD_DIR"
LOCATION_SETTING = "REGIONS_DATABASE"
# DuckDB opens a file once in a process, so whoever opens a build beside a Build must ask for the same.
CONNECTION_SETTINGS: dict[str, str | bool | int | float | list[str]] = {
    "enable_external_access": "false",
    "threads": "2",
}


class DatabaseMissing(Exception):
    """There is no current build to read; the text says why and what to do."""


class Build:
    """One opened build: its database, its catalogue and what has been computed of it.

    Attributes:
        id: Identifier; changes with every build.
        path: The DuckDB file.
        memory: Answers kept as long as the build is in use (`per_build`).
    """

    def __init__(self, build_id: str, path: Path) -> None:
        """Open a database file for reading."""
        self.id = build_id
        self.path = path
        self.memory: Memory = {}
        self._connection = duckdb.connect(str(path), read_only=True, config=CONNECTION_SETTINGS)
        self._connection.execute("SET lock_configuration = true")

    def __del__(self) -> None:
        # Whoever still answers from an older build holds it; after the last of them its file can be removed.
        if hasattr(self, "_connection"):
            self._connection.close()

    @cached_property
    def catalogue(self) -> Catalogue:
        """What the build knows about indicators, regions and sources.

        Raises:
            DatabaseMissing: If an older version of this product made the build.
        """
        try:
            return read_catalogue(self.query)
        except (duckdb.CatalogException, KeyError) as error:  # a table or a column that is not there
            raise DatabaseMissing(
                f"{self.path} was made by an older version: run `python -m etl build`"
            ) from error

    def query(self, sql: str, parameters: Sequence[object] | Mapping[str, object] = ()) -> pd.DataFrame:
        """Run one SELECT and return its rows as a frame; `?` or `$name` stand for parameters.

        A cursor per call: a DuckDB connection must not be shared between threads.
        """
        values = dict(parameters) if isinstance(parameters, Mapping) else list(parameters)
        return self._connection.cursor().execute(sql, values).df()


def build_directory() -> Path:
    """Return the folder of the built databases (`REGIONS_BUILD_DIR`, else `data/build`)."""
    return _pointer_file(os.environ.get(FOLDER_SETTING, "")).parent


def database_exists() -> bool:
    """Say whether a finished build can be opened.

    Raises:
        DatabaseMissing: If builds come from elsewhere and cannot be read there: building one here instead
            would show other figures than the operator chose.
    """
    _follow_origin()
    return (build_directory() / POINTER_NAME).is_file()


def current_build() -> Build:
    """Return the current build, opening a new one as soon as it has been published.

    Raises:
        DatabaseMissing: If nothing has been built yet, the pointer names a file that is gone, or the place
            that `REGIONS_DATABASE` names cannot be read and there is no copy of it.
    """
    _follow_origin()
    pointer = _pointer_file(os.environ.get(FOLDER_SETTING, ""))
    try:
        state = pointer.stat()
    except FileNotFoundError as error:
        raise DatabaseMissing(f"{pointer} does not exist: run `python -m etl build`") from error
    path, build_id = _pointed(pointer, state.st_ino, state.st_mtime_ns)
    if not path.is_file():
        raise DatabaseMissing(f"{path} does not exist: run `python -m etl build`")
    with _lock:
        return _open(path, build_id)


@cache
def _pointer_file(setting: str) -> Path:
    return Path(setting or _REPOSITORY / "data" / "build") / POINTER_NAME


@lru_cache(maxsize=8)
def _pointed(pointer: Path, _file_number: int, _modified: int) -> tuple[Path, str]:
    # Every click and request asks; the pointer is replaced, never written into, so its state tells it apart.
    try:
        build = json.loads(pointer.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise DatabaseMissing(f"{pointer} does not exist: run `python -m etl build`") from error
    return pointer.parent / build["file"], build["build_id"]


def _follow_origin() -> None:
    location = os.environ.get(LOCATION_SETTING, "").strip()
    if location:
        _follow(location, build_directory())


def _follow(location: str, folder: Path) -> None:
    from regions.database.origin import (
        OriginUnavailable,  # what reads from elsewhere is loaded where it is used
    )

    try:
        _local_copy(location, folder).follow()
    except OriginUnavailable as error:
        raise DatabaseMissing(str(error)) from error


@cache
def _local_copy(location: str, folder: Path) -> "LocalCopy":
    from regions.database.local_copy import LocalCopy

    return LocalCopy(location, folder)


_lock = threading.Lock()
_builds: WeakValueDictionary[tuple[Path, str], Build] = WeakValueDictionary()
_newest: Build | None = None


def _open(path: Path, build_id: str) -> Build:
    # One Build for all who ask: after a file is replaced under the same name a second connect() in this
    # process would still read the old data. An older one stays as long as somebody still answers from it.
    global _newest
    build = _builds.get((path, build_id)) or Build(build_id, path)
    _builds[path, build_id] = _newest = build
    return build
