"""Exhibits as an Excel workbook laid out for everybody: cover, contents, notes, one table a sheet, sources.

After the layout in which government statistics are published for people who use screen readers: a heading in
A1, a line that says what the sheet holds, then one table marked as a table; units in the headings, nothing
merged, no empty rows; shorthand in square brackets instead of empty cells.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from charts.kinds.registry import drawings
from charts.type import wrapped
from exports.cells import Cell, Sheet
from exports.excel_chart import ROWS_OF_A_CHART, add_chart
from exports.excel_tables import data_sheet
from exports.listing import add_list_sheets
from exports.publication import Publication, plain
from i18n.messages import Messages, messages
from regions.database.languages import HABITS, Language
from regions.shapes.exhibit import Exhibit
from regions.shapes.listing import Listing

_WIDEST_COLUMN, _TEXT_COLUMN = 44, 100
_A4 = 9
_TEXT_SIZE, _LINE_POINTS, _POINTS_A_LETTER = 11, 15, 5.25
_TABLE_ROW = 3  # zero-based: heading, description and way back stand above
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "nan_inf_to_errors": False,
}


@dataclass
class _Book:
    """A workbook being written."""

    workbook: Workbook
    exhibits: Sequence[Exhibit]
    publication: Publication
    t: Messages
    language: Language
    formats: dict[str, Format] = field(default_factory=dict)
    contents: list[tuple[str, str]] = field(default_factory=list)

    def format(self, **properties: object) -> Format:
        """Return a format, each made once."""
        key = repr(sorted(properties.items()))
        if key not in self.formats:
            self.formats[key] = self.workbook.add_format(properties)
        return self.formats[key]

    def sheet(self, name: str, title: str) -> Worksheet:
        """Add a sheet with its heading."""
        sheet = self.workbook.add_worksheet(name)
        sheet.hide_gridlines(2)
        sheet.set_paper(_A4)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)  # as wide as the paper, as long as it takes
        sheet.write_string(0, 0, plain(title), self.format(bold=True, font_size=15))
        return sheet

    def lines(self, sheet: Worksheet, lines: Sequence[str], row: int = 1) -> int:
        """Write paragraphs one below the other; return the row after them."""
        sheet.set_column(0, 0, _TEXT_COLUMN)
        for line in lines:
            sheet.write_string(row, 0, plain(line), self.format(text_wrap=True, valign="top"))
            # Not every program makes room for wrapped text when it opens a file.
            needed = len(wrapped(line, _TEXT_SIZE, _TEXT_COLUMN * _POINTS_A_LETTER))
            if needed > 1:
                sheet.set_row(row, needed * _LINE_POINTS)
            row += 1
        return row


def excel_bytes(
    exhibits: Sequence[Exhibit], publication: Publication, lists: Sequence[Listing] = ()
) -> bytes:
    """Return a workbook of one or more exhibits in one language, then of lists, as bytes of an XLSX file."""
    body = io.BytesIO()
    language = exhibits[0].language
    font = {"font_name": HABITS[language].office_font, "font_size": _TEXT_SIZE}
    workbook = Workbook(body, {**_OPTIONS, "default_format_properties": font})
    book = _Book(workbook, exhibits, publication, messages(language), language)
    _properties(book)
    names = _names(book)
    for title, write in (("cover", _cover), ("contents", None), ("notes", _notes)):
        sheet = book.sheet(book.t(f"excel.{title}"), _heading(book, title))
        if write:
            write(book, sheet)
    for number, exhibit in enumerate(exhibits, 1):
        _table(book, names[number - 1], exhibit)
        _chart(book, f"{book.t('excel.chart')} {number}", exhibit)
    _sources(book)
    for number, listing in enumerate(lists, 1):
        add_list_sheets(workbook, listing, number)
        book.contents.append((f"{book.t('listing.table')} {number}", listing.title))
    _contents(book)
    workbook.close()
    return body.getvalue()


def _names(book: _Book) -> list[str]:
    return [f"{book.t('excel.table')} {number}" for number in range(1, len(book.exhibits) + 1)]


def _heading(book: _Book, name: str) -> str:
    return book.exhibits[0].title if name == "cover" else book.t(f"excel.{name}")


def _properties(book: _Book) -> None:
    first = book.exhibits[0]
    book.workbook.set_properties(
        {
            "title": plain(first.title)[:250],
            "subject": plain(first.subtitle)[:250],
            "author": book.t("product.name"),
            "comments": plain(first.source_line)[:250],
        }
    )
    book.workbook.set_size(2400, 1500)


def _cover(book: _Book, sheet: Worksheet) -> None:
    first = book.exhibits[0]
    lines = [first.claim] if first.claim else []
    lines += [first.subtitle, first.source_line]
    lines.append(book.t("frame.data_version", version=first.build_id))
    lines.append(book.t("excel.made_on", date=datetime.now(tz=UTC).date().isoformat()))
    row = book.lines(sheet, lines)
    link = book.publication.link(first.view)
    if link.startswith("http"):
        sheet.write_url(row, 0, link[:2000], string=book.t("export.live_view"))
    else:
        sheet.write_string(row, 0, plain(link))
    row = book.lines(sheet, [book.t("export.cite")], row + 1)
    book.lines(sheet, [book.publication.citation(first)], row)


def _notes(book: _Book, sheet: Worksheet) -> None:
    lines = [book.t(f"excel.shorthand_{mark}") for mark in ("x", "z", "p", "b", "f")]
    for exhibit in book.exhibits:
        word = book.t(f"comparability.{exhibit.comparability.code}")
        lines.append(f"{exhibit.title}: {exhibit.subtitle}")
        lines.append(f"{word} {exhibit.comparability.text}")
        for remark in exhibit.remarks:
            label = book.t(f"warning.{remark.code}")
            lines.append(label if remark.text == label else f"{label}: {remark.text}")
        lines += exhibit.notes
    book.lines(sheet, list(dict.fromkeys(lines)))


def _table(book: _Book, name: str, exhibit: Exhibit) -> None:
    table = data_sheet(exhibit, book.publication.catalogue)
    sheet = book.sheet(name, exhibit.title)
    sheet.write_string(1, 0, plain(f"{exhibit.subtitle} {book.t('excel.one_table')}"))
    _way_back(book, sheet)
    _write(book, sheet, table, name)
    book.contents.append((name, exhibit.title))


def _chart(book: _Book, name: str, exhibit: Exhibit) -> None:
    """Draw the charts of an exhibit, one below the other where each country has a scale of its own."""
    parts = [one for one in drawings(exhibit, book.publication.catalogue) if not one.is_empty]
    if not parts:
        return
    sheet = book.sheet(name, exhibit.claim or exhibit.title)
    sheet.write_string(1, 0, plain(exhibit.title))
    _way_back(book, sheet)
    row = _TABLE_ROW
    for drawn in parts:
        add_chart(
            book.workbook, sheet, exhibit, drawn, row, HABITS[book.language].office_font, book.publication
        )
        row += max(ROWS_OF_A_CHART, len(drawn.categories) + 2)
    book.contents.append((name, exhibit.claim or exhibit.title))


def _way_back(book: _Book, sheet: Worksheet) -> None:
    contents = book.t("excel.contents")
    sheet.write_url(2, 0, f"internal:'{contents}'!A1", string=book.t("excel.back_to_contents"))


def _write(book: _Book, sheet: Worksheet, table: Sheet, name: str) -> None:
    """Write a table as a table of Excel's, text as text and figures as figures."""
    rows, columns = len(table.rows), len(table.head)
    sheet.add_table(
        _TABLE_ROW,
        0,
        _TABLE_ROW + max(rows, 1),
        columns - 1,
        {
            "name": "table_" + name.split()[-1],
            "style": "Table Style Light 1",
            "autofilter": False,
            "banded_rows": False,
            "columns": [
                {"header": plain(head), "header_format": book.format(bold=True, text_wrap=True, valign="top")}
                for head in table.head
            ],
        },
    )
    for row, cells in enumerate(table.rows, _TABLE_ROW + 1):
        for column, cell in enumerate(cells):
            _write_cell(book, sheet, row, column, cell)
    sheet.repeat_rows(_TABLE_ROW)
    sheet.freeze_panes(_TABLE_ROW + 1, table.frozen)
    for column, width in enumerate(table.widths()):
        sheet.set_column(column, column, min(width, _WIDEST_COLUMN))


def _write_cell(book: _Book, sheet: Worksheet, row: int, column: int, cell: Cell) -> None:
    if isinstance(cell.value, str):
        align = {"align": "right"} if cell.is_figure else {}
        sheet.write_string(row, column, plain(cell.value), book.format(**align))
    elif cell.value is not None:
        sheet.write_number(row, column, cell.value, book.format(num_format=cell.number_format))


def _sources(book: _Book) -> None:
    name = book.t("excel.sources")
    sheet = book.sheet(name, name)
    sheet.write_string(1, 0, book.t("excel.one_table"))
    _way_back(book, sheet)
    found = {s.id: s for exhibit in book.exhibits for s in book.publication.sources(exhibit)}
    head = [book.t(f"sources.{part}") for part in ("publisher", "dataset", "link", "licence", "retrieved")]
    rows = [
        [
            Cell(text)
            for text in (
                source.publisher[book.language],
                source.titled(book.language),
                source.url,
                source.licence,
                f"{source.retrieved_on:%Y-%m-%d}",
            )
        ]
        for source in found.values()
    ]
    _write(book, sheet, Sheet(head, rows, 0), "t sources")
    book.contents.append((name, name))


def _contents(book: _Book) -> None:
    sheet = book.workbook.get_worksheet_by_name(book.t("excel.contents"))
    sheet.set_column(0, 0, _TEXT_COLUMN)
    sheet.write_string(1, 0, book.t("excel.contents_reading"))
    listed = [(book.t(f"excel.{name}"), book.t(f"excel.{name}")) for name in ("cover", "notes")]
    for row, (name, title) in enumerate([*listed, *book.contents], 2):
        text = name if name == title else f"{name}: {title}"
        sheet.write_url(row, 0, f"internal:'{name}'!A1", string=plain(text)[:255])
