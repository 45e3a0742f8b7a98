"""A map of native shapes: one freeform a region, named, filled by class, to be recoloured in PowerPoint.

Amounts stand as native circles on quiet regions, their areas telling the amounts.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pptx.enum.shapes import MSO_SHAPE
from pptx.oxml import parse_xml
from pptx.util import Pt

from charts.classes import Classes, map_classes
from charts.symbols import SymbolScale, symbol_scales, symbols_of
from charts.theme import LIGHT, readable_on
from charts.type import wrapped
from exports.figures import written_value
from exports.powerpoint.design import Box, emu, rgb
from exports.powerpoint.outlines import (
    add_label,
    inset_shape,
    label_point,
    on_slide,
    panel_group,
    region_shape,
    side_by_side,
)
from exports.powerpoint.text import add_text, describe
from exports.powerpoint.xml import RECTANGLE, SHAPE, hatched, named, outline, solid
from exports.powerpoint.xml import place as place_of
from i18n.messages import messages
from regions.database.catalogue import Catalogue
from regions.database.outlines import MapPanel
from regions.database.places import COUNTRIES
from regions.shapes.exhibit import Exhibit, countries_in_order, shown_countries

_LEGEND_LINE, _LEGEND_SIZE = 0.29, 12.0
_DOTTED = "dotGrid"
_WIDEST_SYMBOL, _LEAST_SYMBOL = 0.3, 0.03  # inches; the widest still fits a line of the legend
BOLD = 1.15  # how much wider bold letters are
POINTS_AN_INCH = 72


@dataclass(frozen=True)
class MapScale:
    """Classes of each country, or sizes of symbols; one object for both where they share a scale."""

    steps: Mapping[str, Classes] | Mapping[str, SymbolScale]

    @property
    def shared(self) -> bool:
        """Say whether both countries share the scale."""
        return self.steps["KR"] is self.steps["JP"]


def map_scale(exhibit: Exhibit) -> MapScale:
    """Return the classes of an exhibit's regions; of amounts, how large their symbols are."""
    return MapScale(symbol_scales(exhibit) if exhibit.indicator.is_amount else map_classes(exhibit, LIGHT))


def add_map(shapes: Any, box: Box, exhibit: Exhibit, catalogue: Catalogue, scale: MapScale) -> None:
    """Draw the countries that have figures side by side, Korea in the west."""
    panels = catalogue.panels
    rows = {row["region_code"]: row for row in exhibit.data.to_dict("records")}
    taken: list[Box] = []
    held = shown_countries(exhibit.data, exhibit.language)
    shown = [country for country in COUNTRIES if country in held or not held]
    for country, place in side_by_side(box, panels, shown).items():
        steps = scale.steps[country]
        _add_panel(shapes, place, panels[country], exhibit, catalogue, rows, steps)
        if isinstance(steps, SymbolScale):
            _add_symbols(shapes, place, panels[country], exhibit, steps)
        _add_labels(shapes, place, panels[country], exhibit, catalogue, taken)


def _add_panel(
    shapes: Any,
    place: Box,
    panel: MapPanel,
    exhibit: Exhibit,
    catalogue: Catalogue,
    rows: Mapping[str, Any],
    steps: Classes | SymbolScale,
) -> None:
    name = messages(exhibit.language)(f"country.{panel.country}")
    group = panel_group(shapes, place, panel, name, f"{name}. {exhibit.alternative_text}")
    for number, code in enumerate(panel.drawing_order, shapes._next_shape_id):
        row = rows.get(code)
        label = catalogue.place_short(code)[exhibit.language]
        value = written_value(exhibit, row, catalogue) if row is not None else ""
        fill = _fill(None if row is None else row["value"], steps, of_area=bool(row and row.get("area")))
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


def _add_symbols(shapes: Any, place: Box, panel: MapPanel, exhibit: Exhibit, scale: SymbolScale) -> None:
    colour = LIGHT.country(panel.country)
    for symbol in (one for one in symbols_of(exhibit.data, panel) if one.value):
        across = max(_LEAST_SYMBOL, scale.diameter(symbol.value, _WIDEST_SYMBOL))
        middle = on_slide(panel, place, (symbol.x, symbol.y))
        text = exhibit.format(symbol.value, panel.country)
        _add_symbol(shapes, middle, across, symbol.value, colour, text)


def _add_symbol(
    shapes: Any, middle: tuple[float, float], across: float, value: float, colour: str, text: str
) -> None:
    """Draw the circle of an amount, hollow where it is below zero."""
    spot = Box(middle[0] - across / 2, middle[1] - across / 2, across, across)
    circle = shapes.add_shape(MSO_SHAPE.OVAL, *spot.emu)
    circle.fill.solid()
    circle.fill.fore_color.rgb = rgb(LIGHT.page if value < 0 else colour)
    circle.line.color.rgb = rgb(colour if value < 0 else LIGHT.page)
    circle.line.width = Pt(1.25 if value < 0 else 0.5)
    circle.shadow.inherit = False
    describe(circle, text, text)


def _fill(value: Any, steps: Classes | SymbolScale, *, of_area: bool) -> str:
    """Return the fill of a region: hatched without a figure, dotted where it is of several regions."""
    if value is None or value != value:
        return hatched(LIGHT.muted, LIGHT.missing, "ltUpDiag")
    if of_area:
        colour = LIGHT.ground if isinstance(steps, SymbolScale) else steps.colour(float(value))
        return hatched(readable_on(colour), colour, _DOTTED)
    if isinstance(steps, SymbolScale):
        return solid(LIGHT.ground)
    return class_fill(steps, steps.index(float(value)))


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
    """One line of the legend; without a fill it is a heading; with an amount, its symbol."""

    words: str
    fill: str = ""
    amount: float = 0.0
    scale: SymbolScale | None = None


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
        steps = scale.steps[country]
        unit = _unit(exhibit, scale, country)
        heading = unit if scale.shared else f"{t(f'country.{country}')} ({unit})"
        reading = exhibit.indicator.reading
        for words in (heading, reading[exhibit.language] if reading else ""):
            found += [_Entry(line) for line in wrapped(words, _LEGEND_SIZE * BOLD, width * POINTS_AN_INCH)]
        if isinstance(steps, SymbolScale):
            colour = LIGHT.muted if scale.shared else LIGHT.country(country)
            sizes = zip(steps.steps, steps.labels, strict=True)
            found += [_Entry(label, colour, amount, steps) for amount, label in sizes]
            continue
        for number in reversed(range(len(steps.colours))):
            if steps.counts[number]:
                words = f"{steps.labels[number]}  ({steps.counts[number]})".strip()
                found.append(_Entry(words, class_fill(steps, number)))
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
        if entry.scale is not None:
            across = entry.scale.diameter(entry.amount, _WIDEST_SYMBOL)
            _add_symbol(shapes, (left + 0.17, top + 0.13), across, entry.amount, entry.fill, entry.words)
        elif entry.fill:
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
