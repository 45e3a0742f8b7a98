"""Reads workbooks and CSV files into plain rows of text; refuses what cannot be trusted."""

import csv
import io
import zipfile
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

import openpyxl
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.worksheet import Worksheet

LARGEST_BYTES = 20_000_000
LARGEST_UNPACKED = 300_000_000
LARGEST_ROWS = 100_000
# What openpyxl lets through when a part of a workbook is cut off, locked, no XML or lacks what it refers to.
DAMAGED = (
    *(InvalidFileException, zipfile.BadZipFile, zlib.error, SyntaxError, EOFError, LookupError, ValueError),
    *(TypeError, AttributeError, RuntimeError),
)
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


class Refused(Exception):
    """A file that is not taken; the text says why and what to do."""


@dataclass(frozen=True)
class Sheet:
    """One sheet as text.

    Attributes:
        file: Name of the file.
        name: Name of the sheet; empty for a CSV.
        rows: Rows of cells, empty cells as ''. Merged cells carry their text in every cell.
        formulas: Places (row, column, both from 0) that hold a formula instead of a value.
    """

    file: str
    name: str
    rows: list[list[str]]
    formulas: frozenset[tuple[int, int]] = field(default_factory=frozenset)

    @property
    def label(self) -> str:
        """File and sheet, for messages."""
        return f"{self.file} [{self.name}]" if self.name else self.file

    def place(self, row: int, column: int | None = None) -> str:
        """Return where a row or cell is, as a person finds it."""
        sheet = f" [{self.name}]" if self.name else ""
        cell = f"{get_column_letter(column + 1)}{row + 1}" if column is not None else f"row {row + 1}"
        return f"{self.file}{sheet} {cell}"


def file_content(path: Path) -> bytes:
    """Return the bytes of a file.

    Raises:
        Refused: If it is missing or too large.
    """
    if not path.is_file():
        raise Refused(f"{path}: there is no such file. Check the name.")
    size = path.stat().st_size
    if size > LARGEST_BYTES:
        raise Refused(
            f"{path.name}: {size / 1e6:.0f} MB is too large (at most {LARGEST_BYTES / 1e6:.0f} MB). "
            "Save the list alone, without pictures, or in parts."
        )
    return path.read_bytes()


def sheets_of(name: str, content: bytes, encodings: Sequence[str]) -> list[Sheet]:
    """Return the sheets of a workbook (.xlsx, .xlsm) or the one table of a CSV file.

    Args:
        name: Name of the file.
        content: Its bytes.
        encodings: For CSV: tried one after the other.

    Raises:
        Refused: If it is encrypted or not what its name says.
    """
    if name.lower().endswith((".csv", ".tsv", ".txt")):
        return [_csv_sheet(name, content, encodings)]
    return _workbook(name, content)


def _csv_sheet(name: str, content: bytes, encodings: Sequence[str]) -> Sheet:
    if b"\0" in content:
        raise Refused(f"{name}: this is not a text file. Save it as CSV (UTF-8) or as .xlsx.")
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        first = text.partition("\n")[0]
        delimiter = "\t" if first.count("\t") > first.count(",") else ","
        try:
            lines = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
        except csv.Error as error:
            raise Refused(f"{name}: not a CSV ({error}). Save it as .xlsx.") from None
        rows = [[cell.strip() for cell in row] for row in lines]
        return _limited(Sheet(name, "", rows, _formulas(rows)))
    raise Refused(f"{name}: neither of {', '.join(encodings)}. Save it as CSV (UTF-8).")


def _formulas(rows: list[list[str]]) -> frozenset[tuple[int, int]]:
    return frozenset(
        (row, column)
        for row, cells in enumerate(rows)
        for column, cell in enumerate(cells)
        if cell.startswith("=")
    )


def _workbook(name: str, content: bytes) -> list[Sheet]:
    if content.startswith(_OLE):
        if _ENCRYPTED in content:
            raise Refused(f"{name}: the workbook is encrypted. Save it without a password.")
        raise Refused(f"{name}: this is the old .xls format. Save it as .xlsx.")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            unpacked = sum(part.file_size for part in package.infolist())
            parts = set(package.namelist())
    except DAMAGED:
        raise Refused(f"{name}: this is not a workbook. Open it, and save it as .xlsx.") from None
    if "[Content_Types].xml" not in parts or not any(part.startswith("xl/") for part in parts):
        raise Refused(f"{name}: this is not a workbook. Open it, and save it as .xlsx.")
    if unpacked > LARGEST_UNPACKED:
        raise Refused(f"{name}: unpacked, the workbook is too large. Save the list alone as a new file.")
    try:
        book = openpyxl.load_workbook(io.BytesIO(content))
    except DAMAGED as error:
        raise Refused(f"{name}: the workbook is damaged ({error}). Open it and save it anew.") from None
    return [_sheet(name, sheet) for sheet in book.worksheets if sheet.sheet_state == "visible"]


def _sheet(file: str, sheet: Worksheet) -> Sheet:
    rows, formulas = [], set()
    if sheet.max_row > LARGEST_ROWS:
        raise Refused(f"{file} [{sheet.title}]: more than {LARGEST_ROWS:,} rows. Save the list alone.")
    for number, cells in enumerate(sheet.iter_rows()):
        rows.append([_text(cell.value) for cell in cells])
        formulas |= {(number, place) for place, cell in enumerate(cells) if cell.data_type == "f"}
    for merged in sheet.merged_cells.ranges:
        text = rows[merged.min_row - 1][merged.min_col - 1]
        for row in range(merged.min_row - 1, merged.max_row):
            for column in range(merged.min_col - 1, merged.max_col):
                rows[row][column] = text
    return _limited(Sheet(file, sheet.title, rows, frozenset(formulas)))


def _limited(sheet: Sheet) -> Sheet:
    if len(sheet.rows) > LARGEST_ROWS:
        raise Refused(f"{sheet.file}: more than {LARGEST_ROWS:,} rows. Save the list alone.")
    return sheet


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime | date):
        return f"{value:%Y-%m-%d}"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()
