"""Ties between places of the two countries as arcs from the one to the other."""

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from charts.both_maps import PLOT_HEIGHT, Placed, PlaceMark, add_dots, add_maps, name_places
from charts.legend import legend_mark, legend_text
from charts.picture import ListPicture
from charts.type import SMALL_SIZE, text_width
from regions.shapes.frames import rows_of

_CURVE_POINTS = 24
_BEND = 0.16
_LEGEND, _LEGEND_ROW = 44, 18
_STRONG, _THIN = 2.2, 1.1  # pixels
# How strongly arcs show: those of regions picked, all where none is picked, and the others where some are.
_PICKED, _EVERYTHING, _OTHERS = 0.85, 0.18, 0.1
_FAINT_DOT, _FAINT_SIZE = 0.35, 5.0
_NAMED_AT_MOST = 8  # of each country, where no region is picked
_SIDES = {"KR": "kr", "JP": "jp"}
_OTHER_SIDE = {"kr": "jp", "jp": "kr"}


def arcs_figure(figure: ListPicture, pairs: pd.DataFrame) -> go.Figure:
    """Return the maps of both countries with an arc for each pair of places that has a tie.

    A tie of municipalities leads from the one to the other, a tie of regional governments from region to
    region; arcs of the latter are strong. The dots grow with the number of ties recorded; a place without a
    dot has none recorded, which is not zero.

    Args:
        figure: Of `ties_listing`.
        pairs: One row a pair of places (`tie_places.place_pairs`).
    """
    picked = figure.picked
    placed = add_maps(figure)
    _add_region_marks(figure, placed)
    chosen = pairs.kr_region_code.isin(picked) | pairs.jp_region_code.isin(picked)
    _add_arcs(figure, pairs[~chosen], placed, _OTHERS if chosen.any() else _EVERYTHING)
    _add_arcs(figure, pairs[chosen], placed, _PICKED)
    marks = {country: _marks(figure, pairs, pairs[chosen], place) for country, place in placed.items()}
    for country, own in marks.items():
        add_dots(figure, country, list(own.values()), selected=_UNCHANGED, unselected=_UNCHANGED)
    names = _names(figure, pairs, pairs[chosen], marks)
    lit = [mark for own in marks.values() for mark in own.values() if mark.opacity == 1]
    name_places(figure, names, lit, picked)
    second_row = _LEGEND_ROW if figure.is_narrow else 0
    figure.frame(PLOT_HEIGHT[figure.width], above=_LEGEND + 14 + second_row)
    _add_legend(figure)
    figure.update_layout(
        showlegend=False,
        hovermode="closest",
        hoverdistance=24,
        clickmode="event+select",
    )
    return figure.finish()


_UNCHANGED = {"marker": {"opacity": 1}}


def _add_region_marks(figure: ListPicture, placed: dict[str, Placed]) -> None:
    """Put an invisible mark on each region, so that a press anywhere in it picks it."""
    for place in placed.values():
        outlines = place.panel.outlines
        points = [place.label(code) for code in outlines]
        radii = [one.hit_radius * place.scale for one in outlines.values()]
        figure.add_trace(
            go.Scatter(
                x=[round(x) for x, _ in points],
                y=[round(y) for _, y in points],
                mode="markers",
                marker={
                    "size": [round(max(12, radius)) for radius in radii],
                    "color": "rgba(0,0,0,0.004)",
                    "line": {"width": 0},
                },
                customdata=[[code] for code in outlines],
                text=[figure.whole_name(code) for code in outlines],
                hovertemplate="%{text}<extra></extra>",
                selected={"marker": {"opacity": 0.01}},
                unselected={"marker": {"opacity": 0.01}},
            )
        )


def _add_arcs(figure: ListPicture, pairs: pd.DataFrame, placed: dict[str, Placed], opacity: float) -> None:
    """Draw the arcs: one trace for those between governments, one for the others."""
    for between, size in ((False, _THIN), (True, _STRONG)):
        rows = pairs[pairs.provinces == between]
        if rows.empty:
            continue
        curves = [
            curve(placed["KR"].point(row.kr_x, row.kr_y), placed["JP"].point(row.jp_x, row.jp_y))
            for row in rows_of(rows)
        ]
        gap = np.full((1, 2), np.nan)
        # Half the bytes of what numpy computes in: a tenth of a pixel needs no more.
        points = np.vstack([part for one in curves for part in (one, gap)]).round(1).astype(np.float32)
        figure.add_trace(
            go.Scatter(
                x=points[:, 0],
                y=points[:, 1],
                mode="lines",
                line={"color": figure.theme.text, "width": size},
                opacity=opacity,
                hoverinfo="skip",
            )
        )


def curve(start: tuple[float, float], end: tuple[float, float]) -> np.ndarray:
    """Return a flat arc between two points (rows of x and y), bent to one side (quadratic Bézier curve)."""
    one, other = np.array(start), np.array(end)
    along = other - one
    bend = (one + other) / 2 + np.array([-along[1], along[0]]) * _BEND
    steps = np.linspace(0.0, 1.0, _CURVE_POINTS)[:, None]
    points: np.ndarray = (1 - steps) ** 2 * one + 2 * steps * (1 - steps) * bend + steps**2 * other
    return points


def _marks(
    figure: ListPicture, pairs: pd.DataFrame, chosen: pd.DataFrame, place: Placed
) -> dict[str, PlaceMark]:
    """Return a mark for each place of a country with a tie, by its code."""
    t = figure.t
    side = _SIDES[place.panel.country]
    lit = set(chosen[f"{side}_code"]) or set(pairs[f"{side}_code"])
    columns = [f"{side}_code", f"{side}_region_code", f"{side}_x", f"{side}_y"]
    groups = pairs.groupby(columns).agg(
        ties=("ties", "sum"), partners=(f"{_OTHER_SIDE[side]}_region_code", "nunique")
    )
    return {
        code: PlaceMark(
            region_code=region,
            **dict(zip("xy", place.point(x, y), strict=True)),
            size=5 + 3.2 * ties**0.5 if code in lit else _FAINT_SIZE,
            text=t(
                "ties.hover",
                region=f"<b>{figure.whole_name(code)}</b>",
                ties=t.plural("policy.ties", int(ties)),
                partners=t.plural("exchange.partners", int(partners)),
            ),
            opacity=1.0 if code in lit else _FAINT_DOT,
        )
        for (code, region, x, y), (ties, partners) in zip(
            groups.index, groups.itertuples(index=False, name=None), strict=True
        )
    }


def _names(
    figure: ListPicture, pairs: pd.DataFrame, chosen: pd.DataFrame, marks: dict[str, dict[str, PlaceMark]]
) -> list[tuple[str, PlaceMark]]:
    """Return which marks are named: those of the ties picked, else those with most ties of each country."""
    shown = chosen if len(chosen) else pairs
    codes: list[str] = []
    for side in _SIDES.values():
        totals = shown.groupby(f"{side}_code").ties.sum().sort_values(ascending=False, kind="stable")
        codes += list(totals.index[: None if len(chosen) else _NAMED_AT_MOST])
    every = {code: mark for own in marks.values() for code, mark in own.items()}
    codes.sort(key=lambda code: (code not in figure.picked, every[code].region_code not in figure.picked))
    return [(figure.name(code), every[code]) for code in codes]


def _add_legend(figure: ListPicture) -> None:
    """Write what a strong and a thin arc mean, above the maps; below each other where it is narrow."""
    t = figure.t
    x, up = 0.0, 38.0 + (_LEGEND_ROW if figure.is_narrow else 0)
    for key, size in (("ties.between_governments", _STRONG), ("ties.between_municipalities", _THIN)):
        legend_mark(figure, "line", (x, x + 26), (up, up), line={"color": figure.theme.text, "width": size})
        legend_text(figure, x + 32, up, t(key), figure.theme.muted)
        if figure.is_narrow:
            up -= _LEGEND_ROW
        else:
            x += 32 + text_width(t(key), SMALL_SIZE) + 22
