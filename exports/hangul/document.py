"""A briefing as a Hangul document (HWPX): an outline as offices write it, a table, native charts."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from hwpx import HwpxDocument

from exports.briefing.charts import NativeChart, native_charts
from exports.briefing.paper import (
    BOTTOM,
    CODE,
    FOOT,
    GUTTER,
    HALF_WIDTH,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    SIDE,
    TEXT_WIDTH,
    TOP,
)
from exports.briefing.sheets import Address, Block, ChartRow, Words, caption_height, sheets_of
from exports.hangul.charts import hangul_chart
from exports.hangul.figures import add_key_figures, layout_table
from exports.hangul.styles import Styles, dress, styles_of, units
from exports.link_code import code_picture
from exports.publication import Publication, plain
from i18n.messages import messages
from regions.database.catalogue import Catalogue
from regions.exhibits.briefing import Brief, FigureTable

_NEW_PAGE: dict[str, Any] = {"pageBreak": "1"}


def hangul_bytes(briefs: Sequence[Brief], publication: Publication) -> bytes:
    """Return a briefing as bytes of an HWPX file; in several languages one after the other."""
    document = HwpxDocument.new()
    _set_page(document)
    for brief in briefs:
        author = _Author(document, styles_of(document, brief.language), brief, publication.catalogue)
        for sheet in sheets_of(brief, publication.catalogue, publication.link(brief.view)):
            author.write(sheet)
    _describe(document, briefs[0])
    written: bytes = document.to_bytes()
    return written


def _set_page(document: HwpxDocument) -> None:
    """Set A4 and its margins; what stands at head and foot lies between them and the text."""
    document.page.setup(
        width_mm=PAGE_WIDTH,
        height_mm=PAGE_HEIGHT,
        margin_left_mm=SIDE,
        margin_right_mm=SIDE,
        margin_top_mm=TOP,
        margin_bottom_mm=FOOT,
        header_margin_mm=0,
        footer_margin_mm=BOTTOM - FOOT,
        gutter_mm=0,
    )


def _describe(document: HwpxDocument, brief: Brief) -> None:
    """Write the foot of the pages and the properties of the document."""
    product = messages(brief.language)("product.name")
    document.page.set_footer(
        content=[
            {
                "align": "CENTER",
                "children": [
                    {"type": "run", "text": f"{product} · {brief.build_id} · ", "size": 8},
                    {"page_number": "page/total", "position": "NONE"},
                ],
            }
        ]
    )
    now = f"{datetime.now(tz=UTC):%Y-%m-%dT%H:%M:%SZ}"
    document.parts.set_document_metadata(
        title=plain(brief.title),
        creator=product,
        subject=plain(brief.subtitle),
        created_date=now,
        modified_date=now,
    )
    document.parts.clear_preview()


class _Author:
    """Writes blocks one below the other."""

    def __init__(self, document: HwpxDocument, styles: Styles, brief: Brief, catalogue: Catalogue) -> None:
        self._document = document
        self._styles = styles
        self._language = brief.language
        self._catalogue = catalogue
        # A new document has one line that holds the settings of its section: the title goes into it.
        self._empty = document.paragraphs[0] if len(document.paragraphs) == 1 else None

    def write(self, blocks: Sequence[Block]) -> None:
        """Write the blocks of a sheet, on a page of its own."""
        is_first = self._empty is not None
        for number, block in enumerate(blocks):
            begins = number == 0 and not is_first
            if isinstance(block, Words):
                self._words(block, begins=begins)
            elif isinstance(block, FigureTable):
                add_key_figures(self._anchor(begins=begins), block, self._document, self._styles)
            elif isinstance(block, ChartRow):
                self._charts_beside(block, begins=begins)
            else:
                self._address(block, begins=begins)

    def _words(self, words: Words, *, begins: bool) -> None:
        text = plain(words.text)
        if self._empty is not None:
            paragraph, self._empty = self._empty, None
            paragraph.runs[-1].text = text
            style = self._styles.looks[words.look]
            paragraph.style_id_ref, paragraph.para_pr_id_ref = style.number, style.paragraph
            paragraph.runs[-1].char_pr_id_ref = style.letters
            return
        more: dict[str, Any] = _NEW_PAGE if begins else {}
        dress(self._document.add_paragraph(text, inherit_style=False, **more), self._styles.looks[words.look])

    def _anchor(self, *, begins: bool) -> Any:
        """Return a line that holds a table."""
        more: dict[str, Any] = _NEW_PAGE if begins else {}
        paragraph = self._document.add_paragraph("", inherit_style=False, include_run=False, **more)
        style = self._styles.plain
        paragraph.style_id_ref, paragraph.para_pr_id_ref = style.number, style.paragraph
        return paragraph

    def _charts_beside(self, row: ChartRow, *, begins: bool) -> None:
        charts = native_charts(row, self._catalogue)
        widths = [HALF_WIDTH + GUTTER, HALF_WIDTH] if len(charts) > 1 else [TEXT_WIDTH]
        above = caption_height([chart.caption for chart in charts])
        cells = layout_table(self._anchor(begins=begins), widths, row.height + above)
        for cell, chart in zip(cells, charts, strict=True):
            cell.text = chart.caption
            dress(cell.paragraphs[0], self._styles.looks["caption"])
            line = cell.add_paragraph("", char_pr_id_ref=self._styles.plain.letters)
            dress(line, self._styles.plain)
            self._chart(line, chart)

    def _chart(self, line: Any, chart: NativeChart) -> None:
        added = self._document.shapes.add_chart(
            hangul_chart(chart, self._language),
            paragraph=line,
            size=(units(chart.width), units(chart.height)),
            treat_as_char=True,
            char_pr_id_ref=self._styles.plain.letters,
        )
        _comment(added.element, f"{chart.caption}. {chart.text}")

    def _address(self, address: Address, *, begins: bool) -> None:
        """Write where the briefing is live; with the code that leads there, where the host is known."""
        live = address.url.startswith("http")
        widths = [CODE + GUTTER, TEXT_WIDTH - CODE - GUTTER]
        left, right = layout_table(self._anchor(begins=begins), widths, CODE)
        note = self._styles.looks["note"]
        dress(left.paragraphs[0], self._styles.plain)
        right.text = address.text
        dress(right.paragraphs[0], note)
        if live:
            picture = str(self._document.media.add_image(code_picture(address.url), "png"))
            added = left.paragraphs[0].add_picture(picture, width=units(CODE), height=units(CODE))
            _comment(added.element, f"{messages(self._language)('slide.code_text')} {address.url}")
            line = right.add_paragraph("", style_id_ref=note.number, para_pr_id_ref=note.paragraph)
            line.add_hyperlink(address.url, address.url, char_pr_id_ref=note.letters)
        else:
            dress(right.add_paragraph(address.url, char_pr_id_ref=note.letters), note)


def _comment(element: Any, text: str) -> None:
    """Give an object its text alternative, where the file format wants it."""
    space = element.tag.partition("}")[0] + "}"
    for old in element.findall(f"{space}shapeComment"):
        element.remove(old)
    comment = element.makeelement(f"{space}shapeComment", {})
    comment.text = plain(text)[:1200]
    element.find(f"{space}outMargin").addnext(comment)
