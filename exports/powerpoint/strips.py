"""A matrix without words in its cells as strips: one native bar for each run of equal cells.

A table of hundreds of narrow columns would be as editable, but programs take minutes to lay one out.
"""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from pptx.oxml import parse_xml

from exports.matrix import Matrix, Paint
from exports.powerpoint.design import MUTED, Box, emu, fitted, inches_of
from exports.powerpoint.matrix import GAP, LEGEND, LINE_HEIGHT, add_matrix_legend, fill_of
from exports.powerpoint.text import add_text, describe
from exports.powerpoint.xml import RECTANGLE, SHAPE, named, place
from exports.publication import plain
from regions.database.languages import Language

_SIZES = (13.0, 12.0, 11.0, 10.0, 9.0)
_NAMES_AT_MOST, _TALLEST, _FILLED = 0.3, 0.34, 0.8
_HEAD, _HEAD_SIZE = 0.24, 11.0


def add_strips(shapes: Any, box: Box, matrix: Matrix, language: Language, text: str) -> None:
    """Add the strips as large as the box allows, their legend above them.

    Args:
        shapes: The shapes of the slide.
        box: Where they may stand.
        matrix: What is drawn; its squares hold no text.
        language: Language of the words.
        text: Text alternative of the whole.
    """
    add_matrix_legend(shapes, box, matrix, language)
    heads = _HEAD * len(matrix.heads)
    top = box.top + LEGEND + heads
    height = min(_TALLEST, (box.height - LEGEND - heads) / len(matrix.names))
    size = next((one for one in _SIZES if one * LINE_HEIGHT <= height), _SIZES[-1])
    widest = max(inches_of(name, size) for name in matrix.names)
    names = min(box.width * _NAMES_AT_MOST, widest + 0.15)
    edges = _edges(matrix, box.left + names, box.width - names)
    _add_heads(shapes, matrix, edges, box.top + LEGEND, language)
    group = shapes.add_group_shape()
    describe(group, text[:60], text)
    for number, name in enumerate(matrix.names):
        row = Box(box.left, top + number * height, names, height)
        short, fits = fitted(name, (size, size - 1, size - 2), names - 0.08, 1)
        add_text(shapes, row, [short], language, fits, anchor="middle")
        for first, last, paint in _runs(matrix, number):
            bar = Box(edges[first], row.top, edges[last + 1] - edges[first], height * _FILLED)
            shape = _bar(bar, paint, shapes._next_shape_id, *_words(matrix, name, first, last, paint))
            group._element.append(shape)
    group._element.recalculate_extents()


def _edges(matrix: Matrix, left: float, room: float) -> list[float]:
    """Return where each column begins, and where the last ends."""
    count = len(matrix.squares[0])
    width = (room - len(matrix.gaps) * GAP) / (count - len(matrix.gaps))
    edges = [left]
    for column in range(count):
        edges.append(edges[-1] + (GAP if column in matrix.gaps else width))
    return edges


def _runs(matrix: Matrix, row: int) -> Iterator[tuple[int, int, Paint]]:
    """Return the runs of equal cells of a row: first column, last column, fill."""
    for paint, own in groupby(enumerate(matrix.squares[row]), lambda pair: pair[1].paint):
        places = [place for place, _ in own]
        if paint is not None:
            yield places[0], places[-1], paint


def _words(matrix: Matrix, name: str, first: int, last: int, paint: Paint) -> tuple[str, str]:
    """Return the name of a bar, and what a listener is told of it."""
    span = matrix.columns[first]
    if last > first:
        span = f"{span}–{matrix.columns[last].split()[-1]}"
    return f"{name} {span}", f"{name}, {span}: {dict(matrix.legend)[paint]}"


def _add_heads(shapes: Any, matrix: Matrix, edges: list[float], top: float, language: Language) -> None:
    for number, row in enumerate(matrix.heads):
        column = 0
        for heading in row:
            room = edges[column + heading.span] - edges[column]
            if heading.text and inches_of(heading.text, _HEAD_SIZE) <= room:
                spot = Box(edges[column], top + number * _HEAD, room, _HEAD)
                add_text(shapes, spot, [heading.text], language, _HEAD_SIZE, colour=MUTED)
            column += heading.span


def _bar(box: Box, paint: Paint, number: int, name: str, text: str) -> Any:
    spot = place(emu(box.left), emu(box.top), emu(box.width), emu(box.height))
    shape = parse_xml(
        f"{SHAPE}{named(number, '')}<p:spPr>{spot}{RECTANGLE}{fill_of(paint)}"
        "<a:ln><a:noFill/></a:ln></p:spPr></p:sp>"
    )
    properties = shape.xpath(".//p:cNvPr")[0]
    properties.set("name", plain(name)[:120])
    properties.set("descr", plain(text)[:1200])
    return shape
