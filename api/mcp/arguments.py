"""What tools take: the parameters of the addresses, under the same names."""

from typing import Annotated, Any, Literal

from mcp.server.mcpserver.utilities.func_metadata import ArgModelBase
from pydantic import BeforeValidator, ConfigDict, Field

from regions.database.languages import DEFAULT_LANGUAGE, Language
from regions.questions.suggesting import LONGEST_QUESTION, MOST_SUGGESTIONS

LONGEST_TEXT = 300
FIRST_YEAR, LAST_YEAR = 1900, 2100


def _several(value: Any) -> Any:
    """Take one value for a list of one: assistants write either."""
    return [value] if isinstance(value, str) else value


Name = Annotated[str, Field(min_length=1, max_length=LONGEST_TEXT)]
Year = Annotated[int, Field(ge=FIRST_YEAR, le=LAST_YEAR)]
Country = Literal["KR", "JP"]
Currency = Literal["national", "usd", "ppp"]

_REGIONS = (
    "ISO 3166-2 codes (KR-47, JP-05; KR and JP for the nations) or names in Korean, Japanese or English"
)
_INDICATORS = "Indicator ids, such as total_fertility_rate, or names in Korean, Japanese or English"
SeveralRegions = Annotated[list[Name], BeforeValidator(_several), Field(max_length=66, description=_REGIONS)]
SeveralIndicators = Annotated[
    list[Name], BeforeValidator(_several), Field(max_length=20, description=_INDICATORS)
]
OneRegion = Annotated[Name, Field(description="A code such as KR-47 or JP-05, or a name in any language")]
OneIndicator = Annotated[
    Name, Field(description="An id such as total_fertility_rate, or a name in any language")
]
Money = Annotated[
    Currency | None,
    Field(description="For sums of money: as published, in US dollars or at purchasing power parities"),
]


class Arguments(ArgModelBase):
    """What every tool takes. A name it does not know is refused: it would silently widen an answer."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    lang: Annotated[Language, Field(description="Language of the answer")] = DEFAULT_LANGUAGE


class Span(Arguments):
    """Years from and to, both included; left out, all years held."""

    from_: Annotated[Year | None, Field(alias="from", description="First year")] = None
    to: Annotated[Year | None, Field(description="Last year")] = None


class Question(Arguments):
    """A question in words."""

    q: Annotated[str, Field(min_length=1, max_length=LONGEST_QUESTION, description="The question")]
    limit: Annotated[int, Field(ge=1, le=MOST_SUGGESTIONS, description="Most suggestions")] = 5


class Search(Arguments):
    """Words to look for among the indicators."""

    words: Annotated[str, Field(max_length=LONGEST_TEXT, description="Words that all have to occur")] = ""
    topic: Annotated[str | None, Field(description="A topic code; those there are stand in the answer")] = (
        None
    )
    limit: Annotated[int, Field(ge=1, le=200)] = 20


class OfIndicator(Arguments):
    """One indicator."""

    indicator: OneIndicator


class Selected(Span):
    """Figures of any combination."""

    indicator: SeveralIndicators
    region: SeveralRegions = []
    country: Annotated[list[Country], BeforeValidator(_several)] = []
    mode: Annotated[
        Literal["level", "per_head", "index", "change"],
        Field(description="As published, per head, or against the first year"),
    ] = "level"
    currency: Money = None


class Compared(Span):
    """Regions set side by side over the years."""

    indicator: SeveralIndicators
    region: SeveralRegions
    mode: Annotated[
        Literal["level", "index", "change"],
        Field(description="As published, index or change since a base year"),
    ] = "level"
    currency: Money = None


class Ranked(Arguments):
    """Regions in the order of an indicator."""

    indicator: OneIndicator
    year: Annotated[Year | None, Field(description="Left out: the latest complete year of each country")] = (
        None
    )
    among: Annotated[Literal["all", "KR", "JP"], Field(description="Both countries or one")] = "all"
    by: Annotated[
        Literal["region", "block", "megaregion"], Field(description="Regions, or blocks of them")
    ] = "region"
    order: Annotated[Literal["highest", "lowest"], Field(description="Which end comes first")] = "highest"
    limit: Annotated[int, Field(ge=1, le=100, description="How many of each list")] = 100
    currency: Money = None


class Related(Arguments):
    """Two indicators set against each other."""

    x: OneIndicator
    y: OneIndicator
    year: Annotated[Year | None, Field(description="Left out: the latest year both have")] = None
    among: Annotated[Literal["all", "KR", "JP"], Field(description="Both countries or one")] = "all"


class Shifted(Arguments):
    """When the other country was where a region is now."""

    indicator: OneIndicator
    region: OneRegion
    shift: Annotated[
        Literal["when", "ranking", "trend"],
        Field(description="When it was so there; every region of the country; how the lag has changed"),
    ] = "when"


class Profiled(Arguments):
    """A region and what of it is told."""

    region: OneRegion
    section: Annotated[
        Literal["figures", "pyramid", "accounts", "flows", "ages", "outlook"],
        Field(
            description="Latest figure of every indicator with its rank; population by age and sex; what "
            "made the population change; moves to and from other regions; moves by age; projections"
        ),
    ] = "figures"


class Likened(Arguments):
    """A region whose likes are sought."""

    region: OneRegion
    theme: Annotated[Literal["all", "demography", "economy"], Field(description="By what")] = "all"


class Listed(Arguments):
    """A part of a list."""

    limit: Annotated[int, Field(ge=1, le=200, description="Most rows of the answer")] = 50
    offset: Annotated[int, Field(ge=0, le=100_000, description="Rows passed over")] = 0


class OfCompanies(Listed):
    """Which designated companies."""

    region: SeveralRegions = []
    programme: Annotated[
        list[Name], BeforeValidator(_several), Field(max_length=11, description="Ids of schemes")
    ] = []
    q: Annotated[str, Field(max_length=80, description="Words of name, town or industry")] = ""


class OfTies(Listed):
    """Whose ties; all without a region."""

    region: Annotated[SeveralRegions, Field(max_length=3)] = []


class OfSlides(Arguments):
    """What stands on the slides."""

    slides: Annotated[
        list[Annotated[str, Field(min_length=1, max_length=2000)]],
        BeforeValidator(_several),
        Field(min_length=1, max_length=20, description="Links of views as other tools answer them, in order"),
    ]
    name: Annotated[str, Field(max_length=200, description="Title of the presentation")] = ""
