"""What refresh and import share: one at a time, merged into a new version, checked, built, remembered."""

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from shutil import rmtree
from typing import Any

import pandas as pd

from etl import files
from etl.catalogue import Catalogue, read_catalogue
from etl.download.archive import Archive
from etl.download.client import Client, Manners
from etl.imports.formats import reading_of
from etl.overlay import (
    current_overlay,
    in_use,
    new_overlay,
    newer_than_build,
    remove_old_overlays,
    switch_overlay,
)
from etl.paths import Paths
from etl.pipeline import Built, build, check_data
from etl.problems import BuildError, DataError, Problem
from etl.publish import POINTER
from etl.refresh.changes import Change
from etl.refresh.collect import Collected, Collector
from etl.refresh.company_details import with_companies
from etl.refresh.feeds import Feed, read_feeds
from etl.refresh.list_merge import MergedList
from etl.refresh.merge import Merged
from etl.refresh.merged import MergedTables, datasets_of, read_merged
from etl.refresh.outcome import Rejection
from etl.refresh.stage import Stage
from etl.refresh.state import State, read_state, write_report, write_state
from etl.refresh.words import Words, read_words
from etl.snapshots import rows_in_use, superseded
from etl.sources import CONNECTORS
from etl.sources.connector import Connector
from etl.sources.places import Places, read_places
from etl.whole_files import alone, json_bytes, replace_file

CHANGES = "changes.json"


@dataclass
class Intake:
    """One run of refresh or import, holding the lock.

    Attributes:
        paths: The folders; `overlay` is the version in use.
        refreshed: Folder of what is brought.
        catalogue: The catalogue.
        feeds: The sources that can be refreshed.
        words: The sentences of the change log.
        places: The regions.
        state: Outcomes and change log of former runs.
        merged: What is merged into the datasets in use.
        line: Told of the progress of a build.
        accept: Whether changes beyond the usual bounds are meant.
        at: Time of the run.
        changes: What changed.
        built: The new build; None if the former one stays.
        results: By table, what was merged.
        notices: What a person should know beside that.
    """

    paths: Paths
    refreshed: Path
    catalogue: Catalogue
    feeds: dict[str, Feed]
    words: Words
    places: Places
    state: State
    merged: MergedTables
    line: Callable[[str], None]
    accept: bool
    at: datetime
    changes: list[Change] = field(default_factory=list)
    built: Built | None = None
    results: dict[str, list[Merged | MergedList]] = field(default_factory=dict)
    notices: list[str] = field(default_factory=list)

    @property
    def archive(self) -> Archive:
        """Where raw answers and imported files are kept."""
        return Archive(self.refreshed / "raw")

    def held(self, dataset: str) -> pd.DataFrame:
        """Return the rows of a dataset in use as text, columns of its CSV."""
        return rows_in_use(dataset, self.paths)

    def collector(self, feed: Feed, client: Client, since: int | None, offline: bool) -> Collector:
        """Return what brings the tables of a source."""
        return Collector(
            CONNECTORS[feed.source], with_companies(feed, self.held), client, self.archive, self.merged.known,
            self.places, self.held, since, offline, self.accept,
        )  # fmt: skip

    def put_in_use(self, collected: Sequence[Collected], accept: bool = False) -> list[Rejection]:
        """Merge and build; if the checks object, find out which source is to blame and leave that one out.

        Args:
            collected: What each source brought.
            accept: Whether large changes are meant, whatever was asked of the run.

        Returns:
            What is left out.
        """
        problems = self._attempt(collected, accept, switch=True)
        if problems is None:
            return []
        if len(collected) == 1:
            return [_rejected(collected[0], problems)]
        good: list[Collected] = []
        rejected: list[Rejection] = []
        for one in collected:
            problems = self._attempt([*good, one], accept, switch=False)
            if problems is None:
                good.append(one)
            else:
                rejected.append(_rejected(one, problems))
        problems = self._attempt(good, accept, switch=True) if good else None
        return rejected if problems is None else [*rejected, *(_rejected(one, problems) for one in good)]

    def _attempt(
        self, collected: Sequence[Collected], accept: bool, switch: bool
    ) -> Sequence[Problem] | None:
        """Merge into a new version and check it, or build with it; return what the checks object to."""
        overlay = new_overlay(self.refreshed)
        accept = accept or self.accept
        nations = tuple(self.catalogue.regions.query("level == 'country'")["region_code"])
        reading = reading_of(self.catalogue.regions, self.catalogue.municipalities, "")
        stage = Stage(replace(self.paths, overlay=overlay), self.words, reading, nations, accept)
        try:
            dropped = _drop_superseded(stage.paths, overlay, collected)
            changes = [change for one in collected for change in stage.add(one)]
            records = [change.as_record(self.at) for change in changes]
            if not switch:
                check_data(stage.paths, self.line, accept)
                return None
            merged = self.merged.adding(collected)
            if stage.written or dropped or newer_than_build(self.refreshed, self.paths.build / POINTER):
                merged.write(overlay)
                replace_file(overlay / CHANGES, json_bytes(records))
                self.built = build(
                    stage.paths,
                    self.line,
                    accept_changes=accept,
                    before_switch=lambda: switch_overlay(self.refreshed, overlay),
                )
                self.paths = stage.paths
                remove_old_overlays(self.refreshed)
        except DataError as error:
            return error.problems
        except files.Unreadable as error:
            return [error.problem]
        finally:
            if current_overlay(self.refreshed) != overlay:
                rmtree(overlay, ignore_errors=True)
        self._remember(collected, changes, records, merged, stage)
        return None

    def _remember(
        self,
        collected: Sequence[Collected],
        changes: list[Change],
        records: list[dict[str, Any]],
        merged: MergedTables,
        stage: Stage,
    ) -> None:
        self.merged = merged
        self.changes += changes
        self.results |= stage.results
        self.state.changed(records)
        for one in collected:
            for brought in one.brought:
                brought.fetch.note(fate="merged")

    def finish(self) -> None:
        """Build what a run that was stopped had put in use, and store what is remembered."""
        if self.built is None and newer_than_build(self.refreshed, self.paths.build / POINTER):
            self.built = build(self.paths, self.line)
        self.merged.write(in_use(self.refreshed))
        write_state(self.refreshed, self.state)
        feeds = {name: self.feeds[name] for name in CONNECTORS if name in self.feeds}
        write_report(self.paths, self.state, feeds, self.words, self.at)

    def take_over_changes(self) -> None:
        """Take over the change log of a run that was stopped after its datasets were put in use."""
        overlay = self.paths.overlay
        try:
            records = json.loads((overlay / CHANGES).read_text(encoding="utf-8")) if overlay else []
        except (OSError, ValueError):
            return
        known = {one["at"] for one in self.state.changes}
        self.state.changed([one for one in records if one["at"] not in known])


@contextmanager
def intake(paths: Paths, line: Callable[[str], None], accept: bool = False) -> Iterator[Intake]:
    """Hold the lock of what is brought, with all that merging needs.

    Args:
        paths: The folders.
        line: Told of the progress of a build.
        accept: Whether changes beyond the usual bounds are meant.

    Raises:
        DataError: If the catalogue is wrong.
        BuildError: If another refresh or import runs, or the disk cannot be written.
    """
    refreshed = paths.refreshed or paths.data / "refreshed"
    catalogue, problems = read_catalogue(paths)
    if catalogue is None:
        raise DataError(problems)
    feeds, words = read_feeds(paths), read_words(paths, catalogue)
    codes = paths.catalogue / "region_codes.csv"
    try:
        rows = files.read_table(codes, paths.shown(codes))
    except files.Unreadable as error:
        raise DataError([error.problem]) from None
    places = read_places(rows, catalogue.regions, catalogue.municipalities)
    try:
        with alone(refreshed, "refresh.lock", "refresh or import"):
            # Only now: another run may have put a version in use since the paths were read.
            paths = replace(paths, overlay=current_overlay(refreshed))
            yield Intake(
                paths, refreshed, catalogue, feeds, words, places, read_state(refreshed),
                read_merged(in_use(refreshed), paths.snapshots), line, accept, datetime.now(UTC),
            )  # fmt: skip
    except OSError as error:
        raise BuildError(f"{refreshed} cannot be written: {error.strerror or error}") from error


def manners_of(connector: Connector) -> Manners:
    """Return how a publisher is asked: as its connector says."""
    return Manners(pause=connector.pause)


def _drop_superseded(paths: Paths, overlay: Path, collected: Sequence[Collected]) -> bool:
    """Take out of a new version what is merged anew into a file shipped since."""
    brought = {name for one in collected for part in one.brought for name in datasets_of(part.table)}
    gone = brought.intersection(superseded(paths))
    for name in gone:
        for kind in ("yaml", "csv"):
            (overlay / f"{name}.{kind}").unlink(missing_ok=True)
    return bool(gone)


def _rejected(collected: Collected, problems: Sequence[Problem]) -> Rejection:
    for brought in collected.brought:
        brought.fetch.note(fate="rejected")
    return Rejection(collected, problems)
