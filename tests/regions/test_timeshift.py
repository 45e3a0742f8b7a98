"""The time shift: the crossing itself for any series, and the lags between the two countries."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from regions.asking.page_specs import EVENTS
from regions.database.build import Build
from regions.figures.alignment import PEAK, aligned, event_of
from regions.figures.reach import Status, is_rising, reach, reach_all
from regions.figures.timeshift import (
    counterparts,
    lag,
    lag_table,
    lag_trend,
    lags_over_time,
    refusal,
    rises,
    shiftable,
    told_lag,
)

SERIES = st.lists(st.floats(-100, 100), min_size=2, max_size=15)


def years_of(values: list[float]) -> np.ndarray:
    return np.arange(2000, 2000 + len(values))


def test_a_value_between_two_years_lies_on_the_straight_line() -> None:
    found = reach(np.array([2000, 2005]), np.array([10.0, 20.0]), 12.0, rising=True)
    assert (found.status, found.year, found.before, found.after) == (Status.REACHED, 2001.0, 2000, 2005)
    assert found.interpolated


def test_a_published_value_is_not_interpolated() -> None:
    found = reach(np.array([2000, 2001, 2002]), np.array([10.0, 12.0, 12.0]), 12.0, rising=True)
    assert (found.year, found.interpolated) == (2001.0, False)


def test_never_and_already_beyond_are_told_apart() -> None:
    years, values = np.array([2000, 2001]), np.array([10.0, 20.0])
    assert reach(years, values, 21.0, rising=True).status is Status.NEVER
    assert reach(years, values, 9.0, rising=True).status is Status.BEYOND
    assert reach(years, values, 9.0, rising=False).status is Status.NEVER
    assert reach(years, values, 11.0, rising=False).status is Status.BEYOND
    assert reach(years, values * np.nan, 11.0, rising=True).status is Status.NO_DATA
    assert reach(years, values, float("nan"), rising=True).status is Status.NO_DATA


@given(SERIES, st.floats(-120, 120), st.booleans())
def test_the_first_crossing_from_the_proper_side(values: list[float], level: float, rising: bool) -> None:
    series = np.array(values)
    found = reach(years_of(values), series, level, rising=rising)
    past = series >= level if rising else series <= level
    if found.status is Status.BEYOND:
        assert past[0] and series[0] != level
    elif found.status is Status.NEVER:
        assert not past.any()
    else:
        first = int(np.argmax(past))
        assert found.after == 2000 + first
        assert found.before in (2000 + first, 2000 + first - 1)
        assert found.year is not None and found.before <= found.year <= found.after


@given(SERIES, st.lists(st.floats(-120, 120), min_size=1, max_size=5))
def test_falling_is_rising_upside_down(values: list[float], levels: list[float]) -> None:
    years, series, asked = years_of(values), np.array(values), np.array(levels)
    up = reach_all(years, series, asked, rising=True)
    down = reach_all(years, -series, -asked, rising=False)
    assert up.status.tolist() == down.status.tolist()
    np.testing.assert_array_equal(up.year, down.year)


@given(SERIES, st.floats(-120, 120), st.floats(0.1, 10), st.floats(-50, 50))
def test_a_change_of_unit_leaves_the_year(
    values: list[float], level: float, factor: float, shift: float
) -> None:
    gaps = [abs(value - level) for value in values]
    if min(gaps) < 1e-3 or min(abs(a - b) for a, b in pairwise(values)) < 1e-3:
        return
    series = np.array(values)
    before = reach(years_of(values), series, level, rising=True)
    after = reach(years_of(values), series * factor + shift, level * factor + shift, rising=True)
    assert after.status is before.status
    assert after.year == before.year or after.year == pytest.approx(before.year, abs=1e-3)


def test_directions() -> None:
    years = np.arange(2000, 2010)
    assert is_rising(years, np.arange(10.0)) is True
    assert is_rising(years, -np.arange(10.0)) is False
    assert is_rising(years, np.array([1.0, -1.0] * 5)) is None
    assert is_rising(years, np.ones(10)) is None


@pytest.mark.parametrize(("year", "years_behind"), [(2010, 22.99), (2024, 19.20), (2025, 18.43)])
def test_korea_ages_behind_japan(build: Build, year: int, years_behind: float) -> None:
    found = lag(build, "share_65plus", "KR", "JP", year)
    assert found is not None
    assert found.lag == pytest.approx(years_behind, abs=0.0051)


def test_the_year_in_which_japan_stood_there(build: Build) -> None:
    found = lag(build, "share_65plus", "KR", "JP", 2024)
    assert found is not None
    assert found.value == pytest.approx(20.03, abs=0.0051)
    assert found.reach.year == pytest.approx(2004.80, abs=0.0051)
    assert found.reach.interpolated
    assert found.crosses_break, "Japan's series is re-based by the census of 2005"


def test_a_lag_is_followed_only_where_no_series_breaks(build: Build) -> None:
    ageing = lags_over_time(build, "share_65plus", "KR", "JP")
    assert lag_trend(build, "share_65plus", ageing) is None, "the register of 2010 and 2021, five censuses"
    fertility = lags_over_time(build, "total_fertility_rate", "JP", "KR").dropna(subset=["lag"])
    trend = lag_trend(build, "total_fertility_rate", fertility)
    assert trend is not None and trend.n == len(fertility)
    assert lag_trend(build, "total_fertility_rate", fertility.head(4)) is None


def test_the_lag_told_is_that_of_the_latest_sound_year(build: Build) -> None:
    newest, told = lag(build, "share_65plus", "KR-46", "JP"), told_lag(build, "share_65plus", "KR-46", "JP")
    assert newest and newest.year == 2025 and newest.crosses_break
    assert told and told.year == 2024 and not told.crosses_break
    nation = told_lag(build, "share_65plus", "KR", "JP")
    assert nation and nation.year == 2025


def test_jeonnam_in_2024(build: Build) -> None:
    found = counterparts(build, "share_65plus", "KR-46", 2024).set_index("reference")
    assert found.reached_year["JP-05"] == pytest.approx(2005.6, abs=0.05)
    assert found.reached_year["JP"] == pytest.approx(2015.9, abs=0.05)
    assert len(found) == 48
    assert found.index[0] == "JP"
    assert found.status["JP-13"] == Status.NEVER


def test_the_extinction_risk_index_falls(build: Build) -> None:
    found = lag(build, "extinction_risk_index", "KR", "JP", 2024)
    assert rises(build, "extinction_risk_index", "JP") is False
    assert found is not None and found.lag == pytest.approx(16.27, abs=0.0051)


def test_both_directions(build: Build) -> None:
    provinces = lag_table(build, "share_65plus", "JP", 2024)
    assert len(provinces) == 18 and provinces.region_code[0] == "KR"
    assert (provinces.status == Status.REACHED).all(), "no province is older than Japan"
    assert provinces.iloc[-1].region_code == "KR-46"
    prefectures = lag_table(build, "share_65plus", "KR", 2024)
    assert len(prefectures) == 48
    assert (prefectures.status == Status.NEVER).all(), "every prefecture is older than Korea ever was"
    assert prefectures.lag.isna().all()


def test_korea_was_first_in_fertility(build: Build) -> None:
    found = lag(build, "total_fertility_rate", "JP", "KR", 2024)
    assert found is not None and found.lag is not None and found.lag > 15
    korea = lag(build, "total_fertility_rate", "KR", "JP", 2024)
    assert korea is not None and korea.reach.status is Status.NEVER and korea.lag is None


def test_tables_and_single_lags_agree(build: Build) -> None:
    for indicator_id in shiftable(build):
        for row in lag_table(build, indicator_id, "JP").to_dict("records"):
            one = lag(build, indicator_id, row["region_code"], "JP", int(row["year"]))
            assert one is not None
            assert one.reach.status == row["status"]
            same = one.lag == pytest.approx(row["lag"], nan_ok=True)
            assert same or (one.lag is None and np.isnan(row["lag"]))
            assert one.crosses_break == row["crosses_break"]
            assert one.reach.interpolated == row["interpolated"] or one.reach.year is None


@pytest.mark.parametrize(
    ("indicator_id", "reason"),
    [
        ("births", "count"),
        ("population_index_2015", "own_base"),
        ("share_of_national_grdp", "own_base"),
        ("vacant_house_rate", "not_comparable"),
        ("minimum_wage", "single_country"),
        ("grdp_per_capita", "nominal_currency"),
        ("projected_share_65plus", "projection"),
        ("manufacturing_share", "no_shared_direction"),
        ("population_density", "no_stage"),
        ("capital_area_population_share", "no_stage"),
        ("one_person_household_share", "not_comparable"),
        ("grdp_per_capita_cv", "no_stage"),
        ("total_fertility_rate", None),
        ("natural_change_rate", None),
        ("share_65plus", None),
    ],
)
def test_what_has_no_time_shift_says_why(build: Build, indicator_id: str, reason: str | None) -> None:
    assert refusal(build, indicator_id) == reason


def test_an_indicator_without_a_national_row_still_has_a_direction(build: Build) -> None:
    assert rises(build, "mean_age_first_marriage_female", "JP") is True
    found = lag(build, "mean_age_first_marriage_female", "KR", "JP")
    assert found is not None and found.reach.status is Status.NO_DATA


def test_series_start_at_the_event(build: Build) -> None:
    found = aligned(build, "share_65plus", ["KR", "JP", "KR-46", "KR-50"], "share_65plus_20")
    assert set(found.events) == {"KR", "JP", "KR-46"}
    assert found.left_out == {"KR-50": Status.NEVER}
    for _, own in found.data.groupby("region_code"):
        assert np.interp(0, own.offset, own.value) == pytest.approx(20, abs=1e-6)


def test_an_event_before_the_figures_begin_is_said_plainly(build: Build) -> None:
    found = aligned(build, "share_65plus", ["KR"], "share_65plus_7")
    assert found.left_out == {"KR": Status.BEYOND}
    assert found.data.empty


def test_peak_population(build: Build) -> None:
    assert event_of(build, "JP", PEAK).year == 2008
    assert event_of(build, "KR", PEAK).year == 2019
    assert event_of(build, "KR-41", PEAK).status is Status.NEVER, "Gyeonggi still grows"
    assert set(EVENTS) == {"share_65plus_7", "share_65plus_14", "share_65plus_20", "share_65plus_30", PEAK}
    with pytest.raises(ValueError, match="is not one of"):
        event_of(build, "KR", "share_65plus_50")


def test_every_shiftable_indicator_compares(build: Build) -> None:
    indicators = build.catalogue.indicators
    assert "share_65plus" in shiftable(build)
    assert shiftable(build) == tuple(code for code in indicators if refusal(build, code) is None)
    assert all(indicators[code].is_comparable for code in shiftable(build))
