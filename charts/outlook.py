"""What lies ahead: observed figures as a solid line, official projections dotted, on a light band."""

import pandas as pd
import plotly.graph_objects as go

from charts.picture import ExhibitPicture
from charts.theme import plain_axis, value_axis
from regions.database.places import country_of

_PLOT_HEIGHT = 260
_RECENT = 6


def outlook_figure(figure: ExhibitPicture) -> go.Figure:
    """Return an exhibit of `outlook_exhibit`; the two series are not joined, for their basis may differ."""
    exhibit = figure.shown
    country = country_of(exhibit.view.regions[0])
    data = exhibit.data
    past, ahead = data[data.status != "projection"], data[data.status == "projection"]
    for part, status in ((past, "observed"), (ahead, "projected")):
        if len(part):
            _line(figure, part, status)
            _label(figure, part, status)
    if len(past) and len(ahead):
        _band(figure, int(past.year.max()), int(ahead.year.max()))
    figure.update_layout(
        showlegend=False,
        xaxis=plain_axis(
            figure.theme, tickformat="d", range=[int(data.year.min()) - 1, int(data.year.max()) + 1]
        ),
        yaxis=value_axis(
            figure.theme, tickformat=",~f", rangemode="tozero" if exhibit.units[country] == "%" else "normal"
        ),
    )
    figure.frame(_PLOT_HEIGHT, left=72, right=70, above=12, below=34)
    return figure.finish()


def _line(figure: ExhibitPicture, part: pd.DataFrame, status: str) -> None:
    t = figure.t
    country = country_of(figure.shown.view.regions[0])
    label = t(f"region.outlook.{status}")
    sparse = len(part) < 15
    figure.add_trace(
        go.Scatter(
            x=part.year,
            y=part.value,
            mode="lines+markers" if sparse else "lines",
            line={
                "color": figure.theme.country(country),
                "width": 2.4,
                "dash": "dot" if status == "projected" else "solid",
            },
            marker={
                "size": 6,
                "symbol": "circle-open" if status == "projected" else "circle",
                "color": figure.theme.country(country),
            },
            hovertext=[
                f"{year} · {label} {figure.shown.format(float(value), country)}"
                for year, value in zip(part.year, part.value, strict=True)
            ],
            hovertemplate="%{hovertext}<extra></extra>",
        )
    )


def _label(figure: ExhibitPicture, part: pd.DataFrame, status: str) -> None:
    """Write the last figure, without its unit, at the end of its line, on the side the line leaves free."""
    exhibit = figure.shown
    country = country_of(exhibit.view.regions[0])
    last = part.iloc[-1]
    unit = exhibit.units[country]
    value = exhibit.format(float(last.value), country)
    value = value if unit == "%" else value.removesuffix(unit).rstrip()
    ends_picture = status == "projected"
    falling = float(part.value.tail(_RECENT).iloc[0]) > float(last.value)
    figure.write(
        f"{last.year}<br><b>{value}</b>",
        int(last.year),
        float(last.value),
        figure.theme.country(country),
        xanchor="left" if ends_picture else "right",
        yanchor="middle" if ends_picture else ("top" if falling else "bottom"),
        xshift=8 if ends_picture else -4,
        align="left" if ends_picture else "right",
    )


def _band(figure: ExhibitPicture, first: int, last: int) -> None:
    figure.add_shape(
        "rect",
        (first, last),
        (0, 1),
        yref="paper",
        fillcolor=figure.theme.panel,
        line={"width": 0},
        layer="below",
    )
    figure.write(
        figure.t("region.outlook.projected"),
        (first + last) / 2,
        1,
        figure.theme.muted,
        anchor="top",
        yref="paper",
    )
