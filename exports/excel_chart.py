"""The native chart of a workbook, drawn from the same description as the slide, its figures beside it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from charts.drawing import DataSeries, Drawing
from charts.theme import LIGHT
from charts.ticks import magnitude
from exports.cells import number_format
from exports.publication import Publication, plain
from i18n.messages import messages
from regions.shapes.exhibit import Exhibit

# Where categories and values of a series stand: first row, first column, last row, last column.
_Span = tuple[int, int, int, int]
_Spans = tuple[_Span, _Span]
_Words = dict[str, Any]
_Axes = tuple[dict[str, Any], dict[str, Any]]
_SIZE = {"width": 900, "height": 520}
# Rows of a sheet that a chart covers, and one more.
ROWS_OF_A_CHART = 28


def add_chart(
    workbook: Workbook,
    sheet: Worksheet,
    exhibit: Exhibit,
    drawn: Drawing,
    row: int,
    font: str,
    publication: Publication,
) -> None:
    """Write the figures of a chart from `row` on, gaps as empty cells, and put the chart beside them."""
    look = _LOOKS[drawn.form]
    if drawn.is_of_points:
        spans = _write_points(sheet, drawn, row)
    else:
        spans = _write_columns(workbook, sheet, drawn, row)
    chart: Any = workbook.add_chart(look.type)
    # The total of stacked components is a line over them, drawn on the same axes.
    line: Any = workbook.add_chart({"type": "line"})
    for series, (categories, values) in zip(drawn.series, spans, strict=True):
        (line if series.is_total else chart).add_series(
            {
                "name": plain(series.name),
                "categories": [sheet.name, *categories],
                "values": [sheet.name, *values],
                **({**_line(series), "marker": _mark(series)} if series.is_total else look.style(series)),
            }
        )
    if any(series.is_total for series in drawn.series):
        chart.combine(line)
    words = {"name": font, "size": 10, "color": LIGHT.text}
    heading = _title(exhibit, drawn) + ("" if look.has_legend else f" ({' '.join(drawn.key)})")
    title = {"name": plain(heading)[:250], "name_font": {**words, "size": 13}}
    chart.set_title({**title, "overlay": False})
    across, up = look.axes(drawn, words)
    chart.set_x_axis(across)
    chart.set_y_axis(up)
    chart.set_legend({"position": "bottom", "font": words} if look.has_legend else {"none": True})
    chart.show_blanks_as("gap")
    chart.set_size(_SIZE)
    text = plain(f"{exhibit.alternative_text} {exhibit.source_line} {publication.link(exhibit.view)}")
    first = 3 if drawn.is_of_points else len(drawn.series) + 1
    sheet.insert_chart(row, first + 1, chart, {"description": text})


def _title(exhibit: Exhibit, drawn: Drawing) -> str:
    """Return the title, with the country where each has a chart of its own."""
    country = f" · {messages(exhibit.language)(f'country.{drawn.country}')}" if drawn.country else ""
    return f"{exhibit.title}{country}"


def _figures(drawn: Drawing, words: _Words) -> dict[str, Any]:
    """Return the properties of an axis of figures."""
    grid = {"visible": True, "line": {"color": LIGHT.rule, "width": 0.75}}
    return {"num_font": words, "num_format": _axis_format(drawn), "major_gridlines": grid}


def _names(words: _Words) -> dict[str, Any]:
    return {"num_font": words, "major_gridlines": {"visible": False}, "label_position": "low"}


def _logarithmic(drawn: Drawing, name: str) -> dict[str, Any]:
    return {"log_base": 10} if name in drawn.logarithmic else {}


def _from(low: float, high: float) -> dict[str, float]:
    """Let an axis begin at a round number below the lowest figure where zero is far away."""
    if low <= 0 or low < 0.4 * high:
        return {}
    step = magnitude(max(high - low, 1.0))
    return {"min": (low - 0.1 * (high - low)) // step * step}


def _axes_of_bars(drawn: Drawing, words: _Words) -> _Axes:
    # Ages rise, everything else stands in the order of the drawing from the top.
    upside_down = drawn.form != "pyramid"
    return _figures(drawn, words), {**_names(words), "reverse": upside_down, "interval_unit": 1}


def _axes_of_columns(drawn: Drawing, words: _Words) -> _Axes:
    thinned = {**_names(words), "interval_unit": max(1, len(drawn.categories) // 12)}
    return thinned, _figures(drawn, words)


def _axes_of_lines(drawn: Drawing, words: _Words) -> _Axes:
    years, figures = _axes_of_columns(drawn, words)
    return years, {**figures, **_from(*drawn.range)}


def _axes_of_points(drawn: Drawing, words: _Words) -> _Axes:
    figures = _figures(drawn, words)
    up = {**figures, **_logarithmic(drawn, "y"), **_from(*drawn.range)}
    return {**figures, **_logarithmic(drawn, "x")}, up


def _axes_of_dumbbells(drawn: Drawing, words: _Words) -> _Axes:
    rows = max(one.values[0] or 0.0 for one in drawn.series)
    hidden = {"visible": False, "major_gridlines": {"visible": False}, "min": 0, "max": rows + 1}
    ends = [x for one in drawn.series for x in one.x]
    across = {**_figures(drawn, words), **_logarithmic(drawn, "x"), **_from(min(ends), max(ends))}
    return across, hidden


def _mark(series: DataSeries, size: int = 6) -> dict[str, Any]:
    shape = "circle" if series.country == "KR" else "square"
    colour = {"color": series.colour}
    return {"type": shape, "size": size, "fill": colour, "border": colour}


def _line(series: DataSeries) -> dict[str, Any]:
    dash = {"dash_type": "dash"} if series.dashed else {}
    return {"line": {"color": series.colour, "width": 2.25, **dash}, "marker": {"type": "none"}}


def _point(series: DataSeries) -> dict[str, Any]:
    return {"line": {"none": True}, "marker": _mark(series)}


def _dumbbell(series: DataSeries) -> dict[str, Any]:
    hollow = {"fill": {"color": LIGHT.page}, "border": {"color": series.colour}}
    labels = [{"value": plain(text), "position": place} for text, place in _placed(series)]
    return {
        "marker": _mark(series, 8),
        "points": [hollow, None],
        "line": {"color": series.colour, "width": 2},
        "data_labels": {"value": True, "custom": labels},
    }


def _bars(series: DataSeries, gap: int = 30) -> dict[str, Any]:
    return {"fill": {"color": series.colour}, "gap": gap, "overlap": 100}


def _placed(series: DataSeries) -> list[tuple[str, str]]:
    """Return name and change of a dumbbell in the order of its two points, each with its side."""
    name, change = (series.labels[0], "left"), (series.labels[1], "right")
    return [name, change] if series.x[0] <= series.x[1] else [change, name]


def _axis_format(drawn: Drawing) -> str:
    digits = number_format(drawn.decimals)
    return f"{digits};{digits}" if drawn.has_two_sides else digits


def _write_columns(workbook: Workbook, sheet: Worksheet, drawn: Drawing, row: int) -> list[_Spans]:
    """Write categories down and series across; return where categories and values of each stand."""
    first, last = row + 1, row + len(drawn.categories)
    figures = workbook.add_format({"num_format": _axis_format(drawn)})
    bold = workbook.add_format({"bold": True, "text_wrap": True})
    spans = []
    for number, text in enumerate(drawn.named_categories, first):
        if drawn.in_years:
            sheet.write_number(number, 0, int(text))
        else:
            sheet.write_string(number, 0, plain(text))
    for column, series in enumerate(drawn.series, 1):
        sheet.write_string(row, column, plain(series.name), bold)
        sign = -1 if series.mirrored else 1
        for number, value in enumerate(series.values, first):
            if value is not None:
                sheet.write_number(number, column, sign * value, figures)
        spans.append(((first, 0, last, 0), (first, column, last, column)))
    sheet.set_column(0, 0, 16)
    return spans


def _write_points(sheet: Worksheet, drawn: Drawing, row: int) -> list[_Spans]:
    """Write name, x and y of each point, series one below the other; y of a dumbbell is its row."""
    spans = []
    first = row + 1
    for series in drawn.series:
        labels = series.labels
        if drawn.categories:
            labels = tuple(f"{series.name} {year}" for year in drawn.categories)
        for number, (label, x, y) in enumerate(zip(labels, series.x, series.values, strict=True), first):
            sheet.write_string(number, 0, plain(label))
            sheet.write_number(number, 1, x)
            if y is not None:
                sheet.write_number(number, 2, y)
        last = first + len(series.labels) - 1
        spans.append(((first, 1, last, 1), (first, 2, last, 2)))
        first = last + 1
    return spans


@dataclass(frozen=True)
class _Look:
    """How a form is drawn.

    Attributes:
        type: Of the chart.
        style: Returns the look of a series.
        axes: Returns the properties of the horizontal and the vertical axis.
        has_legend: Whether its series are told apart by a legend; else the title holds the key of its marks.
    """

    type: dict[str, str]
    style: Callable[[DataSeries], dict[str, Any]]
    axes: Callable[[Drawing, _Words], _Axes]
    has_legend: bool = True


_BARS, _STACKED = {"type": "bar"}, {"type": "bar", "subtype": "stacked"}
_COLUMNS = {"type": "column", "subtype": "stacked"}
_LINES = {"type": "scatter", "subtype": "straight"}
_JOINED = {"type": "scatter", "subtype": "straight_with_markers"}
_LOOKS: Mapping[str, _Look] = {
    "bar": _Look(_BARS, _bars, _axes_of_bars),
    "mirror": _Look(_STACKED, _bars, _axes_of_bars),
    "pyramid": _Look(_STACKED, partial(_bars, gap=8), _axes_of_bars),
    "stacked": _Look(_COLUMNS, _bars, _axes_of_columns),
    "line": _Look({"type": "line"}, _line, _axes_of_lines),
    "aligned": _Look(_LINES, _line, _axes_of_points),
    "scatter": _Look({"type": "scatter"}, _point, _axes_of_points),
    "dumbbell": _Look(_JOINED, _dumbbell, _axes_of_dumbbells, has_legend=False),
}
