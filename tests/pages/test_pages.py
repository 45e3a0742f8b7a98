"""Every page renders in every language, for every deep link, and for garbage."""

import importlib
import re
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from streamlit.error_util import handle_user_script_exception
from streamlit.testing.v1 import AppTest

from i18n.messages import messages
from interface.shared.failure import tell_failure
from regions.database.build import current_build
from regions.database.languages import LANGUAGES
from tests.kinds import one_of_each_kind
from tests.pages.picking import picker
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
    name = current_build().catalogue.indicators[first].called(language)  # type: ignore[arg-type]
    assert name in texts(app)


@pytest.mark.parametrize(("page", "language", "turn"), [("overview", "ko", 0), ("compare", "ja", 1)])
def test_every_kind_of_indicator_opens(page: str, language: str, turn: int) -> None:
    app = open_page(page, lang=language)
    for code in one_of_each_kind(current_build().catalogue, turn):
        app.query_params["indicator"] = code
        app.run()
        assert not app.exception, code
        assert code in app.query_params["indicator"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_failure_is_told_in_the_readers_language(
    language: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError("of the test")

    monkeypatch.setattr("regions.exhibits.overview.overview_exhibit", fail)
    monkeypatch.setattr(
        "streamlit.runtime.scriptrunner.exec_code.handle_user_script_exception",
        lambda error, _: handle_user_script_exception(error, tell_failure),
    )
    app = open_page("overview", lang=language, indicator="births")
    t = messages(language)
    assert not app.exception
    (box,) = app.error
    assert box.value.startswith(f"**{t('failure.title')}**")
    (number,) = re.findall(r"[0-9a-f]{8}", box.value)
    assert f"failure {number}" in caplog.text and "ZeroDivisionError: of the test" in caplog.text
    links = next(one.proto.body for one in app.get("html") if t("failure.reload") in one.proto.body)
    assert re.findall('href="([^"]*)"', links) == ["", f".?lang={language}"]


def test_the_application_tells_failures_itself() -> None:
    assert app_as_served()._on_script_error is tell_failure


def app_as_served() -> Any:
    return importlib.import_module("dashboard").app


def test_a_ready_made_set_replaces_the_regions() -> None:
    app = open_page("compare", lang="en")
    picker(app, "compare.set").choose("most_aged")
    assert app.query_params["region"][0] == "JP-05"
    assert len(app.query_params["region"]) == 10


def test_sources_are_found_in_any_language() -> None:
    app = open_page("sources", lang="en")
    for words, expected in (("합계출산율", "total_fertility_rate"), ("高齢化率", "share_65plus")):
        app.text_input(key="sources.words").set_value(words).run()
        assert not app.exception
        assert expected in picker(app, "sources.indicator").options
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


def test_a_topic_narrows_the_list_and_keeps_what_is_shown() -> None:
    app = open_page("overview", lang="en", indicator="births")
    topics, indicators = picker(app, "overview.topic"), picker(app, "overview.indicator")
    offered = [one for one in current_build().catalogue.indicators.values() if one.offered]
    assert topics.options[0] == f"All topics ({len(offered)})"
    assert len(topics.options) == 1 + len({one.topic for one in offered})
    assert len(indicators.options) == len(offered)
    assert "total_fertility_rate" in indicators.options[: sum(one.headline for one in offered)]
    topics.choose("safety")
    assert not app.exception
    narrowed = picker(app, "overview.indicator")
    assert narrowed.value == ["births"]
    assert "traffic_accidents_per_100k" in narrowed.options
    assert len(narrowed.options) == 1 + sum(one.topic == "safety" for one in offered)
    narrowed.choose("theft_per_1000")
    assert app.query_params["indicator"] == "theft_per_1000"


def test_the_sources_page_says_how_old_figures_are() -> None:
    app = open_page("sources", lang="ja")
    t = messages("ja")
    table = next(frame.value for frame in app.dataframe if t("freshness.state") in frame.value.columns)
    states = {t(f"freshness.state.{state}") for state in ("due", "current", "unknown")}
    assert set(table[t("freshness.state")]) <= states
    due = table[t("freshness.state")] == t("freshness.state.due")
    assert (table[t("freshness.to_do")] != "").equals(due)
    assert set(table.id) == {
        code for code, one in current_build().catalogue.indicators.items() if one.topic != "projections"
    }


@pytest.mark.parametrize(
    "sent", [None, "births", {"turn": "x", "chosen": "births"}, {"turn": 1, "chosen": ["nothing", {}, 7]}]
)
def test_what_no_browser_sends_chooses_nothing(sent: object) -> None:
    app = open_page("overview", lang="en", indicator="births")
    picker(app, "overview.indicator").send(sent)
    assert not app.exception
    assert app.query_params["indicator"] == "births"


def test_no_more_are_chosen_than_a_page_takes() -> None:
    app = open_page("compare", lang="en")
    field = picker(app, "compare.region")
    field.choose(*field.texts[:13])
    assert app.query_params["region"] == field.texts[:12]
