"""Requirements: each folder imports what its group declares, and the locked files hold what groups bring."""

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.metadata import packages_distributions, requires, version
from pathlib import Path

import pytest
from packaging.markers import Marker
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

REPOSITORY = Path(__file__).resolve().parent.parent
APP = ("dashboard.py", "api", "charts", "exports", "i18n", "interface", "pages", "regions")
TOOLS = ("benchmarks", "scripts", "tests")
OWN = {name.removesuffix(".py") for name in (*APP, *TOOLS, "etl")}
PICTURES = "exports/pictures.py"
ALL_GROUPS = ("app", "etl", "pictures", "dev")
FILES = {
    "requirements.txt": ("app", "etl"),
    "requirements-pictures.txt": ("pictures",),
    "requirements-dev.txt": ALL_GROUPS,
}
# Declared and never imported: run as commands, found by others, or types alone.
NOT_IMPORTED = {
    "app": {"uvloop"},
    "etl": set[str](),
    "pictures": set[str](),
    "dev": {
        "axe-playwright-python",  # its JavaScript is read as a file
        "cyclonedx-bom",
        "import-linter",
        "mypy",
        "pandas-stubs",
        "pytest-xdist",
        "ruff",
        "types-pyyaml",
        "types-requests",
        "types-shapely",
        "uv",
    },
}


def declared(*groups: str) -> dict[str, Requirement]:
    """Requirements of groups, by canonical name."""
    table = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["dependency-groups"]
    requirements = [Requirement(text) for group in groups for text in table[group]]
    return {canonicalize_name(requirement.name): requirement for requirement in requirements}


def modules_of(*roots: str) -> Iterator[Path]:
    for root in roots:
        path = REPOSITORY / root
        yield from [path] if path.is_file() else sorted(path.rglob("*.py"))


def imported(*files: Path) -> set[str]:
    """Distributions that files import, anywhere in them; what is not installed keeps the module's name."""
    modules: set[str] = set()
    for file in files:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                modules |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                modules.add(node.module.partition(".")[0])
    foreign = modules - set(sys.stdlib_module_names) - OWN
    return {canonicalize_name(name) for module in foreign for name in distributions().get(module, [module])}


@cache
def distributions() -> dict[str, list[str]]:
    return dict(packages_distributions())


@cache
def locked(file: str) -> dict[str, tuple[str, str]]:
    """Version and marker of each package in a requirements file."""
    text = (REPOSITORY / file).read_text(encoding="utf-8")
    lines = re.findall(r"^([\w.-]+)==([\w.]+)(?: ; (.+?))? \\$", text, re.MULTILINE)
    return {canonicalize_name(name): (pinned, marker) for name, pinned, marker in lines}


def brought(requirements: list[Requirement]) -> set[str]:
    """Names of requirements and of all that they bring here, by what the installed packages declare."""
    names: set[str] = set()
    waiting = [(requirement, extra) for requirement in requirements for extra in ("", *requirement.extras)]
    seen: set[tuple[str, str]] = set()
    while waiting:
        requirement, extra = waiting.pop()
        name = canonicalize_name(requirement.name)
        if (name, extra) in seen:
            continue
        seen.add((name, extra))
        names.add(name)
        for text in requires(name) or []:
            further = Requirement(text)
            if further.marker is None or further.marker.evaluate({"extra": extra}):
                waiting += [(further, more) for more in ("", *further.extras)]
    return names


@pytest.mark.parametrize(
    ("files", "groups"),
    [
        ([file for file in modules_of(*APP) if file != REPOSITORY / PICTURES], ("app",)),
        ([REPOSITORY / PICTURES], ("app", "pictures")),
        (list(modules_of("etl")), ("etl",)),
        (list(modules_of(*TOOLS)), ALL_GROUPS),
    ],
    ids=["app", "pictures", "etl", "tools"],
)
def test_each_folder_imports_only_what_its_groups_declare(files: list[Path], groups: tuple[str, ...]) -> None:
    assert sorted(imported(*files) - declared(*groups).keys()) == []


@pytest.mark.parametrize(
    ("group", "roots"),
    [("app", APP), ("etl", ("etl",)), ("pictures", (PICTURES,)), ("dev", TOOLS)],
)
def test_each_requirement_is_imported_or_listed_here(group: str, roots: tuple[str, ...]) -> None:
    assert declared(group).keys() - imported(*modules_of(*roots)) == NOT_IMPORTED[group]


@pytest.mark.parametrize("file", FILES)
def test_every_package_is_pinned_with_its_hashes(file: str) -> None:
    lines = (REPOSITORY / file).read_text(encoding="utf-8").splitlines()
    entries = re.split(r"(?<!\\)\n", "\n".join(line for line in lines if not line.startswith("#")))
    pattern = r"[\w.-]+==[\w.]+(?: ; .+?)?(?: \\\n    --hash=sha256:[0-9a-f]{64})+"
    assert [entry for entry in entries if not re.fullmatch(pattern, entry)] == []


@pytest.mark.parametrize("file", FILES)
def test_the_files_agree_with_the_one_of_everything(file: str) -> None:
    everything = locked("requirements-dev.txt")
    assert {name: everything.get(name, ("", ""))[0] for name in locked(file)} == {
        name: pinned for name, (pinned, _) in locked(file).items()
    }


@pytest.mark.parametrize(("file", "groups"), FILES.items())
def test_the_locked_versions_satisfy_what_is_declared(file: str, groups: tuple[str, ...]) -> None:
    pins = locked(file)
    wrong = [
        str(requirement)
        for name, requirement in declared(*groups).items()
        if name not in pins or pins[name][0] not in requirement.specifier
    ]
    assert wrong == [], "run `make lock`"


@pytest.mark.parametrize(("file", "groups"), FILES.items())
def test_the_files_hold_what_the_groups_bring_and_nothing_else(file: str, groups: tuple[str, ...]) -> None:
    here = {
        name: pinned
        for name, (pinned, marker) in locked(file).items()
        if not marker or Marker(marker).evaluate()
    }
    assert {name: version(name) for name in here} == here, "installed is something else than locked"
    requirements = [
        requirement
        for requirement in declared(*groups).values()
        if requirement.marker is None or requirement.marker.evaluate()
    ]
    assert brought(requirements) == here.keys(), "run `make lock`"
