"""Korean particles, which depend on the last sound of the word before them as it is read aloud.

Read aloud, `1,000` ends in 천, `km²` in 미터, `GRDP` in 피 and `US$5` in 달러. A remark in brackets after
the word is not read: the particle of "인구지수(2015=100)" follows 지수.
"""

import re
import unicodedata
from enum import Enum


class Sound(Enum):
    """How a word ends when it is read aloud."""

    VOWEL = "vowel"
    RIEUL = "ㄹ"
    CONSONANT = "another consonant"


_VOWEL, _RIEUL, _CONSONANT = Sound.VOWEL, Sound.RIEUL, Sound.CONSONANT

# The particle after a consonant and after a vowel. Those that begin with 으 lose it after ㄹ as well.
_PARTICLES = {
    **{"은": "는", "이": "가", "을": "를", "과": "와", "으로": "로", "으로서": "로서", "으로써": "로써"},
    **{"이나": "나", "이라": "라", "이란": "란", "이며": "며", "이고": "고", "이다": "다"},
}

_ASIDE = re.compile(r"\s*(?:\((?:[^()]|\([^()]*\))*\)|\[[^\[\]]*\])\s*$")
# What is read are letters, digits (㎡ and ² become such by NFKC) and the signs %, ‰, °, + and of currencies.
_UNREAD = re.compile(r"(?:[^\w%‰°+$₩¥€£]|_)+$")
_NUMBER = re.compile(r"(?P<whole>(?<![\d.])\d[\d,]*)(?P<fraction>\.\d+)?$")
_CURRENCY_FIRST = re.compile(r"([$₩¥€£])\s?\d[\d.,]*[만억조]*$")
_UNIT_AFTER_NUMBER = re.compile(r"[\d/]\s?([A-Za-z]+)$")
_SQUARED = re.compile(r"(?:^|[^A-Za-z])[cmk]?m[23]$")

_DIGITS = "영일이삼사오육칠팔구"
_PLACES = "_십백천"
_MYRIADS = "_만억조경해자양구간정재극"
# Units and currencies as they are read after a number.
_UNITS = {
    **dict.fromkeys(["m", "mm", "cm", "km"], "미터"),
    **dict.fromkeys(["g", "mg", "kg"], "그램"),
    **dict.fromkeys(["t", "kt", "Mt"], "톤"),
    **dict.fromkeys(["l", "L", "ml", "mL", "kl", "kL"], "리터"),
    **{"ha": "헥타르", "USD": "달러", "KRW": "원", "JPY": "엔", "EUR": "유로"},
}
_SIGNS = {"%": "퍼센트", "‰": "퍼밀", "°": "도", "+": "플러스"}
_CURRENCIES = {"$": "달러", "₩": "원", "¥": "엔", "€": "유로", "£": "파운드"}
# The Korean names of letters that end in a consonant: 엘, 알 (so spoken, though spelt 아르), 엠, 엔.
_LETTERS = {"L": _RIEUL, "R": _RIEUL, "M": _CONSONANT, "N": _CONSONANT}
# How the spelling of a foreign word tells its last sound in Korean: 테이블, 파일; 라인, 랭킹; 포맷.
_FOREIGN_WORDS = (
    (re.compile(r"le?$"), _RIEUL),
    (re.compile(r"([mn]e?|ng)$"), _CONSONANT),
    (re.compile(r"((?<![aeiou])[aeiou][ptkc]|ck)$"), _CONSONANT),
)


def with_particle(word: str, pair: str) -> str:
    """Return the word with the fitting particle of a pair such as `을/를`, `이/가`, `은/는`, `으로/로`.

    Where the sound is not known (Chinese characters, signs, nothing at all) both are written: `을(를)`.

    Raises:
        ValueError: If the pair is none of the pairs of particles.
    """
    after_consonant, after_vowel = _ordered(pair)
    sound = _last_sound(word)
    if sound is None:
        lost = after_consonant.removesuffix(after_vowel)
        return word + (
            f"{after_consonant}({after_vowel})" if lost == after_consonant else f"({lost}){after_vowel}"
        )
    if sound is _RIEUL and after_consonant.startswith("으"):
        return word + after_vowel
    return word + (after_vowel if sound is _VOWEL else after_consonant)


def _ordered(pair: str) -> tuple[str, str]:
    first, _, second = pair.partition("/")
    for one, other in ((first, second), (second, first)):
        if _PARTICLES.get(one) == other:
            return one, other
    known = ", ".join(f"{one}/{other}" for one, other in _PARTICLES.items())
    raise ValueError(f"{pair!r} is not a pair of Korean particles; known are {known}")


def _last_sound(word: str) -> Sound | None:
    text = _read_part(unicodedata.normalize("NFKC", word))
    if not text:
        return None
    if currency := _CURRENCY_FIRST.search(text):
        return _hangul(_CURRENCIES[currency[1]][-1])
    if text[-1].isdigit() and not _SQUARED.search(text):
        return _hangul(_number(text)[-1])
    if text[-1] in _SIGNS or text[-1] in _CURRENCIES:
        return _hangul((_SIGNS | _CURRENCIES)[text[-1]][-1])
    return _letters(text) if text[-1].isascii() else _hangul(text[-1])


def _read_part(word: str) -> str:
    """Return the word without what is not read at its end: remarks in brackets, quotes, stops."""
    text = word
    while text != (shorter := _UNREAD.sub("", _ASIDE.sub("", text) or text.strip("()[] "))):
        text = shorter
    return text


def _hangul(syllable: str) -> Sound | None:
    if not "가" <= syllable <= "힣":
        return None
    final = (ord(syllable) - ord("가")) % 28
    return {0: _VOWEL, 8: _RIEUL}.get(final, _CONSONANT)


def _number(text: str) -> str:
    """Return the last word of a number as it is read: a digit, a place (십, 백, 천) or a myriad (만, 억)."""
    found = _NUMBER.search(text)
    if not found:
        return _DIGITS[int(text[-1])]
    digits = found["whole"].replace(",", "")
    if found["fraction"] or digits.startswith("0"):
        return _DIGITS[int(text[-1])]
    zeros = len(digits) - len(digits.rstrip("0"))
    if zeros >= 4:
        return _MYRIADS[min(zeros // 4, len(_MYRIADS) - 1)]
    return _PLACES[zeros] if zeros else _DIGITS[int(text[-1])]


def _letters(text: str) -> Sound | None:
    """Return the sound of a unit, an abbreviation read letter by letter or a foreign word."""
    if _SQUARED.search(text):
        return _hangul("터")
    unit = _UNIT_AFTER_NUMBER.search(text)
    if unit and (name := _UNITS.get(unit[1])):
        return _hangul(name[-1])
    last = re.split(r"[^A-Za-z]", text)[-1]
    if last[-1:].isupper() or len(last) == 1 or not re.search("[aeiouy]", last):
        return _LETTERS.get(last[-1:].upper(), _VOWEL)
    return next((sound for pattern, sound in _FOREIGN_WORDS if pattern.search(last)), _VOWEL)
