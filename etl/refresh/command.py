"""`python -m etl refresh`: arguments, progress on the terminal, exit code."""

import argparse
import json
import sys
from dataclasses import asdict

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    SpinnerColumn,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
)

from etl.paths import default_paths
from etl.refresh.feeds import Feed
from etl.refresh.outcome import Options, Outcome, Summary, Watcher
from etl.refresh.run import UnknownSource, refresh
from etl.sources import CONNECTORS

ALL_WELL, REJECTED, WRONG_ARGUMENT, SOURCE_FAILED = 0, 1, 2, 4
EXIT_CODES = (
    "exit codes: 0 everything asked for is up to date (sources without a key are skipped); 1 figures were "
    "rejected by the checks; 2 wrong argument; 3 nothing could be written, or another refresh runs; "
    "4 a source failed, the others are up to date"
)


def add_command(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the subcommand to those of `python -m etl`."""
    one = commands.add_parser(
        "refresh", help="bring new figures from the publishers, check them and build", epilog=EXIT_CODES
    )
    one.add_argument("sources", nargs="*", metavar="SOURCE", help=f"of {', '.join(CONNECTORS)}; default: all")
    one.add_argument(
        "--indicator", action="append", default=[], metavar="ID", help="only what this indicator is made of"
    )
    one.add_argument("--since", type=int, metavar="YEAR", help="only figures from this year on")
    one.add_argument("--dry-run", action="store_true", help="only say what would be asked, and of whom")
    one.add_argument(
        "--from-snapshots", action="store_true", help="read the stored answers again; works offline"
    )
    one.add_argument(
        "--accept", action="store_true", help="large changes against the current build are meant"
    )
    one.add_argument("--json", action="store_true", help="the summary as JSON on the standard output")
    one.set_defaults(command=_run)


def _run(options: argparse.Namespace) -> int:
    wanted = Options(
        tuple(options.sources),
        tuple(options.indicator),
        options.since,
        options.dry_run,
        options.from_snapshots,
        options.accept,
    )
    try:
        with _Terminal(quiet=options.json) as watcher:
            summary = refresh(default_paths(), wanted, watcher)
    except UnknownSource as error:
        print(error, file=sys.stderr)
        return WRONG_ARGUMENT
    if options.json:
        print(as_json(summary))
    else:
        _tell(summary)
    return exit_code(summary)


def exit_code(summary: Summary) -> int:
    """Return the exit code of a refresh."""
    outcomes = {one.outcome for one in summary.outcomes}
    if "rejected" in outcomes:
        return REJECTED
    return SOURCE_FAILED if "failed" in outcomes else ALL_WELL


def as_json(summary: Summary) -> str:
    """Return a summary as JSON text."""
    content = {
        "build_id": summary.build_id,
        "sources": [asdict(one) for one in summary.outcomes],
        "changes": [asdict(one) for one in summary.changes],
    }
    return json.dumps(content, ensure_ascii=False, indent=2)


def _tell(summary: Summary) -> None:
    for change in summary.changes:
        print(f"  {change.text['en']}")
    if summary.build_id:
        print(f"new build {summary.build_id}")
    elif not any(one.outcome == "planned" for one in summary.outcomes):
        print("no new build; the current one stays")


class _Terminal(Watcher):
    """Shows a bar for each source while it runs, and one line when it has come to its end."""

    def __init__(self, quiet: bool) -> None:
        """Write to the standard error, or with `quiet` nowhere."""
        self._console = Console(stderr=True, quiet=quiet, highlight=False, soft_wrap=True)
        self._bars = Progress(
            SpinnerColumn(),
            TextColumn("{task.fields[source]}"),
            BarColumn(bar_width=24),
            MofNCompleteColumn(),
            TextColumn("{task.description}"),
            TimeElapsedColumn(),
            console=self._console,
            transient=True,
            disable=quiet or not self._console.is_terminal,
        )
        self._bar: TaskID | None = None
        self._begun: set[str] = set()

    def __enter__(self) -> "_Terminal":
        self._bars.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._bars.stop()

    def source(self, feed: Feed) -> None:
        """Begin a bar with as many steps as the source has tables."""
        self._begun = set()
        self._bar = self._bars.add_task("", total=len(feed.tables), source=feed.source)

    def table(self, table: str, detail: str) -> None:
        """Show the table and how much of it has arrived."""
        self._begun.add(table)
        if self._bar is not None:
            self._bars.update(
                self._bar, completed=len(self._begun) - 1, description=f"{table} {detail}".strip()
            )

    def outcome(self, outcome: Outcome) -> None:
        """Replace the bar by a line."""
        if self._bar is not None:
            self._bars.update(self._bar, visible=False)
        parts = [outcome.outcome]
        if outcome.tables:
            parts.append(f"{len(outcome.tables)} table{'s' if len(outcome.tables) > 1 else ''}")
        if outcome.rows:
            parts.append(f"{outcome.rows:,} rows")
        self._console.print(f"{outcome.source}: {', '.join(parts)}", markup=False)
        if outcome.reason:
            self._console.print(f"  {outcome.reason['en']}", markup=False)
        for line in outcome.detail.splitlines():
            self._console.print(f"  {line}", markup=False)

    def line(self, text: str) -> None:
        """Show a stage of the build."""
        self._console.print(text, markup=False)
