"""Rank page, time shift and gallery in a browser: play, a question turned round, the way to a view."""

from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Page

from i18n.messages import messages

OpenPage = Callable[..., Page]
RELATION = "/rank?show=relation&indicator=population_density&indicator=total_fertility_rate&region=JP-47"
LAG = "/compare?mode=lag&indicator=share_65plus&region=KR-47"


def query(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def test_two_indicators_play_through_the_years(open_page: OpenPage) -> None:
    page = open_page(f"{RELATION}&lang=en&year=2005")
    page.get_by_role("button", name=messages("en")("control.play"), exact=True).click()
    page.wait_for_url("**year=2007**")
    page.get_by_role("button", name=messages("en")("control.pause"), exact=True).click()
    assert query(page)["indicator"] == ["population_density", "total_fertility_rate"]


def test_the_question_turns_round(open_page: OpenPage, settled: Callable[[Page], None]) -> None:
    page = open_page(f"{LAG}&region=JP-05&lang=en")
    before = page.locator("h2").first.inner_text()
    assert "Gyeongbuk" in before and "earlier" in before
    page.get_by_role("button", name=messages("en")("lag.turn", region="Akita")).click()
    page.wait_for_url("**region=JP-05&region=KR-47**")
    settled(page)
    page.get_by_text("has not reached").first.wait_for()


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
