"""`feeds/<source>.yaml`: a source that can be refreshed, and which table and item feeds which dataset."""

from typing import Annotated, Literal

from pydantic import Field

from etl.models.entry import Address, Code, Entry, Language, Text, Variable, Words, Year, refuse

Axis = Annotated[int, Field(ge=1, le=8)]
Path = Annotated[str, Field(pattern=r"^[^/].*")]


class SeriesFields(Entry):
    """One series, or what all series of a table have in common."""

    item: Words | None = None
    """The publisher's code; '*': the field whose figures are those held."""
    dataset: Code | None = None
    indicator: Words | None = None
    name: Words | None = None
    """To be compared with the answer, as `unit`."""
    unit: Words | None = None
    scale: Annotated[str, Field(pattern=r"^\d+(\.\d+)?$")] | None = None
    dimensions: dict[str, str] | None = None
    select: dict[Annotated[str, Field(pattern=r"^C[1-8]$")], str] | None = None
    nation: bool | None = None
    """National rows are taken for all years."""
    fill_gaps: bool | None = None
    """Earlier years that another dataset leaves open are filled."""


class Options(Entry):
    """Further settings of the connector."""

    country: Annotated[str, Field(min_length=2)] | None = None
    limit: Annotated[int, Field(ge=1, le=100_000)] | None = None
    organisation: Annotated[str, Field(pattern=r"^\d+$")] | None = None
    axes: dict[Annotated[str, Field(pattern=r"^objL[1-8]$")], str] | None = None
    probe: str | None = None
    scheme: Literal["kr_administrative", "kostat"] | None = None
    region_axis: Axis | None = None
    origin_axis: Axis | None = None
    age_axis: Axis | None = None
    first_year: Year | None = None
    cells_a_year: Annotated[int, Field(ge=1, le=40_000)] | None = None
    period: Literal["CY", "FY"] | None = None
    statistic: str | None = None
    agency: str | None = None
    key: str | None = None
    page: Path | None = None
    link: Words | None = None
    unwanted: Words | None = Field(default=None, alias="except")
    formats: Annotated[list[Literal["xlsx", "xls", "csv"]], Field(min_length=1)] | None = None
    hosts: list[Annotated[str, Field(pattern=r"^[a-z0-9.-]+$")]] | None = None
    several: bool | None = None
    promised: bool | None = None
    newest: bool | None = None
    figures: Literal["mic-hometown-tax"] | None = None
    official_list: Literal["meti-leading-companies", "clair-ties"] | None = Field(default=None, alias="list")
    dataset: Code | None = None
    named: bool | None = None
    agree: Literal[True] | None = None
    fill: Literal[True] | None = None
    table: Words | None = None
    path: Path | None = None
    form: dict[str, str] | None = None
    year_parameter: Words | None = None
    companies_of: Code | None = None
    details: Code | None = None
    certifications: Code | None = None
    iso: Annotated[str, Field(pattern=r"^[A-Z]{3}$")] | None = None

    def _agree(self) -> None:
        needed = {"page": ("link", "formats", "hosts"), "companies_of": ("details", "certifications")}
        for name, others in needed.items():
            lacking = [other for other in others if getattr(self, other) is None]
            if getattr(self, name) is not None and lacking:
                refuse("schema", f"`{name}` needs {', '.join(lacking)}")

    @property
    def stands_alone(self) -> bool:
        """Whether a table with these options needs no series."""
        ways = (("page",), ("companies_of",), ("iso", "country", "hosts"))
        return any(all(getattr(self, name) is not None for name in way) for way in ways)


class FeedTable(Entry):
    """One table of the publisher."""

    id: Words
    source_id: Code
    publisher: Code | None = None
    title: Words
    titles: Text
    language: Language
    """Both as in `sources.yaml`."""
    url: Address
    rhythm: Literal["yearly", "every_five_years", "rolling", "ended"]
    months: list[Annotated[int, Field(ge=1, le=12)]] = []
    """When the publisher usually has new figures."""
    notes: Words | None = None
    options: Options = Options()
    common: SeriesFields = SeriesFields()
    series: Annotated[list[SeriesFields], Field(min_length=1)] | None = None

    def _agree(self) -> None:
        if self.series is None and not self.options.stands_alone:
            refuse("schema", "needs `series`, or options with which a table is read as a whole")
        if any(one.item is None for one in self.series or []):
            refuse("schema", "a series has no `item`")


class FeedFile(Entry):
    """A source that can be refreshed; the connector is named as the file."""

    names: Text
    role: Literal["bring", "fill", "compare", "outlines"]
    """bring adds and revises, fill adds what is missing, compare and outlines only compare."""
    publisher: Code
    key_env: Variable | None = None
    key_url: Address | None = None
    credit: Words | None = None
    tables: Annotated[list[FeedTable], Field(min_length=1)]

    def _agree(self) -> None:
        if self.key_env and not self.key_url:
            refuse("schema", "`key_env` needs `key_url`, where the key is had")
