"""The region profile: headline figures, sentences, rows, comparison groups."""

import re
from collections.abc import Callable

import numpy as np
import pytest

from regions.database.build import Build
from regions.database.languages import LANGUAGES, Language
from regions.database.places import COUNTRIES, country_of
from regions.figures.groups import GROUPS, MOST_PICKED, Group, comparison_group, kind_of, offered_groups
from regions.figures.panel import codes_of
from regions.figures.peers import similar_regions
from regions.figures.profile import Row, profile_rows
from regions.figures.statements import Standing
from regions.words.headlines import facts, headline_indicators, headlines
from regions.words.sentences import render
from tests.ranks import ranks

HEADLINES = (
    *("population_total", "registered_population_change_rate", "registered_share_65plus"),
    "total_fertility_rate",
    "grdp_per_capita",
)
UNFINISHED = re.compile(r"[{}]|\bNone\b|\bnan\b")
SOME = ("KR-11", "KR-47", "KR-50", "JP-05", "JP-13", "JP-47")


def row_of(build: Build, group: Group, indicator_id: str) -> Row:
    return next(row for row in profile_rows(build, group) if row.indicator_id == indicator_id)


def test_five_headline_figures_for_every_region(build: Build) -> None:
    assert headline_indicators(build.catalogue) == HEADLINES
    for country in COUNTRIES:
        for code in (country, *codes_of(build, country)):
            found = headlines(build, code)
            assert tuple(one.indicator_id for one in found) == HEADLINES
            assert all(np.isfinite(one.value) for one in found)


def test_the_sentence_about_gyeongbuk(build: Build) -> None:
    one = next(h for h in headlines(build, "KR-47") if h.indicator_id == "registered_share_65plus")
    assert (round(one.value, 1), one.year, one.newer) == (27.5, 2025, None)
    assert (one.in_country, one.in_both) == (Standing(2, 17, False), Standing(45, 64, False))
    told = {
        language: [render(fact, build.catalogue, language) for fact in one.facts] for language in LANGUAGES
    }
    assert told == {
        "en": [
            "A larger share of people aged 65 or over among registered nationals than"
            " 4 of Japan's 47 prefectures"
        ],
        "ko": ["주민등록 자국민의 고령인구 비율이 일본 47개 도도부현 가운데 4곳보다 높습니다"],
        "ja": ["住民登録（自国民）の高齢化率は日本47都道府県のうち4都道府県より高い"],
    }


def test_when_another_region_was_there_is_read_off_the_series_that_reaches_back(build: Build) -> None:
    one = next(h for h in headlines(build, "KR-46") if h.indicator_id == "registered_share_65plus")
    told = render(one.facts[1], build.catalogue, "en")
    assert told == "On the long series (in Japan of all residents), the level of Akita around 2006"


def test_headline_ranks_are_those_of_the_rank_table(build: Build) -> None:
    for code in SOME:
        for one in headlines(build, code):
            table = ranks(build, one.indicator_id, one.year, one.currency).set_index("region_code")
            assert one.in_country and one.in_country.rank == table.rank_country[code]
            assert one.in_both and one.in_both.rank == table.rank_all[code]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_fact_is_a_finished_sentence(build: Build, language: Language) -> None:
    catalogue = build.catalogue
    for country in COUNTRIES:
        for code in codes_of(build, country):
            for one in headlines(build, code):
                assert 1 <= len(one.facts) <= 2
                for fact in one.facts:
                    text = render(fact, catalogue, language)
                    assert text and not UNFINISHED.search(text)


def test_no_sentence_in_a_year_that_is_a_break(build: Build) -> None:
    assert facts(build, "population_change_rate", "KR-47", 2021) == ()
    assert facts(build, "population_change_rate", "KR-47", 2022) != ()


def test_no_sentence_beside_an_incomplete_country(altered: Callable[..., Build]) -> None:
    other = altered(
        "DELETE FROM observation WHERE region_code = 'JP-32' AND indicator_id = 'share_65plus'"
        " AND year = 2024"
    )
    assert facts(other, "share_65plus", "KR-47", 2024) == ()


def test_ten_years_change(build: Build) -> None:
    found = {one.indicator_id: one for one in headlines(build, "KR-47")}
    people = found["population_total"].change
    assert people is not None and people.from_year == 2014 and people.relative
    assert people.crosses_break and people.territory_changed
    assert people.change == pytest.approx(100 * (2531384 / people.value_then - 1))
    share = found["registered_share_65plus"].change
    assert share is not None and not share.relative
    assert found["grdp_per_capita"].currency == "ppp"


def test_groups_never_hold_the_region_itself(build: Build) -> None:
    for country in COUNTRIES:
        for code in codes_of(build, country):
            for kind in GROUPS:
                group = comparison_group(build, code, kind, picked=[code, "JP-05", "KR-11"])
                assert code not in group.others
                assert len(set(group.others)) == len(group.others)


def test_what_the_groups_are(build: Build) -> None:
    assert len(comparison_group(build, "KR-47", "all").others) == 63
    assert len(comparison_group(build, "KR-47", "country").others) == 16
    capital = comparison_group(build, "KR-41", "kind")
    assert set(capital.others) == {"KR-11", "KR-28", "JP-11", "JP-12", "JP-13", "JP-14"}
    assert capital.basis == "capital_area"
    peers = [peer.region_code for peer in similar_regions(build, "KR-47", "all").peers]
    assert list(comparison_group(build, "KR-47", "peers").others) == peers
    assert set(comparison_group(build, "KR-47", "sisters").others) == {"JP-32", "JP-34"}
    assert comparison_group(build, "JP-05", "sisters").basis == "municipality"
    with pytest.raises(ValueError, match="is not one of"):
        comparison_group(build, "KR-47", "neighbours")


def test_kinds(build: Build) -> None:
    regions = build.catalogue.regions
    kinds = {code: kind_of(regions[code]) for code in ("KR-11", "KR-26", "KR-50", "JP-27", "JP-05", "KR-49")}
    assert kinds == {
        "KR-11": "capital_area",
        "KR-26": "metropolitan",
        "KR-50": "metropolitan",
        "JP-27": "metropolitan",
        "JP-05": "province",
        "KR-49": "province",
    }


def test_hand_picked_regions_are_at_most_ten_known_ones(build: Build) -> None:
    everyone = ["KR", "XX-01", *codes_of(build, "JP"), "JP-01"]
    group = comparison_group(build, "JP-01", "picked", everyone)
    assert len(group.others) == MOST_PICKED
    assert group.others[0] == "JP-02"


def test_a_group_with_nobody_in_it_is_not_offered(build: Build) -> None:
    assert "sisters" not in offered_groups(build, "KR-50")
    assert "sisters" in offered_groups(build, "KR-47")
    assert comparison_group(build, "KR-50", "sisters").is_empty
    assert comparison_group(build, "KR-50", "picked").is_empty
    rows = profile_rows(build, comparison_group(build, "KR-50", "picked"))
    assert all(row.place is None for row in rows)


def test_rows_cover_every_regional_indicator(build: Build) -> None:
    catalogue = build.catalogue
    expected = {code for code, indicator in catalogue.indicators.items() if indicator.is_regional}
    for code in SOME:
        rows = profile_rows(build, comparison_group(build, code, "all"))
        assert {row.indicator_id for row in rows} == expected
        assert len(rows) == len(expected)
        for row in rows:
            assert (row.missing is None) == np.isfinite(row.value) == (row.year is not None)
            if row.series:
                assert row.series[-1] == (row.year, row.value)
            if row.missing is None:
                indicator = build.catalogue.indicators[row.indicator_id]
                assert row.in_country is None or 1 <= row.in_country.rank <= row.in_country.of
                assert indicator.is_rankable or row.in_country is None


def test_a_place_agrees_with_its_strip(build: Build) -> None:
    for code in SOME:
        for kind in offered_groups(build, code):
            for row in profile_rows(build, comparison_group(build, code, kind, ["JP-01", "KR-26"])):
                if row.place is None:
                    continue
                values = dict(row.place.strip)
                assert values[code] == row.place.value
                assert row.place.n == len(values) >= 2
                if row.place.standing:
                    above = sum(v > row.place.value for v in values.values())
                    assert row.place.standing.rank == 1 + above
                assert (row.place.lowest, row.place.highest) == (min(values.values()), max(values.values()))


def test_what_does_not_compare_stays_within_the_country(build: Build) -> None:
    catalogue = build.catalogue
    for row in profile_rows(build, comparison_group(build, "KR-47", "all")):
        if row.place and not catalogue.indicators[row.indicator_id].is_comparable:
            assert {country_of(code) for code, _ in row.place.strip} == {"KR"}
            assert {code for code, _ in row.place.nations} <= {"KR"}
    for row in profile_rows(build, comparison_group(build, "KR-47", "peers")):
        if not catalogue.indicators[row.indicator_id].is_comparable:
            assert row.place is None, "all peers are in the other country"


def test_money_meets_in_purchasing_power_only_across_the_border(build: Build) -> None:
    assert row_of(build, comparison_group(build, "KR-47", "all"), "grdp_per_capita").currency == "ppp"
    assert row_of(build, comparison_group(build, "KR-47", "country"), "grdp_per_capita").currency is None
    own = row_of(build, comparison_group(build, "KR-47", "all"), "personal_income_per_capita")
    assert own.currency is None, "published for one country only"


def test_a_comparison_uses_one_year_for_all(build: Build) -> None:
    row = row_of(build, comparison_group(build, "KR-47", "all"), "share_65plus")
    assert row.year == 2025 and row.place is not None
    assert row.place.year == 2024, "Japan's latest year"
    assert row.breaks == (2010, 2021)


def test_warnings_concern_the_latest_figure(build: Build) -> None:
    row = row_of(build, comparison_group(build, "JP-05", "all"), "total_fertility_rate")
    assert "provisional" in row.warnings
    projected = row_of(build, comparison_group(build, "JP-05", "all"), "projected_share_65plus")
    assert "projection" in projected.warnings and projected.status == "projection"


def test_figures_of_the_other_country_only_are_named_as_such(build: Build) -> None:
    assert (
        row_of(build, comparison_group(build, "KR-47", "all"), "minimum_wage").missing == "other_country_only"
    )
    assert row_of(build, comparison_group(build, "JP-13", "all"), "sme_per_1000").missing == "not_published"
