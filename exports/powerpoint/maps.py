"""A map of native shapes: one freeform a region, named, filled by class, to be recoloured in PowerPoint."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from pptx.oxml import parse_xml

from charts.classes import Classes, classes_of
from charts.geometry import MapPanel, map_panels
from charts.theme import LIGHT
from exports.figures import written_value
from exports.powerpoint.design import Box, emu, inches_of, rgb
from exports.powerpoint.text import add_text, describe
from exports.powerpoint.xml import GROUP, RECTANGLE, SHAPE, hatched, named, outline, solid
from exports.powerpoint.xml import place as place_of
from exports.publication import plain
from i18n.messages import messages
from regions.catalogue import Catalogue
from regions.exhibit import Exhibit, countries_in_order
from regions.overview import one_scale

_GAP = 0.3
_WHITE = rgb(LIGHT.page)
_LABEL_SIZE = 11.0
_LEGEND_LINE, _LEGEND_SIZE = 0.29, 12.0


@dataclass(frozen=True)
class MapScale:
    """Classes of each country, one object for both where they share a scale; whether they do."""

    classes: Mapping[str, Classes]
    shared: bool


def map_scale(exhibit: Exhibit) -> MapScale:
    """Return the classes of an exhibit's regions."""
    data = exhibit.data[exhibit.data.region_code.str.len() > 2]
    if one_scale(exhibit.indicator, exhibit.view) or len(exhibit.indicator.countries) == 1:
        both = classes_of(exhibit, data.value, LIGHT)
        return MapScale({"KR": both, "JP": both}, True)
    each = {
        country: classes_of(exhibit, data[data.country == country].value, LIGHT) for country in ("KR", "JP")
    }
    return MapScale(each, False)


def add_map(shapes: Any, box: Box, exhibit: Exhibit, catalogue: Catalogue, scale: MapScale) -> None:
    """Draw both countries side by side, in the order of the reader's language."""
    panels = map_panels()
    order = countries_in_order(exhibit.language)
    ratio = {country: _size(panels[country])[0] / _size(panels[country])[1] for country in order}
    height = min(box.height, (box.width - _GAP) / sum(ratio.values()))
    left = box.left + (box.width - _GAP - height * sum(ratio.values())) / 2
    rows = {row["region_code"]: row for row in exhibit.data.to_dict("records")}
    taken: list[Box] = []
    for country in order:
        place = Box(left, box.top + (box.height - height) / 2, height * ratio[country], height)
        _add_panel(shapes, place, panels[country], exhibit, catalogue, rows, scale.classes[country])
        _add_labels(shapes, place, panels[country], exhibit, catalogue, taken)
        left += place.width + _GAP


def _size(panel: MapPanel) -> tuple[float, float]:
    left, bottom, right, top = panel.frame
    return right - left, top - bottom


def _add_panel(
    shapes: Any,
    place: Box,
    panel: MapPanel,
    exhibit: Exhibit,
    catalogue: Catalogue,
    rows: Mapping[str, Any],
    classes: Classes,
) -> None:
    width, height = (int(part) for part in _size(panel))
    left, top, across, down = place.emu
    name = messages(exhibit.language)(f"country.{panel.country}")
    group = parse_xml(
        f'{GROUP}<p:nvGrpSpPr><p:cNvPr id="{shapes._next_shape_id}" name=""/>'
        f'<p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm><a:off x="{left}" y="{top}"/>'
        f'<a:ext cx="{across}" cy="{down}"/><a:chOff x="0" y="0"/>'
        f'<a:chExt cx="{width}" cy="{height}"/></a:xfrm></p:grpSpPr></p:grpSp>'
    )
    properties = group.xpath("./p:nvGrpSpPr/p:cNvPr")[0]
    properties.set("name", name)
    properties.set("descr", plain(f"{name}. {exhibit.alternative_text}")[:1200])
    first = shapes._next_shape_id + 1
    for number, code in enumerate(panel.drawing_order, first):
        row = rows.get(code)
        fill = _fill(None if row is None else row["value"], classes)
        label = catalogue.place_short(code)[exhibit.language]
        value = written_value(exhibit, row, catalogue) if row is not None else ""
        shape = parse_xml(_region(panel.country, code).replace("<!--fill-->", fill))
        region = shape.xpath(".//p:cNvPr")[0]
        region.set("id", str(number))
        region.set("name", plain(f"{label} ({code})"))
        region.set("descr", plain(f"{label}: {value}"))
        _outline(shape, picked=code in exhibit.view.regions)
        group.append(shape)
    group.append(parse_xml(_inset(panel, first + len(panel.drawing_order))))
    shapes._spTree.append(group)


@cache
def _region(country: str, code: str) -> str:
    """Return a region's outline, its fill still open, in panel units from the top left corner."""
    panel = map_panels()[country]
    height = int(_size(panel)[1])
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


def _outline(shape: Any, *, picked: bool) -> None:
    """Draw the regions asked for with a strong border."""
    if picked:
        line = shape.xpath(".//a:ln")[0]
        line.set("w", "22225")
        line.xpath(".//a:srgbClr")[0].set("val", LIGHT.text[1:])


def _fill(value: Any, classes: Classes) -> str:
    if value is None or value != value:
        return hatched(LIGHT.muted, LIGHT.missing, "ltUpDiag")
    return class_fill(classes, classes.index(float(value)))


def class_fill(classes: Classes, number: int) -> str:
    """Return the fill of a class; above zero also hatched, so that the sides differ without colour."""
    colour = classes.colours[number]
    both_sides = any(limit == 0 for limit in classes.limits) and classes.limits[0] <= 0
    if both_sides and number > classes.limits.index(0):
        return hatched(LIGHT.page, colour, "wdUpDiag")
    return solid(colour)


def _inset(panel: MapPanel, number: int) -> str:
    left, bottom, right, top = (int(edge) for edge in panel.inset_frame)
    spot = place_of(left, int(_size(panel)[1]) - top, right - left, top - bottom)
    return (
        f"{SHAPE}{named(number, 'Inset')}<p:spPr>{spot}{RECTANGLE}<a:noFill/>{outline(LIGHT.muted)}"
        "</p:spPr></p:sp>"
    )


def _add_labels(
    shapes: Any, place: Box, panel: MapPanel, exhibit: Exhibit, catalogue: Catalogue, taken: list[Box]
) -> None:
    """Name the regions asked for; a name that would cover another is left to the shape's own name."""
    width, height = _size(panel)
    for code in (code for code in exhibit.view.regions if code in panel.outlines):
        x, y = panel.outlines[code].label
        text = catalogue.place_short(code)[exhibit.language]
        wide, high = inches_of(text, _LABEL_SIZE) + 0.1, _LABEL_SIZE * 1.35 / 72
        spot = Box(
            place.left + x / width * place.width - wide / 2,
            place.top + (1 - y / height) * place.height - high / 2,
            wide,
            high,
        )
        if any(_overlap(spot, other) for other in taken):
            continue
        taken.append(spot)
        shape = add_text(
            shapes, spot, [text], exhibit.language, _LABEL_SIZE, bold=True, align="center", anchor="middle"
        )
        shape.text_frame.word_wrap = False
        shape.fill.solid()
        shape.fill.fore_color.rgb = _WHITE
        describe(shape, text, text)


def _overlap(one: Box, other: Box) -> bool:
    apart = one.left + one.width < other.left or other.left + other.width < one.left
    return not (apart or one.top + one.height < other.top or other.top + other.height < one.top)


@dataclass(frozen=True)
class _Entry:
    """One line of the legend; without a fill it is a heading."""

    words: str
    fill: str = ""


def _entries(exhibit: Exhibit, scale: MapScale) -> list[_Entry]:
    """Return the classes, highest first, each with its limits and the number of its regions."""
    t = messages(exhibit.language)
    order = countries_in_order(exhibit.language)
    found = []
    for country in [order[0]] if scale.shared else [c for c in order if c in exhibit.indicator.countries]:
        classes = scale.classes[country]
        unit = _unit(exhibit, scale, country)
        found.append(_Entry(unit if scale.shared else f"{t(f'country.{country}')} ({unit})"))
        for number in reversed(range(len(classes.colours))):
            if classes.counts[number]:
                words = f"{classes.labels[number]}  ({classes.counts[number]})".strip()
                found.append(_Entry(words, class_fill(classes, number)))
    if exhibit.missing:
        hatch = hatched(LIGHT.muted, LIGHT.missing, "ltUpDiag")
        found.append(_Entry(t("slide.no_figure", count=len(exhibit.missing)), hatch))
    return found


def add_legend(shapes: Any, box: Box, exhibit: Exhibit, scale: MapScale, columns: int = 1) -> float:
    """Draw the legend from top to bottom, in one or more columns; return where it ends."""
    entries = _entries(exhibit, scale)
    rows = -(-len(entries) // columns)
    width = box.width / columns
    for number, entry in enumerate(entries):
        left = box.left + number // rows * width
        top = box.top + number % rows * _LEGEND_LINE
        indent = 0.45 if entry.fill else 0.0
        if entry.fill:
            add_swatch(shapes, left, top, entry.fill)
        spot = Box(left + indent, top, width - indent, _LEGEND_LINE - 0.03)
        add_text(shapes, spot, [entry.words], exhibit.language, _LEGEND_SIZE, bold=not entry.fill)
    return box.top + rows * _LEGEND_LINE


def legend_height(exhibit: Exhibit, scale: MapScale, columns: int) -> float:
    """Return how much room the legend takes."""
    return -(-len(_entries(exhibit, scale)) // columns) * _LEGEND_LINE


def _unit(exhibit: Exhibit, scale: MapScale, country: str) -> str:
    if scale.shared:
        return " / ".join(dict.fromkeys(exhibit.units.values()))
    return exhibit.units.get(country, "")


def add_swatch(shapes: Any, left: float, top: float, fill: str) -> None:
    """Add a small rectangle with a fill of a legend."""
    spot = place_of(emu(left), emu(top + 0.03), emu(0.34), emu(0.2))
    shapes._spTree.append(
        parse_xml(
            f"{SHAPE}{named(shapes._next_shape_id, 'Swatch')}<p:spPr>{spot}{RECTANGLE}{fill}"
            f"{outline(LIGHT.muted)}</p:spPr></p:sp>"
        )
    )
