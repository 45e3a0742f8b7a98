"""What tools answer, as fields: texts in the language asked for; what is not known is null, never zero."""

from typing import Annotated, Any

from pydantic import BaseModel, Field

Value = int | float | None


class Named(BaseModel):
    """A code and its name."""

    code: str
    name: str


class Remarked(BaseModel):
    """A warning of the fixed vocabulary, its name, and what it says of these figures."""

    code: str
    name: str
    text: str


class Comparability(BaseModel):
    """How far the two countries compare: `same`, `near`, `differs`, `single_country`, and why."""

    code: str
    name: str
    reason: str


class SourceAnswer(BaseModel):
    """A publication the figures are from."""

    id: str
    publisher: str
    title: str
    url: str
    licence: str
    retrieved_on: str


class Measured(BaseModel):
    """An indicator in short."""

    id: str
    name: str
    definition: str
    unit: str
    comparability: Comparability


class Figure(BaseModel):
    """One figure of one region in one year."""

    indicator: str
    region: Annotated[str, Field(description="Code")]
    name: Annotated[str, Field(description="Name of the region")]
    country: str
    year: int | None
    value: Annotated[Value, Field(description="Null where the publisher gives none, never zero")]
    unit: str
    text: Annotated[str, Field(description="The figure as a reader writes it, with its unit")]
    status: Annotated[str, Field(description="actual, provisional or projection")]
    mark: Annotated[str | None, Field(description="The publisher's sign where there is no value")]
    source: Annotated[str, Field(description="Ids of its sources, joined by ;")]
    further: Annotated[
        dict[str, str | bool | int | float | None],
        Field(description="What else belongs to it: age, rank, lag in years, …"),
    ]


class ShownExhibit(BaseModel):
    """One figure of a page: numbers, and everything a reader must know of them."""

    id: str
    title: str
    subtitle: str
    finding: Annotated[
        str, Field(description="What the figures say in a sentence; empty where they say nothing")
    ]
    indicators: list[Measured]
    comparability: Comparability
    warnings: list[Remarked]
    notes: list[str]
    base_year: Annotated[int | None, Field(description="Of an index or a change")]
    figures: list[Figure]
    missing: Annotated[list[Named], Field(description="Regions asked for that have no figure")]
    sources: list[SourceAnswer]
    source_line: str
    citation: Annotated[str, Field(description="How to cite these figures")]
    link: Annotated[str, Field(description="The page that shows them")]


class Shown(BaseModel):
    """What a page shows for a question."""

    exhibits: list[ShownExhibit]
    link: str
    language: str
    data_version: str


class RankedFigure(BaseModel):
    """A region and its place in a list."""

    rank: Annotated[int | None, Field(description="1 is the highest; null where regions must not be ranked")]
    tied: Annotated[bool, Field(description="Whether others share the rank")]
    region: str
    name: str
    year: int | None
    value: Value
    text: str


class Ranking(BaseModel):
    """A list: of both countries, or of one."""

    of: Annotated[str, Field(description="both, KR or JP")]
    rows: list[RankedFigure]


class RankingAnswer(Shown):
    """Regions in order, and whether the two countries may stand in one."""

    ranked_together: bool
    refusal: Annotated[str | None, Field(description="Why the two countries, or regions, are not ranked")]
    rankings: list[Ranking]


class FoundIndicator(Measured):
    """An indicator found."""

    topic: str
    rankable: bool
    first_year: int
    last_year: int
    countries: list[str]
    link: str


class IndicatorsAnswer(BaseModel):
    """Indicators that hold every word."""

    found: int
    indicators: list[FoundIndicator]
    topics: list[Named]
    language: str
    data_version: str


class Covered(BaseModel):
    """What is held of an indicator for one country."""

    country: str
    first_year: int
    last_year: int
    last_complete_year: int | None
    regions: int
    counts: Annotated[str, Field(description="Whom its figures count; empty where that is not declared")]


class IndicatorAnswer(FoundIndicator):
    """All that must be known of an indicator."""

    warnings: list[Remarked]
    caution: str | None
    not_ranked: Annotated[str | None, Field(description="Why its regions have no ranks")]
    coverage: list[Covered]
    currencies: list[str]
    sources: list[SourceAnswer]
    data: Annotated[dict[str, str], Field(description="Addresses of its figures as files")]
    citation: str
    language: str
    data_version: str


class Suggested(BaseModel):
    """A view that answers a question."""

    title: str
    page: str
    link: str


class UnderstoodAnswer(BaseModel):
    """What was understood of a question, in codes."""

    indicators: list[str]
    regions: list[str]
    blocks: list[str]
    municipalities: list[str]
    year: int | None
    year_from: int | None
    year_to: int | None
    intents: list[str]


class SuggestionsAnswer(BaseModel):
    """What a question leads to."""

    query: str
    understood: UnderstoodAnswer
    not_understood: list[str]
    suggestions: list[Suggested]
    language: str
    data_version: str


class ListAnswer(BaseModel):
    """A list of things: companies, ties."""

    title: str
    subtitle: str
    found: int
    offset: int
    columns: Annotated[dict[str, str], Field(description="Heading of each column")]
    rows: list[dict[str, Any]]
    warnings: list[Remarked]
    notes: list[str]
    source_line: str
    citation: str
    link: str
    language: str
    data_version: str


class SlideAnswer(BaseModel):
    """A slide that will be in the file."""

    title: str
    link: str


class SlidesAnswer(BaseModel):
    """A presentation: where its file is, and the page on which it can be changed."""

    file: str
    media_type: str
    page: str
    slides: list[SlideAnswer]
    language: str
    data_version: str
