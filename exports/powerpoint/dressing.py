"""Slides drawn in our measures, colours and fonts, put into those of a speaker's own template."""

from collections.abc import Iterator, Mapping
from typing import Any

from lxml import etree
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml.ns import qn
from pptx.presentation import Presentation as PresentationType

from charts.theme import LIGHT, luminance
from exports.powerpoint.design import EAST_ASIAN, FONTS, HEIGHT, WIDTH

# A colour of the theme, and how much of it with how much white: per cent of luminance, as the format has it.
_Tone = tuple[str, int, int]
_LEGIBLE = 3.0  # contrast of lines and large letters with the ground (WCAG 2)
_FAMILY = ((100, 0), (60, 40), (50, 0), (40, 60), (75, 0), (75, 25))
_STEPS = ((20, 80), (40, 60), (60, 40), (80, 20), (100, 0), (75, 0), (50, 0))
_DARKER = ((75, 0), (100, 0), (40, 60))
_ACCENTS = tuple(f"accent{number}" for number in range(1, 7))
_OWN_FONTS = {*FONTS.values(), *EAST_ASIAN.values()}
_THEME_FONTS = {"latin": "+mn-lt", "ea": "+mn-ea"}
_PLACES = {"off": ("x", "y"), "ext": ("cx", "cy"), "chOff": ("x", "y"), "chExt": ("cx", "cy")}
_LENGTHS = {
    "ln": ("w",), "lnB": ("w",), "gridCol": ("w",), "tr": ("h",), "tcPr": ("marL", "marR", "marT", "marB"),
}  # fmt: skip
_LETTERS = ("rPr", "defRPr", "endParaRPr")


def dress_slides(presentation: PresentationType) -> None:
    """Scale every slide to the size of the template, and give it the template's colours and fonts."""
    width, height = presentation.slide_width or WIDTH, presentation.slide_height or HEIGHT
    scale = min(width / WIDTH, height / HEIGHT)
    aside = round((width - WIDTH * scale) / 2), round((height - HEIGHT * scale) / 2)
    tones = _tones(presentation)
    for slide in presentation.slides:
        for root in _drawn(slide):
            _resize(root, scale)
            _recolour(root, tones)
            _letter(root)
        for shape in slide.shapes._spTree.iterchildren():
            _move(shape, aside)
        for shape in list(slide.placeholders):
            if shape.has_text_frame and shape.text_frame.text:
                _inherit(shape)
            else:
                shape._element.getparent().remove(shape._element)


def _drawn(slide: Any) -> Iterator[Any]:
    """Return the slide and its charts."""
    yield slide._element
    for held in slide.part.rels.values():
        if held.reltype == RELATIONSHIP_TYPE.CHART:
            yield held.target_part._element


def _resize(root: Any, scale: float) -> None:
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        name = etree.QName(element).localname
        for attribute in (*_PLACES.get(name, ()), *_LENGTHS.get(name, ()), *(("sz",) * (name in _LETTERS))):
            held = element.get(attribute)
            if held is not None:
                element.set(attribute, str(round(int(held) * scale)))


def _move(shape: Any, aside: tuple[int, int]) -> None:
    """Put a shape of the slide itself, not of a group, where the middle of the template is."""
    for place in shape.xpath("./p:spPr/a:xfrm | ./p:grpSpPr/a:xfrm | ./p:xfrm"):
        off = place.find(qn("a:off"))
        if off is not None:
            for name, distance in zip(("x", "y"), aside, strict=True):
                off.set(name, str(int(off.get(name)) + distance))


def _recolour(root: Any, tones: Mapping[str, _Tone]) -> None:
    for element in list(root.iter(qn("a:srgbClr"))):
        tone = tones.get(element.get("val", "").upper())
        if tone is None:
            continue
        name, kept, white = tone
        element.tag = qn("a:schemeClr")
        element.set("val", name)
        parts = [("lumMod", kept)] * (kept != 100) + [("lumOff", white)] * (white != 0)
        for place, (part, share) in enumerate(parts):
            child = etree.Element(qn(f"a:{part}"))
            child.set("val", str(share * 1000))
            element.insert(place, child)


def _letter(root: Any) -> None:
    for name, own in _THEME_FONTS.items():
        for element in root.iter(qn(f"a:{name}")):
            if element.get("typeface") in _OWN_FONTS:
                element.set("typeface", own)


def _inherit(shape: Any) -> None:
    """Let the words in a place of the template have its colour and its fonts."""
    for properties in shape._element.iter(qn("a:rPr")):
        properties.remove_all("a:solidFill", "a:latin", "a:ea")


def _tones(presentation: PresentationType) -> dict[str, _Tone]:
    """Return what becomes of each of our colours."""
    palette, ground = palette_of(presentation)
    legible = [name for name in _ACCENTS if _contrast(palette[name], ground) >= _LEGIBLE]
    korea, japan = [*legible, *(name for name in _ACCENTS if name not in legible)][:2]
    below, above = _ACCENTS[2:4]
    is_dark = luminance(ground) < 0.2
    quiet = {"rule": (85, 15), "faded": (75, 25), "missing": (95, 5)}
    found: dict[str, _Tone] = {
        LIGHT.text: ("tx1", 100, 0),
        LIGHT.muted: ("tx1", 65, 0 if is_dark else 35),
        LIGHT.page: ("bg1", 100, 0),
        LIGHT.panel: ("bg2", 100, 0),
    }
    for name, (kept, white) in quiet.items():
        found[getattr(LIGHT, name)] = ("bg1", kept, white if is_dark else 0)
    for family, accent in ((LIGHT.korea, korea), (LIGHT.japan, japan)):
        found |= {colour: (accent, *tone) for colour, tone in zip(family, _FAMILY, strict=True)}
    for steps, accent in ((LIGHT.sequential, korea), (LIGHT.sequential_japan, japan)):
        found |= {colour: (accent, *tone) for colour, tone in zip(steps, _STEPS, strict=True)}
    found |= {colour: (below, *tone) for colour, tone in zip(LIGHT.diverging[:3], _DARKER, strict=True)}
    found |= {colour: (above, *tone) for colour, tone in zip(LIGHT.diverging[:2:-1], _DARKER, strict=True)}
    return {colour[1:].upper(): tone for colour, tone in found.items()}


def palette_of(presentation: PresentationType) -> tuple[dict[str, str], str]:
    """Return the accents of the theme, and the colour of the ground."""
    master = presentation.slide_master
    theme = etree.fromstring(master.part.part_related_by(RELATIONSHIP_TYPE.THEME).blob)
    scheme = theme.find(f".//{qn('a:clrScheme')}")
    held = {
        etree.QName(slot).localname: "#" + (slot[0].get("lastClr") or slot[0].get("val") or "000000")
        for slot in scheme
        if len(slot)
    }
    names = master._element.find(qn("p:clrMap"))
    ground = held.get(names.get("bg1", "lt1"), "#FFFFFF") if names is not None else held.get("lt1", "#FFFFFF")
    return {name: held.get(name, "#808080") for name in _ACCENTS}, ground


def _contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)
