"""What is asked of a refresh, and what it answers."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from etl.download.errors import NotOffered, SourceError
from etl.problems import Problem
from etl.refresh.changes import Change
from etl.refresh.collect import Collected
from etl.refresh.feeds import Feed
from etl.refresh.words import Text

SHOWN_PROBLEMS = 5


@dataclass(frozen=True)
class Options:
    """What is asked of a refresh.

    Attributes:
        sources: Names of the sources; empty: all.
        indicators: Ids of indicators to which it is limited; empty: all.
        since: First year of interest, or None.
        dry_run: Whether only to say what would be asked.
        from_snapshots: Whether to read the stored answers again, without a network.
        accept: Whether large changes against the current build are meant.
    """

    sources: tuple[str, ...] = ()
    indicators: tuple[str, ...] = ()
    since: int | None = None
    dry_run: bool = False
    from_snapshots: bool = False
    accept: bool = False


@dataclass(frozen=True)
class Outcome:
    """What became of one source.

    Attributes:
        source: Its name.
        outcome: refreshed, unchanged, skipped, failed, rejected or planned.
        tables: Ids of the tables brought (or planned).
        rows: Rows brought.
        reason: Why not, in three languages; None if all went well.
        code: Stable name of the reason.
        detail: What exactly happened, by table.
    """

    source: str
    outcome: str
    tables: tuple[str, ...] = ()
    rows: int = 0
    reason: Text | None = None
    code: str = ""
    detail: str = ""


@dataclass(frozen=True)
class Rejection:
    """What one source brought and the checks objected to; nothing of it is in use."""

    collected: Collected
    problems: Sequence[Problem]

    @property
    def code(self) -> str:
        """The name of the reason: what the checks found may be meant as a whole, or not."""
        can_be_meant = all(problem.rule.can_be_meant for problem in self.problems)
        return "large_changes" if can_be_meant else "rejected"

    @property
    def text(self) -> str:
        """The first problems, one a line."""
        shown = [str(problem) for problem in self.problems[:SHOWN_PROBLEMS]]
        more = len(self.problems) - SHOWN_PROBLEMS
        return "\n".join([*shown, *([f"… and {more} more"] if more > 0 else [])])


@dataclass
class Summary:
    """The result of a refresh.

    Attributes:
        outcomes: One for each source.
        changes: What changed in the data.
        build_id: The new build, or None if the former one stays.
    """

    outcomes: list[Outcome] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    build_id: str | None = None


class Watcher:
    """Is told how a refresh goes on; this one keeps quiet."""

    def source(self, feed: Feed) -> None:
        """A source begins."""

    def table(self, table: str, detail: str) -> None:
        """A table goes on."""

    def outcome(self, outcome: Outcome) -> None:
        """A source has come to its end."""

    def line(self, text: str) -> None:
        """The build goes on."""


def fate(errors: Collection[SourceError], well: str, not_offered: str) -> str:
    """Return what became of a source; what its publisher does not offer is no failure.

    Args:
        errors: What went wrong.
        well: The outcome if nothing did.
        not_offered: The outcome if all that is missing was never promised.
    """
    if all(isinstance(error, NotOffered) for error in errors):
        return not_offered if errors else well
    return "failed"
