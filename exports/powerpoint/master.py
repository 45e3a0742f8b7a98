"""The master of the slides: our own theme and nine layouts, made from the empty template of python-pptx."""

import io
from functools import cache
from typing import Any

from lxml import etree
from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.presentation import Presentation as PresentationType

from charts.theme import LIGHT
from exports.powerpoint.design import (
    EAST_ASIAN,
    FONTS,
    FOOT,
    HEIGHT,
    MARGIN,
    NUMBER,
    READING,
    TITLE,
    WIDTH,
    Box,
)
from exports.powerpoint.structure import without_leftovers
from exports.powerpoint.xml import GROUP, NO_MARGINS, RECTANGLE, SHAPE, named, place, solid
from regions.database.languages import Language

LAYOUTS = (
    "title", "section", "chart", "two_charts", "big_number",
    "map", "table", "sources", "blank",
)  # fmt: skip
READING_INDEX, FOOT_INDEX = 13, 14
# How layouts of other templates say what they are for.
TITLE_PAGE, TITLE_ALONE = "title", "titleOnly"
_KINDS = {"title": (TITLE_PAGE,), "section": ("secHead", TITLE_PAGE)}
_TITLES = (PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE)
COVER_TITLE, COVER_READING = Box(1.0, 2.5, 11.3, 1.7), Box(1.0, 4.35, 11.3, 0.9)
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"


def new_presentation(language: Language) -> PresentationType:
    """Return an empty presentation with our master, its fonts set for a language."""
    return Presentation(io.BytesIO(_template(language)))


def layout(presentation: PresentationType, name: str) -> Any:
    """Return one of `LAYOUTS`; of a template that is not ours the layout that serves the same end."""
    held = list(presentation.slide_layouts)
    if [one.name for one in held] == [_shown(one) for one in LAYOUTS]:
        return held[LAYOUTS.index(name)]
    for kind in _KINDS.get(name, (TITLE_ALONE,)):
        for one in held:
            if one._element.get("type") == kind:
                return one
    return min(held, key=lambda one: (not _has_title(one), len(list(one.placeholders))))


def _shown(name: str) -> str:
    return name.replace("_", " ").capitalize()


def _has_title(one: Any) -> bool:
    return any(held.placeholder_format.type in _TITLES for held in one.placeholders)


@cache
def _template(language: Language) -> bytes:
    presentation = Presentation()
    presentation.slide_width, presentation.slide_height = WIDTH, HEIGHT
    without_leftovers(presentation)
    master = presentation.slide_master
    _set_theme(master, language)
    _rewrite(master, "master", [_title(TITLE), _body(READING, READING_INDEX, 14, LIGHT.muted)])
    layouts = list(presentation.slide_layouts)
    for unused in layouts[len(LAYOUTS) :]:
        presentation.slide_layouts.remove(unused)
    for name, one in zip(LAYOUTS, layouts, strict=False):
        _rewrite(one, name, _parts(name))
        one._element.attrib.pop("type", None)
    body = io.BytesIO()
    presentation.save(body)
    return body.getvalue()


def _parts(name: str) -> list[str]:
    if name in ("title", "section"):
        size = 40 if name == "title" else 36
        return [
            _bar(1.0, 2.2, 0.9, 0.08),
            _title(COVER_TITLE, size),
            _body(COVER_READING, READING_INDEX, 18, LIGHT.muted),
        ]
    if name == "blank":
        return []
    return [
        _bar(MARGIN, 0.32, 0.5, 0.05),
        _title(TITLE),
        _body(READING, READING_INDEX, 14, LIGHT.muted),
        _rule(FOOT.top - 0.07),
        _body(FOOT, FOOT_INDEX, 10.5, LIGHT.muted),
        _number(),
    ]


def _rewrite(one: Any, name: str, parts: list[str]) -> None:
    """Replace everything on a layout or the master by our own parts."""
    tree = one._element.cSld.spTree
    for child in list(tree)[2:]:
        tree.remove(child)
    for part in parts:
        tree.append(parse_xml(part))
    one._element.cSld.set("name", _shown(name))
    for number, properties in enumerate(tree.iter(qn("p:cNvPr")), 2):
        properties.set("id", str(number))


def _title(box: Box, size: float = 28) -> str:
    return _placeholder(box, "Title", 'type="title"', size, LIGHT.text, bold=True, anchor="b")


def _body(box: Box, index: int, size: float, colour: str) -> str:
    return _placeholder(box, f"Text {index}", f'type="body" sz="quarter" idx="{index}"', size, colour)


def _placeholder(
    box: Box, name: str, kind: str, size: float, colour: str, *, bold: bool = False, anchor: str = "t"
) -> str:
    points, weight = int(size * 100), int(bold)
    return (
        f'{SHAPE}<p:nvSpPr><p:cNvPr id="2" name="{name}"/>'
        f'<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph {kind}/></p:nvPr></p:nvSpPr>'
        f"<p:spPr>{place(*box.emu)}{RECTANGLE}</p:spPr>"
        f'<p:txBody><a:bodyPr {NO_MARGINS} anchor="{anchor}"><a:normAutofit/></a:bodyPr>'
        '<a:lstStyle><a:lvl1pPr marL="0" indent="0" algn="l"><a:lnSpc><a:spcPct val="100000"/></a:lnSpc>'
        f'<a:spcBef><a:spcPts val="0"/></a:spcBef><a:buNone/><a:defRPr sz="{points}" b="{weight}">'
        f'{solid(colour)}<a:latin typeface="+mn-lt"/><a:ea typeface="+mn-ea"/>'
        "</a:defRPr></a:lvl1pPr></a:lstStyle><a:p><a:endParaRPr/></a:p></p:txBody></p:sp>"
    )


def _number() -> str:
    return (
        f'{SHAPE}<p:nvSpPr><p:cNvPr id="2" name="Slide number"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        '<p:nvPr><p:ph type="sldNum" sz="quarter" idx="12"/></p:nvPr></p:nvSpPr>'
        f"<p:spPr>{place(*NUMBER.emu)}{RECTANGLE}</p:spPr>"
        f'<p:txBody><a:bodyPr {NO_MARGINS} anchor="b"/><a:lstStyle><a:lvl1pPr algn="r">'
        f'<a:defRPr sz="1100">{solid(LIGHT.muted)}</a:defRPr></a:lvl1pPr></a:lstStyle>'
        '<a:p><a:fld id="{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}" type="slidenum">'
        '<a:rPr lang="en-GB"/><a:t>‹#›</a:t></a:fld><a:endParaRPr lang="en-GB"/></a:p></p:txBody></p:sp>'
    )


def _bar(left: float, top: float, width: float, height: float) -> str:
    """The mark of the product: one bar in the colour of each country, side by side."""
    half = width / 2
    boxes = (
        (Box(left, top, half, height), LIGHT.korea[0]),
        (Box(left + half, top, half, height), LIGHT.japan[0]),
    )
    bars = "".join(_filled(box, colour) for box, colour in boxes)
    return (
        f'{GROUP}<p:nvGrpSpPr><p:cNvPr id="2" name="Mark"/><p:cNvGrpSpPr/><p:nvPr/>'
        f"</p:nvGrpSpPr><p:grpSpPr/>{bars}</p:grpSp>"
    )


def _rule(top: float) -> str:
    return _filled(Box(MARGIN, top, 12.13, 0.012), LIGHT.rule)


def _filled(box: Box, colour: str) -> str:
    return (
        f"{SHAPE}{named(2, 'Decoration', decoration=True)}<p:spPr>{place(*box.emu)}{RECTANGLE}"
        f"{solid(colour)}<a:ln><a:noFill/></a:ln></p:spPr></p:sp>"
    )


def _set_theme(master: Any, language: Language) -> None:
    """Write our colours and fonts into the theme, so that what a speaker adds looks the same."""
    part = master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    theme = etree.fromstring(part.blob)
    theme.set("name", "Korea-Japan Regions")
    accents = (*LIGHT.korea[:2], *LIGHT.japan[:2], LIGHT.diverging[-2], LIGHT.diverging[1])
    colours = {"dk1": LIGHT.text, "lt1": LIGHT.page, "dk2": LIGHT.muted, "lt2": LIGHT.panel}
    colours |= {f"accent{number}": colour for number, colour in enumerate(accents, 1)}
    colours |= {"hlink": LIGHT.korea[0], "folHlink": LIGHT.muted}
    for name, colour in colours.items():
        slot = theme.find(f".//{{{_DRAWING}}}clrScheme/{{{_DRAWING}}}{name}")
        for old in list(slot):
            slot.remove(old)
        etree.SubElement(slot, f"{{{_DRAWING}}}srgbClr").set("val", colour[1:])
    for fonts in theme.iterfind(f".//{{{_DRAWING}}}fontScheme/*"):
        fonts.find(f"{{{_DRAWING}}}latin").set("typeface", FONTS[language])
        fonts.find(f"{{{_DRAWING}}}ea").set("typeface", EAST_ASIAN[language])
    part._blob = etree.tostring(theme, xml_declaration=True, encoding="UTF-8", standalone=True)
