"""Native charts: lines, bars, pyramids, points. "Edit data" in PowerPoint opens their workbook."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from pptx.chart.data import CategoryChartData, XyChartData
from pptx.enum.chart import (
    XL_CHART_TYPE,
    XL_LABEL_POSITION,
    XL_MARKER_STYLE,
    XL_TICK_LABEL_POSITION,
    XL_TICK_MARK,
)
from pptx.enum.dml import MSO_LINE
from pptx.util import Pt

from charts.theme import LIGHT
from exports.drawing import Drawing, Series
from exports.excel_tables import number_format
from exports.powerpoint.axes import Scale, axis_format, round_scale
from exports.powerpoint.chart_parts import (
    end_label,
    keep_level,
    label_offsets,
    label_parts,
    mark_years,
    plot_layout,
    point_label,
    set_chart_letters,
)
from exports.powerpoint.design import LABEL_SIZE, Box, inches_of, rgb
from exports.publication import plain
from regions.languages import Language

_MARKERS = {"KR": XL_MARKER_STYLE.CIRCLE, "JP": XL_MARKER_STYLE.SQUARE}
_MOST_LABELS = 14


@dataclass(frozen=True)
class Frame:
    """Where a chart stands and in which look.

    Attributes:
        shapes: The shapes of the slide.
        box: Its rectangle.
        language: Language of its words.
        size: Of the letters in points.
        picks: Region names that stand out among bars and points.
        unit: Unit behind the figures of direct labels, such as `%`; empty for none.
    """

    shapes: Any
    box: Box
    language: Language
    size: float
    picks: frozenset[str] = frozenset()
    unit: str = ""


def add_line_chart(frame: Frame, drawn: Drawing) -> Any:
    """Add lines with a label at the end of each; projections dotted, gaps left open."""
    chart, shape = _category_chart(frame, drawn, XL_CHART_TYPE.LINE_MARKERS)
    scale = round_scale(*drawn.range, from_zero=False)
    _figures(chart.value_axis, scale, drawn, frame)
    _names(chart.category_axis, frame)
    if drawn.kind == "line":
        mark_years(chart.category_axis, _years_between_ticks(drawn, frame))
    digits = number_format(drawn.decimals) + _unit_suffix(frame.unit)
    texts = [_longest_label(one, drawn.decimals, frame.unit) for one in drawn.series]
    size = min(LABEL_SIZE, frame.size)
    right = min(max((inches_of(text, size) for text in texts), default=1.0) + 0.15, frame.box.width * 0.4)
    plot = plot_layout(chart, frame.box, left=_room_for_ticks(scale, drawn, frame), right=right, bottom=0.45)
    ends = [_last(one) for one in drawn.series]
    heights = [scale.share(one.values[end] or 0.0) for one, end in zip(drawn.series, ends, strict=True)]
    offsets = label_offsets(heights, (plot.top, plot.height), size, frame.box.height)
    across = plot.width / max(len(drawn.categories) - (drawn.kind == "line"), 1)
    for line, one, end, offset in zip(chart.plots[0].series, drawn.series, ends, offsets, strict=True):
        _style_line(line, one)
        # Labels of series that end earlier stand in the margin, too, where no line runs through them.
        aside = across * (len(drawn.categories) - 1 - end)
        end_label(line, end, (aside, offset), one.colour, size, digits, frame.language)
    set_chart_letters(chart, frame.language)
    return shape


def add_slope_chart(frame: Frame, drawn: Drawing) -> Any:
    """Add two or a few years with a line for each region: marks at both ends, labels at the right."""
    shape = add_line_chart(frame, drawn)
    for line, one in zip(shape.chart.plots[0].series, drawn.series, strict=True):
        _mark(line.marker, one, 9)
    return shape


def add_bar_chart(frame: Frame, drawn: Drawing) -> Any:
    """Add horizontal bars, highest on top, each with its figure."""
    chart, shape = _category_chart(frame, drawn, XL_CHART_TYPE.BAR_CLUSTERED)
    scale = round_scale(*drawn.range, from_zero=True)
    _figures(chart.value_axis, scale, drawn, frame)
    chart.value_axis.visible = False
    chart.value_axis.has_major_gridlines = False
    _names(chart.category_axis, frame)
    chart.category_axis.reverse_order = True
    plot = chart.plots[0]
    plot.gap_width, plot.overlap = 35, 100
    for bars, one in zip(plot.series, drawn.series, strict=True):
        _fill(bars.format.fill, one.colour)
        bars.invert_if_negative = False
        for number, name in enumerate(drawn.categories):
            if frame.picks and name not in frame.picks and one.values[number] is not None:
                _fill(bars.points[number].format.fill, LIGHT.faded)
        labels = bars.data_labels
        labels.show_value = True
        labels.number_format, labels.number_format_is_linked = number_format(drawn.decimals), False
        labels.position = XL_LABEL_POSITION.OUTSIDE_END
        labels.font.size = Pt(frame.size)
        labels.font.color.rgb = rgb(LIGHT.text)
    set_chart_letters(chart, frame.language)
    return shape


def add_pyramid(frame: Frame, drawn: Drawing, pair: Sequence[Series], highest: float) -> Any:
    """Add one pyramid: men to the left, women to the right, on the scale of all pyramids of the slide."""
    men, women = pair
    data = CategoryChartData(number_format="0.0;0.0")
    data.categories = drawn.categories
    data.add_series(men.name, [None if value is None else -value for value in men.values])
    data.add_series(women.name, women.values)
    shape = frame.shapes.add_chart(XL_CHART_TYPE.BAR_STACKED, *frame.box.emu, data)
    chart = _plain_chart(shape.chart, frame)
    top = round_scale(0, highest, from_zero=True, ticks=3)
    _figures(chart.value_axis, Scale(-top.high, top.high, top.step), drawn, frame, both_sides=True)
    _names(chart.category_axis, frame)
    chart.category_axis.tick_labels.font.size = Pt(min(frame.size, 10))
    _thin_out(chart.category_axis, 2)
    plot = chart.plots[0]
    plot.gap_width, plot.overlap = 8, 100
    for bars, one in zip(plot.series, pair, strict=True):
        _fill(bars.format.fill, one.colour)
        bars.invert_if_negative = False
    set_chart_letters(chart, frame.language)
    return shape


def add_scatter(frame: Frame, drawn: Drawing, titles: tuple[str, str]) -> Any:
    """Add points, one shape and colour a country; the regions picked carry their names."""
    data = XyChartData(number_format=number_format(drawn.decimals))
    for one in drawn.series:
        points = data.add_series(one.name)
        for x, y in zip(one.x, one.values, strict=True):
            points.add_data_point(x, y)
    shape = frame.shapes.add_chart(XL_CHART_TYPE.XY_SCATTER, *frame.box.emu, data)
    chart = _plain_chart(shape.chart, frame)
    chart.has_legend = True
    chart.legend.include_in_layout = False
    chart.legend.font.size = Pt(frame.size)
    xs = [x for one in drawn.series for x in one.x]
    _figures(chart.value_axis, round_scale(*drawn.range, from_zero=False), drawn, frame)
    across = round_scale(min(xs), max(xs), from_zero=False)
    _figures(chart.category_axis, across, drawn, frame)
    for axis, title in zip((chart.category_axis, chart.value_axis), titles, strict=True):
        axis.axis_title.text_frame.text = plain(title)
        axis.axis_title.text_frame.paragraphs[0].runs[0].font.size = Pt(frame.size)
    for cloud, one in zip(chart.plots[0].series, drawn.series, strict=True):
        cloud.format.line.fill.background()
        _mark(cloud.marker, one, 8)
        labelled = [n for n, name in enumerate(one.labels) if name in frame.picks][:_MOST_LABELS]
        for number in labelled:
            point_label(cloud, number, one.labels[number], frame.size, frame.language)
    set_chart_letters(chart, frame.language)
    return shape


def _category_chart(frame: Frame, drawn: Drawing, kind: XL_CHART_TYPE) -> tuple[Any, Any]:
    data = CategoryChartData(number_format=number_format(drawn.decimals))
    data.categories = (
        [date(int(year), 1, 1) for year in drawn.categories] if drawn.kind == "line" else drawn.categories
    )
    data.categories.number_format = "yyyy" if drawn.kind == "line" else "General"
    for one in drawn.series:
        data.add_series(plain(one.name), one.values)
    shape = frame.shapes.add_chart(kind, *frame.box.emu, data)
    return _plain_chart(shape.chart, frame), shape


def _plain_chart(chart: Any, frame: Frame) -> Any:
    chart.has_legend = chart.has_title = False
    chart.font.size = Pt(frame.size)
    chart.font.color.rgb = rgb(LIGHT.text)
    set_chart_letters(chart, frame.language)
    return chart


def _figures(axis: Any, scale: Scale, drawn: Drawing, frame: Frame, *, both_sides: bool = False) -> None:
    axis.minimum_scale, axis.maximum_scale, axis.major_unit = scale.low, scale.high, scale.step
    axis.has_major_gridlines = True
    axis.major_gridlines.format.line.color.rgb = rgb(LIGHT.rule)
    axis.major_gridlines.format.line.width = Pt(0.75)
    axis.major_tick_mark = axis.minor_tick_mark = XL_TICK_MARK.NONE
    axis.format.line.fill.background()
    labels = axis.tick_labels
    labels.number_format = axis_format(scale, drawn.decimals, both_sides=both_sides)
    labels.number_format_is_linked = False
    labels.font.size, labels.font.color.rgb = Pt(frame.size - 2), rgb(LIGHT.muted)


def _names(axis: Any, frame: Frame) -> None:
    axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    axis.major_tick_mark = XL_TICK_MARK.NONE
    axis.has_major_gridlines = False
    axis.format.line.color.rgb = rgb(LIGHT.muted)
    axis.tick_labels.font.size = Pt(frame.size - 2)
    keep_level(axis)


def _years_between_ticks(drawn: Drawing, frame: Frame) -> int:
    """Return the smallest round number of years whose labels fit beside each other."""
    room = max(2, int(frame.box.width / (inches_of("0000", frame.size - 2) + 0.2)))
    return next((step for step in (1, 2, 5, 10, 20) if len(drawn.categories) / step <= room), 50)


def _thin_out(axis: Any, every: int) -> None:
    label_parts(axis, "c:tickLblSkip", every)
    label_parts(axis, "c:tickMarkSkip", every)


def _style_line(line: Any, one: Series) -> None:
    line.smooth = False
    line.format.line.color.rgb = rgb(one.colour)
    line.format.line.width = Pt(2.0 if one.dashed else 3.0)
    if one.dashed:
        line.format.line.dash_style = MSO_LINE.DASH
    line.marker.style = XL_MARKER_STYLE.NONE
    for number, value in enumerate(one.values):
        if value is not None and _stands_alone(one, number):
            _mark(line.points[number].marker, one, 6)
        elif value is not None and number in one.projected:
            line.points[number].format.line.dash_style = MSO_LINE.ROUND_DOT
            line.points[number].format.line.color.rgb = rgb(one.colour)
            line.points[number].format.line.width = Pt(2.25)


def _stands_alone(one: Series, number: int) -> bool:
    """Say whether no figure stands beside it, so that no line would show it."""
    before = one.values[number - 1] if number else None
    after = one.values[number + 1] if number + 1 < len(one.values) else None
    return before is None and after is None


def _mark(marker: Any, one: Series, size: int) -> None:
    marker.style, marker.size = _MARKERS[one.country], size
    _fill(marker.format.fill, one.colour)
    marker.format.line.color.rgb = rgb(one.colour)


def _fill(fill: Any, colour: str) -> None:
    fill.solid()
    fill.fore_color.rgb = rgb(colour)


def _last(one: Series) -> int:
    return max((number for number, value in enumerate(one.values) if value is not None), default=0)


def _longest_label(one: Series, decimals: int, unit: str) -> str:
    value = one.values[_last(one)] or 0.0
    return f"{one.name} {value:,.{decimals}f}{unit}"


def _unit_suffix(unit: str) -> str:
    return f'"{unit}"' if unit else ""


def _room_for_ticks(scale: Scale, drawn: Drawing, frame: Frame) -> float:
    largest = max(abs(scale.low), abs(scale.high))
    return inches_of(f"{-largest:,.{min(drawn.decimals, 2)}f}", frame.size - 2) + 0.15
