"""How indicators go together within each country: Korea below the diagonal of a square, Japan above it."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from charts.picture import Grid
from charts.theme import Theme, plain_axis, readable_on
from charts.type import SMALL_SIZE, TEXT_SIZE, text_width, wrapped
from i18n.numbers import number
from regions.shapes.frames import rows_of

_WIDE, _PHONE = 740, 335  # the least width of a figure in either layout
_ROW, _LINE = 24, 16  # of a row of cells; of its name, which may take several lines
_CELL, _NAME_ABOVE = 22, 18  # on a phone, where the name of a row stands above its cells
_SMALLEST = 10  # letters
_NUMBERS, _KEY, _AIR = 28, 20, 10  # room below: numbers of the columns, key of the colours, air
_LOWER, _UPPER = "KR", "JP"


def correlation_figure(figure: Grid, frame: pd.DataFrame, indicators: Sequence[str]) -> go.Figure:
    """Return a square of coefficients, brown below zero, teal above, written where the cells are wide enough.

    Rows carry name and number of their indicator, columns and the diagonal the number.

    Args:
        figure: The grid.
        frame: As `regions.crosstabs.correlations`.
        indicators: Rows and columns, in their order.
    """
    size = len(indicators)
    figure.add_trace(_square(figure, frame, indicators))
    for place in range(size):
        figure.write(f"<b>{place + 1}</b>", place, place, figure.theme.muted)
    names = [figure.catalogue.indicators[code].called(figure.language) for code in indicators]
    left, row, room = (_names_above if figure.is_narrow else _names_beside)(figure, names)
    letters = next((one for one in (SMALL_SIZE, _SMALLEST) if text_width("−0.00", one) + 2 <= room), None)
    if letters:
        _write_coefficients(figure, frame, indicators, letters)
    else:
        _write_key(figure)
    _head(figure, _LOWER, "◣ {}", "left bottom")
    _head(figure, _UPPER, "{} ◥", "right bottom")
    below = _NUMBERS + _AIR + (0 if letters else _KEY)
    return figure.finish_within(40 + row * size + below, left, below)


def correlation_colour(coefficient: float, theme: Theme) -> str:
    """Return the colour of a coefficient: brown below zero, teal above."""
    steps = len(theme.diverging)
    return theme.diverging[min(steps - 1, int((coefficient + 1) / 2 * steps))]


def _cell(row: Any, indicators: Sequence[str]) -> tuple[int, int]:
    low, high = sorted((indicators.index(row.x), indicators.index(row.y)))
    return (high, low) if row.country == _LOWER else (low, high)


def _square(figure: Grid, frame: pd.DataFrame, indicators: Sequence[str]) -> go.Heatmap:
    values = np.full((len(indicators),) * 2, np.nan)
    texts = np.full(values.shape, "", dtype=object)
    for row in rows_of(frame):
        pair = [figure.catalogue.indicators[code].name[figure.language] for code in (row.x, row.y)]
        words = figure.t("explore.correlation_hover", first=pair[0], second=pair[1], year=row.year, n=row.n)
        country = figure.t(f"country.{row.country}")
        cell = _cell(row, indicators)
        values[cell] = row.coefficient
        texts[cell] = f"<b>{country} {number(row.coefficient, figure.language, 2)}</b><br>{words}"
    colours = figure.theme.diverging
    steps = len(colours)
    scale = [[edge / steps, colour] for place, colour in enumerate(colours) for edge in (place, place + 1)]
    return go.Heatmap(
        z=values,
        text=texts,
        colorscale=scale,
        zmin=-1,
        zmax=1,
        showscale=False,
        xgap=2,
        ygap=_NAME_ABOVE if figure.is_narrow else 2,
        hoverongaps=False,
        hovertemplate="%{text}<extra></extra>",
    )


def _names_beside(figure: Grid, names: Sequence[str]) -> tuple[int, int, float]:
    """Name the rows at the left, in less room where there are many columns.

    Returns:
        Margin at the left, height of a row and room for the digits of a cell, in pixels.
    """
    least = text_width("−0.00", SMALL_SIZE) + 4
    most = min(250.0, max(150.0, _WIDE - least * len(names)))
    lines = [wrapped(f"{name}  {place}", SMALL_SIZE, most) for place, name in enumerate(names, 1)]
    left = int(max((text_width(part, SMALL_SIZE) for parts in lines for part in parts), default=0.0))
    for place, parts in enumerate(lines, 1):
        parts[-1] = f"{parts[-1].removesuffix(str(place))}<b>{place}</b>"
    _number(figure, ["<br>".join(parts) for parts in lines])
    row = max([_ROW, *(_LINE * len(parts) for parts in lines)])
    return left, row, (_WIDE - left) / max(1, len(names))


def _names_above(figure: Grid, names: Sequence[str]) -> tuple[int, int, float]:
    """Name each row above its cells; returns what `_names_beside` does."""
    for place, name in enumerate(names):
        words = f"<b>{place + 1}</b>  {name}"
        figure.write(words, -0.5, place, anchor="left bottom", yshift=_CELL / 2)
    _number(figure, [""] * len(names))
    return 8, _CELL + _NAME_ABOVE, _PHONE / max(1, len(names))


def _number(figure: Grid, names: Sequence[str]) -> None:
    """Number the columns, and name the rows from top to bottom."""
    places = list(range(len(names)))
    ticks = {"tickvals": places, "showline": False, "ticks": ""}
    ends = (-0.5, len(names) - 0.5)
    numbers = [f"<b>{place + 1}</b>" for place in places]
    figure.update_layout(
        xaxis=plain_axis(figure.theme, range=ends, ticktext=numbers, **ticks),
        yaxis=plain_axis(figure.theme, range=ends[::-1], ticktext=list(names), **ticks),
    )


def _write_coefficients(figure: Grid, frame: pd.DataFrame, indicators: Sequence[str], letters: int) -> None:
    for row in rows_of(frame):
        down, across = _cell(row, indicators)
        colour = readable_on(correlation_colour(row.coefficient, figure.theme))
        figure.write(number(row.coefficient, figure.language, 2), across, down, colour, size=letters)


def _write_key(figure: Grid) -> None:
    swatches = "".join(f'<span style="color:{colour}">■</span>' for colour in figure.theme.diverging)
    figure.write(f"−1 {swatches} 1", 0, 0, on_paper=True, anchor="left top", yshift=-_NUMBERS)


def _head(figure: Grid, country: str, form: str, anchor: str) -> None:
    text = f"<b>{form.format(figure.t(f'country.{country}'))}</b>"
    place = float(country == _UPPER)
    colour = figure.theme.country(country)
    above = _NAME_ABOVE + 4 if figure.is_narrow else 8
    figure.write(text, place, 1, colour, size=TEXT_SIZE, on_paper=True, anchor=anchor, yshift=above)
