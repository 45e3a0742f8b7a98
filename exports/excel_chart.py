"""The native chart of a workbook, drawn from the same description as the slide, its figures beside it."""

from typing import Any

from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from charts.theme import LIGHT
from exports.cells import number_format
from exports.drawn import Drawing, Series
from exports.publication import Publication, plain
from i18n.messages import messages
from regions.shapes.exhibit import Exhibit

# Where categories and values of a series stand: first row, first column, last row, last column.
_Span = tuple[int, int, int, int]
_Spans = tuple[_Span, _Span]
_SIZE = {"width": 900, "height": 520}
_TYPES: dict[str, dict[str, str]] = {
    "line": {"type": "line"},
    "slope": {"type": "line"},
    "scatter": {"type": "scatter"},
    "dumbbell": {"type": "scatter", "subtype": "straight_with_markers"},
    "pyramid": {"type": "bar", "subtype": "stacked"},
    "mirror": {"type": "bar", "subtype": "stacked"},
    "stacked": {"type": "column", "subtype": "stacked"},
}
_POINTS = ("scatter", "dumbbell")
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
    if drawn.kind in _POINTS:
        spans = _write_points(sheet, drawn, row)
    else:
        spans = _write_columns(workbook, sheet, drawn, row)
    chart: Any = workbook.add_chart(_TYPES.get(drawn.kind, {"type": "bar"}))
    # The total of stacked components is a line over them, drawn on the same axes.
    line: Any = workbook.add_chart({"type": "line"}) if drawn.kind == "stacked" else chart
    for series, (categories, values) in zip(drawn.series, spans, strict=True):
        (line if series is drawn.series[-1] else chart).add_series(
            {
                "name": plain(series.name),
                "categories": [sheet.name, *categories],
                "values": [sheet.name, *values],
                **_style(drawn, series),
            }
        )
    if line is not chart:
        chart.combine(line)
    words = {"name": font, "size": 10, "color": LIGHT.text}
    title = {"name": plain(_title(exhibit, drawn))[:250], "name_font": {**words, "size": 13}}
    chart.set_title({**title, "overlay": False})
    across, up = _axes(drawn, words)
    chart.set_x_axis(across)
    chart.set_y_axis(up)
    chart.set_legend({"none": True} if drawn.kind == "dumbbell" else {"position": "bottom", "font": words})
    chart.show_blanks_as("gap")
    chart.set_size(_SIZE)
    text = plain(f"{exhibit.alternative_text} {exhibit.source_line} {publication.link(exhibit.view)}")
    first = 3 if drawn.kind in _POINTS else len(drawn.series) + 1
    sheet.insert_chart(row, first + 1, chart, {"description": text})


def _title(exhibit: Exhibit, drawn: Drawing) -> str:
    """Return the title, with the country where each has a chart of its own, and the years of a dumbbell."""
    country = f" · {messages(exhibit.language)(f'country.{drawn.country}')}" if drawn.country else ""
    years = f" (○ {drawn.categories[0]} ● {drawn.categories[1]})" if drawn.kind == "dumbbell" else ""
    return f"{exhibit.title}{country}{years}"


def _axes(drawn: Drawing, words: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the properties of the horizontal and the vertical axis."""
    grid = {"visible": True, "line": {"color": LIGHT.rule, "width": 0.75}}
    figures = {"num_font": words, "num_format": _axis_format(drawn), "major_gridlines": grid}
    names = {"num_font": words, "major_gridlines": {"visible": False}, "label_position": "low"}
    logarithmic = {name: {"log_base": 10} if name in drawn.logarithmic else {} for name in ("x", "y")}
    if drawn.kind == "dumbbell":
        rows = max(one.values[0] or 0.0 for one in drawn.series)
        hidden = {"visible": False, "major_gridlines": {"visible": False}, "min": 0, "max": rows + 1}
        ends = [x for one in drawn.series for x in one.x]
        return {**figures, **logarithmic["x"], **_from(min(ends), max(ends))}, hidden
    if drawn.kind == "scatter":
        return {**figures, **logarithmic["x"]}, {**figures, **logarithmic["y"], **_from(*drawn.range)}
    if drawn.kind in ("line", "slope", "stacked"):
        thinned = {**names, "interval_unit": max(1, len(drawn.categories) // 12)}
        return thinned, {**figures, **(_from(*drawn.range) if drawn.kind != "stacked" else {})}
    return figures, {**names, "reverse": drawn.kind != "pyramid", "interval_unit": 1}


def _from(low: float, high: float) -> dict[str, float]:
    """Let an axis begin below the lowest figure where zero is far away."""
    return {} if low <= 0 or low < 0.4 * high else {"min": _floor(low, high)}


def _style(drawn: Drawing, series: Series) -> dict[str, Any]:
    shape = "circle" if series.country == "KR" else "square"
    mark = {"type": shape, "size": 6, "fill": {"color": series.colour}, "border": {"color": series.colour}}
    if drawn.kind == "line":
        dash = {"dash_type": "dash"} if series.dashed else {}
        return {"line": {"color": series.colour, "width": 2.25, **dash}, "marker": {"type": "none"}}
    if drawn.kind == "dumbbell":
        hollow = {"fill": {"color": LIGHT.page}, "border": {"color": series.colour}}
        labels = [{"value": plain(text), "position": place} for text, place in _placed(series)]
        return {
            "marker": {**mark, "size": 8},
            "points": [hollow, None],
            "line": {"color": series.colour, "width": 2},
            "data_labels": {"value": True, "custom": labels},
        }
    if drawn.kind == "stacked" and series is drawn.series[-1]:
        return {"line": {"color": series.colour, "width": 2.25}, "marker": mark}
    if drawn.kind in ("scatter", "slope"):
        return {"marker": mark, "line": {"color": series.colour, "none": drawn.kind == "scatter"}}
    bars = {"fill": {"color": series.colour}, "gap": 30, "overlap": 100}
    return {**bars, "gap": 8} if drawn.kind == "pyramid" else bars


def _placed(series: Series) -> list[tuple[str, str]]:
    """Return name and change of a dumbbell in the order of its two points, each with its side."""
    name, change = (series.labels[0], "left"), (series.labels[1], "right")
    return [name, change] if series.x[0] <= series.x[1] else [change, name]


def _axis_format(drawn: Drawing) -> str:
    digits = number_format(drawn.decimals)
    return f"{digits};{digits}" if drawn.kind in ("pyramid", "mirror") else digits


def _floor(low: float, high: float) -> float:
    """Return a round number somewhat below the lowest figure."""
    step: float = 10 ** (len(str(int(abs(high - low)))) - 1)
    return (low - 0.1 * (high - low)) // step * step


def _write_columns(workbook: Workbook, sheet: Worksheet, drawn: Drawing, row: int) -> list[_Spans]:
    """Write categories down and series across; return where categories and values of each stand."""
    first, last = row + 1, row + len(drawn.categories)
    figures = workbook.add_format({"num_format": _axis_format(drawn)})
    bold = workbook.add_format({"bold": True, "text_wrap": True})
    spans = []
    for number, text in enumerate(drawn.categories, first):
        if drawn.kind in ("line", "slope", "stacked"):
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
        if drawn.kind == "dumbbell":
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
