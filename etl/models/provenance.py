"""`snapshots/<dataset>.yaml`: what a dataset is and where it comes from."""

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, ConfigDict, Field

from etl.languages import LANGUAGES, ORIGINAL
from etl.models.entry import (
    Code,
    Country,
    Day,
    Entry,
    RegionCode,
    Sha256,
    Status,
    Where,
    Words,
    Year,
    Years,
    refuse,
)
from etl.models.lists import Source

Kind = Literal["series", "list", "age", "flow", "rate"]
ListTable = Literal[
    "company",
    "programme",
    "designation",
    "tie",
    "exchange_event",
    "policy_milestone",
    "programme_aspect",
    "depopulation_area",
    "municipal_designation",
    "policy_figure",
    "migration_by_age",
    "company_detail",
    "company_certification",
]


def _titled(value: Any) -> Any:
    """Give a source that an older version described its title in every language."""
    if not isinstance(value, dict) or "titles" in value:
        return value
    return {**value, "titles": dict.fromkeys(LANGUAGES, value.get("title")), "language": ORIGINAL}


class Anchor(Entry):
    """A single figure known from the publisher; further columns narrow it down."""

    model_config = ConfigDict(extra="allow")

    region_code: RegionCode
    year: Year
    indicator: Words
    value: float

    @property
    def key(self) -> dict[str, Any]:
        """The columns that find the row."""
        named = {"region_code": self.region_code, "year": self.year, "indicator": self.indicator}
        return {**named, **(self.model_extra or {})}


class PartsSum(Entry):
    """Regions that add up to the nation."""

    indicator: Words
    tolerance: Annotated[float, Field(gt=0, le=0.1)]
    """Share of the national figure by which the sum may miss it."""
    where: Where = {}
    years: Years | None = None


class NotCovered(Entry):
    """A region the publisher does not cover."""

    region_code: RegionCode
    years: Years
    reason: Words


class TrueZeros(Entry):
    """Figures that are zero from the first year of a series on."""

    indicator: Words
    reason: Words


class DatasetCoverage(Entry):
    """Years and number of regions."""

    first_year: Year | None = None
    last_year: Year | None = None
    regions: int | None = None


class ImportedFile(Entry):
    """An official file whose rows were merged in."""

    file: Words
    sha256: Sha256
    on: Day


class Provenance(Entry):
    """The YAML beside a dataset."""

    dataset: Code
    title: Words
    kind: Kind
    table: ListTable | None = None
    """The table of the database that a list fills."""
    sources: Annotated[list[Words], Field(min_length=1)]
    """The first holds for rows without one of their own."""
    country: Country | None = None
    level: Literal["region", "municipality"] = "region"
    """Whose figures they are: those of regions and nations, or of municipalities."""
    basis: Code | None = None
    """Figures of different bases never meet in a formula."""
    edition: Words | None = None
    """Editions are chained only over a break that the indicator declares."""
    status: Status = "actual"
    provisional: list[Year] = []
    units: dict[str, Words] = {}
    dimensions: list[Words] = []
    programme_id: Code | None = None
    coverage: DatasetCoverage | None = None
    back_cast: bool = False
    """The publisher gives figures of regions for years before they existed."""
    not_covered: list[NotCovered] = []
    true_zeros: list[TrueZeros] = []
    parts_tolerance: float | None = None
    parts_sum_to_total: list[PartsSum] = []
    anchors: list[Anchor] = []
    notes: Words | None = None
    imports: list[ImportedFile] = []
    retrieved_on: Day | None = None
    sha256: Sha256
    rows: int
    based_on: Sha256 | None = None
    """Of a refreshed dataset: the shipped file it was made from."""
    described_sources: dict[Code, Annotated[Source, BeforeValidator(_titled)]] = {}
    """Of a refreshed dataset: the sources that the refresh brought."""

    def _agree(self) -> None:
        if self.rows and self.retrieved_on is None:
            refuse("schema", "a dataset with rows has `retrieved_on`")
        if len(set(self.sources)) < len(self.sources):
            refuse("schema", "a source stands twice in `sources`")
