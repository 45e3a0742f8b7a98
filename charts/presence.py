"""What is held of one indicator: regions × years, a colour for each kind of figure."""

from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go

from charts.picture import Grid
from charts.theme import plain_axis
from charts.type import SMALL_SIZE, text_width

_ROW = 15
_AIR = 10  # above the source line
_PRESENCES = ("actual", "provisional", "projection", "marked")


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
