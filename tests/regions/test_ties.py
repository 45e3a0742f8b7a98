"""Ties, meetings and federations between the two countries, with their dates and official totals."""

import pytest

from regions.asking.view import View
from regions.database.build import Build
from regions.database.languages import LANGUAGES, Language
from regions.policy.meetings import FORUM_PAIRS, all_meetings, federations, meetings_listing, moment_of
from regions.policy.ties import (
    all_ties,
    ideas,
    nearest_without_tie,
    official_totals,
    pair_counts,
    partners,
    ties_listing,
    ties_of,
)


@pytest.mark.parametrize(
    ("korea", "japan", "date"),
    [
        ("KR-41", "JP-14", "1990-04-24"),
        ("KR-48", "JP-35", "1987-06-26"),
        ("KR-49", "JP-02", "2016-08-08"),
        ("KR-46", "JP-39", "2016-10-31"),
    ],
)
def test_ties_between_governments_have_their_dates(build: Build, korea: str, japan: str, date: str) -> None:
    ties = all_ties(build)
    found = ties[(ties.kr_region_code == korea) & (ties.jp_region_code == japan) & (ties.level == "province")]
    assert found.agreed_date.tolist() == [date]


@pytest.mark.parametrize(("language", "words"), [("ko", "파기"), ("ja", "破棄"), ("en", "void")])
def test_gyeongbuk_and_shimane_carry_the_note(build: Build, language: Language, words: str) -> None:
    listing = ties_listing(View("exchange", language), build, ties_of(build, "KR-47"))
    row = listing.data[(listing.data.jp_region_code == "JP-32") & (listing.data.level == "province")]
    assert "2005" in row.note.item()
    assert words in row.note.item()


def test_the_number_of_ties_held_is_counted_and_stands_beside_the_official_numbers(build: Build) -> None:
    assert len(all_ties(build)) == 198
    assert [(one.number, one.date) for one in official_totals(build, "en")] == [
        (158, "2015"),
        (163, "2017-09"),
        (200, "2021-09-30"),
    ]
    listing = ties_listing(View("exchange", "en"), build, all_ties(build))
    assert "198 of about 200" in listing.subtitle
    assert [remark.code for remark in listing.remarks] == ["partial_coverage"]
    assert listing.data.source_url.notna().all()


def test_every_tie_is_drawn_between_two_regions(build: Build) -> None:
    ties = all_ties(build)
    assert ties.jp_region_code.notna().all()
    assert pair_counts(build).ties.sum() == len(ties)


def test_partners_and_ideas_never_overlap(build: Build) -> None:
    for code in ("KR-47", "JP-22", "KR-50", "JP-03"):
        held = {one.region_code for one in partners(build, code)}
        proposed = ideas(build, code)
        assert proposed
        assert not held & {one.region_code for one in proposed}
        assert [one.rank for one in proposed] == sorted(one.rank or 0 for one in proposed)
        assert all(one.reasons and not one.ties for one in proposed)
    pairs = set(zip(pair_counts(build).kr_region_code, pair_counts(build).jp_region_code, strict=True))
    assert not pairs & {(code, one.region_code) for code, one in nearest_without_tie(build)}


def test_partners_count_every_tie_of_the_region(build: Build) -> None:
    ties = ties_of(build, "KR-47")
    assert sum(one.ties for one in partners(build, "KR-47")) == len(ties)
    shimane = next(one for one in partners(build, "KR-47") if one.region_code == "JP-32")
    assert (shimane.between_governments, shimane.first_date) == (True, "1989-10-06")


@pytest.mark.parametrize(
    ("date", "titles"),
    [
        (
            "2018-04-14",
            {"ko": "아이즈와카마쓰", "ja": "会津若松", "en": "Aizuwakamatsu"},
        ),
        (
            "2025-11-25",
            {"ko": "한일 중소기업 경제 포럼", "ja": "日韓中小企業経済フォーラム", "en": "SME Economic Forum"},
        ),
    ],
)
def test_meetings_in_three_languages(build: Build, date: str, titles: dict[str, str]) -> None:
    for language in LANGUAGES:
        listing = meetings_listing(View("exchange", language), build)
        row = listing.data[listing.data.date == date]
        assert titles[language] in row.title.item()
        assert row.source_url.notna().all()


def test_meetings_run_from_1992_to_2025_with_both_sides_of_the_forum(build: Build) -> None:
    meetings = all_meetings(build)
    assert (meetings.year.min(), meetings.year.max()) == (1992, 2025)
    forum = meetings[meetings.series == "interregional_forum"].iloc[0]
    assert (forum.participants, forum.participants_kr, forum.participants_jp) == (86, 58, 28)
    assert (meetings.series == "jp_summit").sum() == 4


@pytest.mark.parametrize(
    ("date", "moment"), [("1993", 1993.5), ("2008-01", 2008.038), ("2018-04-14", 2018.286)]
)
def test_a_date_becomes_a_moment(date: str, moment: float) -> None:
    assert moment_of(date) == pytest.approx(moment, abs=0.001)


def test_federations_stand_side_by_side(build: Build) -> None:
    found = federations(build, "en").set_index(["country", "indicator"]).figure
    assert found["KR", "sme_federation_member_organisations"] == 937
    assert found["JP", "sme_federation_member_organisations"] == 27_000
    assert found["KR", "sme_federation_founded"] == 1962
    assert found["JP", "sme_federation_founded"] == 1956


def test_the_pairings_are_those_of_the_forum() -> None:
    assert set(FORUM_PAIRS) == {
        ("KR-47", "JP-22"),
        ("KR-27", "JP-42"),
        ("KR-45", "JP-04"),
        ("KR-29", "JP-47"),
    }
