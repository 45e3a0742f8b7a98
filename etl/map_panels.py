"""The outlines put on flat panels, one a country: what every map draws, computed once in the build.

All panels use the same unit. Far islands stand in an inset at the scale of their panel. Everything is rounded
to whole units, which fit 16 bits.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
import shapely

from etl.boundaries import Boundaries, Points, Polygon
from etl.models.boundaries import Box, PanelLayout
from etl.region_codes import country_of

_EARTH_RADIUS_KM = 6371.0
_MARGIN = 70.0
_INSET_PADDING = 90.0
_EASY_TO_HIT = 150.0
_POLE_GRID = 24
_POLE_ROUNDS = 3

Row = dict[str, Any]


@dataclass(frozen=True)
class Cone:
    """Albers' equal-area conic projection of the sphere, in kilometres."""

    parallels: tuple[float, float]
    meridian: float

    def project(self, degrees: Points) -> Points:
        """Return points of longitude and latitude as kilometres on the plane."""
        first, second = np.sin(np.radians(self.parallels))
        cone = (first + second) / 2
        longitude, latitude = np.radians(degrees - [self.meridian, 0.0]).T
        radius = _EARTH_RADIUS_KM * np.sqrt(1 + first * second - 2 * cone * np.sin(latitude)) / cone
        return np.column_stack((radius * np.sin(cone * longitude), -radius * np.cos(cone * longitude)))


def map_tables(boundaries: Boundaries) -> dict[str, pd.DataFrame]:
    """Return the tables `map_panel` (one row a country) and `outline` (one row a region)."""
    panels, outlines = [], []
    for country, layout in boundaries.layouts.items():
        own = {code: parts for code, parts in boundaries.outlines.items() if country_of(code) == country}
        if own:
            panel, placed = laid_out(own, layout)
            panels.append({"country": country, **panel})
            outlines += _outlines(placed)
    return {"map_panel": pd.DataFrame(panels), "outline": pd.DataFrame(outlines)}


def laid_out(
    regions: dict[str, list[Polygon]], layout: PanelLayout
) -> tuple[dict[str, float], dict[str, list[Polygon]]]:
    """Project the regions of a country and place main map and inset on whole units.

    Returns:
        The panel's columns of `map_panel`, and the regions as placed on it.
    """
    cones = Cone(layout.parallels, layout.meridian), Cone(layout.parallels, layout.inset.meridian)
    main: dict[str, list[Polygon]] = {code: [] for code in regions}
    inset: dict[str, list[Polygon]] = {code: [] for code in regions}
    for code, polygons in regions.items():
        for polygon in polygons:
            far = _is_within(polygon[0].mean(axis=0), layout.inset.area)
            cone, target = (cones[1], inset) if far else (cones[0], main)
            target[code].append([cone.project(ring) * layout.units_per_km for ring in polygon])

    main, size = moved(main, (0.0, 0.0), _MARGIN)
    _, inset_size = moved(inset, (0.0, 0.0), _INSET_PADDING)
    corner = np.rint(_MARGIN + (size - 2 * _MARGIN - inset_size) * layout.inset.place)
    inset, _ = moved(inset, corner, _INSET_PADDING)
    sides = dict(zip(("inset_left", "inset_bottom"), corner.tolist(), strict=True))
    sides |= dict(zip(("inset_right", "inset_top"), (corner + inset_size).tolist(), strict=True))
    panel = {"width": float(size[0]), "height": float(size[1]), **sides}
    return panel, {code: main[code] + inset[code] for code in regions}


def moved(
    regions: dict[str, list[Polygon]], corner: Sequence[float] | Points, padding: float
) -> tuple[dict[str, list[Polygon]], Points]:
    """Return the regions in whole units, in a box with its lower left corner there, and the box's size."""
    rings = [ring for polygons in regions.values() for ring in rings_of(polygons)]
    points = np.vstack(rings) if rings else np.zeros((1, 2))  # no far islands: an empty frame
    low, high = points.min(axis=0), points.max(axis=0)
    moved = {
        code: [[np.rint(ring - low + corner + padding) for ring in polygon] for polygon in polygons]
        for code, polygons in regions.items()
    }
    return moved, np.ceil(high - low + 2 * padding)


def _outlines(regions: dict[str, list[Polygon]]) -> list[Row]:
    """Return a row a region: rings, the point for its label, the radius of the mark that takes clicks.

    The mark reaches as far as the border, and beyond it for a small region, but never more than half the way
    to the next label.
    """
    shapes = {
        code: [shapely.Polygon(outer, holes) for outer, *holes in parts] for code, parts in regions.items()
    }
    poles = {code: _pole(max(own, key=lambda part: part.area)) for code, own in shapes.items()}
    points = np.array([point for point, _ in poles.values()])
    inscribed = np.array([radius for _, radius in poles.values()])
    apart = np.hypot(*(points[:, None] - points).transpose(2, 0, 1))
    np.fill_diagonal(apart, np.inf)
    hit = np.minimum(np.maximum(inscribed, _EASY_TO_HIT), apart.min(axis=1) / 2)
    # Large regions first, so that an enclosed region lies on top.
    order = sorted(regions, key=lambda code: sum(part.area for part in shapes[code]), reverse=True)
    return [
        {
            "region_code": code,
            "drawing_order": order.index(code),
            **joined_rings(list(rings_of(polygons))),
            **dict(zip(("label_x", "label_y"), point.tolist(), strict=True)),
            "hit_radius": float(radius),
        }
        for (code, polygons), point, radius in zip(regions.items(), points, hit, strict=True)
    ]


def joined_rings(rings: list[Points]) -> dict[str, list[int | None]]:
    """Return x and y, ring after ring, with a gap between two."""
    joined: dict[str, list[int | None]] = {"x": [], "y": []}
    for ring in rings:
        for name, values in zip(joined, ring.T.astype(int).tolist(), strict=True):
            joined[name] += [None, *values] if joined[name] else values
    return joined


def _pole(polygon: shapely.Polygon) -> tuple[Points, float]:
    """Return the point farthest from the border (pole of inaccessibility) and its distance.

    A grid over the polygon is laid again and again, each time closer round the best point.
    """
    shapely.prepare(polygon)
    low, high = np.array(polygon.bounds).reshape(2, 2)
    middle, reach = (low + high) / 2, (high - low) / 2
    steps = np.linspace(-1.0, 1.0, _POLE_GRID)
    grid = np.stack(np.meshgrid(steps, steps), axis=-1).reshape(-1, 2)
    distance = 0.0
    for _ in range(_POLE_ROUNDS):
        candidates = middle + grid * reach
        inside = shapely.contains_xy(polygon, *candidates.T)
        depths = shapely.distance(polygon.boundary, shapely.points(candidates)) * np.where(inside, 1, -1)
        best = int(depths.argmax())
        middle, distance = candidates[best], float(depths[best])
        reach = reach * 2 / _POLE_GRID
    return middle, distance


def rings_of(polygons: list[Polygon]) -> Iterator[Points]:
    """Go through the rings of polygons."""
    return (ring for polygon in polygons for ring in polygon)


def _is_within(point: Points, box: Box) -> bool:
    return bool(box[0] <= point[0] <= box[2] and box[1] <= point[1] <= box[3])
