"""What an English reader stumbles over: number, article, capitals, currency, ranges."""

import re
from collections.abc import Iterable, Iterator, Mapping

from tests.reading.faults import Finder

_MONEY = r"(?:Int\$|US\$|USD|KRW|JPY|[₩¥])"
# Words in -s that are no plural, or that may follow a number of another noun.
_NO_PLURALS = {
    *("is", "was", "has", "this", "its", "as", "plus", "minus", "less", "across", "census", "series", "does"),
    *("species", "versus", "means", "lies", "stands", "was", "exceeds", "equals", "basis", "thus", "always"),
}
_NOUNS = (
    "person|region|province|prefecture|year|tie|company|municipality|business|plan|zone|donation|indicator|source"
    "|country|household|point|place|meeting|slide"
)
_PLURAL_VERBS = ("are", "were", "have", "lie", "stand")
_SINGULAR_VERBS = ("is", "was", "has", "lies", "stands")
_PART = re.compile(
    r"(?:^|(?<=[.;:!?] )|(?<=[“(]))(?P<number>\d+|[Oo]ne|None|[Oo]nly one) of (?:the |all )?\d+[^.;:,()]*?"
    rf" (?P<verb>{'|'.join((*_PLURAL_VERBS, *_SINGULAR_VERBS))})\b"
)
_BEFORE_A_CONSONANT = re.compile(
    r"\b[Aa]n (?!hour|honest|heir|honou?r)[b-df-hj-np-tv-z][a-z]+|\b[Aa]n (?!8|1[18]\b|1[18],)\d"
)
_BEFORE_A_VOWEL = re.compile(
    r"\b[Aa] (?!uni|use|usu|eu|one|once|uti|ura)[aeiou][a-z]+|\b[Aa] (?:8|1[18]\b|1[18],)"
)
_RANGE = re.compile(r"(?<![\w.,/–-])(?<!ISO )\d[\d,.]*%?-\d[\d,.]*(?![\w/-])")
_ONE = re.compile(
    r"(?<![\d.,–/:=-])(?<!Type )(?<!Article )1 "
    r"(?:(?!(?:of|in|to|and|is|was|has|for|at|on|or|per|from|by|the) )[a-z]+ )??([a-z]+s)\b"
)
_MONTH = re.compile(r"(?:19|20)\d\d-(?:0\d|1[0-2])")


def _after_number(text: str) -> Iterator[str]:
    for found in re.finditer(
        rf"\d(?: (?:thousand|million|billion|trillion|[KMBT])\b)? ?{_MONEY}(?!\d)", text
    ):
        yield text[max(0, found.start() - 10) : found.end()]


def _plural_of_one(text: str) -> Iterator[str]:
    for found in _ONE.finditer(text):
        if found[1] not in _NO_PLURALS and not found[1].endswith("ss"):
            yield found[0]


def _singular_of_many(text: str) -> Iterator[str]:
    for found in re.finditer(
        rf"(?<![\d.,/=–-])(\d[\d,]*) (?:{_NOUNS})(?= (?:in|of|were|are|with|on|and)\b|[,.;)]|$)", text
    ):
        number = found[1].replace(",", "")
        if number != "1" and not re.fullmatch(r"(?:19|20)\d\d", number):
            yield found[0]


def _part_and_verb(text: str) -> Iterator[str]:
    for found in _PART.finditer(text):
        single = found["number"].lower() in ("1", "one", "only one")
        if found["verb"] in (_PLURAL_VERBS if single else _SINGULAR_VERBS) and found["number"] != "None":
            yield found[0]


def _article(text: str) -> Iterator[str]:
    for pattern in (_BEFORE_A_CONSONANT, _BEFORE_A_VOWEL):
        yield from (found[0] for found in pattern.finditer(text))


def _hyphen_in_range(text: str) -> Iterator[str]:
    yield from (found[0] for found in _RANGE.finditer(text) if not _MONTH.fullmatch(found[0]))


def _foreign_letters(text: str) -> Iterator[str]:
    """Yield letters of the other scripts outside brackets, where a name of the original may stand."""
    bare = re.sub(r"\([^()]*\)|“[^”]*”|「[^」]*」|『[^』]*』", "", text)
    yield from re.findall(r"[\u3041-\u30fa\u30fc-\u30ff\u4e00-\u9fff가-힣]+", bare)


def capitalised(names: Iterable[tuple[str, str]]) -> Finder:
    """Make the check that names stand inside a sentence as they are called there.

    Args:
        names: Each indicator's name as a title and as it is called inside a sentence.
    """
    differing = sorted({title for title, inside in names if title != inside}, key=len, reverse=True)
    if not differing:
        return lambda _: ()
    pattern = re.compile(rf"(?<=[a-z] )(?:{'|'.join(map(re.escape, differing))})(?!\w)")
    return lambda text: (
        f"…{text[max(0, found.start() - 12) : found.end()]}" for found in pattern.finditer(text)
    )


ENGLISH: Mapping[str, Finder] = {
    "currency after its number": _after_number,
    "plural of one": _plural_of_one,
    "singular of many": _singular_of_many,
    "verb against its number": _part_and_verb,
    "a or an": _article,
    "hyphen in a range": _hyphen_in_range,
    "foreign letters": _foreign_letters,
    "space before a sign": lambda text: (
        found[0] for found in re.finditer(r"\d [%‰](?!\w)|(?<=\w) [.!?](?=\s|$)", text)
    ),
}
