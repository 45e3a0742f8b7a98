"""Small marks beside words, as SVG: distribution strip, sparkline, locator map.

They are pictures of their own (`data:` addresses), since the page's HTML may hold no SVG; whoever shows one
gives it a text alternative.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise
from urllib.parse import quote

import numpy as np

from charts.theme import Theme
from regions.database.catalogue import Catalogue
from regions.database.outlines import MapPanel
from regions.database.places import country_of
from regions.figures.profile import Place

STRIP_SIZE = (220, 26)
SPARKLINE_SIZE = (110, 26)
LOCATOR_HEIGHT = 150
_EDGE = 7
_ROWS = {"KR": 8.0, "JP": 18.0}


def data_address(svg: str) -> str:
    """Return an SVG as an address that an image can have."""
    return "data:image/svg+xml," + quote(svg, safe=" =:/,'()-.")


def _svg(width: float, height: float, body: str) -> str:
    return (
        f"<svg xmlns='http://www.w3.org/2000/svg' width='{width:g}' height='{height:g}'"
        f" viewBox='0 0 {width:g} {height:g}'>{body}</svg>"
    )


def strip(place: Place, own: str, peers: Iterable[str], theme: Theme, *, with_nations: bool) -> str:
    """Return the distribution of a comparison group: Korea's regions above, Japan's below.

    Korean regions are round, Japanese ones square; the region is large and filled, its peers are outlined in
    colour, the nations are lines across (Japan's dashed); for counts, in which a nation is the sum of its
    regions, they are left out.
    """
    width, height = STRIP_SIZE
    nations = place.nations if with_nations else ()
    values = [value for _, value in (*place.strip, *nations)]
    low, high = min(values), max(values)
    scale = (width - 2 * _EDGE) / (high - low) if high > low else 0.0

    def x(value: float) -> float:
        return _EDGE + scale * (value - low) if scale else width / 2

    marked = set(peers)
    parts = [_nation_line(code, x(value), height, theme) for code, value in nations]
    for country, y in _ROWS.items():
        cap, size = ("round", 5) if country == "KR" else ("square", 4)
        dots = "".join(
            f"M{x(value):.1f} {y:g}h.01"
            for code, value in place.strip
            if country_of(code) == country and code != own and code not in marked
        )
        if dots:
            parts.append(
                f"<path d='{dots}' stroke='{theme.faded}' stroke-width='{size}' stroke-linecap='{cap}'/>"
            )
    drawn = [code for code, _ in place.strip if code in marked] + [own]
    figures = dict(place.strip)
    parts += [_mark(code, x(figures[code]), theme, large=code == own) for code in drawn if code in figures]
    return _svg(width, height, "".join(parts))


def _nation_line(code: str, x: float, height: float, theme: Theme) -> str:
    dash = " stroke-dasharray='3 2'" if code == "JP" else ""
    return f"<path d='M{x:.1f} 1V{height - 1}' stroke='{theme.country(code)}' stroke-width='1.5'{dash}/>"


def _mark(code: str, x: float, theme: Theme, *, large: bool) -> str:
    y, colour = _ROWS[country_of(code)], theme.country(country_of(code))
    fill, radius, edge = (colour, 5.5, theme.page) if large else (theme.page, 3.4, colour)
    if country_of(code) == "KR":
        shape = f"<circle cx='{x:.1f}' cy='{y:g}' r='{radius}'"
    else:
        side = 2 * radius * 0.9
        shape = f"<rect x='{x - side / 2:.1f}' y='{y - side / 2:.1f}' width='{side:.1f}' height='{side:.1f}'"
    return f"{shape} fill='{fill}' stroke='{edge}' stroke-width='1.4'/>"


def sparkline(
    series: Sequence[tuple[int, float]], breaks: Iterable[int], country: str, theme: Theme, *, projected: bool
) -> str:
    """Return the course of a series: the line is lifted at a break, dotted if projected, its end marked."""
    width, height = SPARKLINE_SIZE
    years = np.array([year for year, _ in series], dtype=float)
    values = np.array([value for _, value in series], dtype=float)
    x = _EDGE + (width - 2 * _EDGE) * (years - years[0]) / max(float(np.ptp(years)), 1.0)
    y = height - 5 - (height - 10) * (values - values.min()) / (float(np.ptp(values)) or 1.0)
    lifted = set(breaks)
    path = "".join(
        f"{'M' if place == 0 or year in lifted else 'L'}{a:.1f} {b:.1f}"
        for place, (year, a, b) in enumerate(zip(years, x, y, strict=True))
    )
    colour = theme.country(country)
    dash = " stroke-dasharray='2 2'" if projected else ""
    ticks = "".join(f"M{a:.1f} {height - 3}v3" for year, a in zip(years, x, strict=True) if year in lifted)
    body = f"<path d='{path}' fill='none' stroke='{colour}' stroke-width='1.6'{dash}/>"
    if ticks:
        body += f"<path d='{ticks}' stroke='{theme.muted}' stroke-width='1.2'/>"
    return _svg(width, height, body + f"<circle cx='{x[-1]:.1f}' cy='{y[-1]:.1f}' r='2.6' fill='{colour}'/>")


@lru_cache(maxsize=256)
def locator(code: str, catalogue: Catalogue, theme: Theme) -> str:
    """Return a small map of a country with one region filled."""
    panel = catalogue.panels[country_of(code)]
    left, bottom, right, top = panel.frame
    scale = LOCATOR_HEIGHT / (top - bottom)
    others = "".join(_outline(panel, other, scale) for other in panel.drawing_order if other != code)
    body = f"<path d='{others}' fill='{theme.missing}' stroke='{theme.faded}' stroke-width='.6'/>"
    body += f"<path d='{_outline(panel, code, scale)}' fill='{theme.country(country_of(code))}'/>"
    x, y = panel.outlines[code].label
    ring = f"cx='{(x - left) * scale:.1f}' cy='{(top - y) * scale:.1f}' r='9'"
    body += f"<circle {ring} fill='none' stroke='{theme.country(country_of(code))}' stroke-width='1.6'/>"
    a, b, c, d = panel.inset_frame
    box = f"x='{a * scale:.0f}' y='{(top - d) * scale:.0f}'"
    size = f"width='{(c - a) * scale:.0f}' height='{(d - b) * scale:.0f}'"
    body += f"<rect {box} {size} fill='none' stroke='{theme.rule}'/>"
    return _svg(round((right - left) * scale), LOCATOR_HEIGHT, body)


def _outline(panel: MapPanel, code: str, scale: float) -> str:
    """Return a region's rings on the pixels of the locator: what falls together there is drawn once."""
    top = panel.frame[3]
    path = ""
    for ring in panel.outlines[code].rings():
        points = np.round(np.column_stack((ring[:, 0], top - ring[:, 1])) * scale, 0).astype(int)
        kept = [tuple(points[0])]
        kept += [tuple(now) for before, now in pairwise(points) if (now != before).any()]
        if len(kept) > 2:
            path += "M" + "L".join(f"{x} {y}" for x, y in kept) + "Z"
    return path
