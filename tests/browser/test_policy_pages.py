"""Policy instruments and exchange in a browser: the way to a comparison."""

from collections.abc import Callable

from playwright.sync_api import Page

OpenPage = Callable[..., Page]


def test_a_pairing_of_the_forum_opens_the_comparison(
    open_page: OpenPage, settled: Callable[[Page], None]
) -> None:
    page = open_page("/exchange?lang=en")
    page.get_by_role("link", name="Gyeongbuk – Shizuoka").click()
    page.wait_for_url("**/compare**")
    settled(page)
    assert "region=KR-47" in page.url
    assert "region=JP-22" in page.url
    page.go_back()
    page.wait_for_url("**/exchange?lang=en")


# Labels of actions of which a part is cut off.
CUT = """() => [...document.querySelectorAll('[class*="st-key-actions-"] button *')]
  .filter((one) => one.clientWidth && one.scrollWidth > one.clientWidth + 1
    && getComputedStyle(one).textOverflow === 'ellipsis')
  .map((one) => one.innerText)"""


def test_no_label_of_an_action_is_cut_in_an_enlarged_window(open_page: OpenPage) -> None:
    page = open_page("/exchange?region=KR-43&lang=ko", width=640, height=450)
    page.locator(".st-key-csv-ties button:visible").wait_for()
    assert page.evaluate(CUT) == []
