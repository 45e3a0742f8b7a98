"""Pages drawn at random: page, language, indicators, regions, years, mode and what else an address says."""

import random
from collections.abc import Iterator
from itertools import cycle, islice

from regions.asking.page_specs import PAGES, PageSpec
from regions.asking.view import View, decode
from regions.database.build import Build
from regions.database.catalogue import Catalogue
from regions.database.languages import LANGUAGES
from regions.exhibits.answers import ANSWERS

# Pages made of exhibits say the most, and something else of every indicator.
_OF_EXHIBITS = 5


def drawn(build: Build, seed: int, number: int) -> list[View]:
    """Return Views drawn at random, as one reads them from an address.

    Every page, language and indicator is taken in turn from a shuffled pile, so that none is left out of a
    draw that is large enough, whichever there are.
    """
    chance = random.Random(seed)
    weights = {
        page: _OF_EXHIBITS if page in ANSWERS and spec.max_indicators == 1 else 1
        for page, spec in PAGES.items()
    }
    weights |= {page: 3 for page, spec in PAGES.items() if page in ANSWERS and spec.max_indicators > 1}
    pages = _in_turn([page for page, times in weights.items() for _ in range(times)], chance)
    languages = _in_turn(list(LANGUAGES), chance)
    indicators = _in_turn(list(build.catalogue.indicators), chance)
    return [
        _view(page, next(languages), indicators, build.catalogue, chance) for page in islice(pages, number)
    ]


def _in_turn(items: list[str], chance: random.Random) -> Iterator[str]:
    chance.shuffle(items)
    return cycle(items)


def _view(
    page: str, language: str, indicators: Iterator[str], catalogue: Catalogue, chance: random.Random
) -> View:
    spec = PAGES[page]
    asked: dict[str, list[str]] = {"lang": [language]}
    if spec.max_indicators:
        asked["indicator"] = list(islice(indicators, chance.randint(1, min(3, spec.max_indicators))))
        asked |= _years(spec, asked["indicator"][0], catalogue, chance)
        currencies = catalogue.indicators[asked["indicator"][0]].currencies
        asked["currency"] = chance.sample(currencies, 1) if currencies else []
    if spec.max_regions:
        held = list(catalogue.regions)
        asked["region"] = chance.sample(held, chance.randint(0, min(5, spec.max_regions)))
    for name, offered in (("mode", spec.modes), ("show", spec.shows), ("scale", spec.scales)):
        asked[name] = [chance.choice(offered)] if offered else []
    for name, choice in spec.choices.items():
        allowed = choice.allowed(catalogue)
        if allowed and chance.random() < 0.5:
            asked[name] = chance.sample(allowed, chance.randint(1, 2) if choice.many else 1)
    view, _ = decode(page, asked, catalogue)
    return view


def _years(
    spec: PageSpec, indicator_id: str, catalogue: Catalogue, chance: random.Random
) -> dict[str, list[str]]:
    """Return a year or a span of the years held, or none, as most links have none."""
    first, last = catalogue.indicators[indicator_id].years
    if chance.random() < 0.3 or first == last:
        return {}
    years = sorted(chance.sample(range(first, last + 1), 2))
    asked = {"year": [str(chance.choice(years))]} if spec.single_year else {}
    return asked | ({"from": [str(years[0])], "to": [str(years[1])]} if spec.year_range else {})
