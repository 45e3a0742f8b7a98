"""What a table of figures that can be imported is, and how its cells become numbers."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

import pandas as pd

from etl.imports.formats import FileFormat, Reading, Tally
from etl.imports.headings import plain
from etl.imports.refusal import Refused
from etl.imports.sheets import Sheet
from etl.numbers import number_text

# What publishers write where there is no figure.
_SIGNS = frozenset(("", "-", "ー", "―", "–", "—", "−", "‐", "…", "..."))
# Thousand yen have at most three decimals, million yen six; what lies beyond comes from binary fractions.
_DECIMALS = Decimal("0.000001")

Read = Callable[[Sequence[Sheet], Reading, Tally], pd.DataFrame]


@dataclass(frozen=True)
class FigureFormat(FileFormat):
    """One table of figures that can be imported.

    Attributes:
        indicators: The series of the dataset that it gives.
        read: Turns the sheets of a file into rows: indicator, region_code, year, value (text), within (how
            far a figure held may lie from it and be the same, only more exact), and where the publisher may
            leave it open, unit (see `in_held_unit`) and provisional (true for years it calls so). Notes
            headings, notices and rejects.
        agree: Whether the figures count only if they repeat those held.
    """

    indicators: tuple[str, ...]
    read: Read
    agree: bool = False


def figure(text: str) -> Decimal | None:
    """Return the number a cell holds; None if it holds a sign that there is none, which is no zero.

    Raises:
        ValueError: If it is neither, or below zero.
    """
    if plain(text).replace(" ", "") in _SIGNS:
        return None
    digits = number_text(text)
    if digits is None or digits.startswith("-"):
        raise ValueError(f"{text!r} is not a number")
    number = Decimal(digits)
    if number >= Decimal(10) ** 18:
        raise ValueError(f"{text!r} is too large")
    return number.quantize(_DECIMALS).normalize()


def step_of(number: Decimal) -> Decimal:
    """Return what one more in the last decimal of a number is worth."""
    exponent = number.as_tuple().exponent
    return Decimal(1).scaleb(min(int(exponent), 0))


def cell(row: Sequence[str], place: int) -> str:
    """Return a cell; rows may be shorter than the table."""
    return row[place] if place < len(row) else ""


def refuse_formula(sheet: Sheet, row: int, column: int) -> None:
    """Refuse a cell that is read and holds a formula, whose result may be out of date.

    Raises:
        Refused: If it does.
    """
    if (row, column) in sheet.formulas:
        raise Refused(
            f"{sheet.place(row, column)} holds a formula instead of a value. Copy the table and paste it as "
            "values."
        )
