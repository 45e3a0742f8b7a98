"""What leaves the course of its series: the bounds of the checks, just inside and just outside."""

from typing import Any

import numpy as np
import pandas as pd
import pytest

from etl.checks import levels, repeats, steps, swaps
from etl.checks.series import FEWEST_PLACES, SMALL, with_steps

YEARS = range(2000, 2020)
PLACES = [f"XX-{number:02d}" for number in range(1, 13)]
WOBBLE = 0.01


def history(**fields: Any) -> pd.DataFrame:
    """Twelve series of a million and more, each going up and down by one per cent, no two alike."""
    rng = np.random.default_rng(7)
    rows = pd.DataFrame([(place, year) for place in PLACES for year in YEARS], columns=["place", "year"])
    number = rows["place"].str[-2:].astype(int)
    sign = np.where((rows["year"] + number) % 2, 1, -1)
    value = 1_000_000 * (1 + number / 10) * np.exp(WOBBLE / 2 * sign) + rng.integers(1, 99, len(rows))
    rows = rows.assign(
        dataset="office", indicator="people", region_code=rows["place"], value=value.round(), sex="", rest="",
        line=rows.index + 2, row=rows.index,
    )  # fmt: skip
    return rows.assign(**fields)


def times(
    rows: pd.DataFrame, factor: float, place: str | None = None, year: int | None = None
) -> pd.DataFrame:
    """Multiply the figures of a place, of a year, or one of both."""
    wanted = pd.Series(True, rows.index)
    if place is not None:
        wanted &= rows["place"] == place
    if year is not None:
        wanted &= rows["year"] == year
    return rows.assign(value=rows["value"].where(~wanted, rows["value"] * factor))


def leaping(rows: pd.DataFrame) -> set[tuple[str, int]]:
    table = with_steps(rows)
    found = steps.leaps(table)
    found |= steps.breaks(table, found)
    return set(zip(table.loc[found, "place"], table.loc[found, "year"], strict=True))


def test_what_goes_on_as_usual_is_no_fault() -> None:
    table = with_steps(history())
    assert leaping(history()) == set()
    assert steps.years(table).empty
    assert swaps.exchanged(table).empty
    assert not repeats.repeats(table).to_numpy().any()
    assert not levels.apart(table).any()


# The wobble is a step of one per cent and the usual one; the least factor counts before seven times that.
@pytest.mark.parametrize(
    ("factor", "found"), [(1.28, False), (1.33, True), (1 / 1.28, False), (1 / 1.33, True)]
)
def test_a_figure_may_leave_both_neighbours_by_a_factor(factor: float, found: bool) -> None:
    assert (("XX-03", 2010) in leaping(times(history(), factor, "XX-03", 2010))) is found


@pytest.mark.parametrize(("year", "named"), [(2000, 2000), (2019, 2019)])
@pytest.mark.parametrize(("factor", "found"), [(1.95, False), (2.06, True)])
def test_more_is_allowed_where_there_is_one_neighbour(
    year: int, named: int, factor: float, found: bool
) -> None:
    assert (("XX-03", named) in leaping(times(history(), factor, "XX-03", year))) is found


@pytest.mark.parametrize("factor", [1000, 10, 5, 0.1, 0.01, 0.001])
@pytest.mark.parametrize("year", [2000, 2001, 2010, 2018, 2019])
def test_one_wild_figure_is_named_alone(factor: float, year: int) -> None:
    assert leaping(times(history(), factor, "XX-05", year)) == {("XX-05", year)}


def test_a_restless_series_may_move_seven_times_its_usual_step() -> None:
    rough = history()
    sign = np.where((rough["year"] + rough["place"].str[-2:].astype(int)) % 2, 1, -1)
    rough["value"] *= np.exp(
        0.05 * sign
    )  # now 11 per cent a year; a figure that is high anyway leaves by that more
    for factor, found in ((1.9, False), (2.3, True)):
        assert (("XX-04", 2009) in leaping(times(rough, factor, "XX-04", 2009))) is found


@pytest.mark.parametrize(("factor", "found"), [(1.25, False), (1.36, True), (0.001, True)])
def test_a_year_in_which_all_move_together_is_one_finding(factor: float, found: bool) -> None:
    shaken = steps.years(with_steps(times(history(), factor, year=2010)))
    assert shaken["year"].to_list() == ([2010] if found else [])
    assert leaping(times(history(), factor, year=2010)) == set()


@pytest.mark.parametrize(("n_places", "found"), [(FEWEST_PLACES - 1, False), (FEWEST_PLACES, True)])
def test_what_all_have_in_common_needs_five_places(n_places: int, found: bool) -> None:
    some = history().query("place in @PLACES[:@n_places]")
    assert (len(steps.years(with_steps(times(some, 3, year=2010)))) == 1) is found
    assert (leaping(times(some, 3, year=2010)) == set()) is found


def test_a_wild_figure_is_seen_in_a_year_that_shakes_all() -> None:
    shaken = times(times(history(), 0.4, year=2010), 10, "XX-07", 2010)
    assert leaping(shaken) == {("XX-07", 2010)}


def test_balances_are_measured_in_their_own_unit() -> None:
    rows = history()
    rows["value"] = rows.groupby("place")["value"].diff().fillna(5_000)
    usual = with_steps(rows)["usual"].median()
    for distance, found in ((7.0, False), (10.5, True)):
        odd = rows["place"].eq("XX-02") & rows["year"].eq(2010)
        peak = rows.assign(value=rows["value"].mask(odd, rows["value"].abs() + distance * usual))
        assert (("XX-02", 2010) in leaping(peak)) is found


def test_small_numbers_may_change_much() -> None:
    """Of three cases it may be nine the year after."""
    few = history(value=3.0).assign(value=lambda rows: 3.0 + rows["year"] % 2)
    assert leaping(times(few, 2, "XX-03", 2010)) == set()
    assert leaping(times(few, 20 * SMALL, "XX-03", 2010)) == {("XX-03", 2010)}


def exchanged_in(year: int, one: str, other: str, rows: pd.DataFrame) -> pd.DataFrame:
    first, second = (
        rows.index[(rows["place"] == place) & (rows["year"] == year)][0] for place in (one, other)
    )
    values = rows["value"].copy()
    values[first], values[second] = rows["value"][second], rows["value"][first]
    return rows.assign(value=values)


@pytest.mark.parametrize(("one", "other", "year", "found"), [
    ("XX-02", "XX-03", 2010, True),  # 8 per cent apart: four usual steps and more
    ("XX-11", "XX-12", 2010, True),
    ("XX-02", "XX-12", 2019, True), ("XX-02", "XX-12", 2000, True),
    ("XX-11", "XX-12", 2019, False),  # 5 per cent apart: at an end more is asked
])  # fmt: skip
def test_regions_exchanged_in_one_year(one: str, other: str, year: int, found: bool) -> None:
    table = with_steps(exchanged_in(year, one, other, history()))
    pairs = swaps.exchanged(table)
    named = [
        {table["place"][a], table["place"][b]} for a, b in zip(pairs["one"], pairs["other"], strict=True)
    ]
    assert ({one, other} in named) is found
    assert len(pairs) <= 1


def by_sex() -> pd.DataFrame:
    """Two sexes, three age groups of women and men two per cent apart."""
    parts = [
        times(history(sex=sex, rest=age), factor * (1.02 if sex == "female" else 1))
        for sex in ("female", "male")
        for factor, age in ((1, "0-4"), (2, "5-9"), (3, "10+"))
    ]
    rows = pd.concat(parts, ignore_index=True)
    return rows.assign(value=rows["value"].round(), row=rows.index, line=rows.index + 2)


@pytest.mark.parametrize(("share", "found"), [(1.03, True), (1.0, False)])
def test_sexes_exchanged_are_seen_by_all_age_groups_together(share: float, found: bool) -> None:
    rows = by_sex()
    women = rows["sex"].eq("female")
    rows["value"] = rows["value"].mask(women, rows["value"] * share)
    at = rows["place"].eq("XX-04") & rows["year"].eq(2011)
    spoilt = rows.assign(sex=rows["sex"].where(~at, rows["sex"].map({"female": "male", "male": "female"})))
    pairs = swaps.exchanged(with_steps(spoilt))
    assert set(pairs["what"]) == ({"sexes"} if found else set())


def test_the_two_directions_of_a_flow_exchanged() -> None:
    flows = history().query("place in ['XX-02', 'XX-12']")
    flows = flows.assign(place=flows["place"].map({"XX-02": "XX-02 XX-12", "XX-12": "XX-12 XX-02"}))
    pairs = swaps.exchanged(with_steps(exchanged_in(2010, "XX-02 XX-12", "XX-12 XX-02", flows)))
    assert len(pairs) == 1


@pytest.mark.parametrize(("n_places", "found"), [(6, 0), (7, 7), (12, 12)])
def test_more_than_half_of_the_regions_do_not_repeat_the_year_before(n_places: int, found: int) -> None:
    growing = history(value=lambda rows: rows["value"] * 1.02 ** (rows["year"] - 2000))
    rows = growing.assign(value=growing["value"] // 1000 * 1000)
    some = rows["place"].isin(PLACES[:n_places]) & rows["year"].eq(2010)
    rows["value"] = rows["value"].mask(some, rows.groupby("place")["value"].shift())
    again = repeats.repeats(with_steps(rows))
    assert (again["most"].sum(), again["exact"].sum()) == (found, 0)


def test_a_figure_fixed_for_years_may_repeat() -> None:
    fixed = history(value=lambda rows: rows["place"].str[-2:].astype(float) * 100 + rows["year"] // 3)
    assert not repeats.repeats(with_steps(fixed)).to_numpy().any()


@pytest.mark.parametrize(("size", "found"), [(9.7, True), (0.01, False)])
def test_one_long_figure_does_not_repeat_to_its_last_digit(size: float, found: bool) -> None:
    """Of a million chance repeats one in ten thousand; of ten millions, a fault is likelier."""
    rows = times(history(), size)
    rows["value"] = rows["value"].round()
    copied = rows["place"].eq("XX-05") & rows["year"].eq(2010)
    rows["value"] = rows["value"].mask(copied, rows.groupby("place")["value"].shift())
    assert repeats.repeats(with_steps(rows))["exact"].sum() == found


@pytest.mark.parametrize(("factor", "found"), [(6, False), (30, True), (1000, True), (1 / 1000, True)])
def test_a_series_of_another_size_than_those_beside_it(factor: float, found: bool) -> None:
    table = with_steps(times(history(), factor, "XX-06"))
    assert set(table.loc[levels.apart(table), "place"]) == ({"XX-06"} if found else set())
