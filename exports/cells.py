"""The cells of a sheet, before any program writes them."""

from collections.abc import Iterable
from dataclasses import dataclass

from charts.type import text_width

_PADDING = 3


@dataclass(frozen=True)
class Cell:
    """One cell.

    Attributes:
        value: Text, a number, or nothing.
        number_format: Of a number; marks such as `[p]` stand in it, so the cell remains a number.
        is_figure: Whether a text stands in place of a figure.
    """

    value: str | float | None
    number_format: str = "General"
    is_figure: bool = False


@dataclass(frozen=True)
class Sheet:
    """Heading and rows of a table; `frozen` columns stay in sight."""

    head: list[str]
    rows: list[list[Cell]]
    frozen: int

    def widths(self) -> list[int]:
        """Return a width for each column in letters."""
        found = []
        for number, head in enumerate(self.head):
            texts = [str(row[number].value or "") for row in self.rows[:200]]
            found.append(width_of([*texts, head]))
        return found


def width_of(texts: Iterable[str]) -> int:
    """Return a width of a column in letters that holds each of the texts, and the sign of a filter."""
    return int(max((text_width(text, 1) / 0.55 for text in texts), default=8)) + _PADDING


def number_format(decimals: int, marks: str = "") -> str:
    """Return an Excel number format with thousands separators, marks behind the number."""
    digits = "#,##0" + (f".{'0' * decimals}" if decimals else "")
    return digits + (f'" {marks}"' if marks else "")


def unique(head: list[str]) -> list[str]:
    """Number headings that occur twice; Excel wants each column of a table to have a name of its own."""
    seen: dict[str, int] = {}
    found = []
    for text in head:
        seen[text] = seen.get(text, 0) + 1
        found.append(text if seen[text] == 1 else f"{text} {seen[text]}")
    return found
