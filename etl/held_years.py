"""In which years which indicator has figures, and of how many regions."""

from collections.abc import Iterable

import pandas as pd

from etl.models.indicators import Indicator
from etl.region_codes import are_municipalities

_KEY = ["indicator_id", "country", "year"]


def held_years(
    observed: pd.DataFrame, regions: pd.DataFrame, indicators: Iterable[Indicator]
) -> pd.DataFrame:
    """Count the regions that have a figure.

    Args:
        observed: Rows of `observation`, with their `country`.
        regions: Rows of `region`, of which those of the level `region` count.
        indicators: The indicators.

    Returns:
        Columns of `indicator_year`: `indicator_id, country, year, regions` (of an indicator of the two
        nations alone: 1).
    """
    held = observed.loc[observed["value"].notna() & ~are_municipalities(observed["region_code"])]
    # A year may be held twice, as an actual figure and as a projection.
    once = held[[*_KEY, "region_code"]].drop_duplicates()
    of_level = frozenset(regions.loc[regions["level"] == "region", "region_code"])
    national = frozenset(one.id for one in indicators if one.scope != "regional")
    counted = once["region_code"].isin(of_level) & ~once["indicator_id"].isin(national)
    years = once.assign(regions=counted).groupby(_KEY, observed=True)["regions"].sum().reset_index()
    years["regions"] = years["regions"].mask(years["indicator_id"].isin(national), 1)
    return years[years["regions"] > 0]
