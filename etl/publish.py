"""Puts a finished database in place: as a whole or not at all."""

import json
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from shutil import rmtree
from typing import Any

from etl.whole_files import TEMPORARY, json_bytes, replace_file, temporary

POINTER = "current.json"
PREFIX = "regions-"
KEPT = 3
TIME = "%Y%m%dT%H%M%SZ"


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
    replace_file(pointer, json_bytes(content, indent=2))


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
