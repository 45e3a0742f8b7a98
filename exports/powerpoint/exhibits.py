"""An exhibit drawn into a rectangle of a slide: the chart, map, table or figures its kind calls for."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from charts.drawing import Drawing
from charts.kinds.registry import drawing, drawings, kind_of
from charts.theme import LIGHT
from charts.type import text_width
from exports.figures import currency_of, is_missing, row_label, table_of, unit_of, written_value
from exports.layouts import text_rows
from exports.matrices import matrix_of
from exports.powerpoint import bar_charts, line_charts, point_charts
from exports.powerpoint.bar_charts import add_pyramid
from exports.powerpoint.chart_look import ChartsOfForms, Frame
from exports.powerpoint.design import CHART_SIZE, MUTED, Box, fitted
from exports.powerpoint.maps import (
    BOLD,
    POINTS_AN_INCH,
    add_map,
    add_map_legend,
    map_legend_height,
    map_scale,
)
from exports.powerpoint.matrix import add_matrix
from exports.powerpoint.strips import add_strips
from exports.powerpoint.tables import MOST_COLUMNS, MOST_ROWS, add_table
from exports.powerpoint.text import add_text, describe
from i18n.lists import listed
from i18n.messages import messages
from i18n.numbers import quantity
from regions.database.catalogue import Catalogue, names_of
from regions.database.languages import Language
from regions.database.places import are_nations, country_of
from regions.shapes.exhibit import Exhibit
from regions.shapes.layout import Layout
from regions.words.wording import rank_text

_LEGEND_WIDTH = 2.75
_SMALL_CHART = 12.0
_MOST_NUMBERS = 5
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
    return told


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
    head, body = table_of(exhibit, catalogue)
    text = exhibit.alternative_text or exhibit.title
    rest = add_table(shapes, box, head, body, exhibit.language, text)
    return [messages(exhibit.language)("slide.rows_left_out", count=rest)] if rest else []


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


def _numbers(shapes: Any, box: Box, exhibit: Exhibit, catalogue: Catalogue) -> list[str]:
    """Write up to five figures in large letters, each with its name, year, rank and change."""
    rows = exhibit.data.to_dict("records")[:_MOST_NUMBERS]
    gap = 0.3
    width = (box.width - gap * (len(rows) - 1)) / len(rows)
    for number, row in enumerate(rows):
        left = box.left + number * (width + gap)
        country = str(row["country"])
        indicator = catalogue.indicator(str(row["indicator_id"]))
        name, size = fitted(indicator.called(exhibit.language), (16.0, 14.0, 13.0), width, 3)
        add_text(
            shapes, Box(left, box.top + 0.5, width, 0.8), [name], exhibit.language, size, anchor="bottom"
        )
        unit = unit_of(exhibit, indicator, country, currency_of(exhibit, row))
        whole = written_value(exhibit, row, catalogue)
        bare = whole if unit == "%" else whole.removesuffix(unit).rstrip()
        value, large = fitted(bare, (40.0, 36.0, 32.0, 28.0, 24.0, 20.0), width * 0.85, 1)
        add_text(
            shapes, Box(left, box.top + 1.4, width, 0.85), [value], exhibit.language, large,
            bold=True, colour=LIGHT.country(country), anchor="middle",
        )  # fmt: skip
        lines = ([unit] if bare != whole else []) + _about(exhibit, row, catalogue)
        add_text(shapes, Box(left, box.top + 2.4, width, 2.0), lines, exhibit.language, 13, colour=MUTED)
    return []


def _about(exhibit: Exhibit, row: Any, catalogue: Catalogue) -> list[str]:
    """Return year, ranks and change of a headline figure, each where there is one."""
    t = messages(exhibit.language)
    lines = [t("slide.year", year=int(row["year"]))]
    if not is_missing(row.get("rank_country")):
        country = t(f"country.{row['country']}")
        rank = rank_text(int(row["rank_country"]), bool(row["tied_country"]), exhibit.language)
        lines.append(t("slide.rank_country", country=country, rank=rank, n=int(row["n_country"])))
    if not is_missing(row.get("rank_all")):
        rank = rank_text(int(row["rank_all"]), bool(row["tied_all"]), exhibit.language)
        lines.append(t("slide.rank_all", rank=rank, n=int(row["n_all"])))
    if not is_missing(row.get("change")):
        indicator = catalogue.indicator(str(row["indicator_id"]))
        per_cent = bool(row["change_is_per_cent"])
        decimals = 1 if per_cent else indicator.decimals
        points = t("slide.points") if indicator.unit_code == "percent" else ""
        change = quantity(row["change"], "%" if per_cent else points, exhibit.language, decimals, signed=True)
        lines.append(t("slide.change", year=int(row["change_from_year"]), change=change))
    return lines


_Draw = Callable[[Any, Box, Exhibit, Catalogue], list[str]]
# Layout of the master and what draws into it, of the kinds that are more than one native chart of a form.
_AS_CHART: tuple[str, _Draw] = ("chart", _chart)
_WAYS: Mapping[str, tuple[str, _Draw]] = {
    "map": ("map", _map),
    "numbers": ("big_number", _numbers),
    "table": ("table", _table),
    "matrix": ("table", _matrix),
    "pyramid": ("chart", _pyramids),
}
