"""From datasets and formulas to observations."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from etl import formula
from etl.catalogue import Catalogue
from etl.inputs import InputError, Wide, load_input
from etl.models.indicators import CountrySeries, Coverage, Indicator
from etl.problems import Problem, Rule
from etl.snapshots import Snapshots
from etl.territory import Territory, territories

FORMULA = Rule("formula", "Correct the formula or its inputs in the catalogue, or the rows named.")

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
    """One indicator of one country.

    Attributes:
        indicator: The catalogue's entry.
        country: KR or JP.
        territory: The country's regions.
        values: Wide table of the result: index year, columns the nation and its regions.
        inputs: The inputs, in the years of the result.
        provisional: The provisional years, where the catalogue leaves them to a dataset.
    """

    indicator: Indicator
    country: str
    territory: Territory
    values: pd.DataFrame
    inputs: dict[str, Wide]
    provisional: tuple[int, ...] = ()

    @property
    def block(self) -> CountrySeries:
        """The country's part of the catalogue's entry."""
        return self.indicator.countries[self.country]

    @property
    def name(self) -> str:
        """Indicator and country, for messages."""
        return f"{self.indicator.id} {self.country}"

    @cached_property
    def coverage(self) -> Coverage:
        """What the series covers, as the catalogue records it (`coverage`)."""
        nation = self.values[self.country]
        regions = self.values[list(self.territory.regions)]
        years = self.values.index
        if self.indicator.scope == "national":
            n_regions, n_last, full = 0, 0, years
        else:
            n_regions = int(regions.notna().any().sum())
            n_last = int(regions.iloc[-1].notna().sum())
            full = years[self.territory.complete(self.values)]
        return Coverage(
            first_year=int(years.min()),
            last_year=int(years.max()),
            n_years=len(years),
            n_regions=n_regions,
            n_regions_last_year=n_last,
            last_full_year=int(full.max()) if len(full) else None,
            national_row=bool(nation.notna().any()),
            n_values=int(self.values.notna().to_numpy().sum()),
        )

    def rows_behind(self, region: str, year: int) -> list[int]:
        """Return the ledger positions of the rows one cell was computed from."""
        found = np.array([wide.rows.loc[year, region] for wide in self.inputs.values()], dtype=float)
        return sorted({int(row) for row in found[~np.isnan(found)]})

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
    countries = territories(catalogue.regions)
    found, problems = [], []
    for indicator in catalogue.indicators:
        for country in indicator.countries:
            if country not in countries:
                message = f"regions.csv has no regions of {country}"
                problems.append(FORMULA.broken(message, indicator.file, key=indicator.id))
                continue
            try:
                found.append(derive(indicator, country, snapshots, countries[country]))
            except InputError as error:
                file = error.file or indicator.file
                problems.append(FORMULA.broken(str(error), file, error.lines, f"{indicator.id} {country}"))
            except formula.FormulaError as error:
                problems.append(FORMULA.broken(str(error), indicator.file, key=f"{indicator.id} {country}"))
    return found, problems


def derive(indicator: Indicator, country: str, snapshots: Snapshots, territory: Territory) -> Series:
    """Compute one indicator of one country.

    Raises:
        InputError: If an input yields no data.
        FormulaError: If the formula is not allowed or yields nothing.
    """
    block = indicator.countries[country]
    parsed = formula.parse(block.formula)
    inputs = {name: load_input(spec, snapshots, territory) for name, spec in block.inputs.items()}
    years = _common_years(inputs.values())
    if block.years:
        first, last = block.years
        years = years[(years >= first) & (years <= last)]
    inputs = {name: wide.at(years) for name, wide in inputs.items()}
    values = parsed.evaluate({name: wide.values for name, wide in inputs.items()}, territory)
    if indicator.scope == "national":
        values[list(territory.regions)] = np.nan
    else:  # what a formula spreads over all columns counts only where an input has a figure of the region
        anything = np.logical_or.reduce([w.values.notna().any().to_numpy() for w in inputs.values()])
        anything[0] = True
        values = values.where(np.broadcast_to(anything, values.shape))
    values = values.dropna(how="all")
    if values.empty:
        raise formula.FormulaError("the formula yields no value")
    kept = {
        name: Wide(wide.values.loc[values.index], wide.rows.loc[values.index])
        for name, wide in inputs.items()
    }
    return Series(indicator, country, territory, values, kept, _declared_provisional(block, snapshots))


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
        Columns of `OBSERVATION_COLUMNS`. `value` is missing where the publisher gives a mark instead.
    """
    ledger = snapshots.ledger
    source, mark = (ledger[name].to_numpy(dtype=object) for name in ("source", "mark"))
    parts = [_tidy(one, source, mark) for one in series]
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=list(OBSERVATION_COLUMNS))


def sources_of(series: Series, snapshots: Snapshots) -> list[str]:
    """Return the ids of all sources behind a series."""
    rows = np.unique(np.concatenate([wide.rows.to_numpy().ravel() for wide in series.inputs.values()]))
    return sorted(set(snapshots.ledger["source"].to_numpy()[rows[~np.isnan(rows)].astype(int)]))


def _common_years(inputs: Iterable[Wide]) -> pd.Index:
    yearly = [wide.values.index for wide in inputs if not wide.constant]
    if not yearly:
        raise formula.FormulaError("at least one input must have figures by year")
    years = yearly[0]
    for more in yearly[1:]:
        years = years.intersection(more)
    return years.sort_values()


def _tidy(series: Series, source: Any, mark: Any) -> pd.DataFrame:
    values = series.values.to_numpy()
    marks = np.full(values.shape, None, dtype=object)
    for wide in reversed(series.inputs.values()):
        marked = wide.values.isna().to_numpy() & wide.rows.notna().to_numpy() & np.isnan(values)
        marks[marked] = mark[wide.rows.to_numpy()[marked].astype(int)]
    has_mark = pd.notna(marks)
    marks[~has_mark] = None
    year, column = np.nonzero(~np.isnan(values) | has_mark)
    years = series.values.index.to_numpy()
    status = np.array([series.status(int(one)) for one in years], dtype=object)
    return pd.DataFrame(
        {
            "indicator_id": series.indicator.id,
            "country": series.country,
            "region_code": series.values.columns.to_numpy()[column],
            "year": years[year],
            "value": values[year, column],
            "status": status[year],
            "mark": marks[year, column],
            "source_id": source[_main_rows(series)[year, column]],
        }
    )


def _main_rows(series: Series) -> Any:
    """Return for each cell the row that names its main source: that of the first input.

    A cell added up here has no row of its own and takes that of a region of the same year.
    """
    rows = next(iter(series.inputs.values())).rows
    of_year = rows.bfill(axis=1).iloc[:, 0].bfill().ffill()
    return rows.T.fillna(of_year).T.to_numpy().astype(int)
