"""Figures of municipalities: all of both countries in one year, each with its place in four lists."""

from collections.abc import Iterable, Sequence

import numpy as np
import pandas as pd

from regions.database.build import Build
from regions.database.catalogue import Indicator
from regions.database.memory import per_build
from regions.database.places import COUNTRIES, parent_of
from regions.figures.observations import municipal_observations
from regions.figures.panel import break_years
from regions.shapes.units import one_scale

# Residents on the register below which a class of size begins; both countries' reports use such classes.
SIZE_LIMITS = (5_000, 10_000, 30_000, 50_000, 100_000, 300_000)
RESIDENTS = "registered_population"
# Share of a country's municipalities that must have a figure before a year counts as covered.
COVERED_SHARE = 0.95
# Whom a municipality is ranked among: its region, its country, its class of size, everybody.
LISTS = ("region", "country", "size", "all")


@per_build(4)
def municipality_codes(build: Build, country: str) -> tuple[str, ...]:
    """Return the municipalities of a country, in the order of its list."""
    return tuple(place.code for place in build.catalogue.municipal.within(country))


def rows_within(frame: pd.DataFrame, code: str) -> pd.DataFrame:
    """Return the municipalities of a province, prefecture or nation (columns `parent_code, country`)."""
    own: pd.DataFrame = frame[(frame.parent_code == code) | (frame.country == code)]
    return own


def asked_about(frame: pd.DataFrame, regions: Iterable[str]) -> pd.Series:
    """Return which of some places each municipality is or lies in, a nation last of all; else missing."""
    asked = list(regions)
    own = frame.region_code.where(frame.region_code.isin(asked))
    own = own.fillna(frame.parent_code.where(frame.parent_code.isin(asked)))
    return own.fillna(frame.country.where(frame.country.isin(asked)))


def size_class(residents: float) -> int | None:
    """Return the number of a class of size, 0 being the smallest; None without a figure."""
    return None if np.isnan(residents) else int(np.searchsorted(SIZE_LIMITS, residents, side="right"))


@per_build(4)
def _residents(build: Build, year: int) -> pd.Series:
    """Return the registered population by municipality in the year nearest to one."""
    held = years_covered(build, RESIDENTS)
    nearest = min(held, key=lambda one: abs(one - year))
    indicator = build.catalogue.municipal.indicators[RESIDENTS]
    return municipal_observations(build, indicator, (), nearest).set_index("region_code").value


@per_build(128)
def same_size(build: Build, code: str) -> tuple[str, ...]:
    """Return the municipalities of both countries of the same class of size as one, itself included."""
    people = _residents(build, max(years_covered(build, RESIDENTS)))
    classes = people.map(size_class)
    return tuple(classes.index[classes == classes.get(code)])


@per_build(64)
def years_covered(build: Build, indicator_id: str, countries: tuple[str, ...] = COUNTRIES) -> tuple[int, ...]:
    """Return the years in which nearly all municipalities of each of some countries have a figure."""
    indicator = build.catalogue.municipal.indicators[indicator_id]
    asked = [country for country in countries if country in indicator.countries]
    counts = _counts(build, indicator_id)
    shares = {
        country: counts[counts.country == country].set_index("year").held
        / len(municipality_codes(build, country))
        for country in asked
    }
    covered = [set(share.index[share >= COVERED_SHARE - 1e-9]) for share in shares.values()]
    return tuple(sorted(int(year) for year in set.intersection(*covered))) if covered else ()


@per_build(64)
def _counts(build: Build, indicator_id: str) -> pd.DataFrame:
    return build.query(
        "SELECT country, year, count(*) AS held FROM observation JOIN region USING (region_code)"
        " WHERE indicator_id = ? AND level = 'municipality' AND value IS NOT NULL GROUP BY ALL",
        (indicator_id,),
    )


def latest_year(build: Build, indicator: Indicator, countries: Sequence[str]) -> int | None:
    """Return the latest year covered in each of some countries that is not a break in any of them."""
    broken = {year for country in countries for year in break_years(indicator, country)}
    years = set(years_covered(build, indicator.id, tuple(countries))) - broken
    return max(years) if years else None


@per_build(64)
def municipal_year(build: Build, indicator_id: str, year: int | None) -> pd.DataFrame:
    """Return every municipality in one year, with its rank among its region, country, size and all.

    Ranks are among those that have a figure, 1 the highest; ties share the better rank. `rank_all` and
    `rank_size` hold across the border and need figures that compare.

    Args:
        build: The build to read.
        indicator_id: An indicator held of municipalities.
        year: The year; None for each country's own, where the two are of no year in common.

    Returns:
        Columns as `observations` (`value` missing where there is none; `mark` as `marked`), `parent_code`,
        `size`, `rank_<list>` and `n_<list>` for each of `LISTS`.
    """
    indicator = build.catalogue.municipal.indicators[indicator_id]
    parts = []
    for country in COUNTRIES:
        codes = municipality_codes(build, country)
        held = indicator.countries.get(country)
        of_year = year or (held.default_year if held else indicator.default_year)
        frame = municipal_observations(build, indicator, (country,), of_year).set_index("region_code")
        people = _residents(build, of_year).reindex(codes)
        whole = frame.reindex(codes).rename_axis("region_code").reset_index()
        parts.append(
            whole.assign(
                indicator_id=indicator_id,
                country=country,
                year=of_year,
                status=whole.status.fillna(""),
                mark=whole.mark.fillna(""),
                source_id=whole.source_id.fillna(""),
                parent_code=[parent_of(code) for code in codes],
                size=people.map(size_class).to_numpy(),
            )
        )
    return _with_ranks(pd.concat(parts, ignore_index=True), indicator)


def marked(frame: pd.DataFrame, mark: str) -> pd.Series:
    """Say of each figure whether it bears a mark: `small_count`, `evacuated`."""
    bears: pd.Series = frame.mark.fillna("").str.split(";").map(lambda held: mark in held).astype(bool)
    return bears


def _with_ranks(frame: pd.DataFrame, indicator: Indicator) -> pd.DataFrame:
    both = frame.dropna(subset=["value"]).country.nunique() == len(COUNTRIES)
    together = both and one_scale(indicator, None) and frame.year.nunique() == 1
    groups = {
        "region": frame.parent_code,
        "country": frame.country,
        "size": frame["size"] if together else frame["size"].astype(str) + frame.country,
        "all": pd.Series("all" if together else frame.country, index=frame.index),
    }
    ranked = frame.value.astype(float) if indicator.is_rankable else frame.value.astype(float) * np.nan
    added = {}
    for name, group in groups.items():
        by_group = ranked.groupby(group)
        added[f"rank_{name}"] = by_group.rank(ascending=False, method="min")
        added[f"n_{name}"] = by_group.transform("count").replace(0, np.nan)
    if not together:
        added["rank_all"] = pd.Series(np.nan, index=frame.index)
    return frame.assign(**{name: column.astype("Int64") for name, column in added.items()})
