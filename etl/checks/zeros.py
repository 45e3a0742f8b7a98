"""Finds series that begin with zeros: a table that prints 0 for years before the statistic exists."""

from collections.abc import Iterator

import numpy as np

from etl.checks.context import Context
from etl.models.indicators import REGION
from etl.problems import Problem, Rule
from etl.snapshots import Dataset

ZEROS_AT_START = Rule(
    "zeros_at_start",
    "Leave them out by corrections.yaml if the statistic begins later; name them under `true_zeros` in the"
    " dataset's YAML, with the reason, if the figures are zero.",
)
NEVER = np.iinfo(np.int64).max
LEAST_RUN = 2
"""Years of exact zeros at the start of a series: one alone happens by chance."""


def zeros_at_start(context: Context) -> Iterator[Problem]:
    """No series begins with a run of exact zeros, but where the dataset says that they are figures."""
    for dataset in context.snapshots.figures:
        if dataset.kind in ("series", "age") and dataset.meta.level == REGION:  # a village may have no births
            yield from _of_dataset(dataset)


def _of_dataset(dataset: Dataset) -> Iterator[Problem]:
    zeros = dataset.values == 0
    if not zeros.any():
        return
    declared = [zeros.indicator for zeros in dataset.meta.true_zeros]
    every = np.arange(len(zeros))
    known = ~np.isnan(dataset.values) & ~dataset.coded("indicator").is_one_of(declared, every)
    series = dataset.numbered(column for column in dataset.key_columns if column != "year")
    begins = np.full(series.max() + 1, NEVER)
    np.minimum.at(begins, series[known & ~zeros], dataset.years[known & ~zeros])
    leading = known & (dataset.years < begins[series])
    for _, rows in dataset.frame[leading].groupby(series[leading], sort=False):
        if len(rows) >= LEAST_RUN:
            first, last = rows["year"].min(), rows["year"].max()
            message = f"the series begins with {len(rows)} zeros ({first} to {last})"
            yield dataset.broken(ZEROS_AT_START, message, rows.iloc[0].to_dict(), rows["line"])
