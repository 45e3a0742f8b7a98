"""Tables of a Hangul document: the key figures with a merged heading, and tables that only lay things out."""

from collections.abc import Sequence
from typing import Any

from hwpx import HwpxDocument

from charts.theme import LIGHT
from exports.briefing.paper import CELL_PADDING, COLUMNS, HEADING_GROUND, ROW_PADDING, row_height
from exports.hangul.styles import Style, Styles, dress, units
from exports.publication import plain
from regions.exhibits.briefing import FigureTable

_HEADING_ROWS = 2
_NO_BORDER = "1"


def add_key_figures(anchor: Any, figures: FigureTable, document: HwpxDocument, styles: Styles) -> None:
    """Add the table to a paragraph."""
    ruled = document.styles.ensure_border_fill(border_color=LIGHT.rule)
    shaded = document.styles.ensure_border_fill(border_color=LIGHT.rule, fill_color=HEADING_GROUND)
    rows = len(figures.rows) + _HEADING_ROWS
    columns = COLUMNS[figures.lists]
    texts_of_rows = (*[figures.head] * _HEADING_ROWS, *figures.rows)
    heights = [row_height(row, figures.lists) for row in texts_of_rows]
    table = _new_table(anchor, rows, columns, heights, ruled)
    table.element.set("repeatHeader", "1")
    group = len(figures.head[1:-1]) // len(figures.columns)
    names = ["" if place % group else figures.columns[place // group] for place in range(len(columns) - 2)]
    last = len(columns) - 1
    upper = (figures.head[0], *names, figures.head[last])
    lower = ("", *figures.head[1:last], "")
    for row, texts in zip(table.rows, (upper, lower, *figures.rows), strict=True):
        heading = texts is upper or texts is lower
        for place, (cell, text) in enumerate(zip(row.cells, texts, strict=True)):
            style = styles.looks["cell"] if place else styles.cell_left
            _write(cell, text, styles.cell_heading if heading else style, shaded if heading else ruled)
    for start in range(1, last, group):
        table.merge_cells(0, start, 0, start + group - 1)
    for place in (0, last):
        table.merge_cells(0, place, 1, place)
    for row in table.rows[:_HEADING_ROWS]:
        for cell in row.cells:
            cell.element.set("header", "1")


def layout_table(anchor: Any, widths: Sequence[float], height: float) -> list[Any]:
    """Return the cells of a table of one row without borders, padding or further meaning."""
    table = _new_table(anchor, 1, widths, [height], _NO_BORDER)
    cells = list(table.rows[0].cells)
    for cell in cells:
        _set_padding(cell, 0, 0)
    return cells


def _new_table(anchor: Any, rows: int, widths: Sequence[float], heights: Sequence[float], border: str) -> Any:
    table = anchor.add_table(
        rows,
        len(widths),
        width=units(sum(widths)),
        height=units(sum(heights)),
        border_fill_id_ref=border,
    )
    for margins in ("outMargin", "inMargin"):
        _set_margins(table.element, margins)
    for row, height in zip(table.rows, heights, strict=True):
        for cell, width in zip(row.cells, widths, strict=True):
            cell.set_size(units(width), units(height))
            _set_padding(cell, CELL_PADDING, ROW_PADDING)
    return table


def _write(cell: Any, text: str, style: Style, border: str) -> None:
    cell.text = plain(text)
    dress(cell.paragraphs[0], style)
    cell.element.set("borderFillIDRef", border)


def _set_padding(cell: Any, sides: float, ends: float) -> None:
    cell.element.set("hasMargin", "1")
    margin = next(one for one in cell.element if one.tag.endswith("}cellMargin"))
    for names, points in ((("left", "right"), sides), (("top", "bottom"), ends)):
        for name in names:
            margin.set(name, str(units(points)))


def _set_margins(element: Any, name: str) -> None:
    margin = next(one for one in element if one.tag.endswith(f"}}{name}"))
    for side in ("left", "right", "top", "bottom"):
        margin.set(side, "0")
