"""Moves of people: to and from each partner region, and by age."""

import plotly.graph_objects as go

from charts.drawing import EVERYTHING
from charts.kinds import mirror
from charts.kinds.kind import Subject
from charts.picture import ExhibitPicture
from charts.theme import plain_axis, row_legend, value_axis
from charts.ticks import round_step, symmetric_ticks
from charts.type import SMALL_SIZE
from i18n.numbers import number, with_spans

_ROW_HEIGHT = 23
_PLOT_HEIGHT = 300


def flows_figure(figure: ExhibitPicture) -> go.Figure:
    """Return departures (left) and arrivals (right) by partner, largest exchange on top, balance beside."""
    t, theme = figure.t, figure.theme
    language = figure.language
    drawn = mirror.describe(Subject(figure.shown, figure.catalogue, theme, EVERYTHING))
    names, balances = drawn.categories[::-1], drawn.beside[::-1]
    outflow, inflow = (one.values[::-1] for one in drawn.series)
    texts = [
        t(
            "region.flows_hover",
            partner=name,
            inflow=number(arrivals, language),
            outflow=number(departures, language),
            net=balance,
        )
        for name, arrivals, departures, balance in zip(names, inflow, outflow, balances, strict=True)
    ]
    for one, people in zip(drawn.series, (outflow, inflow), strict=True):
        sign = -1 if one.mirrored else 1
        figure.add_trace(
            go.Bar(
                x=[None if value is None else sign * value for value in people],
                y=names,
                orientation="h",
                name=one.name,
                marker={"color": one.colour},
                hovertext=texts,
                hovertemplate="%{hovertext}<extra></extra>",
            )
        )
    limit = drawn.range[1] * 1.05
    figure.write(t("region.flows_net"), 1, 1, theme.muted, on_paper=True, anchor="left bottom", xshift=8)
    for name, balance in zip(names, balances, strict=True):
        figure.write(balance, 1, name, theme.text, anchor="left", xref="paper", xshift=8)
    ticks = symmetric_ticks(limit, round_step(limit / 3))
    figure.update_layout(
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
    figure.frame(height, left=84, right=72, above=26, below=30)
    return figure.finish()


def ages_figure(figure: ExhibitPicture) -> go.Figure:
    """Return net migration by age band, gains above the line and losses below it."""
    theme = figure.theme
    data = figure.shown.data
    language = figure.language
    labels = [_ages(figure, str(group)) for group in data.age_group]
    family = theme.family(figure.shown.view.regions[0])
    figure.add_trace(
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
    figure.update_layout(
        bargap=0.3,
        showlegend=False,
        xaxis=plain_axis(theme, type="category"),
        yaxis=value_axis(theme, tickformat=",d"),
    )
    figure.frame(_PLOT_HEIGHT, left=60, above=22, below=34)
    return figure.finish()


def _ages(figure: ExhibitPicture, group: str) -> str:
    if group.endswith("+"):
        return figure.t("region.age_over", age=int(group[:-1]))
    return with_spans(group, figure.language)
