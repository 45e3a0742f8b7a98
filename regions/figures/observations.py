"""Figures of one indicator as a tidy frame, and what can be done to them: index, change, ranks."""

from dataclasses import dataclass

import pandas as pd

from regions.database.build import Build
from regions.database.catalogue import Indicator, conversion_of
from regions.database.memory import per_build
from regions.database.places import OF_REGIONS


def observations(build: Build, indicator: Indicator, currency: str | None = None) -> pd.DataFrame:
    """Return every figure held of an indicator.

    Args:
        build: The build to read.
        indicator: The indicator.
        currency: `usd` or `ppp` for money converted with the yearly rates; otherwise as published.

    Returns:
        Columns `indicator_id, region_code, country, year, value, status, mark, source_id`, in the unit of
        the indicator (or currency), sorted by region and year. A figure the publisher marks has no value.
    """
    return _observations(build, indicator.id, conversion_of(currency))


@per_build(128)
def _observations(build: Build, indicator_id: str, currency: str | None) -> pd.DataFrame:
    if currency:
        table, mark, condition = "observation_converted", "NULL", "AND currency = ?"
        parameters: tuple[str, ...] = (indicator_id, currency)
    else:
        table, mark, condition, parameters = "observation", "mark", "", (indicator_id,)
    return build.query(
        f"SELECT indicator_id, region_code, left(region_code, 2) AS country, year, value, status,"
        f" {mark} AS mark, source_id FROM {table} WHERE indicator_id = ? {condition}"
        f" AND {OF_REGIONS} ORDER BY region_code, year",
        parameters,
    )


def municipal_observations(
    build: Build, indicator: Indicator, within: tuple[str, ...] = (), year: int | None = None
) -> pd.DataFrame:
    """Return the figures held of an indicator for municipalities.

    Args:
        build: The build to read.
        indicator: One of `Municipal.indicators`.
        within: Provinces, prefectures or nations whose municipalities are asked for; all if empty.
        year: The one year asked for; all if None.

    Returns:
        Columns as `observations`, sorted by municipality and year.
    """
    return _municipal_observations(build, indicator.id, within, year)


@per_build(32)
def _municipal_observations(
    build: Build, indicator_id: str, within: tuple[str, ...], year: int | None
) -> pd.DataFrame:
    return build.query(
        "SELECT indicator_id, region_code, country, year, value, status, mark, source_id"
        " FROM observation JOIN region USING (region_code)"
        " WHERE indicator_id = $indicator AND level = 'municipality'"
        " AND (len($within) = 0 OR parent_code = ANY($within) OR country = ANY($within))"
        " AND ($year IS NULL OR year = $year) ORDER BY region_code, year",
        {"indicator": indicator_id, "within": list(within), "year": year},
    )


@dataclass(frozen=True)
class End:
    """One end of a list: its value and the regions that have it, more than one where they tie."""

    codes: tuple[str, ...]
    country: str
    value: float


def extremes(frame: pd.DataFrame) -> tuple[End, End]:
    """Return the lowest and the highest end of a frame that has at least one value."""
    lowest, highest = (frame[frame.value == value] for value in (frame.value.min(), frame.value.max()))
    return _end(lowest), _end(highest)


def _end(shared: pd.DataFrame) -> End:
    return End(tuple(shared.region_code), str(shared.country.iloc[0]), float(shared.value.iloc[0]))


@dataclass(frozen=True)
class Rebased:
    """A frame set against a base year.

    Attributes:
        data: The frame with `value` replaced; rows of series without the base year are left out.
        base_year: The base; None if no year is shared.
        dropped: Regions that have no figure in the base year, or none an index can stand on.
    """

    data: pd.DataFrame
    base_year: int | None
    dropped: tuple[str, ...]


def rebase(frame: pd.DataFrame, indicator: Indicator, mode: str) -> Rebased:
    """Set series against the first year in which all of them (else most of them) have a figure.

    Args:
        frame: Figures of one indicator, columns as `observations`.
        indicator: Decides whether a change is a percentage or a difference.
        mode: `index` (base year = 100) or `change` (percent for counts and money; difference in the
            indicator's own unit for shares, rates and indices).
    """
    known = frame.dropna(subset=["value"])
    if known.empty:
        return Rebased(known, None, ())
    base_year = _base_year(known)
    base = known[known.year == base_year].set_index("region_code").value
    relative = mode == "index" or indicator.changes_in_per_cent
    if relative:
        base = base[base > 0]
    kept = known[known.region_code.isin(base.index)].copy()
    start = kept.region_code.map(base).astype(float)
    if mode == "index":
        kept["value"] = 100 * kept.value / start
    elif relative:
        kept["value"] = 100 * (kept.value / start - 1)
    else:
        kept["value"] = kept.value - start
    dropped = tuple(sorted(set(known.region_code) - set(base.index)))
    return Rebased(kept, base_year, dropped)


def _base_year(known: pd.DataFrame) -> int:
    counts = known.groupby("year").region_code.nunique()
    return int(counts.index[counts == counts.max()].min())
