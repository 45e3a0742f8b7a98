"""An exhibit drawn into a rectangle of a slide: the chart, map, table or figures its kind calls for."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from charts.drawing import Drawing
from charts.kinds.registry import drawing, drawings, kind_of
from charts.theme import LIGHT
from charts.type import text_width
from exports.figures import row_label, table_of, written_value
from exports.layouts import text_rows
from exports.matrices import matrix_of
from exports.powerpoint import bar_charts, line_charts, point_charts
from exports.powerpoint.bar_charts import add_pyramid
from exports.powerpoint.chart_look import ChartsOfForms, Frame
from exports.powerpoint.design import CHART_SIZE, MUTED, Box
from exports.powerpoint.maps import (
    BOLD,
    POINTS_AN_INCH,
    add_map,
    add_map_legend,
    map_legend_height,
    map_scale,
)
from exports.powerpoint.matrix import add_matrix
from exports.powerpoint.numbers import add_numbers
from exports.powerpoint.strips import add_strips
from exports.powerpoint.tables import MOST_COLUMNS, MOST_ROWS, add_table, columns_within
from exports.powerpoint.text import add_text, describe
from i18n.lists import listed
from i18n.messages import messages
from regions.database.catalogue import Catalogue, names_of
from regions.database.languages import Language
from regions.database.places import are_nations, country_of
from regions.exhibits.lag_years import across_a_break
from regions.shapes.exhibit import Exhibit
from regions.shapes.layout import Layout

_LEGEND_WIDTH = 2.75
_SMALL_CHART = 12.0
_EXTREME_SIZE = 12.0
_LISTED = 2
_NARROW, _COLUMNS = 8.0, 3
NATIVE_CHARTS: ChartsOfForms = {**line_charts.CHARTS, **bar_charts.CHARTS, **point_charts.CHARTS}


def draw_exhibit(shapes: Any, box: Box, exhibit: Exhibit, catalogue: Catalogue) -> list[str]:
    """Draw an exhibit and return what a reader must be told of it: regions or rows left out for room."""
    if exhibit.data.empty or exhibit.data.value.isna().all():
        return write_in_the_middle(shapes, box, "slide.nothing_to_draw", exhibit.language)
    _, draw = _WAYS.get(kind_of(exhibit).name, _AS_CHART)
    return draw(shapes, box, exhibit, catalogue)


def write_in_the_middle(shapes: Any, box: Box, message: str, language: Language) -> list[str]:
    """Write a message in the middle of a rectangle: that there is nothing for what was asked."""
    text = messages(language)(message)
    add_text(shapes, box, [text], language, 18, colour=MUTED, align="center", anchor="middle")
    return []


def layout_of(exhibit: Exhibit) -> str:
    """Return the layout of the master that a slide with an exhibit has."""
    return _WAYS.get(exhibit.chart, _AS_CHART)[0]


def _chart(shapes: Any, box: Box, exhibit: Exhibit, catalogue: Catalogue) -> list[str]:
    """Draw the chart; where the two countries are not on one scale, one for each, side by side."""
    parts = [one for one in drawings(exhibit, catalogue) if not one.is_empty]
    if not parts:
        return write_in_the_middle(shapes, box, "slide.nothing_to_draw", exhibit.language)
    places = (box,) if len(parts) == 1 else box.halves()
    told: list[str] = []
    for drawn, place in zip(parts, places, strict=True):
        left = _headed(shapes, place, exhibit, drawn)
        shape = NATIVE_CHARTS[drawn.form](_frame(shapes, left, exhibit, catalogue), drawn)
        describe(shape, exhibit.title, exhibit.alternative_text)
        told += _left_out(exhibit, drawn)
    return [*told, *across_a_break(exhibit.data, catalogue, exhibit.language)]


def _headed(shapes: Any, box: Box, exhibit: Exhibit, drawn: Drawing) -> Box:
    """Write above a chart which country and years or marks it shows, if not in it; return what is left."""
    words = []
    if drawn.country:
        words.append(
            f"{messages(exhibit.language)(f'country.{drawn.country}')} ({exhibit.units[drawn.country]})"
        )
    words += drawn.key
    if not words:
        return box
    add_text(shapes, Box(box.left, box.top, box.width, 0.26), ["   ".join(words)], exhibit.language, 13)
    return Box(box.left, box.top + 0.28, box.width, box.height - 0.28)


def _frame(shapes: Any, box: Box, exhibit: Exhibit, catalogue: Catalogue) -> Frame:
    units = set(exhibit.units.values())
    per_cent = units == {"%"} and exhibit.view.mode == "level"
    return Frame(
        shapes=shapes,
        box=box,
        language=exhibit.language,
        size=CHART_SIZE if box.width > _NARROW else _SMALL_CHART,
        picks=frozenset(names_of(exhibit.view.regions, catalogue, exhibit.language)),
        unit="%" if per_cent else "",
    )


def _left_out(exhibit: Exhibit, drawn: Drawing) -> list[str]:
    t = messages(exhibit.language)
    if not drawn.left_out:
        return []
    names = listed(drawn.left_out[:8], exhibit.language)
    more = "…" if len(drawn.left_out) > 8 else ""
    return [t("slide.left_out", count=len(drawn.left_out), names=names + more)]


def _map(shapes: Any, box: Box, exhibit: Exhibit, catalogue: Catalogue) -> list[str]:
    scale = map_scale(exhibit)
    if box.width < _NARROW:
        deep = map_legend_height(exhibit, scale, box.width, _COLUMNS)
        add_map(shapes, Box(box.left, box.top, box.width, box.height - deep - 0.1), exhibit, catalogue, scale)
        below = Box(box.left, box.top + box.height - deep, box.width, deep)
        add_map_legend(shapes, below, exhibit, scale, _COLUMNS)
        return []
    legend = min(_LEGEND_WIDTH, box.width * 0.34)
    add_map(shapes, Box(box.left, box.top, box.width - legend - 0.2, box.height), exhibit, catalogue, scale)
    side = Box(box.left + box.width - legend, box.top, legend, box.height)
    end = add_map_legend(shapes, side, exhibit, scale)
    if scale.shared and end + 1.6 < box.top + box.height + 0.1:
        _add_extremes(shapes, Box(side.left, end + 0.12, legend, 1.5), exhibit, catalogue)
    return []


def _add_extremes(shapes: Any, box: Box, exhibit: Exhibit, catalogue: Catalogue) -> None:
    """Name the highest and lowest regions beside the map."""
    t = messages(exhibit.language)
    data = exhibit.data[~are_nations(exhibit.data.region_code)].dropna(subset=["value"])
    ordered = data.sort_values("value", ascending=False, kind="stable").to_dict("records")
    if len(ordered) < 2 * _LISTED:
        return
    top = box.top
    for head, rows in (("slide.highest", ordered[:_LISTED]), ("slide.lowest", ordered[-_LISTED:])):
        lines = _valued(exhibit, rows, catalogue, box.width)
        add_text(shapes, Box(box.left, top, box.width, 0.22), [t(head)], exhibit.language, 11, colour=MUTED)
        add_text(
            shapes,
            Box(box.left, top + 0.21, box.width, 0.46),
            lines,
            exhibit.language,
            _EXTREME_SIZE,
            bold=True,
        )
        top += 0.76


def _valued(exhibit: Exhibit, rows: list[Any], catalogue: Catalogue, width: float) -> list[str]:
    """Return regions with their figures; without the unit, which heads the legend, where that is too long."""
    bare = replace(exhibit, units=dict.fromkeys(exhibit.units, ""))
    for shown in (exhibit, bare):
        lines = [
            f"{row_label(shown, row, catalogue)}  {written_value(shown, row, catalogue)}" for row in rows
        ]
        if all(text_width(line, _EXTREME_SIZE * BOLD) <= width * POINTS_AN_INCH for line in lines):
            break
    return lines


def _table(shapes: Any, box: Box, exhibit: Exhibit, catalogue: Catalogue) -> list[str]:
    if exhibit.layout is not None:
        return _laid_out(shapes, box, exhibit, exhibit.layout)
    t = messages(exhibit.language)
    head, body = table_of(exhibit, catalogue)
    # Of years the latest, of regions the first.
    columns = columns_within(len(head), latest=exhibit.data.indicator_id.nunique() == 1)
    text = exhibit.alternative_text or exhibit.title
    shown = [[row[column] for column in columns] for row in (head, *body)]
    rest = add_table(shapes, box, shown[0], shown[1:], exhibit.language, text)
    told = [
        (t("slide.rows_left_out", count=rest), bool(rest)),
        (t("slide.first_columns", shown=len(columns), of=len(head)), len(columns) < len(head)),
    ]
    return [line for line, holds in told if holds]


def _laid_out(shapes: Any, box: Box, exhibit: Exhibit, layout: Layout) -> list[str]:
    """Draw the first rows and columns of a table of the page's own."""
    t = messages(exhibit.language)
    head, body = text_rows(layout, exhibit.language, MOST_ROWS, MOST_COLUMNS)
    add_table(shapes, box, head, body, exhibit.language, exhibit.alternative_text)
    told = [
        (t("slide.first_rows", shown=len(body), of=f"{len(layout.frame):,}"), len(layout.frame) > len(body)),
        (t("slide.first_columns", shown=len(head), of=len(layout.shown)), len(layout.shown) > len(head)),
    ]
    return [line for line, holds in told if holds]


def _matrix(shapes: Any, box: Box, exhibit: Exhibit, catalogue: Catalogue) -> list[str]:
    matrix = matrix_of(exhibit, catalogue)
    add = add_matrix if matrix.has_words else add_strips
    add(shapes, box, matrix, exhibit.language, exhibit.alternative_text)
    return list(matrix.told)


def _pyramids(shapes: Any, box: Box, exhibit: Exhibit, catalogue: Catalogue) -> list[str]:
    drawn = drawing(exhibit, catalogue)
    t = messages(exhibit.language)
    pairs = [drawn.series[start : start + 2] for start in range(0, len(drawn.series), 2)]
    highest = drawn.range[1]
    codes = list(dict.fromkeys(exhibit.data.region_code))
    boxes = box.halves() if len(pairs) == 2 else (box,)
    for code, pair, place in zip(codes, pairs, boxes, strict=False):
        own = exhibit.data[exhibit.data.region_code == code]
        name = catalogue.place_short(code)[exhibit.language]
        head = f"{name} {int(own.year.iloc[0])}"
        add_text(
            shapes, Box(place.left, place.top, place.width, 0.3), [head], exhibit.language, 16,
            bold=True, align="center", colour=LIGHT.country(country_of(code)),
        )  # fmt: skip
        middle = place.left + place.width / 2 + 0.25
        for label, left, align in (
            (t("deck.male"), place.left + 0.6, "left"),
            (t("deck.female"), middle, "right"),
        ):
            width = place.width / 2 - 0.85
            spot = Box(left, place.top + 0.3, width, 0.26)
            add_text(shapes, spot, [label], exhibit.language, 13, align=align, colour=MUTED)
        chart = Box(place.left, place.top + 0.5, place.width, place.height - 0.5)
        frame = Frame(shapes, chart, exhibit.language, _SMALL_CHART)
        shape = add_pyramid(frame, drawn, pair, highest)
        describe(shape, head, f"{exhibit.title}. {head}. {exhibit.subtitle}")
    return []


_Draw = Callable[[Any, Box, Exhibit, Catalogue], list[str]]
# Layout of the master and what draws into it, of the kinds that are more than one native chart of a form.
_AS_CHART: tuple[str, _Draw] = ("chart", _chart)
_WAYS: Mapping[str, tuple[str, _Draw]] = {
    "map": ("map", _map),
    "numbers": ("big_number", add_numbers),
    "table": ("table", _table),
    "matrix": ("table", _matrix),
    "pyramid": ("chart", _pyramids),
}
