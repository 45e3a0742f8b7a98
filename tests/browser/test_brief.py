"""The briefing in a browser: it prints on exactly two sheets of A4."""

import io
from collections.abc import Callable
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Page
from pypdf import PdfReader

OpenPage = Callable[..., Page]
A4 = (595, 842)  # points


@pytest.mark.parametrize(
    ("regions", "language"), [(("KR-46", "JP-46"), "en"), (("KR-47", "JP-22"), "ko")], ids=("long", "korean")
)
def test_a_briefing_prints_on_two_sheets(
    open_page: OpenPage, regions: tuple[str, str], language: str
) -> None:
    page = open_page("/brief?" + urlencode({"lang": language, "region": regions}, doseq=True))
    sheets = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages
    assert [(round(one.mediabox.width), round(one.mediabox.height)) for one in sheets] == [A4, A4]
    assert all(len(one.extract_text()) > 500 for one in sheets)
