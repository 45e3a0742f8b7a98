"""One import: the files into the archive, then the same way as what publishers answer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from shutil import rmtree

import pandas as pd

from etl.download.archive import Fetch
from etl.download.client import Answer
from etl.download.errors import NotStored
from etl.imports.counts import official_counts
from etl.imports.formats import ListFormat, Row, Tally, text_rows
from etl.imports.reading import Step
from etl.imports.refusal import Refused
from etl.imports.registry import FORMATS
from etl.imports.sheets import file_content
from etl.overlay import in_use
from etl.paths import Paths
from etl.pipeline import Built
from etl.problems import BuildError, DataError
from etl.refresh.imported import SOURCE, FileReader, FileRequest
from etl.refresh.intake import Intake, intake
from etl.refresh.list_merge import MergedList
from etl.refresh.merge import Merged
from etl.refresh.merged import read_merged
from etl.refresh.resume import resume
from etl.refresh.words import grouped

REVISIONS_SHOWN = 20


@dataclass(frozen=True)
class Import:
    """A finished import.

    Attributes:
        tally: What became of the rows.
        built: The new build; None where nothing changed.
    """

    tally: Tally
    built: Built | None


def import_files(
    request: FileRequest, paths: Sequence[Path], folders: Paths, step: Step, accept: bool = False
) -> Import:
    """Merge official files into the datasets in use and build the database.

    Figures are added and revised, never removed.

    Args:
        request: What the files are.
        paths: The files, of one list or table or of several parts of it.
        folders: The data to complete and the folder of the builds.
        step: Told of the progress.
        accept: For figures: whether changes beyond the usual bounds are meant.

    Returns:
        What happened. Importing the same files again changes nothing.

    Raises:
        Refused: If a file cannot be taken, or revises more than usual. Nothing was changed.
        DataError, BuildError: If the build does not pass, another run goes on, or the disk cannot be written.
            What was in use stays in use.
    """
    if request.name == "kr-programme" and not request.programme:
        raise Refused("say which scheme the list is of, e.g. --programme kr_regional_star")
    now = datetime.now(UTC).isoformat(timespec="seconds")
    answers = [
        Answer(f"{n}/{path.name}", 200, {}, file_content(path), now) for n, path in enumerate(paths, 1)
    ]
    with intake(folders, lambda line: step(line, 0, 0), accept) as run:
        for rejection in resume(run):
            run.notices.append(f"no longer passes with the files shipped since: {rejection.text}")
        tally = _taken(run, request, answers, step, accept)
        run.finish()
        return Import(tally, run.built)


def _taken(run: Intake, request: FileRequest, answers: Sequence[Answer], step: Step, accept: bool) -> Tally:
    """Archive, read and merge the files.

    Raises:
        Refused, DataError, BuildError: If they are not taken; nothing of them stays.
    """
    tally = Tally(notices=run.notices)
    reader = FileReader(run.catalogue, run.held, tally, step, bounded=not accept)
    fetch, official = _archived(run, request, answers), _official(run, request)
    try:
        collected = reader.collected(fetch)
        # A list only adds and completes: what that does to counts is meant.
        rejected = run.put_in_use([collected], accept=isinstance(request.format, ListFormat))
        if rejected:
            raise DataError(rejected[0].problems)
    except BaseException:
        # Stopped after the rows were put in use, the files must stay with them.
        if f"{SOURCE}/{fetch.table}" not in read_merged(in_use(run.refreshed), run.paths.snapshots).tables:
            rmtree(fetch.folder, ignore_errors=True)
        raise
    _keep_once(run, fetch)
    regions = run.catalogue.regions
    names = dict(zip(regions["region_code"], regions["short_en"], strict=True))
    for merged in run.results.get(collected.brought[0].table.id, []):
        if isinstance(merged, MergedList):
            _note_list(tally, merged, FORMATS[request.name], official, names)
        else:
            _note_figures(tally, merged, collected.brought[0].rows, names)
    return tally


def _official(run: Intake, request: FileRequest) -> list[Row]:
    """Return the official numbers beside which the rows of a list are counted, as held before."""
    if not isinstance(request.format, ListFormat) or not request.format.counts:
        return []
    return text_rows(run.held(request.format.counts))


def _archived(run: Intake, request: FileRequest, answers: Sequence[Answer]) -> Fetch:
    """Store the files as a publisher's answers are stored."""
    try:
        fetch = run.archive.begin(SOURCE, request.table_id(answers), request.text)
        for answer in answers:
            if fetch.answer(answer.url) is None:
                fetch.store(answer)
        fetch.finish(None)
    except NotStored as error:
        raise BuildError(f"{run.refreshed} cannot be written: {error.detail}") from error
    return fetch


def _keep_once(run: Intake, fetch: Fetch) -> None:
    """Keep files handed over again only once: as of the last time at which they changed something."""
    earlier = [one for one in run.archive.fetches(SOURCE, fetch.table) if one.name != fetch.name]
    changed = run.built is not None
    for one in earlier if changed else [fetch] if earlier else []:
        rmtree(one.folder, ignore_errors=True)


def _note_list(
    tally: Tally, merged: MergedList, chosen: ListFormat, official: Sequence[Row], names: Mapping[str, str]
) -> None:
    """Note what is new and completed, and the rows by region beside the official numbers."""
    tally.added, tally.completed = merged.tally.added, merged.tally.completed
    tally.unchanged = merged.tally.unchanged
    tally.rejects += merged.tally.rejects
    tally.notices += merged.tally.notices
    tally.counts = official_counts(chosen, merged.rows, official, names)


def _note_figures(tally: Tally, merged: Merged, rows: pd.DataFrame, names: Mapping[str, str]) -> None:
    """Note what is new, revised and no longer published, and the figures by region."""
    tally.added, tally.revised = len(merged.added), len(merged.revised)
    tally.unchanged = len(rows) - tally.added - tally.revised
    lines = [
        f"{names.get(one['region_code'], one['region_code'])} {one['year']}, {one['indicator']}: "
        f"{grouped(str(one['old']))} → {grouped(str(one['new']))}"
        for one in merged.revised.to_dict("records")
    ]
    tally.notices += [f"revised: {line}" for line in lines[:REVISIONS_SHOWN]]
    if len(lines) > REVISIONS_SHOWN:
        tally.notices.append(f"revised: … and {len(lines) - REVISIONS_SHOWN} more")
    if len(merged.vanished):
        tally.notices.append(f"{len(merged.vanished)} figures held are not in the files and stay")
    counts = [frame["region_code"].value_counts() for frame in (rows, merged.added, merged.revised)]
    tally.counted = ("region", "figures in the files", "new", "revised")
    tally.counts = [
        (names.get(code, code), *(f"{count.get(code, 0):,}" for count in counts))
        for code in sorted(counts[0].index)
    ]
