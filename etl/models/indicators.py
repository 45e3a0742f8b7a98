"""`indicators/<topic>.yaml`: what an indicator is, how it is computed, how regions make a group."""

from collections.abc import Iterable, Iterator
from typing import Annotated, Any, Literal, get_args

from pydantic import BeforeValidator, Discriminator, Field, Strict, Tag, model_validator

from etl.models.entry import (
    Code,
    Country,
    Currency,
    Entry,
    Language,
    Status,
    Synonyms,
    Text,
    Where,
    Words,
    Year,
    Years,
    refuse,
)

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


WarningCode = Annotated[_Warning, BeforeValidator(_of_the_vocabulary)]
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

    @model_validator(mode="after")
    def _whole_span(self) -> "Warning":
        if self.year_to is not None and self.year_from is None:
            refuse("schema", "year_to goes with year_from")
        return self


class Input(Entry):
    """What every input may have."""

    national: Literal["sum"] | None = None
    """Where the nation has no row, the sum of its regions if every region in force has a figure."""
    lag: int | None = None
    """Figures of so many years before."""
    at_year: Year | None = None
    """The figure of one year, for all years."""


class FigureInput(Input):
    """Figures of a dataset."""

    dataset: Code
    indicator: Code
    where: Where | None = None
    sum_over: Annotated[list[Words], Field(min_length=1)] | None = None
    """Dimensions to add up; the values wanted stand in `where`."""

    @model_validator(mode="after")
    def _parts_named(self) -> "FigureInput":
        unnamed = [dimension for dimension in self.sum_over or () if dimension not in (self.where or {})]
        if unnamed:
            refuse("schema", f"`where` does not name the values of {', '.join(unnamed)} to add up")
        return self

    @property
    def quantity(self) -> str:
        """What is taken from the dataset."""
        return self.indicator


class CountInput(Input):
    """The rows of a list, counted by region."""

    dataset: Code
    count_by: Words
    """The column with the region code."""
    as_year: Year
    where: Where | None = None
    fill_zero: bool = False
    """Regions without a row have none, instead of an unknown number."""

    @property
    def indicator(self) -> str:
        """No figure of the list is taken."""
        return ""

    @property
    def quantity(self) -> str:
        """What is counted."""
        return self.count_by


class ChainInput(Input):
    """One input continued by others: later ones fill gaps only."""

    chain: Annotated[list["AnyInput"], Field(min_length=2)]


def _kind_of_input(value: Any) -> str:
    return next((kind for kind in ("chain", "count_by") if kind in value), "figures") if value else "figures"


Leaf = FigureInput | CountInput
AnyInput = Annotated[
    Annotated[FigureInput, Tag("figures")]
    | Annotated[CountInput, Tag("count_by")]
    | Annotated[ChainInput, Tag("chain")],
    Discriminator(_kind_of_input),
]


def leaves(inputs: Iterable[Leaf | ChainInput]) -> Iterator[Leaf]:
    """Go through the inputs that name a dataset, those inside chains included."""
    for part in inputs:
        if isinstance(part, ChainInput):
            yield from leaves(part.chain)
        else:
            yield part


class Provisional(Entry):
    """The provisional years: listed, from one to another, or those a dataset names in its YAML."""

    years: list[Year] = []
    first: Year | None = Field(default=None, alias="from")
    last: Year | None = Field(default=None, alias="to")
    dataset: Code | None = None

    @model_validator(mode="after")
    def _one_way(self) -> "Provisional":
        open_ended = (self.first is None) != (self.last is None)
        if open_ended or (self.first is not None and self.dataset is not None):
            refuse("schema", "a list of years, `from` and `to`, or `dataset`")
        return self


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


_NEEDED_BY_METHOD: dict[str, tuple[str, ...]] = {
    "sum": (),
    "weighted": ("weight",),
    "implied": ("numerator",),
    "shared": ("numerator", "denominator"),
    "ratio": ("numerator", "denominator", "factor"),
    "change": ("of",),
    "base": ("of", "year"),
    "refused": ("reason",),
}


class Aggregation(Entry):
    """How figures of several regions make one; docs/data.md says what each method does and needs."""

    method: Literal["sum", "weighted", "implied", "shared", "ratio", "change", "base", "refused"]
    weight: Code | None = None
    numerator: Code | None = None
    denominator: Code | None = None
    factor: float | None = None
    summed: Code | None = Field(default=None, alias="of")
    base_year: Year | None = Field(default=None, alias="year")
    reason: Literal["needs_age_detail", "weights_not_held", "partial_coverage"] | None = None

    @model_validator(mode="after")
    def _what_the_method_needs(self) -> "Aggregation":
        needed = _NEEDED_BY_METHOD[self.method]
        if self.model_dump(by_alias=True, exclude_none=True).keys() - {"method"} != set(needed):
            refuse("schema", f"the method {self.method!r} takes {', '.join(needed) or 'nothing else'}")
        return self


class CountClaim(Entry):
    """The sentence of one year: how many regions lie below a level, said by the message `claim.<message>`."""

    message: Code
    below: float


class IndicatorEntry(Entry):
    """One indicator."""

    id: Code
    names: Text
    synonyms: Synonyms
    """What people call it who ask for it: everyday words, abbreviations, parts of official names."""
    in_sentence: dict[Language, Words] = {}
    """How it is called inside a sentence, where `name_in_sentence` of `etl.languages` cannot know."""
    unit: Text
    unit_code: Code
    decimals: Annotated[int, Field(ge=0, le=6)]
    direction: Literal["better", "worse", "neutral"]
    """What a higher value is."""
    kind: Literal["level", "share", "rate", "index", "flow", "currency"]
    scope: Literal["regional", "national"]
    definition: Text
    comparability: Literal["same", "near", "differs", "single_country"]
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
    unranked: Text | None = None
    """Why its regions have no ranks; they have if missing."""
    offered: bool = True
    """In the lists to choose from; single figures are held for the record and reached by their address."""
    profile: bool = False
    """Among the headline figures of a region."""
    claim: CountClaim | None = None
    range: Annotated[tuple[float | None, float | None], Strict(False)]
    """The smallest and the largest value that can be right; null: no limit."""
    warnings: list[Annotated[Warning, BeforeValidator(_warning, json_schema_input_type=_Warning | Warning)]]
    currencies: Annotated[list[Currency], Field(min_length=1)] | None = None
    aggregation: Aggregation | None = None
    """How figures of several regions make one for a block; without it they make none."""
    countries: Annotated[dict[Country, CountrySeries], Field(min_length=1)]

    @model_validator(mode="after")
    def _single_country(self) -> "IndicatorEntry":
        if (self.comparability == "single_country") != (len(self.countries) == 1):
            countries = ", ".join(self.countries)
            refuse("comparability", f"comparability is {self.comparability!r} with the countries {countries}")
        return self

    @model_validator(mode="after")
    def _attributes_agree(self) -> "IndicatorEntry":
        if self.own_nation and not self.own_base:
            refuse("schema", "`own_nation` goes with `own_base`")
        if self.counted and self.spread != "none":
            refuse("schema", "`spread` is none where figures depend on size (`counted`)")
        return self


class Indicator(IndicatorEntry):
    """An indicator with its place: the topic its file is named after, and the file as named in messages."""

    topic: str
    file: str


IndicatorFile = Annotated[list[IndicatorEntry], Field(min_length=1)]
