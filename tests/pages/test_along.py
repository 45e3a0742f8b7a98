"""What goes along from page to page: view, widgets and address keep together, whichever of them moves."""

import pytest
from streamlit.testing.v1 import AppTest

from i18n.messages import messages
from regions.database.build import current_build
from tests.pages.picking import picker
from tests.pages.visits import open_page, texts

pytestmark = pytest.mark.usefixtures("database_path")


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
    picker(app, "overview.indicator").choose("births")
    assert app.query_params["indicator"] == "births"
    assert app.query_params["year"] == newest("births")
    app.select_slider(key="overview.year").set_value(2000).run()
    assert app.query_params["year"] == "2000"


def test_a_run_for_a_narrow_window_brings_no_older_view_back(monkeypatch: pytest.MonkeyPatch) -> None:
    """The browser asks for it once it has measured itself; the new address may still be on its way to it."""
    app = open_page("overview", lang="en", indicator="births", year="2010")
    before = asked(app)
    app.select_slider(key="overview.year").set_value(2000).run()
    monkeypatch.setattr("interface.shared.state.is_narrow", lambda: True)
    app.query_params = before
    app.run()
    assert asked(app)["year"] == ["2000"]


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


def newest(indicator: str) -> str:
    """Return the year an indicator opens with."""
    return str(current_build().catalogue.indicators[indicator].default_year)


def asked(app: AppTest) -> dict[str, list[str]]:
    """Return the parameters of the address, each as a list."""
    return {name: [held] if isinstance(held, str) else list(held) for name, held in app.query_params.items()}


def go(app: AppTest, page: str) -> None:
    """Change the page as the navigation does: without parameters."""
    app.query_params.clear()
    app.switch_page(f"pages/{page}.py")
    app.run()
    assert not app.exception


def test_the_view_goes_along_where_the_next_page_has_it() -> None:
    app = open_page(
        "overview", lang="ja", indicator="grdp_per_capita", year="2015", currency="usd", region="JP-05"
    )
    carried = {"lang": ["ja"], "indicator": ["grdp_per_capita"], "region": ["JP-05"], "currency": ["usd"]}
    go(app, "rank")
    assert asked(app) == {**carried, "year": ["2015"]}
    go(app, "sources")
    go(app, "exchange")
    go(app, "compare")
    assert asked(app) == carried
    app.query_params = {**carried, "indicator": ["births"], "mode": ["index"], "from": ["2000"]}
    app.run()
    go(app, "explore")
    assert (asked(app)["mode"], asked(app)["from"]) == (["index"], ["2000"])
    go(app, "overview")
    assert asked(app)["year"] == [newest("births")], "the year belonged to another indicator"
    assert not app.info


def test_an_address_is_taken_as_it_stands() -> None:
    """Nothing of the pages before comes into a view that Back, Forward or a link brings."""
    app = open_page("compare", lang="en", indicator="births", region=["KR-48", "JP-35"], mode="index")
    app.query_params = {"lang": "en", "indicator": "share_65plus"}
    app.switch_page("pages/overview.py")
    app.run()
    assert "region" not in app.query_params
    app.query_params = {"lang": "en"}
    app.switch_page("pages/sources.py")
    app.run()
    assert "indicator" not in app.query_params


def test_what_the_next_page_has_no_room_for_is_said() -> None:
    app = open_page(
        "explore", lang="en", indicator="births", region=[f"JP-{number:02}" for number in range(1, 21)]
    )
    go(app, "compare")
    assert len(app.query_params["region"]) == 12
    assert [one.value for one in app.info] == [messages("en")("notice.too_many_region", limit=12)]
    go(app, "region")
    assert not app.info, "one region is what the page is about"


def test_a_widget_is_newer_than_the_address_that_came_along() -> None:
    """A second key within one run: the browser has not heard of the first one's address yet."""
    app = open_page("overview", lang="en", indicator="births", year="2010")
    app.select_slider(key="overview.year").set_value(2011).run()
    app.query_params = {"lang": "en", "indicator": "births", "year": "2010"}
    app.select_slider(key="overview.year").set_value(2012).run()
    assert asked(app)["year"] == ["2012"]
    app.button_group(key="language").set_value("ko")
    app.query_params = {"lang": "en", "indicator": "births", "year": "2011"}
    app.run()
    assert (asked(app)["year"], asked(app)["lang"]) == (["2012"], ["ko"])


def test_a_span_chosen_does_not_outlive_the_way_back() -> None:
    app = open_page("compare", lang="en", indicator="births")
    before = dict(app.query_params)
    app.slider(key="compare.years").set_value((2000, 2010)).run()
    assert (asked(app)["from"], asked(app)["to"]) == (["2000"], ["2010"])
    app.query_params = before
    app.run()
    app.button_group(key="compare.mode").set_value("index").run()
    assert not {"from", "to"} & set(app.query_params)


def test_a_widget_is_told_its_value_only_when_it_differs() -> None:
    """A value sent back during a run would undo what the reader has pressed since."""
    app = open_page("overview", lang="en", indicator="births", year="2010")
    slider = app.select_slider(key="overview.year").set_value(2011).run().select_slider(key="overview.year")
    assert not slider.proto.set_value
    app.query_params["year"] = "2015"
    app.run()
    assert app.select_slider(key="overview.year").proto.set_value
