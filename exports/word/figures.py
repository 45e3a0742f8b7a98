"""The table of key figures in a Word document: two lines of heading, repeated, their cells merged."""

from typing import Any

from docx.document import Document as DocumentType
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from exports.briefing.paper import CELL_PADDING, COLUMNS, HEADING_GROUND, ROW_PADDING
from exports.publication import plain
from exports.word.layout import set_columns
from exports.word.template import STYLES, TABLE_STYLE, spoken
from regions.database.languages import Language
from regions.exhibits.briefing import FigureTable

_HEADING_ROWS = 2


def add_figures(document: DocumentType, figures: FigureTable, language: Language) -> None:
    """Add the table."""
    rows, columns = len(figures.rows) + _HEADING_ROWS, COLUMNS[figures.lists]
    table = document.add_table(rows, len(columns))
    table._tbl.tblStyle_val = TABLE_STYLE
    set_columns(table, columns)
    _pad(table)
    _describe(table, figures)
    group = len(figures.head[1:-1]) // len(figures.columns)
    upper, lower, *others = (row.cells for row in table.rows)
    for number, name in enumerate(figures.columns):
        start = 1 + number * group
        _write(upper[start].merge(upper[start + group - 1]), name, language, heading=True)
    for place in (0, len(columns) - 1):
        _write(upper[place].merge(lower[place]), figures.head[place], language, heading=True)
    for place in range(1, len(columns) - 1):
        _write(lower[place], figures.head[place], language, heading=True)
    for cells, row in zip(others, figures.rows, strict=True):
        for place, text in enumerate(row):
            _write(cells[place], text, language, left=place == 0)
    for number, row in enumerate(table.rows):
        _keep(row, repeated=number < _HEADING_ROWS)


def _write(cell: Any, text: str, language: Language, *, heading: bool = False, left: bool = False) -> None:
    paragraph = cell.paragraphs[0]
    for other in cell.paragraphs[1:]:
        other._p.getparent().remove(other._p)
    paragraph._p.style = STYLES["cell"]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT if left else WD_ALIGN_PARAGRAPH.CENTER
    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    run = paragraph.add_run(plain(text))
    run.bold = heading or None
    spoken(run, language)
    if heading:
        shade = f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{HEADING_GROUND[1:]}"/>'
        cell._tc.get_or_add_tcPr().find(qn("w:vAlign")).addprevious(parse_xml(shade))


def _pad(table: Any) -> None:
    sides = (("top", ROW_PADDING), ("left", CELL_PADDING), ("bottom", ROW_PADDING), ("right", CELL_PADDING))
    margins = "".join(f'<w:{side} w:w="{round(points * 20)}" w:type="dxa"/>' for side, points in sides)
    padding = parse_xml(f"<w:tblCellMar {nsdecls('w')}>{margins}</w:tblCellMar>")
    table._tbl.tblPr.find(qn("w:tblLayout")).addnext(padding)


def _describe(table: Any, figures: FigureTable) -> None:
    """Give the table its text alternative."""
    for name, text in (("tblCaption", figures.title), ("tblDescription", " ".join(figures.notes))):
        element = parse_xml(f"<w:{name} {nsdecls('w')}/>")
        element.set(qn("w:val"), plain(text))
        table._tbl.tblPr.append(element)


def _keep(row: Any, *, repeated: bool) -> None:
    """Keep a row on one page, and have those of the heading repeated on each."""
    properties = row._tr.get_or_add_trPr()
    properties.append(parse_xml(f"<w:cantSplit {nsdecls('w')}/>"))
    if repeated:
        properties.append(parse_xml(f"<w:tblHeader {nsdecls('w')}/>"))
