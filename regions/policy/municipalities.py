"""Municipalities at risk of extinction, depopulation areas and depopulated municipalities, as published."""

from functools import lru_cache

import pandas as pd

from regions.build.database import Store

AT_RISK, ALL = (
    "municipalities_at_risk_of_extinction",
    {"KR": "municipalities_count", "JP": "municipalities_analysed"},
)
DEPOPULATED = "depopulated_area_municipalities"


@lru_cache(maxsize=8)
def municipality_figures(store: Store) -> pd.DataFrame:
    """Return the counts of municipalities: `region_code, year, indicator, value, unit, source_id`."""
    return store.query(
        "SELECT * FROM policy_figure WHERE indicator LIKE 'municipalities_%' OR indicator = ?"
        " ORDER BY region_code, year, indicator",
        (DEPOPULATED,),
    )


def at_risk(store: Store, country: str) -> pd.DataFrame:
    """Return municipalities at risk by region in the latest year, the nation first.

    Korea: index below 0.5, counted here with the published formula. Japan: women aged 20-39 to fall by half
    or more until 2050 (Population Strategy Council); Fukushima's coast is not analysed town by town.

    Returns:
        Columns `region_code, year, at_risk, counted` (municipalities analysed, where published), `source_id`.
    """
    figures = municipality_figures(store)
    own = figures[figures.region_code.str.startswith(country)]
    rows = own[own.indicator == AT_RISK]
    rows = rows[rows.year == rows.year.max()].set_index("region_code")
    counted = own[(own.indicator == ALL[country]) & own.year.isin(rows.year)]
    counted = counted[counted.year == counted.year.max()].set_index("region_code").value
    return pd.DataFrame(
        {
            "region_code": rows.index,
            "year": rows.year.to_numpy(),
            "at_risk": rows.value.to_numpy(),
            "counted": counted.reindex(rows.index).to_numpy(),
            "source_id": rows.source_id.to_numpy(),
        }
    )


@lru_cache(maxsize=4)
def depopulation_areas(store: Store) -> pd.DataFrame:
    """Return Korea's designated depopulation areas.

    Columns `region_code` (province at the designation of October 2021), `municipality,
    current_region_code, note, source_id`, by province now.
    """
    return store.query("SELECT * FROM depopulation_area ORDER BY current_region_code, rowid")


def depopulated(store: Store) -> pd.DataFrame:
    """Return the published counts of municipalities with depopulated areas: Japan, two prefectures."""
    figures = municipality_figures(store)
    return figures[figures.indicator == DEPOPULATED].reset_index(drop=True)
