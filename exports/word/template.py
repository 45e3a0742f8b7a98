"""The template of Word documents: A4, styles of our own by the looks of the sheets, nothing else.

python-docx begins every document with a template of its own: a hundred styles twice over, a thumbnail, name
and dates of its maker.
"""

import io
from datetime import UTC, datetime
from functools import cache
from typing import Any

from docx import Document
from docx.document import Document as DocumentType
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Mm
from lxml import etree

from charts.theme import LIGHT
from exports.briefing.paper import BOTTOM, CELL, FOOT, LOOKS, PAGE_HEIGHT, PAGE_WIDTH, SIDE, TOP, Look
from exports.powerpoint.design import EAST_ASIAN, FONTS, LOCALES
from exports.publication import plain
from i18n.messages import messages
from regions.database.languages import Language

_EXTENDED = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
_LEFTOVERS = (
    RELATIONSHIP_TYPE.THUMBNAIL,
    RELATIONSHIP_TYPE.CUSTOM_XML,
    "http://schemas.microsoft.com/office/2007/relationships/stylesWithEffects",
    RELATIONSHIP_TYPE.NUMBERING,
)
_LONGEST_PROPERTY = 250
# The id of each look's style; those that Word knows itself, under its names.
STYLES = {
    "title": "Title",
    "subtitle": "Subtitle",
    "heading": "Heading1",
    "line_1": "BriefStatement",
    "line_2": "BriefDetail",
    "note": "BriefNote",
    "caption": "Caption",
    "source": "BriefSource",
    "cell": "BriefCell",
}
TABLE_STYLE = "BriefTable"
_NAMES = {"title": "Title", "subtitle": "Subtitle", "heading": "heading 1", "caption": "caption"}


def new_document(language: Language) -> DocumentType:
    """Return an empty document with our styles, its fonts set for a language."""
    return Document(io.BytesIO(_template(language)))


def document_file(document: DocumentType, title: str, subject: str, language: Language) -> bytes:
    """Return a finished document as bytes of a DOCX file, with its properties."""
    product = messages(language)("product.name")
    properties = document.core_properties
    properties.title, properties.subject = (
        plain(title)[:_LONGEST_PROPERTY],
        plain(subject)[:_LONGEST_PROPERTY],
    )
    properties.author = properties.last_modified_by = product
    properties.comments, properties.language, properties.revision = "", LOCALES[language], 1
    properties.created = properties.modified = datetime.now(tz=UTC).replace(tzinfo=None)
    body = io.BytesIO()
    document.save(body)
    return body.getvalue()


@cache
def _template(language: Language) -> bytes:
    document = Document()
    for holder in (document.part.rels, document.part.package.rels):
        for identifier in [key for key, held in holder.items() if held.reltype in _LEFTOVERS]:
            holder.pop(identifier)
    _set_styles(document, language)
    _set_settings(document, language)
    _set_application(document, messages(language)("product.name"))
    section = document.sections[0]
    section.page_width, section.page_height = Mm(PAGE_WIDTH), Mm(PAGE_HEIGHT)
    section.left_margin = section.right_margin = Mm(SIDE)
    section.top_margin, section.bottom_margin = Mm(TOP), Mm(BOTTOM)
    section.header_distance = section.footer_distance = Mm(FOOT)
    body = io.BytesIO()
    document.save(body)
    return body.getvalue()


def _set_styles(document: DocumentType, language: Language) -> None:
    """Replace the styles by ours, each with its fonts and its language."""
    root = document.styles.element
    for child in list(root):
        root.remove(child)
    told = f'<w:lang w:val="{LOCALES[language]}" w:eastAsia="{LOCALES[language]}" w:bidi="ar-SA"/>'
    parts = [
        f"<w:docDefaults {nsdecls('w')}><w:rPrDefault><w:rPr>{_fonts(language)}"
        f'<w:color w:val="{LIGHT.text[1:]}"/><w:sz w:val="19"/><w:szCs w:val="19"/>{told}'
        "</w:rPr></w:rPrDefault>"
        "<w:pPrDefault/></w:docDefaults>",
        _style("Normal", "Normal", "paragraph", "", default=True),
        _style("DefaultParagraphFont", "Default Paragraph Font", "character", "", default=True),
        _style("TableNormal", "Normal Table", "table", _NO_TABLE, default=True),
        _style("Footer", "footer", "paragraph", "", based="Normal"),
        _style(
            "Hyperlink", "Hyperlink", "character", f'<w:rPr><w:color w:val="{LIGHT.korea[0][1:]}"/></w:rPr>'
        ),
        _style(TABLE_STYLE, "Brief table", "table", _TABLE, based="TableNormal"),
    ]
    t = messages(language)
    for look, held in {**LOOKS, "cell": CELL}.items():
        parts.append(_looked(STYLES[look], _NAMES.get(look) or t(f"brief.style.{look}"), held))
    for part in parts:
        root.append(parse_xml(part))


def _fonts(language: Language) -> str:
    return (
        f'<w:rFonts w:ascii="{FONTS[language]}" w:hAnsi="{FONTS[language]}" '
        f'w:eastAsia="{EAST_ASIAN[language]}" w:cs="{FONTS[language]}"/>'
    )


_RULE = f'w:val="single" w:sz="4" w:space="0" w:color="{LIGHT.rule[1:]}"'
_NO_TABLE = (
    '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:left w:w="0" w:type="dxa"/>'
    '<w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr>'
)
_TABLE = (
    f"<w:tblPr><w:tblBorders><w:top {_RULE}/><w:bottom {_RULE}/><w:insideH {_RULE}/><w:insideV {_RULE}/>"
    "</w:tblBorders></w:tblPr>"
)


def _style(
    identifier: str, name: str, kind: str, content: str, *, default: bool = False, based: str = ""
) -> str:
    chosen = ' w:default="1"' if default else ""
    base = f'<w:basedOn w:val="{based}"/>' if based else ""
    return (
        f'<w:style {nsdecls("w")} w:type="{kind}"{chosen} w:styleId="{identifier}">'
        f'<w:name w:val="{name}"/>{base}<w:qFormat/>{content}</w:style>'
    )


def _looked(identifier: str, name: str, look: Look) -> str:
    """Return the style of a look; the pitch is exact, so that no font makes a sheet longer."""
    outline = f'<w:outlineLvl w:val="{look.level - 2}"/>' if look.level > 1 else ""
    kept = "<w:keepNext/>" if look.level or look.bold else ""
    weight = "<w:b/>" if look.bold else ""
    colour = f'<w:color w:val="{LIGHT.muted[1:]}"/>' if look.muted else ""
    size = round(look.size * 2)
    return _style(
        identifier,
        name,
        "paragraph",
        f'<w:pPr>{kept}<w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/>'
        f'<w:spacing w:before="{round(look.before * 20)}" w:after="0" '
        f'w:line="{round(look.pitch * 20)}" w:lineRule="exact"/>'
        f'<w:ind w:left="{round(look.indent * 20)}" w:hanging="{round((look.indent - look.margin) * 20)}"/>'
        f"{outline}</w:pPr><w:rPr>{weight}{colour}"
        f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr>',
        based="Normal",
    )


def _set_settings(document: DocumentType, language: Language) -> None:
    """Write the settings anew: the template's hold what its maker did with it."""
    root = document.settings.element
    for child in list(root):
        root.remove(child)
    locale = LOCALES[language]
    for part in (
        '<w:zoom {0} w:percent="100"/>',
        '<w:defaultTabStop {0} w:val="720"/>',
        '<w:compat {0}><w:compatSetting w:name="compatibilityMode" '
        'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>',
        f'<w:themeFontLang {{0}} w:val="{locale}" w:eastAsia="{locale}"/>',
    ):
        root.append(parse_xml(part.format(nsdecls("w"))))


def _set_application(document: DocumentType, product: str) -> None:
    """Write what made the document."""
    root = etree.Element(f"{{{_EXTENDED}}}Properties", nsmap={None: _EXTENDED})
    etree.SubElement(root, f"{{{_EXTENDED}}}Application").text = product
    part: Any = document.part.package.part_related_by(RELATIONSHIP_TYPE.EXTENDED_PROPERTIES)
    part._blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def spoken(run: Any, language: Language) -> None:
    """Tag a run with its language and the fonts of that, which may be another than the document's."""
    properties = run._r.get_or_add_rPr()
    fonts = parse_xml(_fonts(language).replace("/>", f" {nsdecls('w')}/>"))
    properties._insert_rFonts(fonts)
    tag = parse_xml(f'<w:lang {nsdecls("w")} w:val="{LOCALES[language]}" w:eastAsia="{LOCALES[language]}"/>')
    properties.insert_element_before(tag, "w:eastAsianLayout", "w:specVanish", "w:oMath")
