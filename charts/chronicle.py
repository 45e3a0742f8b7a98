"""Dated things on a line of time: meetings by series, and how the figures of an act rose."""

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from charts.picture import ListPicture
from charts.theme import MARKERS, plain_axis, value_axis
from charts.type import SMALL_SIZE, TEXT_SIZE, text_width, wrapped
from i18n.numbers import number
from regions.policy.meetings import SERIES, moment_of

_ROW = 40


def meetings_figure(figure: ListPicture, meetings: pd.DataFrame) -> go.Figure:
    """Return one row a series and a mark for each meeting, its shape and colour telling the host country.

    Args:
        figure: Of `meetings_listing`.
        meetings: Rows of `meetings.all_meetings`.
    """
    t, theme = figure.t, figure.theme
    series = [code for code in SERIES if (meetings.series == code).any()]
    rows = {code: len(series) - place for place, code in enumerate(series)}
    hosts = meetings.country.where(meetings.country.notna(), "")
    for country in ("KR", "JP", ""):
        own = meetings[hosts == country]
        if own.empty:
            continue
        figure.add_trace(
            go.Scatter(
                x=own.moment,
                y=own.series.map(rows),
                mode="markers",
                marker={
                    "symbol": MARKERS.get(country, "diamond"),
                    "size": 12,
                    "color": theme.country(country) if country else theme.muted,
                    "line": {"width": 1, "color": theme.page},
                },
                name=t(f"country.{country}") if country else t("meetings.place_unknown"),
                text=[_meeting_text(figure, row) for row in own.to_dict("records")],
                hovertemplate="%{text}<extra></extra>",
            )
        )
    names = {code: t(f"series.{code}") for code in series}
    narrow = figure.is_narrow
    left = 8 if narrow else 14 + int(max(text_width(name, SMALL_SIZE) for name in names.values()))
    figure.frame(_ROW * len(series) + 20, left=left, right=16, above=34, below=30)
    first, last = int(meetings.year.min()), int(meetings.year.max())
    figure.update_layout(
        hovermode="closest",
        showlegend=True,
        legend={"orientation": "h", "x": 0, "y": 1, "yanchor": "bottom", "font": {"color": theme.text}},
        xaxis=plain_axis(theme, range=(first - 0.7, last + 1.4), tickformat="d", dtick=10 if narrow else 5),
        yaxis={
            **value_axis(theme, zeroline=False, range=(0.4, len(series) + 0.7)),
            "tickvals": list(rows.values()),
            "ticktext": [""] * len(rows) if narrow else [names[code] for code in rows],
            "tickfont": {"size": SMALL_SIZE, "color": theme.text},
        },
    )
    if narrow:
        for code, height in rows.items():
            figure.write(names[code], 0, height + 0.36, theme.muted, anchor="left middle", xref="paper")
    return figure.finish()


def _meeting_text(figure: ListPicture, row: dict[Any, Any]) -> str:
    t = figure.t
    title = "<br>".join(wrapped(str(row[f"title_{figure.language}"]), TEXT_SIZE, 380))
    lines = [f"<b>{title}</b>", str(row["date"])]
    if pd.notna(row["region_code"]):
        region = figure.whole_name(row["region_code"])
        lines[1] += f" · {region} ({row['place_name']})"
    if pd.notna(row["participants"]):
        lines.append(t("meetings.participants", number=number(row["participants"], figure.language)))
    return "<br>".join(lines)


def act_figure(figure: ListPicture, figures: pd.DataFrame, labels: dict[str, str]) -> go.Figure:
    """Return how cumulative figures rose: one line each, every published date labelled with its figure.

    Args:
        figure: Of the list of these figures.
        figures: Columns `date, indicator, figure`.
        labels: Name of each indicator drawn, in the reader's language.
    """
    theme = figure.theme
    colours = (theme.japan[0], theme.text)
    for place, (code, label) in enumerate(labels.items()):
        own = figures[figures.indicator == code]
        colour = colours[place % len(colours)]
        figure.add_trace(
            go.Scatter(
                x=[moment_of(date) for date in own.date],
                y=own.figure,
                mode="lines+markers+text",
                line={"color": colour, "width": 1, "dash": "dot"},
                marker={"size": 8, "symbol": ("square", "diamond")[place % 2]},
                text=[number(value, figure.language) for value in own.figure],
                textposition="top center",
                textfont={"size": SMALL_SIZE, "color": colour},
                cliponaxis=False,
                name=label,
                hovertext=[
                    f"<b>{number(value, figure.language)}</b><br>{date}"
                    for value, date in zip(own.figure, own.date, strict=True)
                ],
                hovertemplate="%{hovertext}<extra></extra>",
            )
        )
    shown = figures[figures.indicator.isin(labels)]
    moments = [moment_of(date) for date in shown.date]
    # Names that do not fit into one line stand one below the other.
    above = 64 if figure.is_narrow else 48
    figure.frame(260, left=46, right=24, above=above, below=30)
    figure.update_layout(
        showlegend=True,
        legend={"orientation": "h", "x": 0, "y": 1.09, "yanchor": "bottom", "font": {"color": theme.text}},
        xaxis=plain_axis(theme, range=(min(moments) - 0.25, max(moments) + 0.35), tickformat="d", dtick=1),
        yaxis=value_axis(
            theme, rangemode="tozero", tickformat=",d", range=(0, float(shown.figure.max()) * 1.15)
        ),
    )
    return figure.finish()
