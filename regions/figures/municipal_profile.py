"""Where a municipality stands: its latest figure of every indicator, with its places in four lists."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from regions.database.build import Build
from regions.database.catalogue import Indicator
from regions.database.memory import per_build
from regions.database.places import COUNTRIES, country_of, parent_of
from regions.figures.municipal import LISTS, latest_year, same_size
from regions.figures.panel import break_years
from regions.figures.statements import Standing
from regions.shapes.units import one_scale

# One row an indicator and year asked for: how many municipalities of each list have a figure, how many of
# them a higher one, how many the same.
_PLACES = """
WITH asked AS (SELECT unnest($indicators) AS indicator_id, unnest($years) AS year),
own AS (
    SELECT indicator_id, year, value FROM observation SEMI JOIN asked USING (indicator_id, year)
    WHERE region_code = $code AND value IS NOT NULL
),
everybody AS (
    SELECT o.indicator_id, o.year, o.value > own.value AS higher, o.value = own.value AS same,
        r.parent_code = $parent AS in_region, r.country = $country AS in_country,
        list_contains($alike, r.region_code) AS in_size
    FROM observation o JOIN own USING (indicator_id, year) JOIN region r USING (region_code)
    WHERE r.level = 'municipality' AND o.value IS NOT NULL
)
SELECT indicator_id, year,
    count(*) FILTER (in_region) AS n_region, count(*) FILTER (in_region AND higher) AS above_region,
    count(*) FILTER (in_region AND same) AS same_region,
    count(*) FILTER (in_country) AS n_country, count(*) FILTER (in_country AND higher) AS above_country,
    count(*) FILTER (in_country AND same) AS same_country,
    count(*) FILTER (in_size) AS n_size, count(*) FILTER (in_size AND higher) AS above_size,
    count(*) FILTER (in_size AND same) AS same_size,
    count(*) AS n_all, count(*) FILTER (higher) AS above_all, count(*) FILTER (same) AS same_all
FROM everybody GROUP BY ALL
"""
# Lists that hold municipalities of both countries.
_ACROSS = ("size", "all")


@dataclass(frozen=True)
class Placing:
    """A place in a list, and the year it holds of."""

    standing: Standing
    year: int


@dataclass(frozen=True)
class MunicipalRow:
    """The latest figure of an indicator.

    Attributes:
        indicator_id: The indicator.
        year: Its year.
        value: The figure.
        status: `actual`, `provisional` or `projection`.
        placings: Its place by list (`municipal.LISTS`), as far as it has one; across the border that of the
            latest year of both countries.
        series: Year and value of every figure, oldest first.
        breaks: Years at which the series breaks.
        marks: What a reader must know of it: `small_count`, `evacuated`.
    """

    indicator_id: str
    year: int
    value: float
    status: str
    placings: dict[str, Placing]
    series: tuple[tuple[int, float], ...]
    breaks: tuple[int, ...]
    marks: tuple[str, ...]

    def at(self, year: int) -> float | None:
        """Return the figure of a year; None without one."""
        return dict(self.series).get(year)


@per_build(256)
def municipal_rows(build: Build, code: str, together: bool = False) -> tuple[MunicipalRow, ...]:
    """Return the latest figure of every indicator that a municipality has figures of.

    Args:
        build: The build to read.
        code: The municipality.
        together: Whether figures that compare are those of the latest year of both countries, where the
            municipality has one, as they are set beside a municipality of the other country.
    """
    known = build.catalogue.municipal.indicators
    held = build.query(
        "SELECT indicator_id, year, value, status, mark FROM observation"
        " WHERE region_code = ? AND value IS NOT NULL ORDER BY year",
        (code,),
    )
    figures = {str(name): own for name, own in held.groupby("indicator_id")}
    if together:
        figures = {name: _until_shared(build, known[name], own) for name, own in figures.items()}
    years = {
        name: _years_of_lists(build, known[name], int(own.year.iloc[-1])) for name, own in figures.items()
    }
    places = _places(build, code, {(name, year) for name, lists in years.items() for year in lists.values()})
    return tuple(
        _row(indicator, country_of(code), figures[name], years[name], places)
        for name, indicator in known.items()
        if name in figures
    )


def _until_shared(build: Build, indicator: Indicator, own: pd.DataFrame) -> pd.DataFrame:
    """Return figures up to the latest year of both countries; all where there is none of that year."""
    shared = latest_year(build, indicator, COUNTRIES) if one_scale(indicator, None) else None
    return own[own.year <= shared] if shared in set(own.year) else own


def _years_of_lists(build: Build, indicator: Indicator, own: int) -> dict[str, int]:
    """Return of which year a place in each list is: none where the values are no amounts."""
    if not indicator.is_rankable:
        return {}
    found = dict.fromkeys(("region", "country"), own)
    if not one_scale(indicator, None):
        return found
    shared = latest_year(build, indicator, COUNTRIES)
    return found | (dict.fromkeys(_ACROSS, shared) if shared else {})


def _places(build: Build, code: str, asked: set[tuple[str, int]]) -> dict[tuple[str, int], Mapping[str, int]]:
    pairs = sorted(asked)
    rows = build.query(
        _PLACES,
        {
            "indicators": [name for name, _ in pairs],
            "years": [year for _, year in pairs],
            "code": code,
            "parent": parent_of(code),
            "country": country_of(code),
            "alike": list(same_size(build, code)),
        },
    )
    return {
        (str(row["indicator_id"]), int(row["year"])): {
            str(k): int(v) for k, v in row.items() if k != "indicator_id"
        }
        for row in rows.to_dict("records")
    }


def _row(
    indicator: Indicator,
    country: str,
    own: pd.DataFrame,
    years: Mapping[str, int],
    places: Mapping[tuple[str, int], Mapping[str, int]],
) -> MunicipalRow:
    last = own.iloc[-1]
    found = {name: places.get((indicator.id, years[name])) for name in LISTS if name in years}
    breaks = break_years(indicator, country)
    return MunicipalRow(
        indicator_id=indicator.id,
        year=int(last["year"]),
        value=float(last["value"]),
        status=str(last["status"]),
        placings={
            name: Placing(
                Standing(held[f"above_{name}"] + 1, held[f"n_{name}"], held[f"same_{name}"] > 1), years[name]
            )
            for name, held in found.items()
            if held and held[f"n_{name}"]
        },
        series=tuple(zip(own.year.astype(int), own.value.astype(float), strict=True)),
        breaks=tuple(one for one in breaks if int(own.year.iloc[0]) < one <= int(last["year"])),
        marks=tuple(mark for mark in str(last["mark"] if pd.notna(last["mark"]) else "").split(";") if mark),
    )
