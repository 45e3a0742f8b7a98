"""The database that all tests read: built once a session from the shipped data."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from filelock import FileLock

from etl.paths import Paths
from etl.pipeline import build
from etl.publish import current_file

REPOSITORY = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def database_path(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """File of a build made from `data/`; the workers of pytest-xdist share one."""
    base = tmp_path_factory.getbasetemp()
    shared = base if worker_id == "master" else base.parent
    folder = shared / "build"
    with FileLock(shared / "build-for-tests.lock"):
        if current_file(folder) is None:
            build(Paths(data=REPOSITORY / "data", build=folder), progress=lambda line: None)
    file = current_file(folder)
    assert file is not None
    return file


@pytest.fixture(scope="session", autouse=True)
def store_of_the_session(database_path: Path) -> Iterator[None]:
    """Let everything that looks for the current build find the one of this session."""
    before = os.environ.get("REGIONS_BUILD_DIR")
    os.environ["REGIONS_BUILD_DIR"] = str(database_path.parent)
    yield
    if before is None:
        del os.environ["REGIONS_BUILD_DIR"]
    else:
        os.environ["REGIONS_BUILD_DIR"] = before
