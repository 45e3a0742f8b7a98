"""Two indicators against each other: area by population, marker and colour by country, trails."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from charts.canvas import Canvas
from charts.labels import Mark, Name, Rectangle, Window, write_names
from charts.picture import ExhibitPicture
from charts.theme import MARKERS, NARROW, region_colours, value_axis
from charts.ticks import log_ticks, round_ticks, tick_texts
from charts.type import SIGNS, SMALL_SIZE, TEXT_SIZE, text_width, wrapped
from i18n.messages import messages
from i18n.numbers import quantity
from regions.asking.view import default_currency
from regions.database.places import country_of, is_region
from regions.exhibits.relation import spans_of, trails_of
from regions.shapes.exhibit import Exhibit, countries_in_order, shown_countries, unit_phrase, unit_texts
from regions.shapes.frames import rows_of

_HEIGHT = {"wide": 500, "narrow": 380}
# How wide the plotting area is in a small window, a usual one and a wide one.
_PIXELS = {"wide": (690, 860, 1040), "narrow": (300, 380, 540)}
_LARGEST = {"wide": 46.0, "narrow": 30.0}
_LARGEST_POPULATION = 14e6  # about Tokyo or Gyeonggi; fixed, so that play does not rescale the marks
_SMALLEST = 5.0
_TRAIL_MARK = 4
# Of an axis's name, which leaves the key its place beside it, and the height of its lines.
_TITLE_ROOM = {"wide": 540, "narrow": 320}
_LINE = 17


def scatter_figure(figure: ExhibitPicture) -> go.Figure:
    """Return a mark a region (`relation_exhibits`); the picked ones named, with their way up to the year."""
    exhibit = figure.shown
    data, trails = exhibit.data, trails_of(exhibit, figure.build)
    spans = spans_of(exhibit, trails)
    horizontal = _horizontal(figure)
    logarithmic = {axis: _is_log(figure, axis, span) for axis, span in zip("xy", spans, strict=True)}
    colours = region_colours([code for code in figure.picked if is_region(code)], figure.theme)
    ranges = {axis: _range(span, log=logarithmic[axis]) for axis, span in zip("xy", spans, strict=True)}
    _add_year(figure, ranges, logarithmic)
    _add_trails(figure, trails, colours)
    for country in shown_countries(data, figure.language):
        _add_country(figure, horizontal, data[data.country == country], colours)
    _label(figure, data, trails, colours, ranges, logarithmic)
    ticks = {axis: _ticks(ranges[axis], figure.width, log=logarithmic[axis]) for axis in "xy"}
    texts = {"x": tick_texts(horizontal, ticks["x"]), "y": tick_texts(exhibit, ticks["y"])}
    left = 14 + int(max((text_width(text, SMALL_SIZE) for text in texts["y"]), default=30))
    names = {"x": horizontal, "y": exhibit}
    titles = {axis: _axis_title(figure, axis, names[axis], logarithmic=logarithmic[axis]) for axis in "xy"}
    # On a phone the key stands above the name of the vertical axis, not beside it.
    deep = {axis: len(lines) * _LINE for axis, lines in titles.items()}
    aside = deep["y"] if figure.is_narrow else 0
    above, below = 9 + deep["y"] + (_LINE if aside else 0), 31 + deep["x"]
    reading = figure.t("relation.areas")
    figure.frame(_HEIGHT[figure.width], left=left, right=12, above=above, below=below, reading=reading)
    figure.update_layout(showlegend=False, hovermode="closest")
    for axis in "xy":
        figure.update_layout(
            {
                f"{axis}axis": value_axis(
                    figure.theme,
                    type="log" if logarithmic[axis] else "linear",
                    range=ranges[axis],
                    tickvals=ticks[axis],
                    ticktext=texts[axis],
                    zeroline=not logarithmic[axis] and ranges[axis][0] < 0 < ranges[axis][1],
                )
            }
        )
    _write_axis_titles(figure, titles, left)
    _add_key(figure, 4 + aside)
    return figure.finish()


def _horizontal(figure: ExhibitPicture) -> Exhibit:
    """Return the exhibit as if it showed the indicator of the horizontal axis, for formats and units."""
    exhibit = figure.shown
    held = exhibit.data.x_indicator_id
    indicator = figure.catalogue.indicators[str(held.iloc[0]) if len(held) else exhibit.view.indicators[0]]
    view = replace(exhibit.view, currency=default_currency(indicator))
    return replace(exhibit, indicator=indicator, view=view, units=unit_texts(indicator, view))


def _is_log(figure: ExhibitPicture, axis: str, span: tuple[float, float]) -> bool:
    return axis in figure.shown.view.all_chosen("log") and span[0] > 0


def _range(span: tuple[float, float], *, log: bool) -> tuple[float, float]:
    low, high = (float(np.log10(end)) for end in span) if log else span
    room = (high - low) * 0.07 or 1.0
    return low - room, high + room


def _ticks(ends: tuple[float, float], width: str, *, log: bool) -> list[float]:
    low, high = ends
    wanted = 4 if width == NARROW else 8
    return log_ticks(10.0**low, 10.0**high, wanted) if log else round_ticks(low, high, wanted)


def _sizes(population: pd.Series, width: str) -> list[float]:
    """Return diameters whose areas stand for the population; a small mark where it is not published."""
    shares = np.sqrt(population.to_numpy(dtype=float) / _LARGEST_POPULATION) * _LARGEST[width]
    return [max(float(size), _SMALLEST) if np.isfinite(size) else _SMALLEST for size in shares]


def _add_country(
    figure: ExhibitPicture, horizontal: Exhibit, rows: pd.DataFrame, colours: dict[str, str]
) -> None:
    country = str(rows.country.iloc[0])
    faded = bool(set(colours) & set(figure.shown.data.region_code))
    figure.add_trace(
        go.Scatter(
            x=rows.x_value,
            y=rows.value,
            mode="markers",
            marker={
                "symbol": MARKERS[country],
                "size": _sizes(rows.population, figure.width),
                "color": [colours.get(code, figure.theme.country(country)) for code in rows.region_code],
                "opacity": [
                    0.95 if code in colours else (0.28 if faded else 0.6) for code in rows.region_code
                ],
                "line": {"width": 1, "color": figure.theme.page},
            },
            customdata=[[code] for code in rows.region_code],
            text=_hover(figure, horizontal, rows),
            hovertemplate="%{text}<extra></extra>",
        )
    )


def _hover(figure: ExhibitPicture, horizontal: Exhibit, rows: pd.DataFrame) -> list[str]:
    t, language = figure.t, figure.language
    people = figure.catalogue.indicators["population_total"]
    texts = []
    for row in rows_of(rows):
        unit = people.unit_for(row.country, None)[language]
        told = (
            (figure.shown.indicator, figure.shown.format(row.value, row.country)),
            (horizontal.indicator, horizontal.format(row.x_value, row.country)),
            (people, quantity(row.population, unit, language)),
        )
        lines = [
            f"<b>{figure.whole_name(row.region_code)}</b>",
            *(t("hover.named", name=one.called(language), value=value) for one, value in told),
        ]
        texts.append("<br>".join(lines))
    return texts


def _add_trails(figure: Canvas, trails: pd.DataFrame, colours: dict[str, str]) -> None:
    for code, way in trails.groupby("region_code", sort=False):
        figure.add_trace(
            go.Scatter(
                x=way.x,
                y=way.y,
                mode="lines+markers",
                line={"color": colours[str(code)], "width": 1.5},
                marker={"size": _TRAIL_MARK, "symbol": MARKERS[country_of(str(code))]},
                text=[str(year) for year in way.year],
                hovertemplate="%{text}<extra></extra>",
            )
        )


def _label(
    figure: ExhibitPicture,
    data: pd.DataFrame,
    trails: pd.DataFrame,
    colours: dict[str, str],
    ranges: dict[str, tuple[float, float]],
    logarithmic: dict[str, bool],
) -> None:
    """Write the names of the picked regions where they cover no mark, else with a line to their own."""
    rows = data[data.region_code.isin(colours)].sort_values("value")
    if rows.empty:
        return

    def places(frame: pd.DataFrame, x: str, y: str) -> dict[str, np.ndarray]:
        held = {"x": frame[x].to_numpy(dtype=float), "y": frame[y].to_numpy(dtype=float)}
        return {axis: np.log10(values) if logarithmic[axis] else values for axis, values in held.items()}

    def marks(places: dict[str, np.ndarray], sizes: Sequence[float], pixels: int) -> list[Mark]:
        size = {"x": pixels, "y": _HEIGHT[figure.width]}
        at = {axis: (places[axis] - low) / (high - low) * size[axis] for axis, (low, high) in ranges.items()}
        return [Mark(x, y, one / 2) for x, y, one in zip(at["x"], at["y"], sizes, strict=True)]

    named, every = (places(frame, "x_value", "value") for frame in (rows, data))
    ways, trail_sizes = places(trails, "x", "y"), [_TRAIL_MARK] * len(trails)
    windows = [
        Window(
            marks(named, _sizes(rows.population, figure.width), pixels),
            marks(every, _sizes(data.population, figure.width), pixels) + marks(ways, trail_sizes, pixels),
            Rectangle(0, 0, pixels, _HEIGHT[figure.width]),
        )
        for pixels in _PIXELS[figure.width]
    ]
    names = [
        Name(figure.name(code), float(x), float(y), colours[code])
        for code, x, y in zip(rows.region_code, named["x"], named["y"], strict=True)
    ]
    write_names(figure, names, windows)


def _axis_title(figure: ExhibitPicture, axis: str, exhibit: Exhibit, *, logarithmic: bool) -> list[str]:
    """Return the name of an axis with its unit, in lines."""
    units = unit_phrase(exhibit.indicator, exhibit.view)
    t = messages(exhibit.language)
    text = exhibit.indicator.called(exhibit.language) + (f" ({units})" if units else "")
    if logarithmic:
        text += f", {t('relation.log')}"
    return wrapped(
        f"↑\N{NO-BREAK SPACE}{text}" if axis == "y" else f"{text}\N{NO-BREAK SPACE}→",
        SMALL_SIZE,
        _TITLE_ROOM[figure.width],
    )


def _write_axis_titles(figure: ExhibitPicture, titles: dict[str, list[str]], left: int) -> None:
    """Name the axes: the vertical one above it, written level, the horizontal one below."""
    for axis, lines in titles.items():
        vertical = axis == "y"
        figure.write(
            "<br>".join(lines),
            0 if vertical else 1,
            1 if vertical else 0,
            figure.theme.muted,
            on_paper=True,
            anchor="left bottom" if vertical else "right top",
            align="left" if vertical else "right",
            xshift=-left + 2 if vertical else 0,
            yshift=4 if vertical else -24,
        )


def _add_year(
    figure: ExhibitPicture, ranges: dict[str, tuple[float, float]], logarithmic: dict[str, bool]
) -> None:
    """Write the year large behind the marks."""
    place = {
        axis: low + share * (high - low)
        for (axis, (low, high)), share in zip(ranges.items(), (0.985, 0.02), strict=True)
    }
    figure.add_trace(
        go.Scatter(
            x=[10 ** place["x"] if logarithmic["x"] else place["x"]],
            y=[10 ** place["y"] if logarithmic["y"] else place["y"]],
            mode="text",
            text=[str(figure.shown.view.year or "")],
            textposition="top left",
            textfont={"size": 64, "color": figure.theme.rule},
            hoverinfo="skip",
        )
    )


def _add_key(figure: ExhibitPicture, above: int) -> None:
    t = figure.t
    parts = [
        f'<span style="color:{figure.theme.country(c)}">{SIGNS[c]} {t(f"country.{c}")}</span>'
        for c in countries_in_order(figure.language)
    ]
    figure.write("  ".join(parts), 1, 1, size=TEXT_SIZE, on_paper=True, anchor="right bottom", yshift=above)
