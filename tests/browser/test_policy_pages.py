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
