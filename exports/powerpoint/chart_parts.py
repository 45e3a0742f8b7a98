"""Parts of a native chart that python-pptx has no words for: place of the plot, labels, fonts."""

from dataclasses import dataclass
from typing import Any

from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Pt

from charts.type import spread
from exports.powerpoint.design import EAST_ASIAN, FONTS, LOCALES, Box
from exports.powerpoint.text import set_letters
from exports.powerpoint.xml import solid
from exports.publication import plain
from regions.database.languages import Language

_LINE_HEIGHT = 1.3
# LibreOffice joins a label that was moved to its point unless it is told not to.
_NO_LEADER_LINES = (
    '<c:extLst><c:ext uri="{CE6537A1-D6FC-4f65-9D91-7224C49458BB}" '
    'xmlns:c15="http://schemas.microsoft.com/office/drawing/2012/chart">'
    '<c15:showLeaderLines val="0"/></c:ext></c:extLst>'
)
_SHOWN = ("showLegendKey", "showVal", "showCatName", "showSerName", "showPercent", "showBubbleSize")


def set_chart_letters(chart: Any, language: Language) -> None:
    """Give every text of a chart its language and a font for East Asian letters."""
    for properties in chart._chartSpace.iter(qn("a:defRPr"), qn("a:rPr")):
        set_letters(properties, language)


@dataclass(frozen=True)
class Plot:
    """The plotting area, as shares of the chart."""

    left: float
    top: float
    width: float
    height: float


def plot_layout(chart: Any, box: Box, *, left: float, right: float, bottom: float) -> Plot:
    """Fix the plotting area within the chart so that labels beside it have room.

    Args:
        chart: The chart.
        box: Its rectangle.
        left: Inches for the figures of the axis.
        right: Inches for the labels of the lines.
        bottom: Inches for the years.

    Returns:
        The plotting area.
    """
    top = 0.03
    x, width = left / box.width, 1 - (left + right) / box.width
    height = 1 - top - bottom / box.height
    area = chart._chartSpace.chart.plotArea
    area.remove_all("c:layout")
    numbers = "".join(
        f'<c:{name} val="{value:.4f}"/>'
        for name, value in (("x", x), ("y", top), ("w", width), ("h", height))
    )
    area.insert(
        0,
        parse_xml(
            f'<c:layout {nsdecls("c")}><c:manualLayout><c:layoutTarget val="inner"/><c:xMode val="edge"/>'
            f'<c:yMode val="edge"/>{numbers}</c:manualLayout></c:layout>'
        ),
    )
    return Plot(x, top, width, height)


def label_offsets(
    heights: list[float], plot: tuple[float, float], size: float, chart_height: float
) -> list[float]:
    """Return by how much each label must move, as shares of the chart's height, so that none covers another.

    Args:
        heights: Where each line ends, 0 (bottom of the plot) to 1.
        plot: Top and height of the plot as shares of the chart.
        size: Of the letters in points.
        chart_height: In inches.
    """
    top, height = plot
    wanted = [top + height * (1 - share) for share in heights]
    apart = size * _LINE_HEIGHT / 72 / chart_height
    placed = spread(wanted, apart, top + apart / 2, top + height - apart / 2)
    return [place - want for place, want in zip(placed, wanted, strict=True)]


def end_label(
    line: Any,
    point: int,
    offset: tuple[float, float],
    colour: str,
    size: float,
    digits: str,
    language: Language,
) -> None:
    """Label the last point of a line with name and figure, moved by shares of the chart's size."""
    format_code = digits.replace('"', "&quot;")
    label = (
        f'<c:dLbl><c:idx val="{point}"/><c:layout><c:manualLayout><c:x val="{offset[0] + 0.004:.4f}"/>'
        f'<c:y val="{offset[1]:.4f}"/></c:manualLayout></c:layout>'
        f'<c:numFmt formatCode="{format_code}" sourceLinked="0"/><c:spPr><a:noFill/>'
        f'<a:ln><a:noFill/></a:ln></c:spPr>{_letters(size, colour, language, bold=True)}<c:dLblPos val="r"/>'
        f"{_shows('showVal', 'showSerName')}<c:separator> </c:separator></c:dLbl>"
    )
    _set_labels(line, f"<c:dLbls {nsdecls('c', 'a')}>{label}{_shows()}{_NO_LEADER_LINES}</c:dLbls>")


def point_label(cloud: Any, point: int, text: str, size: float, language: Language) -> None:
    """Write a name beside a point, in one line however long it is."""
    frame = cloud.points[point].data_label.text_frame
    frame.word_wrap = False
    frame.text = plain(text)
    run = frame.paragraphs[0].runs[0]
    run.font.size = Pt(size)
    set_letters(run._r.get_or_add_rPr(), language)


def keep_level(axis: Any) -> None:
    """Keep the names of an axis level; where they would overlap, every other one is left out."""
    for properties in axis._element.iterfind(f"{qn('c:txPr')}/{qn('a:bodyPr')}"):
        properties.set("rot", "0")
        properties.set("vert", "horz")


def mark_years(axis: Any, step: int) -> None:
    """Write every so many years below a time axis."""
    axis.tick_labels.number_format, axis.tick_labels.number_format_is_linked = "yyyy", False
    element = axis._element
    parts = {"c:baseTimeUnit": "years", "c:majorUnit": step, "c:majorTimeUnit": "years"}
    element.remove_all(*parts)
    for name, value in parts.items():
        element.insert_element_before(parse_xml(f'<{name} {nsdecls("c")} val="{value}"/>'), "c:extLst")


def label_parts(axis: Any, name: str, value: int) -> None:
    """Set how many categories stand between two labels or ticks, in the order the file format wants."""
    element, new = axis._element, parse_xml(f'<{name} {nsdecls("c")} val="{value}"/>')
    element.remove_all(name)
    element.insert_element_before(new, "c:noMultiLvlLbl")


def _set_labels(line: Any, xml: str) -> None:
    element = line._element
    element.remove_all("c:dLbls")
    followers = ("c:trendline", "c:errBars", "c:cat", "c:val", "c:xVal")
    element.insert_element_before(parse_xml(xml), *followers)


def _letters(size: float, colour: str, language: Language, *, bold: bool) -> str:
    return (
        f'<c:txPr><a:bodyPr wrap="none"/><a:p><a:pPr><a:defRPr lang="{LOCALES[language]}" '
        f'sz="{int(size * 100)}" b="{int(bold)}">{solid(colour)}'
        f'<a:latin typeface="{FONTS[language]}"/><a:ea typeface="{EAST_ASIAN[language]}"/></a:defRPr></a:pPr>'
        f'<a:endParaRPr lang="{LOCALES[language]}"/></a:p></c:txPr>'
    )


def _shows(*names: str) -> str:
    return "".join(f'<c:{name} val="{int(name in names)}"/>' for name in _SHOWN)
