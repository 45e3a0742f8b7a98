"""Checks that the regions add up to the nation."""

import numpy as np
import pandas as pd

from etl.checks.context import Context
from etl.inputs import InputError, filtered, wide_table
from etl.models.entry import Where
from etl.models.provenance import PartsSum
from etl.problems import Problem, Rule
from etl.snapshots import Dataset
from etl.territory import Territory

REGIONS_SUM = Rule(
    "regions_sum", "One of the regions or the total is wrong; compare with the publisher's table."
)
INCOMPLETE_NATION = Rule(
    "incomplete_nation",
    "A sum over some regions is not the nation: delete the national row or add the regions.",
)
ROUNDING = 3  # units by which independently rounded figures may miss their total


def regions_sum(context: Context) -> list[Problem]:
    """Where the YAML says so, the regions add up to the national row."""
    problems = []
    for dataset in context.snapshots.figures:
        for rule in dataset.meta.parts_sum_to_total:
            problems += _regions_sum(dataset, rule, context)
    return problems


def _regions_sum(dataset: Dataset, rule: PartsSum, context: Context) -> list[Problem]:
    where: Where = {"indicator": rule.indicator, **rule.where}
    try:
        frame = filtered(dataset.frame, where, dataset.name)
    except InputError as error:
        return [REGIONS_SUM.broken(f"parts_sum_to_total: {error}", context.meta_file(dataset))]
    problems = []
    for territory in context.territories.values():
        for key, table in _by_key(frame, dataset, territory):
            nation, total = table[territory.country], territory.complete_sum(table, territory.regions)
            off = misses(total, nation, rule.tolerance)
            if rule.years:
                off &= (table.index >= rule.years[0]) & (table.index <= rule.years[1])
            for year in table.index[off]:
                suspect = _suspect(table, territory, year)
                rows = _lines(frame, key, year, [territory.country, suspect])
                problems.append(
                    REGIONS_SUM.broken(
                        f"the regions add up to {total[year]:.12g}, the national row is {nation[year]:.12g}; "
                        f"suspect {suspect}, which departs most from its neighbouring years",
                        dataset.shown,
                        rows,
                        _text(territory, year, key),
                    )
                )
    return problems


def misses(total: pd.Series, nation: pd.Series, tolerance: float) -> pd.Series:
    """Say for each year whether a sum misses the national figure by more than tolerance and rounding."""
    return (total - nation).abs() > tolerance * nation.abs() + ROUNDING


def _by_key(
    frame: pd.DataFrame, dataset: Dataset, territory: Territory
) -> list[tuple[dict[str, str | None], pd.DataFrame]]:
    """Return the years x regions tables of a country, one for each combination of the other dimensions."""
    own = frame[frame["region_code"].isin(territory.columns)]
    if own.empty:
        return []
    dimensions = [column for column in dataset.key_columns if column not in ("region_code", "year")]
    found = []
    for _, rows in own.groupby(dimensions, dropna=False, sort=False):
        first = {str(name): value for name, value in rows[dimensions].iloc[0].items()}
        key = {name: None if pd.isna(value) else str(value) for name, value in first.items()}
        found.append((key, wide_table(rows, "value", territory)))
    return found


def _suspect(table: pd.DataFrame, territory: Territory, year: int) -> str:
    """Return the region whose value departs most from the straight line between its neighbouring years."""
    regions = table[list(territory.regions)]
    position = list(regions.index).index(year)
    around = regions.iloc[[max(position - 1, 0), min(position + 1, len(regions) - 1)]].mean()
    departure = (regions.loc[year] - around).abs()
    return str(departure.fillna(-1).idxmax())


def _lines(frame: pd.DataFrame, key: dict[str, str | None], year: int, regions: list[str]) -> pd.Series:
    rows = frame[(frame["year"] == year) & frame["region_code"].isin(regions)]
    for column, value in key.items():
        rows = rows[rows[column].isna()] if value is None else rows[rows[column] == value]
    return rows["line"]


def incomplete_nation(context: Context) -> list[Problem]:
    """No projection's national row is the sum of some regions only (16 provinces are not Korea)."""
    problems = []
    projections = [one for one in context.snapshots.figures if one.meta.status == "projection"]
    for dataset in projections:
        for territory in context.territories.values():
            for key, table in _by_key(dataset.frame, dataset, territory):
                nation = table[territory.country]
                total = table[list(territory.regions)].sum(axis=1, min_count=2)
                wrong = ~territory.complete(table) & (nation == total) & (nation != 0)
                for year in table.index[wrong]:
                    missing = [code for code in territory.regions if np.isnan(table[code][year])]
                    problems.append(
                        INCOMPLETE_NATION.broken(
                            f"the national row {nation[year]:.12g} is the sum without {', '.join(missing)}",
                            dataset.shown,
                            _lines(dataset.frame, key, year, [territory.country]),
                            _text(territory, year, key),
                        )
                    )
    return problems


def _text(territory: Territory, year: int, key: dict[str, str | None]) -> str:
    return ", ".join([territory.country, str(year), *filter(None, key.values())])
