"""Two indicators together: a point a region, how they go together within each country, trails over time."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Literal

import numpy as np
import pandas as pd

from regions.database.build import Build
from regions.database.places import COUNTRIES, country_of, is_region
from regions.figures.measures import LEAST_PAIRS, Correlation, correlation
from regions.figures.panel import Panel, codes_of, panel, shared_panel

SIZE = "population_total"


def relation(build: Build, x: str, y: str, year: int) -> pd.DataFrame:
    """Return the regions that have figures of two indicators in one year.

    Money is in purchasing power where both countries have it.

    Args:
        build: The build to read.
        x: Indicator of the horizontal axis.
        y: Indicator of the vertical axis.
        year: The year of both.

    Returns:
        Columns `region_code, country, year, x, y, population` (persons; NaN where not published),
        `status` (the less certain of the two).
    """
    horizontal, vertical = shared_panel(build, x), shared_panel(build, y)
    codes = [code for country in COUNTRIES for code in codes_of(build, country, year)]
    frame = pd.DataFrame(
        {
            "region_code": codes,
            "country": [country_of(code) for code in codes],
            "year": year,
            "x": horizontal.row(year, codes),
            "y": vertical.row(year, codes),
            "population": panel(build, SIZE).row(year, codes),
            "status": [_weaker(horizontal, vertical, code, year) for code in codes],
        }
    )
    return frame.dropna(subset=["x", "y"], ignore_index=True)


def shared_years(build: Build, x: str, y: str, countries: Sequence[str] = ()) -> list[int]:
    """Return the years in which at least five regions of a country have figures of both indicators.

    Args:
        build: The build.
        x: Id of one indicator.
        y: Id of the other.
        countries: Each of these must have them; none named: either.
    """
    horizontal, vertical = shared_panel(build, x), shared_panel(build, y)
    codes = sorted({code for code in horizontal.codes if is_region(code)} & set(vertical.codes))
    found = []
    for year in sorted(set(horizontal.years.tolist()) & set(vertical.years.tolist())):
        both = np.isfinite(horizontal.row(year, codes)) & np.isfinite(vertical.row(year, codes))
        counts = Counter(country_of(code) for code, held in zip(codes, both, strict=True) if held)
        enough = {country for country in COUNTRIES if counts[country] >= LEAST_PAIRS}
        if enough.issuperset(countries) and enough:
            found.append(year)
    return found


def correlations_by_country(
    frame: pd.DataFrame,
    method: Literal["pearson", "spearman"] = "pearson",
    *,
    log_x: bool = False,
    log_y: bool = False,
) -> tuple[Correlation, ...]:
    """Return how two indicators go together within each country; never across the border.

    Args:
        frame: As returned by `relation`.
        method: Pearson (straight line) or Spearman (ranks).
        log_x: Whether the horizontal axis is logarithmic; figures that are not positive are then left out.
        log_y: The same for the vertical axis.

    Returns:
        One entry for each country with at least five regions and some variation.
    """
    found = []
    for country in COUNTRIES:
        own = frame[frame.country == country]
        axes = []
        for column, logarithmic in (("x", log_x), ("y", log_y)):
            values = own[column].to_numpy(dtype=float)
            axes.append(np.log(np.where(values > 0, values, np.nan)) if logarithmic else values)
        answer = correlation(axes[0], axes[1], method)
        if answer:
            found.append(Correlation(country, method, *answer))
    return tuple(found)


def trails(
    build: Build, x: str, y: str, codes: Iterable[str], first: int | None = None, last: int | None = None
) -> pd.DataFrame:
    """Return the way of some regions through the plane of two indicators.

    Returns:
        Columns `region_code, country, year, x, y, population`, sorted by region and year, only years with
        figures of both; within `first` and `last` if given.
    """
    horizontal, vertical, people = shared_panel(build, x), shared_panel(build, y), panel(build, SIZE)
    parts = []
    for code in codes:
        years = sorted(set(horizontal.known(code)[0].tolist()) & set(vertical.known(code)[0].tolist()))
        years = [year for year in years if (first or year) <= year <= (last or year)]
        parts += [
            (
                code,
                country_of(code),
                year,
                horizontal.at(code, year),
                vertical.at(code, year),
                people.at(code, year),
            )
            for year in years
        ]
    return pd.DataFrame(parts, columns=["region_code", "country", "year", "x", "y", "population"])


def _weaker(first: Panel, second: Panel, code: str, year: int) -> str:
    statuses = {first.status(code, year), second.status(code, year)}
    return next((one for one in ("projection", "provisional") if one in statuses), "actual")
