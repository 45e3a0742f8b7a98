"""Numbers, units and years in the reader's habit, through Babel."""

import math
import re
from functools import cache

from babel import Locale
from babel.numbers import format_compact_decimal, format_decimal

MINUS = "\N{MINUS SIGN}"
NOT_AVAILABLE = "–"
_TIGHT_UNITS = {
    *("%", "%p", "ポイント", "명", "人", "원", "円", "엔", "ウォン", "세", "歳", "년", "年"),
    *("개", "개사", "곳", "社", "か所", "件", "건", "배", "倍"),
}


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


def compact(value: float | None, language: str, significant: int = 3) -> str:
    """Return a large value shortened in the reader's way, to a number of digits: 1.23억, 56.8兆, 5.61M."""
    if value is None or math.isnan(value):
        return NOT_AVAILABLE
    whole_digits = int(math.log10(abs(value))) % _digits_to_a_word(language) + 1 if abs(value) >= 1 else 1
    fraction = max(0, significant - whole_digits)
    text = format_compact_decimal(abs(value), locale=language, fraction_digits=fraction)
    # CLDR writes 1515億; statistics of all three languages separate thousands.
    text = re.sub(r"^(\d)(?=\d{3}(?!\d))", r"\1,", text)
    return (MINUS if value < 0 else "") + text.replace("\u00a0", " ")


@cache
def _digits_to_a_word(language: str) -> int:
    """Return how many digits lie between two words for large numbers: 3 where a million has one, else 4."""
    million = Locale.parse(language).compact_decimal_formats["short"]["other"]["1000000"]
    return 3 if million.pattern.count("0") == 1 else 4


def with_unit(text: str, unit: str) -> str:
    """Join a formatted number and its unit as the language of the unit writes them."""
    if not unit or text == NOT_AVAILABLE or unit in ("index", "지수", "指数"):
        return text
    if unit in _TIGHT_UNITS:
        return text + unit
    return f"{text} {unit}"


def quantity(
    value: float | None, unit: str, language: str, decimals: int = 0, *, signed: bool = False
) -> str:
    """Return a value with its unit; values of ten million and more are shortened."""
    if value is not None and abs(value) >= 1e7:
        text = compact(value, language)
    else:
        text = number(value, language, decimals, signed=signed)
    return with_unit(text, unit)


def years(first: int, last: int) -> str:
    """Return a span of years."""
    return str(first) if first == last else f"{first}–{last}"
