"""Ties between the regions of the two countries as arcs between their outlines."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from charts.both_maps import PLOT_HEIGHT, Placed, add_dots, add_maps, name_regions
from charts.canvas import Canvas
from charts.legend import legend_mark, legend_text
from charts.theme import Theme, framed
from charts.type import SMALL_SIZE, text_width
from i18n.messages import messages
from regions.database.catalogue import Catalogue
from regions.database.places import is_region
from regions.shapes.listing import Listing

_CURVE_POINTS = 24
_BEND = 0.16
_LEGEND = 44


def arcs_figure(
    listing: Listing,
    pairs: pd.DataFrame,
    catalogue: Catalogue,
    theme: Theme,
    picked: Sequence[str],
    width: str,
) -> go.Figure:
    """Return the maps of both countries with an arc for each pair of regions that has a tie.

    Strong arcs are ties between the two regional governments, thin ones between municipalities only. The dots
    grow with the number of ties recorded; a region without a dot has none recorded, which is not zero.

    Args:
        listing: What is shown (`ties_listing`).
        pairs: One row a pair (`ties.pair_counts`).
        catalogue: For names.
        theme: Colours.
        picked: Regions whose arcs stand out; all arcs are equal without any.
        width: `wide` puts the countries side by side, `narrow` one above the other.
    """
    figure = Canvas()
    placed = add_maps(figure, listing, catalogue, theme, width)
    chosen = pairs.kr_region_code.isin(picked) | pairs.jp_region_code.isin(picked)
    everything = not chosen.any()
    _add_arcs(figure, pairs[~chosen], placed, theme, faded=not everything)
    _add_arcs(figure, pairs[chosen], placed, theme, faded=False)
    _add_dots(figure, listing, pairs, placed, catalogue, theme)
    named = [code for code in picked if is_region(code)]
    named += [*pairs[chosen].jp_region_code, *pairs[chosen].kr_region_code]
    name_regions(figure, listing, named, placed, catalogue, theme, picked)
    framed(figure, listing, theme, width, PLOT_HEIGHT[width], above=_LEGEND + 14)
    _add_legend(figure, listing, theme)
    figure.update_layout(
        showlegend=False,
        hovermode="closest",
        hoverdistance=24,
        clickmode="event+select",
    )
    return figure.finish()


def _add_arcs(
    figure: Canvas, pairs: pd.DataFrame, placed: dict[str, Placed], theme: Theme, *, faded: bool
) -> None:
    """Draw the arcs: one trace for those between governments, one for the others."""
    for between, size in ((False, 1.1), (True, 2.2)):
        rows = pairs[pairs.provinces == between]
        if rows.empty:
            continue
        curves = [
            curve(placed["KR"].label(kr), placed["JP"].label(jp))
            for kr, jp in zip(rows.kr_region_code, rows.jp_region_code, strict=True)
        ]
        gap = np.full((1, 2), np.nan)
        points = np.vstack([part for one in curves for part in (one, gap)])
        figure.add_trace(
            go.Scatter(
                x=points[:, 0].round(1),
                y=points[:, 1].round(1),
                mode="lines",
                line={"color": theme.faded if faded else theme.text, "width": size},
                opacity=0.45 if faded else (0.8 if between else 0.5),
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


def _add_dots(
    figure: Canvas,
    listing: Listing,
    pairs: pd.DataFrame,
    placed: dict[str, Placed],
    catalogue: Catalogue,
    theme: Theme,
) -> None:
    t = messages(listing.language)
    for country, column, other in (
        ("KR", "kr_region_code", "jp_region_code"),
        ("JP", "jp_region_code", "kr_region_code"),
    ):
        groups = pairs.groupby(column).agg(ties=("ties", "sum"), partners=(other, "nunique"))
        texts = [
            t(
                "ties.hover",
                region=f"<b>{catalogue.regions[str(code)].name[listing.language]}</b>",
                ties=t.plural("policy.ties", int(ties)),
                partners=t.plural("exchange.partners", int(partners)),
            )
            for code, ties, partners in groups.itertuples()
        ]
        sizes = [5 + 3.2 * count**0.5 for count in groups.ties]
        unchanged = {"marker": {"opacity": 1}}
        add_dots(
            figure,
            placed[country],
            list(groups.index),
            sizes,
            texts,
            theme,
            selected=unchanged,
            unselected=unchanged,
        )


def _add_legend(figure: Canvas, listing: Listing, theme: Theme) -> None:
    """Write what a strong and a thin arc mean, above the maps."""
    t = messages(listing.language)
    x = 0.0
    for key, size in (("ties.between_governments", 2.2), ("ties.between_municipalities", 1.1)):
        legend_mark(figure, "line", (x, x + 26), (38, 38), line={"color": theme.text, "width": size})
        legend_text(figure, x + 32, 38, t(key), theme.muted)
        x += 32 + text_width(t(key), SMALL_SIZE) + 22
