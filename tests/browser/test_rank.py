"""Rank page, time shift and gallery in a browser: play, phone, accessibility, the way to a view."""

from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page

from i18n.messages import messages

OpenPage = Callable[..., Page]
VIEWS = {
    "change": "/rank?show=change&indicator=population_total&region=KR-46",
    "relation": "/rank?show=relation&indicator=population_density"
    "&indicator=total_fertility_rate&region=JP-47",
    "concentration": "/rank?show=concentration&indicator=grdp_per_capita",
    "lag": "/compare?mode=lag&indicator=share_65plus&region=KR-47",
    "aligned": "/compare?mode=lag&shift=aligned&indicator=births&region=KR-47",
}


def query(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


@pytest.mark.parametrize("address", VIEWS.values(), ids=VIEWS)
def test_no_barrier_and_no_sideways_scrolling_on_a_phone(
    open_page: OpenPage, accessibility_findings: Callable[[Page], list[dict[str, Any]]], address: str
) -> None:
    page = open_page(f"{address}&lang=ko", width=390, height=844)
    page.locator(".js-plotly-plot .main-svg").first.wait_for()
    assert accessibility_findings(page) == []
    overflow = page.evaluate(
        "() => document.querySelector('[data-testid=stMain]').scrollWidth - window.innerWidth"
    )
    assert overflow <= 0


def test_two_indicators_play_through_the_years(open_page: OpenPage) -> None:
    page = open_page(f"{VIEWS['relation']}&lang=en&year=2005")
    page.get_by_role("button", name=messages("en")("control.play"), exact=True).click()
    page.wait_for_url("**year=2007**", timeout=30_000)
    page.get_by_role("button", name=messages("en")("control.pause"), exact=True).click()
    assert query(page)["indicator"] == ["population_density", "total_fertility_rate"]


def test_the_question_turns_round(open_page: OpenPage, settled: Callable[[Page], None]) -> None:
    page = open_page(f"{VIEWS['lag']}&region=JP-05&lang=en")
    before = page.locator("h2").first.inner_text()
    assert "Gyeongbuk" in before and "earlier" in before
    page.get_by_role("button", name=messages("en")("lag.turn", region="Akita")).click()
    page.wait_for_url("**region=JP-05&region=KR-47**")
    settled(page)
    page.get_by_text("has not reached").first.wait_for()


@pytest.mark.parametrize(
    ("address", "label"),
    [
        ("/rank?indicator=share_65plus", "rank.table"),
        ("/?indicator=share_65plus", "overview.table"),
        ("/compare?indicator=births&region=KR-47&region=JP-05", "compare.table"),
    ],
)
def test_a_table_is_put_together_when_opened(open_page: OpenPage, address: str, label: str) -> None:
    page = open_page(f"{address}&lang=ja")
    assert page.locator("[data-testid=stDataFrame]").count() == 0
    page.get_by_text(messages("ja")(label)).click()
    page.locator("[data-testid=stDataFrame]").first.wait_for()


def test_a_finding_is_drawn_and_opens_its_view(open_page: OpenPage, settled: Callable[[Page], None]) -> None:
    page = open_page("/?lang=en")
    card = page.locator("#finding-ageing_lag")
    picture = card.locator("img")
    picture.scroll_into_view_if_needed()
    page.wait_for_function("() => document.querySelector('#finding-ageing_lag img').naturalWidth > 0")
    assert "Korea" in str(picture.get_attribute("alt"))
    card.get_by_role("link").click()
    page.wait_for_url("**/compare**mode=lag**")
    settled(page)
    assert query(page)["lang"] == ["en"]
    assert "Korea" in page.locator("h2").first.inner_text()
