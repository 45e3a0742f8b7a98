"""What the build knows about indicators, regions and sources, as plain objects."""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, fields
from functools import cached_property
from typing import Any

import pandas as pd

from regions.build.languages import LANGUAGES, Language, Text

Query = Callable[[str], pd.DataFrame]
# Variants of money that are computed with the rates of the year.
CONVERSIONS = ("usd", "ppp")


def conversion_of(currency: str | None) -> str | None:
    """Return the conversion a variant of money is; None for figures as published."""
    return currency if currency in CONVERSIONS else None


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
class Coverage:
    """What is held of one indicator for one country."""

    formula: str
    default_year: int
    first_year: int
    last_year: int
    n_years: int
    n_regions: int
    last_full_year: int | None
    national_row: bool
    source_ids: tuple[str, ...]


@dataclass(frozen=True)
class Caveat:
    """One usage warning of the fixed vocabulary, with the years and country it applies to."""

    code: str
    text: Text
    country: str | None = None
    year_from: int | None = None
    year_to: int | None = None

    def touches(self, first: int, last: int, countries: Iterable[str]) -> bool:
        """Say whether the warning concerns any of these years and countries."""
        begins = self.year_from is None or self.year_from <= last
        ends = self.year_to is None or self.year_to >= first
        return begins and ends and (self.country is None or self.country in countries)


@dataclass(frozen=True, kw_only=True)
class Measure:
    """What figures are of: an indicator of the catalogue, or what is computed from such.

    Attributes:
        id: An indicator's id; computed figures that no indicator holds have one of their own.
        name: What is measured.
        unit: The unit of both countries; `currency_units` has those of money.
        definition: What counts.
        decimals: With how many the publisher's figures are shown.
        kind: `level`, `flow`, `currency`, `rate`, `share`, … as the catalogue names kinds of figures.
        scope: `regional`, or `national` where there are figures for the two nations alone.
        comparability: `same`, `near`, `differs`, `single_country`.
        comparability_reason: Why.
        caution: What else a reader must know.
        takes_negative: Whether any figure lies below zero.
        currencies: Variants of money; empty where it is not money.
        countries: What is held, and of which sources, by country.
        caveats: Warnings with the years they concern.
        currency_units: Unit by variant of money and country.
    """

    id: str
    name: Text
    unit: Text
    definition: Text
    decimals: int
    kind: str
    scope: str
    comparability: str
    comparability_reason: Text
    caution: Text | None
    takes_negative: bool
    currencies: tuple[str, ...]
    countries: dict[str, Coverage]
    caveats: tuple[Caveat, ...]
    currency_units: dict[tuple[str, str], Text]

    @property
    def is_comparable(self) -> bool:
        """Say whether the two countries may be read on one scale (`same` or `near`)."""
        return self.comparability in ("same", "near")

    @property
    def is_regional(self) -> bool:
        """Say whether there are figures for regions, not for the two nations alone."""
        return self.scope == "regional"

    @property
    def changes_in_per_cent(self) -> bool:
        """Say whether a change is told in per cent (counts and money), not in the unit itself.

        A balance, which may be negative, has no percentage.
        """
        return self.kind in ("level", "flow", "currency") and not self.takes_negative

    def unit_for(self, country: str, currency: str | None) -> Text:
        """Return the unit of a country's figures in the chosen currency variant."""
        return self.currency_units.get((currency or "national", country), self.unit)

    def computed(self, **changes: Any) -> "Measure":
        """Return what is computed from this: the same but for the fields named."""
        return Measure(**({one.name: getattr(self, one.name) for one in fields(Measure)} | changes))


@dataclass(frozen=True, kw_only=True)
class Indicator(Measure):
    """One statistical indicator of the catalogue with everything a reader must know about it."""

    topic: str
    unit_code: str
    direction: str
    headline: bool
    default_year: int
    year_rule: str
    chart: str

    @property
    def years(self) -> tuple[int, int]:
        """First and last year held for any country."""
        held = self.countries.values()
        return min(c.first_year for c in held), max(c.last_year for c in held)


@dataclass(frozen=True)
class Source:
    """A published dataset the figures come from."""

    id: str
    publisher: Text
    title: str
    url: str
    licence: str
    attribution: Text
    definition: str | None
    coverage: str | None
    breaks: str | None
    obtained: str
    retrieved_on: pd.Timestamp
    sha256: str
    dataset: str


@dataclass(frozen=True)
class NamedGroup:
    """A block, a mega-region, a topic or a ready-made set: a code, a name, its members."""

    code: str
    name: Text
    members: tuple[str, ...]
    country: str | None = None
    kind: str | None = None


@dataclass(frozen=True)
class RegionChange:
    """A dated change of a region: founded, split, territory, renamed, merged."""

    region_code: str
    date: pd.Timestamp
    kind: str
    related: tuple[str, ...]
    text: Text


@dataclass(frozen=True, eq=False)
class Catalogue:
    """All of it, keyed by stable codes, in the order in which it is shown."""

    regions: dict[str, Region]
    indicators: dict[str, Indicator]
    topics: dict[str, NamedGroup]
    blocks: dict[str, NamedGroup]
    region_sets: dict[str, NamedGroup]
    changes: tuple[RegionChange, ...]
    sources: dict[str, Source]

    def regions_of(self, country: str, year: int | None = None) -> list[Region]:
        """Return the regions of a country, nations left out: all of them, or those in force in `year`."""
        return [
            region
            for region in self.regions.values()
            if region.country == country and not region.is_country and (not year or region.in_force(year))
        ]

    def place_name(self, code: str) -> Text:
        """Return the name of a region, a nation, a block or a mega-region."""
        return self.regions[code].name if code in self.regions else self.blocks[code].name

    def place_short(self, code: str) -> Text:
        """Return the short name of a region or nation, or the name of a block or mega-region."""
        return self.regions[code].short if code in self.regions else self.blocks[code].name

    @cached_property
    def default_indicator(self) -> Indicator:
        """Return the indicator the product opens with."""
        return self.indicators["population_change_rate"]


def read_catalogue(query: Query) -> Catalogue:
    """Read the catalogue of a build.

    Args:
        query: Runs one SELECT in the build.
    """
    indicators = _indicators(query)
    blocks = _blocks(query)
    return Catalogue(
        regions=_regions(query),
        indicators=indicators,
        topics=_topics(query, indicators),
        blocks=blocks,
        region_sets=_region_sets(query),
        changes=_changes(query),
        sources=_sources(query),
    )


def _rows(query: Query, sql: str) -> list[dict[Hashable, Any]]:
    frame = query(sql).astype(object)
    return frame.where(frame.notna(), None).to_dict("records")


def _text(row: dict[Hashable, Any], column: str) -> Text:
    return Text(*(row[f"{column}_{language}"] for language in LANGUAGES))


def _split(joined: str | None) -> tuple[str, ...]:
    return tuple(part for part in (joined or "").split(";") if part)


def _regions(query: Query) -> dict[str, Region]:
    found = {}
    for row in _rows(query, "SELECT * FROM region ORDER BY level, country DESC, position"):
        names = [row[f"{kind}_{language}"] for kind in ("name", "short") for language in LANGUAGES]
        found[row["region_code"]] = Region(
            code=row["region_code"],
            country=row["country"],
            is_country=row["level"] == "country",
            kind=row["kind"],
            name=_text(row, "name"),
            short=_text(row, "short"),
            seat=_text(row, "seat") if row["seat_en"] else None,
            block_code=row["block_code"],
            megaregion_code=row["megaregion_code"],
            capital_area=bool(row["capital_area"]),
            valid_from=row["valid_from"],
            valid_to=row["valid_to"],
            tile=(row["tile_row"], row["tile_column"]) if row["tile_row"] is not None else None,
            search_text=" ".join([*names, *_split(row["former_names"])]),
        )
    return found


def _indicators(query: Query) -> dict[str, Indicator]:
    coverage: dict[str, dict[str, Coverage]] = {}
    sources = query("SELECT * FROM indicator_source ORDER BY source_id")
    by_entry = sources.groupby(["indicator_id", "country"]).source_id.agg(tuple).to_dict()
    for row in _rows(query, "SELECT * FROM indicator_country ORDER BY country DESC"):
        key = (row["indicator_id"], row["country"])
        fields = (
            "formula", "default_year", "first_year", "last_year",
            "n_years", "n_regions", "last_full_year", "national_row",
        )  # fmt: skip
        values = {field: row[field] for field in fields}
        coverage.setdefault(key[0], {})[key[1]] = Coverage(**values, source_ids=by_entry.get(key, ()))
    caveats: dict[str, list[Caveat]] = {}
    for row in _rows(query, "SELECT * FROM warning ORDER BY rowid"):
        caveat = Caveat(row["code"], _text(row, "text"), row["country"], row["year_from"], row["year_to"])
        caveats.setdefault(row["indicator_id"], []).append(caveat)
    # A condition, not a minimum: DuckDB passes over the parts of the table that hold nothing below zero.
    negative = query("SELECT DISTINCT indicator_id FROM observation WHERE value < 0")
    below_zero = set(negative.indicator_id)
    units: dict[str, dict[tuple[str, str], Text]] = {}
    for row in _rows(query, "SELECT * FROM currency_unit"):
        units.setdefault(row["indicator_id"], {})[row["currency"], row["country"]] = _text(row, "unit")
    return {
        row["indicator_id"]: Indicator(
            id=row["indicator_id"],
            topic=row["topic"],
            name=_text(row, "name"),
            unit=_text(row, "unit"),
            unit_code=row["unit_code"],
            definition=_text(row, "definition"),
            decimals=row["decimals"],
            direction=row["direction"],
            kind=row["kind"],
            scope=row["scope"],
            comparability=row["comparability"],
            comparability_reason=_text(row, "comparability"),
            caution=_text(row, "caution") if row["caution_en"] else None,
            headline=bool(row["headline"]),
            default_year=row["default_year"],
            year_rule=row["year_rule"],
            chart=row["chart"],
            takes_negative=row["indicator_id"] in below_zero,
            currencies=_split(row["currencies"]),
            countries=coverage[row["indicator_id"]],
            caveats=tuple(caveats.get(row["indicator_id"], ())),
            currency_units=units.get(row["indicator_id"], {}),
        )
        for row in _rows(query, "SELECT * FROM indicator ORDER BY position")
    }


def _topics(query: Query, indicators: dict[str, Indicator]) -> dict[str, NamedGroup]:
    return {
        row["topic_id"]: NamedGroup(
            row["topic_id"],
            _text(row, "name"),
            tuple(i.id for i in indicators.values() if i.topic == row["topic_id"]),
        )
        for row in _rows(query, "SELECT * FROM topic ORDER BY position")
    }


def _blocks(query: Query) -> dict[str, NamedGroup]:
    members = query(
        "SELECT b.block_code, r.region_code FROM block b JOIN region r"
        " ON r.block_code = b.block_code OR r.megaregion_code = b.block_code ORDER BY r.position"
    )
    codes = members.groupby("block_code").region_code.agg(tuple).to_dict()
    return {
        row["block_code"]: NamedGroup(
            row["block_code"],
            _text(row, "name"),
            codes.get(row["block_code"], ()),
            row["country"],
            row["kind"],
        )
        for row in _rows(query, "SELECT * FROM block ORDER BY position")
    }


def _region_sets(query: Query) -> dict[str, NamedGroup]:
    found: dict[str, NamedGroup] = {}
    for row in _rows(query, "SELECT * FROM region_set ORDER BY set_position, position"):
        before = found[row["set_id"]].members if row["set_id"] in found else ()
        found[row["set_id"]] = NamedGroup(row["set_id"], _text(row, "name"), (*before, row["region_code"]))
    return found


def _changes(query: Query) -> tuple[RegionChange, ...]:
    return tuple(
        RegionChange(
            row["region_code"],
            pd.Timestamp(row["date"]),
            row["kind"],
            _split(row["related"]),
            _text(row, "text"),
        )
        for row in _rows(query, "SELECT * FROM region_change ORDER BY date, region_code")
    )


def _sources(query: Query) -> dict[str, Source]:
    return {
        row["source_id"]: Source(
            id=row["source_id"],
            publisher=_text(row, "publisher"),
            title=row["title"],
            url=row["url"],
            licence=row["licence"],
            attribution=_text(row, "attribution"),
            definition=row["definition"],
            coverage=row["coverage"],
            breaks=row["breaks"],
            obtained=row["obtained"],
            retrieved_on=pd.Timestamp(row["retrieved_on"]),
            sha256=row["sha256"],
            dataset=row["dataset"],
        )
        for row in _rows(query, "SELECT * FROM source ORDER BY source_id")
    }


def names_of(codes: Iterable[str], catalogue: Catalogue, language: Language) -> list[str]:
    """Return the short names of regions in the order given."""
    return [catalogue.regions[code].short[language] for code in codes]
