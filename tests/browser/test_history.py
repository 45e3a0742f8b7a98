"""Back, Forward and Reload in a browser: each change of page is one entry, and brings the view left."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from i18n.messages import messages
from regions.asking.page_specs import PAGES
from tests.browser.conftest import settle
from tests.conftest import Server

OpenPage = Callable[..., Page]
SEEN = "(seen) => location.href === seen.address && document.querySelector('h2')?.innerText === seen.headline"
WHOLE = "(path) => location.pathname === path && location.search.includes('lang=')"
SCRIPT = (Path(__file__).parents[2] / "api" / "document" / "history.js").read_text(encoding="utf-8")
FAST = 6
# The pages that keep most of what is seen in their address, and one that is the reader's own.
TOUR = ("compare", "region", "rank", "companies", "explore", "deck")


def seen(page: Page) -> dict[str, str]:
    return {"address": page.url, "headline": page.locator("h2").first.inner_text()}


def go_to(page: Page, name: str) -> None:
    """Choose a page in the navigation, and wait until its address is whole."""
    label = messages("en")(f"page.{name}")
    page.locator("[data-testid=stTopNavLink]").filter(has_text=label).first.click()
    page.wait_for_function(WHOLE, arg=PAGES[name].path)


def test_back_restores_the_views_left_and_forward_leads_on(open_page: OpenPage) -> None:
    page = open_page("/?lang=en&indicator=births&year=2015", width=1900)
    entries, views = page.evaluate("history.length"), [seen(page)]
    for name in TOUR:
        go_to(page, name)
        settle(page)
        views.append(seen(page))
    assert page.evaluate("history.length") == entries + len(views) - 1
    for view in reversed(views[:-1]):
        page.go_back(wait_until="commit")
        page.wait_for_function(SEEN, arg=view)
    page.reload()
    settle(page)
    assert seen(page) == views[0]
    page.go_forward(wait_until="commit")
    page.wait_for_function(SEEN, arg=views[1])


@pytest.fixture(scope="module")
def bare_page(browser: Browser, server: Server) -> Iterator[Page]:
    """Return a page that has a button and the script of the history."""
    page = browser.new_page(base_url=server.url)
    page.route(
        "**/*",
        lambda route: route.fulfill(
            body=f"<script>{SCRIPT}</script><button>x</button>", content_type="text/html"
        ),
    )
    yield page
    page.close()


@pytest.mark.parametrize(
    "entries_of_streamlit",
    [
        pytest.param(["/rank", "/rank?lang=en"], id="page-first"),
        pytest.param(["/?lang=en", "/rank?lang=en"], id="parameters-first"),
        pytest.param(["/?region=JP-01", "/rank?region=JP-01", "/rank?lang=en"], id="switched-by-the-script"),
        pytest.param(["/rank?lang=en"], id="whole"),
    ],
)
def test_one_click_is_one_entry(bare_page: Page, server: Server, entries_of_streamlit: list[str]) -> None:
    """From any page to any other: what differs is only in which order Streamlit writes."""
    page = bare_page
    page.goto("/?year=2015")
    write = "(entries) => entries.forEach((one) => history.pushState({}, '', one))"
    page.evaluate(write, ["/?lang=en&year=2015"])
    opened = page.evaluate("history.length")
    for _ in range(2):
        page.get_by_role("button").click()
        page.evaluate(write, entries_of_streamlit)
        assert page.evaluate("history.length") == opened + 1
        assert page.url == f"{server.url}/rank?lang=en"
        page.go_back()
        assert page.url == f"{server.url}/?lang=en&year=2015"


def test_the_newest_key_of_the_year_wins(open_page: OpenPage) -> None:
    page = open_page("/?lang=en&indicator=births&year=2005")
    page.get_by_role("slider", name=messages("en")("control.year")).focus()
    for _ in range(FAST):
        page.keyboard.press("ArrowRight")
    page.wait_for_url(f"**year={2005 + FAST}")
    settle(page)
    assert f"year={2005 + FAST}" in page.url
    assert str(2005 + FAST) in page.locator("h2").first.inner_text()
