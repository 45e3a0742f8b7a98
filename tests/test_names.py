"""A public name means one thing within a package: no two modules define the same class or function."""

import ast
from collections import Counter
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parent.parent
PACKAGES = ("api", "charts", "etl", "exports", "i18n", "interface", "regions")
# Names that still mean two things, the entry points (`main`) apart. The list only gets shorter.
TWICE: dict[str, set[str]] = {
    "charts": {"describe"},  # what every kind of chart has under this name
    "etl": {"Series", "Column", "Table", "Unreadable", "as_json", "coverage", "Options", "misses", "main"},
}


def defined_twice(package: Path) -> set[str]:
    """Return the public classes and functions that more than one module of a package defines."""
    definitions = {
        (file, node.name)
        for file in package.rglob("*.py")
        for node in ast.parse(file.read_text(encoding="utf-8")).body
        if isinstance(node, (ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef))
        and not node.name.startswith("_")
    }
    names = Counter(name for _, name in definitions)
    return {name for name, count in names.items() if count > 1}


@pytest.mark.parametrize("package", PACKAGES)
def test_a_public_name_means_one_thing_within_a_package(package: str) -> None:
    assert defined_twice(REPOSITORY / package) <= TWICE.get(package, set())


def test_a_name_defined_twice_is_found(tmp_path: Path) -> None:
    (tmp_path / "one.py").write_text(
        "class Panel: ...\ndef _own(): ...\ndef alone(): ...\n", encoding="utf-8"
    )
    (tmp_path / "other.py").write_text("def Panel(): ...\ndef _own(): ...\n", encoding="utf-8")
    assert defined_twice(tmp_path) == {"Panel"}
