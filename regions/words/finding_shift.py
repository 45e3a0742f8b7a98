"""Rules of findings about time: lags, crossings, peaks, changes between two years."""

import numpy as np

from regions.database.build import Build
from regions.database.places import COUNTRIES
from regions.figures.alignment import PEAK, event_of
from regions.figures.panel import codes_of, panel, shared_panel
from regions.figures.timeshift import lag, refusal, rises, told_lag
from regions.words.finding_kit import (
    Draft,
    Spec,
    both,
    lines,
    points,
    shared_complete_year,
    shared_national_years,
    spanning,
)
from regions.words.sentences import Amount, Number, RegionName, Value, Year

# Two figures are called alike when they differ by no more than this share.
ALIKE = 0.02


def lag_finding(build: Build, spec: Spec) -> Draft | None:
    """Korea's latest figure, the year Japan stood there, and the lag in whole years."""
    if refusal(build, spec.indicator) is not None:
        return None
    found = told_lag(build, spec.indicator, "KR", "JP")
    if found is None or found.lag is None or found.reach.year is None or found.crosses_break:
        return None
    values: dict[str, Value] = {
        "year": Year(found.year),
        "value": Amount(found.value, spec.indicator, "KR"),
        "reached": Year(found.reach.year),
        "lag": Number(found.lag),
    }
    return Draft(values, ((spec.indicator, "KR", found.year),), lines(build, spec.indicator), ("KR",))


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
    if nation.crosses_break or first.crosses_break:
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
    """Between which published years Korea passes Japan, and both in the last; only if it does so once.

    The year itself is not read off: between published years nothing is known.
    """
    figures = shared_panel(build, spec.indicator)
    years = shared_national_years(figures)
    ahead = [year for year in years if figures.at("KR", year) > figures.at("JP", year)]
    if not ahead or ahead[0] == years[0] or ahead != years[-len(ahead) :]:
        return None
    before, last = years[-len(ahead) - 1], years[-1]
    values: dict[str, Value] = {
        "before": Year(before),
        "after": Year(ahead[0]),
        "last": Year(last),
        **_nations(build, spec.indicator, last),
    }
    spans = spanning(spec.indicator, before, last)
    rests_on = both(spec.indicator, before, ahead[0], last)
    return Draft(values, rests_on, lines(build, spec.indicator), year=last, spans=spans)


def peaks(build: Build, spec: Spec) -> Draft | None:
    """The years in which the two populations peaked; only if both have, and the fall after it is no break."""
    years = {country: event_of(build, country, PEAK).year for country in COUNTRIES}
    korea, japan = (years[country] for country in COUNTRIES)
    if korea is None or japan is None or korea <= japan:
        return None
    values: dict[str, Value] = {"korea": Year(korea), "japan": Year(japan)}
    tops = (("KR", round(korea)), ("JP", round(japan)))
    spans = tuple((spec.indicator, country, year - 1, year + 1) for country, year in tops)
    rests_on = tuple((spec.indicator, country, year) for country, year in tops)
    return Draft(values, rests_on, lines(build, spec.indicator), spans=spans)


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
    return Draft(
        values,
        both(spec.indicator, first, last),
        lines(build, spec.indicator),
        year=last,
        spans=spanning(spec.indicator, first, last),
    )


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
    spans = ((spec.indicator, country, first, last),)
    return Draft(found, rests_on, lines(build, spec.indicator, (country,)), (country,), last, spans=spans)


def _nations(build: Build, indicator_id: str, year: int) -> dict[str, Value]:
    figures = shared_panel(build, indicator_id)
    return {
        name: Amount(figures.at(country, year), indicator_id, country, figures.currency)
        for name, country in (("korea", "KR"), ("japan", "JP"))
    }
