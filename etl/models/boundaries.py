"""`data/boundaries/`: the outlines, how they are drawn, and the credits their publishers require."""

from typing import Annotated, Literal

from pydantic import ConfigDict, Field, Strict

from etl.models.entry import Address, Country, Entry, Licence, RegionCode, Sha256, Text, Words

Pair = Annotated[tuple[float, float], Strict(False)]
Box = Annotated[tuple[float, float, float, float], Strict(False)]
"""Left, bottom, right, top."""


class Inset(Entry):
    """The frame for far islands, at the scale of their country."""

    meridian: float
    area: Box
    """Degrees of longitude and latitude; islands centred here go into the inset."""
    place: Pair
    """Where the frame stands: shares of the free width and height of the main map."""


class PanelLayout(Entry):
    """How a country is put on its panel, by Albers' equal-area conic projection."""

    units_per_km: Annotated[float, Field(gt=0)]
    """Scale of main map and inset alike."""
    parallels: Pair
    meridian: float
    inset: Inset


PanelLayouts = dict[Country, PanelLayout]


class Credit(Entry):
    """The publisher of a country's outlines."""

    country: Country
    publisher: Text
    title: Text
    url: Address
    licence: Licence
    licence_url: Address
    vintage: Words
    """Day or year the outlines are of."""
    obtained: Words
    attribution: Text


class Credits(Entry):
    """Where the outlines come from and what was done to them."""

    file: Literal["regions.topojson"] = "regions.topojson"
    sha256: Sha256
    sources: Annotated[list[Credit], Field(min_length=1)]
    processing: Text
    not_drawn: Text
    note: Text


class MunicipalOutlines(Entry):
    """The files of the municipalities' outlines; whose they are the credits say."""

    files: Annotated[dict[Words, Sha256], Field(min_length=1)]
    """Each by what it draws: a province or prefecture, or `overview_` and a country."""
    obtained: Words
    processing: Text
    not_drawn: Text


class _Standard(Entry):
    """A part of TopoJSON: what is not named here is left alone."""

    model_config = ConfigDict(extra="ignore")


class Transform(_Standard):
    """How whole numbers become degrees."""

    scale: Pair
    translate: Pair


class RegionProperties(_Standard):
    """What is said of an outline."""

    region_code: RegionCode


class Geometry(_Standard):
    """A region: polygons of rings of numbers of arcs; ~n is arc n backwards."""

    properties: RegionProperties
    arcs: Annotated[list[list[list[int]]], Field(min_length=1)]


class Regions(_Standard):
    """The outlines."""

    geometries: list[Geometry]


class Objects(_Standard):
    """The collections of the file."""

    regions: Regions


class Topology(_Standard):
    """regions.topojson: outlines with shared borders."""

    transform: Transform
    objects: Objects
    arcs: list[list[Annotated[tuple[int, int], Strict(False)]]]


class MunicipalProperties(_Standard):
    """What is said of the outline of a municipality."""

    id: Annotated[str, Field(pattern=r"^\d{5}$")]
    """Its code in the list of its country."""


class MunicipalPolygon(_Standard):
    """A municipality in one piece."""

    type: Literal["Polygon"]
    properties: MunicipalProperties
    arcs: Annotated[list[list[int]], Field(min_length=1)]

    @property
    def parts(self) -> list[list[list[int]]]:
        """The polygons."""
        return [self.arcs]


class MunicipalParts(_Standard):
    """A municipality in several pieces."""

    type: Literal["MultiPolygon"]
    properties: MunicipalProperties
    arcs: Annotated[list[list[list[int]]], Field(min_length=1)]

    @property
    def parts(self) -> list[list[list[int]]]:
        """The polygons."""
        return self.arcs


class Municipalities(_Standard):
    """The outlines of municipalities."""

    geometries: list[Annotated[MunicipalPolygon | MunicipalParts, Field(discriminator="type")]]


class MunicipalObjects(_Standard):
    """The collections of a file of municipalities."""

    municipalities: Municipalities


class MunicipalTopology(_Standard):
    """A file of municipalities: outlines with shared borders."""

    transform: Transform
    objects: MunicipalObjects
    arcs: list[list[Annotated[tuple[int, int], Strict(False)]]]
