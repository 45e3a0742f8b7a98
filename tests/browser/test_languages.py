"""What a page says to readers of other languages than the one it was written in, and what Plotly says."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from i18n.messages import messages
from interface.shared.plotly_words import WORDS
from tests.browser.conftest import settle

OpenPage = Callable[..., Page]
# What translators of browsers do to every text; the two ways in which they do it.
TRANSLATE = """(inserts) => {
  const texts = [], walker = document.createTreeWalker(
    document.querySelector('[data-testid=stMain]'), NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) texts.push(walker.currentNode);
  const read = (one) => one.data.trim() && !one.parentElement.closest('svg, style, script');
  for (const text of texts.filter(read)) {
    const font = document.createElement('font');
    font.textContent = `[${text.data}]`;
    if (inserts) { text.before(font); text.remove(); } else text.replaceWith(font);
  }
}"""


SPOKEN = """() => [document.querySelector('.plotly-notifier').innerText,
  ...[...document.querySelectorAll('.modebar-btn')].map((one) => one.dataset.title)]"""


@pytest.mark.parametrize("inserts", [True, False], ids=["inserted", "replaced"])
def test_a_translated_page_keeps_up(open_page: OpenPage, inserts: bool) -> None:
    page = open_page("/?lang=en&indicator=births&year=2010")
    page.evaluate(TRANSLATE, inserts)
    headline = page.locator("[data-testid=stMain] h2")
    reading = headline.filter(has_text="Live births, 2010").first
    assert reading.inner_text().startswith("[")
    page.get_by_role("slider", name=messages("en")("control.year")).press("ArrowRight")
    headline.filter(has_text="Live births, 2011").first.wait_for()
    assert reading.count() == 0
    page.locator("[data-testid=stTopNavLink]").filter(has_text=messages("en")("page.deck")).click()
    page.get_by_role("heading", name=messages("en")("deck.title")).wait_for()
    settle(page)


@pytest.mark.parametrize(("path", "language"), [("/", "ko"), ("/compare", "ja")])
def test_charts_speak_the_readers_language(open_page: OpenPage, path: str, language: str) -> None:
    page = open_page(f"{path}?lang={language}&indicator=births")
    page.locator(".modebar-btn").first.wait_for(state="attached")
    with page.expect_download():
        page.locator("[data-action=png]").first.click()
    t = messages(language)
    page.get_by_text(t("chart.saved")).first.wait_for()
    spoken = page.evaluate(SPOKEN)
    assert t("chart.download") in spoken
    assert not [words for words in spoken for english in WORDS if english in words]
