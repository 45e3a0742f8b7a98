"""Finds the row of headings and what each column holds, whatever the wording."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from openpyxl.utils import get_column_letter

from etl.imports.sheets import Sheet

SEARCHED_ROWS = 30
_NOISE = re.compile(r"[\s・･/／:：、,。.\-_※*]|\(.*?\)|\[.*?\]|【.*?】|<.*?>")


@dataclass(frozen=True)
class Column:
    """What a column may be called.

    Attributes:
        name: Our name of it.
        wordings: Headings it is known under, separated by spaces. They are understood in any width and
            spacing and with remarks in brackets.
        required: Whether a list without it cannot be used.
    """

    name: str
    wordings: str
    required: bool = False


@dataclass(frozen=True)
class Headings:
    """What was found.

    Attributes:
        first_row: The first row below the headings (from 0).
        places: Column (from 0) of each name found.
        texts: Heading of each name found, as it stands.
        unused: Headings that fit no name.
    """

    first_row: int
    places: dict[str, int]
    texts: dict[str, str]
    unused: tuple[str, ...]

    def report(self, columns: Sequence[Column]) -> list[str]:
        """Return one line a column, then what was left over."""
        lines = []
        for column in columns:
            if column.name in self.places:
                letter = get_column_letter(self.places[column.name] + 1)
                lines.append(f"{column.name}: {self.texts[column.name]!r} (column {letter})")
            else:
                lines.append(f"{column.name}: not found")
        if self.unused:
            lines.append("not used: " + ", ".join(repr(text) for text in self.unused))
        return lines


def plain(text: str) -> str:
    """Return a text in ordinary width, with single spaces (NFKC)."""
    return " ".join(unicodedata.normalize("NFKC", text).split())


def _key(text: str) -> str:
    return _NOISE.sub("", unicodedata.normalize("NFKC", text)).casefold()


def find_headings(sheet: Sheet, columns: Sequence[Column]) -> Headings | None:
    """Return the headings of a sheet; None if no row holds all required columns.

    Headings of two rows (a merged one above its parts) are read together: the lower row decides, else the
    upper one, else both joined.
    """
    best: tuple[int, Headings] | None = None
    for row in range(min(SEARCHED_ROWS, len(sheet.rows))):
        for depth in (1, 2):
            if row + depth > len(sheet.rows):
                continue
            found = _match(sheet.rows[row : row + depth], row + depth, columns)
            enough = all(column.name in found.places for column in columns if column.required)
            if enough and (best is None or len(found.places) > best[0]):
                best = (len(found.places), found)
    return best[1] if best else None


def _match(rows: Sequence[Sequence[str]], first_row: int, columns: Sequence[Column]) -> Headings:
    width = max((len(row) for row in rows), default=0)
    stacks = [[row[place] if place < len(row) else "" for row in rows] for place in range(width)]
    places: dict[str, int] = {}
    texts: dict[str, str] = {}
    for column in columns:
        wordings = {_key(wording) for wording in column.wordings.split()}
        for place, stack in enumerate(stacks):
            if place in places.values():
                continue
            if any(_key(text) in wordings for text in _readings(stack)):
                places[column.name] = place
                texts[column.name] = plain(" ".join(dict.fromkeys(text for text in stack if text)))
                break
    unused = [
        plain(" ".join(dict.fromkeys(text for text in stack if text)))
        for place, stack in enumerate(stacks)
        if place not in places.values() and any(stack)
    ]
    return Headings(first_row, places, texts, tuple(unused))


def _readings(stack: Sequence[str]) -> list[str]:
    """Return what a stack of heading cells may say: the lowest first, the whole last."""
    parts = [text for text in dict.fromkeys(stack) if text]
    return [*reversed(parts), "".join(parts)] if parts else []
