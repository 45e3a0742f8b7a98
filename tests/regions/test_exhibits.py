"""Overview and comparison: the figures, the sentences and what travels with them."""

import re
from dataclasses import replace
from itertools import cycle

import pandas as pd
import pytest

from i18n.messages import messages
from regions.asking.view import decode
from regions.database.build import Build, current_build
from regions.database.catalogue import Catalogue
from regions.database.languages import LANGUAGES, Language
from regions.exhibits.answers import answer
from regions.exhibits.compare import claim_note, compare_exhibits, ready_made_sets
from regions.exhibits.overview import overview_exhibit
from regions.figures.observations import observations, rebase
from regions.shapes.exhibit import Exhibit, counted
from regions.words.claims import claim
from regions.words.sentences import Amount, IndicatorName, RegionName, Year, render, sentence

# What a value or placeholder that was not filled in leaves behind.
UNFINISHED = re.compile(r"[{}]|\bNone\b|\bnan\b")


@pytest.fixture(scope="module")
def build(database_path: object) -> Build:
    return current_build()


@pytest.fixture(scope="module")
def known(build: Build) -> Catalogue:
    return build.catalogue


def overview(build: Build, language: Language, **query: str) -> Exhibit:
    view, _ = decode("overview", {name: [value] for name, value in query.items()}, build.catalogue, language)
    return overview_exhibit(view, build)


def compare(build: Build, language: Language = "en", /, **query: list[str]) -> list[Exhibit]:
    view, _ = decode("compare", query, build.catalogue, language)
    return compare_exhibits(view, build)


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("ko", "2024년, 한국 17개 시도 중 13곳과 일본 47개 도도부현 중 45곳에서 인구가 줄었습니다"),
        ("ja", "2024年、日本47都道府県のうち45都道府県、韓国17市・道のうち13市・道で人口が減った"),
        (
            "en",
            "In 2024, the population fell in 13 of 17 Korean provinces and in 45 of 47 Japanese prefectures",
        ),
    ],
)
def test_the_headline_counts_the_regions_that_lost_people(
    known: Catalogue, build: Build, language: Language, sentence: str
) -> None:
    assert overview(build, language, indicator="population_change_rate").claim == sentence


def test_no_sentence_is_built_on_a_year_that_is_a_break(known: Catalogue, build: Build) -> None:
    """In 2021 Korea cancelled 143,162 long-untraceable registrations: its change is not a loss of people."""
    assert overview(build, "en", indicator="population_change_rate", year="2021").claim == ""


def test_every_indicator_has_a_complete_exhibit(known: Catalogue, build: Build) -> None:
    for (code, indicator), language in zip(known.indicators.items(), cycle(LANGUAGES), strict=False):
        exhibit = overview(build, language, indicator=code)
        assert indicator.called(language) in exhibit.title
        assert exhibit.data.value.notna().any(), code
        for text in (exhibit.subtitle, exhibit.source_line, exhibit.citation, exhibit.alternative_text):
            assert text and not UNFINISHED.search(text), (code, text)
        assert not UNFINISHED.search(exhibit.claim), (code, exhibit.claim)
        assert exhibit.comparability.code == indicator.comparability


def test_a_region_without_a_figure_is_missing_not_zero(known: Catalogue, build: Build) -> None:
    exhibit = overview(build, "en", indicator="leading_companies")
    assert exhibit.missing
    rows = exhibit.data[exhibit.data.region_code.isin(exhibit.missing)]
    assert rows.value.isna().all()
    assert any("No figures" in note for note in exhibit.notes)


def test_ranks_start_at_the_highest_and_leave_the_nations_out(known: Catalogue, build: Build) -> None:
    data = overview(build, "en", indicator="share_65plus", year="2024").data.set_index("region_code")
    assert data.rank_all["JP-05"] == 1
    assert data.rank_country["KR-46"] == 1
    assert pd.isna(data.rank_all["JP"]) and pd.isna(data.rank_country["KR"])
    assert data.rank_all.max() == 64


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("indicator", "mode", "message"),
    [
        ("unemployment_rate", "index", "compare.no_sentence.countries"),
        ("share_65plus", "change", "compare.no_sentence.break"),
        ("total_fertility_rate", "level", None),
    ],
)
def test_why_there_is_no_sentence_is_said(
    build: Build, language: Language, indicator: str, mode: str, message: str | None
) -> None:
    exhibit = compare(build, language, indicator=[indicator], mode=[mode])[0]
    assert bool(exhibit.claim) == (message is None)
    assert claim_note(exhibit, build.catalogue) == (messages(language)(message) if message else "")


def test_a_sentence_of_an_earlier_year_than_the_lines_says_why(build: Build) -> None:
    exhibit = compare(build, indicator=["births"], region=["JP-47", "KR-49"], mode=["index"])[0]
    said = messages("en")("compare.told_earlier", year=2023, broken=2024)
    assert "2023" in exhibit.claim and claim_note(exhibit, build.catalogue) == said


def test_what_does_not_compare_is_not_ranked_together(known: Catalogue, build: Build) -> None:
    assert overview(build, "en", indicator="vacant_house_rate").data.rank_all.isna().all()
    national_money = overview(build, "en", indicator="grdp_per_capita", currency="national")
    assert national_money.data.rank_all.isna().all()


def test_gyeongbuk_beside_akita(known: Catalogue, build: Build) -> None:
    (exhibit,) = compare(build, indicator=["share_65plus"], region=["KR-47", "JP-05"])
    picks = exhibit.data[exhibit.data.role == "pick"]
    akita = picks[(picks.region_code == "JP-05") & (picks.year == 2024)].value.item()
    assert round(akita, 2) == 39.51
    assert set(exhibit.data[exhibit.data.role == "reference"].region_code) == {"KR", "JP"}
    name = known.indicators["share_65plus"].called("en")
    assert exhibit.claim == f"{name}, 2024: Akita 39.5%, Gyeongbuk 26.0%"


def test_an_index_stands_on_a_shared_year(known: Catalogue, build: Build) -> None:
    (exhibit,) = compare(build, indicator=["births"], region=["KR-47", "JP-05"], mode=["index"])
    base = exhibit.data[exhibit.data.year == exhibit.base_year]
    assert (base.value == 100).all()
    assert str(exhibit.base_year) in exhibit.subtitle


@pytest.mark.parametrize(
    ("language", "mode", "beginning"),
    [
        ("ko", "index", "2023년 출생아 수, 지수(2000년=100): "),
        ("ja", "index", "2023年の出生数、指数（2000年=100）："),
        ("en", "index", "Live births, index (2000 = 100), 2023: "),
        ("en", "change", "Live births, change since 2000 (%), 2023: "),
        ("en", "level", "Live births, 2023: "),
    ],
)
def test_the_sentence_says_what_figures_set_against_a_year_are(
    known: Catalogue, build: Build, language: Language, mode: str, beginning: str
) -> None:
    query = {
        "indicator": ["births"],
        "region": ["KR-47", "JP-05"],
        "mode": [mode],
        "from": ["2000"],
    }
    assert compare(build, language, **query)[0].claim.startswith(beginning)
    across = query | {"indicator": ["population_total"]}
    assert mode == "level" or compare(build, language, **across)[0].claim == "", "the register breaks in 2010"


@pytest.mark.parametrize(
    ("language", "points"), [("ko", "%p"), ("ja", "ポイント"), ("en", " percentage points")]
)
def test_a_difference_of_percentages_is_told_in_percentage_points(
    build: Build, language: Language, points: str
) -> None:
    query = {"indicator": ["share_65plus"], "region": ["KR-47", "JP-05"], "mode": ["change"]}
    exhibit = compare(build, language, **query)[0]
    assert exhibit.format(11.5, "JP") == f"+11.5{points}"
    assert (
        points.strip() in exhibit.subtitle and "%)" not in exhibit.subtitle and "%）" not in exhibit.subtitle
    )


def test_nations_that_would_flatten_the_regions_are_left_out_and_named(
    known: Catalogue, build: Build
) -> None:
    query = {"indicator": ["population_total"], "region": ["KR-47", "JP-05"]}
    drawn = compare(build, **query)[0]
    assert set(drawn.data.region_code) == {"KR-47", "JP-05"}
    assert any("Korea and Japan are not drawn" in note for note in drawn.notes)
    for more in ({"scale": ["log"]}, {"mode": ["index"]}, {"indicator": ["share_65plus"]}):
        assert {"KR", "JP"} <= set(compare(build, **{**query, **more})[0].data.region_code)
    assert set(compare(build, **{**query, "region": ["KR", "JP"]})[0].data.region_code) == {"KR", "JP"}
    beside = compare(build, **{**query, "region": ["KR-41", "JP-13"]})[0]
    assert set(beside.data.region_code) == {"KR-41", "JP-13", "KR"}  # Gyeonggi is a quarter of Korea


def test_change_is_percent_for_counts_and_difference_for_shares(known: Catalogue) -> None:
    frame = pd.DataFrame({"region_code": "KR-47", "year": [2000, 2001], "value": [20.0, 25.0]})
    assert rebase(frame, known.indicators["births"], "change").data.value.tolist() == [0, 25]
    assert rebase(frame, known.indicators["share_65plus"], "change").data.value.tolist() == [0, 5]


def test_a_series_that_cannot_be_indexed_is_named_as_missing(known: Catalogue) -> None:
    frame = pd.DataFrame(
        {
            "region_code": ["KR-47", "KR-47", "JP-05", "JP-05"],
            "year": [2000, 2001, 2000, 2001],
            "value": [-3.0, 2.0, 5.0, 6.0],
        }
    )
    rebased = rebase(frame, known.indicators["net_migration"], "index")
    assert rebased.dropped == ("KR-47",)
    assert set(rebased.data.region_code) == {"JP-05"}


def test_a_span_without_figures_is_empty_and_says_so(known: Catalogue, build: Build) -> None:
    years = {"from": ["1980"], "to": ["1990"]}
    exhibits = compare(build, indicator=["births"], region=["KR-50"], **years)
    assert exhibits[0].missing == ("KR-50",)
    assert exhibits[0].claim == ""


def test_region_changes_are_noted_where_the_years_cross_them(known: Catalogue, build: Build) -> None:
    (crossing,) = compare(build, indicator=["population_total"], region=["KR-47"])
    assert any("1 July 2023" in text for text in _said(crossing))
    (before,) = compare(build, indicator=["population_total"], region=["KR-47"], to=["2020"])
    assert not any("1 July 2023" in text for text in _said(before))


def _said(exhibit: Exhibit) -> list[str]:
    return [*exhibit.notes, *(remark.text for remark in exhibit.remarks)]


def test_a_change_that_a_warning_tells_is_not_noted_once_more(build: Build) -> None:
    exhibit = overview(build, "en", indicator="crude_birth_rate", year="2023")
    assert sum(text.count("Gunwi") for text in _said(exhibit)) == 1


def test_remarks_name_provisional_years(known: Catalogue, build: Build) -> None:
    exhibit = overview(build, "en", indicator="total_fertility_rate", year="2024")
    assert any(remark.code == "provisional" and "Japan 2024" in remark.text for remark in exhibit.remarks)


@pytest.mark.parametrize("language", ["ko", "ja", "en"])
def test_that_a_year_is_provisional_is_said_once(build: Build, language: Language) -> None:
    for indicator, year in (("grdp_per_capita", "2023"), ("total_fertility_rate", "2024")):
        exhibit = overview(build, language, indicator=indicator, year=year)
        (remark,) = (one for one in exhibit.remarks if one.code == "provisional")
        assert remark.text.count(year) == 1


def test_an_incomplete_year_makes_no_claim_about_all_regions(known: Catalogue) -> None:
    indicator = known.indicators["population_change_rate"]
    frame = pd.DataFrame(
        {
            "region_code": ["KR-11", "KR-26", "JP-01", "JP-02"],
            "country": ["KR", "KR", "JP", "JP"],
            "year": 2024,
            "value": [-1.0, -2.0, -0.5, -0.6],
        }
    )
    sentence = claim(indicator, frame, known, None, "en")
    assert sentence is not None and sentence.message_id != "claim.lost_population"


def test_an_index_and_a_change_in_per_cent_need_no_unit(build: Build) -> None:
    for mode, text in (("index", "105.0"), ("change", "+105.0%")):
        (exhibit,) = compare(build, indicator=["births"], region=["KR-47"], mode=[mode])
        assert replace(exhibit, units={}).format(105.0, "KR") == text


@pytest.mark.parametrize(("currency", "compared"), [("national", False), ("ppp", True), ("usd", True)])
def test_won_are_not_set_against_yen(build: Build, currency: str, compared: bool) -> None:
    exhibit = overview(build, "en", indicator="grdp_per_capita", currency=currency)
    assert exhibit.data.rank_all.notna().any() == compared
    assert "highest in Korea" in exhibit.claim and "Japan as a whole" not in exhibit.claim


def test_ready_made_sets_hold_known_regions(known: Catalogue, build: Build) -> None:
    sets = ready_made_sets(build)
    assert sets["most_aged"].members[0] == "JP-05"
    assert len(sets["most_aged"].members) == 10
    assert all(set(group.members) <= set(known.regions) for group in sets.values())


def test_observations_of_a_currency_are_converted(known: Catalogue, build: Build) -> None:
    indicator = known.indicators["grdp_per_capita"]
    dollars = observations(build, indicator, "ppp")
    nation = dollars[(dollars.region_code == "KR") & (dollars.year == 2022)].value.item()
    assert round(nation, -2) == 55_600


_ASKED: tuple[tuple[str, dict[str, list[str]]], ...] = (
    ("overview", {}),
    ("rank", {}),
    ("rank", {"show": ["change"]}),
    ("rank", {"show": ["concentration"]}),
    ("compare", {"region": ["KR-47", "JP-22"]}),
    ("compare", {"region": ["KR-47"], "mode": ["lag"], "shift": ["when"]}),
    ("compare", {"region": ["KR-47"], "mode": ["lag"], "shift": ["ranking"]}),
    ("compare", {"region": ["KR-47"], "mode": ["lag"], "shift": ["trend"]}),
)


@pytest.mark.parametrize(
    "code", ["share_65plus", "extinction_risk_index", "registered_population_change_rate"]
)
@pytest.mark.parametrize(("asked", "language"), list(zip(_ASKED, cycle(LANGUAGES), strict=False)))
def test_titles_are_short_and_the_line_below_says_whom_the_figures_count(
    build: Build, asked: tuple[str, dict[str, list[str]]], language: Language, code: str
) -> None:
    page, query = asked
    indicator = build.catalogue.indicators[code]
    view, _ = decode(page, {**query, "indicator": [code]}, build.catalogue, language)
    for exhibit in answer(view, build):
        assert indicator.name[language] not in f"{exhibit.title} {exhibit.claim}"
        assert indicator.in_sentence[language] in exhibit.title.lower()
        assert counted(indicator, language) in exhibit.subtitle


@pytest.mark.parametrize(
    ("language", "figures"),
    [
        ("en", "3.7 million people (1920) → 14.2 million"),
        ("ko", "370만명(1920년) → 1,418만명"),
        ("ja", "370万人"),
    ],
)
def test_both_figures_of_a_sentence_are_written_alike(build: Build, language: Language, figures: str) -> None:
    (own,) = compare(build, language, indicator=["population_total"], region=["JP-13"])
    assert figures in own.claim
    (pair,) = compare(build, "en", indicator=["population_total"], region=["JP-13", "KR-47"])
    assert "14.2 million" in pair.claim and "2.53 million" in pair.claim
    amounts = {
        name: Amount(value, "population_total", "JP")
        for name, value in (("first_value", 3.7e6), ("last_value", 14e6))
    }
    told = sentence(
        "compare.claim_single",
        indicator=IndicatorName("population_total"),
        region=RegionName("JP-13"),
        first=Year(1920),
        last=Year(2024),
        **amounts,
    )
    assert "3.7 million people (1920) → 14 million people" in render(told, build.catalogue, "en")
