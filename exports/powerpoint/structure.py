"""The parts of a presentation around its slides, as readers stricter than PowerPoint want them.

python-pptx begins every presentation with a template of its own: a size called 4:3 and guides for it,
settings of a printer, a thumbnail, name and dates of its maker; and it does not list the master of the notes.
"""

import io
from datetime import UTC, datetime
from typing import Any

from lxml import etree
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.presentation import Presentation as PresentationType

from exports.publication import plain
from i18n.messages import messages
from regions.database.languages import Language

_LEFTOVERS = (RELATIONSHIP_TYPE.PRINTER_SETTINGS, RELATIONSHIP_TYPE.THUMBNAIL)
_LONGEST_PROPERTY = 250
_EXTENDED = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"


def without_leftovers(presentation: PresentationType) -> None:
    """Take away what the template of python-pptx holds for slides of another size and another maker."""
    presentation.part._element.find(qn("p:sldSz")).attrib.pop("type", None)
    for holder in (presentation.part.rels, presentation.part.package._rels):
        for identifier in [key for key, held in holder.items() if held.reltype in _LEFTOVERS]:
            holder.pop(identifier)
    views = presentation.part.part_related_by(RELATIONSHIP_TYPE.VIEW_PROPS)
    root = etree.fromstring(views.blob)
    for guides in root.findall(f".//{qn('p:guideLst')}"):
        guides.getparent().remove(guides)
    views._blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def presentation_file(presentation: PresentationType, title: str, language: Language) -> bytes:
    """Return a finished presentation as bytes of a PPTX file: its properties and its notes are declared."""
    product = messages(language)("product.name")
    properties = presentation.core_properties
    properties.title, properties.author = plain(title)[:_LONGEST_PROPERTY], product
    properties.last_modified_by, properties.comments, properties.language = product, "", language
    properties.created = properties.modified = datetime.now(tz=UTC).replace(tzinfo=None)
    _list_notes_master(presentation)
    _count(presentation, product)
    body = io.BytesIO()
    presentation.save(body)
    return body.getvalue()


def number_axes(chart: Any) -> None:
    """Give the axes of a native chart numbers that the format allows; python-pptx writes negative ones."""
    numbers: dict[str, str] = {}
    for element in chart._chartSpace.iter(qn("c:axId"), qn("c:crossAx")):
        element.set("val", numbers.setdefault(element.get("val"), str(len(numbers) + 1)))


def _list_notes_master(presentation: PresentationType) -> None:
    """Name the master of the notes, if there are any, behind the masters of the slides."""
    masters = [
        key for key, held in presentation.part.rels.items() if held.reltype == RELATIONSHIP_TYPE.NOTES_MASTER
    ]
    if not masters:
        return
    named = f'<p:notesMasterId r:id="{masters[0]}"/>'
    listed = parse_xml(f"<p:notesMasterIdLst {nsdecls('p', 'r')}>{named}</p:notesMasterIdLst>")
    presentation.part._element.find(qn("p:sldMasterIdLst")).addnext(listed)


def _count(presentation: PresentationType, product: str) -> None:
    """Write what made the presentation and how many slides and notes it has."""
    slides = list(presentation.slides)
    counts = {"Slides": len(slides), "Notes": sum(slide.has_notes_slide for slide in slides)}
    root = etree.Element(f"{{{_EXTENDED}}}Properties", nsmap={None: _EXTENDED})
    for name, value in {**counts, "Application": product}.items():
        etree.SubElement(root, f"{{{_EXTENDED}}}{name}").text = str(value)
    part = presentation.part.package.part_related_by(RELATIONSHIP_TYPE.EXTENDED_PROPERTIES)
    part._blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
