"""How much is held: regions with a figure, by indicator, country and year."""

from collections.abc import Sequence

import pandas as pd

from regions.database.build import Build
from regions.database.memory import per_build
from regions.database.places import COUNTRIES


def coverage_by_year(build: Build, indicators: Sequence[str]) -> pd.DataFrame:
    """Return how many regions have a figure in each year.

    Returns:
        Columns `indicator_id, country, year, regions` (regions with a figure; for an indicator of the two
        nations alone, the nation) and `share` (0 to 1 of the regions in force, or of the nation).
    """
    counted = _counted(build)
    held = counted[counted.indicator_id.isin(indicators)].copy()
    in_force = {
        (country, year): len(build.catalogue.regions_of(country, year))
        for country in COUNTRIES
        for year in held.year.unique().tolist()
    }
    expected = [
        in_force[country, year] if build.catalogue.indicators[code].is_regional else 1
        for code, country, year in zip(held.indicator_id, held.country, held.year, strict=True)
    ]
    return held.assign(share=(held.regions / expected).clip(upper=1.0))


@per_build(2)
def _counted(build: Build) -> pd.DataFrame:
    return build.query("SELECT * FROM indicator_year ORDER BY indicator_id, country, year")
