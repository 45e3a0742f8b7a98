"""Rules of findings about time: lags, passages, crossings, peaks, changes between two years."""

import math

import numpy as np

from regions.database.build import Build
from regions.database.places import COUNTRIES
from regions.figures.alignment import PEAK, crossings, event_of
from regions.figures.panel import break_years, codes_of, panel, shared_panel
from regions.figures.timeshift import lag, lag_trend, lags_over_time, passage, rises
from regions.words.finding_kit import (
    Draft,
    Spec,
    both,
    lines,
    points,
    shared_complete_year,
    shared_national_years,
)
from regions.words.sentences import Amount, Number, RegionName, Value, Year

# Two figures are called alike when they differ by no more than this share.
ALIKE = 0.02


def lag_finding(build: Build, spec: Spec) -> Draft | None:
    """Korea's latest figure, the year Japan stood there, the lag, and the earliest lag there is.

    With `expect: closing` (or widening) only if the lag moves that way.
    """
    lags = lags_over_time(build, spec.indicator, "KR", "JP").dropna(subset=["lag"])
    indicator = panel(build, spec.indicator).indicator
    lags = lags[~lags.year.isin(break_years(indicator, "KR"))]
    trend = lag_trend(lags)
    wanted = spec.option("expect")
    if lags.empty or (wanted and (trend is None or trend.verdict != wanted)):
        return None
    first, last = lags.iloc[0], lags.iloc[-1]
    values: dict[str, Value] = {
        "year": Year(int(last["year"])),
        "value": Amount(float(last["value"]), spec.indicator, "KR"),
        "reached": Year(float(last["reached_year"])),
        "lag": Number(float(last["lag"]), 1),
        "first_year": Year(int(first["year"])),
        "first_lag": Number(float(first["lag"]), 1),
    }
    rests_on = tuple((spec.indicator, "KR", int(year)) for year in (first["year"], last["year"]))
    return Draft(values, rests_on, lines(build, spec.indicator), ("KR",))


def passage_finding(build: Build, spec: Spec) -> Draft | None:
    """How many years each nation took from `start` to `end`."""
    start, end = float(spec.option("start")), float(spec.option("end"))
    taken = {country: passage(build, spec.indicator, country, start, end).years for country in COUNTRIES}
    if taken["KR"] is None or taken["JP"] is None:
        return None
    values: dict[str, Value] = {
        "start": Amount(start, spec.indicator, "KR", decimals=0),
        "end": Amount(end, spec.indicator, "KR", decimals=0),
        "korea": Number(taken["KR"], 1),
        "japan": Number(taken["JP"], 1),
    }
    return Draft(values, (), lines(build, spec.indicator))


def counterpart_of_highest(build: Build, spec: Spec) -> Draft | None:
    """The highest province, the prefecture like it, when Japan and its highest prefecture were there."""
    figures = shared_panel(build, spec.indicator)
    year = shared_complete_year(build, figures)
    if year is None or not rises(build, spec.indicator, "JP"):
        return None
    provinces, prefectures = codes_of(build, "KR", year), codes_of(build, "JP", year)
    korean, japanese = figures.row(year, provinces), figures.row(year, prefectures)
    highest = provinces[int(np.argmax(korean))]
    value = figures.at(highest, year)
    match = prefectures[int(np.argmin(np.abs(japanese - value)))]
    if abs(figures.at(match, year) / value - 1) > ALIKE:
        return None
    leader = prefectures[int(np.argmax(japanese))]
    nation, first = (lag(build, spec.indicator, highest, code, year) for code in ("JP", leader))
    if nation is None or first is None or nation.reach.year is None or first.reach.year is None:
        return None
    values: dict[str, Value] = {
        "region": RegionName(highest),
        "value": Amount(value, spec.indicator, "KR"),
        "year": Year(year),
        "match": RegionName(match),
        "match_value": Amount(figures.at(match, year), spec.indicator, "JP"),
        "nation_year": Year(nation.reach.year),
        "leader": RegionName(leader),
        "leader_year": Year(first.reach.year),
    }
    rests_on = both(spec.indicator, year)
    return Draft(values, rests_on, points(build, spec.indicator, year), (highest, match, leader), year)


def overtaking(build: Build, spec: Spec) -> Draft | None:
    """The year from which Korea is above Japan, and both in the last shared year; only if it crosses once."""
    found = crossings(build, spec.indicator, "KR", "JP")
    years = shared_national_years(shared_panel(build, spec.indicator))
    if len(found) != 1 or not found[0].upwards or not years:
        return None
    last = years[-1]
    values: dict[str, Value] = {
        "year": Year(math.ceil(found[0].year)),
        "last": Year(last),
        **_nations(build, spec.indicator, last),
    }
    return Draft(values, both(spec.indicator, last), lines(build, spec.indicator), year=last)


def peaks(build: Build, spec: Spec) -> Draft | None:
    """The years in which the two populations peaked; only if both have, Japan's first."""
    korea, japan = (event_of(build, country, PEAK).year for country in COUNTRIES)
    if korea is None or japan is None or korea <= japan:
        return None
    rests_on = ((spec.indicator, "KR", round(korea)), (spec.indicator, "JP", round(japan)))
    gap = Number(korea - japan)
    values: dict[str, Value] = {"korea": Year(korea), "japan": Year(japan), "gap": gap}
    return Draft(values, rests_on, lines(build, spec.indicator))


def change_of_nations(build: Build, spec: Spec) -> Draft | None:
    """Per cent change of both nations between the first and the last year they share; only if both fell."""
    figures = shared_panel(build, spec.indicator)
    years = shared_national_years(figures)
    if len(years) < 2:
        return None
    first, last = years[0], years[-1]
    change = {c: 100 * (figures.at(c, last) / figures.at(c, first) - 1) for c in COUNTRIES}
    if max(change.values()) >= 0:
        return None
    values: dict[str, Value] = {
        "first": Year(first),
        "last": Year(last),
        "korea": Amount(-change["KR"], spec.indicator, "KR", per_cent=True),
        "japan": Amount(-change["JP"], spec.indicator, "JP", per_cent=True),
    }
    return Draft(values, both(spec.indicator, first, last), lines(build, spec.indicator), year=last)


def change_of_nation(build: Build, spec: Spec) -> Draft | None:
    """First and last figure of one nation; only if it rose."""
    country = str(spec.option("country"))
    figures = panel(build, spec.indicator)
    years, values = figures.known(country)
    if len(years) < 2 or values[-1] <= values[0]:
        return None
    first, last = int(years[0]), int(years[-1])
    found: dict[str, Value] = {
        "first": Year(first),
        "last": Year(last),
        "first_value": Amount(float(values[0]), spec.indicator, country),
        "last_value": Amount(float(values[-1]), spec.indicator, country),
    }
    rests_on = ((spec.indicator, country, first), (spec.indicator, country, last))
    return Draft(found, rests_on, lines(build, spec.indicator, (country,)), (country,), last)


def _nations(build: Build, indicator_id: str, year: int) -> dict[str, Value]:
    figures = shared_panel(build, indicator_id)
    return {
        name: Amount(figures.at(country, year), indicator_id, country, figures.currency)
        for name, country in (("korea", "KR"), ("japan", "JP"))
    }
