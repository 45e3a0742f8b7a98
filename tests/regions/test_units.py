"""Every unit of the catalogue and of the policy figures beside numbers of all sizes, in three languages."""

import re
from itertools import product

import pytest

from i18n.messages import messages
from i18n.numbers import quantity
from regions.database.build import Build
from regions.database.languages import LANGUAGES, Language

VALUES = (0, 1, -1, 2, 0.96, 16, 1234.5, 55600, -55600, 9_999_999, 1e7, 99_999_999, 8.4e9, -1.2e12, 5.68e13)
FACTS = (
    *(
        "businesses",
        "companies",
        "donations",
        "index (2023 = 100)",
        "jpy",
        "jpy_million",
        "krw",
        "krw_million",
    ),
    *(
        "m2",
        "municipalities",
        "organisations",
        "percent",
        "plans",
        "prefectures",
        "provinces",
        "pyeong",
        "ties",
    ),
    *("zones", "years", "percentage_points"),
)
LATIN_PLURALS = re.compile(
    r"^[+−]?1 (people|companies|ties|years|regions|municipalities|provinces|plans|zones)\b"
)


def units_of(build: Build, language: Language) -> list[str]:
    """Return every unit there is, those of money in each currency."""
    indicators = build.catalogue.indicators.values()
    held = [one.unit[language] for one in indicators if not one.currencies]
    money = [text[language] for one in indicators for text in one.currency_units.values()]
    facts = [messages(language)(f"unit.{code}") for code in FACTS]
    return list(dict.fromkeys([*held, *money, *facts]))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_unit_stands_beside_its_number_as_the_language_writes_it(build: Build, language: Language) -> None:
    units = units_of(build, language)
    assert len(units) > 20
    for unit, value, decimals in product(units, VALUES, (0, 1, 2)):
        text = quantity(value, unit, language, decimals, signed=True)
        assert "  " not in text and text == text.strip(), text
        assert text.count(unit) <= 1 or not unit, text
        assert re.search(r"\d", text) and text[0] in "+−0123456789₩¥UI", text
        assert not LATIN_PLURALS.match(text), text
        if language != "en":
            before_the_bracket = re.split(r"[(（]", text)[0]
            assert " " not in before_the_bracket.removesuffix(unit), text


@pytest.mark.parametrize(
    ("value", "unit", "language", "decimals", "expected"),
    [
        (8.4e9, "米ドル", "ja", 0, "84億米ドル"),
        (6444.7, "人/km²", "ja", 1, "6,444.7人/km²"),
        (5.85, "人口千対", "ja", 2, "5.85（人口千対）"),
        (0.96, "女性1人当たり", "ja", 2, "0.96"),
        (0.96, "여성 1명당 출생아 수", "ko", 2, "0.96명"),
        (5.87, "인구 천 명당 명", "ko", 1, "5.9명"),
        (16, "개 시군구", "ko", 0, "16개 시군구"),
        (8.4e9, "미국 달러", "ko", 0, "84억달러"),
        (55600, "Int$", "en", 0, "Int$55,600"),
        (-55600, "Int$", "en", 0, "−Int$55,600"),
        (8.4e9, "USD", "en", 0, "US$8.4 billion"),
        (1.2e12, "JPY", "en", 0, "¥1.2 trillion"),
        (1.76, "ratio", "en", 2, "1.76"),
        (191.9, "index (Nov 2017 = 100)", "en", 1, "191.9"),
        (1, "ties", "en", 0, "1 tie"),
        (2, "ties", "en", 0, "2 ties"),
        (1, "people per household", "en", 2, "1.00 people per household"),
        (2.3, "percentage points", "en", 1, "2.3 percentage points"),
        (1, "percentage points", "en", 0, "1 percentage point"),
        (2.3, "ポイント", "ja", 1, "2.3ポイント"),
        (12_345_678, "KRW million", "en", 0, "₩12,345,678 million"),
    ],
)
def test_quantities(value: float, unit: str, language: Language, decimals: int, expected: str) -> None:
    assert quantity(value, unit, language, decimals) == expected


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_denominator_never_runs_into_its_number(build: Build, language: Language) -> None:
    denominator = re.compile({"ko": r"당 ", "ja": r"(当たり|対)$", "en": r"^per "}[language])
    for unit in units_of(build, language):
        if denominator.search(unit):
            assert f"18.8{unit}" not in quantity(18.8, unit, language, 1)


def test_a_number_just_below_a_word_takes_the_word_it_is_rounded_to() -> None:
    assert quantity(99_940_000, "人", "ja") == "9,994万人"
    assert quantity(99_999_999, "人", "ja") == "1億人"
    assert quantity(999_400_000, "people", "en") == "999 million people"
    assert quantity(999_999_999, "people", "en") == "1 billion people"


def test_every_unit_in_the_catalogue_of_indicators_has_a_text_a_person_reads(build: Build) -> None:
    for language in LANGUAGES:
        assert all(unit and unit == unit.strip() for unit in units_of(build, language)), language
