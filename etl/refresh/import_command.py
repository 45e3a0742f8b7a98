"""The command `python -m etl import`: progress bar, report of headings, counts and rejects."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn
from rich.table import Table

from etl.imports.formats import Tally
from etl.imports.refusal import OtherForm, Refused
from etl.imports.registry import FIGURES, FORMATS
from etl.languages import LANGUAGES
from etl.paths import default_paths
from etl.refresh.imported import FileRequest
from etl.refresh.importing import Import, import_files
from etl.refresh.merge import ACCEPT
from etl.refresh.words import read_texts

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
            source = options.source if options.name in FIGURES else ""
            request = FileRequest(options.name, options.programme, source)
            accept = options.accept_changes
            done = import_files(request, options.files, default_paths(), _Bar(progress).step, accept)
    except Refused as refusal:
        print("\n".join([f"refused: {refusal}", *_advice(refusal), "Nothing was changed."]), file=sys.stderr)
        return REFUSED
    _report(console, done)
    return 0


def _advice(refusal: Refused) -> Sequence[str]:
    """Return what to do with a file in another form, in every language."""
    if not isinstance(refusal, OtherForm):
        return ()
    texts = read_texts(default_paths())["files"][refusal.form]
    return [texts[language] for language in LANGUAGES]


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
    tally = done.tally
    for sheet, lines in tally.headings.items():
        console.print(f"headings of {sheet}", style="bold", markup=False)
        for line in lines:
            console.print(f"  {line}", markup=False, highlight=False)
    if tally.counts:
        console.print(_counts(tally))
    for notice in tally.notices:
        console.print(f"note: {notice}", markup=False, highlight=False)
    if tally.rejects:
        console.print(f"{len(tally.rejects)} rows rejected", style="bold")
        for one in tally.rejects[:REJECTS_SHOWN]:
            console.print(f"  {one.place}: {one.reason}", markup=False, highlight=False)
        if len(tally.rejects) > REJECTS_SHOWN:
            console.print(f"  … and {len(tally.rejects) - REJECTS_SHOWN} more")
    console.print(
        f"{tally.added} rows added, {tally.completed} completed, {tally.revised} revised, "
        f"{tally.unchanged} already held, {len(tally.rejects)} rejected",
        highlight=False,
    )
    if done.built is None:
        console.print("Nothing new: the database stays as it is.")
    else:
        console.print(f"new build {done.built.build_id}", highlight=False)


def _counts(tally: Tally) -> Table:
    table = Table(*tally.counted, title="counts")
    for line in tally.counts:
        table.add_row(*line)
    return table
