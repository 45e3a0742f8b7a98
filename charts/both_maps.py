"""The outlines of both countries in one pair of axes, so that lines can lead from one to the other."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import plotly.graph_objects as go

from charts.labels import Mark, Rectangle, label_spots
from charts.picture import ListPicture
from charts.theme import MARKERS, NARROW, hidden_axis
from charts.type import SMALL_SIZE, TEXT_SIZE
from regions.database.outlines import MapPanel

_HEIGHT = 1000.0
_APART = {"wide": 130.0, "narrow": 90.0}
PLOT_HEIGHT = {"wide": 600, "narrow": 700}
_KOREA_IN_NARROW = 0.72  # of the width
# Pixels a unit where a window is not at its widest: labels must keep apart there, too.
_PIXELS = {"wide": 0.43, "narrow": 0.33}
_NAME_SIZE = TEXT_SIZE + 1


@dataclass(frozen=True)
class Placed:
    """A country's map moved to its place: scale and offset of its outlines."""

    panel: MapPanel
    scale: float
    x: float
    y: float

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Return where a point of the country's map stands."""
        return self.x + x * self.scale, self.y + y * self.scale

    def label(self, code: str) -> tuple[float, float]:
        """Return the point inside a region where its mark stands."""
        return self.point(*self.panel.outlines[code].label)


@dataclass(frozen=True)
class PlaceMark:
    """A mark on a place: its region's code for a click, where it stands, how large it is, what it tells."""

    region_code: str
    x: float
    y: float
    size: float
    text: str
    opacity: float = 1.0


def add_maps(figure: ListPicture) -> dict[str, Placed]:
    """Draw the maps as the countries lie, Korea in the west, each named; return their places.

    Where it is narrow, Korea stands above, at the left edge.
    """
    placed, extent = _places(figure.catalogue.panels, figure.width)
    for country, place in placed.items():
        _add_outlines(figure, place)
        _name_country(figure, country, place)
    # Both maps keep their proportions.
    figure.update_layout(
        xaxis=hidden_axis(range=(0, extent[0]), constrain="domain", fixedrange=False),
        yaxis=hidden_axis(
            range=(0, extent[1]), scaleanchor="x", scaleratio=1, constrain="domain", fixedrange=False
        ),
    )
    return placed


def _places(panels: dict[str, MapPanel], width: str) -> tuple[dict[str, Placed], tuple[float, float]]:
    """Return where the maps stand, at the same height or one above the other, and the extent of both."""
    gap = _APART[width]
    _, _, kr_right, kr_top = panels["KR"].frame
    _, _, jp_right, jp_top = panels["JP"].frame
    if width == NARROW:
        scale, korea = _HEIGHT / jp_right, _KOREA_IN_NARROW * _HEIGHT / kr_right
        bottom = jp_top * scale + gap
        found = {"KR": Placed(panels["KR"], korea, 0.0, bottom), "JP": Placed(panels["JP"], scale, 0.0, 0.0)}
        return found, (_HEIGHT, bottom + kr_top * korea)
    korea, scale = _HEIGHT / kr_top, _HEIGHT / jp_top
    left = kr_right * korea + gap
    found = {"KR": Placed(panels["KR"], korea, 0.0, 0.0), "JP": Placed(panels["JP"], scale, left, 0.0)}
    return found, (left + jp_right * scale, _HEIGHT)


def _add_outlines(figure: ListPicture, place: Placed) -> None:
    """Draw all regions of a country as one quiet shape."""
    theme = figure.theme
    xs: list[np.ndarray] = []
    ys: list[np.ndarray] = []
    for code in place.panel.drawing_order:
        outline = place.panel.outlines[code]
        xs += [place.x + outline.x.astype(np.float32) * np.float32(place.scale), np.zeros(1, np.float32)]
        ys += [
            place.y + outline.y.astype(np.float32) * np.float32(place.scale),
            np.full(1, np.nan, np.float32),
        ]
    figure.add_trace(
        go.Scatter(
            x=np.concatenate(xs[:-1]).round().astype(np.int16),
            y=np.concatenate(ys[:-1]).round(1),
            mode="lines",
            fill="toself",
            fillcolor=theme.panel,
            line={"color": theme.rule, "width": 0.8},
            hoverinfo="skip",
        )
    )
    left, bottom, right, top = place.panel.inset_frame
    figure.add_shape(
        "rect",
        (place.x + left * place.scale, place.x + right * place.scale),
        (place.y + bottom * place.scale, place.y + top * place.scale),
        line={"color": theme.rule, "width": 1},
        layer="below",
    )


def _name_country(figure: ListPicture, country: str, place: Placed) -> None:
    """Write the country's name at the head of its map."""
    _, _, _, top = place.panel.frame
    figure.write(
        f"<b>{figure.t(f'country.{country}')}</b>",
        place.x,
        place.y + top * place.scale,
        figure.theme.country(country),
        size=_NAME_SIZE,
        anchor="left bottom",
    )


def name_places(
    figure: ListPicture,
    names: Sequence[tuple[str, PlaceMark]],
    marks: Iterable[PlaceMark],
    strong: Collection[str] = (),
    smaller: float = 1.0,
) -> None:
    """Name marks, the first ones first, where the name covers neither a mark nor another name.

    Args:
        figure: Takes the names.
        names: Each name with its mark.
        marks: All marks of the map.
        strong: Regions whose marks are named in bold.
        smaller: How much smaller than usual the maps are drawn.
    """
    pixels = _PIXELS[figure.width] * smaller

    def mark_of(one: PlaceMark) -> Mark:
        return Mark(one.x * pixels, one.y * pixels, one.size / 2)

    extent = figure.layout["xaxis"]["range"][1], figure.layout["yaxis"]["range"][1]
    frame = Rectangle(0, 0, *(side * pixels for side in extent))
    spots = label_spots([(name, mark_of(one)) for name, one in names], map(mark_of, marks), SMALL_SIZE, frame)
    for (name, one), spot in zip(names, spots, strict=True):
        if spot is not None:
            figure.write(
                f"<b>{name}</b>" if one.region_code in strong else name,
                round(one.x, 1),
                round(one.y, 1),
                figure.theme.text,
                anchor="center middle",
                xshift=round(spot.right, 1),
                yshift=round(spot.above, 1),
                bgcolor=figure.theme.page,
                opacity=0.9,
            )


def add_dots(figure: ListPicture, country: str, marks: Sequence[PlaceMark], **more: object) -> None:
    """Put marks of the country's colour and shape on places.

    Args:
        figure: Takes the marks.
        country: `KR` or `JP`.
        marks: The marks.
        more: Further properties of the trace.
    """
    figure.add_trace(
        go.Scatter(
            x=[round(one.x, 1) for one in marks],
            y=[round(one.y, 1) for one in marks],
            mode="markers",
            marker={
                "symbol": MARKERS[country],
                "size": [round(one.size, 1) for one in marks],
                "color": figure.theme.country(country),
                "opacity": [one.opacity for one in marks],
                "line": {"width": 1, "color": figure.theme.page},
            },
            customdata=[[one.region_code] for one in marks],
            text=[one.text for one in marks],
            hovertemplate="%{text}<extra></extra>",
            **more,
        )
    )
