"""An import of figures from file to database: read, compared with what is held, merged, written, built."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import yaml

from etl import files
from etl.checks.history import LARGE_CHANGE, MAX_SHARE
from etl.download.errors import Disagrees
from etl.imports.figures import FigureFormat
from etl.imports.formats import context
from etl.imports.lists import FIGURES
from etl.imports.merge import Outcome
from etl.imports.reading import Step
from etl.imports.run import Import, build_or_restore, dated, imported
from etl.imports.sheets import Refused, read_sheets
from etl.paths import Paths
from etl.problems import BuildError
from etl.publish import put_in_place, temporary
from etl.refresh.agreement import in_held_unit
from etl.refresh.merge import Merged, coverage, followed, merge, provisional
from etl.refresh.words import grouped

REVISIONS_SHOWN = 20
ACCEPT = "--accept-changes"


@dataclass(frozen=True)
class _Snapshot:
    """The dataset that is imported into."""

    csv: Path
    frame: pd.DataFrame
    meta: dict[str, Any]

    @property
    def yaml(self) -> Path:
        return self.csv.with_suffix(".yaml")


def import_figures(
    name: str,
    paths: Sequence[Path],
    folders: Paths,
    step: Step,
    source: str = "",
    accept: bool = False,
    *,
    today: date,
) -> Import:
    """Merge official figures into their snapshot and build the database.

    Figures are added and revised, never removed.

    Args:
        name: Key of `FIGURES`.
        paths: The files.
        folders: The data to complete and the folder of the builds.
        step: Told of the progress.
        source: Id of the source of the figures; empty: the usual one.
        accept: Whether changes beyond the usual bounds are meant.
        today: Date noted as the day of retrieval.

    Returns:
        What happened. Importing the same files again changes nothing.

    Raises:
        Refused: If a file cannot be taken, or revises more than usual. Nothing was changed.
        DataError, BuildError: If the build does not pass, or the disk cannot be written. The snapshot and the
            database are as before.
    """
    chosen, outcome = FIGURES[name], Outcome()
    source = _known_source(source or chosen.source, folders)
    regions = files.read_csv((folders.catalogue / "regions.csv").read_bytes(), "regions.csv")
    held = _held(chosen, folders)
    rows = _read(chosen, paths, regions, held, outcome, step)
    nations = tuple(regions.loc[regions["level"] == "country", "region_code"])
    merged = merge(held.frame, rows, source, nations, str(held.meta["sources"][0]))
    _note(outcome, merged, rows, regions)
    if not accept:
        _expect_usual(merged, held)
    before = _write(held, merged, rows, paths, folders, source, today, accept)
    return Import(outcome, build_or_restore(before, folders, step, accept))


def _known_source(source: str, folders: Paths) -> str:
    known = yaml.safe_load((folders.catalogue / "sources.yaml").read_text(encoding="utf-8"))
    if source not in known:
        raise Refused(
            f"there is no source {source!r} in data/catalogue/sources.yaml. Enter it there with its "
            "publisher, title and address, or leave --source out."
        )
    return source


def _held(chosen: FigureFormat, folders: Paths) -> _Snapshot:
    csv = folders.snapshots / f"{chosen.dataset}.csv"
    meta = csv.with_suffix(".yaml")
    return _Snapshot(
        csv,
        files.read_csv(files.read_bytes(csv, folders.shown(csv)), folders.shown(csv)),
        files.read_yaml(meta, folders.shown(meta)),
    )


def _read(
    chosen: FigureFormat,
    paths: Sequence[Path],
    regions: pd.DataFrame,
    held: _Snapshot,
    outcome: Outcome,
    step: Step,
) -> pd.DataFrame:
    """Return the rows of all files as the merge takes them.

    Raises:
        Refused: If a file cannot be taken, or two give different figures.
    """
    parts = []
    for path in paths:
        step(path.name, 0, 1)
        reading = replace(context(regions, ""), hint=path.stem)
        rows = chosen.read(read_sheets(path, chosen.encodings), reading, outcome).assign(
            dataset=chosen.dataset
        )
        if rows.empty:
            reasons = "; ".join(f"{one.place}: {one.reason}" for one in outcome.rejects[:3])
            raise Refused(f"{path.name}: no row can be used. {reasons}")
        try:
            parts.append(in_held_unit(path.name, rows, lambda _: held.frame) if chosen.agree else rows)
        except Disagrees as disagreement:
            raise Refused(
                f"{disagreement} See whether unit or definition differ from {chosen.dataset}."
            ) from None
        step(path.name, 1, 1)
    key = ["indicator", "region_code", "year"]
    rows = pd.concat(parts).drop(columns="dataset").drop_duplicates([*key, "value"])
    double = rows[rows.duplicated(key)]
    if len(double):
        one = double.iloc[0]
        raise Refused(f"the files give different figures of {one['region_code']} in {one['year']}.")
    return rows.assign(mark=None, nation=True, fill_gaps=True)


def _note(outcome: Outcome, merged: Merged, rows: pd.DataFrame, regions: pd.DataFrame) -> None:
    """Note what is new, revised and no longer published, and the rows by region."""
    names = dict(zip(regions["region_code"], regions["short_en"], strict=True))
    outcome.added, outcome.revised = len(merged.added), len(merged.revised)
    outcome.unchanged = len(rows) - outcome.added - outcome.revised
    lines = [
        f"{names.get(one['region_code'], one['region_code'])} {one['year']}, {one['indicator']}: "
        f"{grouped(str(one['old']))} → {grouped(str(one['new']))}"
        for one in merged.revised.to_dict("records")
    ]
    outcome.notices += [f"revised: {line}" for line in lines[:REVISIONS_SHOWN]]
    if len(lines) > REVISIONS_SHOWN:
        outcome.notices.append(f"revised: … and {len(lines) - REVISIONS_SHOWN} more")
    if len(merged.vanished):
        outcome.notices.append(f"{len(merged.vanished)} figures held are not in the files and stay")
    counts = [frame["region_code"].value_counts() for frame in (rows, merged.added, merged.revised)]
    outcome.counted = ("region", "figures in the files", "new", "revised")
    outcome.counts = [
        (names.get(code, code), *(f"{count.get(code, 0):,}" for count in counts))
        for code in sorted(counts[0].index)
    ]


def _expect_usual(merged: Merged, held: _Snapshot) -> None:
    """Hold revisions to the bounds of a build, also of series that no indicator is made of.

    Raises:
        Refused: If more than 5 % of the figures of a series change by more than 10 %.
    """
    old, new = (pd.to_numeric(merged.revised[name]) for name in ("old", "new"))
    large = merged.revised[(new - old).abs() > LARGE_CHANGE * old.abs()]
    for indicator, rows in large.groupby("indicator", sort=False):
        n_held = (held.frame["indicator"] == indicator).sum()
        if len(rows) > MAX_SHARE * n_held:
            shown = "; ".join(
                f"{one['region_code']} {one['year']}: {grouped(str(one['old']))} → {grouped(str(one['new']))}"
                for one in rows.head(5).to_dict("records")
            )
            raise Refused(
                f"{indicator}: {len(rows)} of {n_held} figures held would change by more than "
                f"{LARGE_CHANGE:.0%} ({shown}). Compare with the publisher; if they are right, add {ACCEPT}."
            )


def _write(
    held: _Snapshot,
    merged: Merged,
    rows: pd.DataFrame,
    paths: Sequence[Path],
    folders: Paths,
    source: str,
    today: date,
    accept: bool,
) -> dict[Path, bytes]:
    """Write the snapshot if it differs; return the former content of every file touched.

    Raises:
        BuildError: If the disk cannot be written. Nothing was changed.
    """
    content = merged.frame.to_csv(index=False, lineterminator="\n").encode()
    if content == held.csv.read_bytes():
        return {}
    catalogue = folders.catalogue / "sources.yaml"
    before = {path: path.read_bytes() for path in (held.csv, held.yaml, catalogue)}
    meta = _described(held.meta, merged, rows, None if accept else LARGE_CHANGE) | {
        "retrieved_on": today.isoformat(),
        "sha256": files.sha256(content),
        "rows": len(merged.frame),
        "imports": imported(held.meta.get("imports", []), paths, today),
    }
    # Flow style for what fits into one line, as in the files kept by hand.
    text = yaml.safe_dump(meta, allow_unicode=True, sort_keys=False, default_flow_style=None, width=110)
    sources = dated(before[catalogue].decode(), source, today)
    after = {held.csv: content, held.yaml: text.encode(), catalogue: sources.encode()}
    try:
        for path, new in after.items():
            temporary(path).write_bytes(new)
        for path in after:
            put_in_place(path)
    except OSError as error:
        for path in after:
            temporary(path).unlink(missing_ok=True)
        raise BuildError(f"{folders.data} cannot be written: {error.strerror}") from error
    return before


def _described(
    meta: dict[str, Any], merged: Merged, rows: pd.DataFrame, limit: float | None
) -> dict[str, Any]:
    """Return a snapshot's YAML with what the merged figures say of themselves."""
    first, used = meta["sources"][0], set(merged.frame["source"])
    known = [name for name in meta["sources"] if name in used or name == first]
    regions = {"regions": int(merged.frame["region_code"].nunique())}
    updated = {
        **meta,
        "sources": list(dict.fromkeys([*known, *sorted(used)])),
        "coverage": coverage(merged.frame, meta.get("coverage") or {}) | regions,
    }
    if "anchors" in meta:
        updated["anchors"] = followed(list(meta["anchors"]), merged.revised, limit)
    if "provisional" in rows:
        updated["provisional"] = provisional(meta.get("provisional") or (), rows, merged)
    return updated
