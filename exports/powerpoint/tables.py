"""Native tables: the first column names, the others figures, ruled by hairlines."""

from typing import Any

from pptx.enum.text import MSO_ANCHOR
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.util import Inches

from charts.theme import LIGHT
from exports.powerpoint.design import Box, fitted, inches_of
from exports.powerpoint.text import describe, write_lines
from exports.powerpoint.xml import solid
from regions.database.languages import Language

MOST_ROWS, MOST_COLUMNS = 12, 9
_SIZES = (16.0, 14.0, 13.0, 12.0, 11.0, 10.0)
# "No style, no grid": the rules are drawn here.
_PLAIN_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"


def columns_within(number: int, *, latest: bool) -> list[int]:
    """Return which columns of a table a slide has room for: the names, then the last ones or the first."""
    if number <= MOST_COLUMNS:
        return [*range(number)]
    return [0, *range(number - MOST_COLUMNS + 1, number)] if latest else [*range(MOST_COLUMNS)]


def add_table(
    shapes: Any,
    box: Box,
    head: list[str],
    body: list[list[str]],
    language: Language,
    text: str,
    *,
    align: str = "right",
) -> int:
    """Add a table as large as the box allows.

    Args:
        shapes: The shapes of the slide.
        box: Where it may stand.
        head: Headings, at most `MOST_COLUMNS` of which are shown.
        body: Rows, at most `MOST_ROWS` of which are shown.
        language: Language of the words.
        text: Text alternative.
        align: How the columns after the first stand: figures to the right, words to the left.

    Returns:
        How many rows were left out.
    """
    shown = [row[:MOST_COLUMNS] for row in body[:MOST_ROWS]]
    head = head[:MOST_COLUMNS]
    size, widths = _measures(head, shown, box.width, names_first=align == "right")
    height = min(0.5, box.height / (len(shown) + 1))
    whole = Box(box.left, box.top, sum(widths), height * (len(shown) + 1))
    frame = shapes.add_table(len(shown) + 1, len(head), *whole.emu)
    table = frame.table
    frame._element.xpath(".//a:tableStyleId")[0].text = _PLAIN_STYLE
    for column, width in enumerate(widths):
        table.columns[column].width = Inches(width)
    for number, row in enumerate([head, *shown]):
        table.rows[number].height = Inches(height)
        for column, words in enumerate(row):
            cell = table.cell(number, column)
            room = widths[column] - 0.12
            short, fits = fitted(words, (size, size - 1, size - 2), room, 2 if height > 0.4 else 1)
            bold, side = number == 0 or column == 0, "left" if column == 0 else align
            write_lines(cell.text_frame, [short], language, fits, bold=bold, align=side)
            cell.vertical_anchor = MSO_ANCHOR.MIDDLE
            cell.margin_left = cell.margin_right = Inches(0.05)
            cell.margin_top = cell.margin_bottom = 0
            _rule_below(cell, strong=number == 0)
    describe(frame, text[:60], text)
    return len(body) - len(shown)


def _measures(
    head: list[str], body: list[list[str]], room: float, *, names_first: bool
) -> tuple[float, list[float]]:
    """Return the largest size at which the columns fit, and their widths; else they share the room."""
    for size in _SIZES:
        natural = [
            max(inches_of(row[column], size) for row in [head, *body]) + 0.2 for column in range(len(head))
        ]
        if names_first and len(head) > 3:
            natural[0] = max(natural[0] * 0.6, natural[1])  # names may break once
        if sum(natural) <= room:
            spare = (room - sum(natural)) / len(head)
            return size, [width + min(spare, 0.6) for width in natural]
    return _SIZES[-1], _shared(natural, room)


def _shared(natural: list[float], room: float) -> list[float]:
    """Return widths that fill the room: short columns as wide as they need, long ones sharing the rest."""
    widths = [0.0] * len(natural)
    left, rest = room, len(natural)
    for column in sorted(range(len(natural)), key=natural.__getitem__):
        widths[column] = min(natural[column], left / rest)
        left, rest = left - widths[column], rest - 1
    return widths


def _rule_below(cell: Any, *, strong: bool) -> None:
    properties = cell._tc.get_or_add_tcPr()
    colour, width = (LIGHT.text, 12700) if strong else (LIGHT.rule, 9525)
    line = parse_xml(f'<a:lnB {nsdecls("a")} w="{width}">{solid(colour)}</a:lnB>')
    properties.insert_element_before(line, "a:noFill", "a:solidFill")
