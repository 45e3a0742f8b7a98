"""The page of municipalities and the profile of one, as a visitor opens them."""

import pytest

from i18n.messages import messages
from regions.database.languages import LANGUAGES
from tests.pages.visits import open_page, texts

pytestmark = pytest.mark.usefixtures("database_path")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_opens_with_a_telling_pair(language: str) -> None:
    app = open_page("municipalities", lang=language)
    assert not app.exception
    assert app.query_params["region"] == ["KR-47", "JP-32"]
    assert "0.5" in texts(app)
    assert len(app.get("plotly_chart")) == 2


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", ["KR-47730", "JP-32501"])
def test_the_profile_of_a_municipality(code: str, language: str) -> None:
    app = open_page("region", lang=language, region=code)
    assert not app.exception
    assert app.query_params["region"] == code
    assert messages(language)("municipality.counterparts") in texts(app)


def test_a_code_that_was_abolished_leads_to_that_of_now() -> None:
    app = open_page("region", lang="en", region="KR-47720")
    assert not app.exception
    assert "KR-27720" in texts(app)


def test_bad_values_give_a_notice_and_the_default() -> None:
    app = open_page("municipalities", lang="en", region="JP-99999", indicator="births", year="abc")
    assert not app.exception
    shown = texts(app)
    for code, value in (("region", "JP-99999"), ("indicator", "births"), ("year", "abc")):
        assert messages("en")(f"notice.unknown_{code}", value=value) in shown


def test_no_list_offers_all_municipalities() -> None:
    for page, query in (
        ("municipalities", {}),
        ("region", {"region": "JP-01"}),
        ("region", {"region": "JP-01202"}),
    ):
        app = open_page(page, lang="en", **query)
        assert max(len(box.options) for box in (*app.selectbox, *app.multiselect)) < 200
