"""The files of the pages in compressed form: made once for a version of Streamlit, kept beside the databases.

`python -m api.packed_files` makes them; a server that finds none makes them while it already answers.
"""

import hashlib
import logging
import os
import shutil
import threading
from collections.abc import Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from filelock import FileLock, Timeout

from api.encodings import compressed
from regions.database.build import build_directory

_LOG = logging.getLogger("regions.api")
_PREFIX = "static-"
_ENDINGS = {"br": ".br", "gzip": ".gz"}
_PACKABLE = frozenset((".js", ".css", ".svg", ".json", ".html"))
_LEAST_BYTES = 500
# 11 would make Plotly a tenth smaller, in ten times the time.
_QUALITY = 9


@cache
def shipped_folder() -> Path:
    """Return the folder of the files that Streamlit ships for its pages.

    Raises:
        ModuleNotFoundError: If there is no Streamlit.
    """
    package = find_spec("streamlit")
    if package is None or package.origin is None:
        raise ModuleNotFoundError("streamlit")
    return Path(package.origin).parent / "static"


@cache
def shipped_files() -> Mapping[str, Path]:
    """Return the files below `/static/` by their address without the first stroke."""
    folder = shipped_folder()
    files = sorted(file for file in (folder / "static").rglob("*") if file.is_file())
    return {file.relative_to(folder).as_posix(): file for file in files}


@cache
def edition() -> str:
    """Return what tells the files of one version of Streamlit from those of another."""
    held = [f"{name} {file.stat().st_size}" for name, file in shipped_files().items()]
    return hashlib.sha256("\n".join((str(_QUALITY), *held)).encode()).hexdigest()[:12]


def packed_file(name: str, encoding: str) -> Path:
    """Return where the compressed form of a file is, or would be.

    Args:
        name: A name of `shipped_files`.
        encoding: `br` or `gzip`.
    """
    return build_directory() / (_PREFIX + edition()) / (name + _ENDINGS[encoding])


def pack() -> None:
    """Compress what is not yet compressed; each file takes its place when it is finished.

    Where that cannot be written the files are served as they are, and the log says so once.
    """
    folder = build_directory()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with FileLock(folder / f"{_PREFIX.rstrip('-')}.lock", timeout=0):
            for name, file in sorted(shipped_files().items(), key=lambda one: one[1].stat().st_size):
                _pack(name, file)
            _remove_former(folder)
    except Timeout:
        _LOG.info("another process compresses the files of the pages")
    except OSError as error:
        _LOG.warning("the files of the pages are sent uncompressed: %s", error)


def pack_meanwhile() -> None:
    """Compress in a thread of its own; the server answers meanwhile, and ends without waiting for it."""
    threading.Thread(target=pack, name="regions-pack", daemon=True).start()


def _pack(name: str, file: Path) -> None:
    if file.suffix not in _PACKABLE or file.stat().st_size < _LEAST_BYTES:
        return
    for encoding in _ENDINGS:
        target = packed_file(name, encoding)
        if target.is_file():
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        written = target.with_name(f"{target.name}.{os.getpid()}.tmp")
        written.write_bytes(compressed(file.read_bytes(), encoding, _QUALITY))
        written.replace(target)


def _remove_former(folder: Path) -> None:
    """Remove what was made for other versions of Streamlit."""
    for former in folder.glob(f"{_PREFIX}*"):
        if former.is_dir() and former.name != _PREFIX + edition():
            shutil.rmtree(former)


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    pack()
