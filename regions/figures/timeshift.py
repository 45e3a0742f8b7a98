"""The time shift: where the other country was when it was like this, and by how many years it is ahead.

A lag is the year of a figure minus the year in which the other series reached the same figure: positive where
the other was there first. The year is found on a straight line between published years.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from regions.database.build import Build
from regions.database.catalogue import Indicator
from regions.database.memory import per_build
from regions.database.places import COUNTRIES, OF_REGIONS, country_of, other_country
from regions.figures.measures import LEAST_PAIRS
from regions.figures.panel import Panel, break_years, codes_of, crosses_break, shared_panel
from regions.figures.reach import Reach, Reaches, Status, is_rising, reach, reach_all
from regions.figures.statements import may_quote, may_span

_LEAST_LAG = 0.05  # years; less is written as 0.0
COLUMNS = [
    *("region_code", "reference", "year", "value", "status", "reached_year", "lag"),
    *("interpolated", "crosses_break", "is_break"),
]


@dataclass(frozen=True)
class Lag:
    """How far a region (or nation) is behind another.

    Attributes:
        indicator_id: The indicator.
        region_code: The region asked about.
        reference: The region or nation it is compared with.
        year: Year of the figure.
        value: The figure, in the unit shown to both countries.
        reach: When the reference had it, or why there is no year.
        lag: `year` minus the year of the reference; None unless reached.
        crosses_break: Whether the reference's series breaks between the published years used.
        is_break: Whether the year of the figure is itself a break in the region's own series.
        reference_span: First and last year of the reference's figures; None without any.
    """

    indicator_id: str
    region_code: str
    reference: str
    year: int
    value: float
    reach: Reach
    lag: float | None
    crosses_break: bool
    is_break: bool
    reference_span: tuple[int, int] | None


@dataclass(frozen=True)
class LagTrend:
    """How a lag changes: `slope` in years of lag per year over `n` years; below 0 it is closing."""

    slope: float
    n: int
    first_year: int
    last_year: int
    first_lag: float
    last_lag: float

    @property
    def verdict(self) -> str:
        """Return `closing`, `widening` or `steady` (less than a tenth of a year per year)."""
        if abs(self.slope) < 0.1:
            return "steady"
        return "closing" if self.slope * np.sign(self.last_lag or 1.0) < 0 else "widening"


def refusal(build: Build, indicator_id: str) -> str | None:
    """Return why an indicator has no time shift, None if it has.

    Codes: `projection` (no observed figure), `single_country`, `not_comparable`, `count` (depends on size),
    `own_base` (depends on the own country's total or base year), `nominal_currency`, `no_shared_direction`
    (does not rise, or fall, in both), `no_stage` (an equal value is no equal stage).
    """
    indicator = build.catalogue.indicators[indicator_id]
    reasons = (
        ("projection", indicator_id in _projected(build)),
        ("single_country", set(indicator.countries) != set(COUNTRIES)),
        ("not_comparable", not indicator.is_comparable),
        ("nominal_currency", indicator.kind == "currency"),
        ("count", indicator.counted),
        ("own_base", indicator.own_base),
    )
    for code, applies in reasons:
        if applies:
            return code
    directions = {rises(build, indicator_id, country) for country in COUNTRIES}
    if len(directions) > 1 or None in directions:
        return "no_shared_direction"
    return None if indicator.stage else "no_stage"


@per_build(1)
def _projected(build: Build) -> frozenset[str]:
    """Return the indicators that have projections alone: what has not come yet is no stage reached."""
    rows = build.query(
        f"SELECT indicator_id FROM observation WHERE {OF_REGIONS} GROUP BY indicator_id"
        " HAVING bool_and(status = 'projection')"
    )
    return frozenset(rows.indicator_id)


def shiftable(build: Build) -> tuple[str, ...]:
    """Return the indicators that have a time shift, in catalogue order."""
    # What is no stage is left out before its figures are read, which takes longest.
    staged = (code for code, indicator in build.catalogue.indicators.items() if indicator.stage)
    return tuple(code for code in staged if refusal(build, code) is None)


@per_build(256)
def rises(build: Build, indicator_id: str, country: str) -> bool | None:
    """Say whether a country's series rises: the nation's, else the median of its regions; None if unclear."""
    figures = shared_panel(build, indicator_id)
    years, values = figures.known(country)
    if len(years):
        return is_rising(years, values)
    codes = [code for code in codes_of(build, country) if code in figures.codes]
    if not codes:
        return None
    columns = pd.DataFrame({code: figures.column(code) for code in codes})
    return is_rising(figures.years, columns.median(axis=1).to_numpy(dtype=float))


def lag(
    build: Build, indicator_id: str, region_code: str, reference: str, year: int | None = None
) -> Lag | None:
    """Return how far a region is behind another in a year (its latest by default).

    Returns:
        The lag, or None if the region has no figure in that year or the reference has no direction.
    """
    figures = shared_panel(build, indicator_id)
    asked = year or figures.latest_year(region_code)
    value = figures.at(region_code, asked) if asked else float("nan")
    rising = rises(build, indicator_id, country_of(reference))
    if asked is None or np.isnan(value) or rising is None:
        return None
    found = reach(figures.years, figures.column(reference), value, rising=rising)
    years = None if found.year is None else asked - found.year
    span = figures.known(reference)[0]
    return Lag(
        indicator_id=indicator_id,
        region_code=region_code,
        reference=reference,
        year=asked,
        value=value,
        reach=found,
        lag=years,
        crosses_break=_broken(figures.indicator, country_of(reference), found.before, found.after),
        is_break=not may_quote(figures.indicator, country_of(region_code), asked),
        reference_span=(int(span[0]), int(span[-1])) if len(span) else None,
    )


def told_lag(build: Build, indicator_id: str, region_code: str, reference: str) -> Lag | None:
    """Return the answer of the latest year that may be told: neither it nor the year reached is a break.

    Returns:
        The lag, or that the reference never was there; what is known of the latest where no year may be told.
    """
    lags = lags_over_time(build, indicator_id, region_code, reference)
    sound = lags[~(lags.is_break | lags.crosses_break) & (lags.status != Status.NO_DATA)]
    return lag(build, indicator_id, region_code, reference, None if sound.empty else int(sound.year.iloc[-1]))


def lag_of_pair(build: Build, indicator_id: str, first: str, second: str) -> Lag | None:
    """Return by how many years one of two places is behind the other, the later one being asked about.

    None where neither was where the other is, where a break lies between, or where the indicator has no
    time shift.
    """
    if refusal(build, indicator_id) is not None:
        return None
    for behind, ahead in ((first, second), (second, first)):
        found = told_lag(build, indicator_id, behind, ahead)
        if found is None or found.lag is None or found.is_break or found.crosses_break:
            continue
        if found.lag >= _LEAST_LAG:
            return found
    return None


def lag_table(build: Build, indicator_id: str, reference: str, year: int | None = None) -> pd.DataFrame:
    """Return the lags of every region of the other country, and of that nation, against one reference.

    Args:
        build: The build to read.
        indicator_id: The indicator.
        reference: Usually a nation: `JP` gives the lags of the 17 provinces and of Korea.
        year: Year of the figures; the latest of each region by default.

    Returns:
        Columns `region_code, reference, year, value, status, reached_year, lag, interpolated, crosses_break`
        (the reference's series breaks between the published years used), `is_break` (the year of the figure
        is a break): one row a region with a figure; the nation first, then the longest lag, then the rest.
    """
    other = other_country(reference)
    codes = (other, *codes_of(build, other))
    figures = shared_panel(build, indicator_id)
    asked = [year or figures.latest_year(code) for code in codes]
    values = [figures.at(code, y) if y else np.nan for code, y in zip(codes, asked, strict=True)]
    frame = pd.DataFrame({"region_code": codes, "reference": reference, "year": asked, "value": values})
    frame = frame.dropna(subset=["value"]).astype({"year": int}).reset_index(drop=True)
    found = _with_reaches(build, figures, frame, reference)
    nation = found.region_code == other
    order = found.assign(_nation=~nation).sort_values(
        ["_nation", "lag"], ascending=[True, False], kind="stable"
    )
    return order[COLUMNS].reset_index(drop=True)


def counterparts(build: Build, indicator_id: str, region_code: str, year: int | None = None) -> pd.DataFrame:
    """Return when the other country's nation and each of its regions had the figure of a region.

    Returns:
        Columns as `lag_table`: one row for each reference; the nation first, then the earliest year first,
        then those never there or already beyond at the start of their series. Empty without a figure.
    """
    figures = shared_panel(build, indicator_id)
    other = other_country(region_code)
    asked = year or figures.latest_year(region_code)
    value = figures.at(region_code, asked) if asked else float("nan")
    rising = rises(build, indicator_id, other)
    if asked is None or np.isnan(value) or rising is None:
        return pd.DataFrame(columns=COLUMNS)
    flagged = not may_quote(figures.indicator, country_of(region_code), asked)
    rows = []
    for code in (other, *codes_of(build, other)):
        found = reach(figures.years, figures.column(code), value, rising=rising)
        years = np.nan if found.year is None else asked - found.year
        broken = _broken(figures.indicator, other, found.before, found.after)
        year_found = np.nan if found.year is None else found.year
        row = (region_code, code, asked, value, str(found.status), year_found, years)
        rows.append((*row, found.interpolated, broken, flagged))
    frame = pd.DataFrame(rows, columns=COLUMNS)
    frame = frame[frame.status != Status.NO_DATA]
    nation = frame.reference != other
    order = frame.assign(_other=nation).sort_values(["_other", "reached_year"], kind="stable")
    return order[COLUMNS].reset_index(drop=True)


def lags_over_time(build: Build, indicator_id: str, region_code: str, reference: str) -> pd.DataFrame:
    """Return the lag of a region for every year in which it has a figure; columns as `lag_table`."""
    figures = shared_panel(build, indicator_id)
    years, values = figures.known(region_code)
    frame = pd.DataFrame({"region_code": region_code, "reference": reference, "year": years, "value": values})
    return _with_reaches(build, figures, frame, reference)[COLUMNS]


def lag_trend(build: Build, indicator_id: str, lags: pd.DataFrame) -> LagTrend | None:
    """Return how a lag changes over the years (least squares).

    Args:
        build: The build to read.
        indicator_id: The indicator.
        lags: As `lags_over_time` of one region.

    Returns:
        None with fewer than five lags, or where either series breaks in the years that are compared.
    """
    known = lags.dropna(subset=["lag"])
    if len(known) < LEAST_PAIRS:
        return None
    indicator = build.catalogue.indicators[indicator_id]
    own, other = (country_of(str(known[place].iloc[0])) for place in ("region_code", "reference"))
    if not may_span(indicator, own, known.year) or not may_span(indicator, other, known.reached_year):
        return None
    years, values = known.year.to_numpy(dtype=float), known.lag.to_numpy(dtype=float)
    slope = float(np.polyfit(years - years[0], values, 1)[0])
    span = int(years[0]), int(years[-1])
    return LagTrend(slope, len(known), *span, float(values[0]), float(values[-1]))


def _broken(indicator: Indicator, country: str, before: int | None, after: int | None) -> bool:
    return before is not None and after is not None and crosses_break(indicator, country, before, after)


def _with_reaches(build: Build, figures: Panel, frame: pd.DataFrame, reference: str) -> pd.DataFrame:
    rising = rises(build, figures.indicator.id, country_of(reference))
    values = frame.value.to_numpy(dtype=float)
    column = figures.column(reference) if rising is not None else np.full(len(figures.years), np.nan)
    found: Reaches = reach_all(figures.years, column, values, rising=bool(rising))
    broken = np.zeros(len(frame), dtype=bool)
    for year in break_years(figures.indicator, country_of(reference)):
        broken |= (found.before < year) & (year <= found.after)
    return frame.assign(
        status=[str(one) for one in found.status],
        reached_year=found.year,
        lag=frame.year.to_numpy(dtype=float) - found.year,
        interpolated=np.nan_to_num(found.before) != np.nan_to_num(found.after),
        crosses_break=broken,
        is_break=[
            not may_quote(figures.indicator, country_of(code), int(year))
            for code, year in zip(frame.region_code, frame.year, strict=True)
        ],
    )
