"""Declared errors of the providers, mended before anything is computed."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from etl.models.lists import Correction
from etl.problems import Problem, Rule
from etl.snapshots import Dataset, Snapshots, same_number

CORRECTION = Rule(
    "correction",
    "The figure is not as declared: look at it, then change or delete the entry in corrections.yaml.",
)


def apply_corrections(
    corrections: list[Correction], snapshots: Snapshots, shown: str
) -> tuple[Snapshots, list[Problem]]:
    """Replace the values that corrections.yaml declares wrong.

    Args:
        corrections: The declared errors.
        snapshots: All datasets.
        shown: corrections.yaml as named in messages.

    Returns:
        The datasets with the values replaced, and a problem for each entry whose row is not there once or no
        longer has the value expected (the provider has mended it).
    """
    problems = []
    mended: dict[str, dict[int, float | None]] = {}
    for entry in corrections:
        key = f"{entry.dataset}, " + ", ".join(str(value) for value in entry.row.values())
        dataset = snapshots.datasets.get(entry.dataset)
        if dataset is None:
            problems.append(CORRECTION.broken("there is no such dataset", shown, key=key))
            continue
        rows = dataset.matching(entry.row)
        if len(rows) != 1:
            problems.append(CORRECTION.broken(f"{len(rows)} rows instead of one fit", shown, key=key))
            continue
        value = float(dataset.values[rows[0]])
        if not same_number(value, entry.expect):
            message = f"the value is {value:.12g}, but corrections.yaml expects {entry.expect:.12g}"
            line = dataset.frame["line"].iloc[rows[0]]
            problems.append(CORRECTION.broken(message, dataset.shown, [line], key))
            continue
        mended.setdefault(entry.dataset, {})[rows[0]] = entry.value
    datasets = {name: _mended(one, mended.get(name, {})) for name, one in snapshots.datasets.items()}
    return Snapshots(datasets), problems


def _mended(dataset: Dataset, rows: Mapping[int, float | None]) -> Dataset:
    """Return a dataset with other values in some rows, or without them."""
    if not rows:
        return dataset
    values, kept = dataset.values.copy(), np.ones(len(dataset.values), dtype=bool)
    for row, value in rows.items():
        if value is None:
            kept[row] = False
        else:
            values[row] = value
    return replace(dataset, frame=dataset.frame.assign(value=values)[kept])
