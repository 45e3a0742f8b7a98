"""A map of native shapes: one freeform a region, named, filled by class, to be recoloured in PowerPoint."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pptx.oxml import parse_xml

from charts.classes import Classes, map_classes
from charts.theme import LIGHT, readable_on
from charts.type import wrapped
from exports.figures import written_value
from exports.powerpoint.design import Box, emu
from exports.powerpoint.outlines import (
    add_label,
    inset_shape,
    label_point,
    panel_group,
    region_shape,
    side_by_side,
)
from exports.powerpoint.text import add_text
from exports.powerpoint.xml import RECTANGLE, SHAPE, hatched, named, outline, solid
from exports.powerpoint.xml import place as place_of
from i18n.messages import messages
from regions.database.catalogue import Catalogue
from regions.database.outlines import MapPanel
from regions.shapes.exhibit import Exhibit, countries_in_order

_LEGEND_LINE, _LEGEND_SIZE = 0.29, 12.0
_DOTTED = "dotGrid"
BOLD = 1.15  # how much wider bold letters are
POINTS_AN_INCH = 72


@dataclass(frozen=True)
class MapScale:
    """Classes of each country, one object for both where they share a scale; whether they do."""

    classes: Mapping[str, Classes]
    shared: bool


def map_scale(exhibit: Exhibit) -> MapScale:
    """Return the classes of an exhibit's regions."""
    classes = map_classes(exhibit, LIGHT)
    return MapScale(classes, classes["KR"] is classes["JP"])


def add_map(shapes: Any, box: Box, exhibit: Exhibit, catalogue: Catalogue, scale: MapScale) -> None:
    """Draw both countries side by side, in the order of the reader's language."""
    panels = catalogue.panels
    rows = {row["region_code"]: row for row in exhibit.data.to_dict("records")}
    taken: list[Box] = []
    for country, place in side_by_side(box, panels, exhibit.language).items():
        _add_panel(shapes, place, panels[country], exhibit, catalogue, rows, scale.classes[country])
        _add_labels(shapes, place, panels[country], exhibit, catalogue, taken)


def _add_panel(
    shapes: Any,
    place: Box,
    panel: MapPanel,
    exhibit: Exhibit,
    catalogue: Catalogue,
    rows: Mapping[str, Any],
    classes: Classes,
) -> None:
    name = messages(exhibit.language)(f"country.{panel.country}")
    group = panel_group(shapes, place, panel, name, f"{name}. {exhibit.alternative_text}")
    for number, code in enumerate(panel.drawing_order, shapes._next_shape_id):
        row = rows.get(code)
        label = catalogue.place_short(code)[exhibit.language]
        value = written_value(exhibit, row, catalogue) if row is not None else ""
        fill = _fill(None if row is None else row["value"], classes, of_area=bool(row and row.get("area")))
        shape = region_shape(panel, code, fill, number, f"{label} ({code})", f"{label}: {value}")
        _outline(shape, picked=code in exhibit.view.regions)
        group.append(shape)
    group.append(inset_shape(panel, shapes._next_shape_id))


def _outline(shape: Any, *, picked: bool) -> None:
    """Draw the regions asked for with a strong border."""
    if picked:
        line = shape.xpath(".//a:ln")[0]
        line.set("w", "22225")
        line.xpath(".//a:srgbClr")[0].set("val", LIGHT.text[1:])


def _fill(value: Any, classes: Classes, *, of_area: bool) -> str:
    """Return the fill of a region: hatched without a figure, dotted where it is of several regions."""
    if value is None or value != value:
        return hatched(LIGHT.muted, LIGHT.missing, "ltUpDiag")
    if of_area:
        colour = classes.colour(float(value))
        return hatched(readable_on(colour), colour, _DOTTED)
    return class_fill(classes, classes.index(float(value)))


def class_fill(classes: Classes, number: int) -> str:
    """Return the fill of a class; above zero also hatched, so that the sides differ without colour."""
    colour = classes.colours[number]
    both_sides = any(limit == 0 for limit in classes.limits) and classes.limits[0] <= 0
    if both_sides and number > classes.limits.index(0):
        return hatched(LIGHT.page, colour, "wdUpDiag")
    return solid(colour)


def _add_labels(
    shapes: Any, place: Box, panel: MapPanel, exhibit: Exhibit, catalogue: Catalogue, taken: list[Box]
) -> None:
    """Name the regions asked for; a name that would cover another is left to the shape's own name."""
    for code in (code for code in exhibit.view.regions if code in panel.outlines):
        text = catalogue.place_short(code)[exhibit.language]
        add_label(shapes, label_point(panel, place, code), text, exhibit.language, taken)


@dataclass(frozen=True)
class _Entry:
    """One line of the legend; without a fill it is a heading."""

    words: str
    fill: str = ""


def _entries(exhibit: Exhibit, scale: MapScale, width: float) -> list[_Entry]:
    """Return the classes, highest first, each with its limits and the number of its regions.

    Args:
        exhibit: What the map shows.
        scale: Its classes.
        width: Room for a line in inches; a heading that needs more takes several lines.
    """
    t = messages(exhibit.language)
    order = countries_in_order(exhibit.language)
    found = []
    for country in [order[0]] if scale.shared else [c for c in order if c in exhibit.indicator.countries]:
        classes = scale.classes[country]
        unit = _unit(exhibit, scale, country)
        heading = unit if scale.shared else f"{t(f'country.{country}')} ({unit})"
        found += [_Entry(line) for line in wrapped(heading, _LEGEND_SIZE * BOLD, width * POINTS_AN_INCH)]
        for number in reversed(range(len(classes.colours))):
            if classes.counts[number]:
                words = f"{classes.labels[number]}  ({classes.counts[number]})".strip()
                found.append(_Entry(words, class_fill(classes, number)))
    if areas := exhibit.data.area.nunique() if "area" in exhibit.data else 0:
        dots = hatched(LIGHT.text, LIGHT.page, _DOTTED)
        found += [_Entry(t("legend.area", count=areas), dots)]
    if exhibit.missing:
        hatch = hatched(LIGHT.muted, LIGHT.missing, "ltUpDiag")
        found.append(_Entry(t("slide.no_figure", count=len(exhibit.missing)), hatch))
    return found


def add_map_legend(shapes: Any, box: Box, exhibit: Exhibit, scale: MapScale, columns: int = 1) -> float:
    """Draw the legend from top to bottom, in one or more columns; return where it ends."""
    width = box.width / columns
    entries = _entries(exhibit, scale, width)
    rows = -(-len(entries) // columns)
    for number, entry in enumerate(entries):
        left = box.left + number // rows * width
        top = box.top + number % rows * _LEGEND_LINE
        indent = 0.45 if entry.fill else 0.0
        if entry.fill:
            add_swatch(shapes, left, top, entry.fill)
        spot = Box(left + indent, top, width - indent, _LEGEND_LINE - 0.03)
        add_text(shapes, spot, [entry.words], exhibit.language, _LEGEND_SIZE, bold=not entry.fill)
    return box.top + rows * _LEGEND_LINE


def map_legend_height(exhibit: Exhibit, scale: MapScale, width: float, columns: int) -> float:
    """Return how much room the legend takes in a given width."""
    return -(-len(_entries(exhibit, scale, width / columns)) // columns) * _LEGEND_LINE


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
