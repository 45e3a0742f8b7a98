"""The outlines put on flat panels, one a country: what every map draws, computed once in the build.

All panels use the same unit. Far islands stand in an inset at the scale of their panel. Everything is rounded
to whole units, which fit 16 bits.
"""

from collections.abc import Callable, Iterator
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


@dataclass(frozen=True)
class Placing:
    """Where a country stands on its panel: what is taken off projected points of the main map and the inset.

    Attributes:
        layout: Scale, projection, and which area stands in the inset.
        main: Lower left corner of the panel, as projected.
        inset: Likewise for what stands in the inset.
        sides: The panel's columns of `map_panel`.
    """

    layout: PanelLayout
    main: Points
    inset: Points
    sides: dict[str, float]

    def put(self, regions: dict[str, list[Polygon]]) -> dict[str, list[Polygon]]:
        """Return polygons in degrees where they stand on the panel, in whole units."""
        main, inset = projected(regions, self.layout)
        return {
            code: [[np.rint(ring - self.main) for ring in polygon] for polygon in main[code]]
            + [[np.rint(ring - self.inset) for ring in polygon] for polygon in inset[code]]
            for code in regions
        }


def map_tables(boundaries: Boundaries) -> dict[str, pd.DataFrame]:
    """Return the tables `map_panel` (one row a country) and `outline` (one row a region)."""
    panels, outlines = [], []
    for country, layout in boundaries.layouts.items():
        own = regions_of(boundaries, country)
        if own:
            placing = placed(own, layout)
            panels.append({"country": country, **placing.sides})
            outlines += outline_rows(placing.put(own), _poles, _EASY_TO_HIT)
    return {"map_panel": pd.DataFrame(panels), "outline": pd.DataFrame(outlines)}


def regions_of(boundaries: Boundaries, country: str) -> dict[str, list[Polygon]]:
    """Return the polygons of a country's regions, in degrees."""
    return {code: parts for code, parts in boundaries.outlines.items() if country_of(code) == country}


def placed(regions: dict[str, list[Polygon]], layout: PanelLayout) -> Placing:
    """Say where the regions of a country stand: main map and inset, a margin round each."""
    main, inset = projected(regions, layout)
    low, size = _box(main, _MARGIN)
    inset_low, inset_size = _box(inset, _INSET_PADDING)
    corner = np.rint(_MARGIN + (size - 2 * _MARGIN - inset_size) * layout.inset.place)
    sides = dict(zip(("inset_left", "inset_bottom"), corner.tolist(), strict=True))
    sides |= dict(zip(("inset_right", "inset_top"), (corner + inset_size).tolist(), strict=True))
    panel = {"width": float(size[0]), "height": float(size[1]), **sides}
    return Placing(layout, low, inset_low - corner, panel)


def projected(
    regions: dict[str, list[Polygon]], layout: PanelLayout
) -> tuple[dict[str, list[Polygon]], dict[str, list[Polygon]]]:
    """Return the polygons of the main map and those of the inset, projected to the scale of the panel."""
    cones = Cone(layout.parallels, layout.meridian), Cone(layout.parallels, layout.inset.meridian)
    main: dict[str, list[Polygon]] = {code: [] for code in regions}
    inset: dict[str, list[Polygon]] = {code: [] for code in regions}
    for code, polygons in regions.items():
        for polygon in polygons:
            far = _is_within(polygon[0].mean(axis=0), layout.inset.area)
            cone, target = (cones[1], inset) if far else (cones[0], main)
            target[code].append([cone.project(ring) * layout.units_per_km for ring in polygon])
    return main, inset


def _box(regions: dict[str, list[Polygon]], padding: float) -> tuple[Points, Points]:
    """Return the lower left corner and the size of a box round regions."""
    rings = [ring for polygons in regions.values() for ring in rings_of(polygons)]
    points = np.vstack(rings) if rings else np.zeros((1, 2))  # no far islands: an empty frame
    low, high = points.min(axis=0), points.max(axis=0)
    return low - padding, np.ceil(high - low + 2 * padding)


def outline_rows(
    regions: dict[str, list[Polygon]],
    poles: Callable[[list[shapely.Polygon]], tuple[Points, Points]],
    easy_to_hit: float,
) -> list[Row]:
    """Return a row a region: rings, the point for its label, the radius of the mark that takes clicks.

    The mark reaches as far as the border, and beyond it for a small region, but never more than half the way
    to the next label.

    Args:
        regions: Polygons in units of the panel.
        poles: Returns for each polygon a point far from its border, and how far that is.
        easy_to_hit: The radius that a mark should have at least.
    """
    shapes = {
        code: [shapely.Polygon(outer, holes) for outer, *holes in parts] for code, parts in regions.items()
    }
    points, inscribed = poles([max(parts, key=lambda part: part.area) for parts in shapes.values()])
    apart = np.hypot(*(points[:, None] - points).transpose(2, 0, 1))
    np.fill_diagonal(apart, np.inf)
    hit = np.minimum(np.maximum(inscribed, easy_to_hit), apart.min(axis=1) / 2)
    # Large regions first, so that an enclosed region lies on top.
    sizes = {code: sum(part.area for part in parts) for code, parts in shapes.items()}
    order = {code: number for number, code in enumerate(sorted(sizes, key=lambda code: -sizes[code]))}
    return [
        {
            "region_code": code,
            "drawing_order": order[code],
            **_joined(list(rings_of(polygons))),
            **dict(zip(("label_x", "label_y"), point.tolist(), strict=True)),
            "hit_radius": float(radius),
        }
        for (code, polygons), point, radius in zip(regions.items(), points, hit, strict=True)
    ]


def _joined(rings: list[Points]) -> dict[str, list[int | None]]:
    """Return x and y, ring after ring, with a gap between two."""
    joined: dict[str, list[int | None]] = {"x": [], "y": []}
    for ring in rings:
        for name, values in zip(joined, ring.T.astype(int).tolist(), strict=True):
            joined[name] += [None, *values] if joined[name] else values
    return joined


def _poles(polygons: list[shapely.Polygon]) -> tuple[Points, Points]:
    points, radii = zip(*map(_pole, polygons), strict=True)
    return np.array(points), np.array(radii)


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
