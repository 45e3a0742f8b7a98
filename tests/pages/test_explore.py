"""The page of all figures: every form in three languages, every filter in the address, garbage harmless."""

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from i18n.messages import messages
from regions.asking.page_specs import PAGES
from regions.asking.selection import TIDY_COLUMNS
from regions.database.build import current_build
from regions.database.languages import LANGUAGES
from regions.exhibits.deck import read, resolve
from regions.exhibits.exploration import DEFAULT_COLUMNS
from tests.covering import every_pair
from tests.pages.picking import picker
from tests.pages.visits import open_page, texts

SHOWS = PAGES["explore"].shows
QUERIES: dict[str, dict[str, Any]] = {
    "nothing": {},
    "one": {"indicator": "births"},
    "two": {"indicator": ["share_65plus", "grdp_per_capita"], "mode": "index", "currency": "usd"},
    "topic": {"topic": "ageing", "country": "JP", "from": "2020", "to": "2020"},
    "none": {"indicator": "share_65plus", "comparability": "differs"},
    "empty": {"indicator": "births", "region": "JP-05", "status": "projection"},
    "national": {"indicator": "capital_area_net_migration", "mode": "per_head"},
}

pytestmark = pytest.mark.usefixtures("database_path")


@pytest.mark.parametrize(("language", "show", "asked"), every_pair(LANGUAGES, SHOWS, [*QUERIES]))
def test_every_form_opens_in_every_language(language: str, show: str, asked: str) -> None:
    query = QUERIES[asked]
    app = open_page("explore", lang=language, show=show, **query)
    assert not app.exception
    assert messages(language)("frame.neutrality") in texts(app)
    for name, value in query.items():
        if name == "mode" and value == "level":
            continue
        assert app.query_params[name] == value


@pytest.mark.parametrize("language", LANGUAGES)
def test_garbage_gives_everything_and_says_so(language: str) -> None:
    app = open_page(
        "explore",
        lang=language,
        country=["XX", "KR"],
        block="'; DROP TABLE region; --",
        kind="<script>",
        topic="x" * 500,
        sort="value; --",
        order="sideways",
        page="-1",
        column=["value", "password"],
        mode="\u0000",
        show="everything",
    )
    assert not app.exception
    assert app.query_params["country"] == "KR"
    assert messages(language)("notice.unusable_value", value="country=XX") in texts(app)


def test_a_page_beyond_the_last_shows_the_last() -> None:
    app = open_page("explore", lang="en", indicator="births", region="KR-47", page="9999")
    assert not app.exception
    assert len(app.dataframe[0].value) > 0


def test_the_count_is_exact_and_the_table_is_the_page_asked_for() -> None:
    app = open_page("explore", lang="en", indicator="births", page="2", sort="value", order="descending")
    total = current_build().query("SELECT count(*) AS n FROM observation WHERE indicator_id = 'births'").n[0]
    assert f"Figures: {total:,}" in texts(app)
    values = current_build().query(
        "SELECT value FROM observation WHERE indicator_id = 'births' ORDER BY value DESC NULLS LAST"
        " LIMIT 100 OFFSET 100"
    )
    assert app.dataframe[0].value["value"].tolist() == values.value.tolist()


def test_changing_a_filter_returns_to_the_first_page() -> None:
    app = open_page("explore", lang="en", indicator="births", page="3")
    picker(app, "explore.country").choose("KR")
    assert "page" not in app.query_params
    assert app.query_params["country"] == "KR"


def test_columns_chosen_stand_beside_the_usual_ones_in_their_order() -> None:
    app = open_page("explore", lang="en", indicator="births", column=["value", "region_code"])
    columns = list(app.dataframe[0].value.columns)
    assert columns == [name for name in TIDY_COLUMNS if name in {*DEFAULT_COLUMNS, "region_code"}]


def test_what_does_not_compare_is_said_and_what_means_nothing_is_left_out() -> None:
    app = open_page("explore", lang="en", indicator=["unemployment_rate", "births"], mode="per_head")
    name = current_build().catalogue.indicators["unemployment_rate"].name["en"]
    assert messages("en")("explore.not_comparable", indicators=name) in texts(app)
    assert messages("en")("explore.left_out", indicators=name) in texts(app)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("show", SHOWS)
def test_every_form_offers_the_same_row_of_exports(language: str, show: str) -> None:
    app = open_page("explore", lang=language, show=show, topic="ageing")
    t = messages(language)
    labels = [button.label for button in app.download_button]
    assert [t(f"action.{code}") for code in ("powerpoint", "excel", "csv", "notes")] == labels
    assert t("action.add_to_deck") in [button.label for button in app.button]


def test_a_table_too_long_for_excel_says_so() -> None:
    app = open_page("explore", lang="en")
    assert messages("en")("action.excel") not in [button.label for button in app.download_button]
    assert messages("en")("explore.no_workbook", limit="50,000") in texts(app)


def test_a_table_goes_into_the_deck_and_is_found_there() -> None:
    app = open_page("explore", lang="en", show="years", indicator="births")
    (button,) = (one for one in app.button if one.label == messages("en")("action.add_to_deck"))
    button.click().run()
    (slide,) = app.session_state["deck_slides"]
    build = current_build()
    (exhibit,) = resolve(read(slide), "ko", build).exhibits
    assert exhibit.id == "explore-years"
    assert exhibit.language == "ko"
    assert not exhibit.is_outline


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    query=st.dictionaries(
        st.sampled_from(
            ["lang", "indicator", "region", "from", "to", "mode", "show", *PAGES["explore"].choices]
        ),
        st.text(max_size=30).filter(str.strip),
        max_size=6,
    ),
)
def test_no_query_breaks_the_page(query: dict[str, str]) -> None:
    assert not open_page("explore", **query).exception


@pytest.mark.parametrize(
    ("query", "column", "written"),
    [
        ({"show": "years", "indicator": "share_65plus"}, "2024", "%,.1f"),
        ({"show": "years", "indicator": "total_fertility_rate"}, "2024", "%,.2f"),
        ({"show": "long", "indicator": "births"}, "value", "%,.0f"),
        ({"show": "long", "indicator": ["births", "share_65plus"]}, "value", "localized"),
        ({"show": "wide", "indicator": ["births", "share_65plus"]}, "share_65plus", "%,.1f"),
        ({"show": "wide", "indicator": ["births", "share_65plus"], "mode": "index"}, "births", "%,.1f"),
    ],
)
def test_figures_of_an_indicator_have_the_decimals_they_have_elsewhere(
    query: dict[str, Any], column: str, written: str
) -> None:
    app = open_page("explore", lang="en", region="KR-47", **query)
    columns = json.loads(app.dataframe[0].proto.columns)
    assert columns[column]["type_config"]["format"] == written
