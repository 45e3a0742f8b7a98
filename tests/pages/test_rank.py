"""The rank page, the time shift and the gallery: every language, deep links, garbage, what is refused."""

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from i18n.messages import messages
from interface.overview.gallery import IN_SIGHT, gallery
from regions.asking.page_specs import PAGES, SHIFTS
from regions.database.build import current_build
from regions.database.languages import LANGUAGES, Language
from regions.figures.concentration import measures_of
from regions.words.findings import findings
from tests.kinds import one_of_each_kind
from tests.pages.picking import picker, pickers
from tests.pages.visits import open_page, texts

SHOWS = PAGES["rank"].shows

pytestmark = pytest.mark.usefixtures("database_path")


def whole(app: AppTest, language: str) -> bool:
    return not app.exception and messages(language)("frame.neutrality") in texts(app)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("show", SHOWS)
def test_each_way_of_drawing(show: str, language: str) -> None:
    app = open_page("rank", lang=language, show=show, indicator="share_65plus", region=["KR-46", "JP-05"])
    assert whole(app, language)
    assert app.query_params.get("show", SHOWS[0]) == show
    assert app.get("plotly_chart")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("shift", SHIFTS)
def test_each_part_of_the_time_shift(shift: str, language: str) -> None:
    app = open_page("compare", lang=language, mode="lag", shift=shift, indicator="share_65plus")
    assert whole(app, language)
    assert app.query_params["mode"] == "lag"
    assert app.get("plotly_chart")


@pytest.mark.parametrize("language", LANGUAGES)
def test_garbage_gives_the_default_and_says_so(language: str) -> None:
    garbage = {"show": "<b>", "among": "XX", "by": "x", "part": "\u0000", "measure": "none", "year": "abc"}
    app = open_page("rank", lang=language, **garbage, log=["z"], indicator="drop table", region="XX-99")
    assert whole(app, language)
    assert messages(language)("notice.unknown_show", value="<b>") in texts(app).replace("\\", "")
    lag = open_page("compare", lang=language, mode="lag", shift="?", event="x", region="XX", indicator="y")
    assert whole(lag, language)


def test_an_address_counts_after_views_that_do_not_draw_every_control() -> None:
    visits = (
        {"lang": "ja", "show": "concentration", "trail": "off"},
        {"lang": "en", "show": "swarm", "trail": "off"},
        {"lang": "ko", "show": "relation", "among": "KR"},
        {"lang": "ja", "show": "swarm", "part": "ends"},
        {"lang": "en", "show": "change"},
    )
    app = open_page("rank", lang="ko", show="swarm", part="ends")
    for asked in visits:
        app.query_params.clear()
        for name, value in asked.items():
            app.query_params[name] = value
        app.run()
        assert {name: app.query_params.get(name) for name in ("lang", "show")} == {
            name: asked[name] for name in ("lang", "show")
        }


@pytest.mark.parametrize(("turn", "show"), [*enumerate(SHOWS)])
def test_every_kind_of_indicator_opens(show: str, turn: int) -> None:
    """Each kind in every second way of showing; each in every way is tested with the exhibits."""
    app = open_page("rank", lang="ko", show=show)
    for code in one_of_each_kind(current_build().catalogue, turn)[turn % 2 :: 2]:
        app.query_params["indicator"] = code
        app.run()
        assert not app.exception, code


@pytest.mark.parametrize(
    ("indicator", "asked", "shown"),
    [
        ("share_65plus", "gini", "weighted_sd"),
        ("share_65plus", "range", "range"),
        ("grdp_per_capita", "gini", "gini"),
        ("grdp_per_capita", "range", "weighted_cv"),
    ],
)
def test_only_the_measures_an_indicator_allows_are_offered(indicator: str, asked: str, shown: str) -> None:
    app = open_page("rank", lang="en", show="concentration", indicator=indicator, measure=asked)
    assert whole(app, "en")
    (control,) = [box for box in pickers(app) if box.label == messages("en")("control.measure")]
    assert control.value == [shown]
    allowed = measures_of(current_build().catalogue.indicators[indicator])
    assert control.options == [messages("en")(f"measure.{measure}") for measure in allowed]


@pytest.mark.parametrize(
    ("show", "query"),
    [
        ("bars", {"among": "picked", "region": "KR-50", "indicator": "day_night_population_ratio"}),
        ("swarm", {"among": "picked", "region": "KR-50", "indicator": "day_night_population_ratio"}),
    ],
)
def test_where_there_is_no_figure_the_page_says_so(show: str, query: dict[str, str]) -> None:
    app = open_page("rank", lang="en", show=show, **query)
    assert whole(app, "en")
    assert messages("en")("compare.nothing_to_draw") in texts(app)
    assert not app.get("plotly_chart")


def test_every_kind_of_indicator_opens_in_the_time_shift() -> None:
    app = open_page("compare", lang="ja", mode="lag")
    for code in one_of_each_kind(current_build().catalogue):
        app.query_params["indicator"] = code
        app.run()
        assert not app.exception, code


@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    query=st.dictionaries(
        st.sampled_from(["show", "among", "by", "part", "log", "trail", "measure", "from", "to", "year"]),
        st.one_of(st.text(max_size=12).filter(str.strip), st.integers(1970, 2060).map(str)),
        max_size=6,
    ),
    show=st.sampled_from(SHOWS),
)
def test_no_query_breaks_the_rank_page(query: dict[str, str], show: str) -> None:
    assert not open_page("rank", **{"show": show, **query}).exception


@pytest.mark.parametrize("language", LANGUAGES)
def test_refusals_are_told_in_words(language: str) -> None:
    t = messages(language)
    blocks = open_page("rank", lang=language, indicator="total_fertility_rate", by="block")
    assert t("rank.regions_instead") in texts(blocks)
    nations = open_page("rank", lang=language, indicator="capital_area_population_share")
    assert t("rank.nations_only") in texts(nations)
    nothing = open_page("rank", lang=language, indicator="net_migration", show="concentration")
    assert t("concentration.nothing") in texts(nothing)
    assert "concentration" not in nothing.button_group(key="rank.show").options
    assert nothing.button_group(key="rank.show").value == "bars"
    once = open_page("rank", lang=language, indicator="exports_per_capita", show="change")
    assert t("rank.no_change") in texts(once)
    apart = open_page("rank", lang=language, indicator="hometown_tax_per_capita")
    assert t("rank.not_together") in texts(apart)
    lag = open_page("compare", lang=language, mode="lag", indicator="births")
    assert t("shift.refused.count") in texts(lag)
    never = open_page("compare", lang=language, mode="lag", indicator="share_65plus", region="JP-05")
    assert t("lag.unreached.never_reached", number=18, regions="").strip() in texts(never).replace("\\", "")


def test_the_second_indicator_is_kept_while_one_is_ranked() -> None:
    app = open_page("rank", lang="en", show="relation", indicator=["births", "share_65plus"])
    app.button_group(key="rank.show").set_value("bars").run()
    assert app.query_params["indicator"] == ["births", "share_65plus"]


def test_choosing_an_axis_moves_the_address() -> None:
    app = open_page("rank", lang="en", show="relation", indicator=["births", "share_65plus"])
    picker(app, "rank.axis1").choose("total_fertility_rate")
    assert app.query_params["indicator"] == ["births", "total_fertility_rate"]


def test_then_and_now_are_in_the_address() -> None:
    app = open_page("rank", lang="en", show="change", indicator="total_fertility_rate")
    picker(app, "rank.from").choose(2010)
    assert app.query_params["from"] == "2010"
    assert "2010" in texts(app)


def test_a_year_that_is_not_held_gives_way() -> None:
    app = open_page("rank", lang="en", indicator="sme_per_1000", year="2017")
    assert not app.exception
    app.run()
    assert app.query_params["year"] == "2016"


def test_the_question_can_be_turned_round() -> None:
    app = open_page("compare", lang="en", mode="lag", indicator="share_65plus", region=["KR-47", "JP-05"])
    app.button(key="compare.turn").click().run()
    assert app.query_params["region"] == ["JP-05", "KR-47"]
    assert "Akita" in texts(app)


def test_the_table_is_made_when_it_is_opened() -> None:
    app = open_page("rank", lang="en", indicator="share_65plus")
    assert not app.dataframe


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_gallery_holds_every_finding_and_leads_to_its_view(language: Language) -> None:
    build = current_build()
    app = open_page("overview", lang=language)
    assert whole(app, language)
    drawn = next(one.proto.body for one in app.get("html") if "more-findings" in one.proto.body)
    assert drawn == gallery(build, language, "light")
    found = findings(build)
    assert drawn.count("<li ") == len(found) > IN_SIGHT
    assert all(
        drawn.count(f"api/v1/findings/{one.id}.svg?lang={language}&amp;theme=light") == 1 for one in found
    )
    links = re.findall(r'href="([^"]+)"', drawn)
    assert len(links) == len(found)
    assert all(f"lang={language}" in link for link in links)


def test_back_restores_a_view_of_which_the_page_settled_a_part_itself() -> None:
    """The years of then and now and the measure are the page's own: they are no act of the reader."""
    app = open_page("rank", lang="en", indicator="births", show="change")
    app.query_params["show"] = "concentration"
    app.run()
    assert app.button_group(key="rank.show").value == "concentration"
    app.query_params["indicator"] = "share_65plus"
    app.run()
    assert not app.exception
    assert app.query_params["indicator"] in ("share_65plus", ["share_65plus"])
