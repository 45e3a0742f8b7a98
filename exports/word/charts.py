"""Native charts in a Word document: a chart part with its workbook, which python-docx has no words for."""

from typing import Any

from docx.document import Document as DocumentType
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt
from lxml import etree

from exports.briefing.charts import NativeChart

_CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"


def place_chart(document: DocumentType, paragraph: Any, chart: NativeChart, number: int) -> None:
    """Add a chart in the line of a paragraph.

    Args:
        document: The document.
        paragraph: Where it stands.
        chart: The chart.
        number: Of the chart within the document, from 1 on.
    """
    package = document.part.package
    part = Part(PackURI(f"/word/charts/chart{number}.xml"), CONTENT_TYPE.DML_CHART, b"", package)
    name = f"/word/embeddings/Microsoft_Excel_Sheet{number}.xlsx"
    link = part.relate_to(
        Part(PackURI(name), CONTENT_TYPE.SML_SHEET, chart.workbook, package), RELATIONSHIP_TYPE.PACKAGE
    )
    part._blob = _linked(chart.xml, link)
    _put_in_line(paragraph, chart, document.part.relate_to(part, RELATIONSHIP_TYPE.CHART), number)


def _linked(xml: bytes, relation: str) -> bytes:
    """Return a chart that finds its workbook by a relation."""
    root = etree.fromstring(xml)
    root.find(f"{{{_CHART}}}externalData").set(qn("r:id"), relation)
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return written


def _put_in_line(paragraph: Any, chart: NativeChart, relation: str, number: int) -> None:
    inline = parse_xml(
        f'<wp:inline {nsdecls("wp", "a", "r")} distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{Pt(chart.width)}" cy="{Pt(chart.height)}"/>'
        '<wp:effectExtent l="0" t="0" r="0" b="0"/>'
        f'<wp:docPr id="{number}"/><wp:cNvGraphicFramePr/>'
        f'<a:graphic><a:graphicData uri="{_CHART}"><c:chart xmlns:c="{_CHART}" r:id="{relation}"/>'
        "</a:graphicData></a:graphic></wp:inline>"
    )
    describe_drawing(inline, chart.caption, chart.text)
    run = paragraph.add_run()
    drawing = parse_xml(f"<w:drawing {nsdecls('w')}/>")
    drawing.append(inline)
    run._r.append(drawing)


def describe_drawing(inline: Any, name: str, text: str) -> None:
    """Give a drawing its name and its text alternative."""
    properties = inline.find(qn("wp:docPr"))
    properties.set("name", name[:120])
    properties.set("descr", text[:1200])
