"""What the shipped data cover, to the last value."""

from functools import cache
from pathlib import Path
from typing import Any

import duckdb
import pytest
import yaml

from etl.checks import CHECKS
from etl.paths import Paths
from etl.pipeline import check_data
from regions.database.build import CONNECTION_SETTINGS

DATA = Path(__file__).resolve().parents[2] / "data"


@pytest.fixture(scope="module")
def query(database_path: Path) -> Any:
    with duckdb.connect(str(database_path), read_only=True, config=CONNECTION_SETTINGS) as connection:
        yield lambda sql: connection.execute(sql).fetchall()


Key = tuple[str, str, str]
"""Indicator, country, level."""
LEVEL = "if(r.level = 'municipality', r.level, 'region')"


@cache
def recorded() -> dict[Key, dict[str, Any]]:
    files = sorted((DATA / "catalogue/indicators").glob("*.yaml"))
    entries = [
        entry
        for file in files
        for entry in yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    ]
    return {
        (entry["id"], country, level): block["coverage"]
        for entry in entries
        for level, part in (("region", entry), ("municipality", entry.get("municipal", {})))
        for country, block in part.get("countries", {}).items()
    }


def test_all_indicators_and_all_their_values(query: Any) -> None:
    """As many as the entries of the catalogue record, which are written down one by one."""
    assert query("SELECT count(*) FROM indicator") == [(len({key[0] for key in recorded()}),)]
    n_values = sum(coverage["n_values"] for coverage in recorded().values())
    assert query("SELECT count(value) FROM observation") == [(n_values,)]


def test_the_values_of_each_country_are_those_recorded(query: Any) -> None:
    sql = f"""SELECT indicator_id, country, {LEVEL} AS level, count(value)
        FROM observation JOIN region r USING (region_code) GROUP BY ALL"""
    found = {(identifier, *place): n_values for identifier, *place, n_values in query(sql)}
    assert found == {key: coverage["n_values"] for key, coverage in recorded().items()}


def test_the_rows_of_every_dataset_are_those_its_description_states(query: Any) -> None:
    """Lists are loaded row by row; what the database holds of a table is what its datasets state."""
    stated: dict[str, int] = {}
    for file in (DATA / "snapshots").glob("*.yaml"):
        about = yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
        if "table" in about:
            stated[about["table"]] = stated.get(about["table"], 0) + about["rows"]
    assert stated
    for table, n_rows in stated.items():
        assert query(f'SELECT count(*) FROM "{table}"') == [(n_rows,)], table


def test_the_coverage_is_the_one_the_catalogue_records(query: Any) -> None:
    names = ("first_year", "last_year", "n_years", "n_regions", "n_regions_last_year", "last_full_year",
             "national_row")  # fmt: skip
    counted = query(
        f"SELECT indicator_id, country, {LEVEL} AS level, count(value)"
        " FROM observation JOIN region r USING (region_code) GROUP BY ALL"
    )
    n_values = {tuple(key): n for *key, n in counted}
    rows = query(f"SELECT indicator_id, country, level, {', '.join(names)} FROM indicator_country")
    found = {
        tuple(row[:3]): dict(zip(names, row[3:], strict=True)) | {"n_values": n_values[tuple(row[:3])]}
        for row in rows
    }
    assert found == recorded()


def test_all_regions_are_there(query: Any) -> None:
    sql = "SELECT country, level, count(*) FROM region GROUP BY ALL ORDER BY ALL"
    assert query(sql) == [
        ("JP", "country", 1), ("JP", "municipality", 1741), ("JP", "region", 47),
        ("KR", "country", 1), ("KR", "municipality", 229), ("KR", "region", 17),
    ]  # fmt: skip


def test_only_projections_reach_beyond_this_year(query: Any) -> None:
    sql = "SELECT DISTINCT status FROM observation WHERE year > year(today())"
    assert query(sql) == [("projection",)]


def test_every_table_has_rows_but_those_that_need_a_token(query: Any) -> None:
    empty = [name for (name,) in query("SELECT table_name FROM duckdb_tables()")
             if query(f'SELECT count(*) FROM "{name}"') == [(0,)]]  # fmt: skip
    assert sorted(empty) == ["company_certification", "company_detail"]


def test_every_check_passes_on_the_shipped_data(tmp_path: Path) -> None:
    checked = check_data(Paths(data=DATA, build=tmp_path), progress=lambda line: None)
    assert checked.checks_passed == len(CHECKS)
    assert checked.n_indicators == len({identifier for identifier, *_ in recorded()})
