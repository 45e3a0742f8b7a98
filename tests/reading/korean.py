"""What a Korean reader stumbles over: particles, spaces before counters, registers, foreign letters.

Particles are read here independently of the module that writes them.
"""

import re
from collections.abc import Iterable, Iterator, Mapping

from tests.reading.faults import Finder, range_marks, sentences, without_originals

# After a consonant, after a vowel; ㄹ counts as a vowel for those with 으.
_PAIRS = (
    ("은", "는"),
    ("이", "가"),
    ("을", "를"),
    ("과", "와"),
    ("으로", "로"),
    ("이나", "나"),
    ("이라", "라"),
    ("이며", "며"),
)
_FORMS = {form: pair for pair in _PAIRS for form in pair}
_FORM = "|".join(sorted(_FORMS, key=len, reverse=True))
# Some take another particle behind them: 과의, 으로는.
_END = r"(?=(?:의|는|도|만)?(?:[\s,.;:!?)\]」』”’…]|$))"
# The last sound of each digit: 영, 일, 이, 삼, 사, 오, 육, 칠, 팔, 구.
_DIGITS = dict(zip("0123456789", "CLVCVVCLLV", strict=True))
_SIGNS = {"%": "V", "‰": "L", "㎢": "V", "㎡": "V", "²": "V", "³": "V", "°": "V"}
_LETTERS = {"L": "L", "R": "L", "M": "C", "N": "C"}
# Words that end as if a particle stood there.
_WORDS_IN_EUL = ("가을", "마을", "노을", "고을")
_WORDS_IN_EUN = ("나은", "지은", "이은", "부은", "그은", "다은")
_WORDS_IN_GWA = (
    "효과",
    "초과",
    "사과",
    "부과",
    "치과",
    "내과",
    "이과",
    "투과",
    "여과",
    "대과",
    "교과",
    "무과",
)
_WORDS_IN_RO = (
    "진로",
    "선로",
    "항로",
    "통로",
    "원로",
    "경로",
    "종로",
    "근로",
    "탄로",
    "판로",
    "행로",
    "등로",
)
_COUNTERS = "개국|개월|개|명|곳|건|회|위|배|년|세|원|엔|달러|%p|%|㎢|㎡|km²|만|억|조|포인트|인|점|가지|사|쪽"
_SUFFIX = "은|는|이|가|을|를|과|와|로|으로|의|에|에서|부터|까지|당|씩|중|도|이다|입니다|였다|이며"
_SPACED = re.compile(
    rf"(?:(?<![A-Za-z\d])\d(?:[\d,.]*\d)?|\))\s(?:{_COUNTERS})(?=$|[\s,.;:)(·/]|(?:{_SUFFIX})(?=[\s,.;)]|$))"
)


def last_sound(word: str) -> str | None:
    """Return how a word ends as read aloud: V a vowel, L ㄹ, C another consonant; None where unknown."""
    bare = word.rstrip("”’」』\"'*_ ")
    while (shorter := re.sub(r"\s?(?:\([^()]*\)|\[[^\[\]]*\])$", "", bare)) != bare:
        bare = shorter.rstrip("”’」』\"'*_ ")
    if not bare or re.search(r"[$₩¥€]\s?[\d,.]+$", bare):
        return None
    last = bare[-1]
    if "가" <= last <= "힣":
        return {0: "V", 8: "L"}.get((ord(last) - 0xAC00) % 28, "C")
    if last.isascii() and last.isalpha():
        if bare.endswith("%p"):
            return "V"
        acronym = re.search(r"(?<![A-Za-z])[A-Z]{2,}$", bare)
        return _LETTERS.get(last, "V") if acronym else None
    return _DIGITS.get(last) or _SIGNS.get(last)


def fits(form: str, sound: str | None) -> bool:
    """Say whether a particle fits the sound before it; an unknown sound fits any."""
    after_consonant, _ = _FORMS[form]
    if sound is None:
        return True
    as_vowel = sound == "V" or (sound == "L" and after_consonant == "으로")
    return (form != after_consonant) if as_vowel else (form == after_consonant)


def _after_signs(text: str) -> Iterator[str]:
    """Particles after brackets, digits, Latin letters and signs, where no word can be mistaken for one."""
    for found in re.finditer(
        rf"(\S*(?:\([^()]*\)|\[[^\[\]]*\])|\S*[\dA-Za-z%‰㎢㎡²³”’」』])({_FORM}){_END}", text
    ):
        if not fits(found[2], last_sound(text[max(0, found.start() - 40) : found.end(1)])):
            yield found[0]


def _impossible(text: str) -> Iterator[str]:
    """Particles after Korean letters, of the forms that no other word ends in but those listed."""
    for found in re.finditer(rf"([가-힣]*[가-힣])(를|을|은|과|와|으로|로){_END}", text):
        word, form = found[1], found[2]
        listed = (*_WORDS_IN_EUL, *_WORDS_IN_EUN, *_WORDS_IN_GWA, *_WORDS_IN_RO)
        if fits(form, last_sound(word)) or (word + form).endswith(listed):
            continue
        if form in ("을", "은", "과", "로") and len(word) < 2:
            continue
        yield found[0]


def after_names(names: Iterable[str]) -> Finder:
    """Make the check of every particle behind names, which 은 or 이 cannot be part of."""
    known = sorted(
        {name for name in names if name and "가" <= name[-1] <= "힣" and len(name) > 1}, key=len, reverse=True
    )
    pattern = re.compile(rf"(?<![가-힣])({'|'.join(map(re.escape, known))})({_FORM}){_END}")
    whole = set(known)

    def find(text: str) -> Iterator[str]:
        for found in pattern.finditer(text):
            if found[0] not in whole and not fits(found[2], last_sound(found[1])):
                yield found[0]

    return find


def _both_forms(text: str) -> Iterator[str]:
    yield from re.findall(r"\S*(?:은\(는\)|이\(가\)|을\(를\)|과\(와\)|와\(과\)|\(으\)로|\(이\)[가-힣])", text)


def _spaced(text: str) -> Iterator[str]:
    for found in _SPACED.finditer(text):
        yield text[max(0, found.start() - 6) : found.end() + 4]


def register_of(sentence: str) -> str | None:
    """Return the register of a Korean sentence: 합쇼체 polite, 한다체 plain, 해요체 familiar."""
    bare = re.sub(r"[\s.!?)”’」』*]+$", "", sentence)
    if re.search(r"(?:십시오|니까)$", bare) or (bare.endswith("니다") and _ends_in_bieup(bare[:-2])):
        return "polite"
    if re.search(r"(?:세요|[해에예어아네]요)$", bare):
        return "familiar"
    return "plain" if re.search(r"[가-힣]다$", bare) and not re.search(r"(?:보다|마다)$", bare) else None


def _ends_in_bieup(stem: str) -> bool:
    """Say whether a stem makes 합니다 of 하, not 아니다 of 아니."""
    return bool(stem) and "가" <= stem[-1] <= "힣" and (ord(stem[-1]) - 0xAC00) % 28 == 17


def mixed_registers(text: str) -> Iterator[str]:
    """Yield a message that speaks in two registers, or in the one this product does not use."""
    used = {register for one in sentences(text) if (register := register_of(one))}
    if len(used) > 1 or "familiar" in used:
        yield f"{' and '.join(sorted(used))}: {text[:120]}"


def _foreign_letters(text: str) -> Iterator[str]:
    """Yield Japanese letters outside brackets, where an original or the characters of a word may stand."""
    bare = re.sub(r"\([^()]*\)", "", without_originals(text))
    for found in re.finditer(
        r"[\u3041-\u30fa\u30fc-\u30ff\u4e00-\u9fff][\u3041-\u30ff\u4e00-\u9fff・ ]*", bare
    ):
        yield found[0]
    for aside in re.findall(r"\(([^()]*)\)", without_originals(text)):
        if re.search(r"[\u3041-\u30fa\u30fc-\u30ff\u4e00-\u9fff]{12,}", aside):
            yield aside


KOREAN: Mapping[str, Finder] = {
    "particle after a sign": _after_signs,
    "particle": _impossible,
    "both particles": _both_forms,
    "space before a counter": _spaced,
    "registers": mixed_registers,
    "foreign letters": _foreign_letters,
    "mark of a range": range_marks(units="%세년", wrong="–〜～-"),
}
