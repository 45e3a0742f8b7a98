"""Figures of one indicator as a matrix of years and regions, and whether two countries may meet in it."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from regions.asking.view import default_currency
from regions.database.build import Build
from regions.database.catalogue import Indicator, Measure, conversion_of
from regions.database.memory import per_build
from regions.database.places import country_of
from regions.figures.measures import Floats
from regions.figures.observations import municipal_observations, observations

# Share of a country's regions in force that must have a figure before a year counts as covered.
COVERED_SHARE = 2 / 3


@dataclass(frozen=True, eq=False)
class Panel:
    """Figures of one indicator.

    Attributes:
        indicator: The indicator.
        currency: `usd` or `ppp` for converted money; None as published.
        years: The years held, rising.
        codes: Region codes of the columns, nations included.
        values: One row a year, one column a region, in the unit of the indicator; NaN without a figure.
        statuses: Same shape: `actual`, `provisional`, `projection`; empty without a figure.
    """

    indicator: Indicator
    currency: str | None
    years: NDArray[np.int64]
    codes: tuple[str, ...]
    values: Floats
    statuses: NDArray[np.object_]
    _columns: dict[str, int]
    _rows: dict[int, int]
    _padded: Floats  # values and, last, a column without figures for regions that are not held

    def column(self, code: str) -> Floats:
        """Return the figures of a region for all `years`; all NaN for a region without any."""
        position = self._columns.get(code)
        return np.full(len(self.years), np.nan) if position is None else self.values[:, position]

    def known(self, code: str) -> tuple[NDArray[np.int64], Floats]:
        """Return the years in which a region has a figure, and the figures."""
        column = self.column(code)
        held = ~np.isnan(column)
        return self.years[held], column[held]

    def at(self, code: str, year: int) -> float:
        """Return the figure of a region in a year, NaN if there is none."""
        row, column = self._rows.get(year), self._columns.get(code)
        return float("nan") if row is None or column is None else float(self.values[row, column])

    def status(self, code: str, year: int) -> str:
        """Return the status of a figure, empty if there is none."""
        row, column = self._rows.get(year), self._columns.get(code)
        return "" if row is None or column is None else str(self.statuses[row, column])

    def statuses_of(self, country: str, year: int) -> frozenset[str]:
        """Return the statuses of a country's figures in one year, the nation's included."""
        codes = [code for code in self.codes if country_of(code) == country]
        return frozenset(self.status(code, year) for code in codes)

    def row(self, year: int, codes: Iterable[str]) -> Floats:
        """Return the figures of some regions in one year, NaN where there is none."""
        row = self._rows.get(year)
        positions = [self._columns.get(code, -1) for code in codes]
        return np.full(len(positions), np.nan) if row is None else self._padded[row, positions]

    def matrix(self, codes: Iterable[str]) -> Floats:
        """Return the figures of some regions: one row a year, one column a region."""
        return self._padded[:, [self._columns.get(code, -1) for code in codes]]

    def latest_year(self, code: str) -> int | None:
        """Return the latest year with a figure of a region."""
        years, _ = self.known(code)
        return int(years[-1]) if len(years) else None


def panel(build: Build, indicator_id: str, currency: str | None = None) -> Panel:
    """Return all figures of an indicator as a matrix (once for each build).

    Args:
        build: The build to read.
        indicator_id: An indicator of the catalogue.
        currency: `usd` or `ppp`; `national` and None mean as published.

    Raises:
        KeyError: If the build does not hold the indicator.
    """
    return _panel(build, indicator_id, conversion_of(currency))


@per_build(256)
def _panel(build: Build, indicator_id: str, currency: str | None) -> Panel:
    indicator = build.catalogue.indicators[indicator_id]
    return _matrix(indicator, currency, observations(build, indicator, currency))


@per_build(32)
def municipal_figures(build: Build, indicator_id: str) -> Panel:
    """Return all figures of an indicator for municipalities as a matrix, as published.

    Raises:
        KeyError: If the build holds none of municipalities.
    """
    indicator = build.catalogue.municipal.indicators[indicator_id]
    return _matrix(indicator, None, municipal_observations(build, indicator))


def _matrix(indicator: Indicator, currency: str | None, frame: pd.DataFrame) -> Panel:
    frame = frame[frame.value.notna()]
    years, rows = np.unique(frame.year.to_numpy(dtype=np.int64), return_inverse=True)
    codes = sorted(set(frame.region_code))
    columns = {code: number for number, code in enumerate(codes)}
    positions = frame.region_code.map(columns).to_numpy(dtype=np.int64)
    values = np.full((len(years), len(codes)), np.nan)
    statuses = np.full((len(years), len(codes)), "", dtype=object)
    values[rows, positions] = frame.value.to_numpy(dtype=float)
    statuses[rows, positions] = frame.status.to_numpy(dtype=object)
    row_of = {int(year): number for number, year in enumerate(years)}
    padded = np.hstack([values, np.full((len(years), 1), np.nan)])
    return Panel(indicator, currency, years, tuple(codes), values, statuses, columns, row_of, padded)


def shared_panel(build: Build, indicator_id: str) -> Panel:
    """Return the figures in the variant in which two countries meet: purchasing power for money."""
    indicator = build.catalogue.indicators[indicator_id]
    return panel(build, indicator_id, default_currency(indicator))


@per_build(512)
def codes_of(build: Build, country: str, year: int | None = None) -> tuple[str, ...]:
    """Return the codes of a country's regions: all, or those in force in `year`."""
    return tuple(region.code for region in build.catalogue.regions_of(country, year))


@per_build(512)
def covered_years(build: Build, figures: Panel, country: str) -> tuple[int, ...]:
    """Return the years in which at least two thirds of a country's regions in force have a figure."""
    found = []
    for year in figures.years:
        codes = codes_of(build, country, int(year))
        held = np.isfinite(figures.row(int(year), codes)).mean() if codes else 0.0
        if held >= COVERED_SHARE - 1e-9:
            found.append(int(year))
    return tuple(found)


def latest_shared_year(build: Build, figures: Panel, countries: Iterable[str]) -> int | None:
    """Return the latest year covered in every country named that is not a break in any of them."""
    shared: set[int] | None = None
    for country in countries:
        years = set(covered_years(build, figures, country)) - set(break_years(figures.indicator, country))
        shared = years if shared is None else shared & years
    return max(shared) if shared else None


def break_years(indicator: Measure, country: str) -> tuple[int, ...]:
    """Return the years at which a country's series of an indicator breaks."""
    return tuple(
        sorted(
            {
                caveat.year_from
                for caveat in indicator.caveats
                if caveat.code == "break_in_series"
                and caveat.year_from is not None
                and caveat.year_from == caveat.year_to
                and caveat.country in (None, country)
            }
        )
    )


def crosses_break(indicator: Measure, country: str, first: float, last: float) -> bool:
    """Say whether the series of a country breaks after `first` and not later than `last`."""
    low, high = min(first, last), max(first, last)
    return any(low < year <= high for year in break_years(indicator, country))
