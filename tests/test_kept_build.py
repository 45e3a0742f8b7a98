"""A kept build is used for exactly what it was made of."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.kept_build import ingredients, packages


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name, content in (("data/snapshots/births.csv", "1"), ("etl/build.py", "pass")):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(content, encoding="utf-8")
    return tmp_path


def add(name: str) -> Callable[[Path], object]:
    def change(root: Path) -> None:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text("2", encoding="utf-8")

    return change


@pytest.mark.parametrize(
    "change",
    [
        add("data/snapshots/births.csv"),
        add("data/snapshots/deaths.csv"),
        add("etl/build.py"),
        lambda root: (root / "data/snapshots/births.csv").rename(root / "data/snapshots/deaths.csv"),
        lambda root: (root / "data/snapshots/births.csv").unlink(),
    ],
    ids=["figure", "dataset", "code", "name", "removed"],
)
def test_whatever_changes_makes_a_new_build(root: Path, change: Callable[[Path], object]) -> None:
    before = ingredients(root)
    change(root)
    assert ingredients(root) != before


@pytest.mark.parametrize(
    "name",
    ["data/build/current.json", "data/refreshed/a.csv", "etl/__pycache__/build.pyc", "regions/view.py"],
)
def test_what_no_build_reads_leaves_it(root: Path, name: str) -> None:
    before = ingredients(root)
    add(name)(root)
    assert ingredients(root) == before


def test_another_package_makes_a_new_build(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = ingredients(root)
    monkeypatch.setattr("tests.kept_build.packages", lambda: [*packages(), "another-1.0"])
    assert ingredients(root) != before
