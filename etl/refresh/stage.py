"""Writes the merged datasets of one source into a new version of the datasets brought."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd
import yaml

from etl import files
from etl.checks.history import LARGE_CHANGE
from etl.imports.formats import Reading, Row, text_rows
from etl.paths import Paths
from etl.refresh.changes import Change, changes_of, compared
from etl.refresh.collect import Brought, Collected
from etl.refresh.company_details import detail_changes, merge_details
from etl.refresh.feeds import Feed, only_kept
from etl.refresh.list_merge import MergedList, list_changes, merge_list
from etl.refresh.merge import Merged, coverage, expect_usual, followed, merge, provisional
from etl.refresh.outlines import outline_change
from etl.refresh.words import Words
from etl.snapshots import folder_of, rows_in_use
from etl.whole_files import replace_file

OBTAINED = "fetched from the publisher's interface by `python -m etl refresh`"


@dataclass(frozen=True)
class Stage:
    """A version of the datasets brought that is not in use yet.

    Attributes:
        paths: The folders; `overlay` is the new version.
        words: The sentences.
        reading: What the names of places in lists mean.
        nations: Codes of the nations.
        accept: Whether anchors follow revisions of any size.
        written: The datasets that differ from those in use.
        results: By table, what was merged.
    """

    paths: Paths
    words: Words
    reading: Reading
    nations: tuple[str, ...]
    accept: bool = False
    written: set[str] = field(default_factory=set)
    results: dict[str, list[Merged | MergedList]] = field(default_factory=dict)

    def add(self, collected: Collected) -> list[Change]:
        """Merge all that one source brought; return what changed.

        Raises:
            OSError: If a file cannot be written.
            Refused: If imported figures revise more than usual.
        """
        changes: list[Change] = []
        for brought in collected.brought:
            if collected.feed.role == "outlines":
                changes.append(outline_change(brought.rows, self.paths.data, collected.feed, self.words))
                continue
            if not brought.table.series:
                changes += self._listed(brought, collected.feed)
                continue
            for dataset, rows in brought.rows.groupby("dataset", sort=False):
                own = rows.drop(columns="dataset").dropna(axis="columns", how="all")
                own = own.reindex(columns=list(dict.fromkeys([*own.columns, "value", "mark"])))
                if collected.feed.role == "compare":
                    changes += self._compared(str(dataset), own, collected.feed)
                else:
                    changes += self._merged(str(dataset), own, brought, collected.feed)
        return changes

    def rows(self, dataset: str) -> list[Row]:
        """Return the rows of a dataset as text, empty cells as ''."""
        return text_rows(rows_in_use(dataset, self.paths).drop(columns="line"))

    def _merged(self, dataset: str, rows: pd.DataFrame, brought: Brought, feed: Feed) -> list[Change]:
        meta, old = self._provenance(dataset), rows_in_use(dataset, self.paths)
        fill_only = _fills(brought, feed)
        merged = merge(old, rows, brought.table.source_id, self.nations, str(meta["sources"][0]), fill_only)
        self.results.setdefault(brought.table.id, []).append(merged)
        if brought.table.options.get("bounded") and not self.accept:
            expect_usual(merged, old)
        new = len(merged.added) if fill_only else merged.changed or _sources_differ(old, merged.frame, meta)
        if new:
            self._write(dataset, merged.frame, self._meta(meta, dataset, merged, brought, feed))
        return changes_of(merged, dataset, feed.source, self.words, fill_only, dict(feed.names))

    def _listed(self, brought: Brought, feed: Feed) -> list[Change]:
        """Merge the list that files hold; of files that are only kept, say that they are there."""
        if only_kept(brought.table):
            text = self.words.change("new_files", name=dict(feed.names), title=brought.table.title)
            dataset = str(brought.table.options.get("dataset", ""))
            return [Change(feed.source, "new_files", dataset, "", text)]
        if "companies_of" in brought.table.options:
            details = merge_details(brought.table, brought.rows, self.rows)
            self._write_lists(details.datasets, brought, feed)
            return detail_changes(details, brought.table, feed, self.words)
        if brought.rows.empty:
            return []
        merged = merge_list(brought.table, brought.rows, self.rows, self.reading)
        self.results.setdefault(brought.table.id, []).append(merged)
        self._write_lists(merged.datasets, brought, feed)
        return list_changes(merged, brought.table, feed, self.words)

    def _write_lists(self, datasets: dict[str, list[Row]], brought: Brought, feed: Feed) -> None:
        for dataset, rows in datasets.items():
            meta, old = self._provenance(dataset), rows_in_use(dataset, self.paths)
            frame = pd.DataFrame(rows, columns=old.columns.drop("line"))
            self._write(dataset, frame, self._described(meta, dataset, frame, brought, feed))

    def _compared(self, dataset: str, rows: pd.DataFrame, feed: Feed) -> list[Change]:
        old = rows_in_use(dataset, self.paths)
        found: list[Change] = []
        for indicator, theirs in rows.groupby("indicator", sort=False):
            ours = old[(old["indicator"] == indicator) & ~old["region_code"].isin(self.nations)]
            found += compared(ours, theirs, dataset, feed.source, self.words, dict(feed.names))
        return found

    def _provenance(self, dataset: str) -> dict[str, Any]:
        file = folder_of(dataset, self.paths) / f"{dataset}.yaml"
        return dict(files.read_yaml(file, self.paths.shown(file)))

    def _meta(
        self, meta: dict[str, Any], dataset: str, merged: Merged, brought: Brought, feed: Feed
    ) -> dict[str, Any]:
        updated = self._described(meta, dataset, merged.frame, brought, feed)
        updated["coverage"] = coverage(merged.frame, meta.get("coverage") or {})
        if "provisional" in brought.rows:
            updated["provisional"] = provisional(meta.get("provisional") or (), brought.rows, merged)
        if meta.get("anchors"):
            revised = merged.revised.iloc[:0] if _fills(brought, feed) else merged.revised
            limit = None if self.accept else LARGE_CHANGE
            updated["anchors"] = followed(list(meta["anchors"]), revised, limit)
        return updated

    def _described(
        self, meta: dict[str, Any], dataset: str, frame: pd.DataFrame, brought: Brought, feed: Feed
    ) -> dict[str, Any]:
        """Return the provenance of a dataset with the new source beside the former ones."""
        entry, day = brought.table.entry, brought.retrieved_on
        described = {
            "publisher": entry.get("publisher", feed.publisher),
            "title": brought.table.title,
            "titles": entry["titles"],
            "language": entry["language"],
            "url": entry["url"],
            "retrieved_on": day,
            "obtained": entry.get("obtained", OBTAINED),
        }
        used = set(frame["source"].dropna())
        known = [name for name in meta["sources"] if name in used or name == meta["sources"][0]]
        shipped = self.paths.snapshots / f"{dataset}.csv"
        updated = {
            **meta,
            "sources": list(dict.fromkeys([*known, *sorted(used)])),
            "retrieved_on": max(day, str(meta.get("retrieved_on") or "")),
            "rows": len(frame),
            "based_on": files.sha256(shipped.read_bytes()) if shipped.is_file() else None,
            "imports": _imports(meta, entry),
            "described_sources": {
                **(meta.get("described_sources") or {}),
                brought.table.source_id: described,
            },
        }
        return {name: value for name, value in updated.items() if value is not None}

    def _write(self, dataset: str, frame: pd.DataFrame, meta: dict[str, Any]) -> None:
        content = frame.to_csv(index=False, lineterminator="\n").encode()
        meta = {**meta, "sha256": files.sha256(content)}
        assert self.paths.overlay is not None  # noqa: S101 - a stage is made with one
        csv = self.paths.overlay / f"{dataset}.csv"
        text = yaml.safe_dump(meta, allow_unicode=True, sort_keys=False, width=110)
        replace_file(csv, content)
        replace_file(csv.with_suffix(".yaml"), text.encode())
        self.written.add(dataset)


def _fills(brought: Brought, feed: Feed) -> bool:
    """Say whether a table only fills in what is missing."""
    return feed.role == "fill" or bool(brought.table.options.get("fill"))


def _sources_differ(old: pd.DataFrame, new: pd.DataFrame, meta: dict[str, Any]) -> bool:
    """Say whether figures are now known from another source, though their values are the same."""
    before = set(old["source"].fillna(meta["sources"][0])) if "source" in old else {meta["sources"][0]}
    return set(new["source"]) != before


def _imports(meta: Mapping[str, Any], entry: Mapping[str, Any]) -> list[dict[str, str]] | None:
    """Return the files a person handed over whose rows a dataset holds, or None."""
    before = list(meta.get("imports") or ())
    known = {one["sha256"] for one in before}
    return [*before, *(one for one in entry.get("files", ()) if one["sha256"] not in known)] or None
