"""Read access to the current build: one read-only DuckDB file, replaced as a whole.

The ETL writes it into the build folder, or it is copied there from where `REGIONS_DATABASE` says.
"""

import logging
import os
import threading
import time
from collections.abc import Mapping, Sequence
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any
from weakref import WeakValueDictionary

import duckdb
import pandas as pd

from regions.database.catalogue import Catalogue
from regions.database.catalogue_tables import read_catalogue
from regions.database.memory import Memory
from regions.database.pointer import POINTER_NAME, BadPointer, read_pointer
from regions.database.soundness import Unsound, require_sound

if TYPE_CHECKING:
    from regions.database.local_copy import LocalCopy

_LOG = logging.getLogger("regions.build")
_REPOSITORY = Path(__file__).resolve().parents[2]
FOLDER_SETTING = "REGIONS_BUILD_DIR"
LOCATION_SETTING = "REGIONS_DATABASE"
# DuckDB opens a file once in a process, so whoever opens a build beside a Build must ask for the same.
CONNECTION_SETTINGS: dict[str, str | bool | int | float | list[str]] = {
    "enable_external_access": "false",
    "threads": "2",
}
# A file that could not be read may become readable without a new pointer: a disk that comes back.
RETRY_SECONDS = 5.0


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
        """Open a database file for reading.

        Raises:
            DatabaseMissing: If it is damaged, or another version made it.
        """
        self.id = build_id
        self.path = path
        self.memory: Memory = {}
        try:
            self._connection = duckdb.connect(str(path), read_only=True, config=CONNECTION_SETTINGS)
            self._connection.execute("SET lock_configuration = true")
            require_sound(path, self._connection)
        except (duckdb.Error, OSError, Unsound) as error:
            raise DatabaseMissing(f"{path} cannot be used ({error}): {_ADVICE}") from error

    def __del__(self) -> None:
        # Whoever still answers from an older build holds it; after the last of them its file can be removed.
        if hasattr(self, "_connection"):
            self._connection.close()

    @cached_property
    def catalogue(self) -> Catalogue:
        """What the build knows about indicators, regions and sources."""
        return read_catalogue(self)

    def readable(self) -> bool:
        """Say whether figures can be read from the file now."""
        try:
            return len(self.query("SELECT value FROM observation LIMIT 1")) == 1
        except duckdb.Error:
            _LOG.exception("%s cannot be read", self.path)
            return False

    def query(self, sql: str, parameters: Sequence[object] | Mapping[str, object] = ()) -> pd.DataFrame:
        """Run one SELECT and return its rows as a frame; `?` or `$name` stand for parameters.

        A cursor per call: a DuckDB connection must not be shared between threads.
        """
        values = dict(parameters) if isinstance(parameters, Mapping) else list(parameters)
        return self._connection.cursor().execute(sql, values).df()

    def records(self, sql: str) -> list[dict[str, Any]]:
        """Run one SELECT and return each row by the names of its columns, None where nothing is held."""
        answer = self._connection.cursor().execute(sql)
        names = [column[0] for column in answer.description or ()]
        return [dict(zip(names, row, strict=True)) for row in answer.fetchall()]


def build_directory() -> Path:
    """Return the folder of the built databases (`REGIONS_BUILD_DIR`, else `data/build`)."""
    return _folder(os.environ.get(FOLDER_SETTING, ""))


def database_exists() -> bool:
    """Say whether there is a build to answer from, or a pointer to one, whatever it is worth.

    Raises:
        DatabaseMissing: If builds come from elsewhere and cannot be read there: building one here instead
            would show other figures than the operator chose.
    """
    served = _served(build_directory())
    if served.has_build:
        return True
    _follow_origin(served)
    return (build_directory() / POINTER_NAME).is_file()


def current_build() -> Build:
    """Return the current build, opening a new one as soon as it has been published.

    What cannot be used (a damaged pointer, a file that is cut off, gone or of another version) is logged, and
    the build before goes on.

    Raises:
        DatabaseMissing: If there is none before: nothing has been built yet, or nothing could be used since
            this process began.
    """
    served = _served(build_directory())
    try:
        _follow_origin(served)
    except DatabaseMissing:
        if not served.has_build:
            raise
    return served.current()


_ADVICE = "run `python -m etl build`"
_State = tuple[int, int, bool] | None
_builds: WeakValueDictionary[tuple[Path, str], Build] = WeakValueDictionary()


class _Served:
    """The builds of one folder, as this process answers from them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._pointer = folder / POINTER_NAME
        self._taking = threading.Lock()
        self._seen: _State = None
        self._retry_at: float | None = 0.0
        self._failure = ""
        # An older one stays open as long as somebody still answers from it.
        self._newest: Build | None = None

    @property
    def has_build(self) -> bool:
        return self._newest is not None

    def current(self) -> Build:
        # Every click and request asks; the pointer is replaced, never written into: its state tells it apart.
        # One takes up what is new; whoever can answer from the build before does not wait.
        if self._changed() and self._taking.acquire(blocking=self._newest is None):
            try:
                if self._changed():
                    self._take()
            finally:
                self._taking.release()
        if self._newest is None:
            raise DatabaseMissing(self._failure)
        return self._newest

    def _changed(self) -> bool:
        overdue = self._retry_at is not None and time.monotonic() >= self._retry_at
        return overdue or self._state() != self._seen

    def _state(self) -> _State:
        try:
            found = self._pointer.stat()
        except OSError:
            return None
        return found.st_ino, found.st_mtime_ns, self._newest is None or self._newest.path.is_file()

    def _take(self) -> None:
        state = self._state()
        try:
            self._newest = self._pointed()
            self._failure, self._retry_at = "", None
            state = self._state()  # its file is there
        except DatabaseMissing as error:
            if (str(error), state) != (self._failure, self._seen):
                going_on = f"build {self._newest.id} goes on" if self._newest else "nothing can be answered"
                _LOG.error("%s; %s", error, going_on)
            self._failure, self._retry_at = str(error), time.monotonic() + RETRY_SECONDS
        self._seen = state

    def _pointed(self) -> Build:
        try:
            pointer = read_pointer(self.folder)
        except BadPointer as error:
            raise DatabaseMissing(f"{error}: {_ADVICE}") from error
        if not pointer.path.is_file():
            raise DatabaseMissing(f"{pointer.path} does not exist: {_ADVICE}")
        # One Build for all who ask: after a file is replaced under the same name a second connect() in this
        # process would still read the old data.
        key = (pointer.path, pointer.build_id)
        build = _builds.get(key) or Build(pointer.build_id, pointer.path)
        try:
            build.catalogue  # noqa: B018  read now: a build without one must not take the place of another
        except (LookupError, TypeError, ValueError) as error:
            raise DatabaseMissing(f"{pointer.path} has no catalogue ({error!r}): {_ADVICE}") from error
        _builds[key] = build
        return build


_serving: _Served | None = None


def _served(folder: Path) -> _Served:
    global _serving
    if _serving is None or _serving.folder != folder:
        _serving = _Served(folder)
    return _serving


@cache
def _folder(setting: str) -> Path:
    return Path(setting or _REPOSITORY / "data" / "build")


def _follow_origin(served: _Served) -> None:
    location = os.environ.get(LOCATION_SETTING, "").strip()
    if location:
        _follow(location, served)


def _follow(location: str, served: _Served) -> None:
    from regions.database.origin import (
        OriginUnavailable,  # what reads from elsewhere is loaded where it is used
    )

    try:
        _local_copy(location, served.folder).follow(waits=not served.has_build)
    except OriginUnavailable as error:
        raise DatabaseMissing(str(error)) from error


@cache
def _local_copy(location: str, folder: Path) -> "LocalCopy":
    from regions.database.local_copy import LocalCopy

    return LocalCopy(location, folder)
