"""Files written as a whole or not at all, by one run at a time."""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from etl.problems import BuildError

TEMPORARY = ".tmp"


@contextmanager
def alone(folder: Path, lock: str, what: str) -> Iterator[None]:
    """Hold a lock of a folder, so that two runs do not collide. It is freed when a process dies.

    Args:
        folder: The folder, which is made if there is none.
        lock: Name of the lock's file.
        what: What it is that runs, for whoever comes meanwhile.

    Raises:
        BuildError: If another run holds it.
    """
    folder.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(folder / lock, timeout=0):
            yield
    except Timeout:
        raise BuildError(f"another {what} runs in {folder}; wait until it has finished") from None


def temporary(target: Path) -> Path:
    """Return the name under which a file is written before it is finished."""
    return target.with_name(target.name + TEMPORARY)


def put_in_place(target: Path) -> None:
    """Give a finished file, written as `temporary(target)`, its name."""
    written = temporary(target)
    with written.open("rb+") as stream:
        os.fsync(stream.fileno())
    written.replace(target)
    _sync_folder(target.parent)


def replace_file(file: Path, content: bytes) -> None:
    """Write a file."""
    temporary(file).write_bytes(content)
    put_in_place(file)


def json_bytes(content: Any, indent: int | None = 1) -> bytes:
    """Return the content of a file of JSON."""
    return (json.dumps(content, ensure_ascii=False, indent=indent) + "\n").encode()


def read_json(file: Path) -> dict[str, Any]:
    """Return the object a file of JSON holds; an empty one without a usable file."""
    try:
        content = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return content if isinstance(content, dict) else {}


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":
        return  # Windows cannot open a folder; its rename is durable enough
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
