"""The hand-edited catalogue: what the indicators are, how they are computed, who publishes what."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import jsonschema
import pandas as pd

from etl import files
from etl.files import Unreadable
from etl.paths import Paths
from etl.problems import Problem, Rule
from etl.snapshots import Snapshots

SCHEMA = Rule("schema", "Correct the entry; `data/catalogue/schema/` says what is allowed.")
REGION_TABLE = Rule("region_table", "Correct regions.csv; its columns are those of the table `region`.")

LISTS = (
    *("topics", "sources", "publishers", "warnings", "currencies", "blocks", "region_sets"),
    *("region_changes", "corrections", "designation_indicators"),
)
REGION_COLUMNS = (
    "region_code",
    "country",
    "level",
    "position",
    "capital_area",
    "valid_from",
    "valid_to",
    "predecessors",
)


@dataclass(frozen=True)
class Catalogue:
    """The catalogue as read.

    Attributes:
        indicators: The indicators in their order; each has `file` (as named in messages) and `topic` added.
        regions: The rows of regions.csv; `valid_from`, `valid_to` are dates as text.
        lists: Content of the other files by name (topics, sources, publishers, …).
        shown: The catalogue's folder as named in messages.
    """

    indicators: list[dict[str, Any]]
    regions: pd.DataFrame
    lists: Mapping[str, Any]
    shown: str

    @property
    def sources(self) -> dict[str, dict[str, Any]]:
        """The sources by id."""
        return dict(self.lists["sources"])

    @property
    def publishers(self) -> dict[str, dict[str, Any]]:
        """The publishers by id."""
        return dict(self.lists["publishers"])

    def file(self, name: str) -> str:
        """Return a file of the catalogue as named in messages."""
        return f"{self.shown}/{name}"


@dataclass
class _Reader:
    paths: Paths
    problems: list[Problem] = field(default_factory=list)

    def yaml(self, name: str, schema: str) -> Any:
        """Read one YAML file and check it against its schema; None if it cannot be used."""
        path = self.paths.catalogue / name
        shown = self.paths.shown(path)
        try:
            content = files.read_yaml(path, shown)
            validator = self.validator(schema)
        except Unreadable as error:
            self.problems.append(error.problem)
            return None
        wrong = schema_problems(content, validator, shown)
        self.problems += wrong
        return None if wrong else content

    def validator(self, schema: str) -> jsonschema.Draft202012Validator:
        path = self.paths.catalogue / "schema" / f"{schema}.json"
        shown = self.paths.shown(path)
        text = files.decode(files.read_bytes(path, shown), shown)
        try:
            return jsonschema.Draft202012Validator(json.loads(text))
        except json.JSONDecodeError as error:
            raise Unreadable(SCHEMA.broken(error.msg, shown, [error.lineno])) from None

    def regions(self) -> pd.DataFrame | None:
        path = self.paths.catalogue / "regions.csv"
        shown = self.paths.shown(path)
        try:
            frame = files.read_csv(files.read_bytes(path, shown), shown)
        except Unreadable as error:
            self.problems.append(error.problem)
            return None
        missing = [column for column in REGION_COLUMNS if column not in frame]
        if missing:
            self.problems.append(REGION_TABLE.broken(f"no column {', '.join(missing)}", shown, [1]))
            return None
        return frame

    def indicators(self) -> list[dict[str, Any]]:
        found: list[tuple[Path, list[dict[str, Any]]]] = []
        for path in sorted((self.paths.catalogue / "indicators").glob("*.yaml")):
            entries = self.yaml(f"indicators/{path.name}", "indicators")
            found.append((path, entries or []))
        return [
            {**entry, "topic": path.stem, "file": self.paths.shown(path)}
            for path, entries in found
            for entry in entries
        ]


def read_catalogue(paths: Paths) -> tuple[Catalogue | None, list[Problem]]:
    """Read the catalogue and check each file against its JSON schema.

    Returns:
        The catalogue, or None if a file is missing or breaks its schema, and the problems.
    """
    reader = _Reader(paths)
    lists = {name: reader.yaml(f"{name}.yaml", name) for name in LISTS}
    regions = reader.regions()
    indicators = reader.indicators()
    if reader.problems or regions is None:
        return None, reader.problems
    order = [topic["id"] for topic in lists["topics"]]
    rank = {topic: position for position, topic in enumerate(order)}
    indicators.sort(key=lambda entry: rank.get(entry["topic"], len(order)))
    return Catalogue(indicators, regions, lists, paths.shown(paths.catalogue)), []


def with_refreshed_sources(catalogue: Catalogue, snapshots: Snapshots) -> Catalogue:
    """Return the catalogue with the sources that refreshed datasets describe themselves."""
    described = {
        source_id: {**catalogue.sources.get(source_id, {}), **source}
        for dataset in snapshots
        for source_id, source in (dataset.meta.get("described_sources") or {}).items()
    }
    if not described:
        return catalogue
    sources = {**catalogue.sources, **described}
    return replace(catalogue, lists={**catalogue.lists, "sources": sources})


def check_dataset_schemas(snapshots: Snapshots, paths: Paths) -> list[Problem]:
    """Check the YAML beside each snapshot against `schema/dataset.json`."""
    try:
        validator = _Reader(paths).validator("dataset")
    except Unreadable as error:
        return [error.problem]
    return [
        problem
        for dataset in snapshots
        for problem in schema_problems(
            dict(dataset.meta), validator, dataset.shown.removesuffix(".csv") + ".yaml"
        )
    ]


def schema_problems(content: Any, validator: jsonschema.Draft202012Validator, shown: str) -> list[Problem]:
    """Return what in a YAML file breaks its schema, naming the path inside the file."""
    problems = []
    for error in validator.iter_errors(content):
        entry = content
        where = []
        for step in error.absolute_path:
            entry = entry[step]
            named = isinstance(entry, dict) and isinstance(step, int)
            where.append(str(entry.get("id") or entry.get("source_id") or step) if named else str(step))
        problems.append(SCHEMA.broken(error.message[:300], shown, key=" > ".join(where)))
    return problems
