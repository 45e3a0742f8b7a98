"""What the shipped data cover, to the last value."""

from pathlib import Path
from typing import Any

import duckdb
import pytest
import yaml

from etl.checks import CHECKS
from etl.paths import Paths
from etl.pipeline import check_data
from regions.build.database import CONNECTION_SETTINGS

DATA = Path(__file__).resolve().parents[2] / "data"
N_INDICATORS = 84
N_VALUES = 105_072


@pytest.fixture(scope="module")
def query(database_path: Path) -> Any:
    with duckdb.connect(str(database_path), read_only=True, config=CONNECTION_SETTINGS) as connection:
        yield lambda sql: connection.execute(sql).fetchall()


def recorded() -> dict[tuple[str, str], dict[str, Any]]:
    files = sorted((DATA / "catalogue/indicators").glob("*.yaml"))
    entries = [entry for file in files for entry in yaml.safe_load(file.read_text(encoding="utf-8"))]
    return {
        (entry["id"], country): block["coverage"]
        for entry in entries
        for country, block in entry["countries"].items()
    }


def test_84_indicators_and_all_their_values(query: Any) -> None:
    assert query("SELECT count(*) FROM indicator") == [(N_INDICATORS,)]
    assert query("SELECT count(value) FROM observation") == [(N_VALUES,)]
    assert sum(coverage["n_values"] for coverage in recorded().values()) == N_VALUES


def test_the_coverage_is_the_one_the_catalogue_records(query: Any) -> None:
    names = ("first_year", "last_year", "n_years", "n_regions", "n_regions_last_year", "last_full_year",
             "national_row")  # fmt: skip
    counted = query(
        "SELECT indicator_id, country, count(value)"
        " FROM observation JOIN region USING (region_code) GROUP BY ALL"
    )
    n_values = {(indicator, country): n for indicator, country, n in counted}
    found = {
        (indicator, country): dict(zip(names, rest, strict=True)) | {"n_values": n_values[indicator, country]}
        for indicator, country, *rest in query(
            f"SELECT indicator_id, country, {', '.join(names)} FROM indicator_country"
        )
    }
    assert found == recorded()


def test_all_regions_are_there(query: Any) -> None:
    sql = "SELECT country, level, count(*) FROM region GROUP BY ALL ORDER BY ALL"
    assert query(sql) == [
        ("JP", "country", 1), ("JP", "region", 47), ("KR", "country", 1), ("KR", "region", 17),
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
    assert checked.n_indicators == N_INDICATORS
