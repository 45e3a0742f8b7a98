"""Checks that sexes and age groups add up to their totals."""

from typing import Any

import numpy as np
import pandas as pd

from etl.ages import age_bounds
from etl.checks.context import Context
from etl.problems import Problem, Rule
from etl.snapshots import Dataset

SEXES_SUM = Rule("sexes_sum", "Female, male or total is wrong; compare with the publisher's table.")
AGES_SUM = Rule("ages_sum", "One of the age groups is wrong; compare with the publisher's table.")
PARTS_TOLERANCE = 0.0005
ADDITIVE_UNIT = "persons"
THOUSAND = 1000


def sexes_sum(context: Context) -> list[Problem]:
    """Female and male add up to the total where all three are there."""
    problems = []
    for dataset, frame in _additive(context, "sex"):
        rest = [column for column in dataset.key_columns if column != "sex"]
        values, lines = _unstacked(frame, rest, "sex")
        if not {"female", "male", "total"} <= set(values):
            continue
        parts = values["female"] + values["male"]
        off = misses(values[["female", "male"]], values["total"], dataset.meta.parts_tolerance)
        problems += [
            SEXES_SUM.broken(
                f"female {values['female'][key]:.12g} + male {values['male'][key]:.12g} = {parts[key]:.12g}, "
                f"but the total is {values['total'][key]:.12g}",
                dataset.shown,
                lines.loc[key, ["female", "male", "total"]],
                _text(key),
            )
            for key in values.index[off]
        ]
    return problems


def ages_sum(context: Context) -> list[Problem]:
    """Age groups add up to every wider group they tile, and all of them to "all"."""
    problems = []
    for dataset, frame in _additive(context, "age_group"):
        rest = [column for column in dataset.key_columns if column != "age_group"]
        values, lines = _unstacked(frame, rest, "age_group")
        for wide, parts in _tilings(list(values.columns)):
            total = values[parts].sum(axis=1, min_count=len(parts))
            off = misses(values[parts], values[wide], dataset.meta.parts_tolerance)
            problems += [
                AGES_SUM.broken(
                    f"{' + '.join(parts)} = {total[key]:.12g}, but {wide} is {values.loc[key, wide]}",
                    dataset.shown,
                    lines.loc[key, [wide, *parts]],
                    _text(key),
                )
                for key in values.index[off]
            ]
    return problems


def _additive(context: Context, dimension: str) -> list[tuple[Dataset, pd.DataFrame]]:
    found = []
    for dataset in context.snapshots.figures:
        if dimension in dataset.frame and dataset.kind != "list":
            units = dataset.frame["indicator"].map(dataset.meta.units)
            rows = dataset.frame[units.eq(ADDITIVE_UNIT) & dataset.frame["value"].notna()]
            if len(rows):
                found.append((dataset, rows))
    return found


def _unstacked(frame: pd.DataFrame, rest: list[str], dimension: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return value and line as tables with one column for each value of a dimension."""
    filled = frame.assign(**{column: frame[column].fillna("") for column in rest if column != "year"})
    filled = (
        filled[filled[dimension].notna()].drop_duplicates([*rest, dimension]).set_index([*rest, dimension])
    )
    values, lines = filled["value"].unstack(), filled["line"].unstack()
    return values, lines


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


def _text(key: Any) -> str:
    return ", ".join(str(part) for part in (key if isinstance(key, tuple) else (key,)) if part != "")
