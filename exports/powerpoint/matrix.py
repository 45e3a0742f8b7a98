"""A matrix as a native table: a legend above it, cells filled by class, to be edited cell by cell."""

from typing import Any
from xml.sax.saxutils import escape

from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls

from charts.theme import LIGHT, readable_on
from exports.matrix import Heading, Matrix, Paint, Square
from exports.powerpoint.design import EAST_ASIAN, FONTS, LOCALES, MUTED, TEXT, Box, emu, fitted, inches_of
from exports.powerpoint.maps import add_swatch
from exports.powerpoint.text import add_text, describe
from exports.powerpoint.xml import hatched, solid
from exports.publication import plain
from regions.database.languages import Language

LEGEND, GAP, LINE_HEIGHT = 0.32, 0.14, 1.22 / 72
_LEGEND_SIZE, _SWATCH = 12.0, 0.42
_SIZES = (14.0, 13.0, 12.0, 11.0, 10.0, 9.0, 8.0, 7.0)
_TALLEST, _WIDEST_NAME, _AIR = 0.36, 0.28, 0.06
_LEAST_FOR_FULL_NAMES = 10.0
_RULE = 6350


def add_matrix(shapes: Any, box: Box, matrix: Matrix, language: Language, text: str) -> None:
    """Add a matrix as large as the box allows, its legend above it.

    Args:
        shapes: The shapes of the slide.
        box: Where it may stand.
        matrix: What is drawn.
        language: Language of the words.
        text: Text alternative.
    """
    add_matrix_legend(shapes, box, matrix, language)
    room = Box(box.left, box.top + LEGEND, box.width, box.height - LEGEND)
    size, names, widths = _widths(matrix, room.width)
    head_heights = [_head_height(row, size) if matrix.upright else 0.0 for row in matrix.heads]
    rows = len(matrix.names) + sum(height == 0 for height in head_heights)
    height = min(_TALLEST, (room.height - sum(head_heights)) / rows)
    size = min(size, height / LINE_HEIGHT)
    heights = [*(held or height for held in head_heights), *[height] * len(matrix.names)]
    whole = Box(room.left, room.top, names + sum(widths), sum(heights))
    frame = shapes.add_table(1, 1, *whole.emu)
    writer = _Writer(language, size)
    lines = [writer.head(row, upright=matrix.upright) for row in matrix.heads]
    lines += [writer.row(name, row, names) for name, row in zip(matrix.names, matrix.squares, strict=True)]
    columns = "".join(f'<a:gridCol w="{emu(width)}"/>' for width in (names, *widths))
    body = "".join(f'<a:tr h="{emu(h)}">{line}</a:tr>' for h, line in zip(heights, lines, strict=True))
    table = frame._element.xpath(".//a:tbl")[0]
    table.getparent().replace(
        table,
        parse_xml(
            f'<a:tbl {nsdecls("a")}><a:tblPr firstRow="1"/><a:tblGrid>{columns}</a:tblGrid>{body}</a:tbl>'
        ),
    )
    describe(frame, text[:60], text)


class _Writer:
    """Writes cells of one table: one language, one size."""

    def __init__(self, language: Language, size: float) -> None:
        self.letters = f'<a:latin typeface="{FONTS[language]}"/><a:ea typeface="{EAST_ASIAN[language]}"/>'
        self.lang = LOCALES[language]
        self.size = size
        self.rules = "".join(
            f'<a:{edge} w="{_RULE}">{solid(LIGHT.page)}</a:{edge}>' for edge in ("lnL", "lnR", "lnT", "lnB")
        )

    def head(self, row: tuple[Heading, ...], *, upright: bool) -> str:
        """Return a row of headings, an empty cell over the names first."""
        cells = [self._cell("", TEXT)]
        for heading in row:
            side = 'vert="vert270" ' if upright else ""
            align = "l" if upright else "ctr"
            cells.append(self._cell(heading.text, MUTED, align=align, turned=side))
        return "".join(cells)

    def row(self, name: str, squares: tuple[Square, ...], width: float) -> str:
        """Return a row: its name, then its squares."""
        short, size = fitted(name, (self.size, self.size - 1, self.size - 2), width - 0.08, 1)
        cells = [self._cell(short, TEXT, align="l", size=size)]
        for square in squares:
            colour = readable_on(square.paint.colour) if square.paint else TEXT
            cells.append(self._cell(square.text, colour, paint=square.paint))
        return "".join(cells)

    def _cell(
        self,
        words: str,
        colour: str,
        *,
        align: str = "ctr",
        turned: str = "",
        paint: Paint | None = None,
        size: float | None = None,
    ) -> str:
        text = escape(plain(words))
        points = int((size or self.size) * 2) * 50
        properties = f'lang="{self.lang}" altLang="en-US" sz="{points}"'
        run = f"<a:r><a:rPr {properties}>{solid(colour)}{self.letters}</a:rPr><a:t>{text}</a:t></a:r>"
        held = run if text else '<a:endParaRPr sz="100"/>'
        return (
            f'<a:tc><a:txBody><a:bodyPr wrap="none"/><a:lstStyle/>'
            f'<a:p><a:pPr algn="{align}"/>{held}</a:p></a:txBody>'
            f'<a:tcPr marL="0" marR="0" marT="0" marB="0" {turned}anchor="ctr">{self.rules}'
            f"{fill_of(paint) if paint else '<a:noFill/>'}</a:tcPr></a:tc>"
        )


def fill_of(paint: Paint) -> str:
    """Return a fill as the file format writes it."""
    return hatched(LIGHT.page, paint.colour, "wdUpDiag") if paint.hatched else solid(paint.colour)


def _widths(matrix: Matrix, room: float) -> tuple[float, float, list[float]]:
    """Return the largest size at which all words fit, the width of the names, and those of the columns."""
    count = len(matrix.squares[0])
    words = [square.text for row in matrix.squares for square in row if square.text]
    words += [] if matrix.upright else [one.text for one in matrix.heads[-1]]
    for most in (room, room * _WIDEST_NAME):
        for size in _SIZES:
            names = min(most, max(inches_of(name, size) for name in matrix.names) + 0.15)
            widest = max((inches_of(word, size) for word in words), default=0.0) + _AIR
            if names + widest * count <= room:
                # A handful of columns is not spread over the whole slide.
                width = min((room - names) / count, max(1.2, widest + 0.3))
                return size, names, [width] * count
            if most == room and size == _LEAST_FOR_FULL_NAMES:
                break
    return _SIZES[-1], names, [(room - names) / count] * count


def _head_height(row: tuple[Heading, ...], size: float) -> float:
    return max(inches_of(one.text, size) for one in row) + 0.1


def add_matrix_legend(shapes: Any, box: Box, matrix: Matrix, language: Language) -> None:
    """Write how to read a matrix and what its fills mean, in one line."""
    left = box.left
    if matrix.reading:
        width = inches_of(matrix.reading, _LEGEND_SIZE) + 0.1
        spot = Box(left, box.top, width, 0.26)
        add_text(shapes, spot, [matrix.reading], language, _LEGEND_SIZE, colour=MUTED)
        left += width + 0.25
    for paint, words in matrix.legend:
        if paint:
            add_swatch(shapes, left, box.top, fill_of(paint))
            left += _SWATCH
        if words:
            width = inches_of(words, _LEGEND_SIZE) + 0.1
            add_text(shapes, Box(left, box.top, width, 0.26), [words], language, _LEGEND_SIZE)
            left += width + 0.15
