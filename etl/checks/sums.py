"""Checks that the regions add up to the nation."""

import numpy as np
import numpy.typing as npt
import pandas as pd

from etl.checks.context import Context
from etl.checks.series import Numbers
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
    problems: list[Problem] = []
    rules = [
        rows
        for dataset in context.snapshots.figures
        for rule in dataset.meta.parts_sum_to_total
        if (rows := _rows_of(rule, dataset, context, problems)) is not None
    ]
    if not rules:
        return problems
    figures = context.figures.merge(pd.concat(rules), on="row")
    for territory in context.territories.values():
        problems += _regions_sum(figures[figures["country"] == territory.country], territory, context)
    return problems


def _rows_of(
    rule: PartsSum, dataset: Dataset, context: Context, problems: list[Problem]
) -> pd.DataFrame | None:
    """Return the rows a rule is about, with its tolerance and years; None if it names what is not there."""
    where: Where = {"indicator": rule.indicator, **rule.where}
    try:
        frame = filtered(dataset.frame, where, dataset.name)
    except InputError as error:
        problems.append(REGIONS_SUM.broken(f"parts_sum_to_total: {error}", context.meta_file(dataset)))
        return None
    first, last = rule.years or (0, 9999)
    return frame[["row"]].assign(tolerance=rule.tolerance, first=first, last=last)


def _regions_sum(figures: pd.DataFrame, territory: Territory, context: Context) -> list[Problem]:
    """Compare all sums of a country at once: one line a quantity and year, one column a region."""
    cell = figures.groupby(["family", "year", "tolerance", "first"], sort=False).ngroup().to_numpy()
    one = figures[~pd.Series(cell, figures.index).duplicated()]
    columns = pd.Index(territory.columns)
    values = np.full((len(one), len(columns)), np.nan)
    values[cell, columns.get_indexer(pd.Index(figures["region_code"]))] = figures["value"]
    wide = pd.DataFrame(values, index=pd.Index(one["year"].to_numpy()), columns=columns)
    total = territory.complete_sum(wide, territory.regions).to_numpy()
    nation = wide[territory.country].to_numpy()
    year, tolerance = one["year"].to_numpy(), one["tolerance"].to_numpy()
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
    row = dataset.frame[dataset.frame["row"] == national["row"]].iloc[0]
    return REGIONS_SUM.broken(
        f"the regions add up to {total:.12g}, the national row is {nation:.12g}; "
        f"suspect {suspect['region_code']}, which departs most from its neighbouring years",
        dataset.shown,
        [national["line"], suspect["line"]],
        dataset.key_text(row),
    )


def misses(total: Numbers, nation: Numbers, tolerance: Numbers) -> npt.NDArray[np.bool_]:
    """Say which sums miss the national figure by more than tolerance and rounding."""
    return np.abs(total - nation) > tolerance * np.abs(nation) + ROUNDING


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
