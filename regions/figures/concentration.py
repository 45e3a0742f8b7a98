"""Concentration: what share the capital area holds, how far regions are apart, and whether they converge."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from regions.asking.page_specs import DISPERSION_MEASURES
from regions.database.build import Build
from regions.database.memory import per_build
from regions.database.places import COUNTRIES
from regions.figures.aggregation import additive_indicators
from regions.figures.measures import (
    Floats,
    Trend,
    coefficient_of_variation,
    gini_coefficient,
    linear_trend,
    theil_index,
)
from regions.figures.panel import Panel, codes_of, crosses_break, panel, shared_panel

WEIGHT = "population_total"
# A fitted change of less than this share of the mean, from first to last year, is called steady.
STEADY = 0.05


@dataclass(frozen=True)
class DispersionTrend:
    """Whether the regions of a country converge by one measure."""

    country: str
    measure: str
    trend: Trend
    crosses_break: bool

    @property
    def verdict(self) -> str:
        """Return `converging`, `diverging` or `steady` (message `concentration.<verdict>`)."""
        if abs(self.trend.relative_change) < STEADY:
            return "steady"
        return "converging" if self.trend.slope < 0 else "diverging"


def shareable(build: Build) -> tuple[str, ...]:
    """Return the indicators of which the capital area holds a share: counts and amounts that add up."""
    known = build.catalogue.indicators
    return tuple(
        code
        for code in additive_indicators(build.catalogue)
        if not known[code].takes_negative and not known[code].own_base
    )


@per_build(64)
def _capital_shares(build: Build, indicator_id: str) -> pd.DataFrame:
    catalogue = build.catalogue
    figures = panel(build, indicator_id)
    rows = []
    for country in COUNTRIES:
        regions = catalogue.regions_of(country)
        for year in (int(y) for y in figures.years):
            capital = [region.code for region in regions if region.capital_area and region.in_force(year)]
            part = figures.row(year, capital).sum() if capital else np.nan
            total = figures.at(country, year)
            if np.isnan(total):
                total = figures.row(year, codes_of(build, country, year)).sum()
            if np.isfinite(part) and total > 0:
                status = figures.status(country, year) or figures.status(capital[0], year)
                rows.append((country, year, 100 * part / total, part, total, status))
    return pd.DataFrame(rows, columns=["country", "year", "value", "capital_area", "nation", "status"])


def capital_shares(build: Build, indicator_id: str) -> pd.DataFrame:
    """Return the share of the capital area in the nation for each year.

    Args:
        build: The build to read.
        indicator_id: One of `shareable`.

    Returns:
        Columns `country, year, value` (%), `capital_area, nation` (unit of the indicator; money in national
        currency), `status`. Years without the nation or a capital region are left out.

    Raises:
        ValueError: If the figures of the indicator do not add up.
    """
    if indicator_id not in shareable(build):
        raise ValueError(f"{indicator_id} does not add up")
    return _capital_shares(build, indicator_id).copy()


def dispersion(build: Build, indicator_id: str) -> pd.DataFrame:
    """Return how far the regions of each country are apart, year by year.

    Only years in which every region in force has a figure count. Weights are `population_total` of the year.

    Returns:
        Columns `country, year, n, mean` (plain), `standard_deviation` (unit of the indicator), `cv,
        weighted_cv` (%), `theil, gini` (weighted; 0 = equal). Measures that the figures do not allow are NaN.
        Money in purchasing power.
    """
    return _dispersion(build, indicator_id).copy()


@per_build(64)
def _dispersion(build: Build, indicator_id: str) -> pd.DataFrame:
    figures, people = shared_panel(build, indicator_id), panel(build, WEIGHT)
    rows = []
    for country in COUNTRIES:
        for year in (int(y) for y in figures.years):
            codes = codes_of(build, country, year)
            values = figures.row(year, codes)
            if len(codes) > 1 and np.isfinite(values).all():
                rows.append((country, year, *_measures(values, people.row(year, codes))))
    columns = ["country", "year", "n", "mean", "standard_deviation", *DISPERSION_MEASURES]
    return pd.DataFrame(rows, columns=columns)


def _measures(values: Floats, people: Floats) -> tuple[float, ...]:
    return (
        len(values),
        float(values.mean()),
        float(values.std()),
        coefficient_of_variation(values, people),
        coefficient_of_variation(values),
        theil_index(values, people),
        gini_coefficient(values, people),
    )


def dispersion_trends(
    build: Build, indicator_id: str, measure: str = "weighted_cv", first: int | None = None
) -> tuple[DispersionTrend, ...]:
    """Return for each country whether its regions converge.

    Args:
        build: The build to read.
        indicator_id: The indicator.
        measure: One of `DISPERSION_MEASURES`.
        first: Only years from this one.

    Returns:
        At most one trend a country; none with fewer than five complete years.
    """
    frame = _dispersion(build, indicator_id)
    indicator = build.catalogue.indicators[indicator_id]
    found = []
    for country in COUNTRIES:
        own = frame[(frame.country == country) & (frame.year >= (first or 0))]
        trend = linear_trend(own.year.to_numpy(dtype=float), own[measure].to_numpy(dtype=float))
        if trend:
            broken = crosses_break(indicator, country, trend.first_year, trend.last_year)
            found.append(DispersionTrend(country, measure, trend, broken))
    return tuple(found)


def capital_migration(build: Build, indicator_id: str = "net_migration") -> pd.DataFrame:
    """Return net moves into the capital area and its leading city; columns `country, year, value, city`.

    Persons a year; `city` is the figure of the first capital region (Seoul, Tokyo).
    """
    catalogue = build.catalogue
    figures: Panel = panel(build, indicator_id)
    rows = []
    for country in COUNTRIES:
        capital = [region.code for region in catalogue.regions_of(country) if region.capital_area]
        city = next(code for code in capital if catalogue.regions[code].kind in ("special_city", "to"))
        for year in (int(y) for y in figures.years):
            total = figures.row(year, capital).sum()
            if np.isfinite(total):
                rows.append((country, year, float(total), figures.at(city, year)))
    return pd.DataFrame(rows, columns=["country", "year", "value", "city"])
