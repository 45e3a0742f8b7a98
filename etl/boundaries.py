"""The outlines of the regions as kept: degrees, shared borders, credits."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from pydantic import TypeAdapter, ValidationError

from etl import files
from etl.entries import SCHEMA, read_entries
from etl.languages import texts
from etl.models.boundaries import (
    Credits,
    MunicipalObjects,
    MunicipalOutlines,
    PanelLayout,
    PanelLayouts,
    RegionObjects,
    Topology,
)
from etl.paths import Paths
from etl.problems import Problem
from etl.region_codes import country_of

Points = NDArray[np.float64]
"""Rows of x and y (or longitude and latitude); a ring ends where it starts."""
Polygon = list[Points]
"""An outer ring, then its holes."""

OUTLINES = "regions.topojson"
MUNICIPAL, MUNICIPAL_FOLDER = "municipalities.yaml", "municipalities"
OVERVIEW = "overview_"
TOPOLOGY_FORM = TypeAdapter(Topology[RegionObjects])
LAYOUTS_FORM: TypeAdapter[dict[str, PanelLayout]] = TypeAdapter(PanelLayouts)
CREDITS_FORM = TypeAdapter(Credits)
MUNICIPAL_FORM = TypeAdapter(MunicipalOutlines)
MUNICIPAL_TOPOLOGY_FORM = TypeAdapter(Topology[MunicipalObjects])
Model = TypeVar("Model")
_NO_ARC = "an outline names an arc that is not there"


@dataclass(frozen=True)
class MunicipalMap:
    """The municipalities of a province, prefecture or nation.

    Attributes:
        outlines: Polygons in degrees by code.
        sha256: Of the file as it is now.
        shown: The file as named in messages.
    """

    outlines: dict[str, list[Polygon]]
    sha256: str
    shown: str


@dataclass(frozen=True)
class Boundaries:
    """What `data/boundaries/` holds.

    Attributes:
        outlines: Polygons in degrees by region code.
        layouts: How each country is drawn.
        credits: Where the outlines come from.
        sha256: Of the file of outlines as it is now (the credits say what it should be).
        shown: The folder as named in messages.
        municipal: The maps of municipalities by what they draw: a province or prefecture, a nation.
        municipal_about: Where they come from; None if there are none.
    """

    outlines: dict[str, list[Polygon]]
    layouts: dict[str, PanelLayout]
    credits: Credits
    sha256: str
    shown: str
    municipal: dict[str, MunicipalMap]
    municipal_about: MunicipalOutlines | None

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
    municipal = entries(MUNICIPAL, MUNICIPAL_FORM) if (folder / MUNICIPAL).is_file() else None
    if topology is None or layouts is None or about is None:
        return None, problems
    maps = {}
    for name in municipal.files if municipal else ():
        try:
            maps[name.removeprefix(OVERVIEW)] = _municipal_map(paths, name)
        except files.Unreadable as error:
            problems.append(error.problem)
    sha256 = files.sha256((folder / OUTLINES).read_bytes())
    try:
        drawn = polygons(topology)
    except IndexError:
        problems.append(SCHEMA.broken(_NO_ARC, paths.shown(folder / OUTLINES)))
    if problems:
        return None, problems
    return Boundaries(drawn, layouts, about, sha256, paths.shown(folder), maps, municipal), []


def _municipal_map(paths: Paths, name: str) -> MunicipalMap:
    """Read the file of a map of municipalities.

    Raises:
        Unreadable: If it is missing, no such file, or names an arc that is not there.
    """
    path = paths.boundaries / MUNICIPAL_FOLDER / f"{name}.topojson"
    shown = paths.shown(path)
    content = files.read_bytes(path, shown)
    try:
        topology = MUNICIPAL_TOPOLOGY_FORM.validate_json(content)
        country = country_of(name.removeprefix(OVERVIEW))
        parts = {
            f"{country}-{one.properties.id}": one.arcs for one in topology.objects.municipalities.geometries
        }
        return MunicipalMap(_decoded(topology, parts), files.sha256(content), shown)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        raise files.Unreadable(SCHEMA.broken(str(first["msg"]), shown)) from error
    except IndexError as error:
        raise files.Unreadable(SCHEMA.broken(_NO_ARC, shown)) from error


def polygons(topology: Topology[RegionObjects]) -> dict[str, list[Polygon]]:
    """Turn TopoJSON into polygons in degrees by region code.

    Raises:
        IndexError: If an outline names an arc that is not there.
    """
    parts = {one.properties.region_code: one.arcs for one in topology.objects.regions.geometries}
    return _decoded(topology, parts)


def _decoded(
    topology: Topology[Any], outlines: Mapping[str, list[list[list[int]]]]
) -> dict[str, list[Polygon]]:
    """Turn outlines made of numbers of arcs into polygons in degrees."""
    scale, origin = topology.transform.scale, topology.transform.translate
    arcs = [np.cumsum(arc, axis=0) * scale + origin for arc in topology.arcs]

    def ring(numbers: list[int]) -> Points:
        parts = [arcs[number] if number >= 0 else arcs[~number][::-1] for number in numbers]
        return np.vstack([parts[0][:1], *(part[1:] for part in parts)])

    return {
        code: [[ring(numbers) for numbers in polygon] for polygon in polygons]
        for code, polygons in outlines.items()
    }


def credit_tables(boundaries: Boundaries) -> dict[str, pd.DataFrame]:
    """Return the tables `boundary_credit` (one row a source) and `boundary_note`."""
    about, municipal = boundaries.credits, boundaries.municipal_about
    notes = [("processing", about.processing), ("not_drawn", about.not_drawn), ("neutrality", about.note)]
    if municipal:
        notes += [
            ("municipal_processing", municipal.processing),
            ("municipal_not_drawn", municipal.not_drawn),
        ]
    return {
        "boundary_credit": pd.DataFrame(
            {
                **credit.model_dump(exclude={"publisher", "title", "attribution"}),
                **texts("publisher", credit.publisher),
                **texts("title", credit.title),
                **texts("attribution", credit.attribution),
            }
            for credit in about.sources
        ),
        "boundary_note": pd.DataFrame({"note": note, **texts("text", text)} for note, text in notes),
    }
