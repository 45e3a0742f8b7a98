"""The build of the shipped data, kept between sessions of tests while nothing it is made of changes."""

import hashlib
import shutil
import sys
import sysconfig
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock

from etl.paths import Paths
from etl.pipeline import build
from etl.publish import current_file

REPOSITORY = Path(__file__).resolve().parent.parent
WRITTEN_BY_RUNS = ("build", "refreshed")


def ingredients(root: Path = REPOSITORY) -> str:
    """Return a checksum of everything a build can depend on: figures, catalogue, code, packages, the day."""
    digest = hashlib.sha256()
    own = [file for folder in ("data", "etl") for file in sorted((root / folder).rglob("*"))]
    for file in own:
        path = file.relative_to(root)
        if file.is_file() and "__pycache__" not in path.parts and path.parts[1] not in WRITTEN_BY_RUNS:
            digest.update(f"{path.as_posix()}\0{file.stat().st_size}\0".encode() + file.read_bytes())
    digest.update("\n".join([sys.version, f"{datetime.now(UTC):%Y-%m-%d}", *packages()]).encode())
    return digest.hexdigest()


def packages() -> list[str]:
    """Return what is installed, names with versions."""
    return sorted(folder.stem for folder in Path(sysconfig.get_path("purelib")).glob("*.dist-info"))


def build_into(folder: Path, kept: Path | None) -> None:
    """Build the shipped data into a folder, or copy the build that an earlier session made of the same.

    Args:
        folder: Where the build is wanted; nothing is done if there is one.
        kept: Folder of kept builds, which holds the last one; None keeps nothing.
    """
    if current_file(folder) is not None:
        return
    if kept is None:
        build(Paths(data=REPOSITORY / "data", build=folder), progress=lambda line: None)
        return
    with FileLock(kept / "lock"):
        last, before = kept / ingredients(), list(kept.glob("[0-9a-f]*"))
        if current_file(last) is None:
            build(Paths(data=REPOSITORY / "data", build=folder), progress=lambda line: None)
            for older in before:
                shutil.rmtree(older)
            unfinished = kept / "unfinished"
            shutil.rmtree(unfinished, ignore_errors=True)
            shutil.copytree(folder, unfinished)
            unfinished.rename(last)
        else:
            shutil.copytree(last, folder, dirs_exist_ok=True)
