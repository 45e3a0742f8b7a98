"""What lies ahead: observed figures as a solid line, official projections dotted, on a light band."""

import pandas as pd
import plotly.graph_objects as go

from charts.canvas import Canvas
from charts.theme import Theme, framed, plain_axis, value_axis
from i18n.messages import messages
from regions.database.places import country_of
from regions.shapes.exhibit import Exhibit

_PLOT_HEIGHT = 260
_RECENT = 6


def outlook_figure(exhibit: Exhibit, theme: Theme, width: str) -> go.Figure:
    """Return an exhibit of `outlook_exhibit`; the two series are not joined, for their basis may differ."""
    country = country_of(exhibit.view.regions[0])
    data = exhibit.data
    canvas = Canvas()
    past, ahead = data[data.status != "projection"], data[data.status == "projection"]
    for part, status in ((past, "observed"), (ahead, "projected")):
        if len(part):
            _line(canvas, part, status, exhibit, theme)
            _label(canvas, part, status, exhibit, theme)
    if len(past) and len(ahead):
        _band(canvas, int(past.year.max()), int(ahead.year.max()), exhibit, theme)
    canvas.update_layout(
        showlegend=False,
        xaxis=plain_axis(theme, tickformat="d", range=[int(data.year.min()) - 1, int(data.year.max()) + 1]),
        yaxis=value_axis(
            theme, tickformat=",~f", rangemode="tozero" if exhibit.units[country] == "%" else "normal"
        ),
    )
    framed(canvas, exhibit, theme, width, _PLOT_HEIGHT, left=72, right=70, above=12, below=34)
    return canvas.finish()


def _line(canvas: Canvas, part: pd.DataFrame, status: str, exhibit: Exhibit, theme: Theme) -> None:
    t = messages(exhibit.language)
    country = country_of(exhibit.view.regions[0])
    label = t(f"region.outlook.{status}")
    sparse = len(part) < 15
    canvas.add_trace(
        go.Scatter(
            x=part.year,
            y=part.value,
            mode="lines+markers" if sparse else "lines",
            line={
                "color": theme.country(country),
                "width": 2.4,
                "dash": "dot" if status == "projected" else "solid",
            },
            marker={
                "size": 6,
                "symbol": "circle-open" if status == "projected" else "circle",
                "color": theme.country(country),
            },
            hovertext=[
                f"{year} · {label} {exhibit.format(float(value), country)}"
                for year, value in zip(part.year, part.value, strict=True)
            ],
            hovertemplate="%{hovertext}<extra></extra>",
        )
    )


def _label(canvas: Canvas, part: pd.DataFrame, status: str, exhibit: Exhibit, theme: Theme) -> None:
    """Write the last figure, without its unit, at the end of its line, on the side the line leaves free."""
    country = country_of(exhibit.view.regions[0])
    last = part.iloc[-1]
    unit = exhibit.units[country]
    value = exhibit.format(float(last.value), country)
    value = value if unit == "%" else value.removesuffix(unit).rstrip()
    ends_picture = status == "projected"
    falling = float(part.value.tail(_RECENT).iloc[0]) > float(last.value)
    canvas.write(
        f"{last.year}<br><b>{value}</b>",
        int(last.year),
        float(last.value),
        theme.country(country),
        xanchor="left" if ends_picture else "right",
        yanchor="middle" if ends_picture else ("top" if falling else "bottom"),
        xshift=8 if ends_picture else -4,
        align="left" if ends_picture else "right",
    )


def _band(canvas: Canvas, first: int, last: int, exhibit: Exhibit, theme: Theme) -> None:
    canvas.add_shape(
        type="rect",
        x0=first,
        x1=last,
        y0=0,
        y1=1,
        yref="paper",
        fillcolor=theme.panel,
        line_width=0,
        layer="below",
    )
    canvas.write(
        messages(exhibit.language)("region.outlook.projected"),
        (first + last) / 2,
        1,
        theme.muted,
        anchor="top",
        yref="paper",
    )
