"""Two matrices: how indicators go together within a country, and where figures are missing."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from charts.canvas import Canvas
from charts.picture import Grid
from charts.theme import (
    Theme,
    plain_axis,
    readable_on,
)
from charts.type import SMALL_SIZE, TEXT_SIZE, text_width
from i18n.numbers import number
from regions.shapes.exhibit import countries_in_order

_CELL, _ROW = 34, 15
_NUMBERS = 28  # room below for the numbers of the columns
_AIR = 10  # above the source line
_PRESENCES = ("actual", "provisional", "projection", "marked")


def correlation_figure(figure: Grid, frame: pd.DataFrame, indicators: Sequence[str]) -> go.Figure:
    """Return a lower triangle for each country; brown below zero, teal above, the coefficient written in it.

    Rows carry name and number of their indicator, columns the number: names across would have to be cut.

    Args:
        figure: The grid; where it is narrow, one country stands above the other.
        frame: As `regions.crosstabs.correlations`.
        indicators: Rows and columns, in their order.
    """
    letters = 24 if figure.is_narrow else 40
    names = [
        f"{_shortened(figure.catalogue.indicators[code].called(figure.language), letters)}  <b>{place}</b>"
        for place, code in enumerate(indicators, 1)
    ]
    order = countries_in_order(figure.language)
    label_room = int(max((text_width(name, SMALL_SIZE) for name in names), default=40))
    panel = _CELL * len(indicators)
    for place, country in enumerate(order):
        own = frame[frame.country == country]
        suffix = str(place + 1) if place else ""
        figure.add_trace(_triangle(figure, own, indicators, suffix))
        _place(figure, place, suffix, names)
        _head(figure, figure.t(f"country.{country}"), suffix, figure.theme.country(country))
        for row in own.itertuples():
            low, high = sorted((indicators.index(str(row.x)), indicators.index(str(row.y))))
            colour = correlation_colour(float(str(row.coefficient)), figure.theme)
            figure.write(
                number(float(str(row.coefficient)), figure.language, 2),
                low,
                high,
                readable_on(colour),
                xref=f"x{suffix}",
                yref=f"y{suffix}",
            )
    panels = 2 if figure.is_narrow else 1
    height = panels * (panel + _NUMBERS + 40) + _AIR
    return figure.finish_within(height, label_room, _NUMBERS + _AIR)


def presence_figure(figure: Grid, frame: pd.DataFrame, codes: Sequence[str]) -> go.Figure:
    """Return regions × years of one indicator: what is held, what the publisher marks, what is not there.

    Args:
        figure: The grid.
        frame: As `regions.selection.figures`, of one indicator.
        codes: The regions, top to bottom.
    """
    t, theme = figure.t, figure.theme
    first, last = int(frame.year.min()), int(frame.year.max())
    years = list(range(first, last + 1))
    kinds = frame.status.where(frame.value.notna(), "marked")
    known = frame.assign(kind=kinds.map(_PRESENCES.index))
    table = known.pivot_table(index="region_code", columns="year", values="kind", aggfunc="min")
    table = table.reindex(index=list(codes), columns=years)
    colours = {
        "actual": theme.korea[0],
        "provisional": theme.korea[1],
        "projection": theme.korea[3],
        "marked": theme.japan[0],
    }
    steps = len(_PRESENCES)
    scale = [
        [edge / steps, colours[kind]] for place, kind in enumerate(_PRESENCES) for edge in (place, place + 1)
    ]
    words = [t(f"explore.presence.{kind}") for kind in _PRESENCES]
    missing = t("explore.presence.missing")
    texts = table.map(lambda kind: words[int(kind)] if kind == kind else missing)
    names = [figure.name(code) for code in codes]
    figure.add_trace(
        go.Heatmap(
            x=years,
            y=names,
            z=table.to_numpy(dtype=float),
            text=texts.to_numpy(),
            colorscale=scale,
            zmin=-0.5,
            zmax=steps - 0.5,
            showscale=False,
            xgap=1,
            ygap=1,
            hoverongaps=True,
            hovertemplate="<b>%{y}</b> %{x}<br>%{text}<extra></extra>",
        )
    )
    held = [kind for place, kind in enumerate(_PRESENCES) if (known.kind == place).any()]
    for kind, colour in [*((kind, colours[kind]) for kind in held), ("missing", theme.missing)]:
        figure.add_trace(
            go.Scatter(
                x=[None],
                y=[None],
                mode="markers",
                marker={
                    "symbol": "square",
                    "size": 12,
                    "color": colour,
                    "line": {"width": 1, "color": theme.rule},
                },
                name=t(f"explore.presence.{kind}"),
            )
        )
    room = int(max((text_width(name, SMALL_SIZE) for name in names), default=40)) + 18
    figure.update_layout(
        xaxis=plain_axis(theme, tickformat="d", range=[first - 0.5, last + 0.5]),
        yaxis=plain_axis(theme, autorange="reversed", showline=False, ticks="", dtick=1),
        showlegend=True,
        legend={"orientation": "h", "x": 0, "y": 1, "yanchor": "bottom", "itemclick": False},
    )
    figure.update_layout(plot_bgcolor=theme.missing)
    height = 80 + _ROW * max(8, len(codes)) + _AIR
    return figure.finish_within(height, room, 30 + _AIR)


def _triangle(figure: Grid, own: pd.DataFrame, indicators: Sequence[str], suffix: str) -> go.Heatmap:
    size = len(indicators)
    values = np.full((size, size), np.nan)
    texts = np.full((size, size), "", dtype=object)
    for row in own.itertuples():
        low, high = sorted((indicators.index(str(row.x)), indicators.index(str(row.y))))
        values[high, low] = row.coefficient
        pair = [figure.catalogue.indicators[indicators[place]].name[figure.language] for place in (low, high)]
        texts[high, low] = figure.t(
            "explore.correlation_hover", first=pair[0], second=pair[1], year=row.year, n=row.n
        )
    return go.Heatmap(
        z=values,
        text=texts,
        colorscale=_diverging(figure.theme),
        zmin=-1,
        zmax=1,
        showscale=False,
        xgap=2,
        ygap=2,
        hoverongaps=False,
        hovertemplate="%{text}<extra></extra>",
        xaxis=f"x{suffix}",
        yaxis=f"y{suffix}",
    )


def _diverging(theme: Theme) -> list[list[object]]:
    steps = len(theme.diverging)
    return [
        [edge / steps, colour] for place, colour in enumerate(theme.diverging) for edge in (place, place + 1)
    ]


def correlation_colour(coefficient: float, theme: Theme) -> str:
    """Return the colour of a coefficient: brown below zero, teal above."""
    steps = len(theme.diverging)
    return theme.diverging[min(steps - 1, int((coefficient + 1) / 2 * steps))]


def _place(figure: Grid, place: int, suffix: str, names: Sequence[str]) -> None:
    theme, stacked = figure.theme, figure.is_narrow
    ticks = {"tickvals": list(range(len(names))), "showline": False, "ticks": ""}
    share = ((0.0, 0.47), (0.53, 1.0))[place]
    across, up = ((0.0, 1.0), ((0.6, 1.0), (0.0, 0.4))[place]) if stacked else (share, (0.0, 1.0))
    size = len(names)
    figure.update_layout(
        {
            f"xaxis{suffix}": plain_axis(
                theme,
                domain=across,
                anchor=f"y{suffix}",
                range=[-0.5, size - 0.5],
                ticktext=[f"<b>{number}</b>" for number in range(1, size + 1)],
                **ticks,
            ),
            f"yaxis{suffix}": plain_axis(
                theme,
                domain=up,
                anchor=f"x{suffix}",
                range=[size - 0.5, -0.5],
                ticktext=list(names),
                **ticks,
                showticklabels=stacked or not place,
            ),
        }
    )


def _head(figure: Canvas, text: str, suffix: str, colour: str) -> None:
    figure.write(
        f"<b>{text}</b>",
        0,
        1,
        colour,
        size=TEXT_SIZE,
        anchor="left bottom",
        xref=f"x{suffix} domain",
        yref=f"y{suffix} domain",
    )


def _shortened(name: str, letters: int) -> str:
    return name if len(name) <= letters else name[: letters - 1].rstrip() + "…"
