"""`indicators/<topic>.yaml`: what an indicator is, how it is computed, how regions make a group."""

from typing import Annotated, Any, Literal, get_args

from pydantic import BeforeValidator, Field, Strict

from etl.languages import name_in_sentence
from etl.models.aggregation import Aggregation, CountClaim
from etl.models.entry import (
    Code,
    Country,
    Currency,
    Entry,
    Language,
    Status,
    Synonyms,
    Text,
    Words,
    Year,
    Years,
    refuse,
)
from etl.models.inputs import AnyInput, Leaf, leaves

_Warning = Literal[
    "definition_differs",
    "population_basis_differs",
    "break_in_series",
    "projection",
    "provisional",
    "different_reference_date",
    "different_fiscal_year",
    "nominal_currency",
    "boundary_change",
    "small_count",
    "derived_here",
    "partial_coverage",
]
WARNINGS: tuple[str, ...] = get_args(_Warning)
"""The fixed vocabulary of warnings."""


def _of_the_vocabulary(value: Any) -> Any:
    if value not in WARNINGS:
        refuse("warning_unknown", f"the warning {value!r} is not in the vocabulary")
    return value


def _warning(value: Any) -> Any:
    return {"code": value} if isinstance(value, str) else value


def _provisional(value: Any) -> Any:
    return {"years": value} if isinstance(value, list) else value


Comparability = Literal["same", "near", "differs", "single_country"]
Bounds = Annotated[tuple[float | None, float | None], Strict(False)]
"""The smallest and the largest value that can be right; null: no limit."""
WarningCode = Annotated[_Warning, BeforeValidator(_of_the_vocabulary)]
REGION, MUNICIPALITY = LEVELS = ("region", "municipality")
Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]


class Warning(Entry):  # noqa: A001 - the catalogue's own word
    """A warning shown beside the figures; a bare code stands for one with the generic text."""

    code: WarningCode
    country: Country | None = None
    """Only figures of this country; both if missing."""
    year_from: Year | None = None
    year_to: Year | None = None
    text: Text | None = None
    """Own words instead of those in warnings.yaml."""

    def _agree(self) -> None:
        if self.year_to is not None and self.year_from is None:
            refuse("schema", "year_to goes with year_from")


StatedWarning = Annotated[Warning, BeforeValidator(_warning, json_schema_input_type=_Warning | Warning)]


class Provisional(Entry):
    """The provisional years: listed, from one to another, or those a dataset names in its YAML."""

    years: list[Year] = []
    first: Year | None = Field(default=None, alias="from")
    last: Year | None = Field(default=None, alias="to")
    dataset: Code | None = None

    def _agree(self) -> None:
        open_ended = (self.first is None) != (self.last is None)
        if open_ended or (self.first is not None and self.dataset is not None):
            refuse("schema", "a list of years, `from` and `to`, or `dataset`")


class Coverage(Entry):
    """What the series covers; a build that covers less fails."""

    first_year: int
    last_year: int
    n_years: int
    n_regions: int
    n_regions_last_year: int
    last_full_year: int | None
    national_row: bool
    n_values: int


class CountrySeries(Entry):
    """An indicator of one country."""

    inputs: Annotated[dict[Name, AnyInput], Field(min_length=1)]
    formula: Words
    years: Years | None = None
    """First and last year to be taken."""
    status: Status = "actual"
    provisional: (
        Annotated[Provisional, BeforeValidator(_provisional, json_schema_input_type=list[Year] | Provisional)]
        | None
    ) = None
    population_basis: Code | None = None
    """Whom it counts, or whom its denominator counts: a code of population_bases.yaml."""
    national_sum: bool = False
    """The nation is the sum of the regions' accounts, which is not the nation's own account."""
    default_year: Year
    coverage: Coverage | None = None
    """What `python -m etl check` says is there. Needed: it is how a later loss is noticed."""

    @property
    def leaves(self) -> list[Leaf]:
        """The inputs that name a dataset."""
        return list(leaves(self.inputs.values()))


class ValueClass(Entry):
    """What one value of an indicator of classes stands for."""

    value: int
    code: Code
    names: Text


class MunicipalPart(Entry):
    """An indicator at the level of municipalities: what is said otherwise there, and its series.

    What is left out holds as of the regions. Each warning is stated anew: those of the regions rarely hold.
    """

    default_year: Year
    decimals: Annotated[int, Field(ge=0, le=6)] | None = None
    class_limits: list[float] = []
    """Inner limits of the classes of its maps, where those of the figures shown would hide what matters."""
    comparability: Comparability | None = None
    comparability_reason: Text | None = None
    caution: Text | None = None
    """What these figures count otherwise than those of the regions, and what else a reader must know."""
    range: Bounds
    warnings: list[StatedWarning] = []
    countries: Annotated[dict[Country, CountrySeries], Field(min_length=1)]

    def _agree(self) -> None:
        if (self.comparability is None) != (self.comparability_reason is None):
            refuse("schema", "`comparability` goes with `comparability_reason`")


class IndicatorEntry(Entry):
    """One indicator."""

    id: Code
    names: Text
    synonyms: Synonyms
    """What people call it who ask for it: everyday words, abbreviations, parts of official names."""
    in_sentence: dict[Language, Words] = {}
    """What it is called in titles and sentences, beside which unit, definition and whom it counts are said;
    needed where that is not what `name_in_sentence` of `etl.languages` makes of the name."""
    unit: Text
    unit_code: Code
    decimals: Annotated[int, Field(ge=0, le=6)]
    direction: Literal["better", "worse", "neutral"]
    """What a higher value is."""
    kind: Literal["level", "share", "rate", "index", "flow", "currency"]
    scope: Literal["regional", "national"]
    definition: Text
    comparability: Comparability
    comparability_reason: Text
    caution: Text | None = None
    headline: bool
    default_year: Year
    year_rule: Literal["common", "latest_each", "single"]
    chart: Literal["map", "line", "bar"]
    counted: bool = False
    """Depends on the size of a region or nation, so that it has no counterpart elsewhere."""
    per_head: bool = False
    """A figure for each person means something: things counted and whole sums of money."""
    own_base: bool = False
    """Relative to the own country's total or to a base year, so that it has no counterpart elsewhere."""
    own_nation: bool = False
    """A share of the own nation, or relative to its figure: not held against the other nation."""
    stage: bool = False
    """An equal value is an equal stage (ageing, fertility, vital rates): asked when the other was there."""
    spread: Literal["amount", "share", "none"]
    """How far regions are apart: of an amount for each unit also in relation to its mean (CV, Theil, Gini),
    of shares, rates and indices in their own unit alone (percentage points), of what depends on size never.
    """
    reading: Text | None = None
    """What a low or a high value means, said at the legend of maps: of indices whose name does not tell."""
    unranked: Text | None = None
    """Why its regions have no ranks; they have if missing."""
    offered: bool = True
    """In the lists to choose from; single figures are held for the record and reached by their address."""
    profile: bool = False
    """Among the headline figures of a region."""
    claim: CountClaim | None = None
    range: Bounds
    warnings: list[StatedWarning]
    currencies: Annotated[list[Currency], Field(min_length=1)] | None = None
    aggregation: Aggregation | None = None
    """How figures of several regions make one for a block; without it they make none."""
    classes: list[ValueClass] = []
    """What the values stand for, where they are classes and not amounts."""
    countries: dict[Country, CountrySeries] = {}
    """The series of nations and regions; none where figures of municipalities alone are held."""
    municipal: MunicipalPart | None = None
    """The figures of municipalities, where there are any."""

    def called(self, language: str) -> str:
        """Return what it is called inside a sentence."""
        return self.in_sentence.get(language) or name_in_sentence(self.names[language], language)

    @property
    def levels(self) -> tuple[str, ...]:
        """The levels at which there are figures."""
        return tuple(level for level in LEVELS if self.series_at(level))

    def series_at(self, level: str) -> dict[str, CountrySeries]:
        """Return the series of a level by country."""
        if level == REGION:
            return self.countries
        return self.municipal.countries if self.municipal else {}

    def comparability_at(self, level: str) -> Comparability:
        """Return how far the countries compare at a level."""
        own = self.municipal.comparability if self.municipal and level == MUNICIPALITY else None
        return own or self.comparability

    def _agree(self) -> None:
        if not self.levels:
            refuse("schema", "has neither `countries` nor `municipal`")
        for level in self.levels:
            countries, said = self.series_at(level), self.comparability_at(level)
            if (said == "single_country") != (len(countries) == 1):
                named = ", ".join(countries)
                refuse("comparability", f"comparability is {said!r} with the countries {named}")
        if self.own_nation and not self.own_base:
            refuse("schema", "`own_nation` goes with `own_base`")
        if self.counted and self.spread != "none":
            refuse("schema", "`spread` is none where figures depend on size (`counted`)")


class Indicator(IndicatorEntry):
    """An indicator with its place: the topic its file is named after, and the file as named in messages."""

    topic: str
    file: str


IndicatorFile = Annotated[list[IndicatorEntry], Field(min_length=1)]
