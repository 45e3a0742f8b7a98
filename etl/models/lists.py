"""The lists of the catalogue: topics, publishers, sources, regions' blocks, sets and changes, corrections."""

from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from etl.models.entry import (
    Address,
    Cell,
    Code,
    Country,
    Day,
    Entry,
    Language,
    Licence,
    RegionCode,
    Text,
    Variable,
    Words,
    refuse,
)
from etl.models.indicators import WARNINGS, WarningCode


class Topic(Entry):
    """One topic; they stand in the order shown."""

    id: Code
    names: Text


class Publisher(Entry):
    """Who publishes."""

    names: Text
    url: Address
    licence: Licence
    """Holds for all its sources unless a source names its own."""
    attribution: Text
    key_env: Variable | None = None
    """Environment variable of the key its interface needs."""


class Source(Entry):
    """One table, release or page of a publisher."""

    publisher: Code
    title: Words
    """As published."""
    titles: Text
    """The title in every language; that of `language` is the original."""
    language: Language
    """Of the publication."""
    url: Address
    licence: Words | None = None
    retrieved_on: Day | None = None
    """Missing only where no row is held yet."""
    definition: Words | None = None
    coverage: Words | None = None
    breaks: Words | None = None
    obtained: Words
    """How the figures reached this repository."""
    notes: Words | None = None


class CurrencyVariant(Entry):
    """Money in one currency."""

    names: Text
    units: Annotated[dict[Country, Text], Field(min_length=1)]
    dataset: Code | None = None
    """The dataset of rates to divide by."""
    rate: Code | None = None

    def _agree(self) -> None:
        if (self.dataset is None) != (self.rate is None):
            refuse("schema", "`dataset` and `rate` go together")


class Block(Entry):
    """A block of regions or a mega-region."""

    block_code: Annotated[str, Field(pattern=r"^[A-Z]{2}-(block|mega)-[a-z-]+$")]
    country: Country
    kind: Literal["block", "megaregion"]
    names: Text


class Bureau(Entry):
    """The area of a regional bureau of a ministry, which publishes counts for it as a whole."""

    bureau_code: Annotated[str, Field(pattern=r"^METI-[A-Z]+$")]
    names: Text
    regions: Annotated[list[RegionCode], Field(min_length=1)]


class RegionSet(Entry):
    """A ready-made selection."""

    set_id: Code
    names: Text
    regions: Annotated[list[RegionCode], Field(min_length=1)]


class RegionChange(Entry):
    """What changed about a region and when."""

    region_code: RegionCode
    date: Day
    kind: Literal["founded", "split", "territory", "renamed", "merged"]
    related: list[RegionCode]
    text: Text


class Correction(Entry):
    """A declared error of a publisher."""

    dataset: Code
    row: Annotated[dict[str, Cell], Field(min_length=1)]
    expect: float
    """The wrong value; the build says so once the publisher has mended it."""
    value: float | None
    """The right one; null leaves the row out."""
    reason: Words


class DesignationIndicator(Entry):
    """What the column `indicator` of designations counts."""

    id: Code
    names: Text


class Release(Entry):
    """When a publisher releases the figures of a year."""

    datasets: Annotated[list[Code], Field(min_length=1)]
    quantities: Annotated[list[Words], Field(min_length=1)] | None = None
    """Of these datasets, only this; all if missing."""
    lag: Annotated[int, Field(ge=-11, le=60)]
    """Months from the end of the year the figures are of to the month of release: 0 is December of that year,
    1 is January of the next."""
    every: Annotated[int, Field(ge=1, le=10)] = 1
    """Years from one survey to the next."""
    basis: Literal["announced", "last_release", "usual"]
    """How it is known: announced by the publisher, by the date of the last release, by the usual month."""
    note: Words


class RegionName(Entry):
    """What a region is called in a second list."""

    region_code: RegionCode
    names: Annotated[dict[Language, Annotated[list[Words], Field(min_length=1)]], Field(min_length=1)]
    """By language; the name of regions.csv begins with one of them."""


def _whole_vocabulary(texts: dict[str, dict[str, str]]) -> dict[str, dict[str, str]]:
    missing = [code for code in WARNINGS if code not in texts]
    unknown = [code for code in texts if code not in WARNINGS]
    for codes, what in ((missing, "no text"), (unknown, "not in the vocabulary")):
        if codes:
            refuse("warning_unknown", f"{', '.join(codes)}: {what}")
    return texts


WarningTexts = Annotated[dict[str, Text], AfterValidator(_whole_vocabulary)]


MunicipalWarnings = dict[WarningCode, Text]
"""What the warnings say of municipalities, where that is not what they say of regions."""


class MunicipalMark(Entry):
    """A mark beside figures of municipalities that are as published and still mislead."""

    mark: Code
    basis: Code
    """Beside all that is computed from figures of this basis."""
    codes: Annotated[list[RegionCode], Field(min_length=1)]
    reason: Words
