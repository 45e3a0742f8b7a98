"""Native charts of lines. "Edit data" in PowerPoint opens their workbook."""

from dataclasses import replace
from typing import Any

from pptx.enum.chart import XL_CHART_TYPE, XL_MARKER_STYLE, XL_TICK_LABEL_POSITION
from pptx.enum.dml import MSO_LINE
from pptx.util import Pt

from charts.drawing import DataSeries, Drawing
from charts.theme import LIGHT
from exports.cells import number_format
from exports.powerpoint.axes import Scale, round_scale
from exports.powerpoint.chart_look import (
    ChartsOfForms,
    Frame,
    category_chart,
    figures_axis,
    mark,
    names_axis,
    plain_chart,
    years_between_ticks,
)
from exports.powerpoint.chart_parts import (
    end_label,
    label_offsets,
    mark_years,
    plot_layout,
    set_chart_letters,
)
from exports.powerpoint.design import LABEL_SIZE, inches_of, rgb
from exports.powerpoint.point_charts import points_of

_MOST_FOR_LABELS = 0.5  # of the width: more than that and no line would be left to label
_ROOM_FOR_YEARS, _USUAL = 0.45, 12.0  # inches below letters of a slide's size, and that size


def add_line_chart(frame: Frame, drawn: Drawing) -> Any:
    """Add lines with a label at the end of each; projections dotted, gaps left open."""
    chart, shape = category_chart(frame, drawn, XL_CHART_TYPE.LINE_MARKERS, on_time_axis=True)
    names_axis(chart.category_axis, frame)
    mark_years(chart.category_axis, years_between_ticks(drawn, frame))
    across = max(len(drawn.categories) - 1, 1)
    _draw_lines(frame, drawn, chart, [1 - _last(one) / across for one in drawn.series])
    return shape


def add_aligned_chart(frame: Frame, drawn: Drawing) -> Any:
    """Add lines over the years since an event, which is the vertical axis, with a label beside each."""
    shape = frame.shapes.add_chart(
        XL_CHART_TYPE.XY_SCATTER_LINES_NO_MARKERS, *frame.box.emu, points_of(drawn)
    )
    chart = plain_chart(shape.chart, frame)
    offsets = [x for one in drawn.series for x in one.x]
    years = round_scale(min(offsets), max(offsets), from_zero=False)
    figures_axis(chart.category_axis, years, replace(drawn, decimals=0), frame)
    chart.category_axis.has_major_gridlines = False
    _draw_lines(frame, drawn, chart, [1 - years.share(one.x[-1]) for one in drawn.series])
    for line, one in zip(chart.plots[0].series, drawn.series, strict=True):
        mark(line.points[_last(one)].marker, one, 7)
    chart.value_axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    chart.value_axis.format.line.color.rgb = rgb(LIGHT.muted)
    return shape


def _draw_lines(frame: Frame, drawn: Drawing, chart: Any, short: list[float]) -> None:
    """Style and label the lines; `short` is how far before the right edge each ends, in plot widths."""
    scale = round_scale(*drawn.range, from_zero=False)
    figures_axis(chart.value_axis, scale, drawn, frame)
    digits = number_format(drawn.decimals)
    texts = [_longest_label(one, drawn.decimals, frame.unit) for one in drawn.series]
    size = min(LABEL_SIZE, frame.size)
    widest = max((inches_of(text, size) for text in texts), default=1.0) + 0.15
    right = min(widest, frame.box.width * _MOST_FOR_LABELS)
    left, bottom = _room_for_ticks(scale, drawn, frame), _ROOM_FOR_YEARS * min(frame.size / _USUAL, 1.0)
    plot = plot_layout(chart, frame.box, left=left, right=right, bottom=bottom)
    ends = [_last(one) for one in drawn.series]
    heights = [scale.share(one.values[end] or 0.0) for one, end in zip(drawn.series, ends, strict=True)]
    offsets = label_offsets(heights, (plot.top, plot.height), size, frame.box.height)
    for number, (line, one, end) in enumerate(zip(chart.plots[0].series, drawn.series, ends, strict=True)):
        _style_line(line, one)
        # Labels of series that end earlier stand in the margin, too, where no line runs through them.
        aside = (plot.width * short[number], offsets[number])
        form = digits + _quoted(frame.unit + _year(one))
        end_label(line, end, aside, one.colour, size, form, frame.language)
    set_chart_letters(chart, frame.language)


def _style_line(line: Any, one: DataSeries) -> None:
    line.smooth = False
    line.format.line.color.rgb = rgb(one.colour)
    line.format.line.width = Pt(2.0 if one.dashed else 3.0)
    if one.dashed:
        line.format.line.dash_style = MSO_LINE.DASH
    line.marker.style = XL_MARKER_STYLE.NONE
    for number, value in enumerate(one.values):
        if value is not None and _stands_alone(one, number):
            mark(line.points[number].marker, one, 6)
        elif value is not None and number in one.projected:
            line.points[number].format.line.dash_style = MSO_LINE.ROUND_DOT
            line.points[number].format.line.color.rgb = rgb(one.colour)
            line.points[number].format.line.width = Pt(2.25)


def _stands_alone(one: DataSeries, number: int) -> bool:
    """Say whether no figure stands beside it, so that no line would show it."""
    before = one.values[number - 1] if number else None
    after = one.values[number + 1] if number + 1 < len(one.values) else None
    return before is None and after is None


def _last(one: DataSeries) -> int:
    return max((number for number, value in enumerate(one.values) if value is not None), default=0)


def _longest_label(one: DataSeries, decimals: int, unit: str) -> str:
    value = one.values[_last(one)] or 0.0
    return f"{one.name} {value:,.{decimals}f}{unit}{_year(one)}"


def _year(one: DataSeries) -> str:
    return "" if one.end_year is None else f" ({one.end_year})"


def _quoted(text: str) -> str:
    return f'"{text}"' if text else ""


def _room_for_ticks(scale: Scale, drawn: Drawing, frame: Frame) -> float:
    largest = max(abs(scale.low), abs(scale.high))
    return inches_of(f"{-largest:,.{min(drawn.decimals, 2)}f}", frame.size - 2) + 0.15


CHARTS: ChartsOfForms = {"line": add_line_chart, "aligned": add_aligned_chart}
