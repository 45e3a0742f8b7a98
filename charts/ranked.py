"""Ranked regions: bars with every name and figure in sight, and dots of then and now."""

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from charts.canvas import Canvas
from charts.hover import hover_texts
from charts.kinds.dumbbell import is_logarithmic, pairs_of
from charts.kinds.ranked import known_rows
from charts.picture import ExhibitPicture
from charts.rows import RowBlock, lay_out, row_blocks, with_nations
from charts.theme import MARKERS
from charts.ticks import log_ticks, round_ticks, tick_texts
from charts.type import SMALL_SIZE, text_width
from i18n.lists import listed
from regions.database.places import is_nation
from regions.shapes.frames import rows_of
from regions.shapes.units import one_scale

_FADED = 0.42
# Of a panel where the window is as small as its layout allows: the room that figures beside the bars take.
_PIXELS = {"wide": 270, "narrow": 230}
_GAP = "\N{EN SPACE}"


def ranked_bars(figure: ExhibitPicture) -> go.Figure:
    """Return one bar a region, highest first, each with its figure; picked regions stand out.

    Columns are as `observations`, `rank_all` and `rank_country` where ranks are told. Rows without a value
    are left out (the notes name them); nations stand hollow and unranked among their regions.
    """
    exhibit = figure.shown
    rows = with_nations(known_rows(exhibit), "value")
    # Blocks of the two countries stand apart; the same scale still lets the eye compare them.
    shared = one_scale(exhibit.indicator, exhibit.view.currency)
    together = shared and not ("rank_all" in rows and rows.rank_all.isna().all())
    rows = rows.assign(label=exhibit.mark_labels(rows.value.tolist(), rows.country.tolist()))
    panels = row_blocks(figure, rows, together=together)
    for panel in panels:
        _add_bars(figure, panel)

    def span(panel: RowBlock) -> tuple[float, float]:
        own = rows if shared else panel.frame
        widest = max(text_width(text, SMALL_SIZE) for text in rows.label)
        return _span(own.value, widest + 8, _PIXELS[figure.width])

    note = _hatched(figure, rows)
    return lay_out(figure, panels, span, note=note)


def _hatched(figure: ExhibitPicture, rows: pd.DataFrame) -> str:
    """Return what hatched bars are, empty where there are none."""
    t = figure.t
    held = [status for status in ("provisional", "projection") if (rows.status == status).any()]
    what = listed([t(f"figure.status.{status}") for status in held], figure.language)
    return t("figure.hatched", what=what) if held else ""


def _span(values: pd.Series, label: float, pixels: float) -> tuple[float, float]:
    """Return the ends of the value axis: zero included, room for a figure at the end of every bar."""
    low, high = min(0.0, float(values.min())), max(0.0, float(values.max()))
    whole = (high - low) or 1.0
    sides = (low < 0) + (high > 0) or 1
    unit = whole / max(pixels - sides * label, pixels * 0.3)
    return low - (label * unit if low < 0 else 0), high + (label * unit if high > 0 else 0)


def _add_bars(figure: ExhibitPicture, panel: RowBlock) -> None:
    theme, picked = figure.theme, figure.picked
    rows = panel.frame
    standing_out = bool(set(picked) & set(figure.shown.data.region_code))
    figure.add_trace(
        go.Bar(
            x=rows.value,
            y=panel.places,
            orientation="h",
            marker={
                "color": [
                    theme.page if code == country else theme.country(country)
                    for code, country in zip(rows.region_code, rows.country, strict=True)
                ],
                "line": {"width": 1.5, "color": [theme.country(country) for country in rows.country]},
                "opacity": [
                    1.0 if code in picked or is_nation(code) else (_FADED if standing_out else 0.85)
                    for code in rows.region_code
                ],
                # Provisional and projected figures are hatched: not the same thing as an observed one.
                "pattern": {
                    "shape": ["" if status == "actual" else "/" for status in rows.status],
                    "fgcolor": theme.page,
                    "solidity": 0.25,
                },
            },
            text=[
                f"<b>{text}</b>" if code in picked else text
                for text, code in zip(rows.label, rows.region_code, strict=True)
            ],
            textposition="outside",
            constraintext="none",
            textfont={"size": SMALL_SIZE, "color": theme.text},
            cliponaxis=False,
            customdata=[[code] for code in rows.region_code],
            hovertext=hover_texts(figure, rows),
            hovertemplate="%{hovertext}<extra></extra>",
            **panel.axes,
        )
    )


def then_and_now_figure(figure: ExhibitPicture) -> go.Figure:
    """Return a hollow mark for then and a full one for now on a line for each region, largest change first.

    The exhibit has two rows a region, columns as `observations` plus `change` (see `rank_exhibits`).
    """
    exhibit = figure.shown
    rows = with_nations(pairs_of(exhibit), "change")
    shared = one_scale(exhibit.indicator, exhibit.view.currency)
    panels = row_blocks(figure, rows, together=shared)
    for panel in panels:
        _add_pairs(figure, panel)

    logarithmic = is_logarithmic(exhibit, rows)

    def span(panel: RowBlock) -> tuple[float, float]:
        own = rows if shared else panel.frame
        low, high = float(own[["then", "now"]].min().min()), float(own[["then", "now"]].max().max())
        if logarithmic:
            low, high = float(np.log10(low)), float(np.log10(high))
        whole = (high - low) or 1.0
        widest = max(text_width(text, SMALL_SIZE) for text in own.text)
        room = whole * (widest + 16) / (_PIXELS[figure.width] - widest - 16)
        return low - whole * 0.03, high + room

    def axis(ends: tuple[float, float]) -> dict[str, object]:
        low, high = ends
        ticks = log_ticks(10.0**low, 10.0**high, 4) if logarithmic else round_ticks(low, high, 5)
        texts = tick_texts(exhibit, ticks)
        return {
            "range": ends,
            "type": "log" if logarithmic else "linear",
            "tickvals": ticks,
            "ticktext": texts,
        }

    return lay_out(figure, panels, span, axis=axis)


def _add_pairs(figure: ExhibitPicture, panel: RowBlock) -> None:
    theme, picked = figure.theme, figure.picked
    rows = panel.frame
    hover = _pair_texts(figure, rows)
    standing_out = bool(set(picked) & set(figure.shown.data.region_code))
    fade = [1.0 if code in picked or not standing_out else _FADED for code in rows.region_code]
    colours = [theme.country(country) for country in rows.country]
    for _, own in rows.assign(place=panel.places, fade=fade).groupby(["country", "fade"]):
        _add_ways(figure, panel, own, theme.country(str(own.country.iloc[0])), float(own.fade.iloc[0]))
    symbols = [MARKERS[country] for country in rows.country]
    for values, hollow in ((rows.then, True), (rows.now, False)):
        figure.add_trace(
            go.Scatter(
                x=values,
                y=panel.places,
                mode="markers",
                marker={
                    "symbol": symbols,
                    "size": 9,
                    "color": theme.page if hollow else colours,
                    "opacity": fade,
                    "line": {"width": 2, "color": colours},
                },
                customdata=[[code] for code in rows.region_code],
                hovertext=hover,
                hovertemplate="%{hovertext}<extra></extra>",
                cliponaxis=False,
                **panel.axes,
            )
        )
    figure.add_trace(
        go.Scatter(
            x=rows[["then", "now"]].max(axis=1),
            y=panel.places,
            mode="text",
            text=[
                f"{_GAP}<b>{row.text}</b>" if row.region_code in picked else f"{_GAP}{row.text}"
                for row in rows_of(rows)
            ],
            textposition="middle right",
            textfont={"size": SMALL_SIZE, "color": theme.text},
            cliponaxis=False,
            hoverinfo="skip",
            **panel.axes,
        )
    )


def _add_ways(figure: Canvas, panel: RowBlock, rows: pd.DataFrame, colour: str, opacity: float) -> None:
    """Draw the lines from then to now, all of one colour as one trace."""
    x: list[float | None] = []
    y: list[float | None] = []
    for row in rows_of(rows):
        x += [row.then, row.now, None]
        y += [row.place, row.place, None]
    figure.add_trace(
        go.Scatter(
            x=x,
            y=y,
            mode="lines",
            line={"color": colour, "width": 2},
            opacity=opacity,
            hoverinfo="skip",
            **panel.axes,
        )
    )


def _pair_texts(figure: ExhibitPicture, rows: pd.DataFrame) -> list[str]:
    t = figure.t
    texts = []
    for row in rows_of(rows):
        lines = [
            f"<b>{figure.whole_name(row.region_code)}</b>",
            t("hover.figure", value=figure.shown.format(row.then, row.country), year=row.first),
            t("hover.figure", value=figure.shown.format(row.now, row.country), year=row.last),
            row.text,
        ]
        if pd.notna(row.rank_then) and pd.notna(row.rank_now):
            country = t(f"country.{row.country}")
            lines.append(
                t("rank.hover_ranks", country=country, then=int(row.rank_then), now=int(row.rank_now))
            )
        texts.append("<br>".join(lines))
    return texts
