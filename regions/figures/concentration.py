"""Concentration: what share the capital area holds, how far regions are apart, and whether they converge."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from regions.asking.page_specs import DISPERSION_MEASURES
from regions.database.build import Build
from regions.database.catalogue import Indicator
from regions.database.memory import per_build
from regions.database.places import COUNTRIES
from regions.figures.aggregation import additive_indicators
from regions.figures.measures import (
    LEAST_PAIRS,
    Floats,
    coefficient_of_variation,
    gini_coefficient,
    standard_deviation,
    theil_index,
)
from regions.figures.panel import Panel, codes_of, panel, shared_panel
from regions.figures.statements import Movement, may_span, movement

WEIGHT = "population_total"
# The measures offered by how far apart regions of an indicator may be told to be; the first is the usual one,
# and the first two, weighted and plain, must agree before a movement is called one.
MEASURES: Mapping[str, tuple[str, ...]] = {
    "amount": ("weighted_cv", "cv", "theil", "gini"),
    "share": ("weighted_sd", "sd", "range"),
    "none": (),
}


@dataclass(frozen=True)
class DispersionTrend:
    """Where the distance between the regions of a country has gone, first and last year by one measure.

    Attributes:
        country: The country.
        measure: One of `MEASURES`.
        movement: `falling`, `rising`, `steady` or `unclear`, by the measure, the weighted and the plain one
            (message `concentration.<movement>`).
        first_year: First year of the measure.
        last_year: Last year.
        first: The measure in the first year.
        last: The measure in the last year.
        crosses_break: Whether the series breaks from first to last year.
    """

    country: str
    measure: str
    movement: Movement
    first_year: int
    last_year: int
    first: float
    last: float
    crosses_break: bool


def measures_of(indicator: Indicator, asked: str | None = None) -> tuple[str, ...]:
    """Return the measures of dispersion that an indicator allows, the one asked for first if it may be."""
    allowed = MEASURES[indicator.spread]
    return (asked, *(one for one in allowed if one != asked)) if asked in allowed else allowed


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
        Columns `country, year, n, mean` (plain), `weighted_cv, cv` (%), `theil, gini` (weighted; 0 = equal),
        `weighted_sd, sd, range` (unit of the indicator). Measures that the figures do not allow are NaN.
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
    columns = ["country", "year", "n", "mean", *DISPERSION_MEASURES]
    return pd.DataFrame(rows, columns=columns)


def _measures(values: Floats, people: Floats) -> tuple[float, ...]:
    return (
        len(values),
        float(values.mean()),
        coefficient_of_variation(values, people),
        coefficient_of_variation(values),
        theil_index(values, people),
        gini_coefficient(values, people),
        standard_deviation(values, people),
        standard_deviation(values),
        float(np.ptp(values)),
    )


def dispersion_trends(
    build: Build, indicator_id: str, asked: str | None = None
) -> tuple[DispersionTrend, ...]:
    """Return for each country where the distance between its regions has gone.

    Args:
        build: The build to read.
        indicator_id: The indicator.
        asked: The measure wanted, one of `measures_of`; the usual one if it is not.

    Returns:
        At most one a country; none with fewer than five complete years or of an indicator without measures.
    """
    indicator = build.catalogue.indicators[indicator_id]
    allowed = measures_of(indicator, asked)
    if not allowed:
        return ()
    frame = _dispersion(build, indicator_id)
    deciding = dict.fromkeys((allowed[0], *MEASURES[indicator.spread][:2]))
    found = []
    for country in COUNTRIES:
        own = frame[frame.country == country].dropna(subset=list(deciding))
        if len(own) < LEAST_PAIRS:
            continue
        years, values = own.year.to_numpy(dtype=float), own[allowed[0]].to_numpy(dtype=float)
        went = movement(years, [own[measure].to_numpy(dtype=float) for measure in deciding])
        ends = int(years[0]), int(years[-1])
        broken = not may_span(indicator, country, ends)
        found.append(
            DispersionTrend(country, allowed[0], went, *ends, float(values[0]), float(values[-1]), broken)
        )
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
