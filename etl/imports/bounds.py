"""How large the sheets of a workbook are, from its XML: one cell far out may cost all memory."""

import zipfile
from dataclasses import dataclass
from xml.parsers.expat import ExpatError, ParserCreate

from openpyxl.utils import column_index_from_string
from openpyxl.utils.cell import range_boundaries

from etl.imports.refusal import OtherForm, Refused

LARGEST_ROWS = 100_000
LARGEST_CELLS = 3_000_000  # rows times columns of a sheet
LARGEST_CELL = 131_072  # letters
LARGEST_AREA = 300_000  # cells of all merged ranges of a sheet
LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
Range = tuple[int, int, int, int]
"""First row and column, from 0, and the row and column behind the last."""
STRICT = "http://purl.oclc.org/ooxml/"
_PART = 1 << 20


@dataclass(frozen=True)
class Extent:
    """How far a sheet reaches.

    Attributes:
        rows: Number of the last row with a cell.
        merged: The merged ranges.
    """

    rows: int = 0
    merged: tuple[Range, ...] = ()


class _NoSheet(Exception):
    """A part that is no sheet."""


class _Measure:
    """The extent and the merged ranges of one sheet."""

    def __init__(self, shown: str) -> None:
        self.shown = shown
        self.depth = 0
        self.row = self.column = 0
        self.rows = self.columns = 0
        self.area = 0
        self.merged: list[Range] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        space, _, local = name.rpartition(" ")
        if not self.depth:
            self._root(space, local)
        self.depth += 1
        if local == "row":
            self.row, self.column = int(attributes.get("r", self.row + 1)), 0
        elif local == "c":
            self._cell(attributes.get("r", ""))
        elif local == "mergeCell":
            self._merge(attributes["ref"])

    def _root(self, space: str, local: str) -> None:
        if local in ("workbook", "worksheet") and space.startswith(STRICT):
            raise OtherForm(self.shown, "strict_workbook")
        if local != "worksheet":
            raise _NoSheet

    def _cell(self, place: str) -> None:
        self.column += 1
        letters = place.rstrip("0123456789")
        if letters:
            self.column, self.row = column_index_from_string(letters), int(place[len(letters) :])
        self.rows, self.columns = max(self.rows, self.row), max(self.columns, self.column)
        if self.rows > LARGEST_ROWS:
            raise Refused(
                f"{self.shown}: more than {LARGEST_ROWS:,} rows, the last one {self.rows:,}. Save the list "
                "alone as a new file."
            )
        if self.rows * self.columns > LARGEST_CELLS:
            raise Refused(
                f"{self.shown}: a cell in row {self.rows:,} and one in column {self.columns:,} make more "
                f"than {LARGEST_CELLS:,} cells. Save the list alone as a new file."
            )

    def _merge(self, place: str) -> None:
        first_column, first_row, last_column, last_row = range_boundaries(place)
        one = (
            *((first_row or 1) - 1, (first_column or 1) - 1),
            *(last_row or LAST_ROW, last_column or LAST_COLUMN),
        )
        self.area += (one[2] - one[0]) * (one[3] - one[1])
        self.merged.append(one)
        if self.area > LARGEST_AREA:
            raise Refused(
                f"{self.shown}: with {place}, more than {LARGEST_AREA:,} cells are merged. Undo the merging, "
                "or save the list alone as a new file."
            )


def extents(name: str, package: zipfile.ZipFile) -> dict[str, Extent]:
    """Return the extent of each sheet by its part, having seen that none is too large.

    Raises:
        Refused: If one is.
        OtherForm: If the workbook is Strict Open XML.
    """
    found = {}
    for part in package.namelist():
        measure = _Measure(name)
        parser = ParserCreate(namespace_separator=" ")
        parser.StartElementHandler = measure.start
        with package.open(part) as stream:
            try:
                while content := stream.read(_PART):
                    parser.Parse(content)
            except (_NoSheet, ExpatError):
                continue  # a damaged one is named by who reads it
        found[part] = Extent(measure.rows, tuple(measure.merged))
    return found
