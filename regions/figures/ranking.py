"""Ranks by one indicator: all regions or a chosen set, then and now, blocks and mega-regions.

Rank 1 is the highest value; ties share the better rank; nations and regions without a figure have no rank.
"""

from collections.abc import Iterable

import numpy as np
import pandas as pd

from regions.database.build import Build
from regions.database.catalogue import Catalogue, Indicator, conversion_of
from regions.database.memory import per_build
from regions.database.places import COUNTRIES, are_nations, are_regions, country_of, is_region
from regions.figures.measures import Floats
from regions.figures.observations import with_ranks
from regions.figures.panel import Panel, codes_of, crosses_break, panel
from regions.shapes.units import one_scale

TERRITORIAL_CHANGES = ("founded", "split", "territory", "merged")


def rank_table(
    build: Build,
    indicator_id: str,
    year: int,
    currency: str | None = None,
    codes: Iterable[str] | None = None,
) -> pd.DataFrame:
    """Return all regions in force in a year, highest first, nations last.

    Args:
        build: The build to read.
        indicator_id: The indicator.
        year: The year.
        currency: `usd` or `ppp` for converted money.
        codes: Only these regions; ranks within country and among all 64 stay those of all regions.

    Returns:
        Columns `region_code, country, year, value` (NaN where nothing is published), `status`, `rank_country,
        n_country, rank_all, n_all` (NaN where the two countries do not compare or units differ), `rank_set,
        n_set` (rank among the regions returned; NaN as `rank_all` if they are of both countries). Regions
        without a figure stand after those with one.
    """
    frame = _ranked(build, indicator_id, year, conversion_of(currency))
    if codes is not None:
        frame = frame[frame.region_code.isin(set(codes))]
    indicator = build.catalogue.indicators[indicator_id]
    return _with_set_ranks(frame.reset_index(drop=True), indicator, currency)


@per_build(256)
def _ranked(build: Build, indicator_id: str, year: int, currency: str | None) -> pd.DataFrame:
    figures = panel(build, indicator_id, currency)
    indicator = figures.indicator
    regional = [code for c in COUNTRIES if c in indicator.countries for code in codes_of(build, c, year)]
    codes = (regional if indicator.is_regional else []) + [c for c in COUNTRIES if c in indicator.countries]
    frame = pd.DataFrame(
        {
            "region_code": codes,
            "country": [country_of(code) for code in codes],
            "year": year,
            "value": figures.row(year, codes),
            "status": [figures.status(code, year) for code in codes],
        }
    )
    ranked = with_ranks(frame)
    if not one_scale(indicator, currency):
        ranked["rank_all"] = np.nan
    known = ranked.rank_country.notna()
    ranked["n_country"] = known.groupby(ranked.country).transform("sum").where(known)
    ranked["n_all"] = ranked.rank_all.notna().sum()
    ranked["n_all"] = ranked.n_all.where(ranked.rank_all.notna())
    nation = are_nations(ranked.region_code)
    order = ranked.assign(_nation=nation).sort_values(
        ["_nation", "value"], ascending=[True, False], kind="stable"
    )
    columns = ["region_code", "country", "year", "value", "status"]
    return order[[*columns, "rank_country", "n_country", "rank_all", "n_all"]].reset_index(drop=True)


def _with_set_ranks(frame: pd.DataFrame, indicator: Indicator, currency: str | None) -> pd.DataFrame:
    values = frame.value.where(are_regions(frame.region_code))
    together = one_scale(indicator, currency) or frame.country[values.notna()].nunique() < 2
    rank = values.rank(ascending=False, method="min") if together else values * np.nan
    return frame.assign(rank_set=rank, n_set=rank.notna().sum() if together else np.nan)


def top_and_bottom(frame: pd.DataFrame, number: int) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the highest and the lowest rows of a rank table, nations and missing figures left out.

    With fewer than twice `number` regions the two parts do not overlap: the top has precedence.
    """
    known = frame[frame.value.notna() & are_regions(frame.region_code)]
    top = known.head(number)
    return top, known.iloc[len(top) :].tail(number)


def then_and_now(
    build: Build, indicator_id: str, first: int, last: int, currency: str | None = None
) -> pd.DataFrame:
    """Return each region in two years.

    Returns:
        Columns `region_code, country, value_then, value_now, change` (per cent for counts and money, else
        the difference in the indicator's unit), `rank_then, rank_now` (within the country; only regions with
        both figures), `rank_change` (positive: moved up), `crosses_break` (the series breaks in between),
        `territory_changed`. Only regions with a figure in both years; largest change first.
    """
    catalogue = build.catalogue
    figures = panel(build, indicator_id, currency)
    indicator = figures.indicator
    codes = [code for code in figures.codes if is_region(code) or not indicator.is_regional]
    frame = pd.DataFrame(
        {
            "region_code": codes,
            "country": [country_of(code) for code in codes],
            "value_then": figures.row(first, codes),
            "value_now": figures.row(last, codes),
        }
    ).dropna(ignore_index=True)
    relative = indicator.changes_in_per_cent
    difference = frame.value_now - frame.value_then
    base = frame.value_then.where(frame.value_then > 0)
    frame["change"] = 100 * difference / base if relative else difference
    for when in ("then", "now"):
        frame[f"rank_{when}"] = frame.groupby("country")[f"value_{when}"].rank(ascending=False, method="min")
    frame["rank_change"] = frame.rank_then - frame.rank_now
    broken = {country: crosses_break(indicator, country, first, last) for country in COUNTRIES}
    frame["crosses_break"] = frame.country.map(broken).astype(bool)
    changed = changed_territory(catalogue, first, last)
    frame["territory_changed"] = frame.region_code.isin(changed)
    return frame.sort_values("change", ascending=False, kind="stable", ignore_index=True)


def changed_territory(catalogue: Catalogue, first: int, last: int) -> frozenset[str]:
    """Return the regions whose territory changed after the end of `first` and by the end of `last`."""
    return frozenset(
        change.region_code
        for change in catalogue.changes
        if change.kind in TERRITORIAL_CHANGES and first < change.date.year <= last
    )


def _regional_row(figures: Panel, country: str, year: int) -> Floats:
    codes = [code for code in figures.codes if country_of(code) == country and is_region(code)]
    return figures.row(year, codes)


def sparklines(
    build: Build, indicator_id: str, codes: Iterable[str], currency: str | None = None
) -> dict[str, tuple[tuple[int, float], ...]]:
    """Return (year, value) of every figure of some regions, oldest first."""
    figures = panel(build, indicator_id, currency)
    found = {}
    for code in codes:
        years, values = figures.known(code)
        found[code] = tuple(zip(years.tolist(), values.tolist(), strict=True))
    return found
