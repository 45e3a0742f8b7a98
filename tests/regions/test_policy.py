"""Policy instruments and exchange: the figures with their dates, and nothing unknown turned into a zero."""

from collections.abc import Callable

import pytest

from i18n.messages import messages
from regions.asking.page_specs import PROGRAMMES
from regions.asking.view import View
from regions.database.build import Build
from regions.database.languages import LANGUAGES, Language
from regions.policy.companies import all_companies, companies_listing, coverage, find_companies
from regions.policy.designation_counts import (
    PER,
    bureau_areas,
    bureau_counts,
    national_rounds,
    published_counts,
)
from regions.policy.designations import (
    act_figures,
    designation_exhibit,
    headline_facts,
    milestones,
    rounds_left,
)
from regions.policy.hometown import hometown_donation, hometown_tax, years_of_hometown_tax
from regions.policy.municipalities import at_risk, depopulated, depopulation_areas
from regions.policy.policy_profile import policy_profile
from regions.policy.programmes import ASPECTS, main_counts, programme_exhibit, province_figures, schemes
from regions.policy.ties import (
    pair_counts,
    partners,
    ties_of,
)


def view(page: str = "companies", language: Language = "en") -> View:
    return View(page, language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_figures_of_the_scheme_stand_with_their_dates(build: Build, language: Language) -> None:
    facts = {(fact.value, fact.date) for fact in headline_facts(build, language)}
    assert {
        (2148, "2017-12-22"),
        (1543, "2018-12-25"),
        (1060, "2020-10-13"),
        (4743, "2020-10-13"),
        (185, "2018-04-13"),
        (468, "2018-04-13"),
        (667, "2018-04-13"),
        (182, "2018-04-13"),
    } == facts
    said = rounds_left(build, language)
    assert all(part in said for part in ("4,751", "8", "2020-10-13")), "the rounds and the total do not agree"
    sources = build.catalogue.sources
    assert all(sources[fact.source_id].url.startswith("http") for fact in headline_facts(build, language))


def test_plans_and_projects_rise_as_published(build: Build) -> None:
    figures = act_figures(build, "en")
    plans = figures[figures.indicator == "basic_plans_agreed_cumulative"]
    assert plans.figure.tolist() == [70, 185, 190, 210, 252]
    projects = figures[figures.indicator == "leading_projects_approved_cumulative"]
    assert projects.figure.tolist() == [468, 1293]


def test_the_end_of_the_designations_is_dated(build: Build) -> None:
    dates = milestones(build, "timeline", "en")
    assert "Term of the designations ends" in dates[dates.date == "2025-03-31"].title.item()
    assert len(milestones(build, "measure", "ko")) == 8


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_measure_of_the_designations_has_a_sentence_of_its_own(build: Build, language: Language) -> None:
    catalogue = build.catalogue
    claims = set()
    for count, per in (("all", "number"), ("all", "establishments"), ("all", "people"), ("FY2020", "number")):
        exhibit = designation_exhibit(view("companies", language), build, count, per)
        published = exhibit.data.dropna(subset=["value"])
        first = published.iloc[published.value.argmax()]
        assert (first.area or catalogue.regions[first.region_code].short[language]) in exhibit.claim
        assert exhibit.format(first.value, "JP") in exhibit.claim
        assert str(published.area.isna().sum()) in exhibit.claim
        claims.add(exhibit.claim)
    assert len(claims) == 4


LEVELS = [
    ("all", 11, {"METI-CHUGOKU": 447, "METI-SHIKOKU": 296}, 9),
    ("FY2017", 10, {"METI-KYUSHU": 319}, 5),
    ("FY2018", 3, {"METI-KYUSHU": 187}, 5),
    ("FY2020", 18, {}, 0),
]


@pytest.mark.parametrize(("count", "own", "areas", "within"), LEVELS)
@pytest.mark.parametrize("per", PER)
def test_counts_stand_at_the_level_published_and_are_unknown_elsewhere(
    build: Build, count: str, own: int, areas: dict[str, int], within: int, per: str
) -> None:
    frame = published_counts(build, count, per)
    assert len(frame) == 47
    assert (frame.level == "prefecture").sum() == own
    of_bureau = frame[frame.level == "bureau"]
    assert len(of_bureau) == within
    assert (frame.value.dropna() > 0).all()
    if per == "number":
        assert of_bureau.groupby("bureau_code").value.agg(set).to_dict() == {
            code: {number} for code, number in areas.items()
        }
    exhibit = designation_exhibit(view(), build, count, per)
    assert exhibit.has_figures
    assert len(exhibit.missing) == 47 - own - within
    assert f"{own} prefectures" in exhibit.subtitle
    assert exhibit.data.area.nunique() == len(areas)
    assert exhibit.data.area.notna().equals(exhibit.data.level == "Bureau area")
    assert [remark.code for remark in exhibit.remarks] == ["partial_coverage"]


def test_counts_per_establishments_and_people(build: Build) -> None:
    number, per_people, per_establishments = (
        published_counts(build, "all", per).set_index("region_code").value
        for per in ("number", "people", "establishments")
    )
    observed = "SELECT region_code, value FROM observation WHERE indicator_id = 'population_total'"
    people = build.query(f"{observed} AND year = 2020").set_index("region_code").value
    assert number["JP-27"] == 140
    assert per_people["JP-27"] == pytest.approx(140 / people["JP-27"] * 100_000)
    assert 3 < per_establishments["JP-27"] < 6  # Osaka has about 380 thousand private establishments
    shikoku = [f"JP-{number}" for number in range(36, 40)]
    assert per_people["JP-37"] == pytest.approx(296 / people[shikoku].sum() * 100_000)
    assert per_establishments[shikoku].nunique() == 1


def test_each_prefecture_lies_in_the_area_of_one_bureau(build: Build) -> None:
    areas = bureau_areas(build)
    assert set(areas.region_code) == {region.code for region in build.catalogue.regions_of("JP")}
    # What the bureau of Kinki counted is the sum of its prefectures.
    kinki = areas[areas.bureau_code == "METI-KINKI"].region_code
    counts = published_counts(build).set_index("region_code").value
    assert counts[kinki].sum() == 799


def test_rounds_bureaus_and_total(build: Build) -> None:
    assert national_rounds(build).value.tolist() == [2148, 1543, 1060, 4743]
    assert {"METI-KINKI", "METI-KYUSHU"} <= set(bureau_counts(build, "ja").region_code)


def test_coverage_counts_what_is_listed(build: Build) -> None:
    frame = coverage(build).set_index("region_code")
    assert (frame.held["JP"], frame.official["JP"]) == (77, 4743)
    assert (frame.held["JP-41"], frame.official["JP-41"], frame.as_of["JP-41"]) == (19, 52, "2018-12-25")
    assert frame.official.isna()["JP-02"]


def test_companies_are_found_by_word_region_and_round(build: Build) -> None:
    companies = all_companies(build)
    assert len(find_companies(companies, regions=("JP-41",))) == 19
    assert find_companies(companies, words="spiber 鶴岡").name.tolist() == ["Spiber"]
    assert set(find_companies(companies, rounds=("2020",)).round_year) == {2020}
    assert find_companies(companies, words="no such company").empty
    assert find_companies(companies.iloc[:0], words="spiber").empty
    assert find_companies(companies, programmes=("kr_baby_unicorn",), words="a").empty
    assert set(find_companies(companies, programmes=("kr_regional_star",)).country) == {"KR"}
    assert len(find_companies(companies, words="(((")) == 0


@pytest.mark.parametrize(
    ("language", "town"), [("ko", "쓰루오카시 [鶴岡市]"), ("ja", "鶴岡市"), ("en", "Tsuruoka-shi [鶴岡市]")]
)
def test_towns_of_companies_are_named_and_found_in_every_script(
    build: Build, language: Language, town: str
) -> None:
    companies = find_companies(all_companies(build), words=f"spiber {town.split()[0]}")
    listing = companies_listing(view("companies", language), build, companies)
    assert listing.data.municipality.item() == town
    placed = all_companies(build).dropna(subset=["municipality"])
    assert placed.municipality_code.notna().all()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_list_of_companies_links_to_the_register(build: Build, language: Language) -> None:
    companies = find_companies(all_companies(build), words="山上木工")
    listing = companies_listing(view("companies", language), build, companies)
    assert listing.data.register.item().endswith("selHouzinNo=1460302003439")
    assert "77" in listing.subtitle and "4,743" in listing.subtitle


def test_schemes_side_by_side(build: Build) -> None:
    for language in LANGUAGES:
        table = schemes(build, language)
        assert set(table.programme_id) == {"jp_regional_future_leading_company", *PROGRAMMES}
        assert set(ASPECTS) <= set(table.columns)
        assert table.set_index("programme_id").reading.notna().sum() == 3


def test_provinces_not_published_are_unknown_never_zero(build: Build) -> None:
    for code in PROGRAMMES:
        exhibit = programme_exhibit(view(), build, code)
        if exhibit is None:
            continue
        published = set(main_counts(build, "en", code).region_code)
        missing = set(exhibit.data[exhibit.data.value.isna()].region_code)
        assert missing == {region.code for region in build.catalogue.regions_of("KR")} - published
        assert set(exhibit.missing) == missing
    # Published zeros stay zeros: no baby unicorn in Sejong until 2022.
    zero = province_figures(build, "en").query("programme_id == 'kr_baby_unicorn' and region_code == 'KR-50'")
    assert zero.value.tolist() == [0]


def test_hometown_tax_adds_up(build: Build) -> None:
    assert years_of_hometown_tax(build) == list(range(2008, 2025))
    frame = hometown_tax(build, 2024).set_index("region_code")
    assert frame.received["JP-01"] == 179_956_535_849
    assert (frame.by_prefecture + frame.by_municipalities - frame.received).abs().max() == 0
    assert frame.received["JP"] == frame.received.drop("JP").sum()
    assert frame.net.isna().all()
    assert hometown_tax(build, 2008).cost.isna().all()
    known = hometown_tax(build, 2020).set_index("region_code")
    assert known.deduction["JP-01"] == 7_955_246_000
    assert known.net["JP-01"] == known.received["JP-01"] - 7_955_246_000


def test_koreas_donation_covers_the_nation_and_some_provinces(build: Build) -> None:
    frame = hometown_donation(build)
    amounts = frame[frame.indicator == "hometown_donation_amount"]
    nation = amounts[amounts.region_code == "KR"].set_index("year").value
    assert nation.to_dict() == {2023: 65.06e9, 2024: 87.93e9, 2025: 151.5e9}
    assert "KR-11" not in set(amounts.region_code)
    assert (frame.value > 0).all()


def test_municipalities_at_risk_and_depopulated(build: Build) -> None:
    japan = at_risk(build, "JP").set_index("region_code")
    assert (japan.at_risk["JP"], japan.counted["JP"]) == (744, 1729)
    assert len(japan) == 48
    korea = at_risk(build, "KR").set_index("region_code")
    assert korea.at_risk["KR"] == korea.at_risk.drop("KR").sum()
    areas = depopulation_areas(build)
    assert len(areas) == 89
    gunwi = areas[areas.municipality == "군위군"].iloc[0]
    assert (gunwi.region_code, gunwi.current_region_code) == ("KR-47", "KR-27")
    assert depopulated(build).set_index("region_code").value.to_dict() == {
        "JP": 885,
        "JP-01": 152,
        "JP-32": 19,
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_profile_of_a_region_holds_dated_figures(build: Build, language: Language) -> None:
    saga = policy_profile(build, "JP-41", language)
    assert ("leading_companies_cumulative", 52, "2018-12-25") in {
        (one.what, one.value, one.date) for one in saga.figures
    }
    assert len(saga.companies) == 19
    gyeongbuk = policy_profile(build, "KR-47", language)
    assert len(gyeongbuk.areas) == 15
    assert len(gyeongbuk.ties) == len(ties_of(build, "KR-47"))
    sources = build.catalogue.sources
    assert all(one.date and one.source_id in sources for one in (*saga.figures, *gyeongbuk.figures))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_list_without_rows_says_so_where_its_sources_stand(build: Build, language: Language) -> None:
    listing = companies_listing(view("companies", language), build, all_companies(build).iloc[:0])
    nothing = messages(language)("source.no_rows")
    assert nothing in listing.source_line and nothing in listing.citation


def test_a_region_without_ties_says_nothing_rather_than_zero(altered: Callable[..., Build]) -> None:
    build = altered("DELETE FROM tie WHERE kr_region_code = 'KR-47'")
    assert partners(build, "KR-47") == ()
    assert "KR-47" not in set(pair_counts(build).kr_region_code)


def test_every_remark_is_translated(build: Build) -> None:
    for table, name in (
        ("tie", "note"),
        ("exchange_event", "note"),
        ("designation", "note"),
        ("designation", "basis"),
    ):
        frame = build.query(
            f"SELECT {name}, {name}_ko AS ko, {name}_ja AS ja FROM {table} WHERE {name} IS NOT NULL"
        )
        assert frame[frame.ko.isna() | frame.ja.isna()][name].tolist() == [], table
