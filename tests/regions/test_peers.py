"""Peers: one test for each rule, and that they hold for any figures."""

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from regions.database.build import Build
from regions.database.places import COUNTRIES, country_of
from regions.figures.likeness import mean_gaps, standard_scores
from regions.figures.panel import codes_of
from regions.figures.peers import peer_years, similar_regions, theme_weights, themes

SOME = ("KR-11", "KR-47", "KR-50", "JP-05", "JP-13", "JP-47")
FIGURES = arrays(np.float64, 12, elements=st.floats(-1e6, 1e6, width=32))


LEAST = 2 / 3
THEMES = ("demography", "economy", "society", "all")


def everybody(build: Build) -> list[str]:
    return [code for country in COUNTRIES for code in codes_of(build, country)]


@pytest.mark.parametrize("theme", THEMES)
def test_a_region_is_never_its_own_peer_and_scopes_do_not_mix(build: Build, theme: str) -> None:
    for code in everybody(build):
        for scope in ("across", "own"):
            group = similar_regions(build, code, theme, scope, number=100)
            found = [peer.region_code for peer in group.peers]
            assert code not in found and code not in group.not_compared
            assert len(found) == len(set(found)) == group.compared
            assert {country_of(peer) == country_of(code) for peer in found} == {scope == "own"}


@pytest.mark.parametrize("theme", THEMES)
def test_five_peers_nearest_first(build: Build, theme: str) -> None:
    for code in SOME:
        group = similar_regions(build, code, theme)
        distances = [peer.distance for peer in group.peers]
        assert len(distances) == 5
        assert distances == sorted(distances)
        assert [peer.rank for peer in group.peers] == [1, 2, 3, 4, 5]


def test_peers_make_sense(build: Build) -> None:
    assert similar_regions(build, "KR-11", "all").peers[0].region_code == "JP-13"
    assert similar_regions(build, "JP-13", "all").peers[0].region_code == "KR-11"
    assert similar_regions(build, "JP-05", "all", "own").peers[0].region_code == "JP-03"


@pytest.mark.parametrize("theme", THEMES)
def test_weights_sum_to_one_and_name_known_indicators(build: Build, theme: str) -> None:
    weights = theme_weights(build, theme)
    assert sum(line.weight for line in weights) == pytest.approx(1)
    assert {line.indicator_id for line in weights} <= set(build.catalogue.indicators)
    assert {line.measure for line in weights} <= {"standard", "log"}
    assert all(line.weight > 0 for line in weights)


def test_both_themes_weigh_the_same_in_the_whole(build: Build) -> None:
    assert themes(build) == THEMES
    demography = {line.indicator_id for line in theme_weights(build, "demography")}
    share = sum(line.weight for line in theme_weights(build, "all") if line.indicator_id in demography)
    assert share == pytest.approx(0.5)


def test_contributions_add_up_to_the_distance(build: Build) -> None:
    for code in SOME:
        for peer in similar_regions(build, code, "all").peers:
            assert sum(c.weight for c in peer.contributions) == pytest.approx(1)
            assert sum(c.share for c in peer.contributions) == pytest.approx(1)
            assert sum(c.weight * c.gap for c in peer.contributions) == pytest.approx(peer.distance)
            shares = [c.share for c in peer.contributions]
            assert shares == sorted(shares, reverse=True)


def test_what_differs_between_the_countries_counts_only_within_one(build: Build) -> None:
    indicators = build.catalogue.indicators
    for theme in THEMES:
        across = similar_regions(build, "KR-47", theme, "across")
        own = similar_regions(build, "KR-47", theme, "own")
        assert all(indicators[line.indicator_id].is_comparable for line in across.weights)
        assert not all(indicators[line.indicator_id].is_comparable for line in own.weights)
        used = {c.indicator_id for peer in across.peers for c in peer.contributions}
        assert used <= {line.indicator_id for line in across.weights}
        assert sum(line.weight for line in across.weights) == pytest.approx(1)


def test_shared_indicators_use_one_year_for_both_countries(build: Build) -> None:
    indicators = build.catalogue.indicators
    years = peer_years(build, "all")
    for indicator_id in {indicator for indicator, _ in years}:
        if indicators[indicator_id].is_comparable:
            assert years[indicator_id, "KR"] == years[indicator_id, "JP"]


def test_a_change_of_unit_leaves_peers_as_they_are(build: Build, altered: Callable[..., Build]) -> None:
    other = altered(
        "UPDATE observation SET value = value / 1000 WHERE indicator_id = 'population_total'",
        "UPDATE observation SET value = value / 100 WHERE indicator_id = 'share_65plus'",
        "UPDATE observation SET value = value * 2.59 WHERE indicator_id = 'population_density'",
        "UPDATE observation_converted SET value = value * 150 WHERE indicator_id = 'grdp_per_capita'",
    )
    for code in SOME:
        for theme in THEMES:
            for scope in ("across", "own"):
                before = similar_regions(build, code, theme, scope)
                after = similar_regions(other, code, theme, scope)
                assert [p.region_code for p in before.peers] == [p.region_code for p in after.peers]
                assert [p.distance for p in after.peers] == pytest.approx([p.distance for p in before.peers])


def test_figures_of_very_different_size_are_measured_by_their_ratio(build: Build) -> None:
    """On a logarithmic measure equal ratios are equal gaps: gap / |ln(a / b)| is the same for every peer."""
    for indicator_id in ("population_total", "population_density"):
        found = [
            next(c for c in peer.contributions if c.indicator_id == indicator_id)
            for peer in similar_regions(build, "KR-47", "demography", number=47).peers
        ]
        scale = [c.gap / abs(np.log(c.value / c.peer_value)) for c in found if c.gap > 1e-6]
        assert scale == pytest.approx([scale[0]] * len(scale))


def test_missing_figures_are_left_out_not_taken_as_zero(build: Build, altered: Callable[..., Build]) -> None:
    other = altered(
        "DELETE FROM observation WHERE indicator_id = 'total_fertility_rate' AND region_code = 'JP-08'"
    )
    peer = next(
        p for p in similar_regions(other, "KR-47", "demography", number=47).peers if p.region_code == "JP-08"
    )
    assert "total_fertility_rate" not in {c.indicator_id for c in peer.contributions}
    assert peer.coverage == pytest.approx(12 / 13)
    assert sum(c.weight for c in peer.contributions) == pytest.approx(1)


def test_a_region_with_too_few_figures_is_named_not_ranked(altered: Callable[..., Build]) -> None:
    other = altered(
        "DELETE FROM observation WHERE region_code = 'JP-08' AND indicator_id IN"
        " ('share_65plus', 'population_total', 'population_density')"
    )
    group = similar_regions(other, "KR-47", "demography", number=47)
    assert group.not_compared == ("JP-08",)
    assert group.compared == 46 == len(group.peers)


def test_a_region_without_figures_has_nobody_to_be_compared_with(altered: Callable[..., Build]) -> None:
    other = altered("DELETE FROM observation WHERE region_code = 'KR-47'")
    group = similar_regions(other, "KR-47", "demography")
    assert group.peers == () and group.compared == 0


def test_a_nation_is_not_a_region(build: Build) -> None:
    with pytest.raises(KeyError):
        similar_regions(build, "KR", "all")


@given(FIGURES, st.floats(0.001, 1000), st.floats(-1000, 1000))
def test_scores_do_not_know_the_unit(values: np.ndarray, factor: float, shift: float) -> None:
    assume(np.std(values) > 1e-3 * (1 + np.abs(values).max()))
    np.testing.assert_allclose(
        standard_scores(values * factor + shift), standard_scores(values), rtol=1e-5, atol=1e-5
    )


@given(FIGURES)
def test_scores_have_mean_zero_and_keep_the_order(values: np.ndarray) -> None:
    scores = standard_scores(values)
    if np.isnan(scores).all():
        return
    assert scores.mean() == pytest.approx(0, abs=1e-6)
    assert scores.std() == pytest.approx(1)
    assert (np.diff(scores[np.argsort(values)]) >= -1e-9).all()


def test_figures_that_are_all_alike_say_nothing() -> None:
    assert np.isnan(standard_scores(np.array([3.0, 3.0, np.nan, 3.0]))).all()


GAPS = arrays(np.float64, (6, 5), elements=st.one_of(st.just(float("nan")), st.floats(0, 10)))
WEIGHTS = arrays(np.float64, 5, elements=st.floats(0.1, 5))


@settings(max_examples=200)
@given(GAPS, WEIGHTS)
def test_distance_is_a_mean_of_the_gaps_present(gaps: np.ndarray, weights: np.ndarray) -> None:
    distance, coverage = mean_gaps(gaps, weights, LEAST)
    for row, one, held in zip(gaps, distance, coverage, strict=True):
        present = np.isfinite(row)
        assert held == pytest.approx(weights[present].sum() / weights.sum())
        if held < LEAST - 1e-6:
            assert np.isnan(one)
        elif np.isfinite(one):
            assert row[present].min() - 1e-9 <= one <= row[present].max() + 1e-9


@given(GAPS, WEIGHTS, st.floats(0.01, 100))
def test_only_the_proportion_of_the_weights_matters(
    gaps: np.ndarray, weights: np.ndarray, factor: float
) -> None:
    np.testing.assert_allclose(
        mean_gaps(gaps, weights, LEAST)[0], mean_gaps(gaps, weights * factor, LEAST)[0]
    )


@given(GAPS, WEIGHTS, st.permutations(range(5)))
def test_the_order_of_the_indicators_does_not_matter(
    gaps: np.ndarray, weights: np.ndarray, order: list[int]
) -> None:
    np.testing.assert_allclose(
        mean_gaps(gaps, weights, LEAST)[0], mean_gaps(gaps[:, order], weights[order], LEAST)[0]
    )
