"""From datasets and formulas to observations."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, reduce
from typing import Any

import numpy as np
import pandas as pd

from etl import formula
from etl.catalogue import Catalogue
from etl.columns import EMPTY, Coded, Positions, each
from etl.inputs import InputError, Inputs, Wide
from etl.models.indicators import MUNICIPALITY, REGION, CountrySeries, Coverage, Indicator, StatedWarning
from etl.problems import Problem, Rule
from etl.snapshots import Snapshots
from etl.territory import NATION, Territory, municipal_territories, territories

FORMULA = Rule("formula", "Correct the formula or its inputs in the catalogue, or the rows named.")

STATUSES = ("actual", "provisional", "projection")
OBSERVATION_COLUMNS = (
    "indicator_id",
    "country",
    "region_code",
    "year",
    "value",
    "status",
    "mark",
    "source_id",
)


@dataclass(frozen=True)
class Series:
    """One indicator of one country, at one level.

    Attributes:
        indicator: The catalogue's entry.
        country: KR or JP.
        territory: The country's regions, or its municipalities.
        values: Wide table of the result: index year, columns the nation and its regions.
        inputs: The inputs, in the years of the result.
        provisional: The provisional years, where the catalogue leaves them to a dataset.
        level: Whose figures they are: those of regions (with the nation) or of municipalities.
    """

    indicator: Indicator
    country: str
    territory: Territory
    values: pd.DataFrame
    inputs: dict[str, Wide]
    provisional: tuple[int, ...] = ()
    level: str = REGION

    @property
    def block(self) -> CountrySeries:
        """The country's part of the catalogue's entry."""
        return self.indicator.series_at(self.level)[self.country]

    @property
    def name(self) -> str:
        """Indicator and country, for messages."""
        return series_name(self.indicator, self.country, self.level)

    @property
    def range(self) -> tuple[float | None, float | None]:
        """The smallest and the largest value that can be right."""
        municipal = self.indicator.municipal
        return municipal.range if municipal and self.level == MUNICIPALITY else self.indicator.range

    @cached_property
    def coverage(self) -> Coverage:
        """What the series covers, as the catalogue records it (`coverage`)."""
        values, years = self.values.to_numpy(), self.values.index.to_numpy()
        there = ~np.isnan(values)
        regions = there[:, NATION + 1 :]
        if self.indicator.scope == "national":
            n_regions, n_last, full = 0, 0, years
        else:
            n_regions = int(regions.any(axis=0).sum())
            n_last = int(regions[-1].sum())
            full = years[self.territory.complete(values, years)]
        return Coverage(
            first_year=int(years.min()),
            last_year=int(years.max()),
            n_years=len(years),
            n_regions=n_regions,
            n_regions_last_year=n_last,
            last_full_year=int(full.max()) if len(full) else None,
            national_row=bool(there[:, NATION].any()),
            n_values=int(there.sum()),
        )

    @property
    def warnings(self) -> list[StatedWarning]:
        """The warnings that stand beside its figures."""
        municipal = self.indicator.municipal
        return municipal.warnings if municipal and self.level == MUNICIPALITY else self.indicator.warnings

    def rows_behind(self, region: str, year: int) -> list[int]:
        """Return the ledger positions of the rows one cell was computed from."""
        cell = self.values.index.get_loc(year), self.territory.columns.index(region)
        return sorted({int(wide.rows[cell]) for wide in self.inputs.values()} - {EMPTY})

    def status(self, year: int) -> str:
        """Return the status of a year: actual, provisional or projection."""
        declared = self.block.provisional
        if declared is None:
            return self.block.status
        if declared.first is not None and declared.last is not None:
            within = declared.first <= year <= declared.last
        else:
            within = year in (*declared.years, *self.provisional)
        return "provisional" if within else self.block.status


def derive_all(catalogue: Catalogue, snapshots: Snapshots) -> tuple[list[Series], list[Problem]]:
    """Compute every indicator for each of its countries.

    Returns:
        The series that could be computed, in the order of the catalogue, and the problems of the others.
    """
    found: list[Series] = []
    problems: list[Problem] = []
    places = {
        REGION: ("regions.csv", territories(catalogue.regions)),
        MUNICIPALITY: ("municipalities.csv", municipal_territories(catalogue.municipalities)),
    }
    # Those of municipalities last: whoever reads the table for the regions passes over its end.
    for level, (file, countries) in places.items():
        inputs = {country: Inputs(snapshots, territory) for country, territory in countries.items()}
        for indicator in catalogue.indicators:
            for country in indicator.series_at(level):
                name = series_name(indicator, country, level)
                if country not in inputs:
                    message = f"{file} has no places of {country}"
                    problems.append(FORMULA.broken(message, indicator.file, key=indicator.id))
                    continue
                try:
                    found.append(derive(indicator, country, inputs[country], level))
                except InputError as error:
                    problems.append(
                        FORMULA.broken(str(error), error.file or indicator.file, error.lines, name)
                    )
                except formula.FormulaError as error:
                    problems.append(FORMULA.broken(str(error), indicator.file, key=name))
    return found, problems


def series_name(indicator: Indicator, country: str, level: str) -> str:
    """Return what a series is called in messages."""
    return f"{indicator.id} {country}" + (" municipalities" if level == MUNICIPALITY else "")


def derive(indicator: Indicator, country: str, known: Inputs, level: str = REGION) -> Series:
    """Compute one indicator of one country at one level.

    Args:
        indicator: The catalogue's entry.
        country: KR or JP.
        known: The inputs of its regions or municipalities.
        level: Whose figures are computed.

    Raises:
        InputError: If an input yields no data.
        FormulaError: If the formula is not allowed or yields nothing.
    """
    block, territory = indicator.series_at(level)[country], known.territory
    parsed = formula.parse(block.formula)
    inputs = {name: known.load(spec) for name, spec in block.inputs.items()}
    years = _common_years(inputs.values())
    if block.years:
        first, last = block.years
        years = years[(years >= first) & (years <= last)]
    inputs = {name: wide.at(years) for name, wide in inputs.items()}
    values = parsed.evaluate({name: wide.values for name, wide in inputs.items()}, years, territory)
    if level == MUNICIPALITY:
        values[:, NATION] = np.nan  # the nation is not among them
    elif indicator.scope == "national":
        values[:, NATION + 1 :] = np.nan
    else:  # what a formula spreads over all columns counts only where an input has a figure of the region
        anything = np.any([~np.isnan(wide.values).all(axis=0) for wide in inputs.values()], axis=0)
        anything[NATION] = True
        values[:, ~anything] = np.nan
    there = ~np.isnan(values).all(axis=1)
    if not there.any():
        raise formula.FormulaError("the formula yields no value")
    kept = {
        name: Wide(wide.years[there], wide.values[there], wide.rows[there]) for name, wide in inputs.items()
    }
    table = pd.DataFrame(values[there], index=years[there], columns=territory.index)
    provisional = _declared_provisional(block, known.snapshots)
    return Series(indicator, country, territory, table, kept, provisional, level)


def _declared_provisional(block: CountrySeries, snapshots: Snapshots) -> tuple[int, ...]:
    """Return the provisional years of the dataset that the catalogue names for them; none if it names none.

    Raises:
        InputError: If there is no such dataset.
    """
    name = block.provisional.dataset if block.provisional else None
    if name is None:
        return ()
    if name not in snapshots.datasets:
        raise InputError(f"provisional: there is no dataset {name}")
    return tuple(snapshots.datasets[name].meta.provisional)


def observations(series: Iterable[Series], snapshots: Snapshots) -> pd.DataFrame:
    """Return all series as tidy rows.

    Returns:
        Columns of `OBSERVATION_COLUMNS`, texts as categories. `value` is missing where the publisher
        gives a mark instead.
    """
    sources, marks = snapshots.sources, snapshots.marks
    found = list(series)
    if not found:
        return pd.DataFrame(columns=list(OBSERVATION_COLUMNS))
    regions = list(dict.fromkeys(code for one in found for code in one.territory.columns))
    cells = [_cells(one, sources.codes, marks.codes, regions) for one in found]
    of = np.repeat(np.arange(len(found)), [len(one["year"]) for one in cells])
    joined = {name: np.concatenate([one[name] for one in cells]) for name in cells[0]}
    return pd.DataFrame(
        {
            "indicator_id": each([one.indicator.id for one in found]).at(of).column,
            "country": each([one.country for one in found]).at(of).column,
            "region_code": Coded(joined["region"], tuple(regions)).column,
            "year": joined["year"],
            "value": joined["value"],
            "status": Coded(joined["status"], STATUSES).column,
            "mark": Coded(joined["mark"], marks.texts).column,
            "source_id": Coded(joined["source"], sources.texts).column,
        },
        columns=list(OBSERVATION_COLUMNS),
    )


def sources_of(series: Series, snapshots: Snapshots) -> list[str]:
    """Return the ids of all sources behind a series."""
    rows = np.concatenate([wide.rows.ravel() for wide in series.inputs.values()])
    codes = np.unique(snapshots.sources.codes[rows[rows != EMPTY]])
    return sorted(snapshots.sources.texts[code] for code in codes)


def _common_years(inputs: Iterable[Wide]) -> Positions:
    yearly = [wide.years for wide in inputs if not wide.constant]
    if not yearly:
        raise formula.FormulaError("at least one input must have figures by year")
    return reduce(np.intersect1d, yearly)


def _cells(series: Series, source: Positions, mark: Positions, regions: list[str]) -> dict[str, Any]:
    """Return the figures and marks of a series; source and mark are the codes of the rows of the ledger."""
    values = series.values.to_numpy()
    marks = np.full(values.shape, EMPTY)
    for wide in reversed(series.inputs.values()):
        marked = np.isnan(wide.values) & (wide.rows != EMPTY) & np.isnan(values)
        marks[marked] = mark[wide.rows[marked]]
    year, column = np.nonzero(~np.isnan(values) | (marks != EMPTY))
    years = series.values.index.to_numpy()
    status = np.array([STATUSES.index(series.status(int(one))) for one in years])
    place = {code: position for position, code in enumerate(regions)}
    return {
        "region": np.array([place[code] for code in series.territory.columns])[column],
        "year": years[year],
        "value": values[year, column],
        "status": status[year],
        "mark": marks[year, column],
        "source": source[_main_rows(series)[year, column]],
    }


def _main_rows(series: Series) -> Positions:
    """Return for each cell the row that names its main source: that of the first input.

    A cell added up here has no row of its own and takes that of a region of the same year, or else of the
    next year that has one.
    """
    rows = next(iter(series.inputs.values())).rows
    there = rows != EMPTY
    known = np.flatnonzero(there.any(axis=1))
    nearest = known[np.searchsorted(known, np.arange(len(rows))).clip(max=len(known) - 1)]
    of_year = rows[nearest, there[nearest].argmax(axis=1)]
    return np.where(there, rows, of_year[:, None])
