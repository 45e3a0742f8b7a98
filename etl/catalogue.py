"""The hand-edited catalogue: what the indicators are, how they are computed, who publishes what."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Annotated, Any, TypeVar

import pandas as pd
from pydantic import Field, TypeAdapter

from etl import files
from etl.entries import read_entries
from etl.files import Unreadable
from etl.languages import LANGUAGES
from etl.models.entry import Code, Text
from etl.models.indicators import Indicator, IndicatorFile
from etl.models.insights import Finding, Peers
from etl.models.lists import (
    Block,
    Bureau,
    Correction,
    CurrencyVariant,
    DesignationIndicator,
    MunicipalMark,
    MunicipalWarnings,
    Publisher,
    RegionChange,
    RegionName,
    RegionSet,
    Release,
    Source,
    Topic,
    WarningTexts,
)
from etl.models.questions import QuestionWords
from etl.models.unusual import Balance, Unusual
from etl.paths import Paths
from etl.problems import Problem, Rule
from etl.snapshots import Snapshots

REGION_TABLE = Rule("region_table", "Correct regions.csv; its columns are those of the table `region`.")
MUNICIPALITY_TABLE = Rule("municipality_table", "Correct municipalities.csv; docs/data.md lists its columns.")
MUNICIPALITY_COLUMNS = (
    *("municipality_code", "country", "level", "kind", "parent_code", "hanja", "reading"),
    *("former_names", "former_codes", "valid_from", "valid_to", "area_km2", "latitude", "longitude"),
    *(f"name_{language}" for language in LANGUAGES),
)
REGION_COLUMNS = (
    *("region_code", "country", "level", "position", "capital_area"),
    *("valid_from", "valid_to", "predecessors"),
)
Model = TypeVar("Model")


@dataclass(frozen=True)
class Lists:
    """The files `<name>.yaml` of the catalogue, each under the name of its file."""

    topics: Annotated[list[Topic], Field(min_length=1)]
    sources: dict[Code, Source]
    publishers: dict[Code, Publisher]
    warnings: WarningTexts
    municipal_warnings: MunicipalWarnings
    municipal_marks: list[MunicipalMark]
    population_bases: dict[Code, Text]
    currencies: dict[str, CurrencyVariant]
    blocks: list[Block]
    bureaus: list[Bureau]
    region_sets: list[RegionSet]
    region_changes: list[RegionChange]
    corrections: list[Correction]
    unusual_figures: list[Unusual]
    balances: list[Balance]
    iso_3166_2: list[RegionName]
    designation_indicators: list[DesignationIndicator]
    releases: list[Release]
    peers: Peers
    findings: list[Finding]
    question_words: QuestionWords


@dataclass(frozen=True)
class Catalogue:
    """The catalogue as read.

    Attributes:
        indicators: The indicators in their order.
        regions: The rows of regions.csv; `valid_from`, `valid_to` are dates as text.
        municipalities: The rows of municipalities.csv.
        lists: The other files.
        shown: The catalogue's folder as named in messages.
    """

    indicators: list[Indicator]
    regions: pd.DataFrame
    municipalities: pd.DataFrame
    lists: Lists
    shown: str

    @property
    def municipality_codes(self) -> "pd.Series[str]":
        """The codes of the municipalities, wards of cities left out."""
        own: pd.Series[str] = self.municipalities.loc[
            self.municipalities["level"] == "municipality", "municipality_code"
        ]
        return own

    @property
    def sources(self) -> Mapping[str, Source]:
        """The sources by id."""
        return self.lists.sources

    @property
    def publishers(self) -> Mapping[str, Publisher]:
        """The publishers by id."""
        return self.lists.publishers

    def file(self, name: str) -> str:
        """Return a file of the catalogue as named in messages."""
        return f"{self.shown}/{name}"


LIST_FORMS = {name: TypeAdapter(form) for name, form in Lists.__annotations__.items()}
INDICATOR_FORM = TypeAdapter(IndicatorFile)


@dataclass
class _Reader:
    paths: Paths
    problems: list[Problem] = field(default_factory=list)

    def entries(self, name: str, form: TypeAdapter[Model]) -> Model | None:
        """Read one YAML file; None if it cannot be used."""
        path = self.paths.catalogue / name
        return read_entries(path, self.paths.shown(path), form, self.problems)

    def table(self, name: str, columns: Sequence[str], rule: Rule) -> pd.DataFrame | None:
        """Read one CSV file; None if it cannot be used."""
        path = self.paths.catalogue / name
        shown = self.paths.shown(path)
        try:
            frame = files.read_table(path, shown)
        except Unreadable as error:
            self.problems.append(error.problem)
            return None
        missing = [column for column in columns if column not in frame]
        if missing:
            self.problems.append(rule.broken(f"no column {', '.join(missing)}", shown, [1]))
            return None
        return frame

    def indicators(self) -> list[Indicator]:
        return [
            Indicator(**dict(entry), topic=path.stem, file=self.paths.shown(path))
            for path in sorted((self.paths.catalogue / "indicators").glob("*.yaml"))
            for entry in self.entries(f"indicators/{path.name}", INDICATOR_FORM) or []
        ]


def read_catalogue(paths: Paths) -> tuple[Catalogue | None, list[Problem]]:
    """Read the catalogue and check each file against its model.

    Returns:
        The catalogue, or None if a file is missing or does not fit its model, and the problems.
    """
    reader = _Reader(paths)
    lists: dict[str, Any] = {name: reader.entries(f"{name}.yaml", form) for name, form in LIST_FORMS.items()}
    regions = reader.table("regions.csv", REGION_COLUMNS, REGION_TABLE)
    municipalities = reader.table("municipalities.csv", MUNICIPALITY_COLUMNS, MUNICIPALITY_TABLE)
    indicators = reader.indicators()
    if reader.problems or regions is None or municipalities is None:
        return None, reader.problems
    known = Lists(**lists)
    rank = {topic.id: position for position, topic in enumerate(known.topics)}
    indicators.sort(key=lambda entry: rank.get(entry.topic, len(rank)))
    return Catalogue(indicators, regions, municipalities, known, paths.shown(paths.catalogue)), []


def with_refreshed_sources(catalogue: Catalogue, snapshots: Snapshots) -> Catalogue:
    """Return the catalogue with the sources that refreshed datasets describe themselves."""
    sources = dict(catalogue.sources)
    for dataset in snapshots:
        for source_id, source in dataset.meta.described_sources.items():
            known = sources.get(source_id)
            new = source.model_dump(exclude_unset=True)
            sources[source_id] = known.model_copy(update=new) if known else source
    return replace(catalogue, lists=replace(catalogue.lists, sources=sources))
