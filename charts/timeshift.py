"""The time shift: when the other country stood at the same level, and series on a common clock."""

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from charts.drawing import EVERYTHING
from charts.kinds import aligned as kind
from charts.kinds.kind import Subject
from charts.lines import LineEnd, draw_lines, label_ends
from charts.picture import ExhibitPicture
from charts.theme import MARKERS, plain_axis, value_axis
from charts.ticks import round_ticks, tick_texts
from charts.type import SMALL_SIZE, TEXT_SIZE, text_width
from i18n.numbers import quantity
from regions.database.places import country_of, is_nation
from regions.shapes.exhibit import Exhibit
from regions.shapes.frames import rows_of

_HEIGHT = {"wide": 420, "narrow": 340}
# Between the level line and the words on it stand the marks of the regions.
_MARK, _ABOVE_MARKS = 16, 20
_DASHES = {"KR": "dash", "JP": "longdashdot"}


def when_figure(figure: ExhibitPicture, counterparts: Exhibit) -> go.Figure:
    """Return the series of a region and the other nation, joined at the region's latest level.

    A level line leads from the region's latest figure back (or forward) to the year in which the other
    nation, or the one region picked there, had it, with the lag written on it; each region of the other
    country has a mark at its own year.

    Args:
        figure: Of the first exhibit of the part `when` (`lag_exhibits`).
        counterparts: Second exhibit of it.
    """
    draw_lines(figure)
    data = counterparts.data
    reached = data.dropna(subset=["reached_year"])
    if data.empty:
        return figure.finish()
    level, asked = float(data.level.iloc[0]), int(data.year.iloc[0])
    other = str(data.country.iloc[0])
    # Of two regions the way leads to the other one, as the headline says; else to the other nation.
    picks = {code for code in figure.shown.data.region_code if country_of(code) == other} - {other}
    partner = reached[reached.region_code == (next(iter(picks)) if len(picks) == 1 else other)]
    years = [float(year) for year in (*reached.reached_year, asked)]
    figure.add_trace(
        go.Scatter(
            x=[min(years), max(years)],
            y=[level, level],
            mode="lines",
            line={"color": figure.theme.muted, "width": 1, "dash": "dot"},
            hoverinfo="skip",
        )
    )
    _add_marks(figure, counterparts, reached[reached.region_code != other], level)
    # Across a break no number of years may be told, so none is drawn.
    if len(partner) and not partner.flagged.iloc[0]:
        _add_lag(figure, float(partner.reached_year.iloc[0]), asked, level)
    low, high = figure.layout["xaxis"]["range"]
    figure.update_layout(xaxis={**figure.layout["xaxis"], "range": (min(low, min(years) - 0.5), high)})
    return figure.finish()


def _add_marks(figure: ExhibitPicture, exhibit: Exhibit, rows: pd.DataFrame, level: float) -> None:
    if rows.empty:
        return
    country = str(rows.country.iloc[0])
    figure.add_trace(
        go.Scatter(
            x=rows.reached_year,
            y=[level] * len(rows),
            mode="markers",
            marker={
                "symbol": "line-ns",
                "size": _MARK,
                "line": {"width": 1.5, "color": figure.theme.country(country)},
                "opacity": 0.75,
            },
            customdata=[[code] for code in rows.region_code],
            text=_lag_texts(figure, exhibit, rows),
            hovertemplate="%{text}<extra></extra>",
        )
    )


def _lag_texts(figure: ExhibitPicture, exhibit: Exhibit, rows: pd.DataFrame) -> list[str]:
    t = figure.t
    return [
        "<br>".join(
            (
                f"<b>{figure.whole_name(row.region_code)}</b>",
                t("lag.hover_year", year=round(row.reached_year)),
                exhibit.format(row.value, row.country),
            )
        )
        for row in rows_of(rows)
    ]


def _add_lag(figure: ExhibitPicture, reached: float, asked: int, level: float) -> None:
    """Draw the way from the region's year to the other nation's, and write how many years it is."""
    t, theme = figure.t, figure.theme
    figure.add_trace(
        go.Scatter(
            x=[reached, asked],
            y=[level, level],
            mode="lines+markers",
            line={"color": theme.text, "width": 2.5},
            marker={"size": 9, "symbol": ["circle-open", "circle"], "color": theme.text},
            hoverinfo="skip",
        )
    )
    years = quantity(abs(asked - reached), t("unit.years"), figure.language, 1)
    figure.write(
        f"<b>{years}</b>  {round(reached)} → {asked}",
        max(reached, asked),
        level,
        theme.text,
        size=TEXT_SIZE,
        anchor="right middle",
        yshift=_ABOVE_MARKS,
        bgcolor=theme.page,
        opacity=0.92,
    )


def aligned_figure(figure: ExhibitPicture) -> go.Figure:
    """Return series on years since an event: picked regions thick, nations dashed, named at their ends.

    The exhibit is the part `aligned` of `lag_exhibits`: `offset` in years, `role`.
    """
    theme = figure.theme
    data = figure.shown.data.dropna(subset=["value"])
    drawn = kind.describe(Subject(figure.shown, figure.catalogue, theme, EVERYTHING))
    ends = []
    for one in drawn.series:
        rows = data[data.region_code == one.key].sort_values("offset")
        is_pick = bool((rows.role == "pick").all())
        colour = one.colour if is_pick else theme.country(one.country)
        ends.append(LineEnd(one.name, float(rows.value.iloc[-1]), colour, is_pick))
        _add_series(figure, rows, ends[-1])
    low, high = float(data.value.min()), float(data.value.max())
    room = (high - low) * 0.07 or 1.0
    span = (0.0 if 0 <= low < 0.4 * high else low - room, high + room)
    ticks = round_ticks(*span, 6)
    texts = tick_texts(figure.shown, ticks)
    left = 12 + int(max((text_width(text, SMALL_SIZE) for text in texts), default=30))
    right = 14 + int(max((text_width(end.label, SMALL_SIZE + 1.5) for end in ends), default=40))
    height = _HEIGHT[figure.width]
    label_ends(figure, ends, float(data.offset.max()), span, height)
    figure.frame(height, left=left, right=right, above=10, below=30)
    figure.update_layout(
        showlegend=False,
        hovermode="closest",
        xaxis=plain_axis(
            theme, tick0=0, dtick=10 if figure.is_narrow else 5, zeroline=True, zerolinecolor=theme.muted
        ),
        yaxis=value_axis(theme, range=span, tickvals=ticks, ticktext=texts),
    )
    return figure.finish()


def _add_series(figure: ExhibitPicture, rows: pd.DataFrame, end: LineEnd) -> None:
    """Add a line with a mark at its end, as the name stands apart from it."""
    t = figure.t
    code = str(rows.region_code.iloc[0])
    last = rows.offset.max()
    for projected, own in rows.groupby(rows.status == "projection"):
        figure.add_trace(
            go.Scatter(
                x=own.offset,
                y=own.value,
                mode="lines+markers",
                line={
                    "color": end.colour,
                    "width": 2.8 if end.is_pick else 1.5,
                    "dash": "dot" if projected else (_DASHES[code] if is_nation(code) else "solid"),
                },
                marker={
                    "symbol": MARKERS[country_of(code)],
                    "size": np.where(own.offset == last, 8 if end.is_pick else 6, 0).tolist(),
                    "opacity": 1,
                    "line": {"width": 0},
                    "color": end.colour,
                },
                text=[
                    f"<b>{end.label}</b><br>"
                    + t("hover.figure", value=figure.shown.format(row.value, row.country), year=row.year)
                    + "<br>"
                    + t(
                        "lag.hover_offset",
                        years=quantity(row.offset, t("unit.years"), figure.language, 1, signed=True),
                    )
                    for row in rows_of(own)
                ],
                hovertemplate="%{text}<extra></extra>",
            )
        )
