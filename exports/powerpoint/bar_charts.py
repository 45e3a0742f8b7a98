"""Native charts of bars: ranked, mirrored, pyramids, stacked with their total."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Pt

from charts.drawing import DataSeries, Drawing
from charts.theme import LIGHT
from exports.cells import number_format
from exports.file_numbers import file_number
from exports.powerpoint.axes import Scale, round_scale
from exports.powerpoint.chart_look import (
    ChartsOfForms,
    Frame,
    category_chart,
    figures_axis,
    fill,
    names_axis,
    plain_chart,
    years_between_ticks,
)
from exports.powerpoint.chart_parts import label_parts, mark_years, set_chart_letters
from exports.powerpoint.design import rgb
from exports.powerpoint.xml import solid
from exports.publication import plain


def add_bar_chart(frame: Frame, drawn: Drawing) -> Any:
    """Add horizontal bars, highest on top, each with its figure."""
    chart, shape = category_chart(frame, drawn, XL_CHART_TYPE.BAR_CLUSTERED)
    scale = round_scale(*drawn.range, from_zero=True)
    figures_axis(chart.value_axis, scale, drawn, frame)
    chart.value_axis.visible = False
    chart.value_axis.has_major_gridlines = False
    names_axis(chart.category_axis, frame)
    chart.category_axis.reverse_order = True
    _fill_bars(chart, drawn.series, gap=35)
    picked = frame.picks & set(drawn.categories)
    for bars, one in zip(chart.plots[0].series, drawn.series, strict=True):
        for number, name in enumerate(drawn.categories):
            if picked and name not in picked and one.values[number] is not None:
                fill(bars.points[number].format.fill, LIGHT.faded)
        labels = bars.data_labels
        labels.show_value = True
        labels.number_format, labels.number_format_is_linked = number_format(drawn.decimals), False
        labels.position = XL_LABEL_POSITION.OUTSIDE_END
        labels.font.size = Pt(frame.size)
        labels.font.color.rgb = rgb(LIGHT.text)
    set_chart_letters(chart, frame.language)
    return shape


def add_pyramid(frame: Frame, drawn: Drawing, pair: Sequence[DataSeries], highest: float) -> Any:
    """Add one pyramid: men to the left, women to the right, on the scale of all pyramids of the slide."""
    shape = _two_sided(frame, replace(drawn, series=tuple(pair)), highest)
    chart = shape.chart
    chart.category_axis.tick_labels.font.size = Pt(min(frame.size, 10))
    for name in ("c:tickLblSkip", "c:tickMarkSkip"):
        label_parts(chart.category_axis, name, 2)
    _fill_bars(chart, pair, gap=8)
    set_chart_letters(chart, frame.language)
    return shape


def add_mirror_chart(frame: Frame, drawn: Drawing) -> Any:
    """Add what goes to the left and what comes from the right, all figures positive."""
    shape = _two_sided(frame, drawn, drawn.range[1])
    chart = shape.chart
    chart.category_axis.reverse_order = True
    label_parts(chart.category_axis, "c:tickLblSkip", 1)
    _legend(chart, frame)
    _fill_bars(chart, drawn.series, gap=30)
    set_chart_letters(chart, frame.language)
    return shape


def _two_sided(frame: Frame, drawn: Drawing, highest: float) -> Any:
    """Add bars to both sides of zero, their figures written without a sign; return the shape."""
    digits = number_format(drawn.decimals)
    data = CategoryChartData(number_format=f"{digits};{digits}")
    data.categories = [plain(name) for name in drawn.named_categories]
    for one in drawn.series:
        sign = -1 if one.mirrored else 1
        written = map(file_number, one.values)
        data.add_series(plain(one.name), [None if value is None else sign * value for value in written])
    shape = frame.shapes.add_chart(XL_CHART_TYPE.BAR_STACKED, *frame.box.emu, data)
    chart = plain_chart(shape.chart, frame)
    top = round_scale(0, highest, from_zero=True, ticks=3)
    figures_axis(chart.value_axis, Scale(-top.high, top.high, top.step), drawn, frame, both_sides=True)
    names_axis(chart.category_axis, frame)
    return shape


def _fill_bars(chart: Any, series: Sequence[DataSeries], *, gap: int) -> None:
    plot = chart.plots[0]
    plot.gap_width, plot.overlap = gap, 100
    for bars, one in zip(plot.series, series, strict=True):
        fill(bars.format.fill, one.colour)
        bars.invert_if_negative = False


def add_stacked_chart(frame: Frame, drawn: Drawing) -> Any:
    """Add the components of each year stacked on each other and their total, the last series, as a line."""
    chart, shape = category_chart(frame, drawn, XL_CHART_TYPE.COLUMN_STACKED, on_time_axis=True)
    figures_axis(chart.value_axis, round_scale(*_heights(drawn), from_zero=True), drawn, frame)
    names_axis(chart.category_axis, frame)
    mark_years(chart.category_axis, years_between_ticks(drawn, frame))
    _legend(chart, frame)
    _fill_bars(chart, drawn.series, gap=30)
    _last_as_line(chart, drawn.series[-1].colour)
    set_chart_letters(chart, frame.language)
    return shape


def _heights(drawn: Drawing) -> tuple[float, float]:
    """Return the lowest and the highest end of the stacks and of the total."""
    *parts, total = drawn.series
    ends = [value for value in total.values if value is not None]
    for number in range(len(drawn.categories)):
        known = [value for one in parts if (value := one.values[number]) is not None]
        ends += [sum(value for value in known if value > 0), sum(value for value in known if value < 0)]
    return min(ends, default=0.0), max(ends, default=1.0)


def _last_as_line(chart: Any, colour: str) -> None:
    """Move the last series out of the bars into a line over them, on the same axes."""
    bars = chart._chartSpace.chart.plotArea.find(qn("c:barChart"))
    series = bars.findall(qn("c:ser"))[-1]
    bars.remove(series)
    series.remove_all("c:invertIfNegative", "c:spPr")
    line = f'<a:ln w="28575">{solid(colour)}</a:ln>'
    look = parse_xml(f"<c:spPr {nsdecls('c', 'a')}>{line}</c:spPr>")
    dot = parse_xml(
        f'<c:marker {nsdecls("c", "a")}><c:symbol val="circle"/><c:size val="5"/>'
        f"<c:spPr>{solid(colour)}<a:ln>{solid(colour)}</a:ln></c:spPr></c:marker>"
    )
    series.find(qn("c:tx")).addnext(look)
    look.addnext(dot)
    series.append(parse_xml(f'<c:smooth {nsdecls("c")} val="0"/>'))
    lines = parse_xml(
        f'<c:lineChart {nsdecls("c")}><c:grouping val="standard"/><c:varyColors val="0"/>'
        '<c:marker val="1"/></c:lineChart>'
    )
    lines.find(qn("c:varyColors")).addnext(series)
    for axis in bars.findall(qn("c:axId")):
        lines.append(parse_xml(f'<c:axId {nsdecls("c")} val="{axis.get("val")}"/>'))
    bars.addnext(lines)


def _legend(chart: Any, frame: Frame) -> None:
    chart.has_legend = True
    chart.legend.position = XL_LEGEND_POSITION.TOP
    chart.legend.include_in_layout = False
    chart.legend.font.size = Pt(frame.size)


CHARTS: ChartsOfForms = {"bar": add_bar_chart, "mirror": add_mirror_chart, "stacked": add_stacked_chart}
