"""The official figures as shipped: one CSV a dataset with its provenance in a YAML file beside it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from pydantic import TypeAdapter

from etl import files
from etl.entries import read_entries
from etl.files import Unreadable
from etl.languages import TRANSLATIONS
from etl.models.provenance import Provenance
from etl.paths import Paths
from etl.problems import Problem, Rule

CSV_COLUMNS = Rule(
    "columns_missing", "A dataset of figures has the columns region_code, year, indicator, value."
)
NOT_A_NUMBER = Rule(
    "not_a_number", "Write the plain number; leave the value empty and fill `mark` if there is none."
)
NOT_A_YEAR = Rule("not_a_year", "Write the year with four digits.")
FILE_ALONE = Rule("file_alone", "Every <dataset>.csv has a <dataset>.yaml beside it and the other way round.")

FIGURE_COLUMNS = ("region_code", "year", "indicator", "value")
NOT_IN_KEY = (
    *("value", "mark", "source", "note", "line", "row"),
    *(f"{column}_{language}" for column in ("note", "basis") for language in TRANSLATIONS),
)
_NOWHERE = np.zeros(0, dtype=int)
PROVENANCE_FORM = TypeAdapter(Provenance)


@dataclass(frozen=True)
class Dataset:
    """One table (family) of one publisher.

    Attributes:
        name: Its name, which is that of its files.
        shown: The CSV as named in messages; the YAML has the same name.
        meta: The YAML.
        frame: The rows of the CSV as text, with `line`; figures have a numeric `year` and `value`. `row` is
            the position of a row among the rows of all datasets.
        sha256: Of the CSV as it is now (the YAML says what it should be).
        n_rows: Rows of the CSV.
    """

    name: str
    shown: str
    meta: Provenance
    frame: pd.DataFrame
    sha256: str
    n_rows: int

    @property
    def kind(self) -> str:
        """Kind of dataset: series, list, age, flow or rate."""
        return self.meta.kind

    @property
    def has_figures(self) -> bool:
        """Whether the rows are figures by region, year and indicator (a list may hold such, too)."""
        return set(FIGURE_COLUMNS) <= set(self.frame.columns)

    @property
    def main_source(self) -> str:
        """The source of a row that names none."""
        return self.meta.sources[0]

    @property
    def key_columns(self) -> list[str]:
        """The columns that together identify a figure."""
        return [column for column in self.frame.columns if column not in NOT_IN_KEY]

    @cached_property
    def by_indicator(self) -> dict[str, pd.DataFrame]:
        """The rows of each indicator."""
        return {str(name): rows for name, rows in self.frame.groupby("indicator", sort=False)}

    def matching(self, key: Mapping[str, Any]) -> list[int]:
        """Return the positions of the figures with the values of a key.

        Args:
            key: region_code, year, indicator and any further columns (None: empty).
        """
        own = self._rows_of_region.get(key.get("region_code"), _NOWHERE)
        fits = (self._years[own] == key.get("year")) & (self._indicators[own] == key.get("indicator"))
        found = [int(position) for position in own[fits]]
        for column in key.keys() - set(FIGURE_COLUMNS):
            if column not in self.frame:
                return []
            wanted = "" if key[column] is None else str(key[column])
            values = self.frame[column].iloc[found].fillna("")
            found = [position for position, value in zip(found, values, strict=True) if value == wanted]
        return found

    @cached_property
    def _rows_of_region(self) -> dict[Any, Any]:
        """The positions of each region's rows."""
        return dict(self.frame.groupby("region_code", sort=False).indices)

    @cached_property
    def _years(self) -> Any:
        return self.frame["year"].to_numpy()

    @cached_property
    def _indicators(self) -> Any:
        return self.frame["indicator"].to_numpy(dtype=object)

    def key_text(self, row: "pd.Series[Any]") -> str:
        """Return what a row is about, for messages."""
        return ", ".join(str(row[column]) for column in self.key_columns if pd.notna(row[column]))


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
        """One row for each row of each dataset (index: `row`), with dataset, line, source, mark."""
        columns = ["row", "line", "source", "mark"]
        parts = [dataset.frame.reindex(columns=columns).assign(dataset=dataset.name) for dataset in self]
        ledger = pd.concat(parts).set_index("row")
        # Rows left out (unreadable year, correction) leave a gap: a position must stay the position.
        return ledger.reindex(range(int(ledger.index.max()) + 1)).astype(object)


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
        year = pd.to_numeric(frame["year"].where(frame["year"].str.fullmatch(r"\d{4}")), errors="coerce")
        value = pd.to_numeric(frame["value"], errors="coerce")
        value = value.where(value.abs() < float("inf"))
        for rule, column, numbers in ((NOT_A_YEAR, "year", year), (NOT_A_NUMBER, "value", value)):
            wrong = frame[numbers.isna() & (frame[column].notna() if column == "value" else True)]
            for row in wrong.to_dict("records"):
                text = row[column]
                self.problems.append(
                    rule.broken(
                        f"{column} is {text!r}" if pd.notna(text) else f"{column} is empty",
                        shown,
                        [row["line"]],
                        f"{row['region_code']}, {row['year']}, {row['indicator']}",
                    )
                )
        dated = year.notna()
        return frame[dated].assign(year=year[dated].astype(int), value=value[dated])


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
