"""What only a browser can show: clicks, the clipboard, the way back, the browser's language."""

from collections.abc import Callable
from pathlib import Path
from typing import Literal
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from i18n.messages import messages
from regions.asking.page_specs import PAGES as REGISTERED
from tests.browser.conftest import STANDING, Visitors, settle
from tests.browser.downloads import pictured

OpenPage = Callable[..., Page]
STYLES = (Path(__file__).parents[2] / "api/document/styles.css").read_text(encoding="utf-8")
# How many transitions a change above everything begins; they are told of with the next frame.
BEGUN_BY_A_CHANGE = """async () => {
  const frame = () => new Promise(requestAnimationFrame);
  let begun = 0;
  document.addEventListener('transitionrun', () => { begun += 1; });
  await frame();
  document.body.style.visibility = 'hidden';
  await frame();
  await frame();
  return begun;
}"""
PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"


def query(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def headline(page: Page) -> str:
    return page.locator("h2").first.inner_text()


def test_the_browsers_language_is_the_default(open_page: OpenPage) -> None:
    page = open_page("/deck", locale="ja-JP")
    assert query(page)["lang"] == ["ja"]


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


def test_a_theme_that_changes_meanwhile_is_taken_up(open_page: OpenPage) -> None:
    """The system turns dark in the evening: what the server has coloured must not stay dark on dark."""
    page = open_page("/compare?lang=ko&indicator=births&region=KR-47&region=JP-22")
    coloured = """() => [".ask", ".js-plotly-plot text"].map((part) => document.querySelector(part))
        .map((one) => one && (one.style.fill || one.style.getPropertyValue("--ask-ground")))"""
    light = page.evaluate(coloured)
    page.emulate_media(color_scheme="dark")
    page.wait_for_function(
        f"(light) => ({coloured})().every((one, place) => one && one !== light[place])", arg=light
    )
    page.emulate_media(color_scheme="light")
    page.wait_for_function(
        f"(light) => ({coloured})().every((one, place) => one === light[place])", arg=light
    )


@pytest.mark.parametrize(("motion", "passing"), [("reduce", 0), ("no-preference", 1)])
def test_nothing_passes_over_where_less_motion_is_asked_for(
    browser: Browser, motion: Literal["reduce", "no-preference"], passing: int
) -> None:
    """Neither what has a transition of its own nor, one by one, all marks below what changes."""
    page = browser.new_page()
    page.emulate_media(reduced_motion=motion)
    own = "<style>.own { transition: all 1s; }</style>"
    page.set_content(f"<style>{STYLES}</style>{own}<p class='own'></p><svg><path/><path/></svg>")
    assert page.evaluate(BEGUN_BY_A_CHANGE) == passing
    page.close()


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


def test_a_page_whose_charts_are_on_their_way_does_not_stand_yet(
    visitors: Visitors, open_page: OpenPage
) -> None:
    page, held = visitors.tab(), list[Route]()
    page.route("**/PlotlyChart*.js", lambda request: held.append(request))
    page.goto("/?lang=en&indicator=share_65plus")
    page.wait_for_selector(".st-key-footer")
    page.wait_for_selector("[data-test-script-state=notRunning]")
    assert held, "the charts' script is one of its own"
    assert not page.evaluate(STANDING)
    for request in held:
        request.continue_()
    settle(page)
    assert pictured(page, page.locator(".st-key-actions-overview"), "png").startswith(PNG_SIGNATURE)


def test_copy_link_holds_the_view(open_page: OpenPage) -> None:
    address = "/compare?lang=ko&indicator=births&region=KR-47&region=JP-05&mode=index"
    page = open_page(address)
    page.locator("[data-action=link]").first.click()
    page.get_by_text(messages("ko")("action.copied")).first.wait_for()
    copied = urlsplit(page.evaluate("navigator.clipboard.readText()"))
    assert f"{copied.path}?{copied.query}" == address


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
    page.go_back()
    page.wait_for_function("() => location.pathname === '/' && location.search.includes('share_65plus')")
    settled(page)
    assert "region" not in query(page)


def test_play_runs_through_the_years_and_stops(open_page: OpenPage) -> None:
    page = open_page("/?lang=en&indicator=total_fertility_rate&year=2010")
    page.get_by_role("button", name=messages("en")("control.play"), exact=True).click()
    page.wait_for_url("**year=2012**")
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
    page = open_page("/compare?lang=ko&indicator=births")
    assert page.get_by_role("radio", name="English").count() == 1
    assert page.locator("[data-testid=stTopNavLink]").count() == len(REGISTERED)
