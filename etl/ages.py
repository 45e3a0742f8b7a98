"""Population by sex and five-year age group, from the datasets of kind age."""

import pandas as pd

from etl.columns import as_codes, numbered
from etl.snapshots import Dataset, Snapshots

WIDTH = 5


def age_bounds(labels: pd.Series) -> pd.DataFrame:
    """Return the ages that labels such as "0-4" and "85+" stand for.

    Returns:
        Columns age_from, age_to (floats; age_to is missing for open groups, both for labels such as "all").
    """
    parts = labels.str.extract(r"^(\d+)(?:-(\d+)|\+)$")
    return parts.set_axis(["age_from", "age_to"], axis=1).astype(float)


def five_year_groups(dataset: Dataset) -> pd.DataFrame:
    """Return the rows of a dataset that are five-year groups by sex, without overlapping aggregates.

    The open group is the one that follows on the oldest closed group of the same region, year, sex and basis.

    Returns:
        Columns region_code, year, sex, age_from, age_to, value, status, basis, source_id, file, line.
    """
    labels = dataset.coded("age_group")
    bounds = age_bounds(pd.Series([*labels.texts, ""])).iloc[labels.codes]
    frame = dataset.frame.assign(**{str(name): column.to_numpy() for name, column in bounds.items()})
    frame = frame[frame["sex"].isin(["female", "male"]) & frame["value"].notna()]
    if "basis" not in frame:
        frame["basis"] = str(dataset.meta.basis or dataset.name)
    closed = frame["age_to"] - frame["age_from"] == WIDTH - 1
    group = ["region_code", "year", "sex", "basis"]
    number = numbered(as_codes(frame[name]).codes for name in group)
    oldest = frame["age_to"].where(closed).groupby(number).transform("max")
    last = frame["age_to"].isna() & (frame["age_from"] == oldest + 1)
    rows = frame[closed | last].rename(columns={"source": "source_id"})
    rows = rows.assign(status=dataset.meta.status, file=dataset.shown)
    columns = [*group, "age_from", "age_to", "value", "status", "source_id", "file", "line"]
    return rows[columns]


def population_by_age(snapshots: Snapshots) -> pd.DataFrame:
    """Return the table population_by_age (see `five_year_groups` for the columns)."""
    parts = [five_year_groups(dataset) for dataset in snapshots.figures if dataset.kind == "age"]
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame()
