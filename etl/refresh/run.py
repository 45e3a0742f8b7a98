"""One refresh: collect from each source, merge, check, build, and remember."""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from shutil import rmtree
from typing import Any

import pandas as pd
from filelock import FileLock, Timeout

from etl import files
from etl.catalogue import Catalogue, read_catalogue
from etl.download.client import Client, Manners
from etl.download.errors import KeyMissing, SourceError
from etl.overlay import current_overlay, new_overlay, newer_than_build, remove_old_overlays, switch_overlay
from etl.paths import Paths
from etl.pipeline import build, check_data
from etl.problems import BuildError, DataError, Problem
from etl.publish import POINTER
from etl.refresh.changes import Change
from etl.refresh.collect import Collected, Collector, archive_of, base_url
from etl.refresh.company_details import with_companies
from etl.refresh.feeds import Feed, inputs_of, narrowed, read_feeds, wrong_targets
from etl.refresh.outcome import Options, Outcome, Summary, Watcher, fate
from etl.refresh.stage import stage_in
from etl.refresh.state import State, read_state, write_report, write_state
from etl.refresh.words import Words, read_words
from etl.snapshots import folder_of, read_snapshots
from etl.sources import CONNECTORS, Connector
from etl.sources.places import Places, read_places

CHANGES = "changes.json"
SHOWN_PROBLEMS = 5


@dataclass
class Refresh:
    """One run, holding the lock."""

    paths: Paths
    refreshed: Path
    options: Options
    watcher: Watcher
    catalogue: Catalogue
    feeds: dict[str, Feed]
    words: Words
    places: Places
    state: State
    summary: Summary = field(default_factory=Summary)

    def run(self) -> Summary:
        """Do it."""
        self._recover()
        collected = [one for feed in self._wanted() if (one := self._collect(feed)) is not None]
        if self.options.dry_run:
            return self.summary
        at = datetime.now(UTC)
        if any(one.brought for one in collected):
            self._put_in_use([one for one in collected if one.brought], at)
        elif newer_than_build(self.refreshed, self.paths.build / POINTER):
            self.summary.build_id = build(self.paths, self.watcher.line).build_id
        for outcome in self.summary.outcomes:
            about = {"code": outcome.code, "detail": outcome.detail, "reason": outcome.reason}
            self.state.attempted(outcome.source, at, outcome.outcome, **about)
        write_state(self.refreshed, self.state)
        described = {
            name: {"names": dict(feed.names), "key_env": feed.key_env, "key_url": feed.key_url,
                   "credit": feed.credit, "role": feed.role}
            for name in CONNECTORS
            if (feed := self.feeds.get(name))
        }  # fmt: skip
        write_report(self.paths, self.state, described, self.words, at)
        return self.summary

    def _wanted(self) -> list[Feed]:
        names = self.options.sources or tuple(name for name in CONNECTORS if name in self.feeds)
        pairs = inputs_of(self.catalogue, self.options.indicators) if self.options.indicators else None
        narrowed_feeds = [narrowed(self.feeds[name], pairs) for name in names]
        return [feed for feed in narrowed_feeds if feed.tables]

    def _collect(self, feed: Feed) -> Collected | None:
        """Bring one source; None if it was skipped, planned or brought nothing at all."""
        self.watcher.source(feed)
        tables = tuple(table.id for table in feed.tables)
        if feed.key_lacking and not self.options.from_snapshots:
            self._end(self._outcome(feed, "skipped", KeyMissing(f"{feed.key_env} is not set")))
            return None
        if self.options.dry_run:
            self._end(Outcome(feed.source, "planned", tables, detail=base_url(CONNECTORS[feed.source])))
            return None
        connector, feed = CONNECTORS[feed.source], with_companies(feed, self._held)
        client = Client(manners_of(connector), (feed.key,) if feed.key else ())
        collector = Collector(
            connector, feed, client, archive_of(self.refreshed), self.state, self.places, self._held,
            self.options.since, self.options.from_snapshots, self.options.accept,
        )  # fmt: skip
        try:
            collected = collector.collect(self.watcher.table)
        finally:
            client.close()
        if not collected.brought:
            outcome = fate(collected.failed.values(), "unchanged", "skipped")
            self._end(self._outcome(feed, outcome, *collected.failed.values()))
            return None
        return collected

    def _held(self, dataset: str) -> pd.DataFrame:
        csv = folder_of(dataset, self.paths) / f"{dataset}.csv"
        shown = self.paths.shown(csv)
        return files.read_csv(files.read_bytes(csv, shown), shown)

    def _put_in_use(self, collected: list[Collected], at: datetime) -> None:
        """Merge and build; if the checks object, find out which source is to blame and leave that one out."""
        accepted, problems = self._attempt(collected, at, switch=True)
        if accepted:
            return
        if len(collected) == 1:
            self._reject(collected[0], problems)
            return
        good: list[Collected] = []
        for one in collected:
            passed, problems = self._attempt([*good, one], at, switch=False)
            if passed:
                good.append(one)
            else:
                self._reject(one, problems)
        if good:
            passed, problems = self._attempt(good, at, switch=True)
            for one in good if not passed else ():
                self._reject(one, problems)

    def _attempt(
        self, collected: list[Collected], at: datetime, switch: bool
    ) -> tuple[bool, Sequence[Problem]]:
        """Merge sources into a new version and check it, or build with it."""
        overlay = new_overlay(self.refreshed)
        nations = tuple(self.catalogue.regions.query("level == 'country'")["region_code"])
        stage = stage_in(self.paths, overlay, self.words, nations, at.date(), self.options.accept)
        try:
            changes = [change for one in collected for change in stage.add(one)]
            records = [change.as_record(at) for change in changes]
            (overlay / CHANGES).write_text(json.dumps(records, ensure_ascii=False), encoding="utf-8")
            if not switch:
                check_data(stage.paths, self.watcher.line, self.options.accept)
                return True, ()
            if stage.written or newer_than_build(self.refreshed, self.paths.build / POINTER):
                built = build(
                    stage.paths,
                    self.watcher.line,
                    accept_changes=self.options.accept,
                    before_switch=lambda: switch_overlay(self.refreshed, overlay),
                )
                self.summary.build_id = built.build_id
                remove_old_overlays(self.refreshed)
            self._remember(collected, changes, records)
        except DataError as error:
            return False, error.problems
        except files.Unreadable as error:
            return False, [error.problem]
        finally:
            if current_overlay(self.refreshed) != overlay:
                rmtree(overlay, ignore_errors=True)
        return True, ()

    def _remember(
        self, collected: list[Collected], changes: list[Change], records: list[dict[str, Any]]
    ) -> None:
        self.summary.changes = changes
        self.state.changed(records)
        for one in collected:
            for brought in one.brought:
                brought.fetch.note(fate="merged")
                self.state.tables[f"{one.feed.source}/{brought.table.id}"] = {
                    "version": brought.fetch.version,
                    "content": brought.fetch.content,
                    "request": brought.request,
                    "fetch": brought.fetch.name,
                }
            errors = one.failed.values()
            result = fate(errors, "refreshed", "refreshed")
            self._end(self._outcome(one.feed, result, *errors, collected=one))

    def _reject(self, collected: Collected, problems: Sequence[Problem]) -> None:
        for brought in collected.brought:
            brought.fetch.note(fate="rejected")
        shown = [str(problem) for problem in problems[:SHOWN_PROBLEMS]]
        more = [f"… and {len(problems) - SHOWN_PROBLEMS} more"] if len(problems) > SHOWN_PROBLEMS else []
        self._end(
            Outcome(
                collected.feed.source,
                "rejected",
                tuple(brought.table.id for brought in collected.brought),
                collected.n_rows,
                self.words.failure("rejected"),
                "rejected",
                "\n".join([*shown, *more]),
            )
        )

    def _outcome(
        self, feed: Feed, outcome: str, *errors: SourceError, collected: Collected | None = None
    ) -> Outcome:
        tables = tuple(one.table.id for one in collected.brought) if collected else ()
        rows = collected.n_rows if collected else 0
        if not errors:
            return Outcome(feed.source, outcome, tables, rows)
        values = {"key": feed.key_env or "", "url": feed.key_url}
        reason = self.words.failure(errors[0].code, **values)
        detail = "\n".join(error.detail for error in errors)
        return Outcome(feed.source, outcome, tables, rows, reason, errors[0].code, detail)

    def _end(self, outcome: Outcome) -> None:
        self.summary.outcomes.append(outcome)
        self.watcher.outcome(outcome)

    def _recover(self) -> None:
        """Take over the change log of a run that was stopped after its datasets were put in use."""
        overlay = self.paths.overlay
        try:
            records = json.loads((overlay / CHANGES).read_text(encoding="utf-8")) if overlay else []
        except (OSError, ValueError):
            return
        known = {one["at"] for one in self.state.changes}
        self.state.changed([one for one in records if one["at"] not in known])


def refresh(paths: Paths, options: Options, watcher: Watcher | None = None) -> Summary:
    """Bring new figures from the publishers; what does not pass every check is not used.

    Args:
        paths: The folders.
        options: What is asked.
        watcher: Is told how it goes.

    Raises:
        DataError: If the catalogue is wrong.
        BuildError: If another refresh runs or the disk cannot be written.
    """
    refreshed = paths.refreshed or paths.data / "refreshed"
    catalogue, problems = read_catalogue(paths)
    if catalogue is None:
        raise DataError(problems)
    feeds = read_feeds(paths)
    snapshots, unreadable = read_snapshots(paths)
    unknown = [name for name in options.sources if name not in feeds]
    if unknown:
        raise UnknownSource(unknown, list(feeds))
    wrong = [*unreadable, *wrong_targets(feeds.values(), snapshots.datasets)]
    if wrong:
        raise DataError(wrong)
    codes = paths.catalogue / "region_codes.csv"
    try:
        places = read_places(
            files.read_csv(files.read_bytes(codes, paths.shown(codes)), paths.shown(codes)), catalogue.regions
        )
    except files.Unreadable as error:
        raise DataError([error.problem]) from None
    words = read_words(paths, catalogue)
    with only_refresh(refreshed):
        try:
            return Refresh(
                paths, refreshed, options, watcher or Watcher(), catalogue, feeds, words, places,
                read_state(refreshed),
            ).run()  # fmt: skip
        except OSError as error:
            raise BuildError(f"{refreshed} cannot be written: {error.strerror or error}") from error


def manners_of(connector: Connector) -> Manners:
    """Return how a publisher is asked: as its connector says."""
    return Manners(pause=connector.pause)


class UnknownSource(Exception):
    """A source that there is no feed for."""

    def __init__(self, unknown: list[str], known: list[str]) -> None:
        """Name both."""
        super().__init__(f"no source {', '.join(unknown)}; there are {', '.join(known)}")


@contextmanager
def only_refresh(folder: Path) -> Iterator[None]:
    """Hold the lock, so that two refreshes do not collide; it is freed when a process dies.

    Raises:
        BuildError: If another refresh runs, or the folder cannot be made.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = FileLock(folder / "refresh.lock", timeout=0)
        lock.acquire()
    except Timeout:
        raise BuildError(f"another refresh runs in {folder}; wait until it has finished") from None
    except OSError as error:
        raise BuildError(f"{folder} cannot be written: {error.strerror}") from None
    try:
        yield
    finally:
        lock.release()
