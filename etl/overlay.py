"""What was brought beside what is shipped: each version in a folder, a pointer names the one in use.

The shipped files are never written to. Deleting the folder, or its pointer, brings them back.
"""

from pathlib import Path
from shutil import copytree, rmtree

from etl.timestamps import next_name
from etl.whole_files import json_bytes, read_json, replace_file

POINTER = "current.json"
VERSIONS = "snapshots"
KEPT = 3


def current_overlay(refreshed: Path) -> Path | None:
    """Return the folder of the refreshed datasets in use, or None."""
    version = read_json(refreshed / POINTER).get("version")
    folder = refreshed / VERSIONS / str(version)
    # Without a usable pointer the shipped figures are in use.
    return folder if version and folder.is_dir() else None


def in_use(refreshed: Path) -> Path:
    """Return the folder of what goes with the datasets in use; without a version, the shipped ones are."""
    return current_overlay(refreshed) or refreshed


def new_overlay(refreshed: Path) -> Path:
    """Return a new version, a copy of the one in use; it is not in use yet."""
    folder = refreshed / VERSIONS / next_name(refreshed / VERSIONS)
    current = current_overlay(refreshed)
    if current:
        copytree(current, folder)
    else:
        folder.mkdir(parents=True)
    return folder


def switch_overlay(refreshed: Path, folder: Path) -> None:
    """Make a version the one in use."""
    replace_file(refreshed / POINTER, json_bytes({"version": folder.name}, indent=None))


def remove_old_overlays(refreshed: Path) -> None:
    """Remove all but the newest versions and the one in use."""
    current = current_overlay(refreshed)
    for folder in sorted((refreshed / VERSIONS).glob("*"), reverse=True)[KEPT:]:
        if folder != current:
            rmtree(folder, ignore_errors=True)


def newer_than_build(refreshed: Path, build_pointer: Path) -> bool:
    """Say whether a run was stopped after the datasets were put in use and before the database was."""
    pointer = refreshed / POINTER
    if not pointer.is_file():
        return False
    return not build_pointer.is_file() or build_pointer.stat().st_mtime_ns < pointer.stat().st_mtime_ns
