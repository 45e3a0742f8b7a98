"""What may be said of figures: each rule just inside and just outside."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from regions.database.build import Build
from regions.database.catalogue import Indicator
from regions.figures.statements import (
    Association,
    by_construction,
    interval,
    may_compare,
    may_quote,
    may_span,
    movement,
    standing,
    with_ranks,
)
from regions.words.claims import claim
from regions.words.sentences import render

YEARS = np.arange(2010.0, 2020.0)


def indicator(build: Build, indicator_id: str) -> Indicator:
    return build.catalogue.indicators[indicator_id]


@pytest.mark.parametrize(("year", "expected"), [(2020, True), (2021, False), (2022, True)])
def test_a_year_in_which_the_series_breaks_is_not_quoted(build: Build, year: int, expected: bool) -> None:
    assert may_quote(indicator(build, "population_total"), "KR", year) is expected
    assert may_quote(indicator(build, "population_total"), "JP", year)


@pytest.mark.parametrize(
    ("years", "expected"),
    [
        ((2011, 2020), True),
        ((2011, 2021), False),
        ((2021, 2024), False),
        ((2022, 2024), True),
        ((2020,), True),
    ],
)
def test_nothing_is_compared_across_a_break(build: Build, years: tuple[int, ...], expected: bool) -> None:
    assert may_span(indicator(build, "population_total"), "KR", years) is expected
    assert may_span(indicator(build, "population_total"), "KR", reversed(years)) is expected


@pytest.mark.parametrize(
    ("indicator_id", "currency", "expected"),
    [
        ("total_fertility_rate", None, True),
        ("grdp_per_capita", "ppp", True),
        ("grdp_per_capita", None, False),
        ("grdp_per_capita_index", None, False),
        ("share_of_national_population", None, False),
        ("population_index_2015", None, True),
        ("vacant_house_rate", None, False),
        ("sister_ties", None, False),
        ("own_revenue_ratio", None, False),
    ],
)
def test_what_is_held_against_the_other_nation(
    build: Build, indicator_id: str, currency: str | None, expected: bool
) -> None:
    assert may_compare(indicator(build, indicator_id), currency) is expected


def listed(values: list[float], country: str = "KR") -> pd.DataFrame:
    codes = [f"{country}-{number:02d}" for number in range(len(values))]
    return pd.DataFrame({"region_code": codes, "country": country, "year": 2024, "value": values})


def test_ties_share_the_better_place() -> None:
    everyone = np.array([3.0, 1, 3, 2])
    tied, alone = standing(3.0, everyone), standing(2.0, everyone)
    assert tied and (tied.rank, tied.of, tied.tied) == (1, 4, True)
    assert alone and (alone.rank, alone.of, alone.tied) == (3, 4, False)
    assert standing(2.0, np.append(everyone, np.nan)) is None, "no place in a partial list"
    assert standing(2.0, np.array([])) is None


def ranked_of(build: Build, indicator_id: str, missing: str | None) -> pd.DataFrame:
    codes = [region.code for region in build.catalogue.regions_of("KR", 2024)]
    frame = pd.DataFrame({"region_code": codes, "country": "KR", "year": 2024, "value": range(len(codes))})
    frame["value"] = frame.value.astype(float).mask(frame.region_code == missing)
    return with_ranks(frame, indicator(build, indicator_id), None, build.catalogue)


def test_one_missing_region_leaves_no_ranks(build: Build) -> None:
    assert ranked_of(build, "births", None).rank_country.tolist() == list(range(17, 0, -1))
    assert ranked_of(build, "births", "KR-50").rank_country.isna().all()
    assert ranked_of(build, "sister_ties", None).rank_country.isna().all(), "must not be ranked"


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [(100.0, 94.0, "falling"), (100.0, 96.0, "steady"), (100.0, 104.0, "steady"), (100.0, 106.0, "rising")],
)
def test_a_movement_needs_five_per_cent_of_the_mean(first: float, last: float, expected: str) -> None:
    line = np.linspace(first, last, len(YEARS))
    assert movement(YEARS, [line, 2 * line]) == expected


def test_a_movement_needs_both_measures() -> None:
    up, down = np.linspace(10, 12, len(YEARS)), np.linspace(12, 10, len(YEARS))
    assert movement(YEARS, [up, up]) == "rising"
    assert movement(YEARS, [up, down]) == "unclear"
    assert movement(YEARS[:4], [up[:4], up[:4]]) == "unclear", "four years are too few"


def test_two_end_years_do_not_make_a_movement() -> None:
    """It fell for five years and has risen since: the last year is below the first all the same."""
    turned = np.array([25.2, 22, 21.5, 21, 20.9, 20.9, 21.2, 21.6, 22, 22.5])
    assert turned[-1] < turned[0]
    assert movement(YEARS, [turned, turned]) == "unclear"


@pytest.mark.parametrize(
    ("pearson", "spearman", "n", "clear"),
    [
        (0.4, 0.4, 47, True),
        (0.39, 0.4, 47, False),
        (0.4, 0.39, 47, False),
        (-0.6, 0.6, 47, False),
        (0.45, 0.45, 17, False),
        (0.49, 0.49, 17, True),
    ],
)
def test_a_relation_is_clear_in_both_coefficients_and_beyond_chance(
    pearson: float, spearman: float, n: int, clear: bool
) -> None:
    assert Association("KR", pearson, spearman, *interval(pearson, n), n).is_clear is clear


def test_the_interval_is_that_of_fisher() -> None:
    assert interval(0.5, 28) == pytest.approx((0.156, 0.736), abs=0.001)
    assert interval(0.9, 4) == (-1, 1) and interval(1.0, 5) == (1, 1)


@pytest.mark.parametrize(
    ("x", "y", "expected"),
    [
        ("share_65plus", "extinction_risk_index", True),
        ("population_total", "grdp_nominal", True),
        ("crude_birth_rate", "natural_change_rate", True),
        ("manufacturing_share", "services_share", True),
        ("mean_age_first_marriage_female", "total_fertility_rate", False),
        ("crude_birth_rate", "net_migration_rate", False),
        ("population_density", "total_fertility_rate", False),
    ],
)
def test_what_goes_together_by_construction(build: Build, x: str, y: str, expected: bool) -> None:
    assert by_construction(indicator(build, x), indicator(build, y)) is expected
    assert by_construction(indicator(build, y), indicator(build, x)) is expected


def said(build: Build, indicator_id: str, values: Sequence[float | None]) -> str:
    codes = [region.code for region in build.catalogue.regions_of("JP")]
    frame = pd.DataFrame({"region_code": codes, "country": "JP", "year": 2023})
    frame["value"] = [*values, *[None] * (len(codes) - len(values))]
    frame["value"] = frame.value.astype(float)
    found = claim(indicator(build, indicator_id), frame, build.catalogue, None, "en")
    return render(found, build.catalogue, "en") if found else ""


def test_extremes_are_named_of_a_whole_list_alone(build: Build) -> None:
    whole: list[float | None] = [float(number) for number in range(47)]
    assert "highest in Japan: Okinawa" in said(build, "elderly_alone_household_share", whole)
    partial = said(build, "elderly_alone_household_share", whole[:9])
    assert "highest" not in partial and "the 9 of 47 Japanese prefectures published" in partial


def test_regions_that_share_an_end_are_all_told(build: Build) -> None:
    many: list[float] = [0.0] * 6 + [float(number) for number in range(1, 42)]
    assert "lowest: Hokkaido and 5 others" in said(build, "elderly_alone_household_share", many)
    two: list[float] = [0.0] * 2 + [float(number) for number in range(1, 46)]
    text = said(build, "elderly_alone_household_share", two)
    assert "Hokkaido" in text and "Aomori" in text and "others" not in text


def test_what_must_not_be_ranked_has_no_claim(build: Build) -> None:
    assert said(build, "sister_ties", [float(number) for number in range(47)]) == ""


def test_a_sum_of_regional_accounts_does_not_stand_for_the_nation(build: Build) -> None:
    """Japan's row of GRDP is the sum of 47 accounts, which exceeds GDP."""
    known = indicator(build, "grdp_per_capita")
    assert known.countries["JP"].national_sum
    own = replace(
        known, countries={**known.countries, "JP": replace(known.countries["JP"], national_sum=False)}
    )
    codes = {country: [r.code for r in build.catalogue.regions_of(country)] for country in ("KR", "JP")}
    rows = [
        (code, country, 100.0 + number) for country, held in codes.items() for number, code in enumerate(held)
    ]
    frame = pd.DataFrame([*rows, ("JP", "JP", 110.0)], columns=["region_code", "country", "value"]).assign(
        year=2022
    )
    texts = [
        render(found, build.catalogue, "en")
        for one in (known, own)
        if (found := claim(one, frame, build.catalogue, "ppp", "en"))
    ]
    assert "Japan as a whole" not in texts[0] and "Japan as a whole" in texts[1]


def test_a_flagged_year_has_no_claim(altered: Callable[..., Build]) -> None:
    other = altered(
        "INSERT INTO warning VALUES ('births', 'JP', 'break_in_series', 2023, 2023, 'x', 'x', 'x', 'region')"
    )
    assert said(other, "births", [float(number) for number in range(47)]) == ""
