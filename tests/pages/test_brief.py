"""The page of the briefing: it shows what its files hold, in three languages, and says what it cannot."""

import re

import pytest
from streamlit.testing.v1 import AppTest

from i18n.messages import messages
from regions.asking.view import View
from regions.database.build import current_build
from regions.database.languages import LANGUAGES, Language
from regions.exhibits.briefing import brief_of
from tests.pages.picking import picker
from tests.pages.visits import open_page, texts

HEADING_CELLS = 10  # of two lines: the first and the last column stand in both

pytestmark = pytest.mark.usefixtures("database_path")


def sheet(app: AppTest) -> str:
    """Return the HTML of the two sheets; empty where there are none."""
    bodies = [str(one.proto.body) for one in app.get("html")]
    return next((body for body in bodies if "brief-sheet" in body and "<article" in body), "")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_shows_the_figures_of_its_briefing(language: Language) -> None:
    app = open_page("brief", lang=language, region=["KR-29", "JP-47"], theme="population")
    assert not app.exception and not app.info
    build = current_build()
    view = View("brief", language, regions=("KR-29", "JP-47"), choices=(("theme", ("population",)),))
    brief = brief_of(view, build)
    assert brief is not None
    cells = re.findall(r"<t[dh][^>]*>([^<]*)</t[dh]>", sheet(app))[HEADING_CELLS:]
    assert len(cells) >= 10 * len(brief.figures.head)
    assert cells == [cell for row in brief.figures.rows for cell in row][: len(cells)]
    assert brief.title in sheet(app) and sheet(app).count("<figure>") >= 4
    assert sheet(app).count("<article") == 2
    assert app.query_params["theme"] == "population"


def test_the_widgets_move_the_address() -> None:
    app = open_page("brief", lang="en")
    assert app.query_params["region"] == ["KR-47", "JP-22"]
    app.button_group(key="brief.theme").set_value("economy").run()
    assert app.query_params["theme"] == "economy"
    picker(app, "brief.set").choose("pair_daegu_nagasaki")
    assert app.query_params["region"] == ["KR-27", "JP-42"]
    picker(app, "brief.region").choose("JP-32")
    assert not app.exception and "Shimane" in sheet(app)


def test_a_municipality_is_found_by_name_and_its_counterpart_chosen() -> None:
    app = open_page("brief", lang="en")
    app.text_input(key="brief.municipality_name").set_value("의성").run()
    app.button_group(key="brief.municipality_found").set_value("KR-47730").run()
    assert app.query_params["region"] == "KR-47730", "the provinces shown before are let go of"
    assert "Uiseong-gun, Gyeongsangbuk-do" in sheet(app)
    second = picker(app, "brief.counterpart")
    assert len(second.options) == 5
    second.choose(second.texts[1])
    assert not app.exception and app.query_params["region"] == ["KR-47730", second.texts[1]]
    app.text_input(key="brief.municipality_name").set_value("津和野").run()
    app.button_group(key="brief.municipality_found").set_value("JP-32501").run()
    assert "Tsuwano" in sheet(app)


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ({"region": ["KR-47", "KR-47"]}, "notice.same_region"),
        ({"region": ["XX-9"]}, "notice.unknown_region"),
        ({"region": ["KR"]}, "brief.nation"),
        ({"region": ["KR", "JP"]}, "brief.nobody"),
        ({"region": ["KR-47"], "theme": "weather"}, "notice.unusable_value"),
        ({"region": ["KR-47730", "JP-32"]}, "notice.one_level"),
        ({"region": ["JP-99999"]}, "notice.unknown_region"),
    ],
)
def test_what_cannot_be_shown_is_said(query: dict[str, list[str] | str], told: str) -> None:
    app = open_page("brief", lang="ko", **query)
    assert not app.exception
    said = (
        messages("ko")(told, value="\0").partition("\0")[0]
        if told.startswith("notice")
        else messages("ko")(told)
    )
    assert said in texts(app)
