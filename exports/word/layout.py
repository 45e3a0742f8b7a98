"""Tables of a Word document: their columns, cells that only lay things out, and the thin line below each."""

from collections.abc import Sequence
from typing import Any

from docx.document import Document as DocumentType
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt


def layout_cells(document: DocumentType, widths: Sequence[float]) -> Sequence[Any]:
    """Return cells beside each other that have no borders."""
    table = document.add_table(1, len(widths))
    set_columns(table, widths)
    return list(table.rows[0].cells)


def set_columns(table: Any, widths: Sequence[float]) -> None:
    """Fix the widths of a table's columns, in points."""
    table.autofit = False
    properties = table._tbl.tblPr
    properties.remove_all("w:tblW")
    whole = round(sum(widths) * 20)
    properties.find(qn("w:tblLayout")).addprevious(
        parse_xml(f'<w:tblW {nsdecls("w")} w:w="{whole}" w:type="dxa"/>')
    )
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Pt(width)
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Pt(width)


def add_thin_line(document: DocumentType, *, begins_page: bool = False) -> None:
    """Add a line of no height: two tables that touch become one, and a document may not end with a table."""
    look = document.add_paragraph().paragraph_format
    look.space_before = look.space_after = Pt(0)
    look.line_spacing, look.page_break_before = Pt(1), begins_page or None


def plain_line(cell: Any, *, first: bool = False) -> Any:
    """Return a line of a cell that is as high as the object in it."""
    paragraph = cell.paragraphs[0] if first else cell.add_paragraph()
    look = paragraph.paragraph_format
    look.space_before = look.space_after = Pt(0)
    look.line_spacing = 1.0
    return paragraph
