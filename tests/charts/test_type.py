"""Labels that must not cover each other."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from charts.type import spread

LOW, HIGH, APART = 0.0, 100.0, 10.0


@given(st.lists(st.floats(LOW, HIGH), max_size=11))
def test_labels_keep_apart_within_their_room_and_in_order(wanted: list[float]) -> None:
    placed = spread(wanted, APART, LOW, HIGH)
    order = sorted(range(len(wanted)), key=wanted.__getitem__)
    assert all(placed[after] - placed[before] >= APART - 1e-9 for before, after in pairwise(order))
    assert all(LOW - 1e-9 <= place <= HIGH + 1e-9 for place in placed), "eleven fill the room exactly"


@given(st.lists(st.floats(LOW, HIGH), min_size=12, max_size=20))
def test_labels_keep_apart_even_where_there_is_no_room(wanted: list[float]) -> None:
    placed = sorted(spread(wanted, APART, LOW, HIGH))
    assert all(after - before >= APART - 1e-9 for before, after in pairwise(placed))


@pytest.mark.parametrize(
    ("wanted", "placed"),
    [
        ([20.0, 30.0], [20.0, 30.0]),
        ([20.0, 29.0], [19.5, 29.5]),
        ([30.0, 20.0], [30.0, 20.0]),
        ([50.0, 50.0, 50.0], [40.0, 50.0, 60.0]),
        ([0.0, 0.0], [0.0, 10.0]),
        ([], []),
    ],
)
def test_labels_move_no_more_than_they_must(wanted: list[float], placed: list[float]) -> None:
    assert spread(wanted, APART, LOW, HIGH) == pytest.approx(placed)
