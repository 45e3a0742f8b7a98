"""Marks beside figures of municipalities that are as published and still mislead a reader."""

from collections.abc import Iterable, Mapping

import numpy as np
import pandas as pd

from etl.derive import Series
from etl.models.indicators import MUNICIPALITY
from etl.models.lists import MunicipalMark
from etl.snapshots import Snapshots

SMALL = "small_count"
FEW_RESIDENTS = 1000
RESIDENTS = "registered_population"


def marked(
    observed: pd.DataFrame, series: Iterable[Series], snapshots: Snapshots, marks: Iterable[MunicipalMark]
) -> pd.DataFrame:
    """Return the observations with the marks of municipalities beside their values.

    `small_count` stands beside the figures of an indicator that warns of it, where fewer than a thousand are
    registered; the others where the catalogue says so, beside all that rests on the basis it names.

    Args:
        observed: As from `observations`.
        series: The series they were computed as.
        snapshots: The datasets, which say on what basis figures stand.
        marks: What the catalogue marks.
    """
    municipal = [one for one in series if one.level == MUNICIPALITY]
    if not municipal:
        return observed
    small = {one.indicator.id for one in municipal if any(w.code == SMALL for w in one.warnings)}
    few = _few_residents(municipal)
    code, indicator = observed["region_code"], observed["indicator_id"]
    own = observed["value"].notna() & code.isin(
        {place for one in municipal for place in one.territory.regions}
    )
    found = {SMALL: own & indicator.isin(small) & _at(few, code, observed["year"])}
    for mark in marks:
        resting = {one.indicator.id for one in municipal if mark.basis in _bases(one, snapshots)}
        found[mark.mark] = own & indicator.isin(resting) & code.isin(mark.codes)
    return observed.assign(mark=_joined(observed["mark"], found))


def _few_residents(municipal: Iterable[Series]) -> dict[str, dict[int, bool]]:
    """Return whether few are registered, by year, of each municipality where few ever were."""
    registered = [one for one in municipal if one.indicator.id == RESIDENTS]
    return {
        str(code): dict(zip(known.index, known < FEW_RESIDENTS, strict=True))
        for one in registered
        for code, column in one.values.loc[:, (one.values < FEW_RESIDENTS).any()].items()
        for known in [column.dropna()]
    }


def _at(few: Mapping[str, Mapping[int, bool]], codes: pd.Series, years: pd.Series) -> pd.Series:
    """Say whether few were registered in the year of each figure, or in the year held that is nearest."""
    said = [
        place in few and few[place][min(few[place], key=lambda held: abs(held - year))]
        for place, year in zip(codes, years, strict=True)
    ]
    return pd.Series(said, index=codes.index, dtype=bool)


def _bases(one: Series, snapshots: Snapshots) -> set[str | None]:
    return {snapshots.datasets[leaf.dataset].meta.basis for leaf in one.block.leaves}


def _joined(known: pd.Series, found: Mapping[str, pd.Series]) -> "pd.Series[str]":
    """Return the marks of each row, joined by a semicolon; None where there is none."""
    joined = known.astype(object).where(known.notna(), None).to_numpy(copy=True)
    for mark, rows in found.items():
        at = np.flatnonzero(rows.to_numpy())
        joined[at] = [f"{before};{mark}" if before else mark for before in joined[at]]
    return pd.Series(joined, index=known.index, dtype=object)
