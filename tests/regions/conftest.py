"""The current build, and builds with a few figures changed, for the tests of the domain."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from regions.store import Store, current_store


@pytest.fixture(scope="module")
def build(database_path: Path) -> Store:
    return current_store()


@pytest.fixture
def altered(database_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Store]:
    """Make a build in which some SQL statements were run, and open it."""

    def make(*statements: str) -> Store:
        file = tmp_path / f"altered-{len(list(tmp_path.iterdir()))}.duckdb"
        shutil.copy(database_path, file)
        connection = duckdb.connect(str(file))
        for statement in statements:
            connection.execute(statement)
        connection.close()
        pointer = tmp_path / "current.json"
        pointer.write_text(json.dumps({"build_id": file.stem, "file": file.name}), encoding="utf-8")
        monkeypatch.setenv("REGIONS_BUILD_DIR", str(tmp_path))
        return current_store()

    return make
