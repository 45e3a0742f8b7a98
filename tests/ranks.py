"""The ranks of all regions of one year, as every page has them."""

import pandas as pd

from regions.database.build import Build
from regions.database.places import COUNTRIES, country_of
from regions.figures.panel import codes_of, panel
from regions.figures.statements import with_ranks


def ranks(build: Build, indicator_id: str, year: int, currency: str | None = None) -> pd.DataFrame:
    """Return the regions in force and the nations, columns as `with_ranks`."""
    figures = panel(build, indicator_id, currency)
    codes = [code for country in COUNTRIES for code in (*codes_of(build, country, year), country)]
    frame = pd.DataFrame(
        {
            "region_code": codes,
            "country": [country_of(code) for code in codes],
            "year": year,
            "value": figures.row(year, codes),
        }
    )
    return with_ranks(frame, figures.indicator, currency, build.catalogue)
