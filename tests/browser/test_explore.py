"""The page of all figures in a browser: accessible, narrow, downloads what it shows; nothing is blocked."""

import io
from collections.abc import Callable
from itertools import cycle
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pandas as pd
import pytest
import requests
from playwright.sync_api import Page

from regions.asking.page_specs import PAGES
from regions.asking.view import decode
from regions.database.build import current_build
from regions.database.languages import LANGUAGES
from regions.exhibits.exploration import long_table
from tests.browser.conftest import Visitors

OpenPage = Callable[..., Page]


@pytest.mark.parametrize(
    ("show", "language", "dark"),
    list(zip(PAGES["explore"].shows, cycle(LANGUAGES), cycle([False, True]), strict=False)),
)
def test_no_barrier_for_assistive_technology(
    open_page: OpenPage,
    accessibility_findings: Callable[[Page], list[dict[str, Any]]],
    show: str,
    language: str,
    dark: bool,
) -> None:
    page = open_page(f"/explore?lang={language}&topic=ageing&show={show}", dark=dark)
    assert accessibility_findings(page) == []


@pytest.mark.parametrize("show", ["long", "years", "correlation", "missing"])
def test_a_phone_never_scrolls_sideways(open_page: OpenPage, show: str) -> None:
    page = open_page(f"/explore?lang=ko&topic=ageing&show={show}", width=390, height=844)
    overflow = page.evaluate(
        "() => document.querySelector('[data-testid=stMain]').scrollWidth - window.innerWidth"
    )
    assert overflow <= 0


def test_a_download_is_the_whole_table_in_the_order_shown(open_page: OpenPage) -> None:
    address = "/explore?lang=ko&indicator=births&from=2000&sort=value&order=descending&page=2"
    page = open_page(address)
    with page.expect_download() as waiting:
        page.get_by_role("button", name="CSV", exact=True).click()
    # The lines of explanation stand below the table.
    table = Path(waiting.value.path()).read_text(encoding="utf-8-sig").split("\n\n")[0]
    found = pd.read_csv(io.StringIO(table))
    build = current_build()
    catalogue = build.catalogue
    view, _ = decode("explore", parse_qs(urlsplit(address).query), catalogue)
    expected = long_table(view, build)
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


@pytest.mark.parametrize("path", [spec.path for spec in PAGES.values()])
def test_the_policy_blocks_nothing_of_ours(visitors: Visitors, open_page: OpenPage, path: str) -> None:
    page = visitors.tab()
    blocked: list[str] = []
    page.on("console", lambda line: blocked.append(line.text) if "Content Security" in line.text else None)
    answer = page.goto(f"{path}?lang=en")
    assert answer is not None
    assert "default-src 'self'" in answer.headers["content-security-policy"]
    page.wait_for_selector(".st-key-footer")
    page.wait_for_load_state("networkidle")
    assert blocked == []
