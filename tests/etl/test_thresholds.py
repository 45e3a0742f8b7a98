"""The bounds of the checks, just inside and just outside."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import numpy as np
import pandas as pd
import pytest

from etl.catalogue import read_catalogue
from etl.checks import history, parts, rows, sums, values, zeros
from etl.models.indicators import Coverage
from etl.snapshots import read_snapshots, same_number
from etl.status import OLD_AFTER_DAYS, source_status
from tests.etl.fictional import YEARS
from tests.etl.sample import Sample, data_paths

CELLS = 40


@pytest.mark.parametrize(("nation", "total", "off"), [
    (1000, 1013, False), (1000, 1014, True), (1000, 987, False), (1000, 986, True),
    (0, 3, False), (0, 4, True),
])  # fmt: skip
def test_regions_may_miss_the_nation_by_tolerance_and_rounding(nation: int, total: int, off: bool) -> None:
    given = (np.array([float(number)]) for number in (total, nation, 0.01))
    assert sums.misses(*given).tolist() == [off]


@pytest.mark.parametrize(("women", "men", "total", "tolerance", "off"), [
    (4_000, 6_007, 10_001, None, False),  # a twentieth of a per cent, and one and a half for rounding
    (4_000, 6_008, 10_001, None, True),
    (4_000, 6_002, 10_001, 0.0, False),
    (4_000, 6_003, 10_001, 0.0, True),
    (400_000, 602_000, 1_000_000, None, False),  # in thousands each may be off by five hundred
    (400_000, 603_000, 1_000_000, None, True),
    (400_001, 600_500, 1_000_000, None, False),  # not in thousands
    (400_001, 600_501, 1_000_000, None, True),
])  # fmt: skip
def test_parts_may_miss_their_total_by_tolerance_and_rounding(
    women: int, men: int, total: int, tolerance: float | None, off: bool
) -> None:
    sexes = pd.DataFrame({"female": [women], "male": [men]})
    assert parts.misses(sexes, pd.Series([total]), tolerance).tolist() == [off]


def both_builds(change: float, n_changed: int) -> pd.DataFrame:
    """Forty figures of 100 in each country; some of those of KR change."""
    regions = [f"{country}-{n:02d}" for country in ("KR", "JP") for n in range(CELLS)]
    frame = pd.DataFrame({"indicator_id": "births", "region_code": regions, "year": 2024})
    frame["value_old"] = frame["value_new"] = 100.0
    frame.loc[: n_changed - 1, "value_new"] += change
    return frame


@pytest.mark.parametrize(("change", "n_changed", "reported"), [
    (11, 2, 0), (11, 3, 3),  # one figure in twenty may change
    (10, CELLS, 0), (10.1, CELLS, CELLS), (-10, CELLS, 0), (-10.1, CELLS, CELLS),  # by a tenth
])  # fmt: skip
def test_some_figures_may_change_and_all_a_little(change: float, n_changed: int, reported: int) -> None:
    assert len(history.changed_too_much(both_builds(change, n_changed))) == reported


def test_a_figure_near_zero_is_measured_by_the_usual_size() -> None:
    frame = both_builds(0, 0)
    frame.loc[:9, "value_old"], frame.loc[:9, "value_new"] = 0.1, 10.1
    assert history.changed_too_much(frame).empty
    frame.loc[:9, "value_new"] = 10.2
    assert len(history.changed_too_much(frame)) == 10


RECORDED = Coverage(
    first_year=2000, last_year=2024, n_years=25, n_regions=17, n_regions_last_year=16, last_full_year=2020,
    national_row=True, n_values=400,
)  # fmt: skip


@pytest.mark.parametrize("name", Coverage.model_fields)
def test_a_coverage_may_be_the_one_recorded_and_no_less(name: str) -> None:
    recorded = getattr(RECORDED, name)
    less = {"first_year": recorded + 1, "national_row": False}.get(name, recorded - 1)
    more = {"first_year": recorded - 1, "national_row": True}.get(name, recorded + 1)
    for now, lost in ((recorded, []), (more, []), (less, [f"{name} is {less} instead of {recorded}"])):
        assert values.lost_coverage(RECORDED.model_copy(update={name: now}), RECORDED) == lost


def test_a_full_year_may_be_gained_and_not_lost() -> None:
    none = RECORDED.model_copy(update={"last_full_year": None})
    assert values.lost_coverage(RECORDED, none) == []
    assert values.lost_coverage(none, RECORDED) == ["last_full_year is None instead of 2020"]


def test_a_value_may_be_the_limit_of_its_range(sample: Sample, context_of: Callable[..., Any]) -> None:
    sample.entry("population_total")["range"] = [None, None]
    context = context_of(sample)
    series = next(one for one in context.series if one.name == "population_total XX")
    low, high = (float(limit(limit(series.values))) for limit in (np.nanmin, np.nanmax))
    for limits, n_problems in (((low, high), 0), ((low + 1, high), 1), ((low, high - 1), 1)):
        narrowed = series.indicator.model_copy(update={"range": limits})
        assert (
            len(list(values.ranges(replace(context, series=[replace(series, indicator=narrowed)]))))
            == n_problems
        )


def test_figures_may_be_of_this_year_and_not_of_the_next(
    sample: Sample, context_of: Callable[..., Any]
) -> None:
    context = context_of(sample)
    assert list(rows.future_years(replace(context, this_year=2024))) == []
    problems = list(rows.future_years(replace(context, this_year=2023)))
    assert {problem.message for problem in problems} >= {
        "the year 2024 lies ahead (newest allowed: 2023)",
        "2024 lies ahead but is not marked as a projection",
    }  # fmt: skip


@pytest.mark.parametrize(("first", "last", "n_problems"), [
    ("2010-12-31", "2024-01-01", 0), ("2011-01-01", None, 2), (None, "2023-12-31", 2),
])  # fmt: skip
def test_a_region_has_figures_from_its_first_year_to_its_last(
    first: str | None, last: str | None, n_problems: int, sample: Sample, context_of: Callable[..., Any]
) -> None:
    """XX-02 has two figures of 2010 and two of 2024."""
    row = next(row for row in sample.regions if row["region_code"] == "XX-02")
    row |= {"valid_from": first, "valid_to": last}
    del sample.frames["office_ages"]
    del sample.frames["office_projection"]
    assert len(list(rows.regions_in_force(context_of(sample)))) == n_problems


@pytest.mark.parametrize(("days", "to_do"), [
    (OLD_AFTER_DAYS, "nothing"),
    (OLD_AFTER_DAYS + 1, "look for newer figures (retrieved 401 days ago); needs the key OFFICE_KEY"),
])  # fmt: skip
def test_figures_are_old_after_thirteen_months(days: int, to_do: str, sample: Sample) -> None:
    sample.write()
    catalogue, problems = read_catalogue(data_paths(sample))
    assert catalogue is not None, problems
    snapshots, _ = read_snapshots(data_paths(sample))
    (status,) = source_status(catalogue, snapshots, date(2025, 1, 31) + timedelta(days))
    assert status.to_do == to_do


@pytest.mark.parametrize(("years", "n_problems"), [
    ((2010,), 0), ((2010, 2011), 1), ((2011, 2012), 0), (tuple(YEARS), 1), ((2010, 2011, 2013), 1),
])  # fmt: skip
def test_a_series_does_not_begin_with_two_zeros(
    years: tuple[int, ...], n_problems: int, sample: Sample, context_of: Callable[..., Any]
) -> None:
    for year in years:
        sample.set("office_elderly", 0, region_code="XX-02", year=year)
    found = list(zeros.zeros_at_start(context_of(sample)))
    assert len(found) == n_problems
    run = [year for place, year in enumerate(years) if year == 2010 + place]
    assert [len(problem.lines) for problem in found] == [len(run)] * n_problems


def test_zeros_that_are_figures_are_declared(sample: Sample, context_of: Callable[..., Any]) -> None:
    for year in (2010, 2011):
        sample.set("office_elderly", 0, region_code="XX-02", year=year)
    declared = {"indicator": "elderly", "reason": "Nobody was that old."}
    sample.meta["office_elderly"] = {**sample.meta["office_elderly"], "true_zeros": [declared]}
    assert list(zeros.zeros_at_start(context_of(sample))) == []


def test_zeros_before_a_gap_begin_a_series_too(sample: Sample, context_of: Callable[..., Any]) -> None:
    """A year without a figure is no figure above zero."""
    for year in (2010, 2012):
        sample.set("office_elderly", 0, region_code="XX-02", year=year)
    sample.set("office_elderly", None, region_code="XX-02", year=2011)
    (problem,) = list(zeros.zeros_at_start(context_of(sample)))
    assert problem.message == "the series begins with 2 zeros (2010 to 2012)"


def test_numbers_are_the_same_but_for_their_representation() -> None:
    assert same_number(0.1 + 0.2, 0.3)
    assert same_number(1e10 + 9, 1e10)
    assert not same_number(1e10 + 11, 1e10)
    assert same_number(1 + 9e-10, 1)
    assert not same_number(1 + 1.1e-9, 1)
