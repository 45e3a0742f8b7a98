"""The current build, for the tests of the domain."""

from pathlib import Path

import pytest

from regions.database.build import Build, current_build


@pytest.fixture(scope="module")
def build(database_path: Path) -> Build:
    return current_build()
