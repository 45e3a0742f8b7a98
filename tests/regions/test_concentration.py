"""Concentration: capital areas, dispersion, convergence; and the measures against their definitions."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from regions.database.build import Build
from regions.figures.concentration import (
    capital_migration,
    capital_shares,
    dispersion,
    dispersion_trends,
    measures_of,
    shareable,
)
from regions.figures.measures import (
    coefficient_of_variation,
    correlation,
    gini_coefficient,
    linear_trend,
    theil_index,
)
from regions.figures.observations import observations

POSITIVE = arrays(np.float64, 8, elements=st.floats(0.1, 1000))
WEIGHTS = arrays(np.float64, 8, elements=st.floats(0.1, 100))


def share(build: Build, indicator_id: str, country: str, year: int) -> float:
    frame = capital_shares(build, indicator_id)
    return float(frame[(frame.country == country) & (frame.year == year)].value.item())


@pytest.mark.parametrize(
    ("indicator_id", "year", "korea", "japan"),
    [
        ("population_total", 2024, 50.86, 29.88),
        ("population_total", 2000, 46.25, 26.33),
        ("grdp_nominal", 2022, 52.80, 33.81),
        ("births", 2023, 53.01, 29.99),
    ],
)
def test_shares_of_the_capital_areas(
    build: Build, indicator_id: str, year: int, korea: float, japan: float
) -> None:
    assert share(build, indicator_id, "KR", year) == pytest.approx(korea, abs=0.0051)
    assert share(build, indicator_id, "JP", year) == pytest.approx(japan, abs=0.0051)


@pytest.mark.parametrize(
    ("indicator_id", "published"),
    [
        ("population_total", "capital_area_population_share"),
        ("grdp_nominal", "capital_area_grdp_share"),
        ("births", "capital_area_birth_share"),
    ],
)
def test_shares_agree_with_the_catalogue(build: Build, indicator_id: str, published: str) -> None:
    frame = capital_shares(build, indicator_id)
    held = observations(build, build.catalogue.indicators[published])
    both = frame.merge(held, on=["country", "year"], suffixes=("", "_held"))
    assert len(both) == len(held)
    np.testing.assert_allclose(both.value, both.value_held, rtol=1e-9)


def test_what_does_not_add_up_has_no_share(build: Build) -> None:
    for indicator_id in ("share_65plus", "net_migration", "grdp_per_capita"):
        assert indicator_id not in shareable(build)
        with pytest.raises(ValueError, match="does not add up"):
            capital_shares(build, indicator_id)


def test_moves_into_the_capital_areas(build: Build) -> None:
    frame = capital_migration(build).set_index(["country", "year"])
    assert frame.value["KR", 2025] == 38465
    assert frame.value["JP", 2025] == 112738
    assert frame.value["KR", 2015] == -32950
    assert frame.city["KR", 2025] == -26769
    assert frame.city["JP", 2025] == 65597


def test_dispersion_depends_on_the_weight(build: Build) -> None:
    frame = dispersion(build, "grdp_per_capita").set_index(["country", "year"])
    assert frame.cv["KR", 2022] == pytest.approx(27.65, abs=0.0051)
    assert frame.cv["JP", 2022] == pytest.approx(19.61, abs=0.0051)
    assert frame.weighted_cv["KR", 2022] == pytest.approx(22.40, abs=0.0051)
    assert frame.weighted_cv["JP", 2022] == pytest.approx(31.31, abs=0.0051)
    assert frame.n["KR", 2022] == 17 and frame.n["JP", 2022] == 47


def test_dispersion_needs_every_region(build: Build) -> None:
    assert dispersion(build, "sister_ties").empty
    frame = dispersion(build, "population_change_rate")
    assert frame.cv.isna().any(), "negative figures have no coefficient of variation"
    assert frame.sd.notna().all()


def test_shares_are_apart_in_points_not_in_relation_to_their_mean(build: Build) -> None:
    """The coefficient of variation of ageing falls because its mean rises; the regions have moved apart."""
    known = build.catalogue.indicators
    assert measures_of(known["share_65plus"], "weighted_cv") == ("weighted_sd", "sd", "range")
    assert measures_of(known["share_65plus"], "range") == ("range", "weighted_sd", "sd")
    trends = {one.country: one for one in dispersion_trends(build, "share_65plus", "weighted_cv")}
    assert trends["KR"].movement == "rising" and trends["KR"].crosses_break
    assert [trends["KR"].first, trends["KR"].last] == pytest.approx([2.81, 3.47], abs=0.01)
    assert trends["KR"].measure == "weighted_sd"


def test_amounts_keep_the_measures_relative_to_the_mean(build: Build) -> None:
    known = build.catalogue.indicators
    assert measures_of(known["grdp_per_capita"]) == ("weighted_cv", "cv", "theil", "gini")
    assert measures_of(known["births"]) == ()
    trends = {one.country: one.movement for one in dispersion_trends(build, "grdp_per_capita")}
    assert trends == {"KR": "unclear", "JP": "falling"}, "Korea's fell to 2020 and has risen since"


@given(POSITIVE, WEIGHTS, st.floats(0.01, 100))
def test_measures_know_neither_unit_nor_size_of_the_weights(
    values: np.ndarray, weights: np.ndarray, factor: float
) -> None:
    for measure in (theil_index, gini_coefficient, coefficient_of_variation):
        before = measure(values, weights)
        assert measure(values * factor, weights) == pytest.approx(before, abs=1e-9)
        assert measure(values, weights * factor) == pytest.approx(before, abs=1e-9)
        assert before >= -1e-12


@given(st.floats(0.1, 1000), WEIGHTS)
def test_equal_regions_have_no_dispersion(value: float, weights: np.ndarray) -> None:
    values = np.full(8, value)
    assert theil_index(values, weights) == pytest.approx(0, abs=1e-9)
    assert gini_coefficient(values, weights) == pytest.approx(0, abs=1e-9)
    assert coefficient_of_variation(values, weights) == pytest.approx(0, abs=1e-4)


@given(POSITIVE)
def test_a_region_in_two_halves_counts_as_one(values: np.ndarray) -> None:
    halves, weights = np.repeat(values, 2), np.full(16, 0.5)
    for measure in (theil_index, gini_coefficient):
        assert measure(halves, weights) == pytest.approx(measure(values, np.ones(8)), abs=1e-9)


def test_measures_against_worked_examples() -> None:
    values, weights = np.array([1.0, 3.0]), np.ones(2)
    assert coefficient_of_variation(values) == pytest.approx(50)
    assert gini_coefficient(values, weights) == pytest.approx(0.25)
    assert theil_index(values, weights) == pytest.approx(0.5 * (0.5 * np.log(0.5) + 1.5 * np.log(1.5)))


def test_a_missing_figure_leaves_no_measure() -> None:
    values = np.array([1.0, np.nan, 2.0])
    for measure in (theil_index, gini_coefficient, coefficient_of_variation):
        assert np.isnan(measure(values, np.ones(3)))
    assert np.isnan(theil_index(np.array([0.0, 1.0]), np.ones(2)))


def test_a_trend_needs_five_years() -> None:
    years = np.arange(2000.0, 2010.0)
    trend = linear_trend(years, 2 * years)
    assert trend is not None and trend.slope == pytest.approx(2) and trend.n == 10
    assert linear_trend(years[:4], years[:4]) is None


def test_no_correlation_below_five_pairs() -> None:
    x = np.arange(4.0)
    assert correlation(x, x, "pearson") is None
    assert correlation(np.arange(5.0), np.ones(5), "pearson") is None
    of_five = correlation(np.arange(5.0), np.arange(5.0) ** 3, "spearman")
    assert of_five is not None
    assert of_five[0] == pytest.approx(1) and of_five[1] == 5
