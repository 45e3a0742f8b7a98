"""Two indicators: pairs, correlation within each country, trails."""

import numpy as np
import pandas as pd
import pytest

from regions.database.build import Build
from regions.figures.relations import associations, relation, shared_years, skewed_axes, trails


def frame_of(country: str, x: list[float], y: list[float]) -> pd.DataFrame:
    codes = [f"{country}-{n:02d}" for n in range(len(x))]
    return pd.DataFrame({"region_code": codes, "country": country, "x": x, "y": y})


def test_pairs_of_one_year(build: Build) -> None:
    frame = relation(build, "population_density", "total_fertility_rate", 2024)
    assert len(frame) == 64 and set(frame.columns) >= {"region_code", "x", "y", "population", "status"}
    assert "KR" not in set(frame.region_code)
    japan = frame[frame.country == "JP"]
    assert set(japan.status) == {"provisional"}, "Japan's fertility of 2024 is a preliminary count"


def test_a_region_with_one_of_two_figures_is_left_out(build: Build) -> None:
    frame = relation(build, "share_65plus", "sister_ties", 2025)
    assert frame[["x", "y"]].notna().all(axis=None)
    assert len(frame) < 17


def test_correlation_within_each_country(build: Build) -> None:
    frame = relation(build, "population_density", "total_fertility_rate", 2024)
    found = {one.country: one for one in associations(frame)}
    for country in ("KR", "JP"):
        own = frame[frame.country == country]
        assert found[country].n == len(own)
        assert found[country].pearson == pytest.approx(own.x.corr(own.y))
        assert found[country].spearman == pytest.approx(own.x.rank().corr(own.y.rank()))
        assert found[country].low < found[country].pearson < found[country].high


def test_density_is_skewed_and_fertility_is_not(build: Build) -> None:
    assert skewed_axes(relation(build, "population_density", "total_fertility_rate", 2024)) == {"x"}


@pytest.mark.parametrize(("largest", "expected"), [(1.8, frozenset[str]()), (3.0, frozenset({"x"}))])
def test_skewness_from_one_on(largest: float, expected: frozenset[str]) -> None:
    values = [1.0, 1.1, 1.2, 1.3, 1.4, 1.5, largest]
    assert skewed_axes(frame_of("KR", values, list(range(7)))) == expected
    assert not skewed_axes(frame_of("KR", [-1.0, *values[1:]], list(range(7)))), "no logarithm of it"


def test_no_coefficient_with_fewer_than_five_regions() -> None:
    four = frame_of("KR", [1.0, 2, 3, 4], [1.0, 2, 3, 4])
    five = frame_of("JP", [1.0, 2, 3, 4, 5], [5.0, 4, 3, 2, 1])
    (only,) = associations(pd.concat([four, five], ignore_index=True))
    assert only.country == "JP" and only.pearson == pytest.approx(-1) and only.n == 5


def test_the_two_countries_are_never_pooled() -> None:
    """Within each country nothing goes together; pooled it would look as if it did."""
    korea = frame_of("KR", [1.0, 2, 1, 2, 1.5], [1.0, 1, 2, 2, 1.5])
    japan = frame_of("JP", [11.0, 12, 11, 12, 11.5], [11.0, 11, 12, 12, 11.5])
    found = associations(pd.concat([korea, japan], ignore_index=True))
    assert [one.pearson for one in found] == pytest.approx([0, 0])


def test_a_logarithmic_axis_leaves_out_what_is_not_positive() -> None:
    frame = frame_of("KR", [0.0, 1, 10, 100, 1000, 10000], [9.0, 0, 1, 2, 3, 4])
    (straight,) = associations(frame, {"x"})
    assert straight.pearson == pytest.approx(1) and straight.n == 5


def test_years_and_trails(build: Build) -> None:
    years = shared_years(build, "share_65plus", "grdp_per_capita")
    assert years == list(range(2011, 2024))
    frame = trails(build, "share_65plus", "grdp_per_capita", ["KR-47", "JP-05"], 2015, 2020)
    assert frame.groupby("region_code").year.agg(list).to_dict() == {
        "KR-47": list(range(2015, 2021)),
        "JP-05": list(range(2015, 2021)),
    }
    assert np.isfinite(frame[["x", "y"]].to_numpy()).all()
    assert trails(build, "share_65plus", "grdp_per_capita", ["KR-47"], 1990, 1995).empty


def test_years_can_be_asked_for_in_which_both_countries_have_figures(build: Build) -> None:
    """Korea's output of 2023 is out, Japan's is not."""
    either = shared_years(build, "share_65plus", "grdp_per_capita")
    both = shared_years(build, "share_65plus", "grdp_per_capita", ("KR", "JP"))
    assert (either[-1], both[-1]) == (2023, 2022)
    assert set(both) < set(either)
    assert shared_years(build, "share_65plus", "grdp_per_capita", ("KR",))[-1] == 2023
