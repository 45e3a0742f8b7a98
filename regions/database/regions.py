"""The places of the build: nations, provinces and prefectures, and the municipalities beside them."""

from collections.abc import Hashable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar

import pandas as pd

from regions.database.languages import LANGUAGES, Text

if TYPE_CHECKING:
    from regions.database.catalogue import Indicator

MUNICIPALITIES = "SELECT * FROM region WHERE level = 'municipality' ORDER BY country DESC, position"


@dataclass(frozen=True)
class Region:
    """A province, a prefecture or one of the two nations."""

    code: str
    country: str
    is_country: bool
    kind: str
    name: Text
    short: Text
    seat: Text | None
    block_code: str | None
    megaregion_code: str | None
    capital_area: bool
    valid_from: pd.Timestamp | None
    valid_to: pd.Timestamp | None
    tile: tuple[int, int] | None
    search_text: str

    def in_force(self, year: int) -> bool:
        """Say whether the region existed at the end of `year`."""
        began = self.valid_from is None or self.valid_from.year <= year
        return began and (self.valid_to is None or self.valid_to.year > year)


@dataclass(frozen=True)
class RegionChange:
    """A dated change of a region: founded, split, territory, renamed, merged."""

    region_code: str
    date: pd.Timestamp
    kind: str
    related: tuple[str, ...]
    text: Text


@dataclass(frozen=True)
class Municipality:
    """A municipality: a Korean city, county or district, a Japanese city, special ward, town or village.

    Attributes:
        code: `KR-47730`, `JP-01202`.
        country: `KR` or `JP`.
        parent_code: Its province or prefecture.
        kind: `city`, `county`, `district`, `administrative_city`, `special_self_governing_city`,
            `designated_city`, `special_ward`, `town`, `village`.
        name: Its name with its kind, in each language's own script: 의성군, 義城郡, Uiseong-gun.
        short: The same, in English without the ending where that leads to one place of the region: Uiseong.
        hanja: The official name of a Korean municipality in Han letters.
        reading: The name in kana: hiragana of a Japanese one, katakana and hiragana of a Korean one.
        area_km2: Its area; None for Korea, where none is held.
        latitude: Of a point inside its largest part.
        longitude: Of the same point.
        valid_from: First day, if it was founded or changed since the list begins.
        valid_to: Last day, if it is known.
        former_codes: Codes it had before.
        search_text: Every name it is found by, former ones and readings too.
    """

    code: str
    country: str
    parent_code: str
    kind: str
    name: Text
    short: Text
    hanja: str | None
    reading: str | None
    area_km2: float | None
    latitude: float
    longitude: float
    valid_from: pd.Timestamp | None
    valid_to: pd.Timestamp | None
    former_codes: tuple[str, ...]
    search_text: str

    is_country: ClassVar[bool] = False

    def in_force(self, year: int) -> bool:
        """Say whether the municipality existed at the end of `year`, as far as the list says."""
        return self.valid_to is None or self.valid_to.year > year


@dataclass(frozen=True, eq=False)
class Municipal:
    """What is held of municipalities, which are not among the regions of the catalogue.

    Attributes:
        indicators: Those with figures of municipalities, by id: each with the years, sources, comparability,
            caution and warnings of that level. Those without figures of regions are here alone.
        rows: What `MUNICIPALITIES` selects; the objects are made when first asked for.
    """

    indicators: "dict[str, Indicator]"
    rows: pd.DataFrame

    @property
    def default_indicator(self) -> "Indicator":
        """The indicator that the page of municipalities opens with."""
        return self.indicators["registered_extinction_risk_index"]

    @cached_property
    def places(self) -> dict[str, Municipality]:
        """Return the municipalities by code, Korea's first, each country's in the order of its list."""
        rows = self.rows.astype(object)
        found = map(_municipality, rows.where(rows.notna(), None).to_dict("records"))
        return {one.code: one for one in found}

    @cached_property
    def _by_parent(self) -> dict[str, tuple[Municipality, ...]]:
        found: dict[str, tuple[Municipality, ...]] = {}
        for one in self.places.values():
            for place in (one.parent_code, one.country):
                found[place] = (*found.get(place, ()), one)
        return found

    @cached_property
    def _by_former_code(self) -> dict[str, Municipality]:
        return {code: one for one in self.places.values() for code in one.former_codes}

    def within(self, code: str) -> tuple[Municipality, ...]:
        """Return the municipalities of a province, prefecture or nation, in the order of its list."""
        return self._by_parent.get(code, ())

    def successor_of(self, code: str) -> Municipality | None:
        """Return the municipality that has taken over an abolished code; None if it is not known as one."""
        return self._by_former_code.get(code)


def _municipality(row: dict[Hashable, Any]) -> Municipality:
    names = [row[f"name_{language}"] for language in LANGUAGES]
    former = [row["former_names"], row["hanja"], row["reading"]]
    plain = ("country", "parent_code", "kind", "hanja", "reading", "area_km2", "latitude", "longitude")
    return Municipality(
        code=row["region_code"],
        name=Text(*names),
        short=Text(*(row[f"short_{language}"] for language in LANGUAGES)),
        former_codes=tuple(code for code in (row["former_national_codes"] or "").split(";") if code),
        search_text=" ".join(filter(None, (*names, *former))).replace(";", " "),
        valid_from=pd.Timestamp(row["valid_from"]) if row["valid_from"] else None,
        valid_to=pd.Timestamp(row["valid_to"]) if row["valid_to"] else None,
        **{name: row[name] for name in plain},
    )
