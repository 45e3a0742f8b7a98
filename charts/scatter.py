"""Two indicators against each other: area by population, marker and colour by country, trails."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from charts.canvas import Canvas
from charts.labels import Mark, Name, Rectangle, Window, write_names
from charts.theme import MARKERS, NARROW, Theme, framed, region_colours, value_axis
from charts.ticks import log_ticks, round_ticks, tick_texts
from charts.type import SIGNS, SMALL_SIZE, TEXT_SIZE, text_width, wrapped
from i18n.messages import messages
from i18n.numbers import quantity
from regions.asking.view import default_currency
from regions.database.catalogue import Catalogue
from regions.database.places import country_of, is_region
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


def scatter_figure(
    exhibit: Exhibit,
    catalogue: Catalogue,
    theme: Theme,
    picked: Sequence[str],
    trails: pd.DataFrame,
    spans: Sequence[tuple[float, float]],
    width: str,
) -> go.Figure:
    """Return a mark a region; the picked ones named, with their way up to the year shown.

    Args:
        exhibit: As returned by `relation_exhibits`.
        catalogue: For names.
        theme: Colours.
        picked: Regions to name.
        trails: As returned by `relations.trails`.
        spans: Lowest and highest figure drawn on both axes.
        width: `wide` or `narrow`.
    """
    figure = Canvas()
    data = exhibit.data
    horizontal = _horizontal(exhibit, catalogue)
    logarithmic = {axis: _is_log(exhibit, axis, span) for axis, span in zip("xy", spans, strict=True)}
    colours = region_colours([code for code in picked if is_region(code)], theme)
    ranges = {axis: _range(span, log=logarithmic[axis]) for axis, span in zip("xy", spans, strict=True)}
    _add_year(figure, exhibit, theme, ranges, logarithmic)
    _add_trails(figure, trails, colours)
    for country in shown_countries(data, exhibit.language):
        _add_country(
            figure, exhibit, horizontal, data[data.country == country], catalogue, theme, colours, width
        )
    _label(figure, data, trails, catalogue, exhibit, colours, ranges, logarithmic, width)
    ticks = {axis: _ticks(ranges[axis], width, log=logarithmic[axis]) for axis in "xy"}
    texts = {"x": tick_texts(horizontal, ticks["x"]), "y": tick_texts(exhibit, ticks["y"])}
    left = 14 + int(max((text_width(text, SMALL_SIZE) for text in texts["y"]), default=30))
    names = {"x": horizontal, "y": exhibit}
    areas = messages(exhibit.language)("relation.areas")
    said = replace(exhibit, subtitle=f"{exhibit.subtitle} {areas}")
    titles = {axis: _axis_title(axis, names[axis], width, logarithmic=logarithmic[axis]) for axis in "xy"}
    # On a phone the key stands above the name of the vertical axis, not beside it.
    deep = {axis: len(lines) * _LINE for axis, lines in titles.items()}
    aside = deep["y"] if width == NARROW else 0
    above, below = 9 + deep["y"] + (_LINE if aside else 0), 31 + deep["x"]
    framed(figure, said, theme, width, _HEIGHT[width], left=left, right=12, above=above, below=below)
    figure.update_layout(showlegend=False, hovermode="closest")
    for axis in "xy":
        figure.update_layout(
            {
                f"{axis}axis": value_axis(
                    theme,
                    type="log" if logarithmic[axis] else "linear",
                    range=ranges[axis],
                    tickvals=ticks[axis],
                    ticktext=texts[axis],
                    zeroline=not logarithmic[axis] and ranges[axis][0] < 0 < ranges[axis][1],
                )
            }
        )
    _write_axis_titles(figure, titles, theme, left)
    _add_key(figure, exhibit, theme, 4 + aside)
    return figure.finish()


def _horizontal(exhibit: Exhibit, catalogue: Catalogue) -> Exhibit:
    """Return the exhibit as if it showed the indicator of the horizontal axis, for formats and units."""
    held = exhibit.data.x_indicator_id
    indicator = catalogue.indicators[str(held.iloc[0]) if len(held) else exhibit.view.indicators[0]]
    view = replace(exhibit.view, currency=default_currency(indicator))
    return replace(exhibit, indicator=indicator, view=view, units=unit_texts(indicator, view))


def _is_log(exhibit: Exhibit, axis: str, span: tuple[float, float]) -> bool:
    return axis in exhibit.view.all_chosen("log") and span[0] > 0


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
    figure: Canvas,
    exhibit: Exhibit,
    horizontal: Exhibit,
    rows: pd.DataFrame,
    catalogue: Catalogue,
    theme: Theme,
    colours: dict[str, str],
    width: str,
) -> None:
    country = str(rows.country.iloc[0])
    faded = bool(set(colours) & set(exhibit.data.region_code))
    figure.add_trace(
        go.Scatter(
            x=rows.x_value,
            y=rows.value,
            mode="markers",
            marker={
                "symbol": MARKERS[country],
                "size": _sizes(rows.population, width),
                "color": [colours.get(code, theme.country(country)) for code in rows.region_code],
                "opacity": [
                    0.95 if code in colours else (0.28 if faded else 0.6) for code in rows.region_code
                ],
                "line": {"width": 1, "color": theme.page},
            },
            customdata=[[code] for code in rows.region_code],
            text=_hover(exhibit, horizontal, rows, catalogue),
            hovertemplate="%{text}<extra></extra>",
        )
    )


def _hover(exhibit: Exhibit, horizontal: Exhibit, rows: pd.DataFrame, catalogue: Catalogue) -> list[str]:
    t, language = messages(exhibit.language), exhibit.language
    people = catalogue.indicators["population_total"]
    texts = []
    for row in rows_of(rows):
        unit = people.unit_for(row.country, None)[language]
        told = (
            (exhibit.indicator, exhibit.format(row.value, row.country)),
            (horizontal.indicator, horizontal.format(row.x_value, row.country)),
            (people, quantity(row.population, unit, language)),
        )
        lines = [
            f"<b>{catalogue.regions[row.region_code].name[language]}</b>",
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
    figure: Canvas,
    data: pd.DataFrame,
    trails: pd.DataFrame,
    catalogue: Catalogue,
    exhibit: Exhibit,
    colours: dict[str, str],
    ranges: dict[str, tuple[float, float]],
    logarithmic: dict[str, bool],
    width: str,
) -> None:
    """Write the names of the picked regions where they cover no mark, else with a line to their own."""
    rows = data[data.region_code.isin(colours)].sort_values("value")
    if rows.empty:
        return

    def places(frame: pd.DataFrame, x: str, y: str) -> dict[str, np.ndarray]:
        held = {"x": frame[x].to_numpy(dtype=float), "y": frame[y].to_numpy(dtype=float)}
        return {axis: np.log10(values) if logarithmic[axis] else values for axis, values in held.items()}

    def marks(places: dict[str, np.ndarray], sizes: Sequence[float], pixels: int) -> list[Mark]:
        size = {"x": pixels, "y": _HEIGHT[width]}
        at = {axis: (places[axis] - low) / (high - low) * size[axis] for axis, (low, high) in ranges.items()}
        return [Mark(x, y, one / 2) for x, y, one in zip(at["x"], at["y"], sizes, strict=True)]

    named, every = (places(frame, "x_value", "value") for frame in (rows, data))
    ways, trail_sizes = places(trails, "x", "y"), [_TRAIL_MARK] * len(trails)
    windows = [
        Window(
            marks(named, _sizes(rows.population, width), pixels),
            marks(every, _sizes(data.population, width), pixels) + marks(ways, trail_sizes, pixels),
            Rectangle(0, 0, pixels, _HEIGHT[width]),
        )
        for pixels in _PIXELS[width]
    ]
    names = [
        Name(catalogue.regions[code].short[exhibit.language], float(x), float(y), colours[code])
        for code, x, y in zip(rows.region_code, named["x"], named["y"], strict=True)
    ]
    write_names(figure, names, windows)


def _axis_title(axis: str, exhibit: Exhibit, width: str, *, logarithmic: bool) -> list[str]:
    """Return the name of an axis with its unit, in lines."""
    units = unit_phrase(exhibit.indicator, exhibit.view)
    t = messages(exhibit.language)
    text = exhibit.indicator.called(exhibit.language) + (f" ({units})" if units else "")
    if logarithmic:
        text += f", {t('relation.log')}"
    return wrapped(
        f"↑\N{NO-BREAK SPACE}{text}" if axis == "y" else f"{text}\N{NO-BREAK SPACE}→",
        SMALL_SIZE,
        _TITLE_ROOM[width],
    )


def _write_axis_titles(figure: Canvas, titles: dict[str, list[str]], theme: Theme, left: int) -> None:
    """Name the axes: the vertical one above it, written level, the horizontal one below."""
    for axis, lines in titles.items():
        vertical = axis == "y"
        figure.write(
            "<br>".join(lines),
            0 if vertical else 1,
            1 if vertical else 0,
            theme.muted,
            on_paper=True,
            anchor="left bottom" if vertical else "right top",
            align="left" if vertical else "right",
            xshift=-left + 2 if vertical else 0,
            yshift=4 if vertical else -24,
        )


def _add_year(
    figure: Canvas,
    exhibit: Exhibit,
    theme: Theme,
    ranges: dict[str, tuple[float, float]],
    logarithmic: dict[str, bool],
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
            text=[str(exhibit.view.year or "")],
            textposition="top left",
            textfont={"size": 64, "color": theme.rule},
            hoverinfo="skip",
        )
    )


def _add_key(figure: Canvas, exhibit: Exhibit, theme: Theme, above: int) -> None:
    t = messages(exhibit.language)
    parts = [
        f'<span style="color:{theme.country(c)}">{SIGNS[c]} {t(f"country.{c}")}</span>'
        for c in countries_in_order(exhibit.language)
    ]
    figure.write("  ".join(parts), 1, 1, size=TEXT_SIZE, on_paper=True, anchor="right bottom", yshift=above)
