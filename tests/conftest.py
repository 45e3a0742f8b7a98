"""The database of the shipped data, built once a session where a test names it, and a running dashboard."""

import json
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pytest
from filelock import FileLock
from hypothesis import settings

from benchmarks.servers import served
from etl.publish import current_file
from regions.database.build import Build, current_build
from tests.kept_build import build_into

# A busy machine is no failure: examples may take their time.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")
# Most servers of the tests are asked for a page or two; the test that wants first views starts one with them.
os.environ["REGIONS_FIRST_VIEWS"] = "0"

BUILD_DIR = "REGIONS_BUILD_DIR"
START_SECONDS = 90


@dataclass(frozen=True)
class Server:
    """A running dashboard.

    Attributes:
        url: Where it answers, without a slash at the end.
        log_file: What it has written.
    """

    url: str
    log_file: Path

    @property
    def log(self) -> str:
        return self.log_file.read_text(encoding="utf-8", errors="replace")


@pytest.fixture(scope="session")
def database_path(
    tmp_path_factory: pytest.TempPathFactory, worker_id: str, pytestconfig: pytest.Config
) -> Iterator[Path]:
    """File of a build made from `data/`, which is the current one; the workers of pytest-xdist share it."""
    cache: pytest.Cache | None = getattr(
        pytestconfig, "cache", None
    )  # there is none with -p no:cacheprovider
    base = tmp_path_factory.getbasetemp()
    shared = base if worker_id == "master" else base.parent
    folder = shared / "build"
    with FileLock(shared / "build-for-tests.lock"):
        build_into(folder, cache.mkdir("build-for-tests") if cache else None)
    file = current_file(folder)
    assert file is not None
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv(BUILD_DIR, str(folder))
        yield file


@pytest.fixture(autouse=True)
def no_database_unless_named(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Let a test that does not name `database_path` find no build, whichever tests ran before it."""
    if "database_path" not in request.fixturenames:
        monkeypatch.setenv(BUILD_DIR, str(tmp_path_factory.getbasetemp() / "no-build"))


@pytest.fixture
def altered(database_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Build]:
    """Make a build in which some SQL statements were run, and open it."""

    def make(*statements: str) -> Build:
        file = tmp_path / f"regions-altered-{len(list(tmp_path.iterdir()))}.duckdb"
        shutil.copy(database_path, file)
        connection = duckdb.connect(str(file))
        for statement in statements:
            connection.execute(statement)
        connection.close()
        pointer = tmp_path / "current.json"
        pointer.write_text(json.dumps({"build_id": file.stem, "file": file.name}), encoding="utf-8")
        monkeypatch.setenv(BUILD_DIR, str(tmp_path))
        return current_build()

    return make


@pytest.fixture(scope="session")
def server(database_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Return the dashboard on a free port, serving the database of the tests."""
    log_file = tmp_path_factory.mktemp("server") / "log.txt"
    with ExitStack() as stack:
        try:
            running = stack.enter_context(served("dashboard.py", log=log_file, seconds=START_SECONDS))
        except (ChildProcessError, TimeoutError) as error:
            pytest.fail(f"{error}:\n{log_file.read_text('utf-8', 'replace')}", pytrace=False)
        server = Server(running.url, log_file)
        yield server
    assert "Traceback" not in server.log, server.log
