"""A reader of each language finds nothing wrong, on pages drawn at random and in what is said of all regions.

`READING_SEED` draws other pages than those of every run.
"""

import os
import random
from collections.abc import Iterable
from functools import cache
from itertools import cycle

import pytest

from charts.theme import LIGHT
from interface.region.header import header_html, headlines_html
from regions.asking.page_specs import PAGES
from regions.asking.view import View, address, default_currency
from regions.database.build import Build, current_build
from regions.database.languages import LANGUAGES, Language
from regions.exhibits.lag import lag_exhibits
from regions.exhibits.overview import years_held
from regions.figures.panel import panel
from regions.figures.timeshift import shiftable
from regions.shapes.exhibit import countries_in_order
from regions.words.claims import claim
from regions.words.sentences import Sentence, render
from regions.words.snapshot import snapshot_of
from tests.reading.draws import drawn
from tests.reading.markup import of_html
from tests.reading.pages import Screen, passages, passages_of_exhibit
from tests.reading.reader import Passage, Reader

PAGES_READ = 140
KOREAN: Language = "ko"
NOT_KOREAN: tuple[Language, ...] = ("ja", "en")
SEED = int(os.environ.get("READING_SEED", "0"))
SEEDS = range(60)

pytestmark = pytest.mark.usefixtures("database_path")


class Report:
    """What readers found: each fault once, with language and address."""

    def __init__(self, build: Build) -> None:
        self._readers = {language: Reader.of(language, build.catalogue) for language in LANGUAGES}
        self._read: set[tuple[Language, str]] = set()
        self._found: dict[tuple[Language, str, str], str] = {}

    def read(self, found: Iterable[Passage], language: Language, where: str) -> None:
        """Read the passages of a page."""
        reader, held = self._readers[language], list(found)
        for one in held:
            if (language, one.words) not in self._read:
                self._read.add((language, one.words))
                for fault in reader.faults(one):
                    self._note(language, fault.kind, fault.found, f"{where}, {one.where}: {one.words}")
        for fault in reader.faults_together(held):
            self._note(language, fault.kind, fault.found, where)

    def fails(self, language: Language, where: str, reason: object) -> None:
        """Note a page that does not open."""
        self._note(language, "fails", str(reason), where)

    def _note(self, language: Language, kind: str, found: str, place: str) -> None:
        self._found.setdefault((language, kind, found), place)

    @property
    def lines(self) -> list[str]:
        return sorted(
            f"{lang} {kind}: {found!r} on {place}" for (lang, kind, found), place in self._found.items()
        )

    def check(self, what: str) -> None:
        """Print what was found, and fail if there is anything."""
        print(f"{what}: {len(self._read)} texts read, {len(self._found)} faults")
        print("\n".join(self.lines))
        assert not self.lines, f"{len(self.lines)} faults in {what}:\n" + "\n".join(self.lines)


@cache
def _draws(seed: int) -> tuple[View, ...]:
    return tuple(drawn(current_build(), seed, PAGES_READ))


def test_pages_drawn_at_random_have_nothing_wrong() -> None:
    build, report, screen = current_build(), Report(current_build()), Screen()
    for view in _draws(SEED):
        try:
            report.read(passages(view, build, screen), view.language, address(view))
        except Exception as failure:
            report.fails(view.language, address(view), repr(failure))
    report.check(f"{PAGES_READ} pages drawn with seed {SEED}")


def test_the_draws_leave_out_no_page_language_or_indicator() -> None:
    views = [view for seed in SEEDS for view in _draws(seed)]
    assert {(view.page, view.language) for view in views} == {
        (page, language) for page in PAGES for language in LANGUAGES
    }
    for language in LANGUAGES:
        named = {code for view in views if view.language == language for code in view.indicators}
        assert named == set(current_build().catalogue.indicators)
    offered = {(page, show) for page, spec in PAGES.items() for show in spec.shows}
    assert {(view.page, view.show) for view in views if view.show} == offered
    assert {view.mode for view in views} >= set(PAGES["compare"].modes)


def test_a_draw_can_be_repeated() -> None:
    assert drawn(current_build(), 3, 20) == drawn(current_build(), 3, 20)
    assert drawn(current_build(), 3, 20) != drawn(current_build(), 4, 20)


def test_the_head_of_every_region_has_nothing_wrong() -> None:
    """Each in Korean, whose particles follow the name, and in one of the other languages in turn."""
    build, report = current_build(), Report(current_build())
    regions = [code for code, region in build.catalogue.regions.items() if not region.is_country]
    in_turn: Iterable[tuple[str, Language]] = zip(regions, cycle(NOT_KOREAN), strict=False)
    for code, other in in_turn:
        for language in (KOREAN, other):
            for made in (header_html, headlines_html):
                words = of_html(made(build, code, language, LIGHT))
                report.read((Passage("head", text) for text in words), language, f"/region?region={code}")
    report.check("the heads of all regions")


def test_the_claims_of_every_indicator_have_nothing_wrong() -> None:
    build, report, chance = current_build(), Report(current_build()), random.Random(SEED)
    for code, indicator in build.catalogue.indicators.items():
        figures = panel(build, code, default_currency(indicator))
        for year in {indicator.default_year, chance.choice(years_held(build, indicator, figures.currency))}:
            frame = snapshot_of(build, figures, year).frame
            # Languages differ by which country stands first, and in words.
            said: dict[object, Sentence | None] = {}
            for language in LANGUAGES:
                order = countries_in_order(language)
                if order not in said:
                    said[order] = claim(indicator, frame, build.catalogue, figures.currency, language)
                if found := said[order]:
                    words = render(found, build.catalogue, language)
                    report.read([Passage("claim", words)], language, f"/?indicator={code}&year={year}")
    report.check("the claims of all indicators")


def test_the_lags_of_every_indicator_have_nothing_wrong() -> None:
    build, report, chance = current_build(), Report(current_build()), random.Random(SEED)
    regions = [code for code, region in build.catalogue.regions.items() if not region.is_country]
    for code in shiftable(build):
        picked = tuple(chance.sample(regions, 2))
        for language in LANGUAGES:
            view = View("compare", language, (code,), picked, mode="lag")
            for exhibit in lag_exhibits(view, build):
                report.read(passages_of_exhibit(exhibit), language, address(view))
    report.check("the lags of all indicators")
