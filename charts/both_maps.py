"""The outlines of both countries in one pair of axes, so that lines can lead from one to the other."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import plotly.graph_objects as go

from charts.canvas import Canvas
from charts.theme import MARKERS, NARROW, Theme, hidden_axis
from charts.type import SMALL_SIZE, TEXT_SIZE, text_width
from i18n.messages import messages
from regions.database.catalogue import Catalogue
from regions.database.outlines import MapPanel
from regions.database.places import country_of
from regions.shapes.exhibit import countries_in_order
from regions.shapes.listing import Listing

_HEIGHT = 1000.0
_APART = {"wide": 130.0, "narrow": 90.0}
PLOT_HEIGHT = {"wide": 600, "narrow": 700}


@dataclass(frozen=True)
class Placed:
    """A country's map moved to its place: scale and offset of its outlines."""

    panel: MapPanel
    scale: float
    x: float
    y: float

    def label(self, code: str) -> tuple[float, float]:
        """Return the point inside a region where its mark stands."""
        x, y = self.panel.outlines[code].label
        return self.x + x * self.scale, self.y + y * self.scale


def add_maps(
    figure: Canvas, listing: Listing, catalogue: Catalogue, theme: Theme, width: str
) -> dict[str, Placed]:
    """Draw the maps beside or above each other, in the reader's order, each named; return their places."""
    placed, extent = _places(listing, catalogue.panels, width)
    for country, place in placed.items():
        _add_outlines(figure, place, theme)
        _name_country(figure, listing, country, place, theme)
    # Both maps keep their proportions.
    figure.update_layout(
        xaxis=hidden_axis(range=(0, extent[0]), constrain="domain"),
        yaxis=hidden_axis(range=(0, extent[1]), scaleanchor="x", scaleratio=1, constrain="domain"),
    )
    return placed


def _places(
    listing: Listing, panels: dict[str, MapPanel], width: str
) -> tuple[dict[str, Placed], tuple[float, float]]:
    """Return where the maps stand, at the same height or width, and the extent of both."""
    gap = _APART[width]
    found: dict[str, Placed] = {}
    if width == NARROW:
        order = list(reversed(countries_in_order(listing.language)))
        bottom = 0.0
        for country in order:
            _, _, right, top = panels[country].frame
            share = 0.72 if country == "KR" else 1.0
            scale = share * _HEIGHT / right
            found[country] = Placed(panels[country], scale, (1 - share) / 2 * _HEIGHT, bottom)
            bottom += top * scale + gap
        return found, (_HEIGHT, bottom - gap)
    left = 0.0
    for country in countries_in_order(listing.language):
        _, _, right, top = panels[country].frame
        scale = _HEIGHT / top
        found[country] = Placed(panels[country], scale, left, 0.0)
        left += right * scale + gap
    return found, (left - gap, _HEIGHT)


def _add_outlines(figure: Canvas, place: Placed, theme: Theme) -> None:
    """Draw all regions of a country as one quiet shape."""
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
        type="rect",
        x0=place.x + left * place.scale,
        x1=place.x + right * place.scale,
        y0=place.y + bottom * place.scale,
        y1=place.y + top * place.scale,
        line={"color": theme.rule, "width": 1},
        layer="below",
    )


def _name_country(figure: Canvas, listing: Listing, country: str, place: Placed, theme: Theme) -> None:
    """Write the country's name at the head of its map."""
    _, _, _, top = place.panel.frame
    figure.write(
        f"<b>{messages(listing.language)(f'country.{country}')}</b>",
        place.x,
        place.y + top * place.scale,
        theme.country(country),
        size=TEXT_SIZE + 1,
        anchor="left bottom",
    )


def name_regions(
    figure: Canvas,
    listing: Listing,
    codes: Iterable[str],
    placed: dict[str, Placed],
    catalogue: Catalogue,
    theme: Theme,
    strong: Iterable[str] = (),
) -> None:
    """Name regions above their marks, those of `strong` in bold, as far as the names do not meet."""
    taken: list[tuple[float, float, float]] = []
    bold = set(strong)
    for code in dict.fromkeys(codes):
        x, y = placed[country_of(code)].label(code)
        name = catalogue.regions[code].short[listing.language]
        half = text_width(name, SMALL_SIZE) * 0.9
        if any(abs(y - b) < 24 and abs(x - a) < half + c for a, b, c in taken):
            continue
        taken.append((x, y, half))
        figure.write(
            f"<b>{name}</b>" if code in bold else name,
            x,
            y,
            theme.text,
            yshift=13,
            bgcolor=theme.page,
            opacity=0.92,
            borderpad=1,
        )


def add_dots(
    figure: Canvas,
    place: Placed,
    codes: Sequence[str],
    sizes: Sequence[float],
    texts: Sequence[str],
    theme: Theme,
    **more: object,
) -> None:
    """Put a mark of the country's colour and shape on each region.

    Args:
        figure: Takes the marks.
        place: The country's map.
        codes: The regions.
        sizes: Diameters in pixels.
        texts: What the pointer tells.
        theme: Colours.
        more: Further properties of the trace.
    """
    country = place.panel.country
    points = [place.label(code) for code in codes]
    figure.add_trace(
        go.Scatter(
            x=[round(x) for x, _ in points],
            y=[round(y) for _, y in points],
            mode="markers",
            marker={
                "symbol": MARKERS[country],
                "size": [round(size, 1) for size in sizes],
                "color": theme.country(country),
                "line": {"width": 1, "color": theme.page},
            },
            customdata=[[code] for code in codes],
            text=texts,
            hovertemplate="%{text}<extra></extra>",
            **more,
        )
    )
