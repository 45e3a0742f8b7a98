"""Finds series that begin with zeros: a table that prints 0 for years before the statistic exists."""

import pandas as pd

from etl.checks.context import Context
from etl.problems import Problem, Rule
from etl.snapshots import Dataset

ZEROS_AT_START = Rule(
    "zeros_at_start",
    "Leave them out by corrections.yaml if the statistic begins later; name them under `true_zeros` in the"
    " dataset's YAML, with the reason, if the figures are zero.",
)
LEAST_RUN = 2
"""Years of exact zeros at the start of a series: one alone happens by chance."""


def zeros_at_start(context: Context) -> list[Problem]:
    """No series begins with a run of exact zeros, but where the dataset says that they are figures."""
    return [
        problem
        for dataset in context.snapshots.figures
        if dataset.kind in ("series", "age")
        for problem in _of_dataset(dataset)
    ]


def _of_dataset(dataset: Dataset) -> list[Problem]:
    declared = {zeros.indicator for zeros in dataset.meta.true_zeros}
    frame = dataset.frame
    frame = frame[frame["value"].notna() & ~frame["indicator"].isin(declared)]
    if not (frame["value"] == 0).any():
        return []
    # An empty cell is a value of the key: as text, since grouping would leave it out.
    keys = [frame[column].fillna("") for column in dataset.key_columns if column != "year"]
    begun = frame["year"].where(frame["value"] != 0).groupby(keys, sort=False).transform("min")
    leading = frame[begun.isna() | (frame["year"] < begun)]
    groups = leading.groupby([key.loc[leading.index] for key in keys], sort=False)
    return [_broken(dataset, rows) for _, rows in groups if len(rows) >= LEAST_RUN]


def _broken(dataset: Dataset, rows: pd.DataFrame) -> Problem:
    first, last = rows["year"].min(), rows["year"].max()
    return ZEROS_AT_START.broken(
        f"the series begins with {len(rows)} zeros ({first} to {last})",
        dataset.shown,
        rows["line"],
        dataset.key_text(rows.iloc[0]),
    )
