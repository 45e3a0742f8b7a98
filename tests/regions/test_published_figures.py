"""Figures of the shipped build against what the offices publish."""

import pytest

from regions.database.build import Build


def value(build: Build, indicator: str, region: str, year: int) -> float | None:
    found = build.query(
        f"SELECT value FROM observation WHERE indicator_id = '{indicator}'"
        f" AND region_code = '{region}' AND year = {year}"
    )
    return None if found.empty else float(found.value.iloc[0])


@pytest.mark.parametrize(
    ("indicator", "region", "published"),
    [
        ("crude_birth_rate", "JP", 6.0),
        ("crude_death_rate", "JP", 13.0),
        ("natural_change_rate", "JP", -7.0),
        ("crude_marriage_rate", "JP", 3.9),
        ("crude_birth_rate", "JP-13", 6.4),
        ("crude_birth_rate", "JP-23", 6.7),
        ("crude_death_rate", "JP-10", 14.6),
    ],
)
def test_vital_rates_of_japan_are_those_of_its_nationals(
    build: Build, indicator: str, region: str, published: float
) -> None:
    found = value(build, indicator, region, 2023)
    assert found is not None and round(found, 1) == published


@pytest.mark.parametrize(
    ("region", "last_without", "first"),
    [("KR-29", 1987, 20.42), ("KR-30", 1989, 13.56), ("KR-31", 1998, 11.02), ("KR-50", 2013, 25.73)],
)
def test_a_city_has_no_growth_before_its_first_year_of_growth(
    build: Build, region: str, last_without: int, first: float
) -> None:
    assert value(build, "grdp_real_growth", region, 1986) is None
    assert value(build, "grdp_real_growth", region, last_without) is None
    assert value(build, "grdp_real_growth", region, last_without + 1) == first


@pytest.mark.parametrize(("year", "share"), [(2020, 0), (2021, 50), (2025, 50)])
def test_both_cities_of_jeju_are_counted(build: Build, year: int, share: float) -> None:
    """Seogwipo's index is 0.529 in 2020, 0.499 in 2021 and 0.344 in 2025; that of Jeju city is above 0.5."""
    assert value(build, "at_risk_municipality_share", "KR-49", year) == share


def test_municipalities_at_risk_are_counted_out_of_229(build: Build) -> None:
    assert value(build, "at_risk_municipality_share", "KR", 2025) == pytest.approx(100 * 147 / 229)


def test_the_extinction_index_is_the_ratio_of_the_shares_beside_it(build: Build) -> None:
    """Of Korea as published; in Japan the two shares rest on totals of different files."""
    frame = build.query("""
        SELECT i.region_code, i.year, i.value, w.value / o.value AS ratio
        FROM observation i
        JOIN observation w USING (region_code, year) JOIN observation o USING (region_code, year)
        WHERE i.indicator_id = 'extinction_risk_index' AND w.indicator_id = 'women_20_39_share'
          AND o.indicator_id = 'share_65plus' AND i.region_code LIKE 'KR%'""")
    of_gyeongbuk = frame[frame.region_code == "KR-47"].set_index("year")
    assert round(of_gyeongbuk.value[2018], 3) == 0.534
    assert set(of_gyeongbuk.index) == set(range(2018, 2026))
    assert (frame.value - frame.ratio).abs().max() < 1e-9
