"""Ranks, then and now, blocks and mega-regions."""

from collections.abc import Callable

import numpy as np
import pytest

from regions.database.build import Build
from regions.database.places import COUNTRIES, are_regions
from regions.figures.aggregation import additive_indicators, aggregate, group_value, groups_of
from regions.figures.panel import codes_of, panel
from regions.figures.ranking import sparklines, then_and_now, top_and_bottom
from tests.ranks import ranks

AGGREGATED = [
    *("population_total", "births", "grdp_nominal", "projected_population", "foreign_overnight_guests"),
    *("share_of_national_population", "share_of_national_grdp", "depopulation_areas"),
    *("share_65plus", "share_75plus", "share_0_14", "share_15_64", "women_20_39_share"),
    *("crude_birth_rate", "crude_death_rate", "natural_change_rate", "projected_share_65plus"),
    *("ageing_index", "old_age_dependency_ratio", "extinction_risk_index", "population_density"),
    *("grdp_per_capita", "population_change_rate", "population_index_2015", "projected_population_index"),
]


def test_the_highest_is_first_and_nations_have_no_rank(build: Build) -> None:
    frame = ranks(build, "share_65plus", 2024).set_index("region_code")
    assert frame.rank_all["JP-05"] == 1 and frame.rank_all.max() == 64
    assert frame.rank_all[["KR", "JP"]].isna().all()
    assert frame.rank_country["KR-46"] == 1 and frame.rank_country.notna().sum() == 64


def test_extremes_of_the_findings(build: Build) -> None:
    frame = ranks(build, "grdp_per_capita", 2022, "ppp").set_index("rank_all")
    assert (frame.region_code[1.0], frame.region_code[64.0]) == ("KR-31", "JP-29")
    assert (frame.value[1.0], frame.value[64.0]) == (pytest.approx(94098, abs=1), pytest.approx(31629, abs=1))
    fertility = ranks(build, "total_fertility_rate", 2024).set_index("rank_all")
    assert (fertility.region_code[1.0], fertility.region_code[64.0]) == ("JP-47", "KR-11")
    assert fertility.value[64.0] == pytest.approx(0.581, abs=0.0005)


@pytest.mark.parametrize(
    ("indicator_id", "year", "level", "above", "korea", "japan"),
    [
        ("population_change_rate", 2024, 0, False, 13, 45),
        ("population_change_rate", 2025, 0, False, 11, 0),
        ("natural_change_rate", 2023, 0, True, 1, 0),
        ("extinction_risk_index", 2024, 0.5, False, 8, 46),
        ("extinction_risk_index", 2025, 0.5, False, 9, 0),
        ("projected_population_index", 2050, 80, False, 3, 26),
        ("projected_population_index", 2050, 100, True, 2, 1),
        ("projected_share_65plus", 2050, 40, True, 11, 25),
        ("total_fertility_rate", 2024, 0.96, False, 15, 0),
    ],
)
def test_how_many_regions_lie_beyond_a_level(
    build: Build, indicator_id: str, year: int, level: float, above: bool, korea: int, japan: int
) -> None:
    frame = ranks(build, indicator_id, year)
    frame = frame[are_regions(frame.region_code)]
    beyond = frame.value > level if above else frame.value < level
    counts = frame[beyond].groupby("country").size()
    assert (counts.get("KR", 0), counts.get("JP", 0)) == (korea, japan)


@pytest.mark.parametrize(
    ("indicator_id", "year", "currency"),
    [
        ("vacant_house_rate", 2023, None),
        ("youth_cohort_change_20_29", 2024, None),
        ("grdp_per_capita", 2022, None),
        ("share_of_national_population", 2024, None),
        ("grdp_per_capita_index", 2022, None),
    ],
)
def test_what_does_not_compare_is_ranked_within_each_country_only(
    build: Build, indicator_id: str, year: int, currency: str | None
) -> None:
    frame = ranks(build, indicator_id, year, currency)
    assert frame.rank_all.isna().all()
    assert frame.rank_country.notna().sum() == 64


@pytest.mark.parametrize(
    ("indicator_id", "year", "ranked"),
    [("hometown_tax_received", 2024, {"JP"}), ("sister_ties", 2025, set()), ("births", 2023, {"KR", "JP"})],
)
def test_nothing_is_ranked_out_of_a_partial_list(
    build: Build, indicator_id: str, year: int, ranked: set[str]
) -> None:
    frame = ranks(build, indicator_id, year)
    assert set(frame.country[frame.rank_country.notna()]) == ranked


def test_one_region_without_a_figure_takes_the_ranks_of_its_country(altered: Callable[..., Build]) -> None:
    other = altered("DELETE FROM observation WHERE indicator_id = 'births' AND region_code = 'JP-13'")
    frame = ranks(other, "births", 2023)
    assert set(frame.country[frame.rank_country.notna()]) == {"KR"}
    assert frame.rank_all.isna().all()


def test_top_and_bottom_do_not_overlap(build: Build) -> None:
    whole = ranks(build, "share_65plus", 2024).sort_values("rank_all", ignore_index=True)
    top, bottom = top_and_bottom(whole, 5)
    assert top.region_code.tolist()[0] == "JP-05" and bottom.region_code.tolist()[-1] == "KR-50"
    few = whole[whole.region_code.isin(["KR-11", "KR-47", "KR-50"])]
    top, bottom = top_and_bottom(few, 2)
    assert len(top) == 2 and len(bottom) == 1
    assert not set(top.region_code) & set(bottom.region_code)


def test_then_and_now(build: Build) -> None:
    frame = then_and_now(build, "share_65plus", 2014, 2024).set_index("region_code")
    assert frame.change["KR-47"] == pytest.approx(frame.value_now["KR-47"] - frame.value_then["KR-47"])
    assert frame.crosses_break["KR-47"] and frame.crosses_break["JP-05"]
    assert frame.territory_changed["KR-47"] and not frame.territory_changed["KR-11"]
    assert (frame.rank_change == frame.rank_then - frame.rank_now)[frame.rank_then.notna()].all()
    births = then_and_now(build, "births", 2000, 2023).set_index("region_code")
    korea = births[births.index.str.startswith("KR")]
    assert "KR-50" not in korea.index, "Sejong did not exist in 2000"
    assert (births.change.dropna() > -100).all() and (births.change < 0).all()
    assert then_and_now(build, "grdp_per_capita", 1990, 2022).empty


def test_sparklines_hold_every_figure(build: Build) -> None:
    found = sparklines(build, "births", ["KR-47", "KR-99"])
    assert found["KR-99"] == ()
    years = [year for year, _ in found["KR-47"]]
    assert years == sorted(years) and years[-1] == 2025


@pytest.mark.parametrize("indicator_id", AGGREGATED)
def test_all_regions_together_make_the_nation(build: Build, indicator_id: str) -> None:
    """The proof of the table: each method, over all regions, gives the figure published for the nation."""
    figures, compared = panel(build, indicator_id), 0
    for country in COUNTRIES:
        for year in figures.years.tolist():
            nation = figures.at(country, year)
            whole = group_value(build, indicator_id, codes_of(build, country), year)
            if np.isfinite(nation) and np.isfinite(whole):
                assert whole == pytest.approx(nation, rel=0.005, abs=1e-9), (country, year)
                compared += 1
    assert compared > 0


def test_every_rule_names_known_indicators(build: Build) -> None:
    known = build.catalogue.indicators
    assert set(additive_indicators(build.catalogue)) <= set(known)
    for indicator in known.values():
        rule = indicator.aggregation
        assert rule.method in ("sum", "weighted", "implied", "shared", "ratio", "change", "base", "refused")
        assert (rule.reason is not None) == (rule.method == "refused")
        needed = {rule.weight, rule.numerator, rule.denominator, rule.summed} - {None}
        assert needed <= set(known)


@pytest.mark.parametrize(
    ("indicator_id", "reason"),
    [
        ("total_fertility_rate", "needs_age_detail"),
        ("manufacturing_share", "weights_not_held"),
        ("hometown_tax_received", "partial_coverage"),
        ("fiscal_strength_index", "not_additive"),
    ],
)
def test_what_may_not_be_aggregated_says_why(build: Build, indicator_id: str, reason: str) -> None:
    found = aggregate(build, indicator_id, groups_of(build.catalogue, "megaregion"), 2023)
    assert found.reason == reason and found.data.empty


def test_mega_regions(build: Build) -> None:
    found = aggregate(build, "population_total", groups_of(build.catalogue, "megaregion"), 2024)
    frame = found.data.set_index("group_code")
    assert found.reason is None and len(frame) == 8
    assert frame.value.sum() == panel(build, "population_total").at("KR", 2024)
    assert frame["rank"]["KR-mega-capital"] == 1 and frame.members["KR-mega-capital"] == 3
    ageing = aggregate(build, "share_65plus", groups_of(build.catalogue, "megaregion"), 2024).data.set_index(
        "group_code"
    )
    parts = ranks(build, "share_65plus", 2024).set_index("region_code").value[["KR-27", "KR-47"]]
    assert parts.min() < ageing.value["KR-mega-daegyeong"] < parts.max()


def test_a_block_with_a_gap_has_no_figure(altered: Callable[..., Build]) -> None:
    other = altered("DELETE FROM observation WHERE indicator_id = 'births' AND region_code = 'JP-02'")
    frame = aggregate(other, "births", groups_of(other.catalogue, "block"), 2023).data.set_index("group_code")
    assert np.isnan(frame.value["JP-block-tohoku"]) and frame.missing["JP-block-tohoku"] == 1
    assert np.isnan(frame["rank"]["JP-block-tohoku"])
    assert frame.value.notna().sum() == len(frame) - 1


def test_money_of_a_block_in_purchasing_power(build: Build) -> None:
    groups = groups_of(build.catalogue, "block", "KR")
    national = aggregate(build, "grdp_per_capita", groups, 2022).data.set_index("group_code").value
    shared = aggregate(build, "grdp_per_capita", groups, 2022, "ppp").data.set_index("group_code").value
    assert len(set((national / shared).round(4))) == 1, "one rate for the whole country"
