"""Policy instruments and exchange in a browser: accessibility, phone width, clicks, downloads."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

OpenPage = Callable[..., Page]
SECTIONS = [
    "/companies",
    "/companies?show=act",
    "/companies?show=list",
    "/companies?show=korea",
    "/exchange",
    "/exchange?show=matrix",
    "/exchange?show=partners&region=KR-47",
    "/exchange?show=meetings",
]


@pytest.mark.parametrize("path", SECTIONS)
def test_no_barrier_and_no_scrolling_sideways(
    open_page: OpenPage,
    accessibility_findings: Callable[[Page], list[dict[str, Any]]],
    path: str,
) -> None:
    page = open_page(path + ("&" if "?" in path else "?") + "lang=ko", width=390, height=844)
    overflow = page.evaluate(
        "() => document.querySelector('[data-testid=stMain]').scrollWidth - window.innerWidth"
    )
    assert overflow <= 0
    assert accessibility_findings(page) == []


def test_a_list_is_downloaded_as_csv_and_excel(open_page: OpenPage, tmp_path: Path) -> None:
    page = open_page("/exchange?lang=en")
    for label, ending in (("List CSV", "csv"), ("List Excel", "xlsx")):
        with page.expect_download() as download:
            page.get_by_role("button", name=label).first.click()
        assert download.value.suggested_filename == f"ties_en.{ending}"


def test_a_pairing_of_the_forum_opens_the_comparison(
    open_page: OpenPage, settled: Callable[[Page], None]
) -> None:
    page = open_page("/exchange?lang=en")
    page.get_by_role("link", name="Gyeongbuk – Shizuoka").click()
    page.wait_for_url("**/compare**")
    settled(page)
    assert "region=KR-47" in page.url
    assert "region=JP-22" in page.url
