"""Each way in which data can be wrong is refused, naming file and row; the current build stays."""

from collections.abc import Callable
from typing import Any

import pytest

from etl.pipeline import check_data
from etl.problems import DataError
from tests.etl import wrong_entries, wrong_figures, wrong_files
from tests.etl.sample import data_paths
from tests.etl.spoiling import CASES, Spoil
from tests.etl.wrong_entries import an_entry_without_a_unit
from tests.etl.wrong_figures import a_region_before_its_time, a_row_lost

KINDS = (wrong_figures, wrong_entries, wrong_files)


def test_every_kind_of_fault_is_tried() -> None:
    tried = {spoil.__module__ for _, spoil in CASES.values()}
    assert tried == {kind.__name__ for kind in KINDS}


@pytest.mark.parametrize("name", CASES)
def test_bad_data_is_refused_and_named(name: str, sample: Any) -> None:
    rule, spoil = CASES[name]
    sample.write()
    written = {path: path.stat().st_mtime_ns for path in sample.folder.rglob("*")}
    expected = spoil(sample)
    if all(path.exists() and path.stat().st_mtime_ns == time for path, time in written.items()):
        sample.write()
    with pytest.raises(DataError) as refused:
        check_data(data_paths(sample), progress=lambda line: None)
    for fragment in (f"{rule}: ", *expected):
        assert fragment in str(refused.value)


@pytest.mark.parametrize("spoil", [a_row_lost, an_entry_without_a_unit], ids=lambda spoil: spoil.__name__)
def test_a_build_that_fails_leaves_the_current_one(
    spoil: Spoil, published: Any, run: Callable[..., Any]
) -> None:
    pointer = (published.build_folder / "current.json").read_bytes()
    files = sorted(published.build_folder.glob("*.duckdb"))

    expected = spoil(published)
    published.write()
    answer = run("build", "--accept-changes")

    assert answer.code == 1
    assert "Traceback" not in answer.err
    for fragment in expected:
        assert fragment in answer.err
    assert (published.build_folder / "current.json").read_bytes() == pointer
    assert sorted(published.build_folder.glob("*.duckdb")) == files
    assert list(published.build_folder.glob("*.tmp*")) == []


def test_all_problems_are_reported_at_once_the_first_twenty_of_each_rule(
    sample: Any, run: Callable[..., Any]
) -> None:
    frame = sample.frames["office_elderly"]
    sample.frames["office_elderly"] = frame.assign(value="many")
    sample.entry("share_elderly")["warnings"] = ["beware"]
    sample.write()
    answer = run("build")
    assert answer.code == 1
    assert f"not_a_number: {len(frame)} problems" in answer.err
    assert answer.err.count("value is 'many'") == 20
    assert f"… and {len(frame) - 20} more" in answer.err
    assert "'beware'" in answer.err


def test_a_figure_before_its_regions_time_may_be_declared(sample: Any, run: Callable[..., Any]) -> None:
    a_region_before_its_time(sample)
    sample.set("office_elderly", 1_060_000, region_code="XX-06", year=2015)
    sample.meta["office_elderly"]["back_cast"] = True
    sample.write()
    answer = run("build")
    assert answer.code == 0, answer.err


def test_a_declared_correction_is_applied(sample: Any, run: Callable[..., Any]) -> None:
    line = sample.set("office_elderly", 77_777_777, region_code="XX-02", year=2015)
    row = {"region_code": "XX-02", "year": 2015, "indicator": "elderly"}
    entry = {
        "dataset": "office_elderly",
        "row": row,
        "expect": 77_777_777,
        "value": 240_000,
        "reason": "slip",
    }
    sample.write()
    answer = run("build")
    assert f"row {line}" in answer.err
    sample.catalogue["corrections"] = [entry]
    sample.write()
    assert run("build").code == 0
    sample.catalogue["corrections"] = [{**entry, "value": None}]
    sample.write()
    assert run("build", "--accept-changes").code == 0


def test_a_change_against_the_current_build_must_be_accepted(published: Any, run: Callable[..., Any]) -> None:
    frame = published.frames["office_elderly"]
    frame["value"] = (frame["value"] * 1.3).round()
    published.write()
    answer = run("build")
    assert answer.code == 1
    assert "changed_since_current_build: " in answer.err
    assert "office_elderly.csv rows 2 to 6 (share_elderly, 6 regions, 2010)" in answer.err
    assert run("build", "--accept-changes").code == 0


def test_figures_lost_since_the_current_build_are_named(published: Any, run: Callable[..., Any]) -> None:
    line = published.line("office_elderly", region_code="XX-02", year=2015)
    published.frames["office_elderly"] = published.frames["office_elderly"].drop(index=line - 2)
    published.write()
    answer = run("build")
    assert answer.code == 1
    assert "share_elderly: 2 values are gone, e.g. XX" in answer.err
    assert "XX-02 2015" in answer.err
