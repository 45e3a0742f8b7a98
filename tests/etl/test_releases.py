"""When the figures after the newest ones are due."""

import json
from collections.abc import Callable
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from etl.freshness import indicator_status
from etl.models.lists import Release
from etl.publish import current_file
from etl.releases import due_from, release_rows
from etl.snapshots import Snapshots
from tests.etl.fictional import dataset_of


@pytest.mark.parametrize(
    ("lag", "due"),
    [(-4, "2024-09-01"), (0, "2025-01-01"), (1, "2025-02-01"), (12, "2026-01-01"), (13, "2026-02-01")],
)
def test_figures_are_due_when_their_month_of_release_is_over(lag: int, due: str) -> None:
    assert due_from(2024, lag) == date.fromisoformat(due)


def series(last_year: int, *leaves: tuple[str, str], status: str = "actual") -> Any:
    block = SimpleNamespace(
        status=status, leaves=[SimpleNamespace(dataset=name, quantity=what) for name, what in leaves]
    )
    coverage = SimpleNamespace(last_year=last_year)
    return SimpleNamespace(
        indicator=SimpleNamespace(id="births"), country="KR", block=block, coverage=coverage
    )


def held(**years: int) -> Any:
    """Datasets whose one quantity, `x`, ends with a year."""
    return Snapshots({name: dataset_of(name, [("KR-11", year, "x", 1.0)]) for name, year in years.items()})


def release(dataset: str, lag: int, every: int = 1) -> Release:
    return Release(datasets=[dataset], lag=lag, every=every, basis="usual", note="As every year.")


CASES: dict[str, Any] = {
    "one input": ((2024, ("a", "x")), {"a": 2024}, [release("a", 2)], (2025, "2026-03-01", "a")),
    "the later of two": (
        (2024, ("a", "x"), ("b", "x")), {"a": 2024, "b": 2024}, [release("a", 2), release("b", 9)],
        (2025, "2026-10-01", "b"),
    ),
    "what is there already is not awaited": (
        (2024, ("a", "x"), ("b", "x")), {"a": 2024, "b": 2025}, [release("a", 2)], (2025, "2026-03-01", "a")
    ),
    "what ended before is not awaited": (
        (2024, ("a", "x"), ("b", "x")), {"a": 2024, "b": 2020}, [release("a", 2)], (2025, "2026-03-01", "a")
    ),
    "a survey every five years": (
        (2023, ("a", "x")), {"a": 2023}, [release("a", 9, every=5)], (2028, "2029-10-01", "a")
    ),
    "one calendar is not known": (
        (2024, ("a", "x"), ("b", "x")), {"a": 2024, "b": 2024}, [release("a", 2)], (None, None, None)
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_what_is_due_follows_from_the_inputs_still_to_come(case: str) -> None:
    asked, years, calendars, expected = CASES[case]
    last, *leaves = asked
    (row,) = release_rows([series(last, *leaves)], held(**years), calendars, {"a": "office"})
    due = row["due_from"].isoformat() if row["due_from"] else None
    assert (row["next_year"], due, row["dataset"]) == expected
    assert row["newest_year"] == last
    assert row["command"] == ("python -m etl refresh office" if expected[2] == "a" else None)


def test_projections_have_no_calendar() -> None:
    one = series(2050, ("a", "x"), status="projection")
    assert release_rows([one], held(a=2050), [release("a", 2)], {}) == []


@pytest.mark.parametrize(
    ("day", "state"), [("2026-02-28", "up to date"), ("2026-03-01", "newer figures are out")]
)
def test_status_says_what_is_due(sample: Any, run: Callable[..., Any], day: str, state: str) -> None:
    sample.write()
    run("build")
    file = current_file(sample.build_folder)
    assert file is not None
    found = {(one.indicator_id, one.country): one for one in indicator_status(file, date.fromisoformat(day))}
    known = [one for one in found.values() if one.due_from == "2026-03-01"]
    assert known
    assert {one.state for one in known} == {state}
    by_hand = "enter the new release in data/snapshots/office_population.csv"
    assert {one.to_do for one in known} == {by_hand if state == "newer figures are out" else "nothing"}


def test_the_command_lists_every_indicator(sample: Any, run: Callable[..., Any]) -> None:
    sample.write()
    assert "No build yet" in run("status", "--indicators").err
    run("build")
    rows = json.loads(run("status", "--indicators", "--json").out)
    assert {"ties", "income"} <= {row["indicator_id"] for row in rows}
    assert all(row["newest_year"] for row in rows)
    assert "calendar not known" in run("status").out
