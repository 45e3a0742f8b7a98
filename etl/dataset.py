"""One table (family) of one publisher, with its columns at hand as arrays."""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from etl.columns import EMPTY, NOWHERE, Coded, Mask, Numbers, Positions, as_codes, numbered
from etl.languages import TRANSLATIONS
from etl.models.provenance import Provenance
from etl.problems import Problem, Rule

FIGURE_COLUMNS = ("region_code", "year", "indicator", "value")
NOT_IN_KEY = (
    *("value", "mark", "source", "note", "line", "row"),
    *(f"{column}_{language}" for column in ("note", "basis") for language in TRANSLATIONS),
)


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

    @cached_property
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
    def by_indicator(self) -> dict[str, Positions]:
        """The rows of each indicator."""
        return self.coded("indicator").rows

    def coded(self, column: str) -> Coded:
        """Return a column of texts as numbers."""
        if column not in self._coded:
            self._coded[column] = as_codes(self.frame[column])
        return self._coded[column]

    def numbered(self, columns: Iterable[str]) -> Positions:
        """Number the combinations of values that rows have in some columns (texts, or the year)."""
        return numbered(self.years if name == "year" else self.coded(name).codes for name in columns)

    @cached_property
    def years(self) -> Positions:
        """The years of the figures."""
        return self.frame["year"].to_numpy(dtype=np.int64)

    @cached_property
    def values(self) -> Numbers:
        """The figures; missing where there is a mark instead."""
        return self.frame["value"].to_numpy(dtype=float)

    @cached_property
    def positions(self) -> Positions:
        """The position of each row among the rows of all datasets."""
        return self.frame["row"].to_numpy(dtype=np.int64)

    @cached_property
    def lines(self) -> Positions:
        """The line of each row in the file."""
        return self.frame["line"].to_numpy(dtype=np.int64)

    @property
    def marks(self) -> Coded:
        """What the publisher writes instead of numbers."""
        if "mark" in self.frame:
            return self.coded("mark")
        return Coded(np.full(len(self.frame), EMPTY), ())

    def matching(self, key: Mapping[str, Any]) -> list[int]:
        """Return the positions of the figures with the values of a key.

        Args:
            key: region_code, year, indicator and any further columns (None: empty).
        """
        rows = self.coded("region_code").rows.get(key.get("region_code", ""), NOWHERE)
        rows = rows[self.years[rows] == key.get("year")]
        for column in key.keys() - {"region_code", "year", "value"}:
            if column not in self.frame:
                return []
            text = None if key[column] is None or key[column] == "" else str(key[column])
            rows = rows[self.coded(column).is_one_of([text], rows)]
        return [int(row) for row in rows]

    @cached_property
    def _coded(self) -> dict[str, Coded]:
        return {}

    def records(self, wanted: Mask) -> list[dict[Hashable, Any]]:
        """Return some rows, for messages; nearly always none, which pandas would take its time over."""
        return self.frame[wanted].to_dict("records") if wanted.any() else []

    def broken(
        self, rule: Rule, message: str, row: Mapping[Any, Any], lines: Iterable[Any] | None = None
    ) -> Problem:
        """Return a problem of a row, or of several (`lines`) of which it is one."""
        key = ", ".join(str(row[column]) for column in self.key_columns if pd.notna(row[column]))
        return rule.broken(message, self.shown, [row["line"]] if lines is None else lines, key)
