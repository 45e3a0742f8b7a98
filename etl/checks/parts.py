"""Checks that sexes and age groups add up to their totals."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from etl.ages import age_bounds
from etl.checks.context import Context
from etl.columns import EMPTY, Positions
from etl.problems import Problem, Rule
from etl.snapshots import Dataset

SEXES_SUM = Rule("sexes_sum", "Female, male or total is wrong; compare with the publisher's table.")
AGES_SUM = Rule("ages_sum", "One of the age groups is wrong; compare with the publisher's table.")
PARTS_TOLERANCE = 0.0005
ADDITIVE_UNIT = "persons"
THOUSAND = 1000


@dataclass(frozen=True)
class _Crossed:
    """The additive figures of a dataset, one row a key, one column a value of a dimension.

    Attributes:
        dataset: The dataset.
        values: The figures.
        lines: Their lines (missing where there is no figure).
        rest: The columns that tell what a row is about.
        rows: A row of the dataset for each.
    """

    dataset: Dataset
    values: pd.DataFrame
    lines: pd.DataFrame
    rest: list[str]
    rows: Positions

    def broken(self, rule: Rule, key: int, labels: list[str], message: str) -> Problem:
        """Return a problem of some figures of a row."""
        texts = self.dataset.frame[self.rest].iloc[self.rows[key]]
        about = ", ".join(str(text) for text in texts if pd.notna(text))
        return rule.broken(message, self.dataset.shown, self.lines.loc[key, labels], about)


def sexes_sum(context: Context) -> Iterator[Problem]:
    """Female and male add up to the total where all three are there."""
    for crossed in _additive(context, "sex"):
        values = crossed.values
        if not {"female", "male", "total"} <= set(values):
            continue
        parts = values["female"] + values["male"]
        off = misses(values[["female", "male"]], values["total"], crossed.dataset.meta.parts_tolerance)
        for key in values.index[off]:
            yield crossed.broken(
                SEXES_SUM,
                key,
                ["female", "male", "total"],
                f"female {values['female'][key]:.12g} + male {values['male'][key]:.12g} = {parts[key]:.12g}, "
                f"but the total is {values['total'][key]:.12g}",
            )


def ages_sum(context: Context) -> Iterator[Problem]:
    """Age groups add up to every wider group they tile, and all of them to "all"."""
    for crossed in _additive(context, "age_group"):
        values = crossed.values
        for wide, parts in _tilings(list(values.columns)):
            total = values[parts].sum(axis=1, min_count=len(parts))
            off = misses(values[parts], values[wide], crossed.dataset.meta.parts_tolerance)
            for key in values.index[off]:
                message = f"{' + '.join(parts)} = {total[key]:.12g}, but {wide} is {values.loc[key, wide]}"
                yield crossed.broken(AGES_SUM, key, [wide, *parts], message)


def _additive(context: Context, dimension: str) -> Iterator[_Crossed]:
    for dataset in context.snapshots.figures:
        if dimension in dataset.frame and dataset.kind != "list":
            counted = [name for name, unit in dataset.meta.units.items() if unit == ADDITIVE_UNIT]
            every = np.arange(len(dataset.frame))
            known = dataset.coded("indicator").is_one_of(counted, every) & ~np.isnan(dataset.values)
            known &= dataset.coded(dimension).codes != EMPTY
            if known.any():
                yield _crossed(dataset, every[known], dimension)


def _crossed(dataset: Dataset, rows: Positions, dimension: str) -> _Crossed:
    rest = [column for column in dataset.key_columns if column != dimension]
    keys, first, of_key = np.unique(dataset.numbered(rest)[rows], return_index=True, return_inverse=True)
    labels, of_label = dataset.coded(dimension).texts, dataset.coded(dimension).codes[rows]
    used = sorted(labels[code] for code in np.unique(of_label))
    tables: list[pd.DataFrame] = []
    for column in (dataset.values, dataset.lines):
        table = np.full((len(keys), len(labels)), np.nan)
        table[of_key[::-1], of_label[::-1]] = column[rows[::-1]]  # of rows given twice the first counts
        tables.append(pd.DataFrame(table, columns=list(labels))[used])
    values, lines = tables
    return _Crossed(dataset, values, lines, rest, rows[first])


def _tilings(labels: list[str]) -> list[tuple[str, list[str]]]:
    """Return each group that narrower groups tile without gap, with the narrowest such groups."""
    bounds = age_bounds(pd.Series(labels, index=labels))
    bounds.loc[[label for label in labels if label == "all"], "age_from"] = 0.0
    bounds = bounds[bounds["age_from"].notna()].fillna({"age_to": np.inf})
    spans = {label: (row.age_from, row.age_to) for label, row in bounds.iterrows()}
    found = []
    for wide, (first, last) in spans.items():
        parts, start = [], first
        while start <= last:
            narrower = [
                (to, label)
                for label, (begin, to) in spans.items()
                if begin == start and to <= last and (begin, to) != (first, last)
            ]
            if not narrower:
                break
            to, label = min(narrower)
            parts.append(str(label))
            start = to + 1
        if start > last or np.isinf(start):
            found.append((str(wide), parts))
    return found


def misses(parts: pd.DataFrame, total: pd.Series, tolerance: float | None) -> pd.Series:
    """Say where parts (columns) miss their total by more than rounding and tolerance explain.

    Args:
        parts: One row a figure, one column a part.
        total: What the publisher gives as their total.
        tolerance: Share of the total; None: `PARTS_TOLERANCE`.
    """
    tolerance = PARTS_TOLERANCE if tolerance is None else tolerance
    in_thousands = (parts % THOUSAND == 0).all(axis=1) & (total % THOUSAND == 0)
    # Each of the numbers may be rounded by half a unit.
    rounding = (len(parts.columns) + 1) / 2 * in_thousands.map({True: THOUSAND, False: 1})
    missed = (parts.sum(axis=1, min_count=len(parts.columns)) - total).abs()
    return missed > tolerance * total.abs() + rounding
