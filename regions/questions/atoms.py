"""The smallest comparable parts of a text: words of letters, numbers, single letters of East Asian scripts.

Names of the catalogue and questions are taken apart by the same rules, so that width, case, accents, hyphens,
plurals and the kind of kana make no difference between them.
"""

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

import jaconv

Script = Literal["latin", "digit", "hangul", "han", "kana", "mark"]

_LETTER = r"A-Za-z\u00C0-\u024F\u1E00-\u1EFF"
_APOSTROPHE = r"['’‘ʻʼ`´]"
_PART = re.compile(
    rf"(?P<latin>[{_LETTER}]+(?:{_APOSTROPHE}[{_LETTER}]+)*)"
    r"|(?P<digit>[0-9]+)"
    r"|(?P<hangul>[\uAC00-\uD7A3])"
    r"|(?P<han>[\u3005\u3007\u3400-\u4DBF\u4E00-\u9FFF\uF900-\uFAFF])"
    r"|(?P<kana>[\u3041-\u3096\u30A1-\u30FA\u30FC])"
    r"|(?P<mark>(?<![A-Za-z])[~∼〜–—−-]|[~∼〜–—−-](?![A-Za-z]))"
)
_POSSESSIVE = re.compile(rf"{_APOSTROPHE}s$", re.IGNORECASE)
_HYPHENS = ("-", "‐", "_")
RANGE_MARK = "~"
_POSSESSIVE_NO = "の"
_EAST_ASIAN = ("hangul", "han", "kana")


@dataclass(frozen=True, slots=True)
class Atom:
    """One part of a text.

    Attributes:
        text: As it is compared.
        script: What it is written in.
        start: Where it begins in the text.
        end: Where it ends.
        tied: Whether it goes on with the script of the part before, without a space or a sign between.
    """

    text: str
    script: Script
    start: int
    end: int
    tied: bool


@dataclass(frozen=True)
class Spelling:
    """How parts are compared.

    Attributes:
        variants: Other spellings of a letter or word, and the one in use; or the words it stands for.
        skipped: Words that are left out.
    """

    variants: Mapping[str, str]
    skipped: Collection[str]


def normalised(text: str) -> str:
    """Return a text in the widths and compositions in which it is taken apart."""
    return unicodedata.normalize("NFKC", text)


def atoms(text: str, spelling: Spelling) -> list[Atom]:
    """Return the parts of a normalised text in their order."""
    found = [
        atom
        for atom in _parts(text, spelling)
        if atom.text not in spelling.skipped or _is_hyphened(atom, text)
    ]
    return list(_without_possessive(found, text))


def _parts(text: str, spelling: Spelling) -> Iterator[Atom]:
    before: Atom | None = None
    for match in _PART.finditer(text):
        script: Script = match.lastgroup  # type: ignore[assignment]  # the groups are the scripts
        folded = _folded(match.group(), script)
        tied = (
            before is not None
            and script in _EAST_ASIAN
            and before.script == script
            and before.end == match.start()
        )
        for word in spelling.variants.get(folded, folded).split(" "):
            before = Atom(word, script, match.start(), match.end(), tied)
            yield before


def _is_hyphened(atom: Atom, text: str) -> bool:
    """Say whether a word is part of a longer one: the "in" of "in-migration"."""
    return text[atom.start - 1 : atom.start] in _HYPHENS or text[atom.end : atom.end + 1] in _HYPHENS


def _folded(text: str, script: Script) -> str:
    if script == "latin":
        return _word(text)
    if script == "kana":
        return str(jaconv.hira2kata(text))
    return RANGE_MARK if script == "mark" else text


def _word(text: str) -> str:
    """Return a word of Latin letters without case, accents, apostrophes and the ending of its plural."""
    parted = unicodedata.normalize("NFKD", _POSSESSIVE.sub("", text)).casefold()
    plain = "".join(letter for letter in parted if letter.isalpha())
    if len(plain) > 4 and plain.endswith("ies"):
        return plain[:-3] + "y"
    if len(plain) > 3 and plain.endswith("s") and not plain.endswith(("ss", "us", "is")):
        return plain[:-1]
    return plain


def _without_possessive(parts: list[Atom], text: str) -> Iterator[Atom]:
    """Leave out the の between two words, which many write and many do not."""
    loose = False
    for place, atom in enumerate(parts):
        if text[atom.start] == _POSSESSIVE_NO and 0 < place < len(parts) - 1:
            around = (parts[place - 1], parts[place + 1])
            if not any(_is_hiragana(text[other.start]) for other in around):
                loose = True
                continue
        yield replace(atom, tied=False) if loose else atom
        loose = False


def _is_hiragana(letter: str) -> bool:
    return "\u3041" <= letter <= "\u3096"
