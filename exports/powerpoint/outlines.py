"""Outlines of the two countries as native freeforms: one a region, named, in a group a country."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from pptx.oxml import parse_xml

from charts.theme import LIGHT
from exports.powerpoint.design import Box, inches_of, rgb
from exports.powerpoint.text import add_text, describe
from exports.powerpoint.xml import GROUP, RECTANGLE, SHAPE, named, outline
from exports.powerpoint.xml import place as place_of
from exports.publication import plain
from regions.database.languages import Language
from regions.database.outlines import MapPanel

_GAP = 0.3
_WHITE = rgb(LIGHT.page)
_LABEL_SIZE = 11.0


def side_by_side(
    box: Box, panels: Mapping[str, MapPanel], order: Sequence[str], gap: float = _GAP
) -> dict[str, Box]:
    """Return where each country stands: on one height, from the left in the order given."""
    ratio = {country: size(panels[country])[0] / size(panels[country])[1] for country in order}
    gaps = gap * (len(order) - 1)
    height = min(box.height, (box.width - gaps) / sum(ratio.values()))
    left = box.left + (box.width - gaps - height * sum(ratio.values())) / 2
    places = {}
    for country in order:
        places[country] = Box(left, box.top + (box.height - height) / 2, height * ratio[country], height)
        left += places[country].width + gap
    return places


def size(panel: MapPanel) -> tuple[float, float]:
    """Return width and height of a panel in its own units."""
    left, bottom, right, top = panel.frame
    return right - left, top - bottom


def panel_group(shapes: Any, place: Box, panel: MapPanel, name: str, text: str) -> Any:
    """Add the empty group of a country, its coordinates those of the panel from the top left corner."""
    width, height = (int(part) for part in size(panel))
    left, top, across, down = place.emu
    group = parse_xml(
        f'{GROUP}<p:nvGrpSpPr><p:cNvPr id="{shapes._next_shape_id}" name=""/>'
        f'<p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm><a:off x="{left}" y="{top}"/>'
        f'<a:ext cx="{across}" cy="{down}"/><a:chOff x="0" y="0"/>'
        f'<a:chExt cx="{width}" cy="{height}"/></a:xfrm></p:grpSpPr></p:grpSp>'
    )
    properties = group.xpath("./p:nvGrpSpPr/p:cNvPr")[0]
    properties.set("name", plain(name))
    properties.set("descr", plain(text)[:1200])
    shapes._spTree.append(group)
    return group


def region_shape(panel: MapPanel, code: str, fill: str, number: int, name: str, text: str) -> Any:
    """Return the outline of a region with its fill, name and text alternative."""
    shape = parse_xml(_region(panel, code).replace("<!--fill-->", fill))
    region = shape.xpath(".//p:cNvPr")[0]
    region.set("id", str(number))
    region.set("name", plain(name))
    region.set("descr", plain(text))
    return shape


@lru_cache(maxsize=128)
def _region(panel: MapPanel, code: str) -> str:
    """Return a region's outline, its fill still open, in panel units from the top left corner."""
    height = int(size(panel)[1])
    rings = panel.outlines[code].rings()
    xs = [int(x) for ring in rings for x, _ in ring]
    ys = [height - int(y) for ring in rings for _, y in ring]
    left, top = min(xs), min(ys)
    width, depth = max(xs) - left, max(ys) - top
    path = ""
    for ring in rings:
        points = [(int(x) - left, height - int(y) - top) for x, y in ring[:-1]]
        start = f'<a:pt x="{points[0][0]}" y="{points[0][1]}"/>'
        lines = "".join(f'<a:lnTo><a:pt x="{x}" y="{y}"/></a:lnTo>' for x, y in points[1:])
        path += f"<a:moveTo>{start}</a:moveTo>{lines}<a:close/>"
    return (
        f"{SHAPE}{named(0, '')}<p:spPr>{place_of(left, top, width, depth)}<a:custGeom><a:avLst/><a:gdLst/>"
        '<a:ahLst/><a:cxnLst/><a:rect l="0" t="0" r="r" b="b"/>'
        f'<a:pathLst><a:path w="{width}" h="{depth}">{path}</a:path></a:pathLst></a:custGeom><!--fill-->'
        f"{outline(LIGHT.page)}</p:spPr></p:sp>"
    )


def inset_shape(panel: MapPanel, number: int) -> Any:
    """Return the frame around the islands drawn apart."""
    left, bottom, right, top = (int(edge) for edge in panel.inset_frame)
    spot = place_of(left, int(size(panel)[1]) - top, right - left, top - bottom)
    return parse_xml(
        f"{SHAPE}{named(number, 'Inset')}<p:spPr>{spot}{RECTANGLE}<a:noFill/>{outline(LIGHT.muted)}"
        "</p:spPr></p:sp>"
    )


def label_point(panel: MapPanel, place: Box, code: str) -> tuple[float, float]:
    """Return the point of a region, in inches from the left and the top of the slide."""
    return on_slide(panel, place, panel.outlines[code].label)


def on_slide(panel: MapPanel, place: Box, point: tuple[float, float]) -> tuple[float, float]:
    """Return a point of a country's map in inches from the left and the top of the slide."""
    width, height = size(panel)
    x, y = point
    return place.left + x / width * place.width, place.top + (1 - y / height) * place.height


def add_label(
    shapes: Any, point: tuple[float, float], text: str, language: Language, taken: list[Box]
) -> None:
    """Name a region at its point; a name that would cover another is left to the shape's own name."""
    wide, high = inches_of(text, _LABEL_SIZE) + 0.1, _LABEL_SIZE * 1.35 / 72
    spot = Box(point[0] - wide / 2, point[1] - high / 2, wide, high)
    if any(_overlap(spot, other) for other in taken):
        return
    taken.append(spot)
    shape = add_text(shapes, spot, [text], language, _LABEL_SIZE, bold=True, align="center", anchor="middle")
    shape.text_frame.word_wrap = False
    shape.fill.solid()
    shape.fill.fore_color.rgb = _WHITE
    describe(shape, text, text)


def _overlap(one: Box, other: Box) -> bool:
    apart = one.left + one.width < other.left or other.left + other.width < one.left
    return not (apart or one.top + one.height < other.top or other.top + other.height < one.top)
