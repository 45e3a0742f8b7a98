"""How a unit stands beside a number in each language; column heads and axes show the unit itself.

Korean and Japanese set a unit close behind its number, English puts a space between; what else a language
does stands in the tables: currency before the number, a singular, and no unit where the name of the figure
says it.
"""

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
        "2017년 11월=100": "{}",
        "지수(2023년=100)": "{}",
        "여성 1명당 명": "{}명",
        "인구 천 명당 명": "{}명",
        "인구 천 명당 건": "{}건",
        "인구 천 명당 개": "{}개",
        "인구 천 명당 대": "{}대",
        "인구 천 명당 호": "{}호",
        "인구 10만 명당 명": "{}명",
        "인구 10만 명당 건": "{}건",
        "0~4세 천 명당 개": "{}개",
        "여성 천 명당 명": "{}명",
        "여성 100명당 명": "{}명",
        "사망 100명당 명": "{}명",
        "생산연령인구 100명당 명": "{}명",
        "2025년 3월=100": "{}",
        "명/세대": "{}명",
        "미국 달러": "{}달러",
        "백만 원": "{}백만원",
        "백만 엔": "{}백만엔",
    },
    "ja": {
        "指数": "{}",
        "2017年11月=100": "{}",
        "指数（2023年=100）": "{}",
        "女性1人当たり": "{}",
        "人口千対": "{}（人口千対）",
        "人口千人当たり": "{}（人口千人当たり）",
        "人口10万対": "{}（人口10万対）",
        "人口10万人当たり": "{}（人口10万人当たり）",
        "0〜4歳千人当たり": "{}（0〜4歳千人当たり）",
        "女性千人当たり": "{}（女性千人当たり）",
        "生産年齢人口100人当たり": "{}（生産年齢人口100人当たり）",
        "女性100人当たり": "{}",
        "死亡100人当たり": "{}",
        "2025年3月=100": "{}",
        "人/世帯": "{}人",
    },
    "en": {
        "%": "{}%",
        "index": "{}",
        "index (Nov 2017 = 100)": "{}",
        "index (Mar 2025 = 100)": "{}",
        "index (2023 = 100)": "{}",
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
    if not unit:
        return _PLACE
    usual = f"{_PLACE} {unit}" if language == "en" else f"{_PLACE}{unit}"
    return _WRITTEN[language].get(unit, usual)
