"""The region profile in a browser: slider, peers, paper."""

from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page
from pypdf import PdfReader

from i18n.messages import messages

OpenPage = Callable[..., Page]


def query(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def test_the_slider_turns_the_pyramid_to_another_year(
    open_page: OpenPage, settled: Callable[[Page], None]
) -> None:
    page = open_page("/region?lang=en&region=KR-47", width=390, height=844)
    page.get_by_role("navigation").get_by_role("link", name=messages("en")("region.contents.ages")).click()
    slider = page.locator(f'input[aria-label="{messages("en")("region.pyramid_year")}"]')
    slider.wait_for(state="attached")
    assert slider.get_attribute("aria-valuetext") == "2025", "the year shown, also after the second run"
    slider.focus()
    slider.press("ArrowLeft")
    page.wait_for_url("**pyramid_year=2024**")
    page.locator('input[aria-valuetext="2024"]').first.wait_for(state="attached")
    page.reload()
    settled(page)
    page.get_by_text("In 2024, 26.0% of the population of Gyeongbuk was aged 65 and over").first.wait_for()


def test_a_peer_opens_its_own_profile(open_page: OpenPage, settled: Callable[[Page], None]) -> None:
    page = open_page("/region?lang=en&region=KR-47")
    first = page.locator(".peers .name a").first
    name = first.inner_text()
    first.click()
    page.wait_for_url("**region=JP-**")
    settled(page)
    assert name in page.locator("h2").first.inner_text()
    assert query(page)["lang"] == ["en"]


@pytest.mark.parametrize(("language", "region"), [("ko", "KR-47"), ("ja", "JP-01"), ("en", "JP-13")])
def test_the_print_view_fills_two_sheets(
    open_page: OpenPage, tmp_path: Path, language: str, region: str
) -> None:
    page = open_page(f"/region?lang={language}&region={region}&show=print")
    page.locator(".st-key-print-charts .main-svg").nth(7).wait_for(state="attached")
    file = tmp_path / "profile.pdf"
    page.pdf(path=file, prefer_css_page_size=True, print_background=True)
    sheets = [sheet.extract_text() for sheet in PdfReader(file).pages]
    assert len(sheets) == 2
    t = messages(language)
    assert t("frame.neutrality") not in "".join(sheets), "nothing but the profile is printed"
    assert t("region.print_hint") not in "".join(sheets)
    assert PdfReader(file).pages[0].mediabox.width == pytest.approx(595, abs=1), "A4"
