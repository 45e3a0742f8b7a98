"""The repository keeps its promises: documents are current, messages complete, no file too large."""

import ast
import re
import subprocess
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from string import Formatter

import pytest
import yaml
from babel.messages.catalog import Message
from babel.messages.pofile import read_po

from etl.version import CODE_VERSION
from regions.asking.page_specs import CURRENCIES, MODES, PAGES, SCALES
from regions.asking.selection import FIGURE_MODES
from regions.database.build import current_build
from regions.database.languages import HABITS, LANGUAGES
from regions.database.refreshes import OUTCOMES
from regions.words.findings import RULES
from scripts import document_statements
from scripts.document_catalogue import documents

REPOSITORY = Path(__file__).resolve().parent.parent
READMES = {"en": "README.md", "ko": "README.ko.md", "ja": "README.ja.md"}
CODE = ("api", "charts", "etl", "exports", "i18n", "interface", "pages", "regions")
NOT_OURS = {
    ".git",
    ".venv",
    ".mypy_cache",
    ".pytest_cache",
    ".ruff_cache",
    ".hypothesis",
    ".import_linter_cache",
}
NOT_OURS |= {"__pycache__", "build", "refreshed"}
LARGEST_FILE, ALL_DATA = 3_000_000, 40_000_000
# Messages whose id is put together from a code: every code of these vocabularies needs its message.
VOCABULARIES: dict[str, tuple[str, ...]] = {
    "comparability": ("same", "near", "differs", "single_country"),
    "country": ("KR", "JP"),
    "currency": CURRENCIES,
    "mode": tuple(dict.fromkeys((*MODES, *FIGURE_MODES))),
    "page": tuple(PAGES),
    "refresh.outcome": OUTCOMES,
    "scale": SCALES,
    "statement.rule": tuple(RULES),
    "statement.why": tuple(RULES),
    "show": tuple(show for page in PAGES.values() for show in page.shows),
    **{
        name: PAGES[page].choices[name].allowed_fixed
        for page, names in {
            "rank": ("among", "by", "part", "log", "trail", "measure"),
            "compare": ("shift",),
        }.items()
        for name in names
    },
    "brief.theme": PAGES["brief"].choices["theme"].allowed_fixed,
    "warning": tuple(
        yaml.safe_load((REPOSITORY / "data/catalogue/warnings.yaml").read_text(encoding="utf-8"))
    ),
}
CJK = re.compile(r"[\u1100-\u11ff\u3040-\u30ff\u3130-\u318f\u3400-\u9fff\uac00-\ud7af\uff66-\uff9f]")


def files_of(*folders: str, suffix: str = "") -> Iterator[Path]:
    """Every file that belongs to the repository, built and installed things left out."""
    for root in folders or (".",):
        for file in sorted((REPOSITORY / root).rglob(f"*{suffix}")):
            if file.is_file() and not NOT_OURS.intersection(file.relative_to(REPOSITORY).parts):
                yield file


def text_of(name: str) -> str:
    return (REPOSITORY / name).read_text(encoding="utf-8")


# Documents


def test_generated_documents_are_current() -> None:
    for file, content in documents().items():
        assert file.read_text(encoding="utf-8") == content, f"{file.name}: run `make docs`"


def test_the_statements_are_those_of_the_shipped_figures(database_path: Path) -> None:
    held = document_statements.DOCUMENT.read_text(encoding="utf-8")
    assert held == document_statements.document(current_build()), "statements.md: run `make docs`"


def test_without_a_build_the_statements_say_what_to_do(capsys: pytest.CaptureFixture[str]) -> None:
    before = document_statements.DOCUMENT.read_bytes()
    assert document_statements.main() == 1
    assert "python -m etl build" in capsys.readouterr().err
    assert document_statements.DOCUMENT.read_bytes() == before


def test_every_indicator_and_source_is_documented() -> None:
    indicators = [
        one["id"]
        for file in files_of("data/catalogue/indicators", suffix=".yaml")
        for one in yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    ]
    sources = yaml.load(text_of("data/catalogue/sources.yaml"), Loader=yaml.CSafeLoader)
    assert len(indicators) == len(set(indicators))
    assert [code for code in indicators if f"`{code}`" not in text_of("docs/indicators.md")] == []
    assert [code for code in sources if f"`{code}`" not in text_of("docs/sources.md")] == []


def test_every_dataset_has_a_publisher_prefix_and_provenance() -> None:
    for file in files_of("data/snapshots", suffix=".csv"):
        assert file.with_suffix(".yaml").is_file(), file.name
        assert re.fullmatch(r"[a-z0-9]+(_[a-z0-9]+)+", file.stem), file.name


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_readme_tells_how_to_start_and_what_there_is(language: str) -> None:
    readme = text_of(READMES[language])
    for command in ("make run", "make test", "pip install -r requirements.txt", "python -m etl build"):
        assert command in readme
    for page in PAGES.values():
        assert f"`{page.path}`" in readme
    for other in READMES.values():
        assert other in readme or other == READMES[language]
    assert f"docs/images/overview-{language}.png" in readme


def test_the_readmes_have_the_same_shape() -> None:
    shapes = {
        re.sub(r"[^#\n]", "", "\n".join(line for line in text_of(name).splitlines() if line.startswith("#")))
        for name in READMES.values()
    }
    assert len(shapes) == 1


def test_relative_links_lead_somewhere() -> None:
    for document in files_of(suffix=".md"):
        for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", document.read_text(encoding="utf-8")):
            if "://" not in target and not target.startswith(("/", "mailto:")):
                assert (document.parent / target).exists(), f"{document.name}: {target}"


def test_every_page_and_layer_is_in_the_architecture() -> None:
    architecture = text_of("docs/architecture.md")
    assert [folder for folder in CODE if f"`{folder}/`" not in architecture] == []
    scripts = {file.stem for file in files_of("pages", suffix=".py")} - {"__init__"}
    assert scripts == set(PAGES)


def test_one_version_everywhere() -> None:
    version = tomllib.loads(text_of("pyproject.toml"))["project"]["version"]
    assert version == CODE_VERSION
    assert yaml.safe_load(text_of("CITATION.cff"))["version"] == version
    assert f"## {version} " in text_of("CHANGELOG.md")


# Messages


@cache
def catalogue(language: str) -> dict[str, Message]:
    found: dict[str, Message] = {}
    for path in sorted((REPOSITORY / "i18n" / "locales" / language / "LC_MESSAGES").glob("*.po")):
        with path.open("rb") as file:
            for one in read_po(file, locale=language):
                code = str(one.id[0] if isinstance(one.id, tuple) else one.id)
                assert code not in found, f"{path.name}: {code} stands in another file too"
                if code:
                    found[code] = one
    return found


def strings(message: Message) -> tuple[str, ...]:
    return tuple(message.string) if isinstance(message.string, tuple | list) else (str(message.string),)


def placeholders(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name is not None}


def test_the_languages_have_the_same_messages() -> None:
    ids = {language: set(catalogue(language)) for language in LANGUAGES}
    everything = set().union(*ids.values())
    lacking = {language: sorted(everything - held) for language, held in ids.items()}
    assert not any(lacking.values()), lacking


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_message_is_empty_or_uncertain(language: str) -> None:
    for code, message in catalogue(language).items():
        assert all(text.strip() for text in strings(message)), code
        assert not message.fuzzy, code


def test_translations_name_the_same_values() -> None:
    for code, message in catalogue("en").items():
        expected = set().union(*map(placeholders, strings(message)))
        for language in LANGUAGES:
            texts = strings(catalogue(language)[code])
            assert set().union(*map(placeholders, texts)) == expected, f"{code} ({language})"


@cache
def nodes() -> list[tuple[Path, list[ast.AST]]]:
    """Every file of the code with all its nodes."""
    files = [REPOSITORY / "dashboard.py", *files_of(*CODE, suffix=".py")]
    return [(file, list(ast.walk(ast.parse(file.read_text(encoding="utf-8"))))) for file in files]


def is_message_call(call: ast.Call) -> bool:
    """Say whether a call is `t(…)`, `facts.t(…)`, `messages(language)(…)` or `.plural(…)` of one."""
    function = call.func
    if isinstance(function, ast.Attribute) and function.attr == "plural":
        return True
    if isinstance(function, ast.Call):
        return isinstance(function.func, ast.Name) and function.func.id == "messages"
    return (function.id if isinstance(function, ast.Name) else getattr(function, "attr", "")) == "t"


def asked_messages() -> Iterator[tuple[str, str]]:
    """Every message id written out in a call, and where."""
    for file, found in nodes():
        for call in found:
            if isinstance(call, ast.Call) and call.args and is_message_call(call):
                first = call.args[0]
                if isinstance(first, ast.Constant) and isinstance(first.value, str):
                    yield first.value, f"{file.relative_to(REPOSITORY)}:{call.lineno}"


def beginnings() -> set[str]:
    """Beginnings of ids that code puts together, such as `notice.` in `t(f"notice.{code}")`."""
    found = set()
    for _, held in nodes():
        for node in held:
            first = node.values[0] if isinstance(node, ast.JoinedStr) and node.values else None
            if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
                first = node.left
            if isinstance(first, ast.Constant) and re.fullmatch(r"[a-z_]+\.[\w.]*", str(first.value)):
                found.add(str(first.value))
    return found


def test_every_message_asked_for_exists() -> None:
    known = catalogue("en")
    assert [f"{where}: {code}" for code, where in asked_messages() if code not in known] == []


@pytest.mark.parametrize(
    ("vocabulary", "code"), [(name, code) for name, codes in VOCABULARIES.items() for code in codes]
)
def test_every_code_of_a_vocabulary_has_its_message(vocabulary: str, code: str) -> None:
    assert f"{vocabulary}.{code}" in catalogue("en")


def test_no_message_is_left_over() -> None:
    written = {
        node.value
        for _, held in nodes()
        for node in held
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    written |= {f"{name}.{code}" for name, codes in VOCABULARIES.items() for code in codes}
    built = tuple(beginnings())
    assert [code for code in catalogue("en") if code not in written and not code.startswith(built)] == []


def test_pages_carry_no_text_of_their_own() -> None:
    found = [
        f"{file.relative_to(REPOSITORY)}:{number}"
        for suffix in (".py", ".js", ".css")
        for file in files_of("pages", "interface", "charts", suffix=suffix)
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1)
        if CJK.search(line)
    ]
    assert found == [], "words belong into i18n/locales/"


def names_every_language(node: ast.AST) -> bool:
    """Say whether a tuple, list, set or dictionary written out in code names all languages."""
    parts = node.keys if isinstance(node, ast.Dict) else getattr(node, "elts", ())
    return set(LANGUAGES) <= {part.value for part in parts if isinstance(part, ast.Constant)}


def test_the_languages_are_declared_once() -> None:
    """A further language is an entry there (the ETL has a list of its own), in how i18n writes, and texts."""
    declared = {"regions/database/languages.py", "etl/languages.py"}
    declared |= {"i18n/units.py", "i18n/numbers.py", "i18n/lists.py"}
    found = {
        f"{file.relative_to(REPOSITORY)}:{node.lineno}"
        for file, held in nodes()
        for node in held
        if isinstance(node, ast.Tuple | ast.List | ast.Set | ast.Dict) and names_every_language(node)
    }
    assert {place for place in found if place.split(":")[0] not in declared} == set()
    assert set(HABITS) == set(LANGUAGES)


# Files


def test_files_stay_small() -> None:
    sizes = {str(file.relative_to(REPOSITORY)): file.stat().st_size for file in files_of()}
    assert {name: size for name, size in sizes.items() if size > LARGEST_FILE} == {}
    assert sum(size for name, size in sizes.items() if name.startswith("data/")) <= ALL_DATA


def test_nothing_tells_of_the_machine_it_was_written_on() -> None:
    personal = re.compile(r"(?<![\w.:/])/(?:home|root|Users|work)/[\w.]")
    found = [
        f"{file.relative_to(REPOSITORY)}: {match.group()}"
        for file in files_of()
        if file.suffix
        in {".py", ".md", ".yaml", ".toml", ".txt", ".cff", ".sh", ".json", ".js", ".css", ".po", ""}
        for match in personal.finditer(file.read_text(encoding="utf-8"))
    ]
    assert found == []


def test_no_environment_belongs_to_the_repository() -> None:
    """A link called `.venv` escapes a rule for folders and would replace an environment when checked out."""
    assert ".venv" in text_of(".gitignore").splitlines()
    tracked = subprocess.run(
        ["git", "ls-files", ".venv"], cwd=REPOSITORY, capture_output=True, text=True, check=False
    )
    assert tracked.stdout == ""


def test_the_licence_is_there() -> None:
    assert "Apache License" in text_of("LICENSE")
    assert yaml.safe_load(text_of("CITATION.cff"))["license"] == "Apache-2.0"


def test_make_explains_every_target() -> None:
    makefile = text_of("Makefile")
    declared = re.search(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)
    assert declared is not None
    assert {"help", "run", "test", "check", "build"} <= set(declared.group(1).split())
    for target in declared.group(1).split():
        assert re.search(rf"^{target}:.*## \S", makefile, re.MULTILINE), target
