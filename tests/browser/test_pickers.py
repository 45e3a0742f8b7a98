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


@pytest.mark.parametrize("language", ["ko", "ja"])
def test_nothing_of_streamlits_own_stays_english(
    open_page: OpenPage, settled: Callable[[Page], None], language: str
) -> None:
    """Names of buttons and hints, on pages that have all kinds of elements."""
    t = messages(language)
    left: set[str] = set()
    for address in ("/", "/compare?mode=lag", "/explore?indicator=births", "/deck", "/sources"):
        joint = "&" if "?" in address else "?"
        page = open_page(f"{address}{joint}lang={language}")
        if address == "/sources":
            page.get_by_role("button", name=t("streamlit.menu")).click()
            page.get_by_text(t("streamlit.print"), exact=True).wait_for()
        left.update(page.evaluate(SPOKEN))
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
    assert page.locator("h1").count() == 1


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
