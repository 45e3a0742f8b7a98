"""The population both countries count alike: nationals on the resident register at the turn of the year."""

from pathlib import Path

import pandas as pd
import pytest

from regions.database.build import Build

SNAPSHOTS = Path(__file__).parents[2] / "data" / "snapshots"
KEY = ["region_code", "year"]


def held(build: Build, indicator: str) -> pd.Series:
    """Return the figures of the regions by region and year."""
    frame = build.query(
        "SELECT region_code, year, value FROM observation"
        f" WHERE indicator_id = '{indicator}' AND length(region_code) = 5 AND value IS NOT NULL"
    )
    return frame.set_index(KEY).value


def shipped(dataset: str, indicator: str) -> pd.Series:
    frame = pd.read_csv(SNAPSHOTS / f"{dataset}.csv")
    return frame[frame.indicator == indicator].set_index(KEY).value


def same(figures: pd.Series, others: pd.Series) -> int:
    """Hold two series against each other where both have figures; return how many that are."""
    both = figures.index.intersection(others.index)
    pd.testing.assert_series_equal(
        figures[both], others[both], check_names=False, check_dtype=False, check_index=False
    )
    return len(both)


def test_japan_is_the_register_of_its_nationals_that_another_table_holds(build: Build) -> None:
    register = shipped("ssds_resident_register", "resident_register_population_japanese")
    from_2013 = register[register.index.get_level_values("year") >= 2013]
    assert same(held(build, "registered_population"), from_2013) == 47 * 12


def test_korea_is_the_register_held(build: Build) -> None:
    register = shipped("mois_registered_population", "population_registered")
    of_provinces = register[register.index.get_level_values("region_code") != "KR"]
    assert same(held(build, "registered_population"), of_provinces) == len(of_provinces)


@pytest.mark.parametrize(
    ("indicator", "figure"),
    [("registered_population", "population"), ("registered_women_20_39", "women_20_39")],
)
def test_korea_is_the_sum_of_its_municipalities(build: Build, indicator: str, figure: str) -> None:
    frame = pd.read_csv(SNAPSHOTS / "mois_municipal_population.csv")
    sums = frame[frame.indicator == figure].groupby(KEY).value.sum()
    province, year = sums.index.get_level_values("region_code"), sums.index.get_level_values("year")
    # Gunwi of Gyeongbuk is not held before 2023, Michuhol of Incheon not before 2018.
    whole = sums[~((province == "KR-47") & (year < 2023)) & ~((province == "KR-28") & (year < 2018))]
    assert same(held(build, indicator), whole) == len(whole)


@pytest.mark.parametrize(
    ("region", "published"), [("JP-05", -1.91), ("JP-02", -1.72), ("JP-39", -1.71), ("JP-13", 0.13)]
)
def test_the_change_of_2024_is_the_published_one(build: Build, region: str, published: float) -> None:
    assert round(held(build, "registered_population_change_rate")[region, 2024], 2) == published


def test_the_nation_is_the_published_total(build: Build) -> None:
    found = build.query(
        "SELECT value FROM observation WHERE indicator_id = 'registered_population'"
        " AND region_code = 'JP' AND year = 2024"
    )
    assert found.value.tolist() == [120_653_227]


def test_the_three_ages_make_a_whole(build: Build) -> None:
    shares = [held(build, f"registered_share_{ages}") for ages in ("0_14", "15_64", "65plus")]
    total = sum(shares[1:], shares[0]).dropna()
    assert len(total) > 64 * 10
    assert total.between(99.9999, 100.0001).all()


def test_moves_with_the_capital_are_sums_of_the_flows_held(build: Build) -> None:
    flows = build.query(
        "SELECT origin AS region_code, year, sum(persons)::BIGINT AS value FROM migration_flow"
        " WHERE destination IN ('KR-11', 'KR-28', 'KR-41') AND origin <> destination GROUP BY ALL"
    )
    shown = shipped("kostat_capital_area_flows", "out_migrants_to_capital_area")
    assert same(shown, flows.set_index(KEY).value) == len(shown)
