"""The outlines of the regions as kept: degrees, shared borders, credits."""

from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray
from pydantic import TypeAdapter

from etl import files
from etl.entries import SCHEMA, read_entries
from etl.models.boundaries import Credits, PanelLayout, PanelLayouts, Topology
from etl.paths import Paths
from etl.problems import Problem

Points = NDArray[np.float64]
"""Rows of x and y (or longitude and latitude); a ring ends where it starts."""
Polygon = list[Points]
"""An outer ring, then its holes."""

OUTLINES = "regions.topojson"
TOPOLOGY_FORM = TypeAdapter(Topology)
LAYOUTS_FORM: TypeAdapter[dict[str, PanelLayout]] = TypeAdapter(PanelLayouts)
CREDITS_FORM = TypeAdapter(Credits)
Model = TypeVar("Model")


@dataclass(frozen=True)
class Boundaries:
    """What `data/boundaries/` holds.

    Attributes:
        outlines: Polygons in degrees by region code.
        layouts: How each country is drawn.
        credits: Where the outlines come from.
        sha256: Of the file of outlines as it is now (the credits say what it should be).
        shown: The folder as named in messages.
    """

    outlines: dict[str, list[Polygon]]
    layouts: dict[str, PanelLayout]
    credits: Credits
    sha256: str
    shown: str

    def file(self, name: str) -> str:
        """Return a file of the folder as named in messages."""
        return f"{self.shown}/{name}"


def read_boundaries(paths: Paths) -> tuple[Boundaries | None, list[Problem]]:
    """Read outlines, layouts and credits.

    Returns:
        The boundaries, or None if a file is missing or does not fit its model, and the problems.
    """
    folder = paths.boundaries
    problems: list[Problem] = []

    def entries(name: str, form: TypeAdapter[Model]) -> Model | None:
        return read_entries(folder / name, paths.shown(folder / name), form, problems)

    topology = entries(OUTLINES, TOPOLOGY_FORM)
    layouts, about = entries("panels.yaml", LAYOUTS_FORM), entries("credits.yaml", CREDITS_FORM)
    if topology is None or layouts is None or about is None:
        return None, problems
    sha256 = files.sha256((folder / OUTLINES).read_bytes())
    try:
        return Boundaries(polygons(topology), layouts, about, sha256, paths.shown(folder)), []
    except IndexError:
        shown = paths.shown(folder / OUTLINES)
        return None, [SCHEMA.broken("an outline names an arc that is not there", shown)]


def polygons(topology: Topology) -> dict[str, list[Polygon]]:
    """Turn TopoJSON into polygons in degrees by region code.

    Raises:
        IndexError: If an outline names an arc that is not there.
    """
    scale, translate = topology.transform.scale, topology.transform.translate
    arcs = [np.cumsum(arc, axis=0) * scale + translate for arc in topology.arcs]

    def ring(numbers: list[int]) -> Points:
        parts = [arcs[number] if number >= 0 else arcs[~number][::-1] for number in numbers]
        return np.vstack([parts[0][:1], *(part[1:] for part in parts)])

    return {
        geometry.properties.region_code: [[ring(numbers) for numbers in polygon] for polygon in geometry.arcs]
        for geometry in topology.objects.regions.geometries
    }
