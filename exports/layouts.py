"""A table laid out by a page: as rows of text for a slide, as cells of a sheet, as a frame for files."""

from typing import Any

import pandas as pd

from exports.cells import Cell, Sheet, number_format, unique
from exports.figures import MISSING, PROJECTED, PROVISIONAL, is_missing
from exports.file_numbers import file_numbers, is_counted, with_file_numbers
from exports.publication import plain
from i18n.messages import messages
from i18n.numbers import NOT_AVAILABLE, number
from regions.database.languages import Language
from regions.shapes.layout import Layout

# Codes of a fixed vocabulary, written in words.
_CODED = ("status", "comparability")
_MARKS = {"provisional": PROVISIONAL, "projection": PROJECTED}


def text_rows(
    layout: Layout, language: Language, rows: int, columns: int
) -> tuple[list[str], list[list[str]]]:
    """Return the headings and the first rows and columns as the reader writes them."""
    names = layout.shown[:columns]
    head = [layout.heads[name] for name in names]
    cut = layout.frame[list(names)].head(rows)
    body = [
        [_text(layout, row, name, value, language) for name, value in zip(names, values, strict=True)]
        for row, values in enumerate(cut.itertuples(index=False, name=None))
    ]
    return head, body


def sheet_of(layout: Layout, language: Language) -> Sheet:
    """Return every row and column as cells; marks of status stand in the number format."""
    names = list(map(str, layout.frame.columns))
    figures = [layout.is_figure(name) for name in names]
    rows = [
        [
            _cell(layout, row, name, value, language, is_figure)
            for name, value, is_figure in zip(names, values, figures, strict=True)
        ]
        for row, values in enumerate(layout.frame.itertuples(index=False, name=None))
    ]
    return Sheet(unique([layout.heads[name] for name in names]), rows, _frozen(names))


def file_frame(layout: Layout) -> pd.DataFrame:
    """Return the table for a file: codes as they are, years and counts as whole numbers."""
    figures = {
        name: file_numbers(
            layout.frame[name], [layout.decimals_at(row, name) for row in range(len(layout.frame))]
        )
        for name in map(str, layout.frame.columns)
        if layout.is_figure(name) and not is_counted(name)
    }
    return with_file_numbers(layout.frame.assign(**figures)).rename(columns=file_column)


def file_column(name: str) -> str:
    """Return the name of a column in a file; a bare year would pass for a figure and not for a heading."""
    return f"value_{name}" if name.isdigit() else name


def _frozen(names: list[str]) -> int:
    """Return how many columns stay in sight: those up to the name of the region or indicator."""
    return next((place + 1 for place, name in enumerate(names) if name in ("region", "indicator")), 0)


def _text(layout: Layout, row: int, name: str, value: Any, language: Language) -> str:
    if is_missing(value):
        return NOT_AVAILABLE if layout.is_figure(name) else ""
    if layout.is_figure(name):
        return number(float(value), language, layout.decimals_at(row, name))
    return plain(_word(name, value, language))


def _cell(layout: Layout, row: int, name: str, value: Any, language: Language, is_figure: bool) -> Cell:
    if is_figure:
        if is_missing(value):
            return Cell(MISSING, is_figure=True)
        marks = _MARKS.get(layout.statuses.get((row, name), ""), "")
        return Cell(float(value), number_format(layout.decimals_at(row, name), marks))
    if is_missing(value):
        return Cell("")
    if name in ("year", "base_year"):
        return Cell(float(value), "0")
    return Cell(_word(name, value, language))


def _word(name: str, value: Any, language: Language) -> str:
    if name in _CODED:
        return messages(language)(f"explore.{name}.{value}")
    if name == "country":
        return messages(language)(f"country.{value}")
    return str(int(value)) if name in ("year", "base_year") else str(value)
