"""In which years an indicator has figures is counted once, and is what the observations hold."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import duckdb
import pandas as pd

from etl.held_years import held_years
from regions.database.build import CONNECTION_SETTINGS

INDICATORS: list[Any] = [SimpleNamespace(id="a", scope="regional"), SimpleNamespace(id="n", scope="national")]
REGIONS = pd.DataFrame(
    [("KR", "country"), ("KR-11", "region"), ("KR-26", "region"), ("KR-11110", "municipality")],
    columns=["region_code", "level"],
)


def counted(*rows: tuple[str, str, int, float | None]) -> dict[tuple[str, int], int]:
    observed = pd.DataFrame(rows, columns=["indicator_id", "region_code", "year", "value"])
    found = held_years(observed.assign(country="KR"), REGIONS, INDICATORS)
    keys = zip(found.indicator_id, found.year, strict=True)
    return dict(zip(keys, found.regions, strict=True))


def test_regions_with_a_figure_are_counted_once_a_year() -> None:
    found = counted(
        ("a", "KR-11", 2020, 1.0),
        ("a", "KR-11", 2020, 2.0),
        ("a", "KR-26", 2020, 0.0),
        ("a", "KR-11", 2021, 3.0),
        ("a", "KR-26", 2021, None),
        ("a", "KR-26", 2022, None),
    )
    assert found == {("a", 2020): 2, ("a", 2021): 1}


def test_nations_and_municipalities_are_no_regions() -> None:
    assert counted(("a", "KR", 2020, 1.0), ("a", "KR-11110", 2021, 1.0)) == {}
    assert counted(("n", "KR", 2020, 1.0), ("n", "KR", 2021, None)) == {("n", 2020): 1}


def test_the_years_held_are_those_of_the_observations(database_path: Path) -> None:
    with duckdb.connect(str(database_path), read_only=True, config=CONNECTION_SETTINGS) as connection:
        differing = connection.execute(
            """
            WITH counted AS (
                SELECT indicator_id, country, year, CASE scope WHEN 'regional' THEN
                    count(DISTINCT region_code) FILTER (level = 'region') ELSE 1 END AS regions
                FROM observation JOIN region USING (region_code) JOIN indicator USING (indicator_id)
                WHERE value IS NOT NULL AND level <> 'municipality'
                GROUP BY indicator_id, country, year, scope HAVING regions > 0)
            (FROM counted EXCEPT FROM indicator_year) UNION ALL (FROM indicator_year EXCEPT FROM counted)"""
        ).fetchall()
        held = connection.execute("SELECT count(*), max(regions) FROM indicator_year").fetchall()
    assert not differing
    assert held[0][0] > 5000
    assert held[0][1] == 47
