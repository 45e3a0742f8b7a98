"""One run: read, check, compute, load, publish."""

import hashlib
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from etl.boundaries import Boundaries, read_boundaries
from etl.catalogue import Catalogue, read_catalogue, with_refreshed_sources
from etl.checks import Context, run_checks
from etl.checks.database import check_database
from etl.checks.history import is_of_another_version
from etl.corrections import apply_corrections
from etl.derive import derive_all
from etl.entries import RULES
from etl.load import load
from etl.paths import Paths
from etl.problems import BuildError, DataError
from etl.publish import (
    TIME,
    current_file,
    file_name,
    remove_old,
    remove_unfinished,
    remove_written,
    switch,
)
from etl.releases import brought_by
from etl.snapshots import Snapshots, read_snapshots
from etl.tables import Tables, all_tables
from etl.version import CODE_VERSION
from etl.whole_files import alone, put_in_place, temporary

Progress = Callable[[str], None]


@dataclass(frozen=True)
class Checked:
    """Data that passed every check.

    Attributes:
        tables: The tables to load.
        n_indicators: Number of indicators.
        checks_passed: Number of checks.
        fingerprint: Short hash of the data.
    """

    tables: Tables
    n_indicators: int
    checks_passed: int
    fingerprint: str


@dataclass(frozen=True)
class Built:
    """A finished build.

    Attributes:
        build_id: Its identifier.
        file: Its database.
        row_counts: Rows of each table.
        n_indicators: Number of indicators.
        checks_passed: Number of checks.
        seconds: How long it took.
    """

    build_id: str
    file: Path
    row_counts: dict[str, int]
    n_indicators: int
    checks_passed: int
    seconds: float


def build(
    paths: Paths,
    progress: Progress,
    output: Path | None = None,
    accept_changes: bool = False,
    before_switch: Callable[[], None] = lambda: None,
) -> Built:
    """Make a database from the data and, unless `output` is given, the current one.

    Args:
        paths: The folders.
        progress: Called with one line a stage.
        output: Write to this file only; the current build stays.
        accept_changes: Whether large changes against the current build are meant.
        before_switch: Called when the database is written and has passed, before it becomes the current one.

    Raises:
        DataError: If a check fails; the current build stays.
        BuildError: If another build runs or the file cannot be written.
    """
    start = time.monotonic()
    folder = output.parent if output else paths.build
    if "?" in str(output or folder):
        raise BuildError(
            f"the database cannot be written: in {output or folder} DuckDB takes what follows “?” for "
            "options; choose a path without it"
        )
    try:
        with alone(folder, "build.lock", "build"):
            remove_unfinished(folder)
            checked = check_data(paths, progress, accept_changes)
            built_at = datetime.now(UTC)
            build_id = f"{built_at:{TIME}}-{checked.fingerprint}"
            target = output or paths.build / file_name(build_id)
            counts = _write(target, checked, build_id, built_at, progress)
            if output is None:
                before_switch()
                switch(paths.build, build_id, built_at)
                remove_old(paths.build, built_at)
    except (OSError, duckdb.IOException, duckdb.FatalException, duckdb.TransactionException) as error:
        # Fatal, or a failed transaction: a disk full at the end.
        raise BuildError(f"the database cannot be written: {error}") from error
    seconds = time.monotonic() - start
    return Built(build_id, target, counts, checked.n_indicators, checked.checks_passed, seconds)


def check_data(paths: Paths, progress: Progress, accept_changes: bool = False) -> Checked:
    """Read the data, compute everything and run every check.

    Raises:
        DataError: If anything is wrong; it carries all problems found.
    """
    progress("reading the catalogue")
    catalogue, problems = read_catalogue(paths)
    progress("reading the snapshots")
    snapshots, unreadable = read_snapshots(paths)
    boundaries, not_drawable = read_boundaries(paths)
    problems += [*unreadable, *not_drawable]
    # What depends on an entry that cannot be read would only repeat that it is not there.
    if catalogue is None or boundaries is None or any(problem.rule in RULES.values() for problem in problems):
        raise DataError(problems)
    catalogue = with_refreshed_sources(catalogue, snapshots)
    corrections = catalogue.lists.corrections
    snapshots, not_as_declared = apply_corrections(corrections, snapshots, catalogue.file("corrections.yaml"))
    problems += not_as_declared
    progress(f"computing {len(catalogue.indicators)} indicators from {len(snapshots.datasets)} datasets")
    series, not_computed = derive_all(catalogue, snapshots)
    problems += not_computed
    context = Context(
        paths=paths,
        catalogue=catalogue,
        boundaries=boundaries,
        snapshots=snapshots,
        series=series,
        tables=all_tables(catalogue, boundaries, snapshots, series, brought_by(paths)),
        this_year=datetime.now(UTC).year,
        previous=_comparable_build(paths, progress),
        accept_changes=accept_changes,
    )
    progress("checking")
    found, passed = run_checks(context)
    if problems or found:
        raise DataError([*problems, *found])
    return Checked(
        context.tables, len(catalogue.indicators), passed, _fingerprint(catalogue, boundaries, snapshots)
    )


def _comparable_build(paths: Paths, progress: Progress) -> Path | None:
    current = current_file(paths.build)
    if current is None or not is_of_another_version(current):
        return current
    progress(f"the current build is of another version than {CODE_VERSION}: figures are not compared with it")
    return None


def _write(
    target: Path, checked: Checked, build_id: str, built_at: datetime, progress: Progress
) -> dict[str, int]:
    """Write the database beside its place, check it and put it there."""
    progress("writing the database")
    written = temporary(target)
    target.parent.mkdir(parents=True, exist_ok=True)
    remove_written(target)
    try:
        counts = load(written, checked.tables, build_id, built_at, checked.checks_passed)
        problems, _ = check_database(written)
        if problems:
            raise DataError(problems)
        put_in_place(target)
    finally:
        remove_written(target)
    return counts


def _fingerprint(catalogue: Catalogue, boundaries: Boundaries, snapshots: Snapshots) -> str:
    digest = hashlib.sha256()
    for dataset in snapshots:
        digest.update(f"{dataset.name} {dataset.sha256}\n".encode())
    digest.update(repr((catalogue.indicators, catalogue.lists)).encode())
    digest.update(repr((boundaries.sha256, boundaries.layouts, boundaries.credits)).encode())
    digest.update(catalogue.regions.to_csv().encode())
    return digest.hexdigest()[:8]
