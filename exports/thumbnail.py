"""A glance at a slide as a small SVG, drawn from the same description as its native chart."""

from collections.abc import Callable, Collection, Iterable

import pandas as pd

from charts.classes import Classes, classes_of
from charts.drawing import DataSeries, Drawing
from charts.kinds.registry import drawings, kind_of
from charts.theme import LIGHT
from regions.database.catalogue import Catalogue
from regions.database.places import COUNTRIES, country_of
from regions.shapes.exhibit import Exhibit, shown_countries

WIDTH, HEIGHT = 112, 63
_EDGE = 6.0
# Where the squares of a country begin: Korea to the west, or one country by itself.
_LEFT_OF = {"KR": _EDGE, "JP": WIDTH / 2 + 4}
_MIDDLE = WIDTH / 2 - 22
_MOST_ROWS = 14


def thumbnail(exhibit: Exhibit, catalogue: Catalogue) -> str:
    """Return a picture of an exhibit without words: tiles, lines, bars, points, or the rows of a table."""
    if exhibit.chart == "map":
        return _svg(_tiles(exhibit, catalogue))
    drawn = drawings(exhibit, catalogue)[0]
    if kind_of(exhibit).is_read or drawn.is_empty:
        return _svg(_grid())
    draw: dict[str, Callable[[Drawing], Iterable[str]]] = {
        "line": _lines,
        "aligned": _lines,
        "scatter": _points,
        "dumbbell": _dumbbells,
    }
    return _svg(draw.get(drawn.form, _bars)(drawn))


def list_mark() -> str:
    """Return the picture of a slide with a list."""
    return _svg(_grid())


def section_mark() -> str:
    """Return the picture of a slide that opens a section."""
    middle = HEIGHT / 2
    return _svg([_line(_EDGE, middle, WIDTH / 2, middle, LIGHT.country("KR"), 3)])


def _svg(marks: Iterable[str]) -> str:
    ground = _rectangle(0, 0, WIDTH, HEIGHT, LIGHT.page)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" '
        f'height="{HEIGHT}">{ground}{"".join(marks)}</svg>'
    )


def _rectangle(x: float, y: float, width: float, height: float, colour: str) -> str:
    return f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}" fill="{colour}"/>'


def _line(x: float, y: float, to_x: float, to_y: float, colour: str, width: float = 1.5) -> str:
    return (
        f'<line x1="{x:.1f}" y1="{y:.1f}" x2="{to_x:.1f}" y2="{to_y:.1f}" stroke="{colour}" '
        f'stroke-width="{width}"/>'
    )


def _dot(x: float, y: float, colour: str, radius: float = 2) -> str:
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius}" fill="{colour}"/>'


def _scaled(value: float, low: float, high: float, start: float, end: float) -> float:
    return start + (value - low) / ((high - low) or 1.0) * (end - start)


def _tiles(exhibit: Exhibit, catalogue: Catalogue) -> Iterable[str]:
    """Each region of the countries with figures a square in the place of the tile map, filled by class."""
    values = exhibit.data.drop_duplicates("region_code").set_index("region_code").value
    held = shown_countries(exhibit.data, exhibit.language)
    for country in (one for one in COUNTRIES if one in held):
        own = values.reindex([region.code for region in catalogue.regions_of(country) if region.tile])
        classes = classes_of(exhibit, own, LIGHT)

        def colour(code: str, own: pd.Series = own, classes: Classes = classes) -> str:
            value = own[code]
            return classes.colours[classes.index(float(value))] if value == value else LIGHT.faded

        place = _MIDDLE if len(held) == 1 else _LEFT_OF[country]
        yield from _country_tiles(country, place, catalogue, colour)


def _country_tiles(
    country: str, left: float, catalogue: Catalogue, colour: Callable[[str], str]
) -> Iterable[str]:
    """The squares of one country."""
    held = [(region.code, *region.tile) for region in catalogue.regions_of(country) if region.tile]
    _, across, down = zip(*held, strict=True)
    side = min((HEIGHT - 2 * _EDGE) / (max(down) - min(down) + 1), 44 / (max(across) - min(across) + 1))
    for code, column, row in held:
        x, y = left + (column - min(across)) * side, _EDGE + (row - min(down)) * side
        yield _rectangle(x, y, side * 0.88, side * 0.88, colour(code))


def places_picture(codes: Collection[str], catalogue: Catalogue) -> str:
    """Return a picture of all regions, Korea to the west, in which some stand out; without any, all do."""

    def colour(code: str) -> str:
        stands_out = not codes or code in codes or country_of(code) in codes
        return LIGHT.country(code) if stands_out else LIGHT.faded

    return _svg(
        square
        for country, left in _LEFT_OF.items()
        for square in _country_tiles(country, left, catalogue, colour)
    )


def _lines(drawn: Drawing) -> Iterable[str]:
    """The runs of two years or more; a year by itself would not be seen."""
    lines = [(one.colour, run) for one in drawn.series for run in _unbroken(one) if len(run) > 1]
    shown = [point for _, run in lines for point in run]
    if not shown:
        return
    years, values = ([point[axis] for point in shown] for axis in (0, 1))
    for colour, run in lines:
        places = " ".join(
            f"{_scaled(x, min(years), max(years), _EDGE, WIDTH - _EDGE):.1f},"
            f"{_scaled(y, min(values), max(values), HEIGHT - _EDGE, _EDGE):.1f}"
            for x, y in run
        )
        yield f'<polyline points="{places}" fill="none" stroke="{colour}" stroke-width="1.6"/>'


def _unbroken(series: DataSeries) -> list[list[tuple[float, float]]]:
    """Return the runs of figures between gaps."""
    runs: list[list[tuple[float, float]]] = [[]]
    for place, value in enumerate(series.values):
        if value is None:
            runs.append([])
        else:
            runs[-1].append((series.x[place] if series.x else place, value))
    return [run for run in runs if run]


def _points(drawn: Drawing) -> Iterable[str]:
    low, high = drawn.range
    across = [x for series in drawn.series for x in series.x]
    for series in drawn.series:
        for x, y in zip(series.x, series.values, strict=True):
            if y is not None:
                left = _scaled(x, min(across), max(across), _EDGE, WIDTH - _EDGE)
                yield _dot(left, _scaled(y, low, high, HEIGHT - _EDGE, _EDGE), series.colour)


def _dumbbells(drawn: Drawing) -> Iterable[str]:
    ends = [x for series in drawn.series for x in series.x]
    step = (HEIGHT - 2 * _EDGE) / max(len(drawn.series[:_MOST_ROWS]), 1)
    for row, series in enumerate(drawn.series[:_MOST_ROWS]):
        places = [_scaled(x, min(ends), max(ends), _EDGE, WIDTH - _EDGE) for x in series.x]
        y = _EDGE + (row + 0.5) * step
        yield _line(places[0], y, places[-1], y, LIGHT.faded)
        yield _dot(places[-1], y, series.colour)


def _bars(drawn: Drawing) -> Iterable[str]:
    """Bars to both sides where figures are mirrored or negative, else from the left."""
    known = [-v if s.mirrored else v for s in drawn.series for v in s.values if v is not None]
    low, high = min(0.0, *known), max(0.0, *known)
    rows = max(len(drawn.categories), 1)
    step = (HEIGHT - 2 * _EDGE) / rows
    zero = _scaled(0.0, low, high, _EDGE, WIDTH - _EDGE)
    for series in drawn.series:
        for row, value in enumerate(series.values):
            if value is not None:
                end = _scaled(-value if series.mirrored else value, low, high, _EDGE, WIDTH - _EDGE)
                y = _EDGE + row * step
                yield _rectangle(min(zero, end), y, abs(end - zero), step * 0.75, series.colour)


def _grid() -> Iterable[str]:
    """The rows of a table."""
    yield _line(_EDGE, 13, WIDTH - _EDGE, 13, LIGHT.muted)
    for row in range(4):
        y = 18 + row * 10
        yield _rectangle(_EDGE, y, 30, 4, LIGHT.muted)
        for column in range(3):
            yield _rectangle(48 + column * 21, y, 15, 4, LIGHT.faded)
