"""Numbers, units and years in the reader's habit, through Babel."""

import math
import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Literal

from babel import Locale
from babel.numbers import format_compact_decimal, format_decimal

from i18n.units import SCALED_UNITS, is_phrase, with_unit

MINUS = "\N{MINUS SIGN}"
NOT_AVAILABLE = "–"
SHORTENED_FROM = 1e7
_SPANS = {"ko": "~", "ja": "\N{WAVE DASH}", "en": "\N{EN DASH}"}


def number(value: float | None, language: str, decimals: int = 0, *, signed: bool = False) -> str:
    """Return a value with thousands separators and a fixed number of decimals; a dash for a missing one."""
    if value is None or math.isnan(value):
        return NOT_AVAILABLE
    digits = "0" * decimals
    pattern = f"#,##0.{digits}" if decimals else "#,##0"
    rounded = round(value, decimals) + 0.0
    text = format_decimal(abs(rounded), format=pattern, locale=language)
    sign = MINUS if rounded < 0 else ("+" if signed and rounded > 0 else "")
    return sign + text


def compact(value: float | None, language: str, significant: int = 3, *, spelt: bool = False) -> str:
    """Return a large value shortened in the reader's way, to a number of digits: 1.23억, 56.8兆, 5.61M.

    Args:
        value: The value.
        language: Language of the reader.
        significant: How many digits are kept.
        spelt: Whether English writes the word, "5.61 million", as sentences do and axes need not.
    """
    if value is None or math.isnan(value):
        return NOT_AVAILABLE
    kept = max(significant, _whole_digits(value, language))
    # Rounded first, or 99,999,999 would be ten thousand of 万 instead of one of 億.
    rounded = float(f"{abs(value):.{kept - 1}e}")
    fraction = max(0, significant - _whole_digits(rounded, language))
    # Korean and Japanese have one form, short and spelt out alike.
    form: Literal["long", "short"] = "long" if spelt and language == "en" else "short"
    text = format_compact_decimal(rounded, format_type=form, locale=language, fraction_digits=fraction)
    # CLDR writes 1515億; statistics of all three languages separate thousands.
    text = re.sub(r"^(\d)(?=\d{3}(?!\d))", r"\1,", text)
    return (MINUS if value < 0 else "") + text.replace("\u00a0", " ")


def _whole_digits(value: float, language: str) -> int:
    """Return how many digits stand before the decimal point of a shortened value."""
    return int(math.log10(abs(value))) % _digits_to_a_word(language) + 1 if abs(value) >= 1 else 1


@cache
def _digits_to_a_word(language: str) -> int:
    """Return how many digits lie between two words for large numbers: 3 where a million has one, else 4."""
    million = Locale.parse(language).compact_decimal_formats["short"]["other"]["1000000"]
    return 3 if million.pattern.count("0") == 1 else 4


def quantity(
    value: float | None,
    unit: str,
    language: str,
    decimals: int = 0,
    *,
    signed: bool = False,
    shortened_from: float = SHORTENED_FROM,
) -> str:
    """Return a value with its unit; large values, of ten million and more by default, are shortened."""
    if value is None or math.isnan(value):
        return NOT_AVAILABLE
    if abs(value) >= shortened_from and unit not in SCALED_UNITS:
        text = ("+" if signed and value > 0 else "") + compact(value, language, spelt=True)
    else:
        text = number(value, language, decimals, signed=signed)
    return with_unit(text, unit, language)


def shared_shortening(values: Iterable[float], units: Iterable[str], language: str) -> float:
    """Return from where on figures are shortened that are read together, in one chart or sentence.

    Where one is shortened, so are all that the language has a word for, or 10.1億 would stand above
    9,132,096, and 14.2 million behind 3,699,428.
    """
    shortened = any(
        abs(value) >= SHORTENED_FROM and unit not in SCALED_UNITS
        for value, unit in zip(values, units, strict=True)
    )
    return _first_word(language) if shortened else SHORTENED_FROM


def quantities(
    values: Sequence[float], units: Sequence[str], language: str, decimals: int = 0, *, signed: bool = False
) -> list[str]:
    """Return figures that are read together with their units, all written alike (`shared_shortening`)."""
    least = shared_shortening(values, units, language)
    return [
        quantity(value, unit, language, decimals, signed=signed, shortened_from=least)
        for value, unit in zip(values, units, strict=True)
    ]


def mark_labels(
    values: Sequence[float], units: Sequence[str], language: str, decimals: int, *, signed: bool = False
) -> list[str]:
    """Return the figures that stand beside the marks of a chart, all written alike.

    A unit that is a phrase is left to the subtitle.

    Args:
        values: The figures.
        units: The unit of each.
        language: Language of the reader.
        decimals: Of those that are not shortened.
        signed: Whether a rise has its plus.
    """
    short = ["" if is_phrase(unit, language) else unit for unit in units]
    return quantities(values, short, language, decimals, signed=signed)


def _first_word(language: str) -> float:
    """Return from where on a shortened number reads well: a million, or ten thousand where that is a word."""
    return 1e6 if _digits_to_a_word(language) == 3 else 1e4


def years(first: int, last: int, language: str) -> str:
    """Return a span of years: 1975~2024, 1975〜2024, 1975–2024."""
    return str(first) if first == last else span(first, last, language)


def span(first: object, last: object, language: str) -> str:
    """Return what lies between two values, both included: 20~24, 20〜24, 20–24."""
    return f"{first}{_SPANS[language]}{last}"


def with_spans(text: str, language: str) -> str:
    """Return a code such as `20-24` or `2019-2023` with the language's mark between the two numbers."""
    return text.replace("-", _SPANS[language])
