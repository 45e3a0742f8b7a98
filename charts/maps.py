"""One indicator in one year on the map, both countries side by side."""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from charts.canvas import Canvas
from charts.classes import Classes, map_classes
from charts.hover import hover_texts
from charts.labels import Mark, Rectangle, label_spots
from charts.panels import CountryPlot, add_axes, class_legends, country_plots, finished
from charts.picture import ExhibitPicture
from charts.symbols import WIDEST, add_symbols, symbol_legends, symbol_scales, symbols_of
from charts.theme import Theme, readable_on
from charts.type import SMALL_SIZE
from regions.database.outlines import MapPanel
from regions.shapes.exhibit import shown_countries

_PLOT_HEIGHT = {"wide": 540, "narrow": 430}  # of one panel where they stand one above the other
_HATCH, _DOTS = "/", "."
_LEAST_MARK = 12  # pixels
# How high a panel is where the window is as small as its layout allows: names must keep apart there, too.
_LEAST_HEIGHT = {"wide": 380, "narrow": 400}


def map_figure(figure: ExhibitPicture) -> go.Figure:
    """Return the maps of both countries; regions without a figure are hatched.

    The exhibit has all regions in one year (`overview_exhibit`). They are filled by class. Amounts stand as
    symbols on them, sized by value: a filled area would tell of the area, not of the amount.
    """
    exhibit = figure.shown
    panels = country_plots(figure, {"KR": 1.0, "JP": 1.5})
    amounts = symbol_scales(exhibit) if exhibit.indicator.is_amount else {}
    classes = {} if amounts else map_classes(exhibit, figure.theme)
    for panel in panels:
        outlines = figure.catalogue.panels[panel.country]
        _add_regions(figure, panel, outlines, classes.get(panel.country))
        circles: list[Mark] = []
        if amounts:
            scale, symbols = amounts[panel.country], symbols_of(exhibit.data, outlines)
            colour, widest = figure.theme.country(panel.country), WIDEST[figure.width]
            add_symbols(figure, symbols, scale, colour, panel.axes)
            pixels = _LEAST_HEIGHT[figure.width] / outlines.frame[3]
            circles = [_mark((one.x, one.y), scale.diameter(one.value, widest), pixels) for one in symbols]
        _add_inset_frame(figure, panel, outlines)
        _add_picked(figure, panel, outlines, circles)
        _add_marks(figure, panel, outlines)
        left, bottom, right, top = outlines.frame
        add_axes(figure, panel, (left, right), (bottom, top))
    height = _PLOT_HEIGHT[figure.width] * (len(panels) if figure.is_narrow else 1)
    shown = shown_countries(exhibit.data, figure.language)
    legends = symbol_legends(figure, amounts, shown) if amounts else class_legends(figure, classes)
    return finished(figure, panels, legends, height)


def _add_regions(
    figure: ExhibitPicture, panel: CountryPlot, outlines: MapPanel, classes: Classes | None
) -> None:
    """Fill the regions, one trace a class: a page sends a dozen traces instead of 64.

    Without classes all regions with a figure are one quiet ground.
    """
    rows = figure.shown.data.set_index("region_code")
    areas = rows.area if "area" in rows else pd.Series(None, rows.index, dtype=object)
    groups: dict[tuple[int, bool], list[str]] = {}
    for code in outlines.drawing_order:
        if code in rows.index:
            value = rows.value[code]
            group = -1 if pd.isna(value) else classes.index(float(value)) if classes else 0
            groups.setdefault((group, pd.notna(areas[code])), []).append(code)
    for (group, of_area), codes in sorted(groups.items()):
        colour = None if group < 0 else classes.colours[group] if classes else figure.theme.ground
        fill, pattern, line = _look(colour, of_area, figure.theme)
        figure.add_trace(filled(outlines, codes, fill, pattern, line, panel.axes))


def _look(colour: str | None, of_area: bool, theme: Theme) -> tuple[str, dict[str, str | float] | None, str]:
    """Return fill, pattern and border: hatched without a figure, dotted where it is of several regions.

    The regions that share a figure have no border between them, so that they are seen as one.
    """
    if colour is None:
        return theme.missing, _pattern(_HATCH, theme.muted, theme.missing, 6, 0.15), theme.muted
    if of_area:
        return colour, _pattern(_DOTS, readable_on(colour), colour, 7, 0.12), colour
    return colour, None, theme.page


def _pattern(shape: str, front: str, back: str, size: float, solidity: float) -> dict[str, str | float]:
    return {"shape": shape, "fgcolor": front, "bgcolor": back, "size": size, "solidity": solidity}


def filled(
    outlines: MapPanel,
    codes: Sequence[str],
    fill: str,
    pattern: Mapping[str, object] | None,
    line: str,
    axes: Mapping[str, str],
) -> go.Scatter:
    """Return the trace that fills several places alike; `meta` says where in it each of them is."""
    x, y = _joined(outlines, codes)
    return go.Scatter(
        x=x,
        y=y,
        mode="lines",
        fill="toself",
        fillcolor=fill,
        fillpattern=pattern,
        line={"color": line, "width": 0.7},
        hoverinfo="skip",
        showlegend=False,
        meta=_places_in(outlines, codes),
        **axes,
    )


def _joined(outlines: MapPanel, codes: Sequence[str]) -> tuple[np.ndarray, np.ndarray]:
    """Return the outlines of several regions as one line with a gap between them."""
    xs, ys = [], []
    for code in codes:
        outline = outlines.outlines[code]
        xs += [outline.x, np.zeros(1, np.int16)]
        ys += [outline.y.astype(np.float32), np.full(1, np.nan, np.float32)]
    return np.concatenate(xs[:-1]), np.concatenate(ys[:-1])


def _places_in(outlines: MapPanel, codes: Sequence[str]) -> dict[str, tuple[int, int]]:
    """Return where each region's outline begins and ends in the line that joins them (`_joined`)."""
    ends = np.cumsum([len(outlines.outlines[code].x) + 1 for code in codes]).tolist()
    starts = [0, *ends[:-1]]
    return {code: (start, end - 1) for code, start, end in zip(codes, starts, ends, strict=True)}


def _add_inset_frame(figure: ExhibitPicture, panel: CountryPlot, outlines: MapPanel) -> None:
    left, bottom, right, top = outlines.inset_frame
    figure.add_shape(
        "rect",
        (left, right),
        (bottom, top),
        xref=panel.x_axis,
        yref=panel.y_axis,
        line={"color": figure.theme.rule, "width": 1},
        layer="below",
    )


def _add_picked(
    figure: ExhibitPicture, panel: CountryPlot, outlines: MapPanel, symbols: Sequence[Mark]
) -> None:
    """Outline the regions picked and name each where the name covers no symbol and no other name."""
    theme = figure.theme
    codes = [code for code in figure.picked if code in outlines.outlines]
    for code in codes:
        outline = outlines.outlines[code]
        figure.add_trace(
            go.Scatter(
                x=outline.x,
                y=outline.y,
                mode="lines",
                line={"color": theme.text, "width": 2},
                hoverinfo="skip",
                showlegend=False,
                **panel.axes,
            )
        )
    pixels = _LEAST_HEIGHT[figure.width] / outlines.frame[3]
    marks = {code: _mark(outlines.outlines[code].label, 0.0, pixels) for code in codes}
    names = [(figure.name(code), marks[code]) for code in codes]
    frame = Rectangle(0.0, 0.0, outlines.frame[2] * pixels, outlines.frame[3] * pixels)
    for code, (name, _), spot in zip(
        codes, names, label_spots(names, symbols, SMALL_SIZE, frame), strict=True
    ):
        if spot is None:
            continue
        x, y = outlines.outlines[code].label
        figure.write(
            f"<b>{name}</b>",
            x,
            y,
            theme.text,
            anchor="center middle",
            xref=panel.x_axis,
            yref=panel.y_axis,
            xshift=round(spot.right, 1),
            yshift=round(spot.above, 1),
            bgcolor=theme.page,
            opacity=0.92,
        )


def _mark(point: tuple[float, float], diameter: float, pixels: float) -> Mark:
    return Mark(point[0] * pixels, point[1] * pixels, diameter / 2)


def _add_marks(figure: ExhibitPicture, panel: CountryPlot, outlines: MapPanel) -> None:
    """Put an invisible mark on each region: it carries the hover text and takes the click."""
    rows = figure.shown.data[figure.shown.data.region_code.isin(outlines.outlines)]
    add_marks(
        figure, rows, outlines, hover_texts(figure, rows), panel.axes,
        scale=540 / outlines.frame[3], least=_LEAST_MARK,
    )  # fmt: skip


def add_marks(
    figure: Canvas,
    rows: pd.DataFrame,
    outlines: MapPanel,
    texts: Sequence[str],
    axes: Mapping[str, str],
    *,
    scale: float,
    least: int,
) -> None:
    """Put an invisible mark on each place of a map, as large as its outline, which the pointer finds.

    Args:
        figure: The figure.
        rows: Of places that have an outline.
        outlines: Their outlines.
        texts: What is told of each.
        axes: The axes of the map.
        scale: Pixels a unit of the outlines.
        least: The smallest mark in pixels.
    """
    drawn = [outlines.outlines[code] for code in rows.region_code]
    figure.add_trace(
        go.Scatter(
            x=[round(one.label[0]) for one in drawn],
            y=[round(one.label[1]) for one in drawn],
            mode="markers",
            marker={
                "size": [round(max(least, 1.7 * one.hit_radius * scale)) for one in drawn],
                "color": "rgba(0,0,0,0.004)",
                "line": {"width": 0},
            },
            customdata=[[code] for code in rows.region_code],
            text=texts,
            hovertemplate="%{text}<extra></extra>",
            selected={"marker": {"opacity": 0.01}},
            unselected={"marker": {"opacity": 0.01}},
            showlegend=False,
            **axes,
        )
    )
