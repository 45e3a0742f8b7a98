"""The frame of an exhibit: columns that every one has, and rows as objects."""

from collections.abc import Iterator
from typing import Any

import pandas as pd

from regions.database.catalogue import Measure

OBSERVED = ["indicator_id", "region_code", "country", "year", "value", "status", "mark", "source_id"]


def observed(frame: pd.DataFrame, measure: Measure | None = None, **constants: Any) -> pd.DataFrame:
    """Return a frame with every column of `OBSERVED` first.

    Args:
        frame: Figures with whatever else tells them apart.
        measure: What the figures are computed from: they have its id and its sources, and are actual unless
            `frame` says otherwise.
        constants: Columns that are the same in all rows.
    """
    whole = frame.assign(**constants)
    if measure is not None:
        whole = whole.assign(indicator_id=measure.id)
        whole["source_id"] = [";".join(measure.sources_in(country)) for country in whole.country]
        if "status" not in whole:
            whole["status"] = "actual"
    for name in OBSERVED:
        if name not in whole:
            whole[name] = None if name == "mark" else ""
    return whole[[*OBSERVED, *(name for name in whole if name not in OBSERVED)]]


def one_row_a_figure(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the frame with one row for each figure published.

    Where regions have none of their own, the column `area` names the area of several for which one was
    published, and each of its rows holds the same figure.
    """
    if "area" not in frame:
        return frame
    kept: pd.DataFrame = frame[frame.area.isna() | ~frame.area.duplicated()]
    return kept


def rows_of(frame: pd.DataFrame) -> Iterator[Any]:
    """Return the rows of a frame as objects with an attribute a column."""
    return iter(frame.itertuples())
