"""The charts of a briefing as native charts with their workbooks, drawn as slides draw them."""

from dataclasses import dataclass, replace
from typing import Any
from weakref import WeakKeyDictionary

from lxml import etree
from pptx.enum.chart import XL_LEGEND_POSITION
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Emu, Pt

from charts.drawing import Drawing
from charts.kinds.registry import drawing
from charts.theme import LIGHT
from exports.briefing.paper import HALF_WIDTH, POINTS_AN_INCH, TEXT_WIDTH
from exports.briefing.sheets import ChartRow, Panel
from exports.powerpoint.bar_charts import add_pyramid
from exports.powerpoint.chart_look import Frame
from exports.powerpoint.chart_parts import set_chart_letters
from exports.powerpoint.design import Box
from exports.powerpoint.exhibits import NATIVE_CHARTS
from exports.powerpoint.master import layout, new_presentation
from exports.publication import plain
from regions.database.catalogue import Catalogue
from regions.database.languages import Language
from regions.shapes.exhibit import Exhibit

_LETTERS, _SMALL_LETTERS = 8.5, 7.0
_THICKEST = 19050  # EMU of a line: slides are read from farther away


@dataclass(frozen=True)
class NativeChart:
    """A chart in DrawingML.

    Attributes:
        xml: `c:chartSpace`.
        workbook: The figures as XLSX; "edit data" opens it.
        caption: What stands above it.
        text: What a listener needs instead.
        width: In points.
        height: In points.
    """

    xml: bytes
    workbook: bytes
    caption: str
    text: str
    width: float
    height: float


def native_charts(row: ChartRow, catalogue: Catalogue) -> list[NativeChart]:
    """Return the charts of a row, which share its width."""
    width = HALF_WIDTH if len(row.panels) > 1 else TEXT_WIDTH
    return [_kept(panel, width, row.height, catalogue) for panel in row.panels]


# As long as an exhibit is in use; several files ask for the same charts.
_CHARTS: WeakKeyDictionary[Exhibit, dict[tuple[object, ...], NativeChart]] = WeakKeyDictionary()


def _kept(panel: Panel, width: float, height: float, catalogue: Catalogue) -> NativeChart:
    held = _CHARTS.setdefault(panel.exhibit, {})
    key = (panel.pyramid, panel.caption, width, height)
    if key not in held:
        held[key] = _native(panel, width, height, catalogue)
    return held[key]


def _native(panel: Panel, width: float, height: float, catalogue: Catalogue) -> NativeChart:
    drawn, language = paper_drawing(panel.exhibit, catalogue), panel.exhibit.language
    chart = _added(panel, drawn, Box(0, 0, width / POINTS_AN_INCH, height / POINTS_AN_INCH), language)
    _bare(chart._chartSpace)
    return NativeChart(
        xml=etree.tostring(chart._chartSpace, xml_declaration=True, encoding="UTF-8", standalone=True),
        workbook=chart.part.chart_workbook.xlsx_part.blob,
        caption=plain(panel.caption),
        text=plain(panel.exhibit.alternative_text),
        width=width,
        height=height,
    )


def _added(panel: Panel, drawn: Drawing, box: Box, language: Language) -> Any:
    """Return the chart, drawn on a slide that nobody will see."""
    presentation = new_presentation(language)
    shapes = presentation.slides.add_slide(layout(presentation, "blank")).shapes
    per_cent = set(panel.exhibit.units.values()) == {"%"} and panel.exhibit.view.mode == "level"
    size = _LETTERS if panel.pyramid is None else _SMALL_LETTERS
    frame = Frame(shapes, box, language, size, unit="%" if per_cent else "")
    if panel.pyramid is None:
        return NATIVE_CHARTS[drawn.form](frame, drawn).chart
    pair = drawn.series[2 * panel.pyramid : 2 * panel.pyramid + 2]
    chart = add_pyramid(frame, drawn, pair, drawn.range[1]).chart
    chart.has_legend = True
    chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.TOP, False
    chart.legend.font.size = Pt(_LETTERS)
    set_chart_letters(chart, language)
    return chart


def paper_drawing(exhibit: Exhibit, catalogue: Catalogue) -> Drawing:
    """Return what is drawn of an exhibit: nations paler than the regions they stand beside."""
    drawn = drawing(exhibit, catalogue)
    series = (
        replace(one, colour=LIGHT.family(one.country)[1]) if one.dashed else one for one in drawn.series
    )
    return replace(drawn, series=tuple(series))


def _bare(space: Any) -> None:
    """Take the frame away and draw lines no thicker than paper wants them."""
    frame = f"<c:spPr {nsdecls('c', 'a')}><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>"
    space.find(qn("c:chart")).addnext(parse_xml(frame))
    for line in space.iter(qn("a:ln")):
        width = line.get("w")
        if width and int(width) > _THICKEST:
            line.set("w", str(Emu(_THICKEST)))
