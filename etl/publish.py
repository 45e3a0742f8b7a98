"""Puts a finished database in place: as a whole or not at all."""

import json
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from shutil import rmtree
from typing import Any

from filelock import FileLock, Timeout

from etl.problems import BuildError

POINTER = "current.json"
PREFIX = "regions-"
TEMPORARY = ".tmp"
KEPT = 3
TIME = "%Y%m%dT%H%M%SZ"


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
    file = folder / str(_pointer(folder).get("file", ""))
    return file if file.is_file() else None


def _pointer(folder: Path) -> dict[str, Any]:
    """Return what the pointer says; nothing without a usable one, and the next build writes a new one."""
    try:
        content = json.loads((folder / POINTER).read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return {}
    return content if isinstance(content, dict) else {}


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
    """Make a build in this folder the current one. The pointer remembers which were current before it."""
    pointer, name = folder / POINTER, file_name(build_id)
    former = [one for one in _published(folder, built_at) if one != name]
    content = {
        "build_id": build_id,
        "file": name,
        "built_at": built_at.isoformat(),
        "former": former[: KEPT - 1],
    }
    temporary(pointer).write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")
    put_in_place(pointer)


def _published(folder: Path, now: datetime) -> list[str]:
    """Return the names of the builds there are, the last published first.

    The pointer tells the last ones. Names tell the order of others, but not of those that a clock which ran
    ahead has named: they come last.
    """
    pointer, ahead = _pointer(folder), file_name(f"{now:{TIME}}~")
    former = pointer.get("former")
    told = [pointer.get("file"), *(former if isinstance(former, list) else [])]
    there = sorted((file.name for file in folder.glob(f"{PREFIX}*.duckdb")), reverse=True)
    there.sort(key=lambda name: name > ahead)
    return [*(name for name in dict.fromkeys(map(str, told)) if name in there),
            *(name for name in there if name not in told)]  # fmt: skip


def remove_old(folder: Path, now: datetime) -> None:
    """Remove all but the builds published last. Only call it while holding the lock."""
    _remove(folder / name for name in _published(folder, now)[KEPT:])


def remove_unfinished(folder: Path) -> None:
    """Remove what interrupted builds left behind, so that a full disk has room again.

    Only call it while holding the lock: an unfinished file could belong to a running build.
    """
    _remove(one for name in (f"{PREFIX}*", POINTER) for one in folder.glob(f"{name}{TEMPORARY}*"))


def remove_written(target: Path) -> None:
    """Remove what was written of a database that did not get its name, with its log of changes."""
    written = temporary(target)
    _remove([written, written.with_name(written.name + ".wal")])


def _remove(files: Iterable[Path]) -> None:
    for file in files:
        try:
            if file.is_dir():  # where DuckDB puts what does not fit into memory
                rmtree(file)
            else:
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
