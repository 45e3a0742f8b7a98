"""The current build, for the tests of the domain."""

from pathlib import Path

import pytest

from regions.build.database import Store, current_store


@pytest.fixture(scope="module")
def build(database_path: Path) -> Store:
    return current_store()
