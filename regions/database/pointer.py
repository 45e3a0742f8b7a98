"""The pointer `current.json`: which file of a folder is the current build."""

import json
import re
from dataclasses import dataclass
from pathlib import Path

POINTER_NAME = "current.json"
# A pointer may come from elsewhere: what it names must not lead out of its folder, nor break a header.
_BUILD_ID = re.compile(r"[\w.-]{1,100}", re.ASCII)
_FILE = re.compile(r"regions-[\w.-]{1,100}\.duckdb", re.ASCII)


class BadPointer(Exception):
    """There is no pointer, or it names no build; the text says which."""


@dataclass(frozen=True)
class Pointer:
    """What a pointer says.

    Attributes:
        build_id: Identifier of the build.
        path: Its file, which may have gone.
        origin: Where it was copied from (`REGIONS_DATABASE`); empty where it was made here.
    """

    build_id: str
    path: Path
    origin: str


def is_build_id(text: str) -> bool:
    """Say whether a text can be the identifier of a build."""
    return _BUILD_ID.fullmatch(text) is not None


def read_pointer(folder: Path) -> Pointer:
    """Read the pointer of a folder.

    Raises:
        BadPointer: If there is none, it is damaged, or it names no file of this folder.
    """
    pointer = folder / POINTER_NAME
    try:
        content = json.loads(pointer.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise BadPointer(f"{pointer} does not exist") from None
    except (OSError, ValueError, RecursionError) as error:
        raise BadPointer(f"{pointer} cannot be read ({type(error).__name__})") from error
    if not isinstance(content, dict):
        raise BadPointer(f"{pointer} is not a pointer to a build")
    build_id, file, origin = (content.get(key, "") for key in ("build_id", "file", "origin"))
    if not (isinstance(build_id, str) and isinstance(file, str) and isinstance(origin, str)):
        raise BadPointer(f"{pointer} is not a pointer to a build")
    if not is_build_id(build_id) or not _FILE.fullmatch(file):
        raise BadPointer(f"{pointer} names no build: regions-….duckdb in the same folder is expected")
    return Pointer(build_id, folder / file, origin)
