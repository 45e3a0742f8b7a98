"""What a Japanese reader stumbles over: counters, marks of lists, spaces, registers, foreign letters."""

import re
from collections.abc import Iterator, Mapping

from tests.reading.faults import Finder, range_marks, sentences, without_originals

_WORD = r"ぁ-んァ-ヶ一-龥々ー"
_PLACES = "都道府県|市・道|市区町村|市郡区|市町村|地域|自治体|団体|か国|指標"
_UNITS = (
    r"(?:人|年|円|件|者|社|回|倍|歳|位|日|月|枚)(?![一-龥])|地域|都道府県|市・道|%|％|km²|ポイント|米ドル|国際ドル|ドル"
    r"|ウォン|か月|万|億|兆|（人口千対）|指標|か所|世帯"
)
_BARE_COUNT = re.compile(
    rf"(?:{_PLACES})(?:の(?:うち|中)|中|のなか)、?(?:日本|韓国)?\d[\d,]*(?!\s?(?:{_PLACES})|[\d,.]|年|番|%|位)[^\d]?"
)
_POLITE = re.compile(r"(?:です|ます|ました|ません|でした|でしょう|ましょう|ください|下さい)$")
_PLAIN = re.compile(
    r"(?:である|であった|ではない|でない|ない|なかった|いる|いた|した|する|される|された|なる|なった|れる|った|える|きる|[うくすつぬむぶぐ])$"
)


def _bare_count(text: str) -> Iterator[str]:
    yield from (found[0] for found in _BARE_COUNT.finditer(text))


def _western_marks(text: str) -> Iterator[str]:
    """Yield commas and semicolons of the Latin script, and spaces after full-width marks, between words."""
    marks = rf"[{_WORD}）」』％\d][,;:]\s?(?=[{_WORD}（「『])|[{_WORD}）」』][,;]\s?(?=\d)|[、。；：]\s(?=\S)"
    for found in re.finditer(marks, text):
        yield text[max(0, found.start() - 8) : found.end() + 8]


def _spaced(text: str) -> Iterator[str]:
    # Behind a date stands a name, not a unit.
    for found in re.finditer(rf"(?<!\d-\d)\d\s(?:{_UNITS})", text):
        yield text[max(0, found.start() - 6) : found.end() + 4]


def register_of(sentence: str) -> str | None:
    """Return the register of a Japanese sentence: polite (です・ます), plain (である) or none."""
    bare = re.sub(r"(?:（[^（）]*）|[\s。！？」』）*])+$", "", sentence)
    if _POLITE.search(bare):
        return "polite"
    return "plain" if _PLAIN.search(bare) else None


def mixed_registers(text: str) -> Iterator[str]:
    """Yield a message that speaks in both registers."""
    used = {register for one in sentences(text) if (register := register_of(one))}
    if len(used) > 1:
        yield f"{' and '.join(sorted(used))}: {text[:120]}"


def _foreign_letters(text: str) -> Iterator[str]:
    yield from re.findall(r"[가-힣][가-힣 ]*", without_originals(text))


JAPANESE: Mapping[str, Finder] = {
    "missing counter": _bare_count,
    "marks of a list": _western_marks,
    "space before a unit": _spaced,
    "registers": mixed_registers,
    "foreign letters": _foreign_letters,
    "mark of a range": range_marks(units="%歳年", wrong="–~～-"),
}
