"""How a unit stands beside a number in each language; column heads and axes show the unit itself.

Korean and Japanese set a unit close behind its number, English puts a space between. Of a rate Korean writes
what is counted, and Japanese for how many in brackets; an index has no unit. What else a language does stands
in the tables: currency before the number, a singular, and no unit where the name of the figure says it.
"""

import re
from collections.abc import Mapping
from unicodedata import east_asian_width

_PLACE = "{}"
_GLANCE = 8
_SIGNS = ("\N{MINUS SIGN}", "+")
# Units that hold a word for a large number, to which a number takes no second one.
SCALED_UNITS = frozenset({"백만 원", "백만 엔", "百万円", "百万ウォン", "KRW million", "JPY million"})

_WRITTEN: Mapping[str, Mapping[str, str]] = {
    "ko": {
        "지수": "{}",
        "명/세대": "{}명",
        "여성 1명당 출생아 수": "{}명",
        "미국 달러": "{}달러",
        "백만 원": "{}백만원",
        "백만 엔": "{}백만엔",
    },
    "ja": {
        "指数": "{}",
        "女性1人当たり": "{}",
        "女性100人当たり": "{}",
        "死亡100人当たり": "{}",
        "人/世帯": "{}人",
    },
    "en": {
        "%": "{}%",
        "index": "{}",
        "ratio": "{}",
        "births per woman": "{}",
        "USD": "US${}",
        "Int$": "Int${}",
        "KRW": "₩{}",
        "JPY": "¥{}",
        "KRW million": "₩{} million",
        "JPY million": "¥{} million",
    },
}
_INDEX = re.compile(r"\d.*= ?100")  # of a year
# Units of a rate: what is counted for each of how many (명당), for how many (対, 当たり).
_RATES = {"ko": (re.compile(r".+당 (\S+)"), r"{}\1"), "ja": (re.compile(r"(.+(?:対|当たり))"), r"{}（\1）")}
_SINGULARS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "births per 100 deaths": "birth per 100 deaths",
        "businesses": "business",
        "companies": "company",
        "donations": "donation",
        "males per 100 females": "male per 100 females",
        "municipalities": "municipality",
        "organisations": "organisation",
        "people": "person",
        "percentage points": "percentage point",
        "people per household": "person per household",
        "people per km²": "person per km²",
        "person-nights": "person-night",
        "plans": "plan",
        "prefectures": "prefecture",
        "provinces": "province",
        "pupils per class": "pupil per class",
        "pupils per school": "pupil per school",
        "pupils per teacher": "pupil per teacher",
        "regions": "region",
        "students per class": "student per class",
        "students per teacher": "student per teacher",
        "ties": "tie",
        "years": "year",
        "zones": "zone",
    },
}


def with_unit(text: str, unit: str, language: str) -> str:
    """Join a formatted number and its unit as the language writes them; a sign stays in front."""
    sign = text[:1] if text.startswith(_SIGNS) else ""
    figure = text.removeprefix(sign)
    if figure == "1":
        unit = _SINGULARS.get(language, {}).get(unit, unit)
    return sign + _form(unit, language).replace(_PLACE, figure)


def is_phrase(unit: str, language: str) -> bool:
    """Say whether a unit is too long to stand beside every mark of a chart, whose subtitle tells it.

    Up to eight letters of Latin width behind a number are read at a glance: people, 国際ドル, 명.
    """
    behind = _form(unit, language).split(_PLACE)[-1].strip()
    return sum(2 if east_asian_width(letter) in "FWA" else 1 for letter in behind) > _GLANCE


def _form(unit: str, language: str) -> str:
    if not unit or _INDEX.search(unit):
        return _PLACE
    if unit in _WRITTEN[language]:
        return _WRITTEN[language][unit]
    if language in _RATES:
        rate, written = _RATES[language]
        return rate.sub(written, unit) if rate.fullmatch(unit) else f"{_PLACE}{unit}"
    return f"{_PLACE} {unit}"
