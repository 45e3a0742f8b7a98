"""The page of all figures in a browser: it downloads what it shows, and its address answers the same."""

import io
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pandas as pd
import requests
from playwright.sync_api import Page

from regions.asking.view import decode
from regions.database.build import current_build
from regions.exhibits.exploration import whole_long_table
from tests.browser.downloads import fetched

OpenPage = Callable[..., Page]


def test_a_download_is_the_whole_table_in_the_order_shown(open_page: OpenPage) -> None:
    address = "/explore?lang=ko&indicator=births&from=2000&sort=value&order=descending&page=2"
    page = open_page(address)
    content = fetched(page, page.get_by_role("button", name="CSV", exact=True))
    # The lines of explanation stand below the table.
    table = content.decode("utf-8-sig").replace("\r\n", "\n").split("\n\n")[0]
    found = pd.read_csv(io.StringIO(table))
    build = current_build()
    catalogue = build.catalogue
    view, _ = decode("explore", parse_qs(urlsplit(address).query), catalogue)
    expected = whole_long_table(view, build)
    assert list(found.columns) == list(expected.columns)
    assert len(found) > 1000
    assert found.value.tolist() == expected.value.tolist()


def test_the_address_offered_answers_the_same_figures(open_page: OpenPage, server: Any) -> None:
    page = open_page("/explore?lang=en&indicator=births&region=KR-47&mode=index")
    page.locator(".st-key-explore-code summary").click()
    address = page.locator(".st-key-explore-code code").first.inner_text().strip()
    assert address.startswith(server.url)
    answered = pd.read_csv(io.BytesIO(requests.get(address, timeout=20).content))
    assert set(answered.unit) == {"base year = 100"}
    assert set(answered.region_code) == {"KR-47"}
