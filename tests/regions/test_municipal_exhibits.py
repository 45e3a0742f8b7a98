"""The page of municipalities and the profile of one: what they say of the shipped figures."""

from dataclasses import replace
from itertools import cycle

import pytest

from interface.shared.tables import municipal_table
from regions.asking.view import View, address, decode
from regions.database.build import Build
from regions.database.languages import LANGUAGES, Language
from regions.exhibits.answers import answer, in_language
from regions.exhibits.municipal_profile import municipal_profile_exhibits
from regions.exhibits.municipalities import municipal_exhibit, municipal_ranking_exhibit, municipal_years
from regions.exhibits.rank import show_of
from regions.figures.counterparts import alike_municipalities
from regions.figures.municipal import SIZE_LIMITS, marked, municipal_year, size_class
from regions.figures.municipal_profile import municipal_rows
from regions.policy.ties import municipal_partners, ties_of_municipality
from regions.words.municipal import designation_claim, municipal_claim
from regions.words.sentences import render

INDEX = "registered_extinction_risk_index"
VIEW = View("municipalities", "en", (INDEX,), ("KR-47", "JP-32"), 2023)


@pytest.mark.parametrize(
    ("regions", "said"),
    [
        (
            ("KR-47", "JP-32"),
            "In 2023, 20 of Gyeongbuk’s 22 municipalities and all 19 of Shimane’s were below 0.5;"
            " the lowest are Uiseong (0.102) and Tsuwano (0.097)",
        ),
        (
            ("KR", "JP"),
            "In 2023, 126 of Korea’s 229 municipalities and 1,675 of Japan’s 1,741 were below 0.5;",
        ),
    ],
)
def test_the_municipalities_below_the_level_are_counted(
    build: Build, regions: tuple[str, ...], said: str
) -> None:
    assert municipal_exhibit(replace(VIEW, regions=regions), build).claim.startswith(said)


@pytest.mark.parametrize(
    ("language", "regions", "said"),
    [
        (
            "en",
            ("KR-29", "JP-34"),
            "In 2023, all 23 of Hiroshima’s municipalities were below 0.5, and none of Gwangju’s 5;"
            " the lowest are Osakikamijima (0.085) and Nam-gu, Gwangju (0.557)",
        ),
        ("en", ("KR-29",), "In 2023, none of Gwangju’s 5 municipalities were below 0.5;"),
        (
            "ja",
            ("JP-34", "KR-29"),
            "2023年、広島の23市区町村すべてが0.5を下回り、光州の5市郡区に下回るところはない。",
        ),
        ("ja", ("KR-29",), "2023年、光州の5市郡区に0.5を下回るところはなく、最も低いのは光州 南区"),
        (
            "ko",
            ("JP-34", "KR-29"),
            "2023년 히로시마의 23개 시정촌 모두가 0.5 미만이고 광주의 5개 시군구 중에는 없으며,",
        ),
        ("ko", ("KR-29",), "2023년 광주의 5개 시군구 중 0.5 미만인 곳은 없으며,"),
    ],
)
def test_that_there_is_none_is_said_in_words(
    build: Build, language: Language, regions: tuple[str, ...], said: str
) -> None:
    view = replace(VIEW, regions=regions, language=language)
    assert municipal_exhibit(view, build).claim.startswith(said)


def test_every_indicator_has_maps_and_a_strip_in_every_language(build: Build) -> None:
    known = build.catalogue.municipal.indicators.values()
    for indicator, language in zip(known, cycle(LANGUAGES), strict=False):
        view, notices = decode(
            "municipalities", {"indicator": [indicator.id], "lang": [language]}, build.catalogue
        )
        assert notices == ()
        maps, *strips = answer(view, build)
        assert len(maps.data) == 22 + 19
        assert maps.title and maps.subtitle and maps.claim
        assert len(strips) == indicator.is_rankable
        for strip in strips:
            assert len(strip.data) == 229 + 1741
            assert set(strip.data.country[strip.data.value.notna()]) == set(indicator.countries)


def test_a_partial_list_says_how_many_have_a_figure(build: Build) -> None:
    """Gunwi has no figure before 2023."""
    claim = municipal_exhibit(replace(VIEW, regions=("KR-27",), year=2022), build).claim
    assert "of Daegu’s 8 municipalities that have a figure" in claim


def test_without_a_year_the_latest_covered_in_both_countries_is_shown(build: Build) -> None:
    view = replace(VIEW, year=None)
    assert set(municipal_exhibit(view, build).data.year) == {max(municipal_years(view, build))}
    korean = replace(view, regions=("KR-47",))
    assert max(municipal_years(korean, build)) >= max(municipal_years(view, build))


def test_a_year_without_figures_is_replaced_and_told(build: Build) -> None:
    last = max(municipal_years(VIEW, build))
    exhibit = municipal_exhibit(replace(VIEW, year=last + 30), build)
    assert set(exhibit.data.year) == {last}
    assert f"There are no figures for {last + 30}; {last} is shown" in exhibit.notes


def test_ranks_are_among_those_with_a_figure_and_ties_share_the_better(build: Build) -> None:
    frame = municipal_year(build, INDEX, 2023).set_index("region_code")
    own = frame.loc["KR-47730"]
    assert (own.rank_region, own.n_region) == (22, 22)
    assert own.n_country == 229 and own.n_all == 229 + 1741
    lower = frame.value.rank(ascending=False, method="min")
    assert (frame.rank_all == lower).all()
    assert (frame.groupby("parent_code").rank_region.min() == 1).all()


@pytest.mark.parametrize(
    ("residents", "number"), [(4_999, 0), (5_000, 1), (299_999, 5), (300_000, 6), (float("nan"), None)]
)
def test_classes_of_size_begin_at_their_limits(residents: float, number: int | None) -> None:
    assert len(SIZE_LIMITS) == 6
    assert size_class(residents) == number


def test_marked_figures_are_told(build: Build) -> None:
    codes = {remark.code for remark in municipal_ranking_exhibit(VIEW, build).remarks}
    assert {"small_count", "population_basis_differs"} <= codes
    frame = municipal_year(build, INDEX, 2023)
    assert marked(frame, "small_count").any() and "JP-07546" in set(
        frame.region_code[marked(frame, "evacuated")]
    )
    # Neither Gyeongbuk nor Hiroshima has a place of fewer than 1,000 or one that was evacuated.
    told = municipal_exhibit(replace(VIEW, regions=("KR-47", "JP-34")), build).remarks
    assert not {"small_count", "population_basis_differs"} & {remark.code for remark in told}


def test_nothing_is_said_of_what_has_no_figures(build: Build) -> None:
    indicator = build.catalogue.municipal.indicators[INDEX]
    frame = municipal_year(build, INDEX, 2023).assign(value=float("nan"))
    assert municipal_claim(indicator, frame, ("KR-47",)) is None


def test_the_profile_is_made_in_every_language(build: Build) -> None:
    view = View("region", "ko", regions=("KR-47730",))
    for exhibit in municipal_profile_exhibits(view, build):
        for language in LANGUAGES:
            other = in_language(exhibit, language, build)
            assert other.id == exhibit.id and other.title
            assert len(other.data) == len(exhibit.data)


def test_counterparts_are_near_in_size_and_age_and_say_why(build: Build) -> None:
    across = alike_municipalities(build, "KR-47730", "across")
    assert len(across.peers) == 5 and all(peer.region_code.startswith("JP-") for peer in across.peers)
    assert across.compared == 1741
    assert sum(line.weight for line in across.weights) == pytest.approx(1)
    for peer in across.peers:
        size = next(part for part in peer.contributions if part.indicator_id == "registered_population")
        assert 1 / 3 < size.value / size.peer_value < 3
    own = alike_municipalities(build, "KR-47730", "own")
    assert "KR-47730" not in {peer.region_code for peer in own.peers}
    assert all(peer.region_code.startswith("KR-") for peer in own.peers)


# Large, suburban, rural, on islands; of each the other country has places of its size.
_OF_ALL_KINDS = (
    *("JP-13112", "JP-40130", "JP-47201", "JP-15224", "JP-42209", "JP-11208", "JP-12227"),
    *("KR-41110", "KR-48120", "KR-11680", "KR-26350", "KR-47730", "KR-47940", "KR-28720", "KR-41480"),
    *("KR-47110", "KR-46910", "KR-50110", "KR-51130", "KR-48840"),
)


@pytest.mark.parametrize("code", _OF_ALL_KINDS)
def test_the_nearest_counterpart_is_about_as_large(build: Build, code: str) -> None:
    (nearest,) = alike_municipalities(build, code, "across", 1).peers
    size = next(part for part in nearest.contributions if part.indicator_id == "registered_population")
    assert 2 / 3 < size.value / size.peer_value < 3 / 2


def test_size_weighs_as_much_as_all_else(build: Build) -> None:
    """The lines of age say nearly the same: with a third, a place of a seventh of the people came first."""
    group = alike_municipalities(build, "JP-14100", "across", 3)
    (size,) = [line.weight for line in group.weights if line.indicator_id == "registered_population"]
    assert size == pytest.approx(0.5)
    largest = municipal_year(build, "registered_population", 2023)
    largest = largest[largest.country == "KR"].nlargest(4, "value")
    assert {peer.region_code for peer in group.peers} <= set(largest.region_code)


def test_a_designation_without_a_day_says_so(build: Build) -> None:
    (code,) = build.query("SELECT min(region_code) FROM municipal_designation WHERE since IS NULL").iloc[0]
    said = designation_claim(build, code)
    assert said is not None
    assert render(said, build.catalogue, "en") == "Area of concern (Korea) (the source gives no date)"


def test_counterparts_are_as_near_one_way_as_the_other(build: Build) -> None:
    for peer in alike_municipalities(build, "KR-47730", "across").peers:
        back = alike_municipalities(build, peer.region_code, "across", number=229)
        found = next(one for one in back.peers if one.region_code == "KR-47730")
        assert found.distance == pytest.approx(peer.distance)


def test_ties_lead_to_the_municipalities_they_are_between(build: Build) -> None:
    partners = municipal_partners(build)
    for code, others in partners.items():
        assert code in build.catalogue.municipal.places
        assert all(other[:2] != code[:2] for other in others)
        for other in others:
            if other in build.catalogue.municipal.places:
                assert code in partners[other]
    held = sum(len(ties_of_municipality(build, code)) for code in partners)
    assert held >= 300


@pytest.mark.parametrize(
    ("query", "regions", "notice"),
    [
        ({"region": ["JP-99999"]}, ("KR-47", "JP-32"), "unknown_region"),
        ({"region": ["KR-47730"]}, ("KR-47",), None),
        ({"region": ["KR-51110"]}, ("KR-42",), None),
        ({"region": ["KR-42110"]}, ("KR-42",), "former_region"),
        (
            {"region": ["KR-47", "KR-11", "JP-13", "JP-32", "JP-01"]},
            ("KR-47", "KR-11", "JP-13", "JP-32"),
            "too_many_region",
        ),
    ],
)
def test_codes_of_the_page_of_municipalities(
    build: Build, query: dict[str, list[str]], regions: tuple[str, ...], notice: str | None
) -> None:
    view, notices = decode("municipalities", query, build.catalogue)
    assert view.regions == regions
    assert [one.code for one in notices] == ([notice] if notice else [])
    assert decode("municipalities", {"region": list(view.regions)}, build.catalogue)[0] == view


@pytest.mark.parametrize(
    ("code", "shown", "notice"),
    [
        ("KR-47730", "KR-47730", None),
        ("JP-01202", "JP-01202", None),
        ("JP-99999", "KR-47", "unknown_region"),
        ("KR-47720", "KR-27720", "former_region"),
    ],
)
def test_codes_of_the_profile(build: Build, code: str, shown: str, notice: str | None) -> None:
    view, notices = decode("region", {"region": [code]}, build.catalogue)
    assert view.regions == (shown,)
    assert [one.code for one in notices] == ([notice] if notice else [])
    assert f"region={shown}" in address(view)


def test_a_profile_holds_every_indicator_of_its_country(build: Build) -> None:
    held = {row.indicator_id for row in municipal_rows(build, "JP-32501")}
    known = build.catalogue.municipal.indicators
    assert held == {code for code, indicator in known.items() if "JP" in indicator.countries}


def rank_view(build: Build, **query: list[str]) -> View:
    return decode("rank", {"lang": ["en"], **query}, build.catalogue)[0]


def test_a_ranking_says_what_the_municipalities_shown_are_like(build: Build) -> None:
    (bars,) = answer(rank_view(build, level=["municipality"]), build)
    assert len(bars.data) == 22 + 19 and bars.data.value.is_monotonic_decreasing
    assert "all 19 of Shimane’s were below 0.5" in bars.claim
    (dots,) = answer(rank_view(build, level=["municipality"], show=["swarm"]), build)
    assert len(dots.data) == 229 + 1741 and dots.claim == bars.claim


def test_a_ranking_says_where_those_picked_stand(build: Build) -> None:
    (bars,) = answer(rank_view(build, within=["KR-47"], region=["KR-47730"], year=["2023"]), build)
    assert "Uiseong (0.102) is 22nd of 22 in Gyeongbuk and 228th of 229 in Korea" in bars.claim


@pytest.mark.parametrize(("within", "drawn"), [(["JP-20"], 77), (["JP-01"], 20), (["KR", "JP"], 20)])
def test_of_too_many_bars_the_ends_are_drawn(build: Build, within: list[str], drawn: int) -> None:
    view = rank_view(build, within=within)
    (bars,) = answer(view, build)
    assert len(bars.data) == drawn
    told = [hint.is_notice for hint in show_of(view).hints(bars, build)]
    assert told == ([True] if drawn == 20 else [])
    assert ("Highest and lowest" in bars.title) == (drawn == 20)


def test_regions_stand_beside_municipalities_where_they_count_the_same_people(build: Build) -> None:
    """Japan's births are over nationals of the register here, over those of the census there."""
    query = {"region": ["KR-47730", "JP-32501", "JP-32"], "lang": ["en"]}
    held = {}
    for indicator in ("registered_share_65plus", "crude_birth_rate"):
        view, _ = decode("compare", {**query, "indicator": [indicator]}, build.catalogue)
        (exhibit,) = answer(view, build)
        held[indicator] = set(exhibit.data.region_code)
        assert exhibit.claim and exhibit.source_line
        assert ("of Japan count other people" in " ".join(exhibit.notes)) == ("JP" not in held[indicator])
    assert held["registered_share_65plus"] == {"KR-47730", "JP-32501", "JP-32", "KR", "JP"}
    assert held["crude_birth_rate"] == {"KR-47730", "JP-32501", "KR"}


def test_every_municipal_indicator_is_compared_in_every_language(build: Build) -> None:
    for indicator, language in zip(build.catalogue.municipal.indicators, cycle(LANGUAGES), strict=False):
        query = {"region": ("KR-47730", "JP-32501"), "indicator": (indicator,), "lang": (language,)}
        view, notices = decode("compare", query, build.catalogue)
        (exhibit,) = answer(view, build)
        assert notices == () and exhibit.has_figures


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("KR-47730", "Depopulation area (Korea), designated on 2021-10-19"),
        ("KR-47110", "Not in the list of depopulation areas of 2021"),
        ("JP-32501", "Depopulated as a whole (Japan), in the list of 2022-04-01"),
        ("JP-13104", "Not in the list of depopulated areas of 2022"),
    ],
)
def test_a_profile_says_how_a_municipality_is_designated(build: Build, code: str, said: str) -> None:
    claim = designation_claim(build, code)
    assert claim is not None and said == render(claim, build.catalogue, "en")


def test_the_table_of_an_indicator_of_one_country_opens(build: Build) -> None:
    view = replace(VIEW, indicators=("wages_per_earner",), year=None)
    table = municipal_table(municipal_exhibit(view, build), build).frame
    assert len(table) == 22 + 19
    assert table.iloc[-1].str.contains("–").any()
