"""An import from file to database: read, merge, write the snapshots, build; all of it or nothing."""

import csv
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import yaml

from etl import files
from etl.imports.counts import official_counts, prefecture_counts
from etl.imports.formats import ListFormat, context
from etl.imports.lists import FORMATS
from etl.imports.merge import Outcome, Row, merge
from etl.imports.reading import Step, rows_of
from etl.imports.sheets import Refused, read_sheets
from etl.paths import Paths
from etl.pipeline import Built, build
from etl.snapshots import read_snapshots


@dataclass(frozen=True)
class Import:
    """A finished import.

    Attributes:
        outcome: What was found and what changed.
        built: The new build; None where nothing changed.
    """

    outcome: Outcome
    built: Built | None


def run_import(
    name: str, paths: Sequence[Path], folders: Paths, step: Step, programme: str = "", *, today: date
) -> Import:
    """Merge official files into the snapshots and build the database.

    Args:
        name: Key of `FORMATS`.
        paths: The files, of one list or of several parts of it.
        folders: The data to complete and the folder of the builds.
        step: Told of the progress.
        programme: For `kr-programme`: which scheme the list is of.
        today: Date noted as the day of retrieval.

    Returns:
        What happened. Importing the same files again changes nothing.

    Raises:
        Refused: If a file cannot be taken. Nothing was changed.
        DataError, BuildError: If the build does not pass. The snapshots and the database are as before.
    """
    chosen = FORMATS[name]
    if name == "kr-programme" and not programme:
        raise Refused("say which scheme the list is of, e.g. --programme kr_regional_star")
    regions = files.read_csv((folders.catalogue / "regions.csv").read_bytes(), "regions.csv")
    outcome = Outcome()
    reading = context(regions, programme)
    found = [
        row
        for path in paths
        for row in rows_of(
            path.name,
            read_sheets(path, chosen.encodings),
            chosen,
            replace(reading, hint=path.stem),
            outcome,
            step,
        )
    ]
    held = _held(folders, chosen.dataset)
    merged = merge(held, found, chosen.key, chosen.same, outcome, chosen.overwrites)
    changes = {chosen.dataset: merged}
    snapshots, _ = read_snapshots(folders)
    outcome.counts = official_counts(chosen, [row for _, row in found], snapshots, regions)
    if chosen.counts:
        counted = prefecture_counts([row for _, row in found], _held(folders, chosen.counts), outcome)
        changes |= {chosen.counts: counted} if counted else {}
    before = _write(folders, changes, chosen, paths, today)
    return Import(outcome, build_or_restore(before, folders, step, accept_changes=True))


def build_or_restore(
    before: Mapping[Path, bytes], folders: Paths, step: Step, accept_changes: bool
) -> Built | None:
    """Build the database; if it does not pass, put every file back.

    Args:
        before: Former content of the files that were changed; empty: nothing to build.
        folders: The data and the folder of the builds.
        step: Told of the progress.
        accept_changes: Whether large changes against the current build are meant.

    Raises:
        DataError, BuildError: If the build does not pass.
    """
    if not before:
        return None
    try:
        return build(folders, lambda line: step(line, 0, 0), accept_changes=accept_changes)
    except BaseException:
        for path, content in before.items():
            path.write_bytes(content)
        raise


def _held(folders: Paths, dataset: str) -> list[Row]:
    text = (folders.snapshots / f"{dataset}.csv").read_text(encoding="utf-8")
    return [dict(row) for row in csv.DictReader(io.StringIO(text))]


def _write(
    folders: Paths, changes: dict[str, list[Row]], chosen: ListFormat, paths: Sequence[Path], today: date
) -> dict[Path, bytes]:
    """Write the snapshots that differ; return the former content of every file touched."""
    before: dict[Path, bytes] = {}
    for dataset, rows in changes.items():
        table, meta = (folders.snapshots / f"{dataset}.{kind}" for kind in ("csv", "yaml"))
        columns = list(csv.DictReader(io.StringIO(table.read_text(encoding="utf-8"))).fieldnames or [])
        content = _csv_bytes(rows, columns)
        if content == table.read_bytes():
            continue
        before |= {table: table.read_bytes(), meta: meta.read_bytes()}
        table.write_bytes(content)
        meta.write_text(
            _provenance(meta.read_text(encoding="utf-8"), content, len(rows), chosen, paths, today),
            encoding="utf-8",
        )
    if before:
        path = folders.catalogue / "sources.yaml"
        before[path] = path.read_bytes()
        path.write_text(dated(path.read_text(encoding="utf-8"), chosen.source, today), encoding="utf-8")
    return before


def dated(text: str, source: str, today: date) -> str:
    """Return sources.yaml with the day of retrieval of one source."""
    entry = rf"(^{source}:\n(?:  .*\n)*?  retrieved_on: ).*$"
    return re.sub(entry, rf"\g<1>{today.isoformat()}", text, flags=re.MULTILINE)


def _csv_bytes(rows: list[Row], columns: list[str]) -> bytes:
    body = io.StringIO()
    writer = csv.DictWriter(body, columns, lineterminator="\n", extrasaction="ignore", restval="")
    writer.writeheader()
    writer.writerows(rows)
    return body.getvalue().encode()


def _provenance(
    text: str, content: bytes, n_rows: int, chosen: ListFormat, paths: Sequence[Path], today: date
) -> str:
    """Return a snapshot's YAML with the new checksum and the files its rows came from."""
    meta = yaml.safe_load(text)
    if chosen.source not in meta["sources"]:
        text = re.sub(r"^sources:\n", f"sources:\n  - {chosen.source}\n", text, flags=re.MULTILINE)
        # The first source holds for rows without one of their own, so the new one must not be the first.
        text = _last_source(text, chosen.source)
    listed = imported(meta.get("imports", []), paths, today)
    text = re.sub(r"^imports:\n(?:[ -].*\n)*", "", text, flags=re.MULTILINE)
    text = re.sub(r"^sha256: .*$", f"sha256: {files.sha256(content)}", text, flags=re.MULTILINE)
    text = re.sub(r"^rows: .*$", f"rows: {n_rows}", text, flags=re.MULTILINE)
    return text.rstrip("\n") + "\n" + yaml.safe_dump({"imports": listed}, allow_unicode=True, sort_keys=False)


def imported(before: Sequence[dict[str, str]], paths: Sequence[Path], today: date) -> list[dict[str, str]]:
    """Return the files a snapshot's rows came from, with those of this import."""
    known = {one["sha256"] for one in before}
    entries = [
        {"file": path.name, "sha256": files.sha256(path.read_bytes()), "on": today.isoformat()}
        for path in paths
    ]
    return [*before, *(one for one in entries if one["sha256"] not in known)]


def _last_source(text: str, source: str) -> str:
    found = re.search(r"^sources:\n((?:  - .*\n)+)", text, flags=re.MULTILINE)
    if found is None:
        return text
    lines = found.group(1).splitlines()
    moved = [*(line for line in lines if line != f"  - {source}"), f"  - {source}"]
    return text.replace(found.group(0), "sources:\n" + "\n".join(moved) + "\n")
