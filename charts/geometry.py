"""Outlines of the 64 regions on two flat panels: the figures behind every map.

Both panels use the same unit, but Korea is drawn at about twice Japan's scale, because on a common scale
Seoul, Gwangju, Daejeon and Sejong are too small to see and to hit. Far islands stand in an inset at the
scale of their panel.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float64]
"""Rows of x and y (or longitude and latitude); a ring ends where it starts."""
Polygon = list[Points]
"""An outer ring, then its holes."""
Box = tuple[float, float, float, float]
"""Left, bottom, right, top."""

_FILE = Path(__file__).resolve().parent.parent / "data" / "boundaries" / "regions.topojson"
_EARTH_RADIUS_KM = 6371.0
_MARGIN = 70.0
_INSET_PADDING = 90.0
_EASY_TO_HIT = 150.0
_POLE_GRID = 24
_POLE_ROUNDS = 3


@dataclass(frozen=True, eq=False)
class Outline:
    """One region as Plotly draws it with `fill="toself"`; all numbers are in panel units.

    The arrays are read-only, since every figure shares them. They are as narrow as Plotly's typed arrays
    allow: whole units fit 16 bits, and only the `y` of a region of several rings is wider, to hold a gap.

    Attributes:
        x: Ring after ring; between two rings stands a filler.
        y: Ring after ring; between two rings stands NaN.
        label: The point inside the largest part that is farthest from any border.
        hit_radius: Radius of a mark round `label` that takes clicks: as far as the border, and beyond it
            for a small region, but never more than half the way to the next label.
    """

    x: NDArray[np.int16]
    y: NDArray[np.int16] | NDArray[np.float32]
    label: tuple[float, float]
    hit_radius: float

    def rings(self) -> list[Points]:
        """Return the rings one by one; holes run against the direction of outer rings."""
        points = np.column_stack((self.x, self.y)).astype(np.float64)
        gaps = np.flatnonzero(np.isnan(points[:, 1]))
        return [part[~np.isnan(part[:, 1])] for part in np.split(points, gaps)]


@dataclass(frozen=True, eq=False)
class MapPanel:
    """The map of one country.

    Attributes:
        country: `KR` or `JP`.
        outlines: Outline by region code.
        drawing_order: Region codes from large to small, so that an enclosed region lies on top.
        frame: What the axes must show; starts at (0, 0).
        inset_frame: Hairline round the far islands, inside `frame`.
    """

    country: str
    outlines: dict[str, Outline]
    drawing_order: tuple[str, ...]
    frame: Box
    inset_frame: Box


@dataclass(frozen=True)
class _Cone:
    """Albers' equal-area conic projection of the sphere, in kilometres."""

    parallels: tuple[float, float]
    meridian: float

    def project(self, degrees: Points) -> Points:
        first, second = np.sin(np.radians(self.parallels))
        cone = (first + second) / 2
        longitude, latitude = np.radians(degrees - [self.meridian, 0.0]).T
        radius = _EARTH_RADIUS_KM * np.sqrt(1 + first * second - 2 * cone * np.sin(latitude)) / cone
        return np.column_stack((radius * np.sin(cone * longitude), -radius * np.cos(cone * longitude)))


@dataclass(frozen=True)
class _Layout:
    """How a country is put on its panel.

    Attributes:
        units_per_km: Scale of the panel, main map and inset alike.
        main: Projection of the main map.
        inset: Projection of the inset, upright at its own meridian.
        inset_area: Degrees of longitude and latitude; islands centred here go into the inset.
        inset_place: Where the inset's frame stands: shares of the free width and height of the main map.
    """

    units_per_km: float
    main: _Cone
    inset: _Cone
    inset_area: Box
    inset_place: tuple[float, float]


_LAYOUTS = {
    "KR": _Layout(
        units_per_km=9.2,
        main=_Cone((34.0, 38.0), 127.6),
        inset=_Cone((34.0, 38.0), 130.9),
        inset_area=(130.0, 37.0, 132.0, 38.0),
        inset_place=(1.0, 0.86),
    ),
    "JP": _Layout(
        units_per_km=4.0,
        main=_Cone((32.0, 44.0), 137.5),
        inset=_Cone((32.0, 44.0), 126.5),
        inset_area=(122.0, 24.0, 131.0, 29.2),
        inset_place=(0.0, 1.0),
    ),
}


@cache
def map_panels() -> dict[str, MapPanel]:
    """Return the panels of Korea (`KR`) and Japan (`JP`); the file is read once."""
    regions = _decode(json.loads(_FILE.read_text(encoding="utf-8")))
    panels = {}
    for country, layout in _LAYOUTS.items():
        own = {code: polygons for code, polygons in regions.items() if code.startswith(country)}
        panels[country] = _lay_out(country, own, layout)
    return panels


def _decode(topology: dict[str, Any]) -> dict[str, list[Polygon]]:
    """Turn TopoJSON into polygons in degrees by region code."""
    scale, translate = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = [np.cumsum(arc, axis=0) * scale + translate for arc in topology["arcs"]]

    def ring(numbers: list[int]) -> Points:
        parts = [arcs[number] if number >= 0 else arcs[~number][::-1] for number in numbers]
        return np.vstack([parts[0][:1], *(part[1:] for part in parts)])

    return {
        geometry["properties"]["region_code"]: [
            [ring(numbers) for numbers in polygon] for polygon in geometry["arcs"]
        ]
        for geometry in topology["objects"]["regions"]["geometries"]
    }


def _lay_out(country: str, regions: dict[str, list[Polygon]], layout: _Layout) -> MapPanel:
    """Project the regions of a country and place main map and inset on whole units."""
    main: dict[str, list[Polygon]] = {code: [] for code in regions}
    inset: dict[str, list[Polygon]] = {code: [] for code in regions}
    for code, polygons in regions.items():
        for polygon in polygons:
            far = _is_within(polygon[0].mean(axis=0), layout.inset_area)
            cone, target = (layout.inset, inset) if far else (layout.main, main)
            target[code].append([cone.project(ring) * layout.units_per_km for ring in polygon])

    main, size = _moved(main, (0.0, 0.0), _MARGIN)
    _, inset_size = _moved(inset, (0.0, 0.0), _INSET_PADDING)
    corner = np.rint(_MARGIN + (size - 2 * _MARGIN - inset_size) * layout.inset_place)
    inset, _ = _moved(inset, corner, _INSET_PADDING)
    placed = {code: main[code] + inset[code] for code in regions}

    areas = {code: sum(map(_polygon_area, polygons)) for code, polygons in placed.items()}
    return MapPanel(
        country=country,
        outlines=_outlines(placed),
        drawing_order=tuple(sorted(regions, key=areas.__getitem__, reverse=True)),
        frame=_box(np.zeros(2), size),
        inset_frame=_box(corner, inset_size),
    )


def _moved(
    regions: dict[str, list[Polygon]], corner: Sequence[float] | Points, padding: float
) -> tuple[dict[str, list[Polygon]], Points]:
    """Return the regions in whole units, in a box with its lower left corner there, and the box's size."""
    points = np.vstack([ring for polygons in regions.values() for ring in _rings(polygons)])
    low, high = points.min(axis=0), points.max(axis=0)
    moved = {
        code: [[np.rint(ring - low + corner + padding) for ring in polygon] for polygon in polygons]
        for code, polygons in regions.items()
    }
    return moved, np.ceil(high - low + 2 * padding)


def _outlines(regions: dict[str, list[Polygon]]) -> dict[str, Outline]:
    poles = {code: _pole(max(polygons, key=_polygon_area)) for code, polygons in regions.items()}
    points = np.array([point for point, _ in poles.values()])
    inscribed = np.array([radius for _, radius in poles.values()])
    apart = np.hypot(*(points[:, None] - points).transpose(2, 0, 1))
    np.fill_diagonal(apart, np.inf)
    hit = np.minimum(np.maximum(inscribed, _EASY_TO_HIT), apart.min(axis=1) / 2)
    return {
        code: _outline(list(_rings(polygons)), point, radius)
        for (code, polygons), point, radius in zip(regions.items(), points, hit, strict=True)
    }


def _outline(rings: list[Points], label: Points, hit_radius: float) -> Outline:
    """Join the rings, a gap before each but the first."""
    points = np.vstack([rings[0], *(part for ring in rings[1:] for part in (np.full((1, 2), np.nan), ring))])
    gaps = np.isnan(points[:, 0])
    x = np.where(gaps, 0.0, points[:, 0]).astype(np.int16)
    y = points[:, 1].astype(np.float32) if gaps.any() else points[:, 1].astype(np.int16)
    for array in (x, y):
        array.setflags(write=False)
    return Outline(x, y, label=(float(label[0]), float(label[1])), hit_radius=float(hit_radius))


def _pole(polygon: Polygon) -> tuple[Points, float]:
    """Return the point farthest from the border (pole of inaccessibility) and its distance.

    A grid over the polygon is laid again and again, each time closer round the best point.
    """
    starts = np.vstack([ring[:-1] for ring in polygon])
    ends = np.vstack([ring[1:] for ring in polygon])
    middle = (polygon[0].min(axis=0) + polygon[0].max(axis=0)) / 2
    reach = np.ptp(polygon[0], axis=0) / 2
    steps = np.linspace(-1.0, 1.0, _POLE_GRID)
    grid = np.stack(np.meshgrid(steps, steps), axis=-1).reshape(-1, 2)
    distance = 0.0
    for _ in range(_POLE_ROUNDS):
        candidates = middle + grid * reach
        depths = _depths(candidates, starts, ends)
        best = int(depths.argmax())
        middle, distance = candidates[best], float(depths[best])
        reach = reach * 2 / _POLE_GRID
    return middle, distance


def _depths(points: Points, starts: Points, ends: Points) -> Points:
    """Return how far inside the borders each point lies; negative outside."""
    along = ends - starts
    offset = points[:, None] - starts
    lengths = np.maximum((along**2).sum(axis=1), 1e-9)
    share = np.clip((offset * along).sum(axis=2) / lengths, 0.0, 1.0)
    nearest = np.hypot(*(offset - share[..., None] * along).transpose(2, 0, 1)).min(axis=1)
    above, right = points[:, 1, None], points[:, 0, None]
    spans = (starts[:, 1] > above) != (ends[:, 1] > above)
    rise = np.where(along[:, 1] == 0, 1.0, along[:, 1])
    crossings = starts[:, 0] + (above - starts[:, 1]) / rise * along[:, 0]
    inside = (spans & (right < crossings)).sum(axis=1) % 2 == 1
    depths: Points = np.where(inside, nearest, -nearest)
    return depths


def _rings(polygons: list[Polygon]) -> Iterator[Points]:
    return (ring for polygon in polygons for ring in polygon)


def _area(ring: Points) -> float:
    """Return the signed area of a ring; a hole has the opposite sign of an outer ring."""
    x, y = ring.T
    return float(np.sum(x[:-1] * y[1:] - x[1:] * y[:-1]) / 2)


def _polygon_area(polygon: Polygon) -> float:
    return abs(sum(map(_area, polygon)))


def _is_within(point: Points, box: Box) -> bool:
    return bool(box[0] <= point[0] <= box[2] and box[1] <= point[1] <= box[3])


def _box(corner: Points, size: Points) -> Box:
    left, bottom = (float(value) for value in corner)
    width, height = (float(value) for value in size)
    return left, bottom, left + width, bottom + height
