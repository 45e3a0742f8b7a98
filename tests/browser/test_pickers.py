"""Fields of choice find by every name, choose with Enter, and have no barrier while their list is open."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from i18n.messages import messages

OpenPage = Callable[..., Page]
REGION, INDICATOR = "pick-compare.region", "pick-compare.indicator"
# What is typed on the page of comparison, and what Enter would take; all in one visit, nothing runs.
REGIONS = {
    "Tohoku": "Tohoku",
    "とうほく": "Tohoku",
    "Yokohama": "Kanagawa",
    "松江": "Shimane",
    "pusan": "Busan",
    "Chŏllanam": "Jeonnam",
    "강원도": "Gangwon",
    "兵庫縣": "Hyogo",
    "Hyogo-ken": "Hyogo",
    "ﾎｯｶｲﾄﾞｳ": "Hokkaido",
    "부ㅅ": "Busan",
}
INDICATORS = {
    "고령인구": "Population aged 65+",
    "elderly": "Population aged 65+",
    "출산율": "Total fertility rate",
    "fertility": "Total fertility rate",
    "空き家": "Vacant",
    "population": "Total population",
    "population projection": "Projected population",
}

# What opens on which page: the menu of a figure, fields of choice, the editor of a slide, the page's menu.
OPENED = {
    "/": "[class*=st-key-more-] button",
    "/compare?mode=lag": "[id='pick-compare.one_indicator']",
    "/explore?indicator=births": "[id='pick-explore.region']",
    "/deck?slide=%2F%3Findicator%3Dbirths": "[data-testid=stPopoverButton]",
    "/sources": "[data-testid=stMainMenuButton]",
}
OPEN = (
    "[data-testid=stPopoverBody], [data-testid=stMainMenuPopover], [role=listbox]:not([hidden]) [role=option]"
)

SPOKEN = """() => {
  const kinds = NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT;
  const names = ['aria-label', 'title', 'placeholder'];
  const found = [], every = document.createTreeWalker(document.body, kinds);
  const unread = 'script, style, code, .stPlotlyChart, [data-testid=stIconMaterial]';
  while (every.nextNode()) {
    const one = every.currentNode;
    if (one.nodeType === Node.ELEMENT_NODE) {
      found.push(...names.map((name) => one.getAttribute(name)).filter(Boolean));
    } else if (!one.parentElement.closest(unread)) found.push(one.data.trim());
  }
  return found;
}"""


def field(page: Page, key: str) -> Locator:
    return page.locator(f'[id="{key}"]')


def taken_by_enter(page: Page, key: str, typed: str) -> str:
    """Type into a field and return what Enter would take."""
    own = field(page, key)
    own.fill(typed)
    marked = page.locator(f'[id="{key}-list"] [aria-selected=true]')
    expect(marked).to_have_count(1)
    return str(marked.evaluate("(one) => one.firstChild.data"))


def test_every_name_is_found_and_the_best_match_comes_first(open_page: OpenPage) -> None:
    page = open_page("/compare?lang=en&indicator=births&region=KR-11")
    field(page, REGION).click()
    expect(page.locator(f'[id="{REGION}-list"] li').first).to_be_visible()
    assert {typed: taken_by_enter(page, REGION, typed) for typed in REGIONS} == REGIONS
    field(page, INDICATOR).click()
    found = {typed: taken_by_enter(page, INDICATOR, typed) for typed in INDICATORS}
    assert {typed: name for typed, name in found.items() if not name.startswith(INDICATORS[typed])} == {}


def test_what_is_not_found_says_what_is_near_or_chosen_already(open_page: OpenPage) -> None:
    page = open_page("/compare?lang=ko&region=KR-47")
    own, t = field(page, REGION), messages("ko")
    said = page.locator(".picker p.seen")
    own.click()
    own.fill("Akitta")
    expect(page.locator(f'[id="{REGION}-list"] li').first).to_have_text("아키타")
    expect(said).to_have_text(t("picker.near", words="Akitta"))
    own.press("Enter")  # what is only near is marked first, and taken by a second key
    assert "JP-05" not in page.url
    own.fill("안동")
    expect(said).to_have_text(t("picker.taken", words="경북"))
    own.fill("zzzz")
    expect(said).to_have_text(t("picker.nothing", words="zzzz"))


def test_a_block_chooses_its_regions_and_a_name_is_removed(
    open_page: OpenPage,
    settled: Callable[[Page], None],
    accessibility_findings: Callable[[Page], list[dict[str, Any]]],
) -> None:
    page = open_page("/compare?lang=ja&region=KR-47")
    own = field(page, REGION)
    own.click()
    own.fill("東北")
    expect(page.locator(f'[id="{REGION}-list"] li').first).to_contain_text("東北")
    assert accessibility_findings(page) == []
    own.press("Enter")
    page.wait_for_url("**region=JP-07**")
    settled(page)
    assert [f"JP-0{number}" in page.url for number in range(2, 8)] == [True] * 6
    page.get_by_role("button", name=messages("ja")("picker.remove", name="慶北")).click()
    page.wait_for_url(lambda url: "KR-47" not in url)
    settled(page)


@pytest.mark.parametrize(("language", "first"), [("ko", 0), ("ja", 1)])
def test_nothing_of_streamlits_own_stays_english(
    open_page: OpenPage,
    go_on: Callable[[Page, str], None],
    settled: Callable[[Page], None],
    accessibility_findings: Callable[[Page], list[dict[str, Any]]],
    language: str,
    first: int,
) -> None:
    """Names of buttons and hints, on pages that have all kinds of elements, each with a list or menu open.

    An element is put into words by one table, whichever the language: each page is met in one.
    """
    t = messages(language)
    left: set[str] = set()
    page = open_page(f"/brief?lang={language}")
    for address, opener in list(OPENED.items())[first::2]:
        go_on(page, f"{address}{'&' if '?' in address else '?'}lang={language}")
        page.locator(opener).first.click()
        page.locator(OPEN).first.wait_for()
        settled(page)
        left.update(page.evaluate(SPOKEN))
        assert accessibility_findings(page) == [], address
        page.keyboard.press("Escape")
    own = {messages("en")(f"streamlit.{code}") for code in t.codes("streamlit")}
    assert {words for words in left if words.split(":")[0] in own} == set()
    assert {words for words in left if words.rsplit(" — ", 1)[-1] in ("start", "end")} == set()
    assert t("streamlit.skip") in left and t("streamlit.heading") in left


def test_tab_arrives_at_the_language_that_is_on(open_page: OpenPage) -> None:
    page = open_page("/?lang=ja")
    page.get_by_role("button", name=messages("ja")("streamlit.menu")).focus()
    for _ in range(3):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.closest('[role=radiogroup]') !== null"):
            break
    assert page.evaluate("document.activeElement.innerText") == "日本語"
    assert page.get_by_role("heading", level=1).count() == 1
    page.set_viewport_size({"width": 1000, "height": 900})
    assert page.get_by_role("heading", level=1).count() == 1, "out of sight, not out of hearing"


def test_links_skip_to_the_figures_and_past_them(open_page: OpenPage) -> None:
    page = open_page("/rank?lang=ja&indicator=births")
    where = "(chart) => document.activeElement.closest('[class*=st-key-chart-]') === chart"
    chart = page.locator("[class*=st-key-chart-]").first.element_handle()
    page.locator("a.skip[data-to=figures]").focus()
    page.keyboard.press("Enter")
    assert page.evaluate(where, chart)
    page.get_by_role("link", name=messages("ja")("frame.skip_chart")).first.focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"
    assert not page.evaluate(where, chart)


def test_a_year_is_typed_and_stepped(open_page: OpenPage, settled: Callable[[Page], None]) -> None:
    page = open_page("/?lang=en&indicator=births", width=390, height=844)
    own = field(page, "pick-overview.typed_year")
    own.click()
    own.fill("2010")
    own.press("Enter")
    page.wait_for_url("**year=2010**")
    settled(page)
    page.get_by_role("button", name=messages("en")("control.year_after")).click()
    page.wait_for_url("**year=2011**")
    settled(page)
    assert own.input_value() == "2011"
