"""A briefing as a Word document: styles, a table whose head is repeated, native charts, numbered pages."""

import io
from collections.abc import Iterator, Sequence
from itertools import count
from typing import Any

from docx.document import Document as DocumentType
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt

from exports.briefing.charts import native_charts
from exports.briefing.paper import CODE, GUTTER, HALF_WIDTH, TEXT_WIDTH
from exports.briefing.sheets import Address, Block, ChartRow, Words, sheets_of
from exports.link_code import code_picture
from exports.publication import Publication, plain
from exports.word.charts import describe_drawing, place_chart
from exports.word.figures import add_figures
from exports.word.layout import add_thin_line, layout_cells, plain_line
from exports.word.template import STYLES, document_file, new_document, spoken
from i18n.messages import messages
from regions.database.languages import Language
from regions.exhibits.briefing import Brief, FigureTable


def word_bytes(briefs: Sequence[Brief], publication: Publication) -> bytes:
    """Return a briefing as bytes of a DOCX file; in several languages one after the other."""
    lead, charts = briefs[0], count(1)
    document = new_document(lead.language)
    for brief in briefs:
        writer = _Writer(document, brief.language, publication, charts)
        for sheet in sheets_of(brief, publication.catalogue, publication.link(brief.view)):
            writer.write(sheet)
    _number_pages(document, lead)
    return document_file(document, lead.title, lead.subtitle, lead.language)


class _Writer:
    """Writes blocks one below the other."""

    def __init__(
        self, document: DocumentType, language: Language, publication: Publication, charts: Iterator[int]
    ) -> None:
        self._document = document
        self._language = language
        self._catalogue = publication.catalogue
        self._charts = charts

    def write(self, blocks: Sequence[Block]) -> None:
        """Write the blocks of a sheet, the first sheet where the document begins."""
        if self._document.paragraphs:
            add_thin_line(self._document, begins_page=True)
        for block in blocks:
            if isinstance(block, Words):
                self._words(self._document.add_paragraph(), block)
            elif isinstance(block, FigureTable):
                add_figures(self._document, block, self._language)
            elif isinstance(block, ChartRow):
                self._charts_beside(block)
            else:
                self._address(block)
            if not isinstance(block, Words):
                add_thin_line(self._document)

    def _words(self, paragraph: Any, words: Words) -> None:
        paragraph._p.style = STYLES[words.look]
        spoken(paragraph.add_run(plain(words.text)), self._language)

    def _charts_beside(self, row: ChartRow) -> None:
        charts = native_charts(row, self._catalogue)
        widths = [HALF_WIDTH + GUTTER, HALF_WIDTH] if len(charts) > 1 else [TEXT_WIDTH]
        cells = layout_cells(self._document, widths)
        for cell, chart in zip(cells, charts, strict=True):
            self._words(cell.paragraphs[0], Words("caption", chart.caption))
            place_chart(self._document, plain_line(cell), chart, next(self._charts))

    def _address(self, address: Address) -> None:
        """Write where the briefing is live; with the code that leads there, where the host is known."""
        live = address.url.startswith("http")
        left, right = layout_cells(self._document, [CODE + GUTTER, TEXT_WIDTH - CODE - GUTTER])
        if live:
            line = plain_line(left, first=True)
            picture = line.add_run().add_picture(io.BytesIO(code_picture(address.url)), Pt(CODE), Pt(CODE))
            text = f"{messages(self._language)('slide.code_text')} {address.url}"
            describe_drawing(picture._inline, "QR", text)
            picture._inline.find(qn("wp:docPr")).set("id", str(next(self._charts)))
        self._words(right.paragraphs[0], Words("note", address.text))
        line = right.add_paragraph()
        line._p.style = STYLES["note"]
        if live:
            _link(self._document, line, address.url, self._language)
        else:
            spoken(line.add_run(address.url), self._language)


def _link(document: DocumentType, paragraph: Any, url: str, language: Language) -> None:
    relation = document.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link = parse_xml(f'<w:hyperlink {nsdecls("w", "r")} r:id="{relation}"/>')
    run = paragraph.add_run(url)
    run.style = document.styles["Hyperlink"]
    spoken(run, language)
    link.append(run._r)
    paragraph._p.append(link)


def _number_pages(document: DocumentType, brief: Brief) -> None:
    """Write product and data version at the foot of each page, and its number out of how many."""
    paragraph = document.sections[0].footer.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    product = messages(brief.language)("product.name")
    for text, field in ((f"{product} · {brief.build_id} · ", "PAGE"), (" / ", "NUMPAGES")):
        for words in (text, ""):
            run = paragraph.add_run(words)
            run.font.size = Pt(8)
            spoken(run, brief.language)
            if not words:
                _field(run, field)


def _field(run: Any, name: str) -> None:
    """Make a run show the number of the page or of all pages."""
    for part in (
        '<w:fldChar {0} w:fldCharType="begin"/>',
        f'<w:instrText {{0}} xml:space="preserve"> {name} </w:instrText>',
        '<w:fldChar {0} w:fldCharType="end"/>',
    ):
        run._r.append(parse_xml(part.format(nsdecls("w"))))
