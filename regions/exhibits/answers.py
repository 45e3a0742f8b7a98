"""Which exhibits answer a View: one entry a page, so that exports and decks need not know the pages."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from regions.asking.page_specs import PROGRAMMES
from regions.asking.view import View
from regions.database.build import Build
from regions.database.languages import Language
from regions.exhibits.compare import compare_exhibits
from regions.exhibits.explore import explore_exhibits
from regions.exhibits.lag import lag_exhibits
from regions.exhibits.municipalities import municipalities_exhibits
from regions.exhibits.overview import overview_exhibit
from regions.exhibits.rank import rank_exhibits
from regions.exhibits.region import region_exhibits
from regions.policy.designation_counts import COUNTS, PER
from regions.policy.designations import designation_exhibit
from regions.policy.programmes import programme_exhibit
from regions.shapes.exhibit import Exhibit

Answer = Callable[[View, Build], Sequence[Exhibit]]


def _overview(view: View, build: Build) -> Sequence[Exhibit]:
    return (overview_exhibit(view, build),)


def _compare(view: View, build: Build) -> Sequence[Exhibit]:
    return (lag_exhibits if view.mode == "lag" else compare_exhibits)(view, build)


def _companies(view: View, build: Build) -> Sequence[Exhibit]:
    """Return the maps: Japan's designations, or a Korean programme as far as it is published by province."""
    if view.show == "japan":
        count, per = view.chosen("count") or COUNTS[0], view.chosen("per") or PER[0]
        return (designation_exhibit(view, build, count, per),)
    if view.show == "korea":
        made = programme_exhibit(view, build, view.chosen("programme") or PROGRAMMES[0])
        return (made,) if made else ()
    return ()


# A page with charts adds itself here: its exhibits then can be exported in any language and put into decks.
ANSWERS: Mapping[str, Answer] = {
    "overview": _overview,
    "compare": _compare,
    "municipalities": municipalities_exhibits,
    "rank": rank_exhibits,
    "region": region_exhibits,
    "companies": _companies,
    "explore": explore_exhibits,
}


def answer(view: View, build: Build) -> tuple[Exhibit, ...]:
    """Return the exhibits a page shows for a View; none for a page without charts."""
    found = ANSWERS.get(view.page)
    return tuple(found(view, build)) if found else ()


def can_be_asked_again(exhibit: Exhibit) -> bool:
    """Say whether an exhibit can be made anew from its View, in another language or within a deck."""
    return exhibit.view.page in ANSWERS


def in_language(exhibit: Exhibit, language: Language, build: Build) -> Exhibit:
    """Return the same exhibit in a language, with all its figures.

    Raises:
        LookupError: If its page does not answer Views (`ANSWERS`).
    """
    if exhibit.language == language and not exhibit.is_outline:
        return exhibit
    view = replace(exhibit.view, language=language)
    for one in answer(view, build):
        if one.id == exhibit.id:
            return one
    raise LookupError(f"{exhibit.id} of page {exhibit.view.page} cannot be asked again")
