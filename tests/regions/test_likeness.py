"""How alike places are: what holds of any figures."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from regions.figures.likeness import Measurements, PeerGroup, Scope, Weight, most_alike, standard_scores

CODES = ("KR-00001", "KR-00002", "KR-00003", "JP-00001", "JP-00002", "JP-00003")
WEIGHTS = (Weight("size", 0.5, "log"), Weight("age", 0.3, "standard"), Weight("change", 0.2, "standard"))
FIGURES = arrays(np.float64, (len(CODES), len(WEIGHTS)), elements=st.floats(-1e3, 1e3, width=32))
SCOPES: tuple[Scope, Scope] = ("across", "own")
LEAST = 2 / 3


def measured(scores: np.ndarray) -> Measurements:
    countries = tuple(code[:2] for code in CODES)
    shared = tuple(True for _ in WEIGHTS)
    years = {(line.indicator_id, country): 2023 for line in WEIGHTS for country in ("KR", "JP")}
    return Measurements(CODES, countries, WEIGHTS, shared, years, scores, scores)


def alike(scores: np.ndarray, code: str, scope: Scope) -> PeerGroup:
    return most_alike(measured(scores), code, "theme", scope, LEAST, len(CODES))


def distances(scores: np.ndarray, code: str) -> dict[str, float]:
    return {peer.region_code: peer.distance for scope in SCOPES for peer in alike(scores, code, scope).peers}


@settings(max_examples=30)
@given(FIGURES)
def test_nobody_is_its_own_peer_and_everybody_else_is_one(scores: np.ndarray) -> None:
    for code in CODES:
        assert set(distances(scores, code)) == {*CODES} - {code}


@settings(max_examples=30)
@given(FIGURES)
def test_a_is_as_far_from_b_as_b_from_a(scores: np.ndarray) -> None:
    for code in CODES:
        for other, distance in distances(scores, code).items():
            assert distances(scores, other)[code] == pytest.approx(distance)


@settings(max_examples=30)
@given(FIGURES, st.integers(1, len(CODES) - 1), st.integers(0, len(WEIGHTS) - 1), st.floats(0, 1))
def test_a_place_that_comes_nearer_in_one_indicator_comes_nearer(
    scores: np.ndarray, moved: int, column: int, part: float
) -> None:
    before = distances(scores, CODES[0])
    nearer = scores.copy()
    nearer[moved, column] += part * (scores[0, column] - scores[moved, column])
    after = distances(nearer, CODES[0])
    step = part * WEIGHTS[column].weight * abs(scores[0, column] - scores[moved, column])
    assert after[CODES[moved]] == pytest.approx(before[CODES[moved]] - step, abs=1e-6)
    others = [code for code in CODES[1:] if code != CODES[moved]]
    assert [after[code] for code in others] == [before[code] for code in others]


@settings(max_examples=30)
@given(FIGURES)
def test_peers_stand_in_order_and_contributions_make_the_distance(scores: np.ndarray) -> None:
    for scope in SCOPES:
        peers = alike(scores, CODES[0], scope).peers
        assert [peer.rank for peer in peers] == list(range(1, len(peers) + 1))
        assert [peer.distance for peer in peers] == sorted(peer.distance for peer in peers)
        for peer in peers:
            made = sum(part.weight * part.gap for part in peer.contributions)
            assert made == pytest.approx(peer.distance)


@pytest.mark.parametrize(("missing", "compared"), [((), 3), ((2,), 3), ((1,), 3), ((1, 2), 2), ((0,), 2)])
def test_a_place_with_too_few_figures_is_named_and_not_compared(
    missing: tuple[int, ...], compared: int
) -> None:
    """Two thirds of the weight are needed: 0.8 and 0.7 are enough, 0.5 is not."""
    scores = np.arange(18, dtype=float).reshape(6, 3)
    scores[3, list(missing)] = np.nan
    group = alike(scores, "KR-00001", "across")
    assert group.compared == len(group.peers) == compared
    assert group.not_compared == (() if compared == 3 else ("JP-00001",))


def test_what_does_not_compare_counts_only_at_home() -> None:
    scores = np.arange(18, dtype=float).reshape(6, 3)
    held = replace(measured(scores), shared=(True, True, False))
    across = most_alike(held, "KR-00001", "theme", "across", LEAST, 5)
    assert [line.indicator_id for line in across.weights] == ["size", "age"]
    assert sum(line.weight for line in across.weights) == pytest.approx(1)
    own = most_alike(held, "KR-00001", "theme", "own", LEAST, 5)
    assert [line.indicator_id for line in own.weights] == ["size", "age", "change"]


def test_scores_of_figures_that_are_all_alike_say_nothing() -> None:
    assert np.isnan(standard_scores(np.full(3, 7.0))).all()
