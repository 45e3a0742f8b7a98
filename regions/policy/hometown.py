"""Hometown tax in Japan and hometown love donation in Korea, by kind of local government."""

import pandas as pd

from regions.database.build import Build
from regions.database.memory import per_build
from regions.database.places import are_nations
from regions.figures.panel import panel

ITEMS = (
    *("hometown_tax_received", "hometown_tax_received_municipalities", "hometown_tax_donation_count"),
    *("hometown_tax_solicitation_cost", "hometown_tax_municipal_deduction"),
)
KOREAN_ITEMS = (
    *("hometown_donation_amount", "hometown_donation_count", "hometown_donation_non_capital_share"),
    "hometown_donation_ratio_to_2023",
)
# Deductions of a taxation year follow from the donations of the calendar year before.
DEDUCTION_LAG = 1


@per_build(8)
def _figures(build: Build, country: str) -> pd.DataFrame:
    return build.query(
        "SELECT region_code, year, indicator, value, unit, source_id FROM policy_figure"
        " WHERE left(region_code, 2) = ? AND indicator LIKE 'hometown_%' ORDER BY region_code, year",
        (country,),
    )


def years_of_hometown_tax(build: Build) -> list[int]:
    """Return the fiscal years with receipts, oldest first."""
    figures = _figures(build, "JP")
    return sorted(int(year) for year in figures[figures.indicator == ITEMS[0]].year.unique())


def hometown_tax(build: Build, year: int) -> pd.DataFrame:
    """Return Japan's prefectures and the nation in one fiscal year.

    Columns (yen but for `count`): `region_code, received, by_prefecture` (received less the municipalities'),
    `by_municipalities, count, cost, cost_share` (percent of receipts), `per_head` (yen a resident),
    `deduction` (municipal inhabitant tax of the next fiscal year), `net` (received less it), `source_id`.
    The nation is the sum of all prefectures where all have a figure. Missing where not published: cost before
    FY2019, deductions in all years but one.
    """
    figures = _figures(build, "JP")
    shifted = figures.assign(
        year=figures.year - DEDUCTION_LAG * (figures.indicator == "hometown_tax_municipal_deduction")
    )
    own = shifted[shifted.year == year]
    wide = own.pivot(index="region_code", columns="indicator", values="value").reindex(columns=list(ITEMS))
    wide = wide[wide.index != "JP"]
    wide.loc["JP"] = wide.sum(min_count=len(wide))
    received, towns, count, cost, deduction = (wide[item] for item in ITEMS)
    people = panel(build, "population_total")
    sources = own[own.indicator == ITEMS[0]].set_index("region_code").source_id
    return pd.DataFrame(
        {
            "region_code": wide.index,
            "received": received,
            "by_prefecture": received - towns,
            "by_municipalities": towns,
            "count": count,
            "cost": cost,
            "cost_share": 100 * cost / received,
            "per_head": received / people.row(year, wide.index),
            "deduction": deduction,
            "net": received - deduction,
            "source_id": sources.reindex(wide.index).bfill().ffill().to_numpy(),
        }
    ).reset_index(drop=True)


def hometown_donation(build: Build) -> pd.DataFrame:
    """Return Korea's published figures, the nation first.

    Columns `region_code, year, indicator, value, unit, source_id`.

    Only the nation and some provinces have published amounts; the others have no row.
    """
    figures = _figures(build, "KR")
    rank = {code: place for place, code in enumerate(KOREAN_ITEMS)}
    order = figures.assign(_item=figures.indicator.map(rank), _nation=~are_nations(figures.region_code))
    return order.sort_values(["_nation", "region_code", "_item", "year"])[list(figures.columns)].reset_index(
        drop=True
    )
