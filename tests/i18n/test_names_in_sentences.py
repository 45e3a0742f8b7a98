"""What an indicator is called in titles and sentences: short, in English with a capital at the beginning."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from babel.messages.pofile import read_po

from etl.languages import name_in_sentence
from i18n.english import ordinal
from i18n.messages import LOCALES, Forms, messages

CATALOGUE = Path(__file__).parents[2] / "data" / "catalogue" / "indicators"
INDICATORS: list[dict[str, Any]] = [
    entry
    for path in sorted(CATALOGUE.glob("*.yaml"))
    for entry in yaml.load(path.read_text("utf-8"), Loader=yaml.CSafeLoader)
]
# Words that keep their capital wherever they stand.
PROPER = {"Korea", "Korean", "Japan", "Nov", "World", "Class", "Regional", "Future", "Innovation", "Leading"}
PROPER |= {"Companies", "December"}
# The name of one indicator in a message, and what comes before it.
_NAME = re.compile(r"(.*?)\{(?:indicator|x|y)(:inside)?\}")


def inside(entry: dict[str, Any], language: str) -> str:
    declared: str | None = entry.get("in_sentence", {}).get(language)
    return declared or name_in_sentence(entry["names"][language], language)


def names_in_messages() -> Iterator[tuple[str, str, bool]]:
    """Yield where English messages name an indicator: id, what is before it, whether it is inside."""
    for path in sorted((LOCALES / "en" / "LC_MESSAGES").glob("*.po")):
        with path.open("rb") as file:
            for message in read_po(file, locale="en"):
                forms = [message.string] if isinstance(message.string, str) else message.string or ()
                code = message.id if isinstance(message.id, str) else message.id[0]
                yield from (
                    (code, found[1], found[2] is not None) for form in forms for found in _NAME.finditer(form)
                )


@pytest.mark.parametrize("entry", INDICATORS, ids=lambda entry: str(entry["id"]))
def test_inside_a_sentence_only_proper_names_and_abbreviations_have_capitals(entry: dict[str, Any]) -> None:
    for word in re.findall(r"[A-Za-z]+", inside(entry, "en")):
        assert word[0].islower() or word in PROPER or sum(map(str.isupper, word)) > 1, inside(entry, "en")


@pytest.mark.parametrize("entry", INDICATORS, ids=lambda entry: str(entry["id"]))
def test_no_name_says_in_a_sentence_whom_each_country_counts(entry: dict[str, Any]) -> None:
    told = {"ko": "한국 내국인", "ja": "韓国は韓国籍", "en": "nationals"}
    bracketed = [language for language, words in told.items() if words in _in_brackets(entry, language)]
    for language in bracketed:
        assert "(" not in inside(entry, language).replace("（", "(")


def _in_brackets(entry: dict[str, Any], language: str) -> str:
    return "".join(re.findall(r"[(（].*?[)）]", entry["names"][language]))


def test_a_declared_form_says_what_the_rule_cannot_know() -> None:
    for entry in INDICATORS:
        for language, declared in entry.get("in_sentence", {}).items():
            assert declared != name_in_sentence(entry["names"][language], language), entry["id"]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Population density", "population density"),
        ("Day-to-night population ratio", "day-to-night population ratio"),
        ("GRDP per capita", "GRDP per capita"),
        ("SMEs per 1,000 people", "SMEs per 1,000 people"),
        ("A share", "a share"),
    ],
)
def test_the_rule_lowers_a_word_and_keeps_an_abbreviation(name: str, said: str) -> None:
    assert name_in_sentence(name, "en") == said
    assert name_in_sentence(name, "ja") == name


def test_a_message_writes_a_name_as_inside_unless_a_sentence_or_a_label_begins_with_it() -> None:
    found = list(names_in_messages())
    assert len(found) > 20
    for code, before, is_inside in found:
        assert is_inside == (not re.search(r"(^|[:.] |[“(])$", before)), code


def test_a_message_takes_the_form_it_asks_for() -> None:
    name = Forms("Population density", inside="population density")
    said = messages("en")("region.comparable_label", indicator=name, word="near")
    assert said.startswith("Comparability of population density")
    assert messages("en")("overview.figure_title", indicator=name, year=2024).startswith("Population density")


@pytest.mark.parametrize(
    ("number", "written"),
    [
        *((1, "1st"), (2, "2nd"), (3, "3rd"), (4, "4th"), (11, "11th"), (12, "12th"), (13, "13th")),
        *((21, "21st"), (64, "64th"), (102, "102nd"), (111, "111th")),
    ],
)
def test_english_ordinals(number: int, written: str) -> None:
    assert ordinal(number) == written
    assert messages("en")("exchange.rank", rank=number, of=128).startswith(f"{written} of")
