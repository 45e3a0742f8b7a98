"""Where years, amounts and names stand in MIC's workbook of hometown tax received, found by its headings."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from openpyxl.utils import get_column_letter

from etl.imports.figures import cell
from etl.imports.headings import SEARCHED_ROWS, plain
from etl.imports.refusal import Refused
from etl.imports.sheets import Sheet
from etl.imports.words import fiscal_year

AMOUNT, COUNT = "hometown_tax_received", "hometown_tax_donation_count"
_KINDS = {
    **dict.fromkeys(("金額", "受入額", "受入金額", "寄附額", "寄附金額"), AMOUNT),
    **dict.fromkeys(("件数", "受入件数", "寄附件数"), COUNT),
}
_UNITS = {"円": "1", "千円": "1000", "百万円": "1000000"}
_UNIT = re.compile(r"単位[^)]*?(百万円|千円|円)|^[(\[]?(百万円|千円|円)[)\]]?$|額[(\[〔](百万円|千円|円)")
_REMARK = re.compile(r"[(\[〔【].*?[)\]〕】]|[\s※*\d]")
_NUMBERED = re.compile(r"コード|番号|^no\.?$", re.IGNORECASE)
_HEADING_DEPTH = 3  # rows from the years down to 金額 and 件数
_NAMES = 2  # prefecture and municipality


@dataclass(frozen=True)
class Layout:
    """Where things stand in the sheet.

    Attributes:
        first_row: The first row below the headings.
        columns: Column of each year and kind.
        prefecture: Column of the prefecture.
        municipality: Column of the municipality.
        unit: What one of the amounts is worth in yen; None where the sheet does not say.
    """

    first_row: int
    columns: Mapping[tuple[int, str], int]
    prefecture: int
    municipality: int
    unit: str | None

    @property
    def years(self) -> list[int]:
        """The years, oldest first."""
        return sorted({year for year, _ in self.columns})

    @property
    def end(self) -> int:
        """The first column of figures."""
        return min(self.columns.values())

    def report(self) -> list[str]:
        """Return what was taken for what."""
        columns = [get_column_letter(place + 1) for place in sorted(self.columns.values())]
        names = [get_column_letter(place + 1) for place in (self.prefecture, self.municipality)]
        written = next((word for word, unit in _UNITS.items() if unit == self.unit), "not written")
        return [
            f"prefecture: column {names[0]}; municipality: column {names[1]}",
            f"years {self.years[0]} to {self.years[-1]}: columns {columns[0]} to {columns[-1]}",
            f"unit of amounts: {written}",
        ]


def layout_of(sheet: Sheet) -> Layout | None:
    """Return the layout of a sheet; None if no row of 金額 and 件数 has years above it.

    Raises:
        Refused: If one has, but what stands in which column cannot be told.
    """
    for row in range(1, min(SEARCHED_ROWS, len(sheet.rows))):
        kinds = {place: kind for place, text in enumerate(sheet.rows[row]) if (kind := _kind(text))}
        if not {AMOUNT, COUNT} <= set(kinds.values()):
            continue
        for above in range(row - 1, max(row - 1 - _HEADING_DEPTH, -1), -1):
            years = _years(sheet.rows[above])
            below = {place: kind for place, kind in kinds.items() if place in years}
            if below:
                columns = _columns(sheet, above, years, below)
                names = _names(sheet, above, row + 1, min(columns.values()))
                return Layout(row + 1, columns, *names, _unit(sheet, row + 1))
    return None


def _years(cells: Sequence[str]) -> dict[int, int]:
    """Return the year of each column; one heading may stand above several columns."""
    found: dict[int, int] = {}
    current: int | None = None
    for place, text in enumerate(cells):
        current = fiscal_year(text) if text else current
        if current is not None:
            found[place] = current
    return found


def _kind(text: str) -> str | None:
    return _KINDS.get(_REMARK.sub("", plain(text)))


def _columns(
    sheet: Sheet, row: int, years: Mapping[int, int], kinds: Mapping[int, str]
) -> dict[tuple[int, str], int]:
    """Return the column of each year and kind.

    Raises:
        Refused: If a year lacks one, or has it twice.
    """
    pairs = Counter((years[place], kind) for place, kind in kinds.items())
    for year in sorted(set(years.values())):
        if (pairs[year, AMOUNT], pairs[year, COUNT]) != (1, 1):
            raise Refused(
                f"{sheet.place(row)}: year {year} has {pairs[year, AMOUNT]} columns of 金額 and "
                f"{pairs[year, COUNT]} of 件数 instead of one each."
            )
    return {(years[place], kind): place for place, kind in kinds.items()}


def _names(sheet: Sheet, row: int, first: int, end: int) -> tuple[int, int]:
    """Return the columns of prefecture and municipality, left of the figures; codes and numbers are neither.

    Raises:
        Refused: If there are not just two columns of names.
    """
    stacks = {
        place: plain("".join(cell(sheet.rows[one], place) for one in range(row, first)))
        for place in range(end)
    }
    named = [
        place
        for place, heading in stacks.items()
        if not _NUMBERED.search(heading)
        and _kind(cell(sheet.rows[first - 1], place)) is None
        and any(not _is_code(cell(one, place)) for one in sheet.rows[first:])
    ]
    if len(named) != _NAMES:
        raise Refused(
            f"{sheet.place(row)}: {len(named)} columns of names stand before the figures instead of two, "
            "prefecture and municipality."
        )
    return named[0], named[1]


def _is_code(text: str) -> bool:
    return not plain(text) or plain(text).isdecimal()


def _unit(sheet: Sheet, first: int) -> str | None:
    """Return the unit written above the figures; None if none is.

    Raises:
        Refused: If there are two.
    """
    texts = {plain(text).replace(" ", "") for row in sheet.rows[:first] for text in row if text}
    units = {unit for text in texts for found in _UNIT.findall(text) for unit in found if unit}
    if len(units) > 1:
        raise Refused(f"{sheet.label}: two units are written, {' and '.join(sorted(units))}.")
    return _UNITS[units.pop()] if units else None
