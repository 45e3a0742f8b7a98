"""Puts a finished database in place: as a whole or not at all."""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from filelock import FileLock, Timeout

from etl.problems import BuildError

POINTER = "current.json"
PREFIX = "regions-"
TEMPORARY = ".tmp"
KEPT = 3


@contextmanager
def only_build(folder: Path) -> Iterator[None]:
    """Hold the lock of a build folder, so that two builds do not collide. It is freed when a process dies.

    Raises:
        BuildError: If another build runs.
    """
    folder.mkdir(parents=True, exist_ok=True)
    lock = FileLock(folder / "build.lock", timeout=0)
    try:
        lock.acquire()
    except Timeout:
        raise BuildError(f"another build runs in {folder}; wait until it has finished") from None
    try:
        yield
    finally:
        lock.release()


def current_file(folder: Path) -> Path | None:
    """Return the file of the current build, or None if there is none."""
    try:
        pointer = json.loads((folder / POINTER).read_text(encoding="utf-8"))
        file = folder / str(pointer["file"])
    except (FileNotFoundError, ValueError, KeyError, TypeError):
        return (
            None  # without a usable pointer there is no current build, and the next one writes a new pointer
        )
    return file if file.is_file() else None


def file_name(build_id: str) -> str:
    """Return the name of a build's file."""
    return f"{PREFIX}{build_id}.duckdb"


def temporary(target: Path) -> Path:
    """Return the name under which a file is written before it is finished."""
    return target.with_name(target.name + TEMPORARY)


def put_in_place(target: Path) -> None:
    """Give a finished file, written as `temporary(target)`, its name."""
    written = temporary(target)
    _sync(written)
    written.replace(target)
    _sync_folder(target.parent)


def switch(folder: Path, build_id: str, built_at: datetime) -> None:
    """Make a build in this folder the current one."""
    pointer = folder / POINTER
    content = {"build_id": build_id, "file": file_name(build_id), "built_at": built_at.isoformat()}
    temporary(pointer).write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")
    put_in_place(pointer)


def remove_old(folder: Path) -> None:
    """Remove all but the newest builds, and what interrupted builds left behind.

    Only call it while holding the lock: an unfinished file could belong to a running build.
    """
    current = current_file(folder)
    builds = sorted(folder.glob(f"{PREFIX}*.duckdb"), reverse=True)  # the names begin with the time
    unfinished = [*folder.glob(f"{PREFIX}*{TEMPORARY}"), *folder.glob(f"{PREFIX}*{TEMPORARY}.wal")]
    for file in [*builds[KEPT:], *unfinished]:
        if file == current:
            continue
        try:
            file.unlink(missing_ok=True)
        except PermissionError:
            continue  # Windows keeps a file that a reader has open; a later build removes it


def _sync(file: Path) -> None:
    with file.open("rb+") as stream:
        os.fsync(stream.fileno())


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":
        return  # Windows cannot open a folder; its rename is durable enough
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
