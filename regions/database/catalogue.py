"""What the build knows about indicators, regions and sources, as plain objects."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from functools import cached_property
from typing import Any

import pandas as pd

from i18n.lists import listed
from i18n.messages import Forms
from regions.database.languages import Language, Text
from regions.database.outlines import MapPanel
from regions.database.sources import BoundaryCredit, Source

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
    """What is held of one indicator for one country.

    Attributes:
        formula: How it is computed.
        inputs: What it is computed from, each `dataset/quantity`.
        default_year: The year shown first.
        first_year: First year held.
        last_year: Last year held.
        n_years: Number of years held.
        n_regions: Regions with any figure.
        last_full_year: Last year in which every region in force has a figure.
        national_row: Whether the nation has figures.
        national_sum: Whether the nation is the sum of its regions' accounts, which is not its own account.
        population_basis: Code of whom it, or its denominator, counts; None where that is not declared.
        population_basis_name: The same in words.
        source_ids: Its sources.
    """

    formula: str
    inputs: tuple[str, ...]
    default_year: int
    first_year: int
    last_year: int
    n_years: int
    n_regions: int
    last_full_year: int | None
    national_row: bool
    national_sum: bool
    population_basis: str | None
    population_basis_name: Text | None
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


@dataclass(frozen=True)
class AggregationRule:
    """How figures of several regions make one: a row of the table `aggregation` (etl/schema.sql).

    Its `reason` is `not_additive` where there is no row.
    """

    method: str
    weight: str | None = None
    numerator: str | None = None
    denominator: str | None = None
    factor: float | None = None
    summed: str | None = None
    base_year: int | None = None
    reason: str | None = None


@dataclass(frozen=True)
class CountClaim:
    """A sentence that counts the regions below a level: the message `claim.<message>`."""

    message: str
    below: float


NOT_ADDITIVE = AggregationRule("refused", reason="not_additive")


@dataclass(frozen=True, kw_only=True)
class Measure:
    """What figures are of: an indicator of the catalogue, or what is computed from such.

    Attributes:
        id: An indicator's id; computed figures that no indicator holds have one of their own.
        name: What is measured.
        in_sentence: The same inside a sentence: in English without the capital of a title.
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
    in_sentence: Text
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
        if "name" in changes:
            changes.setdefault("in_sentence", changes["name"])
        return Measure(**({one.name: getattr(self, one.name) for one in fields(Measure)} | changes))

    def called(self, language: Language) -> Forms:
        """Return the name for a message, which says whether it stands inside a sentence."""
        return Forms(self.name[language], inside=self.in_sentence[language])


@dataclass(frozen=True, kw_only=True)
class Indicator(Measure):
    """One statistical indicator of the catalogue with everything a reader must know about it.

    The attributes below `topic` are those of the catalogue's model (etl/models/indicators.py).
    """

    topic: str
    unit_code: str
    direction: str
    headline: bool
    default_year: int
    year_rule: str
    chart: str
    counted: bool
    per_head: bool
    own_base: bool
    own_nation: bool
    stage: bool
    spread: str
    unranked: Text | None
    offered: bool
    profile: bool
    claim: CountClaim | None
    aggregation: AggregationRule

    @property
    def years(self) -> tuple[int, int]:
        """Return the first and last year held for any country."""
        held = self.countries.values()
        return min(c.first_year for c in held), max(c.last_year for c in held)

    @property
    def is_rankable(self) -> bool:
        """Say whether its regions have ranks; `unranked` says why not."""
        return self.unranked is None


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
    panels: dict[str, MapPanel]
    boundary_credits: tuple[BoundaryCredit, ...]
    boundary_notes: dict[str, Text]

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

    def outline_credits(self, language: Language) -> str:
        """Return what the publishers of the outlines require to be said, in one sentence."""
        return listed((credit.attribution[language] for credit in self.boundary_credits), language)

    @cached_property
    def default_indicator(self) -> Indicator:
        """Return the indicator the product opens with."""
        return self.indicators["registered_population_change_rate"]


def names_of(codes: Iterable[str], catalogue: Catalogue, language: Language) -> list[str]:
    """Return the short names of regions in the order given."""
    return [catalogue.regions[code].short[language] for code in codes]
