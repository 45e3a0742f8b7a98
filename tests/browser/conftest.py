"""A running dashboard and a Chromium to look at it, for what only a browser can show.

Every page opened here is watched: a request leaving the machine, an uncaught script error or anything that
the pages' own content security policy refuses fails the test.
"""

import os
from collections.abc import Callable, Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from scripts.browser import find_browser
from tests.conftest import Server

# How long anything may take before it counts as not happening. What is waited for is always a state, so this
# costs nothing; it is for a machine all of whose cores are busy with other tests.
PATIENCE_MILLISECONDS = 180_000
# Chromium itself calls home (updates, field trials, safe browsing); none of that may blur the picture.
CHROMIUM_ARGUMENTS = (
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",  # there is none: to imitate one costs twice as much as to draw without
    "--disable-sync",
    "--no-default-browser-check",
    "--no-first-run",
)
# A page stands still when it came to its end, no run of the script is under way, nothing is left over from
# the run before (Streamlit fades that out) and nothing moves; no part is still a grey box that waits for its
# script (the one of the charts takes seconds to be understood, long after the network is idle); every chart
# in sight has its marks, and the document is in the language of the address.
STANDING = """() => {
  const app = document.querySelector('[data-testid=stApp]');
  const lang = new URLSearchParams(location.search).get('lang');
  const hidden = (one) => !one.offsetParent;
  const charts = [...document.querySelectorAll('[data-testid=stPlotlyChart]')];
  const passing = document.getAnimations().filter((one) => one.playState === 'running'
    && one.effect.getComputedTiming().endTime !== Infinity);
  return app?.dataset.testScriptState === 'notRunning'
    && !!document.querySelector('.st-key-footer')
    && !document.querySelector('[data-stale=true]')
    && passing.length === 0
    && [...document.querySelectorAll('[data-testid=stSkeleton]')].every(hidden)
    && (!lang || document.documentElement.lang === lang)
    && charts.every((chart) => hidden(chart) || chart.querySelector('.main-svg'));
}"""
# Counts beginnings and ends of runs of the script from now on, on the next page of the tab too.
RUNS = """() => {
  window.runs = 0;
  window.counting ??= new MutationObserver(() => { window.runs += 1; });
  window.counting.observe(document.body, { subtree: true, attributeFilter: ['data-test-script-state'] });
}"""
# Opens another view in the tab as the search field does, without the load of a page. No page takes the
# parameter added: the run of the new view leaves it out of the address it writes, and so tells of itself.
GO_ON = """(address) => {
  const further = new URL(address, location.href);
  further.searchParams.append('further', 'on');
  history.pushState(null, '', further);
  dispatchEvent(new PopStateEvent('popstate'));
}"""
ARRIVED = "() => !new URLSearchParams(location.search).has('further')"
AUDITS = 5
# What is within a landmark is said as “moderate” at most, which is no finding here, and asking costs as much
# as all that is one.
AUDITED = {"resultTypes": ["violations"], "rules": {"region": {"enabled": False}}}
WAITING_ROOM = "/healthz"  # of this server, without a script of its own
STANDING_ASKED_EVERY = 100.0  # milliseconds

OpenPage = Callable[..., Page]
Findings = list[dict[str, Any]]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests of this folder."""
    here = Path(__file__).parent
    for item in items:
        if item.path.is_relative_to(here):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Return a running Chromium. Without one the tests are skipped, under `CI=true` they fail."""
    executable = find_browser()
    if executable is None:
        reason = "NO BROWSER: this was NOT tested (`make test` tells how to install one)"
        if os.environ.get("CI") == "true":
            pytest.fail(reason, pytrace=False)
        pytest.skip(reason)
    expect.set_options(timeout=PATIENCE_MILLISECONDS)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=executable, args=list(CHROMIUM_ARGUMENTS))
        yield chromium
        chromium.close()


class Visitors:
    """Browser profiles, one for each language of a browser, that all tests of a worker share.

    A profile keeps one tab. To understand the scripts of the page is most of what opening an address costs,
    and a tab that stays on this server has done it; what could tell one visitor from the next (cookies,
    storage, further tabs) goes when a visit ends.

    Attributes:
        left_the_host: Addresses outside this machine that were asked for since `leave`.
        script_errors: Uncaught errors of scripts since then.
        blocked: What the pages' own content security policy refused since then.
    """

    def __init__(self, browser: Browser, url: str) -> None:
        self._browser, self._url = browser, url
        self._profiles: dict[str, BrowserContext] = {}
        self._waiting: dict[str, Page] = {}
        self.left_the_host: list[str] = []
        self.script_errors: list[str] = []
        self.blocked: list[str] = []

    def tab(self, locale: str = "en-GB", *, dark: bool = False) -> Page:
        """Return the tab that waits, or a new one if it is in use."""
        page = self._waiting.pop(locale, None) or self._new_tab(locale)
        page.emulate_media(media="null", color_scheme="dark" if dark else "light", reduced_motion="reduce")
        return page

    def leave(self) -> None:
        """End all visits: one tab of each profile waits for the next."""
        self._waiting.clear()
        for locale, profile in self._profiles.items():
            for page in profile.pages[1:]:
                page.close()
            for page in profile.pages:
                page.unroute_all(behavior="ignoreErrors")
                page.goto(WAITING_ROOM)
                page.evaluate("() => { localStorage.clear(); sessionStorage.clear(); }")
                # A browser keeps 50 entries and forgets the first: a tab with many of them could not go back.
                tools = profile.new_cdp_session(page)
                tools.send("Page.resetNavigationHistory")
                tools.detach()
                self._waiting[locale] = page
            profile.clear_cookies()
        self.left_the_host.clear()
        self.script_errors.clear()
        self.blocked.clear()

    def _new_tab(self, locale: str) -> Page:
        if locale not in self._profiles:
            self._profiles[locale] = self._profile(locale)
        page = self._profiles[locale].new_page()
        page.on("websocket", lambda socket: self._note(socket.url))
        page.on("console", lambda line: self._note_refusal(line.text))
        return page

    def _profile(self, locale: str) -> BrowserContext:
        profile = self._browser.new_context(
            base_url=self._url,
            locale=locale,
            accept_downloads=True,
            permissions=["clipboard-read", "clipboard-write"],
        )
        profile.set_default_timeout(PATIENCE_MILLISECONDS)
        profile.on("request", lambda request: self._note(request.url))
        profile.on("weberror", lambda error: self.script_errors.append(str(error.error)))
        return profile

    def _note(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme in ("http", "https", "ws", "wss") and parts.hostname != "127.0.0.1":
            self.left_the_host.append(url)

    def _note_refusal(self, line: str) -> None:
        if "Content Security" in line:
            self.blocked.append(line)


@pytest.fixture(scope="session")
def visitors(server: Server, browser: Browser) -> Visitors:
    """Return the browser profiles of this worker."""
    return Visitors(browser, server.url)


@pytest.fixture
def open_page(visitors: Visitors) -> Iterator[OpenPage]:
    """Return a function that opens an address of the dashboard and waits until it is drawn.

    `open_page("/compare?lang=ko", width=390, locale="ja-JP", dark=True)`; each test is a new visitor.
    """

    def visit(
        address: str = "/",
        *,
        width: int = 1440,
        height: int = 1000,
        locale: str = "en-GB",
        dark: bool = False,
    ) -> Page:
        page = visitors.tab(locale, dark=dark)
        page.set_viewport_size({"width": width, "height": height})
        page.goto(address)
        settle(page)
        return page

    yield visit
    noted = [*visitors.left_the_host], [*visitors.script_errors], [*visitors.blocked]
    visitors.leave()
    left_the_host, script_errors, blocked = noted
    assert left_the_host == []
    assert script_errors == []
    assert blocked == []


@pytest.fixture
def go_on() -> Callable[[Page, str], None]:
    """Return a function that opens a further view in a tab and waits until it is drawn.

    It costs half of what opening the address anew does; what the visitor has chosen on the way stays chosen.
    """

    def open_further(page: Page, address: str) -> None:
        page.evaluate(GO_ON, address)
        page.wait_for_function(ARRIVED, polling=STANDING_ASKED_EVERY)
        settle(page)

    return open_further


@pytest.fixture
def settled() -> Callable[[Page], None]:
    """Return a function that waits until the page has been drawn after a click."""
    return settle


@pytest.fixture
def accessibility_findings() -> Callable[[Page], Findings]:
    """Return a function that lists what axe finds serious or critical on a page."""
    return find_barriers


def settle(page: Page) -> None:
    """Wait until the script has run to its end and what it drew stands still, every chart in sight included.

    After a click, wait first for what it changes (address, words): until then the page stands as before.
    """
    page.wait_for_selector(".st-key-footer", timeout=PATIENCE_MILLISECONDS)
    page.wait_for_load_state("networkidle")
    # Asked now and then: asking at each frame, as is usual, would make the page paint frames all the time.
    page.wait_for_function(STANDING, polling=STANDING_ASKED_EVERY, timeout=PATIENCE_MILLISECONDS)


def find_barriers(page: Page) -> Findings:
    """Run axe, which travels with the tests and needs no network, on the page while it stands still.

    A page may run once more by itself, when the browser has told its window or its theme; what was measured
    while it did is measured again.
    """
    if not page.evaluate("'axe' in window"):
        page.evaluate((files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8"))
    page.evaluate(RUNS)
    for _ in range(AUDITS):
        settle(page)
        before = page.evaluate("window.runs")
        outcome = page.evaluate("async (asked) => await axe.run(document, asked)", AUDITED)
        if page.evaluate(STANDING) and page.evaluate("window.runs") == before:
            return _grave(outcome["violations"])
    pytest.fail(f"the page did not stand still during any of {AUDITS} audits", pytrace=False)


def _grave(violations: Findings) -> Findings:
    return [
        {
            "rule": finding["id"],
            "impact": finding["impact"],
            "help": finding["help"],
            "where": [node["html"][:200] for node in finding["nodes"][:3]],
        }
        for finding in violations
        if finding["impact"] in ("serious", "critical")
    ]
