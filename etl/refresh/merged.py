"""Which answers are merged into the datasets in use, and into which shipped files."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from etl import files
from etl.refresh.collect import Collected
from etl.refresh.feeds import targets
from etl.sources.connector import Table
from etl.whole_files import json_bytes, read_json, replace_file

MERGED = "merged.json"
Entry = dict[str, Any]


@dataclass(frozen=True)
class MergedTables:
    """The tables merged into one version of the datasets.

    It lies in the folder of the version, so that nothing counts as merged that is no longer in use.

    Attributes:
        snapshots: Folder of the shipped datasets.
        tables: By "source/table": version, content, request and fetch last merged, and `shipped`, the
            checksum of each shipped dataset it was merged into.
    """

    snapshots: Path
    tables: dict[str, Entry] = field(default_factory=dict)

    @property
    def known(self) -> dict[str, Entry]:
        """The tables that count, since the shipped datasets are those they were merged into."""
        return {key: entry for key, entry in self.tables.items() if self._stands(entry)}

    @property
    def superseded(self) -> set[str]:
        """The tables merged into a dataset of which another file is shipped now."""
        return self.tables.keys() - self.known.keys()

    def adding(self, collected: Iterable[Collected]) -> "MergedTables":
        """Return these tables with those that sources brought."""
        entries = {
            f"{one.feed.source}/{brought.table.id}": {
                "version": brought.fetch.version,
                "content": brought.fetch.content,
                "request": brought.request,
                "fetch": brought.fetch.name,
                "shipped": {dataset: self._shipped(dataset) for dataset in datasets_of(brought.table)},
            }
            for one in collected
            for brought in one.brought
        }
        return replace(self, tables={**self.tables, **entries})

    def write(self, folder: Path) -> None:
        """Store them with a version."""
        replace_file(folder / MERGED, json_bytes(self.tables))

    def _shipped(self, dataset: str) -> str:
        csv = self.snapshots / f"{dataset}.csv"
        return files.sha256(csv.read_bytes()) if csv.is_file() else ""

    def _stands(self, entry: Entry) -> bool:
        return all(self._shipped(name) == checksum for name, checksum in entry["shipped"].items())


def read_merged(folder: Path, snapshots: Path) -> MergedTables:
    """Return the tables merged into a version; without a readable file everything is merged again."""
    return MergedTables(snapshots, read_json(folder / MERGED))


def datasets_of(table: Table) -> list[str]:
    """Return the datasets that a table feeds."""
    return sorted({dataset for dataset, _ in targets(table)})
