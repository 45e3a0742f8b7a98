"""The command `python -m etl import`: progress bar, report of headings, counts and rejects."""

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn
from rich.table import Table

from etl.imports.figure_run import ACCEPT, import_figures
from etl.imports.lists import FIGURES, FORMATS
from etl.imports.merge import Outcome
from etl.imports.reading import Step
from etl.imports.run import Import, run_import
from etl.imports.sheets import Refused
from etl.paths import default_paths

REFUSED = 2
REJECTS_SHOWN = 30


def add_import(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to the parser."""
    names = sorted((*FORMATS, *FIGURES))
    one = commands.add_parser("import", help="take over official lists that a person has downloaded")
    one.add_argument("name", choices=names, metavar="NAME", help=", ".join(names))
    one.add_argument(
        "files", nargs="+", type=Path, metavar="FILE", help=".xlsx or .csv; several parts at once"
    )
    one.add_argument("--programme", default="", metavar="ID", help="for kr-programme: which scheme")
    one.add_argument(
        "--source", default="", metavar="ID", help="for figures: their source, as in sources.yaml"
    )
    one.add_argument(
        ACCEPT, action="store_true", help="for figures: changes beyond the usual bounds are meant"
    )
    one.set_defaults(command=run)


def run(options: argparse.Namespace) -> int:
    """Import and report.

    Returns:
        0 if the import went through, 2 if a file was refused.
    """
    console = Console()
    try:
        with Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            console=console,
            transient=True,
        ) as progress:
            bar = _Bar(progress)
            done = _import(options, bar.step)
    except Refused as refusal:
        print(f"refused: {refusal}\nNothing was changed.", file=sys.stderr)
        return REFUSED
    _report(console, done)
    return 0


def _import(options: argparse.Namespace, step: Step) -> Import:
    today = datetime.now(UTC).date()
    if options.name in FIGURES:
        return import_figures(
            options.name, options.files, default_paths(), step, options.source, options.accept_changes,
            today=today,
        )  # fmt: skip
    return run_import(options.name, options.files, default_paths(), step, options.programme, today=today)


class _Bar:
    """One bar a file; lines of the build go into its description."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._tasks: dict[str, TaskID] = {}

    def step(self, text: str, done: int, total: int) -> None:
        if text not in self._tasks:
            self._tasks[text] = self._progress.add_task(text, total=total or None)
        self._progress.update(self._tasks[text], completed=done, total=total or None)


def _report(console: Console, done: Import) -> None:
    outcome = done.outcome
    for sheet, lines in outcome.headings.items():
        console.print(f"headings of {sheet}", style="bold", markup=False)
        for line in lines:
            console.print(f"  {line}", markup=False, highlight=False)
    if outcome.counts:
        console.print(_counts(outcome))
    for notice in outcome.notices:
        console.print(f"note: {notice}", markup=False, highlight=False)
    if outcome.rejects:
        console.print(f"{len(outcome.rejects)} rows rejected", style="bold")
        for one in outcome.rejects[:REJECTS_SHOWN]:
            console.print(f"  {one.place}: {one.reason}", markup=False, highlight=False)
        if len(outcome.rejects) > REJECTS_SHOWN:
            console.print(f"  … and {len(outcome.rejects) - REJECTS_SHOWN} more")
    console.print(
        f"{outcome.added} rows added, {outcome.completed} completed, {outcome.revised} revised, "
        f"{outcome.unchanged} already held, {len(outcome.rejects)} rejected",
        highlight=False,
    )
    if done.built is None:
        console.print("Nothing new: the database stays as it is.")
    else:
        console.print(f"new build {done.built.build_id}", highlight=False)


def _counts(outcome: Outcome) -> Table:
    table = Table(*outcome.counted, title="counts")
    for line in outcome.counts:
        table.add_row(*line)
    return table
