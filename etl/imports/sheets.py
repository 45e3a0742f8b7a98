"""Reads workbooks and CSV files into plain rows of text; refuses what cannot be trusted."""

import csv
import io
import zipfile
import zlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import islice
from pathlib import Path

import openpyxl
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet._read_only import ReadOnlyWorksheet

from etl.imports.bounds import LARGEST_CELL, LARGEST_CELLS, LARGEST_ROWS, Extent, Range, extents
from etl.imports.forms import expect_readable
from etl.imports.refusal import OtherForm, Refused

LARGEST_BYTES = 20_000_000
LARGEST_UNPACKED = 150_000_000
MOST_PARTS = 5_000
_HEAD = 4096
LARGEST_TEXT = 50_000_000  # unpacked texts that the cells of a workbook share
# What openpyxl lets through when a part of a workbook is cut off, locked, no XML or lacks what it refers to.
DAMAGED = (
    *(InvalidFileException, zipfile.BadZipFile, zlib.error, SyntaxError, EOFError, LookupError, ValueError),
    *(TypeError, AttributeError, RuntimeError),
)
_BOOKS = (".xlsx", ".xlsm")
_SAMPLE = 30  # rows by which it is told how the cells of a CSV are parted
_DELIMITERS = ",\t;|"


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
    """Return the sheets of a workbook (.xlsx, .xlsm) or the one table of a CSV or tab-separated file.

    Args:
        name: Name of the file.
        content: Its bytes.
        encodings: For CSV: tried one after the other.

    Raises:
        Refused: If it is in another form, damaged, too large, or not what its name says.
    """
    expect_readable(name, content)
    if name.lower().endswith((".csv", ".tsv", ".txt")):
        return [_csv_sheet(name, content, encodings)]
    return _workbook(name, content)


def _csv_sheet(name: str, content: bytes, encodings: Sequence[str]) -> Sheet:
    text = _text_of(name, content, encodings)
    if "\0" in text:
        raise Refused(f"{name}: this is not a text file. Save it as CSV (UTF-8) or as .xlsx.")
    rows: list[list[str]] = []
    cells = 0
    csv.field_size_limit(LARGEST_CELL)
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text)):
            rows.append([cell.strip() for cell in row])
            cells += len(row)
            if len(rows) > LARGEST_ROWS or cells > LARGEST_CELLS:
                raise Refused(
                    f"{name}: more than {LARGEST_ROWS:,} rows or {LARGEST_CELLS:,} cells. Save the list "
                    "alone."
                )
    except csv.Error as error:
        raise Refused(f"{name}: not a CSV ({error}). Save it as .xlsx.") from None
    return Sheet(name, "", rows, _formulas(rows))


def _text_of(name: str, content: bytes, encodings: Sequence[str]) -> str:
    wide = ("utf-16",) if content.startswith((b"\xff\xfe", b"\xfe\xff")) else ()
    for encoding in wide or encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Refused(f"{name}: neither of {', '.join(wide or encodings)}. Save it as CSV (UTF-8).")


def _delimiter(text: str) -> str:
    """Return what parts the cells: that by which most of the first rows have equally many, above one."""

    def evenness(delimiter: str) -> tuple[int, int]:
        widths = Counter[int]()
        try:
            for row in islice(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), _SAMPLE):
                widths[len(row)] += len(row) > 1
        except csv.Error:
            return 0, 0
        width, number = max(widths.items(), key=lambda one: (one[1], one[0]), default=(0, 0))
        return number, width

    return max(_DELIMITERS, key=evenness)


def _formulas(rows: list[list[str]]) -> frozenset[tuple[int, int]]:
    return frozenset(
        (row, column)
        for row, cells in enumerate(rows)
        for column, cell in enumerate(cells)
        if cell.startswith("=")
    )


def _workbook(name: str, content: bytes) -> list[Sheet]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            _expect_workbook(name, package)
            found = extents(name, package)
        # Read-only: otherwise openpyxl makes each cell of the rectangle around all cells, empty or not.
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True)
        return [_sheet(name, sheet, found) for sheet in book.worksheets if sheet.sheet_state == "visible"]
    except MemoryError:
        raise Refused(f"{name}: opened, it needs more memory than there is. Save the list alone.") from None
    except zipfile.BadZipFile:
        if b"\0" not in content[:_HEAD] and name.lower().endswith(_BOOKS) and content.strip():
            raise OtherForm(name, "text_as_workbook") from None
        raise Refused(f"{name}: this is not a workbook. Open it, and save it as .xlsx.") from None
    except DAMAGED as error:
        raise Refused(f"{name}: the workbook is damaged ({error}). Open it and save it anew.") from None


def _expect_workbook(name: str, package: zipfile.ZipFile) -> None:
    """Check that a package is a workbook that can be unpacked.

    Raises:
        Refused: If it is not.
    """
    sizes = {part.filename: part.file_size for part in package.infolist()}
    if "[Content_Types].xml" not in sizes or not any(part.startswith("xl/") for part in sizes):
        raise Refused(f"{name}: this is not a workbook. Open it, and save it as .xlsx.")
    shared = sum(size for part, size in sizes.items() if part.lower().endswith("sharedstrings.xml"))
    if sum(sizes.values()) > LARGEST_UNPACKED or shared > LARGEST_TEXT or len(sizes) > MOST_PARTS:
        raise Refused(f"{name}: unpacked, the workbook is too large. Save the list alone as a new file.")


def _sheet(file: str, sheet: ReadOnlyWorksheet, found: Mapping[str, Extent]) -> Sheet:
    rows: list[list[str]] = []
    formulas = set()
    extent = found.get(sheet._worksheet_path, Extent())
    sheet.reset_dimensions()  # what a workbook says of them may be out of date
    for number, cells in enumerate(islice(sheet.rows, extent.rows)):
        rows.append([_text(cell.value) for cell in cells])
        formulas |= {(number, place) for place, cell in enumerate(cells) if cell.data_type == "f"}
    for area in extent.merged:
        _fill(rows, area)
    width = max(map(len, rows), default=0)
    rows = [row + [""] * (width - len(row)) for row in rows]
    return Sheet(file, sheet.title, rows, frozenset(formulas))


def _fill(rows: list[list[str]], area: Range) -> None:
    """Write the text of merged cells into each of them."""
    top, left, bottom, right = area
    text = rows[top][left] if top < len(rows) and left < len(rows[top]) else ""
    rows += [[] for _ in range(bottom - len(rows))] if text else []
    for row in rows[top:bottom]:
        row += [""] * (right - len(row))
        row[left:right] = [text] * (right - left)


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime | date):
        return f"{value:%Y-%m-%d}"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()
