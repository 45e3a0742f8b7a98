"""The figures that unusual_figures.yaml declares: looked at, and as in the publication."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from etl.checks.context import Context
from etl.columns import NOWHERE, Positions
from etl.models.unusual import Unusual, UnusualYear
from etl.problems import Problem, Rule
from etl.snapshots import Dataset

FILE = "unusual_figures.yaml"
DECLARED = Rule(
    "unusual_figure_declared",
    "Nothing fits the line any more: look at the figure, then change or delete it in unusual_figures.yaml.",
)
SAME = 0.1  # share by which a figure may be revised and still be the one declared


@dataclass(frozen=True)
class Declared:
    """What is declared.

    Attributes:
        figures: Positions in the table of figures, with what to call each.
        years: Columns family and year, with what to call each (`name`).
        problems: Lines that fit no figure.
        file: unusual_figures.yaml as named in messages.
    """

    figures: dict[int, str]
    years: pd.DataFrame
    problems: list[Problem]
    file: str

    def undeclared(self, years: pd.DataFrame) -> pd.DataFrame:
        """Return the years (columns family, year) that are not declared."""
        known = pd.MultiIndex.from_frame(self.years[["family", "year"]])
        return years[~pd.MultiIndex.from_frame(years[["family", "year"]]).isin(known)]

    def stale(self, figures: Iterable[int], years: pd.DataFrame) -> list[Problem]:
        """Return a problem for each line that declares what is not unusual, beside those that fit nothing.

        Args:
            figures: Positions of the unusual figures.
            years: Columns family and year of the unusual years.
        """
        found = set(figures)
        there = pd.MultiIndex.from_frame(years[["family", "year"]])
        known = pd.MultiIndex.from_frame(self.years[["family", "year"]])
        names = [name for at, name in self.figures.items() if at not in found]
        names += self.years.loc[~known.isin(there), "name"].to_list()
        return [*self.problems, *(self._problem(name, "is not unusual any more") for name in names)]

    def _problem(self, name: str, message: str) -> Problem:
        return DECLARED.broken(message, self.file, key=name)


def declared(context: Context, table: pd.DataFrame) -> Declared:
    """Find what is declared in the table of figures.

    Args:
        context: The data.
        table: As from `with_steps`.
    """
    file = context.catalogue.file(FILE)
    at = pd.Series(table.index, table["row"])
    figures: dict[int, str] = {}
    years: list[tuple[int, int, str]] = []
    problems: list[Problem] = []
    for entry in context.catalogue.lists.unusual_figures:
        dataset = context.snapshots.datasets.get(entry.dataset)
        if dataset is None:
            problems.append(DECLARED.broken("there is no such dataset", file, key=entry.dataset))
            continue
        problems += _figures(entry, dataset, at, figures, file)
        problems += _years(entry, dataset, table, at, years, file)
    return Declared(figures, pd.DataFrame(years, columns=["family", "year", "name"]), problems, file)


def _figures(
    entry: Unusual, dataset: Dataset, at: "pd.Series[int]", found: dict[int, str], file: str
) -> Iterator[Problem]:
    """Go through the figures that fit no line; those that do are noted in `found`."""
    for anchor in entry.figures:
        name = f"{dataset.name}, " + ", ".join(str(value) for value in anchor.key.values())
        rows = dataset.matching(anchor.key)
        if len(rows) != 1:
            yield DECLARED.broken(f"{len(rows)} rows instead of one fit", file, key=name)
            continue
        value = dataset.values[rows[0]]
        if abs(value - anchor.value) <= SAME * abs(anchor.value):
            found[int(at[dataset.positions[rows[0]]])] = name
        else:
            message = f"the value is {value:.12g}, declared is {anchor.value:.12g}"
            yield DECLARED.broken(message, dataset.shown, dataset.frame["line"].iloc[rows], name)


def _years(
    entry: Unusual,
    dataset: Dataset,
    table: pd.DataFrame,
    at: "pd.Series[int]",
    found: list[tuple[int, int, str]],
    file: str,
) -> Iterator[Problem]:
    """Go through the years that fit no line; those that do are noted in `found`."""
    for one in entry.years:
        narrower = {name: str(value) for name, value in (one.model_extra or {}).items()}
        name = ", ".join([dataset.name, one.country, str(one.year), one.indicator, *narrower.values()])
        rows = dataset.positions[_rows(one, narrower, dataset)]
        figures = table.iloc[at.reindex(rows).dropna().astype(int)]
        moved = figures[figures["country"] == one.country].drop_duplicates("family")
        if len(moved) != 1:
            yield DECLARED.broken(f"{len(moved)} series instead of one fit", file, key=name)
            continue
        change = _change(moved.iloc[0])
        if np.isnan(change) or abs(change - one.change) <= SAME * abs(one.change):
            found.append((int(moved["family"].iloc[0]), one.year, name))
        else:
            message = f"the regions moved by {change:.3g}, declared is {one.change:.3g}"
            yield DECLARED.broken(message, file, key=name)


def _rows(wanted: UnusualYear, narrower: dict[str, str], dataset: Dataset) -> Positions:
    """Return the rows of the year and quantity that a line names."""
    quantity = dataset.by_indicator.get(wanted.indicator, NOWHERE)
    rows: Positions = quantity[dataset.years[quantity] == wanted.year]
    for name, value in narrower.items():
        if name not in dataset.frame:
            return NOWHERE
        rows = rows[dataset.coded(name).is_one_of([value or None], rows)]
    return rows


def _change(figure: "pd.Series[float]") -> float:
    common = figure["common"]
    return float(np.exp(common) if figure["is_log"] else common)
