"""Numbers as each reader writes them."""

import pytest

from i18n.messages import MissingMessage, messages
from i18n.numbers import compact, mark_labels, number, quantities, quantity, span, with_spans, years
from i18n.units import is_phrase


@pytest.mark.parametrize(
    ("value", "language", "expected"),
    [
        (56_789_012_345_678, "ko", "56.8조원"),
        (56_789_012_345_678, "ja", "56.8兆円"),
        (14_178_000, "ja", "1,418万円"),
        (125_000_000, "ko", "1.25억원"),
    ],
)
def test_large_amounts_follow_the_myriad_of_the_language(value: float, language: str, expected: str) -> None:
    assert quantity(value, "원" if language == "ko" else "円", language) == expected


def test_english_spells_millions_and_keeps_a_space() -> None:
    assert quantity(14_178_000, "people", "en") == "14.2 million people"
    assert quantity(29.28, "%", "en", 1) == "29.3%"


def test_decimals_are_fixed_and_zero_has_no_sign() -> None:
    assert number(2, "en", 2) == "2.00"
    assert number(-0.004, "en", 2) == "0.00"
    assert number(-1234.5, "ko", 1) == "\N{MINUS SIGN}1,234.5"
    assert number(0.3, "ja", 1, signed=True) == "+0.3"


def test_a_missing_value_is_a_dash_in_every_form() -> None:
    for text in (number(None, "ko"), number(float("nan"), "en", 2), compact(None, "ja")):
        assert text == "–"
    assert quantity(None, "%", "en") == "–"


def test_a_span_of_one_year_is_that_year() -> None:
    assert years(2024, 2024, "en") == "2024"
    assert [years(1975, 2024, one) for one in ("ko", "ja", "en")] == ["1975~2024", "1975〜2024", "1975–2024"]
    assert span("2018-04-01", "2020-10-13", "ja") == "2018-04-01〜2020-10-13"
    assert [with_spans("20-24", one) for one in ("ko", "ja", "en")] == ["20~24", "20〜24", "20–24"]


def test_a_message_that_does_not_exist_is_an_error_not_a_key_on_the_screen() -> None:
    with pytest.raises(MissingMessage):
        messages("ko")("no.such.message")


def test_english_counts_have_a_singular() -> None:
    t = messages("en")
    assert t.plural("sentence.and_others", 1, first="Seoul") == "Seoul and 1 other"
    assert t.plural("sentence.and_others", 5, first="Seoul") == "Seoul and 5 others"


@pytest.mark.parametrize(
    ("language", "values", "expected"),
    [
        ("ja", (1_010_000_000, 9_132_096, 9_999), ["10.1億円", "913万円", "9,999円"]),
        ("ko", (14_178_000, 392_000), ["1,418만원", "39.2만원"]),
        ("en", (14_178_000, 1_000_000, 999_999), ["₩14.2 million", "₩1 million", "₩999,999"]),
        ("ja", (9_999_999, 9_132_096), ["9,999,999円", "9,132,096円"]),
    ],
)
def test_where_one_mark_is_shortened_all_are_that_have_a_word(
    language: str, values: tuple[int, ...], expected: list[str]
) -> None:
    unit = {"ja": "円", "ko": "원", "en": "KRW"}[language]
    assert mark_labels(values, [unit] * len(values), language, 0) == expected


@pytest.mark.parametrize(
    ("language", "unit", "phrase"),
    [
        ("en", "12345678", False),
        ("en", "123456789", True),
        ("en", "pupils per teacher", True),
        ("en", "KRW", False),
        ("ja", "国際ドル", False),
        ("ja", "国際ドルで", True),
        ("ja", "人口千対", True),
        ("ko", "인구 천 명당 명", False),
    ],
)
def test_a_unit_of_more_than_eight_letters_is_a_phrase(language: str, unit: str, phrase: bool) -> None:
    assert is_phrase(unit, language) is phrase
    assert (mark_labels([7.5], [unit], language, 1) == ["7.5"]) is phrase


@pytest.mark.parametrize(
    ("values", "language", "written"),
    [
        ((3_699_428, 14_178_000), "en", ["3.7 million people", "14.2 million people"]),
        ((3_699_428, 14_178_000), "ko", ["370만명", "1,418만명"]),
        ((3_699_428, 14_178_000), "ja", ["370万人", "1,418万人"]),
        ((3_699_428, 9_999_999), "en", ["3,699,428 people", "9,999,999 people"]),
        ((920_000, 10_000_000), "en", ["920,000 people", "10 million people"]),
    ],
)
def test_figures_read_together_are_written_alike(
    values: tuple[float, ...], language: str, written: list[str]
) -> None:
    unit = {"en": "people", "ko": "명", "ja": "人"}[language]
    assert quantities(values, [unit] * len(values), language) == written
