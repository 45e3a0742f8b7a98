"""Keeps the local copy of builds that lie elsewhere up to date."""

import json
import logging
import threading
import time
from pathlib import Path

import duckdb
from filelock import FileLock

from regions.database.build import CONNECTION_SETTINGS
from regions.database.origin import Origin, OriginUnavailable, origin_at
from regions.database.pointer import POINTER_NAME, BadPointer, Pointer, read_pointer
from regions.database.soundness import Unsound, require_sound, require_tables

_LOG = logging.getLogger("regions.build")
CHECK_SECONDS = 60.0
RETRY_SECONDS = 10.0
KEPT = 3


class LocalCopy:
    """The copy of one location in one folder, as one process follows it."""

    def __init__(self, location: str, folder: Path) -> None:
        """Take the location (see `origin_at`) and the folder of the copies."""
        self._location = location
        self._folder = folder
        self._looking = threading.Lock()
        self._next_look = 0.0
        self._failure: OriginUnavailable | None = None

    def follow(self, waits: bool) -> None:
        """Make sure that there is a copy, and look for a newer build from time to time.

        The first copy is waited for. Later ones are made in a thread of their own while the one before
        serves; if the origin fails meanwhile, that is logged and the copy stays.

        Args:
            waits: Whether there is nothing to answer from meanwhile.

        Raises:
            OriginUnavailable: If there is no copy and none can be made.
        """
        if time.monotonic() < self._next_look and self._failure is None:
            return
        if not waits or self._has_copy():
            if self._looking.acquire(blocking=False):
                threading.Thread(target=self._look_beside, name="regions-copy", daemon=True).start()
            return
        with self._looking:
            self._look_first()

    def _look_first(self) -> None:
        if self._has_copy():
            return  # another thread was quicker
        if self._failure is not None and time.monotonic() < self._next_look:
            raise self._failure
        try:
            self._failure = None
            bring(origin_at(self._location), self._location, self._folder)
            self._next_look = time.monotonic() + CHECK_SECONDS
        except OriginUnavailable as error:
            self._failure = error
            self._next_look = time.monotonic() + RETRY_SECONDS
            raise

    def _look_beside(self) -> None:
        try:
            self._next_look = time.monotonic() + CHECK_SECONDS
            bring(origin_at(self._location), self._location, self._folder)
        except OriginUnavailable as error:
            _LOG.warning("the copy made last goes on serving: %s", error)
        finally:
            self._looking.release()

    def _has_copy(self) -> bool:
        pointer = _pointer(self._folder)
        return pointer is not None and pointer.origin == self._location


def bring(origin: Origin, location: str, folder: Path) -> None:
    """Copy the build that an origin offers into a folder, unless it is the current one there.

    The file is written beside its place; the pointer is exchanged at the end. Processes that share a folder
    wait for each other and copy once.

    Raises:
        OriginUnavailable: If the build cannot be read or written; the current one stays.
    """
    build_id = origin.newest()
    if _is_current(folder, build_id, location):
        return
    folder.mkdir(parents=True, exist_ok=True)
    with FileLock(folder / "copy.lock"):
        if _is_current(folder, build_id, location):
            return
        file = folder / f"regions-{build_id}.duckdb"
        try:
            if not _is_sound(file):
                _copy(origin, build_id, file)
            content = {"build_id": build_id, "file": file.name, "origin": location}
            written = folder / f"{POINTER_NAME}.tmp"
            written.write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")
            written.replace(folder / POINTER_NAME)
        except (OSError, duckdb.Error) as error:
            raise OriginUnavailable(f"the copy cannot be written to {folder}: {error}") from error
        _remove_old(folder, file)


def _copy(origin: Origin, build_id: str, file: Path) -> None:
    written = file.with_name(file.name + ".tmp")
    written.unlink(missing_ok=True)
    try:
        with duckdb.connect(str(written)) as connection:
            origin.copy(build_id, connection)
            try:
                require_tables(connection)  # before the exchange: what is in use must not give way to less
            except Unsound as error:
                raise OriginUnavailable(f"build {build_id} is not taken: {error}") from error
            held = connection.execute("SELECT build_id FROM build").fetchall()
            if held != [(build_id,)]:
                raise OriginUnavailable(f"what was copied is not build {build_id} but {held}")
        written.replace(file)
    finally:
        written.unlink(missing_ok=True)


def _remove_old(folder: Path, current: Path) -> None:
    for file in sorted(folder.glob("regions-*.duckdb"), reverse=True)[KEPT:]:
        if file != current:
            try:
                file.unlink(missing_ok=True)
            except PermissionError:
                continue  # Windows keeps a file that a reader has open


def _is_current(folder: Path, build_id: str, location: str) -> bool:
    pointer = _pointer(folder)
    return (
        pointer is not None
        and (pointer.build_id, pointer.origin) == (build_id, location)
        and _is_sound(pointer.path)
    )


def _pointer(folder: Path) -> Pointer | None:
    try:
        pointer = read_pointer(folder)
    except BadPointer:
        return None  # the copy is made anew then
    return pointer if pointer.path.is_file() else None


def _is_sound(file: Path) -> bool:
    if not file.is_file():
        return False
    try:
        with duckdb.connect(str(file), read_only=True, config=CONNECTION_SETTINGS) as connection:
            require_sound(file, connection)
    except (duckdb.Error, OSError, Unsound) as error:
        _LOG.warning("%s is copied anew: %s", file, error)
        return False
    return True
