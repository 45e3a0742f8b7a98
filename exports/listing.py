"""A Listing as CSV and as an Excel workbook: originals beside the codes, with sources and notes."""

import io
from collections.abc import Sequence

import pandas as pd
import xlsxwriter

from exports.cells import number_format, width_of
from exports.csv import written
from exports.file_numbers import with_file_numbers
from i18n.messages import messages
from regions.asking.view import address
from regions.shapes.listing import AMOUNTS, Listing, is_amount

_WIDEST = 60


def listing_csv(listing: Listing) -> bytes:
    """Return a list as CSV: one row of stable column names, then rows; `exports.notes` tells the rest."""
    return written(with_file_numbers(listing.data, AMOUNTS))


def listing_xlsx(listing: Listing) -> bytes:
    """Return a list as a workbook: a sheet of explanations, and one table with the headings a reader sees."""
    return lists_xlsx([listing])


def lists_xlsx(lists: Sequence[Listing]) -> bytes:
    """Return lists as a workbook: a sheet of explanations before each of their tables.

    All text is written as text, so nothing in it can act as a formula or a link.
    """
    body = io.BytesIO()
    with xlsxwriter.Workbook(body, {"in_memory": True}) as book:
        for number, listing in enumerate(lists, 1):
            add_list_sheets(book, listing, number if len(lists) > 1 else None)
    return body.getvalue()


def add_list_sheets(book: xlsxwriter.Workbook, listing: Listing, number: int | None = None) -> None:
    """Add two sheets to a workbook: what must be known of a list, and its table.

    Args:
        book: The workbook.
        listing: The list.
        number: Tells its sheets from those of other lists; None where there is one list alone.
    """
    t = messages(listing.language)
    mark = "" if number is None else f" {number}"
    grouped = book.add_format({"num_format": number_format(0)})
    bold, wrap = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
    cover = book.add_worksheet(t("listing.cover") + mark)
    cover.set_column(0, 0, 110, wrap)
    for row, line in enumerate(explanations(listing)):
        cover.write_string(row, 0, line, bold if row == 0 else wrap)
    sheet = book.add_worksheet(t("listing.table") + mark)
    table = listing.data[[*listing.columns, *listing.further]]
    for place, name in enumerate(table):
        heading = t(f"listing.column.{name}")
        sheet.write_string(0, place, heading, bold)
        texts = [_cell(value) for value in table[name]]
        for row, value in enumerate(texts, 1):
            _write(sheet, row, place, value)
        width = min(_WIDEST, width_of([heading, *(str(value) for value in texts if value is not None)]))
        sheet.set_column(place, place, width, grouped if is_amount(str(name), texts) else None)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(1, len(table)), len(table.columns) - 1)


def explanations(listing: Listing) -> list[str]:
    """Return what a reader must know about a list, title first."""
    t = messages(listing.language)
    remarks = [f"{t('warning.' + one.code)}: {one.text}" for one in listing.remarks]
    lines = [listing.title, listing.subtitle, *remarks, *listing.notes, listing.source_line, listing.citation]
    return [line for line in [*lines, address(listing.view)] if line]


def listing_file_name(listing: Listing) -> str:
    """Return a file name without extension, of letters that every system takes."""
    view = listing.view
    return "_".join([listing.id, *view.regions[:3], view.language])


def _cell(value: object) -> object:
    missing = value is None or value is pd.NA or (isinstance(value, float) and pd.isna(value))
    return None if missing else value


def _write(sheet: xlsxwriter.worksheet.Worksheet, row: int, column: int, value: object) -> None:
    if value is None:
        return
    if isinstance(value, str):
        sheet.write_string(row, column, value)
    else:
        sheet.write_number(row, column, float(str(value)))
