"""What the build knows about indicators, regions and sources, as plain objects."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from functools import cached_property
from typing import Any

from i18n.lists import listed
from i18n.messages import Forms
from regions.database.languages import Language, Text
from regions.database.outlines import MapPanel
from regions.database.place_labels import place_labels
from regions.database.places import is_municipality
from regions.database.regions import Municipal, Municipality, Region, RegionChange
from regions.database.sources import BoundaryCredit, Source

# Variants of money that are computed with the rates of the year.
CONVERSIONS = ("usd", "ppp")


def conversion_of(currency: str | None) -> str | None:
    """Return the conversion a variant of money is; None for figures as published."""
    return currency if currency in CONVERSIONS else None


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
class ValueClass:
    """What one value of an indicator of classes stands for: `depopulated_area_partial`, in words."""

    value: int
    code: str
    name: Text


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
        in_sentence: What it is called in titles and sentences, where unit, definition and whom it counts
            stand beside it; in English without the capital of a title.
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
        classes: What its values stand for; empty where they are amounts.
        class_limits: Inner limits of the classes of its maps; empty where they follow from the figures.
        counted: Whether figures are numbers of things, so that they depend on the size of a region.
        reading: What a low or a high value means; None where the name tells.
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
    classes: tuple[ValueClass, ...] = ()
    class_limits: tuple[float, ...] = ()
    counted: bool = False
    reading: Text | None = None

    @property
    def is_amount(self) -> bool:
        """Say whether figures are amounts, which a map shows by the size of symbols, not by the fill."""
        return self.counted and not self.classes

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

    def sources_in(self, *countries: str) -> tuple[str, ...]:
        """Return the sources of the figures of some countries, in their order; none where there are none."""
        held = (self.countries[country] for country in countries if country in self.countries)
        return tuple(code for coverage in held for code in coverage.source_ids)

    def computed(self, **changes: Any) -> "Measure":
        """Return what is computed from this: the same but for the fields named."""
        if "name" in changes:
            changes.setdefault("in_sentence", changes["name"])
        return Measure(**({one.name: getattr(self, one.name) for one in fields(Measure)} | changes))

    def called(self, language: Language) -> Forms:
        """Return what it is called in a title or sentence; a message says whether it stands inside one."""
        inside = self.in_sentence[language]
        return Forms(inside[:1].upper() + inside[1:], inside=inside)


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
    classes: tuple[ValueClass, ...]

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


@dataclass(frozen=True, eq=False)
class Catalogue:
    """All of it, keyed by stable codes, in the order in which it is shown.

    `regions` and `indicators` are those of nations, provinces and prefectures, `municipal` holds the others.
    """

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
    municipal: Municipal

    def regions_of(self, country: str, year: int | None = None) -> list[Region]:
        """Return the regions of a country, nations left out: all of them, or those in force in `year`."""
        return [
            region
            for region in self.regions.values()
            if region.country == country and not region.is_country and (not year or region.in_force(year))
        ]

    def place(self, code: str) -> Region | Municipality | None:
        """Return a nation, province, prefecture or municipality by its code; None if there is none."""
        return self.municipal.places.get(code) if is_municipality(code) else self.regions.get(code)

    def indicators_at(self, level: str) -> dict[str, Indicator]:
        """Return the indicators with figures at a level, `region` or `municipality`, each as it is there."""
        return self.municipal.indicators if level == "municipality" else self.indicators

    def indicator(self, code: str) -> Indicator:
        """Return an indicator as it is of regions, or of municipalities where those alone have figures."""
        return self.indicators.get(code) or self.municipal.indicators[code]

    def levels_of(self, indicator_id: str) -> tuple[str, ...]:
        """Return the levels at which an indicator has figures: `region`, `municipality`, or both."""
        levels = ("region", "municipality")
        return tuple(level for level in levels if indicator_id in self.indicators_at(level))

    def place_name(self, code: str) -> Text:
        """Return the name of a region, a nation, a municipality, a block or a mega-region."""
        place = self.place(code)
        return place.name if place else self.blocks[code].name

    def place_short(self, code: str) -> Text:
        """Return the short name of a region, nation or municipality, or the name of a block.

        Of municipalities one that no other place has.
        """
        if is_municipality(code):
            return self._municipal_labels[code]
        place = self.place(code)
        return place.short if place else self.blocks[code].name

    def place_listed(self, code: str) -> Text:
        """Return the whole name of a place, of municipalities one that no other place has."""
        return self._municipal_listed[code] if is_municipality(code) else self.place_name(code)

    @cached_property
    def _municipal_labels(self) -> dict[str, Text]:
        return place_labels(self.regions, self.municipal.places)

    @cached_property
    def _municipal_listed(self) -> dict[str, Text]:
        return place_labels(self.regions, self.municipal.places, shortened=False)

    def outline_credits(self, language: Language) -> str:
        """Return what the publishers of the outlines require to be said, in one sentence."""
        return listed((credit.attribution[language] for credit in self.boundary_credits), language)

    @cached_property
    def default_indicator(self) -> Indicator:
        """Return the indicator the product opens with."""
        return self.indicators["registered_population_change_rate"]


def names_of(codes: Iterable[str], catalogue: Catalogue, language: Language) -> list[str]:
    """Return the short names of places in the order given."""
    return [catalogue.place_short(code)[language] for code in codes]
