"""The findings: each number recomputed, each sentence whole, none on flagged or missing data."""

import re
from collections.abc import Callable

import pytest

from etl.models.insights import FINDING_OPTIONS
from regions.asking.view import decode, encode
from regions.database.build import Build
from regions.database.languages import LANGUAGES, Language
from regions.exhibits.answers import answer
from regions.figures.panel import panel, shared_panel
from regions.words.finding_kit import COLUMNS
from regions.words.findings import RULES, Finding, findings, specs
from regions.words.sentences import Amount, Number, RegionName, RegionNames, Year

UNFINISHED = re.compile(r"[{}]|\bNone\b|\bnan\b")


def held(build: Build) -> dict[str, Finding]:
    return {one.id: one for one in findings(build)}


def values(build: Build, name: str) -> dict[str, object]:
    found: dict[str, object] = {}
    for key, value in held(build)[name].sentence.values:
        if isinstance(value, Amount | Number | Year):
            found[key] = value.value
        elif isinstance(value, RegionName):
            found[key] = value.code
        elif isinstance(value, RegionNames):
            found[key] = value.codes
    return found


EXPECTED: dict[str, dict[str, float | str | tuple[str, ...]]] = {
    "ageing_lag": {"year": 2025, "lag": 18.43, "reached": 2006.57},
    "oldest_province": {
        "region": "KR-46", "value": 27.20, "year": 2024, "match": "JP-25", "match_value": 27.25,
        "nation_year": 2015.91, "leader": "JP-05", "leader_year": 2005.6,
    },
    "younger_than_the_youngest": {
        "beyond": 12, "total": 17, "region": ("JP-13",), "value": 23.48, "year": 2025,
    },
    "fertility_below_the_lowest": {
        "beyond": 15, "total": 17, "region": ("JP-13",), "value": 0.96, "year": 2024,
    },
    "natural_increase": {"count": 1, "total": 64, "names": ("KR-50",), "year": 2023},
    "losing_people": {"korea": 11, "japan": 46, "region": ("JP-05",), "value": -1.95, "year": 2025},
    "capital_shares": {
        "korea_1": 50.86, "japan_1": 29.88, "year_1": 2024,
        "korea_2": 52.80, "japan_2": 33.81, "year_2": 2022,
        "korea_3": 53.01, "japan_3": 29.99, "year_3": 2023,
    },
    "capital_growth": {"korea_first": 48.32, "korea_last": 53.01, "japan_first": 25.61, "japan_last": 29.99},
    "capital_migration": {"korea": 38465, "japan": 112738, "seoul": 26769, "tokyo": 65597, "year": 2025},
    "young_people_leaving": {
        "korea_region": "KR-48", "korea_value": -19.40, "japan_region": "JP-02", "japan_value": -17.31,
    },
    "extinction_risk": {"korea": 9, "japan": 46, "region": ("JP-05",), "value": 0.1736, "year": 2025},
    "schools_closed": {"korea": 3, "japan": 47, "region": ("JP-05",), "value": -22.77, "year": 2024},
    "suicide_above_the_highest": {
        "beyond": 16, "total": 17, "region": ("JP-30",), "value": 21.8, "year": 2023,
    },
    "traffic_accidents": {
        "korea": 16, "japan": 8, "region": ("KR-49",), "value": 584.97, "threshold": 300, "year": 2023,
    },
    "municipalities_at_risk": {"first": 2018, "last": 2025, "first_value": 40.17, "last_value": 64.19},
    "projected_losses": {
        "korea": 3, "japan": 26, "region": ("JP-05",), "value": 63.11, "names": ("KR-26", "KR-27", "KR-31"),
    },
    "overtaking": {"before": 2040, "after": 2045, "last": 2050, "korea": 40.14, "japan": 37.14},
    "dispersion_by_weight": {
        "korea_plain": 27.65, "japan_plain": 19.61, "year": 2022,
        "korea_weighted": 22.40, "japan_weighted": 31.31,
    },
}  # fmt: skip


@pytest.mark.parametrize("name", EXPECTED)
def test_the_numbers_of_a_finding(build: Build, name: str) -> None:
    found = values(build, name)
    for key, expected in EXPECTED[name].items():
        if isinstance(expected, str | tuple):
            assert found[key] == expected, key
        else:
            assert found[key] == pytest.approx(expected, rel=5e-4, abs=0.0051), key


@pytest.mark.parametrize(
    ("indicator_id", "code", "year", "expected", "tolerance"),
    [
        ("share_65plus", "JP", 2024, 29.28, 0.0051),
        ("share_65plus", "JP-05", 2024, 39.51, 0.0051),
        ("total_fertility_rate", "KR", 2023, 0.721, 0.0005),
        ("total_fertility_rate", "KR", 2025, 0.799, 0.0005),
        ("natural_change_rate", "KR-50", 2023, 3.03, 0.0051),
        ("natural_change_rate", "JP-05", 2023, -15.30, 0.0051),
        ("natural_change_rate", "KR", 2023, -2.38, 0.0051),
        ("natural_change_rate", "JP", 2023, -7.00, 0.0051),
        ("youth_cohort_change_20_29", "KR-46", 2024, -18.53, 0.0051),
        ("youth_cohort_change_20_29", "KR-11", 2024, 19.92, 0.0051),
        ("extinction_risk_index", "KR", 2024, 0.587, 0.0005),
        ("extinction_risk_index", "JP", 2024, 0.349, 0.0005),
        ("projected_population_index", "KR", 2050, 91.14, 0.0051),
        ("projected_population_index", "JP", 2050, 84.93, 0.0051),
        ("projected_share_65plus", "JP-05", 2050, 49.94, 0.0051),
        ("projected_share_65plus", "KR-46", 2050, 49.04, 0.0051),
        ("projected_share_65plus", "KR", 2040, 34.26, 0.0051),
        ("projected_share_65plus", "JP", 2045, 36.26, 0.0051),
        ("hometown_tax_per_capita", "JP-19", 2024, 58002.9, 0.1),
        ("hometown_tax_per_capita", "KR", 2024, 1716.8, 0.1),
    ],
)
def test_figures_quoted_elsewhere(
    build: Build, indicator_id: str, code: str, year: int, expected: float, tolerance: float
) -> None:
    assert panel(build, indicator_id).at(code, year) == pytest.approx(expected, abs=tolerance)


def test_the_catalogue_knows_the_rules_there_are() -> None:
    assert set(FINDING_OPTIONS) == set(RULES)


def test_every_line_of_the_table_holds_today(build: Build) -> None:
    assert list(held(build)) == [spec.id for spec in specs(build)]
    assert {spec.rule for spec in specs(build)} <= set(RULES)
    assert len({spec.id for spec in specs(build)}) == len(specs(build))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_is_whole(build: Build, language: Language) -> None:
    for one in findings(build):
        text = one.text(build, language)
        assert text and not UNFINISHED.search(text), (one.id, text)


def test_every_finding_has_a_chart_and_a_view(build: Build) -> None:
    catalogue = build.catalogue
    for one in findings(build):
        assert list(one.data.columns) == COLUMNS
        assert len(one.data) and one.data.value.notna().all(), one.id
        assert set(one.data.region_code) <= set(catalogue.regions)
        assert one.chart in ("lines", "points", "bars", "pairs")
        again, notices = decode(one.view.page, encode(one.view), catalogue)
        assert again == one.view and notices == ()


def test_a_finding_that_compares_what_differs_says_so(build: Build) -> None:
    found = held(build)
    assert found["young_people_leaving"].comparability == "differs"
    assert found["municipalities_at_risk"].comparability == "single_country"
    assert found["fertility_below_the_lowest"].comparability == "same"


def refused(build: Build, one: Finding) -> str:
    """Return what the page that a finding leads to leaves unsaid; empty if it speaks of the same figures."""
    exhibits = answer(one.view, build)
    if not exhibits or not exhibits[0].has_figures:
        return "no figures"
    if one.view.page != "region" and not any(exhibit.claim for exhibit in exhibits):
        return "no sentence"
    return ""


@pytest.mark.parametrize(
    "withheld",
    [
        (),
        ("DELETE FROM observation WHERE year = 2024", "DELETE FROM observation_converted WHERE year = 2024"),
        (
            "DELETE FROM observation WHERE region_code = 'JP-13'",
            "DELETE FROM observation_converted WHERE region_code = 'JP-13'",
        ),
    ],
    ids=["as shipped", "a year withheld", "a region withheld"],
)
def test_no_page_refuses_what_a_finding_says(
    altered: Callable[..., Build], withheld: tuple[str, ...]
) -> None:
    other = altered(*withheld)
    found = findings(other)
    assert len(found) > 3
    assert {one.id: reason for one in found if (reason := refused(other, one))} == {}


def test_a_finding_says_what_is_provisional_and_whom_it_counts(build: Build) -> None:
    found = held(build)
    assert found["fertility_below_the_lowest"].remarks(build, "en") == ("Japan 2024: provisional.",)
    (counted,) = found["losing_people"].remarks(build, "en")
    assert counted.startswith("Counted: ") and "Korea: " in counted and "Japan: " in counted


def flag(indicator_id: str, country: str, year: int) -> str:
    return (
        "INSERT INTO warning VALUES"
        f" ('{indicator_id}', '{country}', 'break_in_series', {year}, {year}, 'x', 'x', 'x', 'region')"
    )


def test_a_year_that_becomes_a_break_takes_its_findings_along(altered: Callable[..., Build]) -> None:
    other = altered(
        flag("share_65plus", "KR", 2025),
        flag("net_migration", "JP", 2025),
        flag("population_total", "JP", 2008),
    )
    found = held(other)
    assert "capital_migration" not in found
    assert "population_peaks" not in found
    lag = dict(found["ageing_lag"].sentence.values)
    assert lag["year"] == Year(2023), "of 2024, Japan's year lies across a break"


def test_missing_data_take_their_findings_along(altered: Callable[..., Build]) -> None:
    other = altered(
        "DELETE FROM observation WHERE indicator_id = 'extinction_risk_index' AND region_code = 'JP'",
        "DELETE FROM observation WHERE indicator_id = 'grdp_nominal'",
        "DELETE FROM migration_flow",
        "DELETE FROM observation WHERE indicator_id = 'projected_share_65plus' AND region_code = 'JP'",
    )
    gone = {spec.id for spec in specs(other)} - set(held(other))
    assert {"capital_shares", "largest_stream", "overtaking"} <= gone
    assert "fertility_below_the_lowest" in held(other)


def test_a_build_of_one_figure_has_no_findings(altered: Callable[..., Build]) -> None:
    other = altered(
        "DELETE FROM observation WHERE (indicator_id, region_code, year) <> ('births', 'KR', 2000)",
        "DELETE FROM observation_converted",
        "DELETE FROM migration_flow",
    )
    assert findings(other) == ()


def test_an_indicator_that_is_gone_takes_its_findings_along(altered: Callable[..., Build]) -> None:
    other = altered("DELETE FROM indicator WHERE indicator_id = 'net_migration'")
    assert "capital_migration" not in held(other)


def test_a_finding_that_no_longer_holds_disappears(altered: Callable[..., Build]) -> None:
    other = altered(
        "UPDATE observation SET value = 1.9 WHERE indicator_id = 'total_fertility_rate'"
        " AND region_code LIKE 'KR-%'"
    )
    assert "fertility_below_the_lowest" not in held(other)


def test_an_incomplete_year_is_passed_over(altered: Callable[..., Build]) -> None:
    """And so is 2023, when Gunwi moved: Daegu grew and Gyeongbuk shrank by an area."""
    other = altered(
        "DELETE FROM observation WHERE indicator_id = 'registered_population_change_rate'"
        " AND region_code = 'JP-13' AND year >= 2024"
    )
    found = dict(held(other)["losing_people"].sentence.values)
    assert found["year"] == Year(2022)


def test_the_numbers_follow_the_data(altered: Callable[..., Build]) -> None:
    other = altered(
        "UPDATE observation SET value = 5 WHERE indicator_id = 'natural_change_rate' AND year = 2023"
        " AND region_code = 'JP-47'"
    )
    assert held(other)["natural_increase"].text(other, "en").count("only Sejong and Okinawa") == 1


def test_money_of_two_countries_never_meets_in_national_currency(build: Build) -> None:
    assert shared_panel(build, "grdp_per_capita").currency == "ppp"
