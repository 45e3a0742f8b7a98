"""The names on a map of municipalities: inside those that have room, the lowest and highest beside it too."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import pandas as pd
import plotly.graph_objects as go

from charts.classes import Classes
from charts.labels import Mark, Name, Rectangle, Window, write_names
from charts.picture import ExhibitPicture
from charts.theme import readable_on
from charts.type import SMALL_SIZE, text_width
from regions.database.outlines import MapPanel

# How much wider than the circle inside it a municipality usually is.
_ROOMY = 1.1
# How far beyond that circle its corners reach: a name beside the map keeps off them.
_RIM = 1.4


@dataclass(frozen=True)
class MapPlace:
    """Where one map stands, in pixels of the plotting area; `least` is what a small window leaves of it."""

    code: str
    number: int
    left: float
    top: float
    width: float
    height: float
    least: float

    @property
    def axes(self) -> dict[str, str]:
        """The axes as a trace names them."""
        suffix = "" if self.number == 1 else str(self.number)
        return {"xaxis": f"x{suffix}", "yaxis": f"y{suffix}"}


def name_municipalities(
    figure: ExhibitPicture,
    rows: pd.DataFrame,
    plot: MapPlace,
    panel: MapPanel,
    classes: Classes,
    scale: float,
) -> None:
    """Name the municipalities whose name fits inside them and the map, the lowest and highest in any case.

    Of the others the pointer tells.

    Args:
        figure: Takes the names.
        rows: The municipalities of the map.
        plot: Where it stands.
        panel: Its outlines.
        classes: Their colours.
        scale: How many pixels a unit of the panel takes.
    """
    found: dict[str, list[tuple[float, float, str]]] = {}
    taken: list[Rectangle] = []
    named: set[str] = set()
    whole = Rectangle(0, 0, plot.width * plot.least, plot.height * plot.least)
    for code, value in zip(rows.region_code, rows.value, strict=True):
        outline = panel.outlines.get(code)
        name = figure.catalogue.municipal.places[code].short[figure.language]
        if outline is None or text_width(name, SMALL_SIZE) > 2 * _ROOMY * outline.hit_radius * scale:
            continue
        area = _name_area(name, outline.label, plot, panel, scale)
        if not area.lies_in(whole) or any(area.meets(other) for other in taken):
            continue
        taken.append(area)
        named.add(code)
        ink = figure.theme.text if pd.isna(value) else readable_on(classes.colour(float(value)))
        found.setdefault(ink, []).append((*outline.label, name))
    for ink, names in found.items():
        figure.add_trace(
            go.Scatter(
                x=[round(x) for x, _, _ in names],
                y=[round(y) for _, y, _ in names],
                mode="text",
                text=[name for _, _, name in names],
                textfont={"size": SMALL_SIZE, "color": ink},
                hoverinfo="skip",
                showlegend=False,
                **plot.axes,
            )
        )
    drawn = rows[rows.region_code.isin(panel.outlines)].dropna(subset=["value"])
    if len(drawn) > 1:
        ends = drawn.set_index("region_code").value.agg(["idxmin", "idxmax"])
        _add_ends(figure, [code for code in dict.fromkeys(ends) if code not in named], plot, panel, scale)


def _add_ends(
    figure: ExhibitPicture, codes: Sequence[str], plot: MapPlace, panel: MapPanel, scale: float
) -> None:
    """Name municipalities beside the map, led to by a line."""
    names = [
        Name(
            figure.catalogue.municipal.places[code].short[figure.language],
            *panel.outlines[code].label,
            figure.theme.text,
        )
        for code in codes
    ]
    windows = []
    for share in (1.0, plot.least):
        marks = {
            code: Mark(
                *_in_pixels(one.label, plot, panel, scale, share), _RIM * one.hit_radius * scale * share
            )
            for code, one in panel.outlines.items()
        }
        whole = Rectangle(0, 0, plot.width * share, plot.height * share)
        windows.append(Window([replace(marks[code], reach=2.0) for code in codes], [*marks.values()], whole))
    axes = {"xref": plot.axes["xaxis"], "yref": plot.axes["yaxis"]}
    write_names(figure, names, windows, bgcolor=figure.theme.page, **axes)


def _in_pixels(
    place: tuple[float, float], plot: MapPlace, panel: MapPanel, scale: float, share: float
) -> tuple[float, float]:
    """Return where a place stands in its map, from the left end and the foot, in a window so small."""
    left, bottom, right, top = panel.frame
    x = plot.width / 2 + (place[0] - (left + right) / 2) * scale
    y = plot.height / 2 + (place[1] - (bottom + top) / 2) * scale
    return x * share, y * share


def _name_area(
    name: str, place: tuple[float, float], plot: MapPlace, panel: MapPanel, scale: float
) -> Rectangle:
    """Return what a name takes of its map, from the left end and the foot, in the smallest window."""
    left, bottom, right, _ = panel.frame
    half, size = text_width(name, SMALL_SIZE) / 2, scale * plot.least
    x, y = plot.width * plot.least / 2 + (place[0] - (left + right) / 2) * size, (place[1] - bottom) * size
    return Rectangle(x - half, y - SMALL_SIZE / 2, x + half, y + SMALL_SIZE / 2)
