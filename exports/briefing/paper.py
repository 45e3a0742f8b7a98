"""Measures of a sheet: A4, margins, letters and the pitch of their lines, the columns of the table."""

from dataclasses import dataclass
from functools import lru_cache

from exports.powerpoint.design import lines_of

POINTS_AN_INCH = 72.0
POINTS_A_MILLIMETRE = POINTS_AN_INCH / 25.4
PAGE_WIDTH, PAGE_HEIGHT = 210.0, 297.0  # millimetres
SIDE, TOP, BOTTOM, FOOT = (
    18.0,
    14.0,
    16.0,
    8.0,
)  # millimetres; the number of the page stands in the bottom margin
TEXT_WIDTH = (PAGE_WIDTH - 2 * SIDE) * POINTS_A_MILLIMETRE
# Fonts that stand in for those named, and what programs add around objects, take a little of the height.
_RESERVE = 14.0
TEXT_HEIGHT = (PAGE_HEIGHT - TOP - BOTTOM) * POINTS_A_MILLIMETRE - _RESERVE
# Name, then value and two columns of ranks for each of two places, and comparability; by the number of lists
# in which a figure has a rank, two of which share a column where there are four.
COLUMNS = {
    2: (115.0, 76.0, 46.0, 46.0, 76.0, 46.0, 46.0, 42.0),
    4: (119.0, 50.0, 58.0, 58.0, 50.0, 58.0, 58.0, 42.0),
}
CELL_PADDING, ROW_PADDING = 2.0, 1.5
GUTTER = 12.0
HALF_WIDTH = (TEXT_WIDTH - GUTTER) / 2
LEAST_CHART, MOST_CHART = 104.0, 230.0
PYRAMID_SHARE = 1.4  # how much higher pyramids are than other charts
CODE = 40.0  # side of the QR code
_BOLD_LETTERS = 0.88  # how much of a width bold letters leave of the letters that fit


@lru_cache(maxsize=8192)
def line_count(text: str, size: float, width: float) -> int:
    """Return in how many lines a text stands; a sheet that is made to fit asks for the same ones again."""
    parts = text.split("\n")
    return sum(max(len(lines_of(part, size, width / POINTS_AN_INCH)), 1) for part in parts)


@dataclass(frozen=True)
class Look:
    """How a paragraph looks, in points.

    Attributes:
        size: Of its letters.
        pitch: From one line to the next.
        before: Above it.
        indent: Of its lines but the first.
        margin: Of its first line.
        bold: Whether its letters are bold.
        muted: Whether they are grey.
        level: Of a heading; 0 for text.
    """

    size: float
    pitch: float
    before: float = 0.0
    indent: float = 0.0
    margin: float = 0.0
    bold: bool = False
    muted: bool = False
    level: int = 0

    def height(self, text: str, width: float = TEXT_WIDTH) -> float:
        """Return how high a paragraph is within a width."""
        within = (width - self.indent) * (_BOLD_LETTERS if self.bold else 1.0)
        return self.before + self.pitch * line_count(text, self.size, within)


LOOKS = {
    "title": Look(16, 22, bold=True, level=1),
    "subtitle": Look(8.5, 12, muted=True),
    "heading": Look(11, 15, before=6, bold=True, level=2),
    "line_1": Look(9.5, 13.2, before=1, indent=16, margin=5),
    "line_2": Look(9, 12.2, indent=28, margin=17),
    "note": Look(7.5, 10, before=2, muted=True),
    "caption": Look(8.5, 11, before=2, bold=True),
    "source": Look(7.5, 10, indent=9, margin=1, muted=True),
}
CELL = Look(8, 10.5)
HEADING_GROUND = "#F4F6F8"


def row_height(cells: tuple[str, ...], lists: int) -> float:
    """Return how high a row of the table is whose figures have ranks in so many lists."""
    widths = (column - 2 * CELL_PADDING for column in COLUMNS[lists])
    most = max(line_count(text, CELL.size, width) for text, width in zip(cells, widths, strict=True))
    return most * CELL.pitch + 2 * ROW_PADDING
