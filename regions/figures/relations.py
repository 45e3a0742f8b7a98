"""Two indicators together: a point a region, how they go together within each country, trails over time."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence

import numpy as np
import pandas as pd

from regions.database.build import Build
from regions.database.places import COUNTRIES, country_of, is_region
from regions.figures.measures import LEAST_PAIRS, Floats, correlation
from regions.figures.panel import Panel, codes_of, panel, shared_panel
from regions.figures.statements import Association, interval

SIZE = "population_total"
# From this skewness on logarithms are compared.
SKEWED = 1.0


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


def skewed_axes(frame: pd.DataFrame) -> frozenset[str]:
    """Return the axes (`x`, `y`) whose figures lie so far to one side that logarithms are compared.

    All figures must be positive, and their skewness (third standardised moment) `SKEWED` or more.
    """
    countries = [own for _, own in frame.groupby("country")]
    return frozenset(
        axis for axis in ("x", "y") if any(_skewed(own[axis].to_numpy(dtype=float)) for own in countries)
    )


def _skewed(values: Floats) -> bool:
    known = values[np.isfinite(values)]
    if len(known) < LEAST_PAIRS or (known <= 0).any() or known.std() == 0:
        return False
    return bool(((known - known.mean()) ** 3).mean() / known.std() ** 3 >= SKEWED)


def associations(frame: pd.DataFrame, logarithmic: Collection[str] = ()) -> tuple[Association, ...]:
    """Return how two indicators go together within each country; never across the border.

    Args:
        frame: As returned by `relation`.
        logarithmic: Axes (`x`, `y`) of which the plain coefficient takes logarithms; figures that are not
            positive are then left out of it.

    Returns:
        One entry for each country with at least five regions and some variation.
    """
    found = []
    for country in COUNTRIES:
        own = frame[frame.country == country]
        figures = {axis: own[axis].to_numpy(dtype=float) for axis in ("x", "y")}
        ranked = correlation(figures["x"], figures["y"], "spearman")
        scaled = [_logged(values) if axis in logarithmic else values for axis, values in figures.items()]
        plain = correlation(scaled[0], scaled[1], "pearson")
        if plain and ranked:
            found.append(Association(country, plain[0], ranked[0], *interval(*plain), plain[1]))
    return tuple(found)


def _logged(values: Floats) -> Floats:
    return np.log(np.where(values > 0, values, np.nan))


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
