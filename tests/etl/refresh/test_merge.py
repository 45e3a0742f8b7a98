"""Thresholds of merging: what lies just inside and just outside of them."""

from typing import Any

import pandas as pd
import pytest

from etl.download.errors import Disagrees
from etl.imports.refusal import Refused
from etl.refresh.agreement import FEWEST_IN_COMMON, in_held_unit
from etl.refresh.merge import Merged, expect_usual, merge, provisional

COLUMNS = ["region_code", "year", "indicator", "value"]


def held(*rows: tuple[str, str, str | None]) -> pd.DataFrame:
    """Return a dataset of one series: region, year, value."""
    records = [(region, year, "people", value) for region, year, value in rows]
    return pd.DataFrame(records, columns=COLUMNS, dtype="str").assign(line=range(2, len(rows) + 2))


def answer(*rows: tuple[str, int, str | None, str | None], **more: Any) -> pd.DataFrame:
    """Return rows of a connector: region, year, value, mark."""
    records = [(region, year, "people", value, mark) for region, year, value, mark in rows]
    frame = pd.DataFrame(records, columns=[*COLUMNS, "mark"])
    return frame.assign(**{"nation": False, "fill_gaps": True, **more})


def merged(old: pd.DataFrame, rows: pd.DataFrame, **options: Any) -> Merged:
    return merge(old, rows, "new", ("JP",), "old", **options)


def test_a_mark_is_a_gap_only_in_years_with_figures() -> None:
    old = held(("JP-01", "2020", "1"), ("JP-02", "2020", "2"))
    rows = answer(
        ("JP-03", 2020, None, "x"),  # a year held
        ("JP-03", 2021, None, "x"), ("JP-01", 2021, "3", None),  # a year that comes with a figure
        ("JP-03", 2022, None, "x"), ("JP-01", 2022, None, "x"),  # nobody has a figure of it
        ("JP-03", 2019, None, "x"),
    )  # fmt: skip
    frame = merged(old, rows).frame
    marks = frame[frame["mark"].notna()]
    assert sorted(marks["year"]) == ["2020", "2021"]
    assert set(marks["region_code"]) == {"JP-03"}


@pytest.mark.parametrize(("value", "replaced"), [("10.4", False), ("10.5", False), ("10.6", True)])
def test_a_figure_within_what_the_answer_may_be_off_is_only_less_exact(value: str, replaced: bool) -> None:
    found = merged(held(("JP-01", "2020", "10")), answer(("JP-01", 2020, value, None), within="0.5"))
    assert found.frame["value"].tolist() == [value if replaced else "10"]
    assert len(found.revised) == replaced


@pytest.mark.parametrize(("value", "told"), [("10.5", 0), ("10.7", 1)])
def test_a_filling_source_may_have_rounded_its_last_digit(value: str, told: int) -> None:
    found = merged(held(("JP-01", "2020", "10.549")), answer(("JP-01", 2020, value, None)), fill_only=True)
    assert (len(found.revised), found.frame["value"].tolist()) == (told, ["10.549"])


def test_a_year_is_settled_by_a_later_table_and_not_by_its_own() -> None:
    old = held(("JP-01", "2023", "1"), ("JP-01", "2024", "2"))
    earlier = answer(("JP-01", 2023, "9", None), ("JP-01", 2024, "2", None), provisional=None)
    assert provisional([2023, 2024], earlier, merged(old, earlier)) == [2024]
    # The newest year of the table itself is restated: it is not settled by that.
    newest = answer(("JP-01", 2023, "1", None), ("JP-01", 2024, "9", None), provisional=None)
    assert provisional([2024], newest, merged(old, newest)) == [2024]


def pairs(share: float, wrong: int = 0) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return twenty figures held and those of a table, off by a share, and some by half."""
    regions = [f"JP-{number:02d}" for number in range(1, 21)]
    factors = [1.5 if place < wrong else 1 + share for place in range(len(regions))]
    rows = answer(
        *((region, 2020, str(10_000 * by), None) for region, by in zip(regions, factors, strict=True))
    )
    return held(*((region, "2020", "10000") for region in regions)), rows.assign(dataset="office")


@pytest.mark.parametrize("share", [0.0049, -0.005])
def test_figures_within_half_a_percent_agree(share: float) -> None:
    old, rows = pairs(share)
    assert len(in_held_unit("table", rows, lambda _: old)) == len(old)


@pytest.mark.parametrize("share", [0.0051, -0.0051])
def test_figures_beyond_half_a_percent_do_not(share: float) -> None:
    old, rows = pairs(share)
    with pytest.raises(Disagrees, match="20 of 20 figures differ"):
        in_held_unit("table", rows, lambda _: old)


def test_one_in_twenty_may_be_revised_and_two_may_not() -> None:
    old, rows = pairs(0.0, wrong=1)
    assert len(in_held_unit("table", rows, lambda _: old)) == len(old)
    old, rows = pairs(0.0, wrong=2)
    with pytest.raises(Disagrees, match="2 of 20"):
        in_held_unit("table", rows, lambda _: old)


def test_ten_figures_in_common_are_enough_and_nine_are_not() -> None:
    old, rows = pairs(0.0)
    assert len(in_held_unit("table", rows.head(FEWEST_IN_COMMON), lambda _: old)) == FEWEST_IN_COMMON
    with pytest.raises(Disagrees, match="only 9 figures"):
        in_held_unit("table", rows.head(FEWEST_IN_COMMON - 1), lambda _: old)


@pytest.mark.parametrize(("by", "wrong", "usual"), [(1.1, 2, True), (1.11, 1, True), (1.11, 2, False)])
def test_a_twentieth_of_the_figures_may_change_by_more_than_a_tenth(
    by: float, wrong: int, usual: bool
) -> None:
    old, _ = pairs(0.0)
    rows = answer(*((f"JP-{number:02d}", 2020, str(10_000 * by), None) for number in range(1, wrong + 1)))
    if usual:
        expect_usual(merged(old, rows), old)
    else:
        with pytest.raises(Refused, match="2 of 20 figures held would change by more than 10%"):
            expect_usual(merged(old, rows), old)
