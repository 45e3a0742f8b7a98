"""Which table and item of which publisher feeds which of our datasets: data/catalogue/feeds/*.yaml."""

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from pydantic import TypeAdapter

from etl.catalogue import Catalogue
from etl.entries import read_entries
from etl.imports.registry import FORMATS
from etl.models.feeds import FeedFile
from etl.models.indicators import LEVELS
from etl.paths import Paths
from etl.problems import DataError, Problem, Rule
from etl.sources.connector import Series, Table

FEED = Rule("feed", "Correct the file in data/catalogue/feeds/; etl/models/feeds.py says what is allowed.")
FEED_FORM = TypeAdapter(FeedFile)


@dataclass(frozen=True)
class Feed:
    """One source that can be refreshed.

    Attributes:
        source: Its name; the connector has the same.
        names: Its name in three languages.
        role: `bring` (adds and revises), `fill` (adds what is missing, compares the rest), `compare`,
            `outlines` (compares the outlines of the map).
        publisher: Id in publishers.yaml.
        tables: Its tables.
        key_env: Environment variable of its key, or None if it needs none.
        key_url: Where a key is had.
        credit: The sentence its terms require, or empty.
    """

    source: str
    names: Mapping[str, str]
    role: str
    publisher: str
    tables: tuple[Table, ...]
    key_env: str | None = None
    key_url: str = ""
    credit: str = ""

    @property
    def key(self) -> str | None:
        """The key, from the environment."""
        return (os.environ.get(self.key_env) or "").strip() or None if self.key_env else None

    @property
    def key_lacking(self) -> bool:
        """Whether the source needs a key that is not there."""
        return self.key_env is not None and self.key is None


def read_feeds(paths: Paths) -> dict[str, Feed]:
    """Return the feeds by source.

    Raises:
        DataError: If a file does not fit its model.
    """
    if not (paths.catalogue / "feeds").is_dir():
        return {}
    feeds, problems = {}, list[Problem]()
    for path in sorted((paths.catalogue / "feeds").glob("*.yaml")):
        content = read_entries(path, paths.shown(path), FEED_FORM, problems)
        if content is not None:
            about = content.model_dump(exclude_unset=True, by_alias=True)
            tables = tuple(map(_table, about.pop("tables")))
            feeds[path.stem] = Feed(path.stem, **about, tables=tables)
    if problems:
        raise DataError(problems)
    return feeds


def wrong_targets(feeds: Iterable[Feed], datasets: Mapping[str, Any]) -> list[Problem]:
    """Return a problem for each series whose dataset or indicator does not exist."""
    return [
        FEED.broken(f"{dataset} has no indicator {indicator}", key=f"{feed.source}, {table.id}")
        if indicator
        else FEED.broken(f"there is no dataset {dataset}", key=f"{feed.source}, {table.id}")
        for feed in feeds
        for table in feed.tables
        for dataset, indicator in [*targets(table), *_asked_of(table)]
        if dataset not in datasets or (indicator and indicator not in datasets[dataset].by_indicator)
    ]


def targets(table: Table) -> list[tuple[str, str]]:
    """Return the (dataset, indicator) pairs that a table feeds; of files, the dataset and no indicator."""
    if table.series:
        return [(one.dataset, one.indicator) for one in table.series]
    name = table.options.get("list")
    given = [table.options.get(one, "") for one in ("dataset", "details", "certifications")]
    datasets = [FORMATS[name].dataset, FORMATS[name].counts] if name else given
    return [(dataset, "") for dataset in datasets if dataset]


def _asked_of(table: Table) -> list[tuple[str, str]]:
    """Return the list whose companies a table is asked for, and no indicator; most tables have none."""
    return [(table.options["companies_of"], "")] if "companies_of" in table.options else []


def only_kept(table: Table) -> bool:
    """Say whether the files of a table are kept for a person to enter, since they cannot be read safely."""
    return "page" in table.options and not table.series and "list" not in table.options


def narrowed(feed: Feed, wanted: set[tuple[str, str]] | None) -> Feed:
    """Return a feed with only the series that bring the wanted (dataset, indicator) pairs; None: all."""
    if wanted is None:
        return feed
    wanted_datasets = {dataset for dataset, _ in wanted}
    tables = []
    for table in feed.tables:
        series = tuple(one for one in table.series if (one.dataset, one.indicator) in wanted)
        if series or (not table.series and wanted_datasets.intersection(name for name, _ in targets(table))):
            tables.append(replace(table, series=series))
    return replace(feed, tables=tuple(tables))


def inputs_of(catalogue: Catalogue, indicators: Iterable[str]) -> set[tuple[str, str]]:
    """Return the (dataset, indicator) pairs behind indicators of the catalogue.

    Raises:
        DataError: If an indicator is unknown.
    """
    by_id = {entry.id: entry for entry in catalogue.indicators}
    unknown = [name for name in indicators if name not in by_id]
    if unknown:
        raise DataError([FEED.broken(f"there is no indicator {name}") for name in unknown])
    return {
        (leaf.dataset, leaf.indicator)
        for name in indicators
        for level in LEVELS
        for country in by_id[name].series_at(level).values()
        for leaf in country.leaves
    }


def _table(entry: dict[str, Any]) -> Table:
    common = entry.get("common", {})
    series = tuple(Series(**{**common, **one}) for one in entry.get("series", ()))
    return Table(entry["id"], entry["source_id"], entry["title"], series, entry.get("options", {}), entry)
