"""No message and no text of the catalogue uses a word that the glossary forbids in its language."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from babel.messages.pofile import read_po

ROOT = Path(__file__).parents[2]
GLOSSARY = ROOT / "i18n" / "glossary.md"
LANGUAGES = ("ko", "ja", "en")
_CELL_BORDER = re.compile(r"(?<!\\)\|")


@dataclass(frozen=True)
class Term:
    """A term in one language and the words that must not stand in its place."""

    word: str
    forbidden: tuple[re.Pattern[str], ...]

    def faults(self, text: str) -> list[str]:
        """Return what of a text should have been this term; the term itself is never at fault."""
        own = [found.span() for found in re.finditer(re.escape(self.word), text)]
        return [
            found[0]
            for pattern in self.forbidden
            for found in pattern.finditer(text)
            if not any(start <= found.start() and found.end() <= end for start, end in own)
        ]


@dataclass(frozen=True)
class Text:
    """A text a reader meets: its file, its id there and what it says."""

    file: str
    id: str
    words: str


def rows(table: str) -> list[list[str]]:
    """Return the cells of the lines of a Markdown table, without its head."""
    lines = [line for line in table.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in _CELL_BORDER.split(line)[1:-1]] for line in lines[2:]]


def patterns(cell: str) -> tuple[re.Pattern[str], ...]:
    """Return what a cell of forbidden variants looks for: strings and, in backticks, regular expressions."""
    variants = (variant.strip().replace("\\|", "|") for variant in re.findall(r"(?:`[^`]*`|[^;`])+", cell))
    return tuple(
        re.compile(variant.strip("`") if variant.startswith("`") else re.escape(variant))
        for variant in variants
        if variant
    )


@cache
def terms(language: str) -> tuple[Term, ...]:
    """Return the terms of a language."""
    column = LANGUAGES.index(language)
    table = rows(GLOSSARY.read_text(encoding="utf-8"))
    return tuple(Term(row[column], patterns(row[len(LANGUAGES) + 1 + column])) for row in table)


@cache
def messages(language: str) -> tuple[Text, ...]:
    """Return every message of a language, each plural form by itself."""
    return tuple(_messages(language))


def _messages(language: str) -> Iterator[Text]:
    for path in sorted((ROOT / "i18n" / "locales" / language / "LC_MESSAGES").glob("*.po")):
        with path.open("rb") as file:
            held = read_po(file, locale=language)
        for message in held:
            forms = [message.string] if isinstance(message.string, str) else message.string
            ids = [message.id] if isinstance(message.id, str) else message.id
            yield from (
                Text(str(path.relative_to(ROOT)), str(ids[0]), form) for form in forms or () if ids[0]
            )


@cache
def catalogue() -> dict[str, Any]:
    """Return the content of every file of the catalogue."""
    files = sorted((ROOT / "data" / "catalogue").rglob("*.yaml"))
    texts = {str(path.relative_to(ROOT)): path.read_text(encoding="utf-8") for path in files}
    return {name: yaml.load(text, Loader=yaml.CSafeLoader) for name, text in texts.items()}


def catalogue_texts(language: str) -> Iterator[Text]:
    """Yield every text of the catalogue in the three languages, without the titles of originals."""
    for file, content in catalogue().items():
        for where, words in _translated(content, language, ""):
            yield Text(file, where, words)


def _translated(node: Any, language: str, where: str) -> Iterator[tuple[str, str]]:
    if isinstance(node, dict):
        if isinstance(node.get(language), str) and set(LANGUAGES) <= set(node):
            yield where, node[language]
        for key, child in node.items():
            if key == "titles" and node.get("language") == language:
                continue
            yield from _translated(child, language, f"{where}.{key}".strip("."))
    elif isinstance(node, list):
        for number, child in enumerate(node):
            name = child.get("id", number) if isinstance(child, dict) else number
            yield from _translated(child, language, f"{where}.{name}".strip("."))


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_uses_a_forbidden_variant(language: str) -> None:
    faults = [
        f"{text.file} {text.id}: {fault!r} should be {term.word!r} (i18n/glossary.md) in: {text.words}"
        for text in (*messages(language), *catalogue_texts(language))
        for term in terms(language)
        for fault in term.faults(text.words)
    ]
    assert not faults, "\n" + "\n".join(faults)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_search_reaches_the_messages_and_the_catalogue(language: str) -> None:
    held = {text.id for text in (*messages(language), *catalogue_texts(language))}
    assert {"warning.break_in_series", "companies.found", "share_65plus.definition"} <= held
    assert any(
        text.file.endswith("ageing.yaml") and ".warnings." in text.id for text in catalogue_texts(language)
    )


def test_every_term_stands_in_three_languages_with_its_source_and_once() -> None:
    table = rows(GLOSSARY.read_text(encoding="utf-8"))
    assert len(table) >= 50
    assert all(len(row) == 2 * len(LANGUAGES) + 1 and all(row[: len(LANGUAGES) + 1]) for row in table)
    for column, language in enumerate(LANGUAGES):
        words = [row[column] for row in table]
        assert len(words) == len(set(words)), f"a term stands twice in {language}"


def test_a_variant_is_a_plain_string_or_a_regular_expression_and_the_term_itself_is_no_fault() -> None:
    (row,) = rows("| a | b |\n|---|---|\n| 고향납세(후루사토 납세) | 고향세; `후루사토 ?납세\\|하나;둘` |\n")
    term = Term(row[0], patterns(row[1]))
    assert [pattern.pattern for pattern in term.forbidden] == ["고향세", "후루사토 ?납세|하나;둘"]
    assert term.faults("고향납세(후루사토 납세) 수입액") == []
    assert term.faults("고향세와 후루사토납세") == ["고향세", "후루사토납세"]
    assert Term("실업률", patterns("완전실업률")).faults("실업률과 완전실업률") == ["완전실업률"]
    assert term.faults("하나;둘") == ["하나;둘"]
