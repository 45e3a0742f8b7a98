"""The deck in a browser: no text of an address becomes a link to another host."""

from collections.abc import Callable
from urllib.parse import urlencode, urlsplit

from playwright.sync_api import Page

OpenPage = Callable[..., Page]
SLIDES = (
    "https:////evil.example/compare?indicator=births",
    "//evil.example/compare?indicator=births&region=KR-47",
    "/\\evil.example",
    "https:////[::1/compare",
    "/?indicator=births&region=https://evil.example/&title=See+https://evil.example/+or+www.evil.example",
    "/?indicator=https://evil.example/x",
)


def test_no_link_of_the_deck_leaves_the_host(open_page: OpenPage) -> None:
    page = open_page("/deck?" + urlencode({"lang": "ja", "slide": SLIDES}, doseq=True))
    links = page.evaluate("() => [...document.querySelectorAll('a[href]')].map((one) => one.href)")
    here = urlsplit(page.url).netloc
    assert {urlsplit(link).netloc for link in links} == {here}
    assert sum("/compare?lang=ja&indicator=births&region=KR-47" in link for link in links) == 1
    assert page.get_by_text("evil.example").count() >= len(SLIDES) - 1
