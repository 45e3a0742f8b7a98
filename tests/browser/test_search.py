"""The search field: a question in each language opens its view by keys, and nothing typed runs the page."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import RUNS

OpenPage = Callable[..., Page]

FIELD = ".ask input"
# The field is the same on every page: asked once from the first page, else from one that draws no chart.
QUESTIONS = {
    "ko": ("/", "경북과 아키타 합계출산율 2000년부터"),
    "ja": ("/deck", "慶尚北道と秋田県の合計特殊出生率 2000年以降"),
    "en": ("/deck", "fertility in North Gyeongsang and Akita since 2000"),
}


@pytest.mark.parametrize("language", sorted(QUESTIONS))
def test_a_question_opens_its_chart_with_one_key(
    open_page: OpenPage, settled: Callable[[Page], None], language: str
) -> None:
    path, question = QUESTIONS[language]
    page = open_page(f"{path}?lang={language}")
    page.evaluate(RUNS)
    page.keyboard.press("/")
    field = page.locator(FIELD)
    expect(field).to_be_focused()
    page.keyboard.type(question)
    expect(page.get_by_role("option").first).to_be_visible()
    assert page.evaluate("window.runs") == 0
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/compare\?"))
    settled(page)
    assert all(
        part in page.url
        for part in ("total_fertility_rate", "KR-47", "JP-05", "from=2000", f"lang={language}")
    )
    expect(field).to_have_value("")
    page.go_back()
    page.wait_for_url(re.compile(rf"{path}\?lang={language}"))


def test_the_keys_of_a_combobox(
    open_page: OpenPage, accessibility_findings: Callable[[Page], list[dict[str, object]]]
) -> None:
    page = open_page("/deck?lang=en", width=390, dark=True)
    page.keyboard.press("Control+k")
    field, options = page.locator(FIELD), page.get_by_role("option")
    expect(field).to_have_attribute("aria-expanded", "false")
    page.keyboard.type("births in Akita")
    expect(options.nth(1)).to_be_visible()
    expect(field).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(options.nth(1)).to_have_attribute("aria-selected", "true")
    expect(field).to_have_attribute("aria-activedescendant", str(options.nth(1).get_attribute("id")))
    page.keyboard.press("ArrowUp")
    expect(options.nth(0)).to_have_attribute("aria-selected", "true")
    assert accessibility_findings(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.keyboard.press("Escape")
    expect(options).to_have_count(0)
    expect(field).to_have_value("births in Akita")
    page.keyboard.press("Escape")
    expect(field).to_have_value("")
    page.keyboard.type("qwrtzx")
    said = page.locator(".ask [role=status]")
    expect(said).to_contain_text("qwrtzx")
    expect(options).to_have_count(0)
    page.keyboard.press("Enter")
    assert "/deck" in page.url


def test_keys_belong_to_the_input_method_while_it_composes(open_page: OpenPage) -> None:
    page = open_page("/deck?lang=ko")
    page.locator(FIELD).focus()
    session = page.context.new_cdp_session(page)
    for composed in ("ㅊ", "추", "출"):
        session.send("Input.imeSetComposition", {"text": composed, "selectionStart": 1, "selectionEnd": 1})
    page.locator(FIELD).evaluate(
        """(field) => { for (const key of ['Enter', 'ArrowDown', 'Escape']) field.dispatchEvent(
          new KeyboardEvent('keydown', { key, isComposing: true, bubbles: true })); }"""
    )
    expect(page.locator(FIELD)).to_have_value("출")
    session.send("Input.insertText", {"text": "출"})
    page.keyboard.type("생아 수 순위")
    expect(page.get_by_role("option").first).to_be_visible()
    assert "/deck" in page.url
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/rank\?.*births"))


def test_the_overview_invites_with_questions_of_the_data(open_page: OpenPage) -> None:
    page = open_page("/?lang=ja")
    links = page.locator(".examples a")
    expect(links).to_have_count(3)
    links.first.click()
    page.wait_for_url(re.compile(r"/(compare|rank)\?"))
