"""Building from correct data: what the tables hold."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pytest

from etl.publish import current_file
from etl.schema import tables
from etl.version import CODE_VERSION

Query = Callable[[str], list[tuple[Any, ...]]]


@pytest.fixture
def query(built_sample: Path) -> Query:
    file = current_file(built_sample)
    assert file is not None

    def ask(sql: str) -> list[tuple[Any, ...]]:
        with duckdb.connect(str(file), read_only=True) as connection:
            return connection.execute(sql).fetchall()

    return ask


def values(query: Query, indicator: str, region: str) -> dict[int, float]:
    sql = "SELECT year, value FROM observation WHERE indicator_id = '{}' AND region_code = '{}' ORDER BY 1"
    return dict(query(sql.format(indicator, region)))


def test_a_formula_combines_its_inputs_region_by_region(query: Query) -> None:
    people, share = values(query, "population_total", "XX-03"), values(query, "share_elderly", "XX-03")
    assert share[2020] == pytest.approx(15.0, abs=0.001)
    assert set(share) == set(people)


def test_a_lag_shifts_the_years(query: Query) -> None:
    people, change = values(query, "population_total", "YY-02"), values(query, "change_rate", "YY-02")
    assert min(change) == 2011
    assert change[2024] == pytest.approx(100 * (people[2024] / people[2023] - 1))


def test_at_year_gives_the_value_of_that_year_to_all(query: Query) -> None:
    people, index = values(query, "population_total", "XX-01"), values(query, "index_2015", "XX-01")
    assert index[2016] == 100
    assert index[2024] == pytest.approx(100 * people[2024] / people[2016])


def test_a_missing_national_row_is_the_sum_of_the_regions_in_force(query: Query) -> None:
    shares, people = values(query, "share_elderly", "XX"), values(query, "population_total", "XX")
    for year in (2012, 2016, 2024):  # XX-06 exists since 2016
        sql = f"""SELECT sum(o.value * p.value / 100)
            FROM observation o JOIN observation p USING (region_code, year) JOIN region USING (region_code)
            WHERE o.indicator_id = 'share_elderly' AND p.indicator_id = 'population_total'
            AND country = 'XX' AND level = 'region' AND year = {year}"""
        assert shares[year] == pytest.approx(100 * query(sql)[0][0] / people[year])


def test_a_national_indicator_has_the_national_row_only(query: Query) -> None:
    sql = "SELECT DISTINCT region_code FROM observation WHERE indicator_id = 'capital_share' ORDER BY 1"
    assert query(sql) == [("XX",), ("YY",)]
    assert 0 < values(query, "capital_share", "XX")[2024] < 100


def test_money_is_converted_where_there_is_a_rate(query: Query) -> None:
    sql = """SELECT c.currency, o.value / c.value FROM observation_converted c
        JOIN observation o USING (indicator_id, region_code, year) WHERE region_code = 'YY-01' AND year = 2020
        ORDER BY 1"""
    assert query(sql) == [("ppp", pytest.approx(100)), ("usd", pytest.approx(100))]
    assert query("SELECT count(DISTINCT indicator_id) FROM observation_converted") == [(1,)]


def test_a_projection_is_marked_as_such(query: Query) -> None:
    sql = "SELECT DISTINCT status FROM observation WHERE indicator_id = 'projected_population'"
    assert query(sql) == [("projection",)]


def test_regions_without_a_counted_row_are_missing(query: Query) -> None:
    assert values(query, "ties", "XX-01") == {2024: 2}
    assert values(query, "ties", "XX") == {2024: 2}
    assert values(query, "ties", "XX-02") == {}


def test_the_pyramid_holds_five_year_groups_and_one_open_group(query: Query, sample: Any) -> None:
    sql = "SELECT DISTINCT age_from, age_to FROM population_by_age ORDER BY 1"
    assert query(sql) == [(0, 4), (5, 9), (10, 14), (15, None)]
    assert query("SELECT DISTINCT sex FROM population_by_age ORDER BY 1") == [("female",), ("male",)]


def test_every_observation_names_its_source(query: Query) -> None:
    sql = "SELECT count(*) FROM observation ANTI JOIN source USING (source_id)"
    assert query(sql) == [(0,)]
    assert query("SELECT DISTINCT source_id FROM indicator_source") == [("office_yearbook",)]


def test_the_build_describes_itself(query: Query) -> None:
    ((build_id, version, counts, passed),) = query(
        "SELECT build_id, code_version, row_counts, checks_passed FROM build"
    )
    assert version == CODE_VERSION
    assert passed > 20
    stated = json.loads(counts)
    assert set(stated) == set(tables())
    for table, n_rows in stated.items():
        assert query(f'SELECT count(*) FROM "{table}"') == [(n_rows,)]
    assert query("SELECT count(*) FROM observation")[0][0] == stated["observation"]
    assert build_id[:2] == "20"


def test_marks_of_the_publisher_are_kept(sample: Any, run: Callable[..., Any]) -> None:
    frame = sample.frames["office_population"].assign(mark=None)
    row = (frame["region_code"] == "YY-03") & (frame["year"] == 2024)
    frame.loc[row, "value"], frame.loc[row, "mark"] = None, "***"
    frame.loc[(frame["region_code"] == "YY") & (frame["year"] == 2024), "value"] = 7_400_000
    sample.frames["office_population"] = frame
    sample.meta["office_population"].pop("parts_sum_to_total")
    sample.entry("share_elderly")["range"] = [0, None]
    sample.entry("capital_share")["countries"].pop("YY")
    sample.entry("capital_share")["comparability"] = "single_country"
    sample.entry("change_rate")["range"] = [-101, None]
    sample.write()
    answer = run("build")
    assert answer.code == 0, answer.err
    file = current_file(sample.build_folder)
    with duckdb.connect(str(file), read_only=True) as connection:
        sql = "SELECT value, mark FROM observation WHERE region_code = 'YY-03' AND year = 2024"
        found = connection.execute(sql).fetchall()
    assert found
    assert set(found) == {(None, "***")}


def test_an_edition_continues_another_over_a_declared_break(sample: Any, run: Callable[..., Any]) -> None:
    older, newer = "office_population", "office_new_edition"
    frame = sample.frames[older]
    sample.frames[newer] = frame[frame["year"] == 2024]
    sample.meta[newer] = {**sample.meta[older], "edition": "new", "anchors": [], "parts_sum_to_total": []}
    sample.meta[older]["edition"] = "old"
    entry = sample.entry("population_total")
    chain = [{"dataset": name, "indicator": "population"} for name in (older, newer)]
    entry["countries"]["XX"]["inputs"]["x"] = {"chain": chain}
    entry["warnings"] = [{"code": "break_in_series", "country": "XX", "year_from": 2024, "year_to": 2024}]
    sample.write()
    answer = run("build")
    assert answer.code == 0, answer.err


def test_a_merged_region_is_one_row_of_regions_csv(sample: Any, run: Callable[..., Any]) -> None:
    """YY-03 and YY-04 become YY-05 in July 2024: one more row, an end date in two, no code."""
    merged = {**sample.regions[-1], "region_code": "YY-05", "valid_from": "2024-07-01"}
    merged |= {"predecessors": "YY-03;YY-04", "position": 9}
    for row in sample.regions[-2:]:
        row["valid_to"] = "2024-06-30"
    sample.regions.append(merged)
    for dataset in ("office_population", "office_elderly"):
        frame = sample.frames[dataset]
        both = frame["region_code"].isin(["YY-03", "YY-04"]) & (frame["year"] == 2024)
        row = frame[both].iloc[0].to_dict() | {
            "region_code": "YY-05",
            "value": frame.loc[both, "value"].sum(),
        }
        sample.frames[dataset] = pd.concat([frame[~both], pd.DataFrame([row])])
    sample.write()
    answer = run("build")
    assert answer.code == 0, answer.err
    file = current_file(sample.build_folder)
    with duckdb.connect(str(file), read_only=True) as connection:
        sql = """SELECT region_code FROM observation WHERE indicator_id = 'share_elderly' AND year = 2024
            AND region_code LIKE 'YY%' ORDER BY 1"""
        assert connection.execute(sql).fetchall() == [("YY",), ("YY-01",), ("YY-02",), ("YY-05",)]
        sql = """SELECT last_full_year FROM indicator_country
            WHERE indicator_id = 'share_elderly' AND country = 'YY'"""
        assert connection.execute(sql).fetchall() == [(2024,)]
