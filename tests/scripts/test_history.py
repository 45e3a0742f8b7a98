"""The file of record compares ratios, each figure with its own past."""

from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks.history import FILE, Measurement, append, compared, measured, read

ONE = Measurement("abc1234", "a machine, 2 cores, load 0.1", "2026-11-30", "start, s", 2.0, 1.0, 2.0)


@pytest.mark.parametrize(("ratio", "is_worse"), [(2.2, False), (2.21, True), (1.0, False)])
def test_a_ratio_may_grow_by_a_tenth(ratio: float, is_worse: bool) -> None:
    other = replace(ONE, figure="another")
    later = replace(ONE, ratio=ratio)
    assert compared([ONE, other, later]) == [(later, ONE, is_worse), (other, None, False)]


def test_what_is_appended_is_read_again(tmp_path: Path) -> None:
    file = tmp_path / "history.csv"
    append([ONE], file)
    append([replace(ONE, figure='with, a comma and "quotes"')], file)
    assert [one.figure for one in read(file)] == ["start, s", 'with, a comma and "quotes"']
    assert read(file)[0] == ONE


def test_without_a_floor_there_is_no_ratio() -> None:
    with pytest.raises(ValueError, match="floor"):
        measured("start, s", 2.0, 0.0)


def test_the_file_of_record_has_a_floor_beside_every_value() -> None:
    held = read(FILE)
    assert held
    assert all(one.ratio == pytest.approx(one.value / one.floor, abs=0.001) for one in held)
