"""Checks that the regions add up to the nation."""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from etl.checks.context import Context
from etl.columns import Mask, Numbers
from etl.inputs import InputError, filtered
from etl.models.entry import Where
from etl.models.provenance import PartsSum
from etl.problems import Problem, Rule
from etl.snapshots import Dataset
from etl.territory import NATION, Territory, sums

REGIONS_SUM = Rule(
    "regions_sum", "One of the regions or the total is wrong; compare with the publisher's table."
)
INCOMPLETE_NATION = Rule(
    "incomplete_nation",
    "A sum over some regions is not the nation: delete the national row or add the regions.",
)
ROUNDING = 3  # units by which independently rounded figures may miss their total


def regions_sum(context: Context) -> Iterator[Problem]:
    """Where the YAML says so, the regions add up to the national row."""
    rules = []
    for dataset in context.snapshots.figures:
        for rule in dataset.meta.parts_sum_to_total:
            try:
                rules.append(_rows_of(rule, dataset))
            except InputError as error:
                yield REGIONS_SUM.broken(f"parts_sum_to_total: {error}", context.meta_file(dataset))
    if rules:
        figures = context.figures.merge(pd.concat(rules), on="row")
        for territory in context.territories.values():
            yield from _regions_sum(figures[figures["country"] == territory.country], territory, context)


def _rows_of(rule: PartsSum, dataset: Dataset) -> pd.DataFrame:
    """Return the rows a rule is about, with its tolerance and years.

    Raises:
        InputError: If it names what is not there.
    """
    where: Where = {"indicator": rule.indicator, **rule.where}
    rows = filtered(dataset, where, np.arange(len(dataset.frame)))
    first, last = rule.years or (0, 9999)
    return pd.DataFrame(
        {"row": dataset.positions[rows], "tolerance": rule.tolerance, "first": first, "last": last}
    )


def _regions_sum(figures: pd.DataFrame, territory: Territory, context: Context) -> list[Problem]:
    """Compare all sums of a country at once: one line a quantity and year, one column a region."""
    cell = figures.groupby(["family", "year", "tolerance", "first"], sort=False).ngroup().to_numpy()
    one = figures[~pd.Series(cell, figures.index).duplicated()]
    columns = pd.Index(territory.columns)
    wide = np.full((len(one), len(columns)), np.nan)
    wide[cell, columns.get_indexer(pd.Index(figures["region_code"]))] = figures["value"]
    nation = wide[:, NATION]
    year, tolerance = one["year"].to_numpy(), one["tolerance"].to_numpy()
    total = territory.complete_sum(wide, year, territory.regions)
    off = misses(total, nation, tolerance)
    off &= (year >= one["first"].to_numpy()) & (year <= one["last"].to_numpy())
    return [
        _missed(figures[cell == position], territory, context, total[position], nation[position])
        for position in np.flatnonzero(off)
    ]


def _missed(
    of_year: pd.DataFrame, territory: Territory, context: Context, total: float, nation: float
) -> Problem:
    """Return the problem of one sum, with the region that departs most from its neighbouring years."""
    regions = of_year[of_year["region_code"] != territory.country]
    beside = regions[["own_before", "own_after"]].abs().mean(axis=1) * np.where(
        regions["is_log"], regions["value"].abs(), 1.0
    )
    suspect = regions.iloc[int(beside.fillna(-1).to_numpy().argmax())]
    national = of_year[of_year["region_code"] == territory.country].iloc[0]
    dataset = context.snapshots.datasets[str(national["dataset"])]
    (row,) = dataset.records(dataset.positions == national["row"])
    message = (
        f"the regions add up to {total:.12g}, the national row is {nation:.12g}; "
        f"suspect {suspect['region_code']}, which departs most from its neighbouring years"
    )
    return dataset.broken(REGIONS_SUM, message, row, [national["line"], suspect["line"]])


def misses(total: Numbers, nation: Numbers, tolerance: Numbers) -> Mask:
    """Say which sums miss the national figure by more than tolerance and rounding."""
    missed: Mask = np.abs(total - nation) > tolerance * np.abs(nation) + ROUNDING
    return missed


def incomplete_nation(context: Context) -> Iterator[Problem]:
    """No projection's national row is the sum of some regions only (16 provinces are not Korea)."""
    for dataset in context.snapshots.figures:
        if dataset.meta.status == "projection":
            for territory in context.territories.values():
                yield from _incomplete(dataset, territory)


def _incomplete(dataset: Dataset, territory: Territory) -> Iterator[Problem]:
    """Look at a country's tables, one for each combination of the other dimensions."""
    columns = pd.Index(territory.columns)
    own = dataset.frame[dataset.frame["region_code"].isin(columns)]
    if own.empty:
        return
    dimensions = [column for column in dataset.key_columns if column not in ("region_code", "year")]
    cell = own.groupby([*dimensions, "year"], dropna=False, sort=False).ngroup().to_numpy()
    one = own[~pd.Series(cell, own.index).duplicated()]
    wide = np.full((len(one), len(columns)), np.nan)
    wide[cell, columns.get_indexer(pd.Index(own["region_code"]))] = own["value"]
    nation, regions = wide[:, NATION], wide[:, NATION + 1 :]
    present = ~np.isnan(regions)
    total = np.where(present.sum(axis=1) > 1, sums(np.where(present, regions, 0.0)), np.nan)
    years = one["year"].to_numpy()
    wrong = ~territory.complete(wide, years) & (nation == total) & (nation != 0)
    for place in np.flatnonzero(wrong):
        missing = [
            code for code, value in zip(territory.regions, regions[place], strict=True) if np.isnan(value)
        ]
        national = own[(cell == place) & own["region_code"].eq(territory.country).to_numpy()]
        key = one.iloc[place][dimensions].dropna()
        yield INCOMPLETE_NATION.broken(
            f"the national row {nation[place]:.12g} is the sum without {', '.join(missing)}",
            dataset.shown,
            national["line"],
            ", ".join([territory.country, str(years[place]), *map(str, key)]),
        )
