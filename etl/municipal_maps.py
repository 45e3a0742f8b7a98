"""The outlines of the municipalities put on flat panels: one a province or prefecture, one a nation.

All panels of provinces and prefectures of both countries are on one scale, so that maps stand side by side as
they are. Those of the nations lie on the maps of the regions, to the unit: where a municipality has its label
there, it stands on the map of the regions, too.
"""

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from etl.boundaries import Boundaries, Points, Polygon
from etl.map_panels import Cone, Placing, Row, outline_rows, placed, regions_of, rings_of
from etl.models.boundaries import PanelLayout
from etl.region_codes import country_of, is_nation

UNITS_PER_KM = 25.0
MARGIN = 100.0
# Islands farther than this from everything in view are not: Ogasawara would leave Tokyo a dot.
FAR_KM = 60.0
_EASY_TO_HIT = 120.0
_NEAR_ENOUGH = 5.0


def municipal_map_tables(boundaries: Boundaries) -> dict[str, pd.DataFrame]:
    """Return the tables `municipal_panel`, one row a map, and `municipal_outline`, one row a municipality."""
    panels: list[Row] = []
    outlines: list[Row] = []
    for place, drawn in boundaries.municipal.items():
        layout = boundaries.layouts[country_of(place)]
        if is_nation(place):
            panel, own = _nation(drawn.outlines, placed(regions_of(boundaries, place), layout))
        else:
            panel, own = _province(drawn.outlines, layout)
        panels.append({"panel_code": place, **panel})
        outlines += [{"panel_code": place, **row} for row in own]
    return {"municipal_panel": pd.DataFrame(panels), "municipal_outline": pd.DataFrame(outlines)}


def _nation(outlines: dict[str, list[Polygon]], placing: Placing) -> tuple[Row, list[Row]]:
    """Lay a nation out on the map of its regions; the frame holds islands beyond that, too."""
    on_panel = placing.put(outlines)
    points = np.vstack([ring for parts in on_panel.values() for ring in rings_of(parts)])
    low, high = points.min(axis=0) - MARGIN, points.max(axis=0) + MARGIN
    sides = placing.sides
    frame = {
        "left": min(0.0, float(low[0])),
        "bottom": min(0.0, float(low[1])),
        "right": max(sides["width"], float(high[0])),
        "top": max(sides["height"], float(high[1])),
    }
    insets = {side: sides[side] for side in sides if side.startswith("inset_")}
    return {**frame, **insets, "beyond": None}, _rows(on_panel)


def _province(outlines: dict[str, list[Polygon]], layout: PanelLayout) -> tuple[Row, list[Row]]:
    """Lay a province out on the common scale; the frame is its largest part with what lies near."""
    degrees = np.vstack([ring for parts in outlines.values() for ring in rings_of(parts)])
    cone = Cone(layout.parallels, float(degrees[:, 0].min() + degrees[:, 0].max()) / 2)
    drawn = {
        code: [[cone.project(ring) * UNITS_PER_KM for ring in polygon] for polygon in parts]
        for code, parts in outlines.items()
    }
    low = np.vstack([ring for parts in drawn.values() for ring in rings_of(parts)]).min(axis=0)
    whole = {
        code: [[np.rint(ring - low + MARGIN) for ring in polygon] for polygon in parts]
        for code, parts in drawn.items()
    }
    pieces = [(code, shapely.Polygon(part[0])) for code, parts in whole.items() for part in parts]
    near = _near(np.array([piece for _, piece in pieces]))
    seen = {code for (code, _), close in zip(pieces, near, strict=True) if close}
    left, bottom, right, top = shapely.total_bounds(
        [piece for (_, piece), one in zip(pieces, near, strict=True) if one]
    )
    frame = {"left": left - MARGIN, "bottom": bottom - MARGIN, "right": right + MARGIN, "top": top + MARGIN}
    insets = dict.fromkeys(("inset_left", "inset_bottom", "inset_right", "inset_top"), 0.0)
    beyond = ";".join(code for code in outlines if code not in seen) or None
    return {**frame, **insets, "beyond": beyond}, _rows(whole)


def _near(pieces: NDArray[np.object_]) -> NDArray[np.bool_]:
    """Say which pieces belong to the largest group that hangs together from neighbour to neighbour."""
    tree = shapely.STRtree(pieces)
    one, other = tree.query(pieces, predicate="dwithin", distance=FAR_KM * UNITS_PER_KM)
    group = np.arange(len(pieces))
    before = np.full_like(group, -1)
    while (group != before).any():
        before = group.copy()
        np.minimum.at(group, one, before[other])
    largest = np.bincount(group, weights=shapely.area(pieces)).argmax()
    near: NDArray[np.bool_] = group == largest
    return near


def _rows(whole: dict[str, list[Polygon]]) -> list[Row]:
    """Return a row a municipality, without points that whole units have made one."""
    plain = {code: [[_plain(ring) for ring in polygon] for polygon in parts] for code, parts in whole.items()}
    return outline_rows(plain, _poles, _EASY_TO_HIT)


def _poles(parts: list[shapely.Polygon]) -> tuple[Points, Points]:
    """Return of each part the point farthest from its border, and how far that is."""
    areas = shapely.buffer(
        parts, 0.0
    )  # rounding may have crossed a border with itself, or left nothing but a line
    flat = shapely.is_empty(areas)
    circles = shapely.maximum_inscribed_circle(areas[~flat], tolerance=_NEAR_ENOUGH)
    points, radii = shapely.get_coordinates(shapely.centroid(parts)), np.zeros(len(parts))
    points[~flat] = shapely.get_coordinates(shapely.get_point(circles, 0))
    radii[~flat] = shapely.length(circles)
    return points, radii


def _plain(ring: Points) -> Points:
    """Return a ring without points that whole units have made one."""
    kept = np.append(True, (ring[1:] != ring[:-1]).any(axis=1))
    plain = ring[kept]
    return plain if len(plain) > 3 else ring
