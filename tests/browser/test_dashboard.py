"""What only a browser can show: clicks, downloads, the clipboard, narrow windows, accessibility."""

from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit
from xml.etree import ElementTree

import pandas as pd
import pytest
from playwright.sync_api import Page, expect

from i18n.messages import messages
from regions.asking.page_specs import PAGES as REGISTERED
from regions.database.languages import LANGUAGES
from tests.covering import every_pair

OpenPage = Callable[..., Page]
PAGES = {"overview": "/", "compare": "/compare", "rank": "/rank", "sources": "/sources"}
PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"


def query(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def headline(page: Page) -> str:
    return page.locator("h2").first.inner_text()


@pytest.mark.parametrize(("page_name", "language", "dark"), every_pair([*PAGES], LANGUAGES, [False, True]))
def test_no_barrier_for_assistive_technology(
    open_page: OpenPage,
    accessibility_findings: Callable[[Page], list[dict[str, Any]]],
    page_name: str,
    language: str,
    dark: bool,
) -> None:
    page = open_page(f"{PAGES[page_name]}?lang={language}", dark=dark)
    assert page.evaluate("document.documentElement.lang") == language
    assert accessibility_findings(page) == []


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_a_phone_never_scrolls_sideways(open_page: OpenPage, path: str) -> None:
    page = open_page(f"{path}?lang=ko", width=390, height=844)
    overflow = page.evaluate(
        "() => document.querySelector('[data-testid=stMain]').scrollWidth - window.innerWidth"
    )
    assert overflow <= 0


@pytest.mark.parametrize(("locale", "language"), [("ko-KR", "ko"), ("ja-JP", "ja"), ("fr-FR", "en")])
def test_the_browsers_language_is_the_default(open_page: OpenPage, locale: str, language: str) -> None:
    page = open_page("/", locale=locale)
    assert query(page)["lang"] == [language]


def test_the_language_switch_keeps_everything_else(
    open_page: OpenPage, settled: Callable[[Page], None]
) -> None:
    page = open_page("/compare?lang=ja&indicator=births&region=KR-47&region=JP-22&mode=index")
    before = query(page)
    page.get_by_role("radio", name="한국어").click()
    page.wait_for_function("() => document.documentElement.lang === 'ko'")
    settled(page)
    after = query(page)
    assert (before.pop("lang"), after.pop("lang")) == (["ja"], ["ko"])
    assert after == before
    assert "경북" in headline(page)


def test_back_and_forward_walk_through_the_views(
    open_page: OpenPage, settled: Callable[[Page], None]
) -> None:
    page = open_page("/compare?lang=en&indicator=births&region=KR-47&region=JP-05")
    first = headline(page)
    page.get_by_role("radio", name=messages("en")("mode.index"), exact=True).click()
    page.wait_for_url("**mode=index**")
    settled(page)
    then = headline(page)
    assert then != first
    page.go_back()
    page.wait_for_function("() => !location.search.includes('mode=index')")
    expect(page.locator("h2").first).to_have_text(first)
    page.go_forward()
    page.wait_for_url("**mode=index**")
    expect(page.locator("h2").first).to_have_text(then)


def test_copy_link_holds_the_view(open_page: OpenPage) -> None:
    address = "/compare?lang=ko&indicator=births&region=KR-47&region=JP-05&mode=index"
    page = open_page(address)
    page.locator("[data-action=link]").first.click()
    page.get_by_text(messages("ko")("action.copied")).first.wait_for()
    copied = urlsplit(page.evaluate("navigator.clipboard.readText()"))
    assert f"{copied.path}?{copied.query}" == address


@pytest.mark.parametrize("path", ["/?indicator=share_65plus", "/compare?indicator=share_65plus"])
def test_pictures_and_figures_come_down(open_page: OpenPage, tmp_path: Path, path: str) -> None:
    page = open_page(f"{path}&lang=ko")
    page.locator(".js-plotly-plot .main-svg").first.wait_for()
    files = {}
    for kind in ("png", "svg"):
        with page.expect_download() as download:
            page.locator(f"[data-action={kind}]").first.click()
        files[kind] = tmp_path / download.value.suggested_filename
        download.value.save_as(files[kind])
        assert files[kind].suffix == f".{kind}"
    assert files["png"].read_bytes().startswith(PNG_SIGNATURE)
    text = " ".join(ElementTree.parse(files["svg"]).getroot().itertext())
    assert "고령인구 비율" in text, "Korean text stays text"
    assert "자료:" in text, "the source line stands inside the picture"

    with page.expect_download() as download:
        page.get_by_role("button", name="CSV", exact=True).first.click()
    saved = tmp_path / "figures.csv"
    download.value.save_as(saved)
    frame = pd.read_csv(saved, comment="#")
    assert {"region_code", "name_ko", "value", "source_id"} <= set(frame.columns)
    assert frame.region_code.isin(["KR", "JP", "KR-47", "JP-05"]).any()


def test_a_click_on_a_region_opens_it(open_page: OpenPage, settled: Callable[[Page], None]) -> None:
    page = open_page("/?lang=en&indicator=share_65plus")
    page.locator(".js-plotly-plot").first.wait_for()
    target = page.evaluate(
        """() => {
          const plot = document.querySelector('.js-plotly-plot');
          for (const trace of plot._fullData) {
            const index = (trace.customdata || []).findIndex((row) => row && row[0] === 'JP-01');
            if (index < 0 || trace.mode !== 'markers') continue;
            const subplot = plot._fullLayout;
            const x = subplot[trace._input.xaxis ? 'xaxis' + trace.xaxis.slice(1) : 'xaxis'];
            const y = subplot[trace._input.yaxis ? 'yaxis' + trace.yaxis.slice(1) : 'yaxis'];
            const box = plot.getBoundingClientRect();
            return [box.left + x._offset + x.l2p(trace.x[index]),
                    box.top + y._offset + y.l2p(trace.y[index])];
          }
        }"""
    )
    page.mouse.move(*target)
    page.wait_for_function("() => document.querySelector('.js-plotly-plot')._hoverdata?.length > 0")
    page.mouse.click(*target)
    page.wait_for_url("**/region**")
    settled(page)
    assert query(page)["region"] == ["JP-01"]


def test_play_runs_through_the_years_and_stops(open_page: OpenPage) -> None:
    page = open_page("/?lang=en&indicator=total_fertility_rate&year=2010")
    page.get_by_role("button", name=messages("en")("control.play"), exact=True).click()
    page.wait_for_url("**year=2012**", timeout=20_000)
    page.get_by_role("button", name=messages("en")("control.pause"), exact=True).click()
    page.get_by_role("button", name=messages("en")("control.play"), exact=True).wait_for()
    stopped = query(page)["year"]
    # That nothing happens shows only over a time: more than two steps of the player.
    page.wait_for_timeout(2_500)
    assert query(page)["year"] == stopped


def test_a_broken_link_gives_a_sentence(open_page: OpenPage) -> None:
    page = open_page("/?lang=ja&region=XX-99&year=abc&indicator=drop%20table")
    page.get_by_text("drop table").first.wait_for()
    assert "人口が減った" in headline(page)
    assert page.locator("[data-testid=stException]").count() == 0


def test_the_first_visitor_with_a_deep_link_gets_the_whole_page(open_page: OpenPage) -> None:
    page = open_page("/sources?lang=ko&indicator=births")
    assert page.get_by_role("radio", name="English").count() == 1
    assert page.locator("[data-testid=stTopNavLink]").count() == len(REGISTERED)
