"""Two matrices: how indicators go together within a country, and where figures are missing."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from charts.canvas import Canvas
from charts.theme import (
    FONTS,
    NARROW,
    Theme,
    hover_label,
    note_outside,
    plain_axis,
    readable_on,
    source_lines,
)
from charts.type import SMALL_SIZE, TEXT_SIZE, text_width
from i18n.messages import messages
from i18n.numbers import number
from regions.database.catalogue import Catalogue
from regions.database.languages import Language
from regions.shapes.exhibit import countries_in_order

_CELL, _ROW = 34, 15
_NUMBERS = 28  # room below for the numbers of the columns
_PRESENCES = ("actual", "provisional", "projection", "marked")


def correlation_figure(
    frame: pd.DataFrame,
    indicators: Sequence[str],
    catalogue: Catalogue,
    theme: Theme,
    language: Language,
    width: str,
    source: str,
) -> go.Figure:
    """Return a lower triangle for each country; brown below zero, teal above, the coefficient written in it.

    Rows carry name and number of their indicator, columns the number: names across would have to be cut.

    Args:
        frame: As `regions.crosstabs.correlations`.
        indicators: Rows and columns, in their order.
        catalogue: For names.
        theme: Colours.
        language: Language of names.
        width: `wide` puts the countries side by side, `narrow` one above the other.
        source: Source line, written inside the figure.
    """
    t = messages(language)
    letters = 24 if width == NARROW else 40
    names = [
        f"{_shortened(catalogue.indicators[code].called(language), letters)}  <b>{place}</b>"
        for place, code in enumerate(indicators, 1)
    ]
    order = countries_in_order(language)
    figure = Canvas()
    label_room = int(max((text_width(name, SMALL_SIZE) for name in names), default=40))
    panel = _CELL * len(indicators)
    for place, country in enumerate(order):
        own = frame[frame.country == country]
        suffix = str(place + 1) if place else ""
        figure.add_trace(_triangle(own, indicators, catalogue, theme, language, suffix))
        _place(figure, place, suffix, names, theme, stacked=width == NARROW)
        _head(figure, t(f"country.{country}"), suffix, theme.country(country))
        for row in own.itertuples():
            low, high = sorted((indicators.index(str(row.x)), indicators.index(str(row.y))))
            colour = correlation_colour(float(str(row.coefficient)), theme)
            figure.write(
                number(float(str(row.coefficient)), language, 2),
                low,
                high,
                readable_on(colour),
                xref=f"x{suffix}",
                yref=f"y{suffix}",
            )
    panels = 2 if width == NARROW else 1
    height = panels * (panel + _NUMBERS + 40)
    return _finished(figure, theme, language, height, (label_room, _NUMBERS), source_lines(source, width))


def presence_figure(
    frame: pd.DataFrame,
    codes: Sequence[str],
    catalogue: Catalogue,
    theme: Theme,
    language: Language,
    width: str,
    source: str,
) -> go.Figure:
    """Return regions × years of one indicator: what is held, what the publisher marks, what is not there.

    Args:
        frame: As `regions.selection.figures`, of one indicator.
        codes: The regions, top to bottom.
        catalogue: For names.
        theme: Colours.
        language: Language of names.
        width: `wide` or `narrow`; decides where lines break.
        source: Source line, written inside the figure.
    """
    t = messages(language)
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
    names = [catalogue.regions[code].short[language] for code in codes]
    figure = Canvas()
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
    height = 80 + _ROW * max(8, len(codes))
    return _finished(figure, theme, language, height, (room, 30), source_lines(source, width))


def _triangle(
    own: pd.DataFrame,
    indicators: Sequence[str],
    catalogue: Catalogue,
    theme: Theme,
    language: Language,
    suffix: str,
) -> go.Heatmap:
    size = len(indicators)
    values = np.full((size, size), np.nan)
    texts = np.full((size, size), "", dtype=object)
    for row in own.itertuples():
        low, high = sorted((indicators.index(str(row.x)), indicators.index(str(row.y))))
        values[high, low] = row.coefficient
        pair = [catalogue.indicators[indicators[place]].name[language] for place in (low, high)]
        texts[high, low] = messages(language)(
            "explore.correlation_hover", first=pair[0], second=pair[1], year=row.year, n=row.n
        )
    return go.Heatmap(
        z=values,
        text=texts,
        colorscale=_diverging(theme),
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


def _place(
    figure: Canvas, place: int, suffix: str, names: Sequence[str], theme: Theme, *, stacked: bool
) -> None:
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


def _finished(
    figure: Canvas,
    theme: Theme,
    language: Language,
    height: int,
    margins: tuple[int, int],
    foot: list[str],
) -> go.Figure:
    """Give a figure its frame: margins left and below for names, and the source line under them."""
    left, below = margins
    bottom = below + int(len(foot) * SMALL_SIZE * 1.4) + 10
    ground = figure.layout.get("plot_bgcolor", theme.page)
    note_outside(figure, "<br>".join(foot), bottom - 4, left, theme.muted, SMALL_SIZE, above=False)
    figure.update_layout(
        template="none",
        height=height + bottom - below,
        margin={"l": left, "r": 8, "t": 40, "b": bottom},
        paper_bgcolor=theme.page,
        plot_bgcolor=ground,
        font={"family": FONTS[language], "size": SMALL_SIZE, "color": theme.text},
        hoverlabel=hover_label(theme, language),
        dragmode=False,
    )
    return figure.finish()


def _shortened(name: str, letters: int) -> str:
    return name if len(name) <= letters else name[: letters - 1].rstrip() + "…"
