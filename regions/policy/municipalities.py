"""Municipalities at risk of extinction, depopulation areas and depopulated municipalities, as published."""

import math
from collections.abc import Sequence

import pandas as pd

from regions.database.build import Build
from regions.database.memory import per_build
from regions.database.places import COUNTRIES, countries_of
from regions.words.sentences import Listed, Number, RegionName, Sentence, Value, Year, sentence

AT_RISK, ALL = (
    "municipalities_at_risk_of_extinction",
    {"KR": "municipalities_count", "JP": "municipalities_analysed"},
)
DEPOPULATED = "depopulated_area_municipalities"


@per_build(8)
def municipality_figures(build: Build) -> pd.DataFrame:
    """Return the counts of municipalities: `region_code, year, indicator, value, unit, source_id`."""
    return build.query(
        "SELECT * FROM policy_figure WHERE indicator LIKE 'municipalities_%' OR indicator = ?"
        " ORDER BY region_code, year, indicator",
        (DEPOPULATED,),
    )


def at_risk(build: Build, country: str) -> pd.DataFrame:
    """Return municipalities at risk by region in the latest year, the nation first.

    Korea: index below 0.5, counted here with the published formula. Japan: women aged 20-39 to fall by half
    or more until 2050 (Population Strategy Council); Fukushima's coast is not analysed town by town.

    Returns:
        Columns `region_code, year, at_risk, counted` (municipalities analysed, where published), `source_id`.
    """
    figures = municipality_figures(build)
    own = figures[countries_of(figures.region_code) == country]
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


@per_build(4)
def depopulation_areas(build: Build) -> pd.DataFrame:
    """Return Korea's designated depopulation areas.

    Columns `region_code` (province at the designation of October 2021), `municipality,
    current_region_code, note, source_id`, by province now.
    """
    return build.query("SELECT * FROM depopulation_area ORDER BY current_region_code, rowid")


def depopulated(build: Build) -> pd.DataFrame:
    """Return the published counts of municipalities with depopulated areas: Japan, two prefectures."""
    figures = municipality_figures(build)
    return figures[figures.indicator == DEPOPULATED].reset_index(drop=True)


def picked_first(rows: pd.DataFrame, picked: Sequence[str], column: str) -> pd.DataFrame:
    """Return rows with the nation first, then the regions picked in their order, then all others.

    Args:
        rows: The rows.
        picked: Codes of regions.
        column: Which column holds the codes.
    """
    places = {code: place for place, code in enumerate(picked)}
    order = rows[column].map(lambda code: -1 if code in COUNTRIES else places.get(code, len(places)))
    return rows.loc[order.sort_values(kind="stable").index].reset_index(drop=True)


def risk_claim(build: Build, picked: Sequence[str]) -> Sentence | None:
    """Return how many municipalities of the regions picked are at risk; None where none has a count."""
    counts = pd.concat([at_risk(build, country) for country in COUNTRIES]).set_index("region_code")
    held = [code for code in picked if code in counts.index]
    if not held:
        return None
    return sentence(
        "municipalities.claim.risk_of",
        regions=Listed(tuple(_risk_of(code, counts) for code in held)),
    )


def _risk_of(code: str, counts: pd.DataFrame) -> Sentence:
    """Return the count of a region, with how many were counted where that is published."""
    number, counted, year = (float(counts[name][code]) for name in ("at_risk", "counted", "year"))
    values: dict[str, Value] = {"region": RegionName(code), "number": Number(number), "year": Year(year)}
    if math.isnan(counted):
        return sentence("municipalities.risk_of", **values)
    return sentence("municipalities.risk_of_total", total=Number(counted), **values)
