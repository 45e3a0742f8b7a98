"""Why a population changes, and what the official projections say.

Accounts: change = births - deaths + net migration + rest. The rest is what the first three leave unexplained
and is never hidden: international moves and corrections of the register in Korea, moves of foreigners and
across the border and the revision by each census in Japan, and territory that changed hands in both.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from regions.database.build import Build
from regions.database.memory import per_build
from regions.database.places import country_of
from regions.figures.measures import Floats
from regions.figures.panel import break_years, codes_of, panel
from regions.figures.ranking import TERRITORIAL_CHANGES

PROJECTED = ("projected_population", "projected_share_65plus", "projected_population_index")


@dataclass(frozen=True, eq=False)
class Projection:
    """Official projections of a region.

    Attributes:
        region_code: The region or nation.
        data: Columns `indicator_id, region_code, year, value, status`: persons (total), per cent (65+) and
            index (2025 = 100), as published: every year for Korea, every fifth for Japan.
        source_ids: Sources by indicator; their titles name the edition.
    """

    region_code: str
    data: pd.DataFrame
    source_ids: dict[str, tuple[str, ...]]


def components(build: Build, region_code: str) -> pd.DataFrame:
    """Return the accounts of a population year by year.

    Deaths are the published counts: crude birth and death rates are formed with the same people, so births
    times the ratio of the rates are the deaths. A nation has no internal migration: there `net_migration` is
    missing and the rest holds all that births and deaths leave.

    Returns:
        Columns `year, population, change, births, deaths, natural_change, net_migration, rest` (persons),
        `is_break` (the count itself changed: untraceable registrations, a census), `territory_changed`,
        `rounded_to` (1000 where a total is one of a year published in thousands, so that change and rest are
        no more exact; else 1). One
        row for each year with population of that year and the year before; what is not published is missing.
    """
    return _components(build, region_code).copy()


@per_build(256)
def _components(build: Build, region_code: str) -> pd.DataFrame:
    people = panel(build, "population_total")
    years, population = people.known(region_code)
    before = np.array([people.at(region_code, int(year) - 1) for year in years])
    held = np.isfinite(before)
    years, population, before = years[held], population[held], before[held]

    def figures(indicator_id: str) -> Floats:
        source = panel(build, indicator_id)
        return np.array([source.at(region_code, int(year)) for year in years], dtype=float)

    births = figures("births")
    deaths = np.round(births * figures("crude_death_rate") / figures("crude_birth_rate"))
    migration = figures("net_migration")
    is_nation = len(region_code) == 2
    explained = births - deaths + (0.0 if is_nation else migration)
    indicator = people.indicator
    breaks = break_years(indicator, country_of(region_code))
    moved = {
        change.date.year
        for change in build.catalogue.changes
        if change.region_code == region_code and change.kind in TERRITORIAL_CHANGES
    }
    return pd.DataFrame(
        {
            "year": years,
            "population": population,
            "change": population - before,
            "births": births,
            "deaths": deaths,
            "natural_change": births - deaths,
            "net_migration": np.full(len(years), np.nan) if is_nation else migration,
            "rest": population - before - explained,
            "is_break": np.isin(years, breaks),
            "territory_changed": np.isin(years, sorted(moved)),
            "rounded_to": np.where(_in_thousands(build, region_code, years), 1000, 1),
        }
    )


def _in_thousands(build: Build, region_code: str, years: Floats) -> Any:
    """Say of each year whether its totals, or those of the year before, end in three zeros in all regions."""
    people = panel(build, "population_total")
    columns = np.array([people.column(code) for code in codes_of(build, country_of(region_code))])
    known = np.isfinite(columns)
    rounded = (np.where(known, columns, 0) % 1000 == 0).all(axis=0) & known.any(axis=0)
    found = people.years[rounded]
    return np.isin(years, found) | np.isin(years - 1, found)


def projection(build: Build, region_code: str) -> Projection:
    """Return the official projections of a region; empty where none is published."""
    catalogue = build.catalogue
    parts, sources = [], {}
    for indicator_id in (code for code in PROJECTED if code in catalogue.indicators):
        figures = panel(build, indicator_id)
        years, values = figures.known(region_code)
        if not len(years):
            continue
        statuses = [figures.status(region_code, int(year)) for year in years]
        parts.append(
            pd.DataFrame(
                {
                    "indicator_id": indicator_id,
                    "region_code": region_code,
                    "year": years,
                    "value": values,
                    "status": statuses,
                }
            )
        )
        sources[indicator_id] = figures.indicator.countries[country_of(region_code)].source_ids
    columns = ["indicator_id", "region_code", "year", "value", "status"]
    data = pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=columns)
    return Projection(region_code, data, sources)
