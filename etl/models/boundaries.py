"""`data/boundaries/`: the outlines, how they are drawn, and the credits their publishers require."""

from typing import Annotated, Any, Generic, Literal, TypeVar

from pydantic import ConfigDict, Field, Strict, model_validator

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


class MunicipalProperties(_Standard):
    """What is said of the outline of a municipality."""

    id: Annotated[str, Field(pattern=r"^\d{5}$")]
    """Its code in the list of its country."""


Properties = TypeVar("Properties", bound=_Standard)


class Geometry(_Standard, Generic[Properties]):
    """An outline: polygons of rings of numbers of arcs; ~n is arc n backwards."""

    properties: Properties
    arcs: Annotated[list[Annotated[list[list[int]], Field(min_length=1)]], Field(min_length=1)]

    @model_validator(mode="before")
    @classmethod
    def _in_parts(cls, value: Any) -> Any:
        """Take an outline in one piece for one of several pieces."""
        in_one = isinstance(value, dict) and value.get("type") == "Polygon"
        return {**value, "arcs": [value.get("arcs")]} if in_one else value


class Collection(_Standard, Generic[Properties]):
    """The outlines of one kind."""

    geometries: list[Geometry[Properties]]


class RegionObjects(_Standard):
    """The collections of regions.topojson."""

    regions: Collection[RegionProperties]


class MunicipalObjects(_Standard):
    """The collections of a file of municipalities."""

    municipalities: Collection[MunicipalProperties]


Objects = TypeVar("Objects", bound=_Standard)


class Topology(_Standard, Generic[Objects]):
    """A file of outlines with shared borders."""

    transform: Transform
    objects: Objects
    arcs: list[list[Annotated[tuple[int, int], Strict(False)]]]
