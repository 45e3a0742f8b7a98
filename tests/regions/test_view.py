"""The address of a View: it comes back unchanged, and no address can break a page."""

import dataclasses
from urllib.parse import parse_qs

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from i18n.messages import messages
from regions.asking.page_specs import PAGES
from regions.asking.view import View, address, decode, encode
from regions.database.build import current_build
from regions.database.catalogue import Catalogue
from regions.database.languages import LANGUAGES

PARAMETERS = ("lang", "indicator", "region", "year", "from", "to", "mode", "scale", "currency", "show", "utm")


@pytest.fixture(scope="module")
def known(database_path: object) -> Catalogue:
    return current_build().catalogue


@st.composite
def asked(draw: st.DrawFn, known: Catalogue) -> tuple[str, dict[str, list[str]]]:
    """A sensible address: known codes, years that are held."""
    page = draw(st.sampled_from(sorted(PAGES)))
    spec = PAGES[page]
    chosen: list[str] = draw(
        st.lists(st.sampled_from(sorted(known.indicators)), max_size=spec.max_indicators, unique=True)
        if spec.max_indicators
        else st.just([])
    )
    years = [known.indicators[code].years for code in chosen] or [(2020, 2022)]
    first, last = min(y[0] for y in years), max(y[1] for y in years)
    two_years = st.lists(st.integers(first, last), min_size=2, max_size=2, unique=True)
    span = sorted(draw(two_years)) if first < last else [first, first]
    regions = draw(st.lists(st.sampled_from(sorted(known.regions)), max_size=spec.max_regions, unique=True))
    query: dict[str, list[str]] = {
        "lang": [draw(st.sampled_from(LANGUAGES))],
        "indicator": chosen,
        "region": regions,
        "year": [str(draw(st.integers(first, last)))],
        "from": [str(span[0])],
        "to": [str(span[1])],
        "mode": [draw(st.sampled_from(spec.modes or ("level",)))],
        "scale": [draw(st.sampled_from(spec.scales or ("linear",)))],
        "show": [draw(st.sampled_from(spec.shows or ("map",)))],
    }
    return page, {name: values for name, values in query.items() if values}


@settings(max_examples=300, deadline=None)
@given(data=st.data())
def test_a_view_survives_its_address(known: Catalogue, data: st.DataObject) -> None:
    page, query = data.draw(asked(known))
    view, _ = decode(page, query, known)
    again, notices = decode(page, encode(view), known)
    assert again == view
    assert notices == ()


@settings(max_examples=500, deadline=None)
@given(
    page=st.sampled_from(sorted(PAGES)),
    query=st.dictionaries(
        st.sampled_from(PARAMETERS) | st.text(max_size=8),
        st.lists(st.text(max_size=60) | st.sampled_from(["KR-47", "share_65plus", "2020", "ko"]), max_size=5),
        max_size=8,
    ),
)
def test_no_address_raises_and_what_comes_out_is_valid(
    known: Catalogue, page: str, query: dict[str, list[str]]
) -> None:
    view, notices = decode(page, query, known)
    assert set(view.indicators) <= set(known.indicators)
    assert set(view.regions) <= set(known.regions)
    assert view.language in LANGUAGES
    assert decode(page, encode(view), known)[0] == view
    assert all(len(dict(notice.values).get("value", "")) <= 40 for notice in notices)


def test_broken_values_fall_back_with_a_notice(known: Catalogue) -> None:
    query = {"region": ["XX-99"], "year": ["abc"], "indicator": ["drop table"]}
    view, notices = decode("overview", query, known)
    assert view == decode("overview", {}, known)[0]
    assert {notice.code for notice in notices} == {"unknown_region", "unknown_year", "unknown_indicator"}


@pytest.mark.parametrize("year", ["0", "99999", "20２4", "2024.0", "-2024", "2 024", "1e3"])
def test_a_year_is_four_plain_digits_within_the_series(known: Catalogue, year: str) -> None:
    view, notices = decode("overview", {"year": [year], "indicator": ["births"]}, known)
    assert view.year == known.indicators["births"].default_year
    assert [notice.code for notice in notices] == ["unknown_year"]


def test_the_language_is_the_only_thing_a_language_switch_changes(known: Catalogue) -> None:
    query = {"lang": ["ja"], "indicator": ["share_65plus"], "region": ["KR-47", "JP-05"], "mode": ["index"]}
    japanese, _ = decode("compare", query, known)
    korean, _ = decode("compare", {**encode(japanese), "lang": ["ko"]}, known)
    assert dataclasses.replace(korean, language="ja") == japanese


def test_surplus_regions_are_cut_with_a_notice(known: Catalogue) -> None:
    codes = [region.code for region in known.regions_of("JP")][:20]
    view, notices = decode("compare", {"region": codes}, known)
    assert view.regions == tuple(codes[: PAGES["compare"].max_regions])
    assert [notice.code for notice in notices] == ["too_many_region"]


PAIR = ("KR-11", "JP-13")


@pytest.mark.parametrize(
    "query",
    [
        "indicator=births&amp;region=KR-11&amp;region=JP-13",
        "indicator=births&amp;amp;region=KR-11&amp;amp;region=JP-13",
        "indicator=births&amp%3Bregion=KR-11&amp%3Bregion=JP-13",
        "indicator=births&AMP;region=KR-11&AMP;region=JP-13",
        "indicator=births%26region=KR-11%26region=JP-13",
        "indicator=births%26amp%3Bregion%3DKR-11%26amp%3Bregion%3DJP-13",
        "indicator%3Dbirths%26region%3DKR-11%26region%3DJP-13",
        "indicator=births&region=KR%252D11&region=JP-13",
        "indicator=births&region=KR-11&region=JP-13)",
        "indicator=births&region=KR-11&region=JP-13.",
        "indicator=births&region=KR-11&region=JP-13%3E",
        "indicator=births&region=KR-11&region=JP-13%E3%80%82",
        "indicator=births&region=KR-11&region=JP-13%EC%97%90%EC%84%9C",
        "Indicator=births&REGION=KR-11&Region=JP-13",
        "indicator=births&region=+KR-11&region=JP-13%0D%0A&+region=JP-13",
        "indicator=births&region=KR-11&region=JP-13&region=KR-11&utm_source=mail&fbclid=KR11",
    ],
)
def test_a_link_from_a_mail_shows_the_regions_it_names(known: Catalogue, query: str) -> None:
    view, notices = decode("compare", parse_qs(query, keep_blank_values=True), known)
    assert (view.indicators, view.regions) == (("births",), PAIR)
    assert notices == ()


@pytest.mark.parametrize(
    ("query", "code", "value"),
    [
        ("regions=KR-11", "unusable_value", "regions=KR-11"),
        ("ind=births", "unusable_value", "ind=births"),
        ("region=KR-11,JP-13", "unknown_region", "KR-11,JP-13"),
        ("region=kr-11", "unknown_region", "kr-11"),
        ("from=2000&from=2010", "repeated", "from"),
        ("mode=index&mode=change", "repeated", "mode"),
        ("shift=when&shift=trend", "repeated", "shift"),
        ("regions=KR-46,JP-39", "unusable_value", "regions=KR-46,JP-39"),
        ("pair=KR-46+JP-39", "unusable_value", "pair=KR-46 JP-39"),
        ("places=KR-47730;JP-32501", "unusable_value", "places=KR-47730;JP-32501"),
        ("regions=Toyama", "unusable_value", "regions=Toyama"),
        ("about=JP-47", "unusable_value", "about=JP-47"),
        ("within=KR-47", "unusable_value", "within=KR-47"),
        ("theme=economy", "unusable_value", "theme=economy"),
        ("year=2030", "without_effect", "year=2030"),
        ("show=print", "without_effect", "show=print"),
        ("indicator=births&currency=yen", "without_effect", "currency=yen"),
        ("indicator=births&currency=usd", "without_effect", "currency=usd"),
    ],
)
def test_what_of_a_link_is_not_shown_is_said(known: Catalogue, query: str, code: str, value: str) -> None:
    _, notices = decode("compare", parse_qs(query), known)
    assert [(notice.code, dict(notice.values)["value"]) for notice in notices] == [(code, value)]


def test_free_text_is_left_as_it_is(known: Catalogue) -> None:
    words = " A&amp;B=(1) "
    slide = "/compare?indicator=births&region=KR-47&title=A%26B."
    assert decode("companies", {"q": [words]}, known)[0].chosen("q") == words
    assert decode("deck", {"amp;slide": [slide]}, known)[0].all_chosen("slide") == (slide,)


@pytest.mark.parametrize(
    ("page", "query", "value"),
    [
        ("brief", {"about": ["JP-47"]}, "about=JP-47"),
        ("brief", {"indicator": ["births"]}, "indicator=births"),
        ("region", {"year": ["2020"]}, "year=2020"),
        ("deck", {"region": ["JP-47"]}, "region=JP-47"),
        ("exchange", {"currency": ["usd"]}, "currency=usd"),
        ("overview", {"mode": ["index"]}, "mode=index"),
        ("sources", {"region": ["KR-47"]}, "region=KR-47"),
    ],
)
def test_what_other_pages_take_is_not_passed_over(
    known: Catalogue, page: str, query: dict[str, list[str]], value: str
) -> None:
    view, notices = decode(page, query, known)
    assert [dict(notice.values)["value"] for notice in notices] == [value]
    assert decode(page, encode(view), known) == (view, ())


def test_what_is_not_meant_for_the_dashboard_is_passed_over(known: Catalogue) -> None:
    query = {"utm_source": ["mail"], "name": ["spring"], "date": ["2026-12-01"], "q": ["x"], "year": [""]}
    assert decode("compare", query, known)[1] == ()


def test_a_span_that_runs_backwards_is_turned_round(known: Catalogue) -> None:
    view, notices = decode("compare", {"from": ["2020"], "to": ["2010"]}, known)
    assert (view.year_from, view.year_to) == (2010, 2020)
    assert [notice.code for notice in notices] == ["reversed_years"]


def test_a_span_of_one_year_is_told_as_such(known: Catalogue) -> None:
    view, notices = decode("compare", {"from": ["2020"], "to": ["2020"]}, known)
    assert (view.year_from, view.year_to) == (None, None)
    assert [notice.code for notice in notices] == ["single_year"]
    assert decode("explore", {"from": ["2020"], "to": ["2020"]}, known)[1] == ()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("query", [{"from": ["2020"], "to": ["2010"]}, {"from": ["2020"], "to": ["2020"]}])
def test_years_in_the_wrong_order_are_not_told_to_have_no_figures(
    known: Catalogue, query: dict[str, list[str]], language: str
) -> None:
    (notice,) = decode("compare", query, known)[1]
    said = messages(language)(f"notice.{notice.code}", **dict(notice.values))
    assert "2020" in said
    assert said != messages(language)("notice.unknown_year", value="2020–2010")


def test_money_opens_in_purchasing_power(known: Catalogue) -> None:
    view, _ = decode("overview", {"indicator": ["grdp_per_capita"]}, known)
    assert view.currency == "ppp"
    assert decode("overview", {"indicator": ["minimum_wage"]}, known)[0].currency == "national"


def test_an_address_is_readable(known: Catalogue) -> None:
    view = View("compare", "ko", ("births",), ("KR-47", "JP-05"), mode="index")
    assert address(view) == "/compare?lang=ko&indicator=births&region=KR-47&region=JP-05&mode=index"
