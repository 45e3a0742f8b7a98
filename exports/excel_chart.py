"""The native chart of a workbook, drawn from the same description as the slide, its figures beside it."""

from typing import Any

from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from charts.theme import LIGHT
from exports.drawing import Drawing, Series
from exports.excel_tables import number_format
from exports.publication import Publication, plain
from regions.exhibit import Exhibit

# Where categories and values of a series stand: first row, first column, last row, last column.
_Span = tuple[int, int, int, int]
_Spans = tuple[_Span, _Span]
_SIZE = {"width": 900, "height": 520}
_TYPES: dict[str, dict[str, str]] = {
    "line": {"type": "line"},
    "slope": {"type": "line"},
    "scatter": {"type": "scatter"},
    "pyramid": {"type": "bar", "subtype": "stacked"},
}


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
    if drawn.kind == "scatter":
        spans = _write_points(sheet, drawn, row)
    else:
        spans = _write_columns(workbook, sheet, drawn, row)
    chart: Any = workbook.add_chart(_TYPES.get(drawn.kind, {"type": "bar"}))
    for series, (categories, values) in zip(drawn.series, spans, strict=True):
        chart.add_series(
            {
                "name": plain(series.name),
                "categories": [sheet.name, *categories],
                "values": [sheet.name, *values],
                **_style(drawn, series),
            }
        )
    words = {"name": font, "size": 10, "color": LIGHT.text}
    chart.set_title(
        {"name": plain(exhibit.title)[:250], "name_font": {**words, "size": 13}, "overlay": False}
    )
    horizontal = drawn.kind not in ("line", "slope", "scatter")
    grid = {"visible": True, "line": {"color": LIGHT.rule, "width": 0.75}}
    figures = {"num_font": words, "num_format": _axis_format(drawn), "major_gridlines": grid}
    names = {"num_font": words, "major_gridlines": {"visible": False}, "label_position": "low"}
    if horizontal:
        chart.set_x_axis(figures)
        chart.set_y_axis({**names, "reverse": drawn.kind != "pyramid", "interval_unit": 1})
    else:
        low, high = drawn.range
        floor = {} if low <= 0 or low < 0.4 * high else {"min": _floor(low, high)}
        chart.set_y_axis({**figures, **floor})
        chart.set_x_axis({**names, "interval_unit": max(1, len(drawn.categories) // 12)})
    chart.set_legend({"position": "bottom", "font": words})
    chart.show_blanks_as("gap")
    chart.set_size(_SIZE)
    text = plain(f"{exhibit.alternative_text} {exhibit.source_line} {publication.link(exhibit.view)}")
    sheet.insert_chart(row, len(drawn.series) + 2, chart, {"description": text})


def _style(drawn: Drawing, series: Series) -> dict[str, Any]:
    shape = "circle" if series.country == "KR" else "square"
    mark = {"type": shape, "size": 6, "fill": {"color": series.colour}, "border": {"color": series.colour}}
    if drawn.kind == "line":
        dash = {"dash_type": "dash"} if series.dashed else {}
        return {"line": {"color": series.colour, "width": 2.25, **dash}, "marker": {"type": "none"}}
    if drawn.kind in ("scatter", "slope"):
        return {"marker": mark, "line": {"color": series.colour, "none": drawn.kind == "scatter"}}
    bars = {"fill": {"color": series.colour}, "gap": 30, "overlap": 100}
    return {**bars, "gap": 8} if drawn.kind == "pyramid" else bars


def _axis_format(drawn: Drawing) -> str:
    digits = number_format(drawn.decimals)
    return f"{digits};{digits}" if drawn.kind == "pyramid" else digits


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
        if drawn.kind in ("line", "slope"):
            sheet.write_number(number, 0, int(text))
        else:
            sheet.write_string(number, 0, plain(text))
    for column, series in enumerate(drawn.series, 1):
        sheet.write_string(row, column, plain(series.name), bold)
        sign = -1 if series.key.endswith(":male") else 1
        for number, value in enumerate(series.values, first):
            if value is not None:
                sheet.write_number(number, column, sign * value, figures)
        spans.append(((first, 0, last, 0), (first, column, last, column)))
    sheet.set_column(0, 0, 16)
    return spans


def _write_points(sheet: Worksheet, drawn: Drawing, row: int) -> list[_Spans]:
    """Write name, x and y of each point, countries one below the other."""
    spans = []
    first = row + 1
    for series in drawn.series:
        for number, (label, x, y) in enumerate(
            zip(series.labels, series.x, series.values, strict=True), first
        ):
            sheet.write_string(number, 0, plain(label))
            sheet.write_number(number, 1, x)
            if y is not None:
                sheet.write_number(number, 2, y)
        last = first + len(series.labels) - 1
        spans.append(((first, 1, last, 1), (first, 2, last, 2)))
        first = last + 1
    return spans
