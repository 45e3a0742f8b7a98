"""How every view appears: no barrier, in both themes, on a phone and on a desk, and no scrolling sideways."""

from collections.abc import Callable
from itertools import cycle
from typing import Any

import pytest
from playwright.sync_api import Page, ViewportSize

from regions.asking.page_specs import PAGES
from regions.database.languages import LANGUAGES

OpenPage = Callable[..., Page]
PHONE: ViewportSize = {"width": 390, "height": 844}
DESK: ViewportSize = {"width": 1440, "height": 1000}
QUERIES = {
    "rank": "indicator=population_density&indicator=total_fertility_rate&region=KR-46&region=JP-47",
    "explore": "topic=ageing",
    "exchange": "region=KR-47",
    "deck": "slide=%2F%3Findicator%3Dshare_65plus&slide=%2Fcompare%3Findicator%3Dbirths%26region%3DKR-47",
}
SHIFTS = ("indicator=share_65plus", "shift=aligned&indicator=births")
GROUND = "() => getComputedStyle(document.querySelector('[data-testid=stApp]')).backgroundColor"
PAPER = "print"  # has the colours and the width of paper on every screen


def ways_of_showing() -> dict[str, str]:
    """Return an address for every way of showing: the opening one of each page first, then all others."""
    opening: dict[str, str] = {}
    further = {f"lag-{number}": f"/compare?mode=lag&region=KR-47&{one}" for number, one in enumerate(SHIFTS)}
    for name, spec in PAGES.items():
        opening[name] = f"{spec.path}?{QUERIES.get(name, '')}"
        shows = [show for show in spec.shows[1:] if show != PAPER]
        further |= {f"{name}-{show}": f"{opening[name]}&show={show}" for show in shows}
    return opening | further


VIEWS = ways_of_showing()
VISITS = list(zip(VIEWS, cycle(LANGUAGES), cycle([False, True]), strict=False))


@pytest.mark.parametrize(("name", "language", "dark"), VISITS)
def test_no_barrier_and_no_scrolling_sideways(
    open_page: OpenPage,
    accessibility_findings: Callable[[Page], list[dict[str, Any]]],
    settled: Callable[[Page], None],
    name: str,
    language: str,
    dark: bool,
) -> None:
    """Look at a view on a phone and, where it opens a page, on a desk in the other theme too."""
    page = open_page(f"{VIEWS[name]}&lang={language}", dark=dark, **PHONE)
    assert page.evaluate("document.documentElement.lang") == language
    assert accessibility_findings(page) == []
    overflow = "() => document.querySelector('[data-testid=stMain]').scrollWidth - window.innerWidth"
    assert page.evaluate(overflow) <= 0
    if name not in PAGES:
        return

    ground = page.evaluate(GROUND)
    page.emulate_media(color_scheme="light" if dark else "dark")
    page.set_viewport_size(DESK)
    page.wait_for_function(f"(before) => ({GROUND})() !== before", arg=ground)
    settled(page)
    assert accessibility_findings(page) == []
