"""One refresh: collect from each source, take in what is new, say what became of it."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from etl.download.client import Client
from etl.download.errors import KeyMissing, SourceError
from etl.paths import Paths
from etl.problems import DataError
from etl.refresh.collect import Collected, base_url
from etl.refresh.feeds import Feed, inputs_of, narrowed, wrong_targets
from etl.refresh.imported import SOURCE
from etl.refresh.intake import Intake, intake, manners_of
from etl.refresh.outcome import Options, Outcome, Rejection, Summary, Watcher, fate
from etl.refresh.resume import resume, with_imports
from etl.snapshots import read_snapshots
from etl.sources import CONNECTORS


@dataclass
class Refresh:
    """One run, holding the lock."""

    intake: Intake
    options: Options
    watcher: Watcher
    summary: Summary = field(default_factory=Summary)

    def run(self) -> Summary:
        """Do it."""
        options, intake = self.options, self.intake
        if not options.dry_run:
            self._reject(resume(intake))
            for notice in intake.notices:
                self.watcher.line(notice)
        collected = [one for feed in self._wanted() if (one := self._collect(feed)) is not None]
        if options.dry_run:
            return self.summary
        if options.from_snapshots and not (options.sources or options.indicators):
            collected = with_imports(intake, collected, None)
        rejected = intake.put_in_use(collected) if collected else []
        self._accept(collected, rejected)
        self._reject(rejected)
        for outcome in self.summary.outcomes:
            about = {"code": outcome.code, "detail": outcome.detail, "reason": outcome.reason}
            intake.state.attempted(outcome.source, intake.at, outcome.outcome, **about)
        intake.finish()
        self.summary.changes = intake.changes
        self.summary.build_id = intake.built.build_id if intake.built else None
        return self.summary

    def _wanted(self) -> list[Feed]:
        feeds, options = self.intake.feeds, self.options
        names = options.sources or tuple(name for name in CONNECTORS if name in feeds)
        pairs = inputs_of(self.intake.catalogue, options.indicators) if options.indicators else None
        narrowed_feeds = [narrowed(feeds[name], pairs) for name in names]
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
        client = Client(manners_of(CONNECTORS[feed.source]), (feed.key,) if feed.key else ())
        collector = self.intake.collector(feed, client, self.options.since, self.options.from_snapshots)
        try:
            collected = collector.collect(self.watcher.table)
        finally:
            client.close()
        if not collected.brought:
            outcome = fate(collected.failed.values(), "unchanged", "skipped")
            self._end(self._outcome(feed, outcome, *collected.failed.values()))
            return None
        return collected

    def _accept(self, collected: Sequence[Collected], rejected: Sequence[Rejection]) -> None:
        left_out = [one.collected for one in rejected]
        for one in collected:
            if not any(one is out for out in left_out) and one.feed.source != SOURCE:
                errors = one.failed.values()
                result = fate(errors, "refreshed", "refreshed")
                self._end(self._outcome(one.feed, result, *errors, collected=one))

    def _reject(self, rejected: Sequence[Rejection]) -> None:
        for one in rejected:
            brought = one.collected
            self._end(
                Outcome(
                    brought.feed.source,
                    "rejected",
                    tuple(part.table.id for part in brought.brought),
                    brought.n_rows,
                    self.intake.words.failure(one.code),
                    one.code,
                    one.text,
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
        reason = self.intake.words.failure(errors[0].code, **values)
        detail = "\n".join(error.detail for error in errors)
        return Outcome(feed.source, outcome, tables, rows, reason, errors[0].code, detail)

    def _end(self, outcome: Outcome) -> None:
        self.summary.outcomes.append(outcome)
        self.watcher.outcome(outcome)


def refresh(paths: Paths, options: Options, watcher: Watcher | None = None) -> Summary:
    """Bring new figures from the publishers; what does not pass every check is not used.

    Args:
        paths: The folders.
        options: What is asked.
        watcher: Is told how it goes.

    Raises:
        DataError: If the catalogue is wrong.
        BuildError: If another refresh or import runs, or the disk cannot be written.
        UnknownSource: If a source is asked that there is no feed for.
    """
    watcher = watcher or Watcher()
    with intake(paths, watcher.line, options.accept) as run:
        unknown = [name for name in options.sources if name not in run.feeds]
        if unknown:
            raise UnknownSource(unknown, list(run.feeds))
        snapshots, unreadable = read_snapshots(run.paths)
        wrong = [*unreadable, *wrong_targets(run.feeds.values(), snapshots.datasets)]
        if wrong:
            raise DataError(wrong)
        return Refresh(run, options, watcher).run()


class UnknownSource(Exception):
    """A source that there is no feed for."""

    def __init__(self, unknown: list[str], known: list[str]) -> None:
        """Name both."""
        super().__init__(f"no source {', '.join(unknown)}; there are {', '.join(known)}")
