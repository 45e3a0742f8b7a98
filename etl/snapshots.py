"""The official figures as shipped: one CSV a dataset with its provenance in a YAML file beside it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import numpy as np
import pandas as pd
from pydantic import TypeAdapter

from etl import files
from etl.columns import EMPTY, Coded, Positions, as_numbers, as_years, together
from etl.dataset import FIGURE_COLUMNS, Dataset
from etl.entries import read_entries
from etl.files import Unreadable
from etl.models.provenance import Provenance
from etl.paths import Paths
from etl.problems import Problem, Rule

__all__ = ["Dataset", "Snapshots", "folder_of", "read_snapshots", "rows_in_use", "same_number", "superseded"]

CSV_COLUMNS = Rule(
    "columns_missing", "A dataset of figures has the columns region_code, year, indicator, value."
)
NOT_A_NUMBER = Rule(
    "not_a_number", "Write the plain number; leave the value empty and fill `mark` if there is none."
)
NOT_A_YEAR = Rule("not_a_year", "Write the year with four digits.")
FILE_ALONE = Rule("file_alone", "Every <dataset>.csv has a <dataset>.yaml beside it and the other way round.")

PROVENANCE_FORM = TypeAdapter(Provenance)


@dataclass(frozen=True)
class Snapshots:
    """All datasets, with a ledger of their rows."""

    datasets: Mapping[str, Dataset]

    def __iter__(self) -> Iterator[Dataset]:
        """Go through the datasets in the order of their names."""
        return iter(self.datasets.values())

    @property
    def figures(self) -> list[Dataset]:
        """The datasets whose rows are figures."""
        return [dataset for dataset in self if dataset.has_figures]

    @cached_property
    def ledger(self) -> pd.DataFrame:
        """One row for each row of each dataset, with line, dataset and source (texts as categories)."""
        names = [Coded(np.zeros_like(dataset.positions), (dataset.name,)) for dataset in self]
        lines = np.zeros(self._n_rows, dtype=np.int64)
        lines[self._positions] = np.concatenate([dataset.lines for dataset in self])
        columns = {"dataset": self._collected(names).column, "source": self.sources.column}
        return pd.DataFrame({"line": lines, **columns})

    @cached_property
    def sources(self) -> Coded:
        """The source of each row of the ledger."""
        return self._collected([dataset.coded("source") for dataset in self])

    @cached_property
    def marks(self) -> Coded:
        """The mark of each row of the ledger that has one."""
        return self._collected([dataset.marks for dataset in self])

    @cached_property
    def _positions(self) -> Positions:
        return np.concatenate([dataset.positions for dataset in self])

    @property
    def _n_rows(self) -> int:
        """Rows left out (unreadable year, correction) leave a gap: a position must stay the position."""
        return int(self._positions.max(initial=EMPTY)) + 1

    def _collected(self, parts: Sequence[Coded]) -> Coded:
        whole = together(parts)
        codes = np.full(self._n_rows, EMPTY, dtype=np.int64)
        codes[self._positions] = whole.codes
        return Coded(codes, whole.texts)


def same_number(one: float, other: float) -> bool:
    """Say whether two numbers are equal but for their representation."""
    return abs(one - other) <= 1e-9 * max(1.0, abs(other))


@dataclass
class _Reader:
    paths: Paths
    problems: list[Problem] = field(default_factory=list)
    next_row: int = 0

    def read(self, name: str) -> Dataset | None:
        folder = folder_of(name, self.paths)
        csv, meta_file = (folder / f"{name}.{kind}" for kind in ("csv", "yaml"))
        shown = self.paths.shown(csv)
        meta = read_entries(meta_file, self.paths.shown(meta_file), PROVENANCE_FORM, self.problems)
        if meta is None:
            return None
        try:
            content = files.read_bytes(csv, shown)
            frame = files.read_csv(content, shown)
        except Unreadable as error:
            self.problems.append(error.problem)
            return None
        n_rows = len(frame)
        if meta.kind != "list" or set(FIGURE_COLUMNS) <= set(frame.columns):
            missing = [column for column in FIGURE_COLUMNS if column not in frame]
            if missing:
                self.problems.append(CSV_COLUMNS.broken(f"no column {', '.join(missing)}", shown, [1]))
                return None
            frame = self._with_numbers(frame, shown)
        if "source" not in frame:
            frame["source"] = meta.sources[0]
        frame["source"] = frame["source"].fillna(meta.sources[0])
        frame["row"] = frame.index + self.next_row
        self.next_row += n_rows
        return Dataset(name, shown, meta, frame, files.sha256(content), n_rows)

    def _with_numbers(self, frame: pd.DataFrame, shown: str) -> pd.DataFrame:
        """Return the rows with numeric year and value; each text among the numbers is a problem."""
        year, value = as_years(frame["year"]), as_numbers(frame["value"])
        for rule, column, numbers in ((NOT_A_YEAR, "year", year), (NOT_A_NUMBER, "value", value)):
            wrong = np.isnan(numbers)
            if column == "value":
                wrong &= frame[column].notna().to_numpy()
            for row in frame[wrong].to_dict("records") if wrong.any() else ():
                text = row[column]
                self.problems.append(
                    rule.broken(
                        f"{column} is {text!r}" if pd.notna(text) else f"{column} is empty",
                        shown,
                        [row["line"]],
                        f"{row['region_code']}, {row['year']}, {row['indicator']}",
                    )
                )
        dated = ~np.isnan(year)
        if not dated.all():
            frame, year, value = frame[dated], year[dated], value[dated]
        return frame.assign(year=year.astype(int), value=value)


def folder_of(name: str, paths: Paths) -> Path:
    """Return the folder a dataset is read from.

    A dataset brought stands in for the shipped one it was made from. Once another file is shipped, that one
    counts, until the next refresh or import puts the two together again.
    """
    refreshed = paths.overlay / f"{name}.yaml" if paths.overlay else None
    if refreshed is None or not refreshed.is_file():
        return paths.snapshots
    shipped = paths.snapshots / f"{name}.csv"
    try:
        based_on = files.read_yaml(refreshed, paths.shown(refreshed)).get("based_on")
        same = not shipped.is_file() or based_on == files.sha256(shipped.read_bytes())
    except (Unreadable, AttributeError):
        return refreshed.parent  # reading it will say what is wrong
    return refreshed.parent if same else paths.snapshots


def rows_in_use(name: str, paths: Paths) -> pd.DataFrame:
    """Return the rows of a dataset in use as text, columns of its CSV."""
    csv = folder_of(name, paths) / f"{name}.csv"
    return files.read_table(csv, paths.shown(csv))


def superseded(paths: Paths) -> list[str]:
    """Return the brought datasets that are not in use, since another file of them was shipped meanwhile."""
    if paths.overlay is None:
        return []
    names = sorted(file.stem for file in paths.overlay.glob("*.yaml"))
    return [name for name in names if folder_of(name, paths) != paths.overlay]


def read_snapshots(paths: Paths) -> tuple[Snapshots, list[Problem]]:
    """Read all datasets.

    Returns:
        The datasets that could be read, and the problems of the others and of single cells.
    """
    folder = paths.snapshots
    if not folder.is_dir():
        return Snapshots({}), [files.FILE_MISSING.broken("the folder is missing", paths.shown(folder))]
    csv, meta = ({path.stem for path in folder.glob(f"*.{kind}")} for kind in ("csv", "yaml"))
    problems = [
        FILE_ALONE.broken(
            f"has no {name}.{'yaml' if name in csv else 'csv'} beside it",
            paths.shown(folder / f"{name}.{'csv' if name in csv else 'yaml'}"),
        )
        for name in sorted(csv ^ meta)
    ]
    reader = _Reader(paths, problems)
    datasets = {name: reader.read(name) for name in sorted(csv & meta)}
    return Snapshots({name: dataset for name, dataset in datasets.items() if dataset}), reader.problems
