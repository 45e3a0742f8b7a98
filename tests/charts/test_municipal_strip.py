"""The strip of all municipalities: dots of one column lie upon each other."""

import numpy as np

from charts.municipal_strip import stacked


def test_dots_of_a_column_are_stacked_those_asked_for_at_the_foot() -> None:
    columns = np.array([3, 1, 3, 3, 1, 2])
    last = np.array([True, False, True, False, True, True])
    assert stacked(columns, last).tolist() == [1, 0, 2, 0, 1, 0]


def test_no_two_dots_share_a_place() -> None:
    columns = np.random.default_rng(1).integers(0, 30, 2000)
    steps = stacked(columns, np.zeros(2000, dtype=bool))
    assert len(set(zip(columns, steps, strict=True))) == 2000
    assert all(sorted(steps[columns == one]) == list(range((columns == one).sum())) for one in set(columns))


def test_nothing_is_stacked_of_nothing() -> None:
    assert stacked(np.zeros(0, dtype=int), np.zeros(0, dtype=bool)).tolist() == []
