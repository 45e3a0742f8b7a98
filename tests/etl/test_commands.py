"""`check` and `status`."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest

from etl.checks import CHECKS
from etl.checks.history import is_of_another_version
from etl.publish import current_file


def test_check_looks_at_the_data_and_at_the_current_build(sample: Any, run: Callable[..., Any]) -> None:
    sample.write()
    first = run("check")
    assert first.code == 0
    assert first.out.endswith(f"{len(CHECKS)} checks passed\n")
    assert not (sample.build_folder / "current.json").exists()
    run("build")
    both = run("check")
    assert both.code == 0
    assert int(both.out.splitlines()[-1].split()[0]) > len(CHECKS)


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        ("DROP TABLE tie", "the table tie lacks tie_id"),
        ("ALTER TABLE company DROP COLUMN url", "the table company lacks url"),
        ("DELETE FROM indicator", "the table indicator is empty"),
        ("DELETE FROM region WHERE region_code = 'XX-01'", "observations of unknown regions: XX-01"),
        ("DELETE FROM indicator WHERE indicator_id = 'ties'", "observations of unknown indicators: ties"),
        ("UPDATE source SET source_id = 'other'", "observations without a described source: office_yearbook"),
        (
            "UPDATE observation SET status = 'guess' WHERE year = 2020",
            "observations with an unknown status: guess",
        ),
        (
            "UPDATE observation SET value = NULL WHERE indicator_id = 'ties'",
            "observations with neither value nor mark: ties, XX",
        ),
        (
            "UPDATE observation SET value = 'inf' WHERE indicator_id = 'ties'",
            "values that are no numbers: ties",
        ),
        (
            "UPDATE observation SET year = 2999 WHERE indicator_id = 'ties'",
            "actual figures of years to come: ties, XX",
        ),
        ("DELETE FROM observation WHERE indicator_id = 'ties'", "indicators without observations: ties XX"),
        ("UPDATE indicator_country SET last_year = 2030", "coverage that is not the observations': "),
        (
            "DELETE FROM observation WHERE indicator_id = 'income' AND year = 2020",
            "conversions of figures that are not there: income",
        ),
        ("DELETE FROM region_change", "the table region_change has 0 rows instead of 1"),
    ],
)
def test_check_of_a_file_finds_what_is_wrong_in_it(
    damage: str, message: str, built_sample: Path, run: Callable[..., Any], tmp_path: Path
) -> None:
    built = current_file(built_sample)
    assert built is not None
    file = shutil.copy(built, tmp_path / "mine.duckdb")
    with duckdb.connect(str(file)) as connection:
        connection.execute(damage)
    answer = run("check", str(file))
    assert answer.code == 1
    assert message in answer.err


def test_check_of_something_that_is_no_database(sample: Any, run: Callable[..., Any], tmp_path: Path) -> None:
    for name, content in (("missing.duckdb", None), ("text.duckdb", "hello")):
        file = tmp_path / name
        if content:
            file.write_text(content, encoding="utf-8")
        answer = run("check", str(file))
        assert answer.code == 1
        assert name in answer.err
        assert "Traceback" not in answer.err


def test_a_current_build_that_cannot_be_read_is_named(published: Any, run: Callable[..., Any]) -> None:
    file = current_file(published.build_folder)
    assert file is not None
    file.write_text("not a database", encoding="utf-8")
    answer = run("build")
    assert answer.code == 1
    assert "current_build_unreadable" in answer.err
    assert run("build", "--accept-changes").code == 0


@pytest.mark.parametrize(
    ("change", "is_other"),
    [
        ("UPDATE build SET code_version = '0.0.9'", True),
        ("ALTER TABLE tie DROP COLUMN url", True),
        ("DROP TABLE tie", True),
        ("UPDATE observation SET value = 3 * value", False),
    ],
)
def test_a_build_of_other_tables_or_code_is_of_another_version(
    change: str, is_other: bool, built_sample: Path, tmp_path: Path
) -> None:
    built = current_file(built_sample)
    assert built is not None
    file = Path(shutil.copy(built, tmp_path / "mine.duckdb"))
    with duckdb.connect(str(file)) as connection:
        connection.execute(change)
    assert is_of_another_version(file) is is_other


def test_an_update_of_the_product_is_not_refused_because_its_figures_were_revised(
    published: Any, run: Callable[..., Any]
) -> None:
    file = current_file(published.build_folder)
    assert file is not None
    with duckdb.connect(str(file)) as connection:
        connection.execute("UPDATE observation SET value = 3 * value")
        connection.execute("DROP TABLE tie")
    answer = run("build")
    assert answer.code == 0
    assert "of another version" in answer.out


def test_status_says_for_each_source_what_to_do(
    sample: Any, run: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    sample.write()
    monkeypatch.delenv("OFFICE_KEY", raising=False)
    (source,) = json.loads(run("status", "--json").out)
    assert source["source_id"] == "office_yearbook"
    assert source["publisher"] == "Office of Figures (en)"
    assert source["newest_year"] == 2050
    assert source["retrieved_on"] == "2025-01-31"
    assert source["rows"] == sum(len(frame) for frame in sample.frames.values())
    assert (source["key"], source["key_present"]) == ("OFFICE_KEY", False)
    assert "look for newer figures" in source["to_do"]
    assert "OFFICE_KEY" in source["to_do"]
    monkeypatch.setenv("OFFICE_KEY", "secret-value")
    table = run("status").out
    assert "present (OFFICE_KEY)" in table
    assert "secret-value" not in table
    header, line = table.split("\n\n")[0].splitlines()
    assert header.index("rows") + len("rows") == line.index(f"{source['rows']:,}") + len(
        f"{source['rows']:,}"
    )


def test_status_of_broken_data_names_the_file(sample: Any, run: Callable[..., Any]) -> None:
    sample.write()
    (sample.folder / "catalogue/sources.yaml").write_text("[", encoding="utf-8")
    answer = run("status")
    assert answer.code == 1
    assert "sources.yaml row" in answer.err


def test_a_missing_data_folder_is_a_clear_error(sample: Any, run: Callable[..., Any]) -> None:
    answer = run("build")
    assert answer.code == 1
    assert "file_missing" in answer.err and "topics.yaml: the file is missing" in answer.err


def test_an_unknown_command_is_refused(run: Callable[..., Any]) -> None:
    with pytest.raises(SystemExit) as stop:
        run("burn")
    assert stop.value.code == 2
