"""How every native chart looks: fonts, axes, colours, marks."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_MARKER_STYLE, XL_TICK_LABEL_POSITION, XL_TICK_MARK
from pptx.util import Pt

from charts.drawing import DataSeries, Drawing
from charts.theme import LIGHT
from exports.cells import number_format
from exports.file_numbers import file_number
from exports.powerpoint.axes import Scale, axis_format
from exports.powerpoint.chart_parts import keep_level, set_chart_letters
from exports.powerpoint.design import Box, inches_of, rgb
from exports.powerpoint.structure import number_axes
from exports.publication import plain
from regions.database.languages import Language

_MARKERS = {"KR": XL_MARKER_STYLE.CIRCLE, "JP": XL_MARKER_STYLE.SQUARE}


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


# The native charts by the form of the drawing; each returns its shape.
ChartsOfForms = Mapping[str, Callable[[Frame, Drawing], Any]]


def category_chart(
    frame: Frame, drawn: Drawing, kind: XL_CHART_TYPE, *, on_time_axis: bool = False
) -> tuple[Any, Any]:
    """Add a chart of categories; return it and its shape. On a time axis gaps keep their width."""
    data = CategoryChartData(number_format=number_format(drawn.decimals))
    data.categories = (
        [date(int(year), 1, 1) for year in drawn.categories] if on_time_axis else drawn.categories
    )
    data.categories.number_format = "yyyy" if on_time_axis else "General"
    for one in drawn.series:
        data.add_series(plain(one.name), [file_number(value) for value in one.values])
    shape = frame.shapes.add_chart(kind, *frame.box.emu, data)
    return plain_chart(shape.chart, frame), shape


def plain_chart(chart: Any, frame: Frame) -> Any:
    """Take legend and title away and set the letters."""
    chart.has_legend = chart.has_title = False
    number_axes(chart)
    chart.font.size = Pt(frame.size)
    chart.font.color.rgb = rgb(LIGHT.text)
    set_chart_letters(chart, frame.language)
    return chart


def figures_axis(axis: Any, scale: Scale, drawn: Drawing, frame: Frame, *, both_sides: bool = False) -> None:
    """Set limits, grid and labels of an axis of figures."""
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


def names_axis(axis: Any, frame: Frame) -> None:
    """Set the look of an axis of names or years."""
    axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    axis.major_tick_mark = XL_TICK_MARK.NONE
    axis.has_major_gridlines = False
    axis.format.line.color.rgb = rgb(LIGHT.muted)
    axis.tick_labels.font.size = Pt(frame.size - 2)
    keep_level(axis)


def mark(marker: Any, one: DataSeries, size: int) -> None:
    """Mark a point with the shape of its country."""
    marker.style, marker.size = _MARKERS[one.country], size
    fill(marker.format.fill, one.colour)
    marker.format.line.color.rgb = rgb(one.colour)


def fill(held: Any, colour: str) -> None:
    """Fill a shape with a colour."""
    held.solid()
    held.fore_color.rgb = rgb(colour)


def years_between_ticks(drawn: Drawing, frame: Frame) -> int:
    """Return the smallest round number of years whose labels fit beside each other."""
    room = max(2, int(frame.box.width / (inches_of("0000", frame.size - 2) + 0.2)))
    return next((step for step in (1, 2, 5, 10, 20) if len(drawn.categories) / step <= room), 50)
