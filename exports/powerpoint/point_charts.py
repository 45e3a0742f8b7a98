"""Native charts of points: two indicators against each other, and then and now of each region."""

import math
from typing import Any

from pptx.chart.data import XyChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Pt

from charts.drawing import DataSeries, Drawing
from charts.theme import LIGHT
from exports.cells import number_format
from exports.file_numbers import file_number
from exports.powerpoint.axes import Scale, logarithmic_scale, round_scale
from exports.powerpoint.chart_look import ChartsOfForms, Frame, figures_axis, fill, mark, plain_chart
from exports.powerpoint.chart_parts import point_label, set_chart_letters
from exports.powerpoint.design import inches_of, rgb
from exports.publication import plain

_POINT_SIZE, _PICKED_SIZE = 8, 12
_THEN_SIZE, _NOW_SIZE = 7, 11


def add_scatter(frame: Frame, drawn: Drawing) -> Any:
    """Add points, one shape and colour a country; the regions picked stand out and carry their names."""
    shape = frame.shapes.add_chart(XL_CHART_TYPE.XY_SCATTER, *frame.box.emu, points_of(drawn))
    chart = plain_chart(shape.chart, frame)
    _axis(chart.category_axis, [x for one in drawn.series for x in one.x], "x", drawn, frame)
    _axis(chart.value_axis, list(drawn.range), "y", drawn, frame)
    for axis, title in zip((chart.category_axis, chart.value_axis), drawn.axis_titles, strict=True):
        axis.axis_title.text_frame.text = plain(title)
        axis.axis_title.text_frame.paragraphs[0].runs[0].font.size = Pt(frame.size)
    for cloud, one in zip(chart.plots[0].series, drawn.series, strict=True):
        cloud.format.line.fill.background()
        picked = len(one.key) > 2
        mark(cloud.marker, one, _PICKED_SIZE if picked else _POINT_SIZE)
        if picked:
            point_label(cloud, 0, one.name, frame.size, frame.language)
            cloud.points[0].data_label.position = XL_LABEL_POSITION.ABOVE
    set_chart_letters(chart, frame.language)
    return shape


def points_of(drawn: Drawing) -> XyChartData:
    """Return the points of each series as the data of a native chart."""
    data = XyChartData(number_format=number_format(drawn.decimals))
    for one in drawn.series:
        points = data.add_series(plain(one.name))
        for x, y in zip(one.x, one.values, strict=True):
            points.add_data_point(file_number(x), file_number(y))
    return data


def add_dumbbell_chart(frame: Frame, drawn: Drawing) -> Any:
    """Add a row a region: hollow in the first year, filled in the last, name and change at the two ends."""
    shape = frame.shapes.add_chart(XL_CHART_TYPE.XY_SCATTER_LINES, *frame.box.emu, points_of(drawn))
    chart = plain_chart(shape.chart, frame)
    rows = chart.value_axis
    rows.minimum_scale, rows.maximum_scale = 0.4, max(one.values[0] or 0 for one in drawn.series) + 0.6
    rows.visible = rows.has_major_gridlines = False
    figures_axis(chart.category_axis, _scale_with_room(drawn, frame), drawn, frame)
    _logarithmic(chart.category_axis, "x" in drawn.logarithmic)
    for line, one in zip(chart.plots[0].series, drawn.series, strict=True):
        _dumbbell(line, one, frame)
    set_chart_letters(chart, frame.language)
    return shape


def _dumbbell(line: Any, one: DataSeries, frame: Frame) -> None:
    colour = LIGHT.faded if frame.picks and one.name not in frame.picks else one.colour
    line.smooth = False
    line.format.line.color.rgb = rgb(colour)
    line.format.line.width = Pt(2.25)
    for number, ground, size in ((0, LIGHT.page, _THEN_SIZE), (1, colour, _NOW_SIZE)):
        point = line.points[number]
        mark(point.marker, one, size)
        fill(point.marker.format.fill, ground)
        point.marker.format.line.color.rgb = rgb(colour)
        point.marker.format.line.width = Pt(1.75)
    left = 0 if one.x[0] <= one.x[1] else 1
    places = (
        (left, one.labels[0], XL_LABEL_POSITION.LEFT),
        (1 - left, one.labels[1], XL_LABEL_POSITION.RIGHT),
    )
    for number, text, place in places:
        point_label(line, number, text, frame.size - 2, frame.language)
        line.points[number].data_label.position = place


def _scale_with_room(drawn: Drawing, frame: Frame) -> Scale:
    """Return limits that leave room for the names on the left and the changes on the right."""
    logarithmic = "x" in drawn.logarithmic
    ends = [math.log10(x) if logarithmic else x for one in drawn.series for x in one.x]
    low, high = min(ends), max(ends)
    widest = [max(inches_of(text, frame.size) for text in texts) for texts in _sides(drawn)]
    inch = (high - low or abs(high) or 1.0) / max(frame.box.width - sum(widest) - 0.6, 1.0)
    low, high = low - inch * widest[0], high + inch * widest[1]
    if logarithmic:
        return logarithmic_scale(10.0**low, 10.0**high)
    return round_scale(low, high, from_zero=False)


def _sides(drawn: Drawing) -> tuple[list[str], list[str]]:
    return [one.labels[0] for one in drawn.series], [one.labels[1] for one in drawn.series]


def _logarithmic(axis: Any, wanted: bool) -> None:
    if wanted:
        scaling = axis._element.find(qn("c:scaling"))
        scaling.insert(0, parse_xml(f'<c:logBase {nsdecls("c")} val="10"/>'))
        axis.major_unit = None


def _axis(axis: Any, values: list[float], name: str, drawn: Drawing, frame: Frame) -> None:
    low, high = min(values), max(values)
    wanted = name in drawn.logarithmic and low > 0
    scale = logarithmic_scale(low, high) if wanted else round_scale(low, high, from_zero=False)
    figures_axis(axis, scale, drawn, frame)
    _logarithmic(axis, wanted)


CHARTS: ChartsOfForms = {"scatter": add_scatter, "dumbbell": add_dumbbell_chart}
