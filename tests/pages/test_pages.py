"""Every page renders in every language, for every deep link, and for garbage."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from i18n.messages import messages
from regions.database.build import current_build
from regions.database.languages import LANGUAGES
from tests.kinds import one_of_each_kind
from tests.pages.visits import ENTRY, open_page, texts

OPENED = ("overview", "compare", "sources")
GARBAGE: dict[str, str | list[str]] = {
    "region": ["XX-99", "'; DROP TABLE region; --", ""],
    "year": "abc",
    "indicator": "drop table",
    "mode": "\u0000",
    "from": "9999",
    "to": "-1",
    "scale": "cubic",
    "show": "<script>alert(1)</script>",
    "currency": "won",
    "lang": "xx",
}

pytestmark = pytest.mark.usefixtures("database_path")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", OPENED)
def test_the_opening_view_renders(page: str, language: str) -> None:
    app = open_page(page, lang=language)
    assert not app.exception
    assert app.query_params["lang"] == language
    # The footer is the last thing drawn: the page came to its end.
    assert messages(language)("frame.neutrality") in texts(app)


@pytest.mark.parametrize(("locale", "language"), [("ko-KR", "ko"), ("ja-JP", "ja"), ("fr-FR", "en")])
def test_the_browsers_language_is_the_default(locale: str, language: str) -> None:
    app = AppTest.from_file(str(ENTRY), default_timeout=120)
    app.context["locale"] = locale
    assert app.run().query_params["lang"] == language


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", OPENED)
def test_garbage_gives_the_default_view_and_says_so(page: str, language: str) -> None:
    app = open_page(page, **{**GARBAGE, "lang": language})
    assert not app.exception
    shown = texts(app)
    assert messages(language)("notice.unknown_indicator", value="drop table") in shown
    assert "<script>" not in "\n".join(str(html.proto.body) for html in app.get("html"))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("page", "query"),
    [
        ("overview", {"indicator": "share_65plus", "year": "2010", "region": ["KR-47", "JP-05"]}),
        ("overview", {"indicator": "grdp_per_capita", "currency": "national"}),
        ("overview", {"indicator": "capital_area_population_share"}),
        ("overview", {"indicator": "one_person_household_share"}),
        ("overview", {"indicator": "leading_companies", "show": "tiles"}),
        ("overview", {"indicator": "vacant_house_rate", "show": "tiles"}),
        ("compare", {"indicator": ["births", "share_65plus"], "region": ["KR-47", "JP-05"], "mode": "index"}),
        ("compare", {"indicator": "net_migration", "mode": "change", "from": "2010", "to": "2020"}),
        ("compare", {"indicator": "grdp_nominal", "currency": "national", "scale": "log"}),
        ("compare", {"indicator": "projected_population", "region": ["KR-50", "JP-13"]}),
        ("compare", {"indicator": "capital_area_net_migration"}),
        ("compare", {"indicator": "births", "region": "KR-50", "from": "1980", "to": "1990"}),
        ("sources", {"indicator": "total_fertility_rate"}),
    ],
)
def test_a_deep_link_opens_its_view(page: str, query: dict[str, Any], language: str) -> None:
    app = open_page(page, lang=language, **query)
    assert not app.exception
    assert not app.info or page == "compare"
    asked = query["indicator"]
    assert app.query_params["indicator"] == asked
    first = asked[0] if isinstance(asked, list) else asked
    name = current_build().catalogue.indicators[first].name[language]  # type: ignore[index]
    assert name in texts(app)


@pytest.mark.parametrize(("page", "language", "turn"), [("overview", "ko", 0), ("compare", "ja", 1)])
def test_every_kind_of_indicator_opens(page: str, language: str, turn: int) -> None:
    app = open_page(page, lang=language)
    for code in one_of_each_kind(current_build().catalogue, turn):
        app.query_params["indicator"] = code
        app.run()
        assert not app.exception, code
        assert code in app.query_params["indicator"]


def test_the_language_switch_keeps_everything_else() -> None:
    app = open_page("compare", lang="ja", indicator="births", region=["KR-47", "JP-22"], mode="index")
    before = dict(app.query_params)
    app.button_group(key="language").set_value("ko").run()
    after = dict(app.query_params)
    assert after.pop("lang") == "ko"
    assert before.pop("lang") == "ja"
    assert after == before
    assert "출생아 수" in texts(app)


def test_a_widget_moves_the_address() -> None:
    app = open_page("overview", lang="en")
    app.selectbox(key="overview.indicator").set_value("births").run()
    assert app.query_params["indicator"] == "births"
    assert app.query_params["year"] == "2023"
    app.select_slider(key="overview.year").set_value(2000).run()
    assert app.query_params["year"] == "2000"


def test_back_brings_the_former_view_into_the_widgets() -> None:
    app = open_page("overview", lang="en", indicator="share_65plus", year="2010")
    app.select_slider(key="overview.year").set_value(2020).run()
    app.query_params["year"] = "2010"
    app.run()
    assert app.select_slider(key="overview.year").value == 2010


def test_switching_the_page_keeps_regions_and_indicator() -> None:
    app = open_page("compare", lang="ko", indicator="births", region=["KR-48", "JP-35"])
    app.query_params.clear()
    app.switch_page("pages/overview.py")
    app.run()
    assert app.query_params["indicator"] == "births"
    assert app.query_params["region"] == ["KR-48", "JP-35"]
    assert app.query_params["lang"] == "ko"


def test_a_ready_made_set_replaces_the_regions() -> None:
    app = open_page("compare", lang="en")
    app.selectbox(key="compare.set").set_value("most_aged").run()
    assert app.query_params["region"][0] == "JP-05"
    assert len(app.query_params["region"]) == 10


def test_sources_are_found_in_any_language() -> None:
    app = open_page("sources", lang="en")
    for words, expected in (("합계출산율", "total_fertility_rate"), ("高齢化率", "share_65plus")):
        app.text_input(key="sources.words").set_value(words).run()
        assert not app.exception
        assert expected in [str(option) for option in app.selectbox(key="sources.indicator").options] or (
            current_build().catalogue.indicators[expected].name["en"]
            in app.selectbox(key="sources.indicator").options
        )
    app.text_input(key="sources.words").set_value("zzzz").run()
    assert messages("en")("sources.nothing_found") in texts(app)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    page=st.sampled_from(OPENED),
    query=st.dictionaries(
        st.sampled_from(["lang", "indicator", "region", "year", "from", "to", "mode", "show"]),
        st.text(max_size=30).filter(str.strip),
        max_size=5,
    ),
)
def test_no_query_breaks_a_page(page: str, query: dict[str, str]) -> None:
    assert not open_page(page, **query).exception
