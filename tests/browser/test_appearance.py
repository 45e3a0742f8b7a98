"""How every view appears: no barrier, in both themes, on a phone and on a desk, and no scrolling sideways."""

from collections.abc import Callable
from itertools import chain, cycle
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
OVERFLOW = "() => document.querySelector('[data-testid=stMain]').scrollWidth - window.innerWidth"
# What is pressed and reaches beyond an edge at which it is cut, and to which nothing scrolls.
OUT_OF_REACH = """() => [...document.querySelectorAll('[data-testid=stMain] :is(button, a, .picker input)')]
  .filter((one) => {
    const { width, right } = one.getBoundingClientRect();
    for (let above = one.parentElement; width > 1 && above; above = above.parentElement) {
      const edge = getComputedStyle(above).overflowX;
      if (["auto", "scroll"].includes(edge)) return false;
      if (edge !== "visible" && right > above.getBoundingClientRect().right + 1) return above.clientWidth > 1;
    }
    return false;
  }).map((one) => one.textContent || one.ariaLabel || one.outerHTML.slice(0, 80))"""
# Words of a chart on other words of it; those of rotated names may touch by a hair.
ON_EACH_OTHER = """() => [...document.querySelectorAll('.js-plotly-plot')].flatMap((plot) => {
  const words = [...plot.querySelectorAll('svg text')]
    .filter((one) => one.textContent.trim() && !one.closest('.hoverlayer, .modebar'))
    .map((one) => [one.textContent.trim(), one.getBoundingClientRect()])
    .filter(([, place]) => place.width && place.height < 60);
  return words.flatMap(([text, a], number) => words.slice(number + 1)
    .filter(([, b]) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 3
      && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 3)
    .map(([other]) => `${text} | ${other}`));
})"""
PAPER = "print"  # has the colours and the width of paper on every screen


def ways_of_showing() -> dict[str, list[str]]:
    """Return for every page an address for each of its ways of showing, the opening one first."""
    views = {}
    for name, spec in PAGES.items():
        opening = f"{spec.path}?{QUERIES.get(name, '')}"
        shows = [show for show in spec.shows[1:] if show != PAPER]
        views[name] = [opening, *(f"{opening}&show={show}" for show in shows)]
    views["compare"] += [f"/compare?mode=lag&region=KR-47&{one}" for one in SHIFTS]
    return views


VIEWS = ways_of_showing()
# On a phone every view, on a desk the opening one of every page, in the other theme.
SOME, OTHERS = list(VIEWS.values())[::2], list(VIEWS.values())[1::2]
WALKS = {
    "phone-dark": (PHONE, True, [*chain(*SOME)]),
    "phone-light": (PHONE, False, [*chain(*OTHERS)]),
    "desk-light": (DESK, False, [views[0] for views in SOME]),
    "desk-dark": (DESK, True, [views[0] for views in OTHERS]),
}


@pytest.mark.parametrize(("screen", "dark", "views"), WALKS.values(), ids=WALKS)
def test_no_barrier_and_no_scrolling_sideways(
    open_page: OpenPage,
    go_on: Callable[[Page, str], None],
    accessibility_findings: Callable[[Page], list[dict[str, Any]]],
    screen: ViewportSize,
    dark: bool,
    views: list[str],
) -> None:
    """Look at one view after the other, each in the next language; before that the system changes the theme.

    To load a page, and to draw it again for another theme or width, costs much more than to look at it.
    """
    page = open_page("/compare?lang=en", dark=not dark, **screen)
    ground = page.evaluate(GROUND)
    page.emulate_media(color_scheme="dark" if dark else "light")
    page.wait_for_function(f"(before) => ({GROUND})() !== before", arg=ground)
    found: dict[str, list[dict[str, Any]]] = {}
    for view, language in zip(views, cycle(LANGUAGES), strict=False):
        go_on(page, f"{view}&lang={language}")
        barriers = accessibility_findings(page)
        if page.evaluate("document.documentElement.lang") != language:
            barriers.append({"rule": "language"})
        if page.evaluate(OVERFLOW) > 0:
            barriers.append({"rule": "scrolls sideways"})
        if cut := page.evaluate(OUT_OF_REACH):
            barriers.append({"rule": "out of reach", "places": cut})
        if covered := page.evaluate(ON_EACH_OTHER):
            barriers.append({"rule": "words on words", "places": covered})
        found[f"{view}&lang={language}"] = barriers
    assert {view: barriers for view, barriers in found.items() if barriers} == {}
