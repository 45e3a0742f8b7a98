"""Moves of people: to and from each partner region, and by age."""

import numpy as np
import plotly.graph_objects as go

from charts.canvas import Canvas
from charts.row_legend import row_legend
from charts.theme import SMALL_SIZE, Theme, framed, plain_axis, value_axis
from i18n.messages import messages
from i18n.numbers import number
from regions.build.catalogue import Catalogue
from regions.build.places import country_of
from regions.shapes.exhibit import Exhibit

_ROW_HEIGHT = 23
_PLOT_HEIGHT = 300


def flows_figure(exhibit: Exhibit, catalogue: Catalogue, theme: Theme, width: str) -> go.Figure:
    """Return departures (left) and arrivals (right) by partner, largest exchange on top, balance beside."""
    t = messages(exhibit.language)
    language = exhibit.language
    wide = exhibit.data.pivot(index="partner", columns="direction", values="value")
    wide = wide.loc[list(dict.fromkeys(exhibit.data.partner))][::-1]
    names = [catalogue.regions[code].short[language] for code in wide.index]
    country = country_of(exhibit.view.regions[0])
    family = theme.korea if country == "KR" else theme.japan
    texts = [
        t(
            "region.flows_hover",
            partner=name,
            inflow=number(float(inflow), language),
            outflow=number(float(outflow), language),
            net=number(float(net), language, signed=True),
        )
        for name, inflow, outflow, net in zip(names, wide.inflow, wide.outflow, wide.net, strict=True)
    ]
    canvas = Canvas()
    for direction, sign, colour in (("outflow", -1, family[3]), ("inflow", 1, family[0])):
        canvas.add_trace(
            go.Bar(
                x=sign * wide[direction],
                y=names,
                orientation="h",
                name=t(f"region.flows_{direction}"),
                marker={"color": colour},
                hovertext=texts,
                hovertemplate="%{hovertext}<extra></extra>",
            )
        )
    limit = float(np.nanmax(wide[["inflow", "outflow"]].to_numpy())) * 1.05
    for note in _balances(names, wide.net.tolist(), exhibit, theme):
        canvas.add_annotation(**note)
    ticks = _symmetric_ticks(limit)
    canvas.update_layout(
        barmode="relative",
        bargap=0.22,
        legend=row_legend(theme),
        xaxis=value_axis(
            theme,
            range=[-limit, limit],
            tickvals=ticks,
            ticktext=[number(abs(tick), language) for tick in ticks],
        ),
        yaxis=plain_axis(theme, showline=False, ticks="", tickfont={"size": SMALL_SIZE, "color": theme.text}),
    )
    height = _ROW_HEIGHT * len(names)
    framed(canvas, exhibit, theme, width, height, left=84, right=72, above=26, below=30)
    return canvas.finish()


def _balances(
    names: list[str], balances: list[float], exhibit: Exhibit, theme: Theme
) -> list[dict[str, object]]:
    """Return the balance with each partner, to be written right of the bars, and a heading above them."""
    place: dict[str, object] = {"x": 1, "xref": "paper", "xanchor": "left", "xshift": 8, "showarrow": False}
    heading: dict[str, object] = {
        "text": messages(exhibit.language)("region.flows_net"),
        "y": 1,
        "yref": "paper",
        "yanchor": "bottom",
        "font": {"size": SMALL_SIZE, "color": theme.muted},
    }
    font = {"size": SMALL_SIZE, "color": theme.text}
    lines: list[dict[str, object]] = [
        {"text": number(net, exhibit.language, signed=True), "y": name, "font": font}
        for name, net in zip(names, balances, strict=True)
    ]
    return [{**place, **one} for one in (heading, *lines)]


def ages_figure(exhibit: Exhibit, theme: Theme, width: str) -> go.Figure:
    """Return net migration by age band, gains above the line and losses below it."""
    data = exhibit.data
    language = exhibit.language
    labels = [_ages(str(group), exhibit) for group in data.age_group]
    family = theme.korea if country_of(exhibit.view.regions[0]) == "KR" else theme.japan
    canvas = Canvas()
    canvas.add_trace(
        go.Bar(
            x=labels,
            y=data.value,
            marker={"color": [family[0] if value > 0 else family[3] for value in data.value]},
            text=[number(float(value), language, signed=True) for value in data.value],
            textposition="outside",
            textfont={"size": SMALL_SIZE, "color": theme.text},
            cliponaxis=False,
            hovertemplate="%{x} · %{text}<extra></extra>",
        )
    )
    canvas.update_layout(
        bargap=0.3,
        showlegend=False,
        xaxis=plain_axis(theme, type="category"),
        yaxis=value_axis(theme, tickformat=",d"),
    )
    framed(canvas, exhibit, theme, width, _PLOT_HEIGHT, left=60, above=22, below=34)
    return canvas.finish()


def _ages(group: str, exhibit: Exhibit) -> str:
    if group.endswith("+"):
        return messages(exhibit.language)("region.age_over", age=int(group[:-1]))
    return group.replace("-", "–")


def _symmetric_ticks(limit: float) -> list[float]:
    step = 10.0 ** np.floor(np.log10(limit))
    step = next(step * part for part in (0.5, 1.0, 2.0, 5.0) if limit / (step * part) <= 3)
    return [step * k for k in range(-int(limit // step), int(limit // step) + 1)]
