"""Questions to begin with: made of what the figures say now, and each one that is understood."""

from collections.abc import Iterator
from dataclasses import dataclass

from i18n.lists import listed
from i18n.messages import messages
from regions.asking.view import View
from regions.database.build import Build
from regions.database.catalogue import names_of
from regions.database.languages import Language
from regions.database.memory import per_build
from regions.database.places import other_country
from regions.questions.suggesting import suggest
from regions.words.findings import findings

MOST_COMPARED = 3
# Where no finding leads to such a view.
_USUAL = (
    View("compare", "en", ("share_65plus",), ("KR-47", "JP-05")),
    View("rank", "en", ("total_fertility_rate",)),
    View("compare", "en", ("share_65plus",), ("KR-47",), mode="lag"),
)


@dataclass(frozen=True)
class Example:
    """A question and the View that answers it."""

    question: str
    view: View


@per_build(6)
def example_questions(build: Build, language: Language) -> tuple[Example, ...]:
    """Return a question of each kind (comparison, order, time shift), of the findings of the build first.

    A question that is not understood as it is meant is left out.
    """
    found: dict[str, Example] = {}
    for view in (*(finding.view for finding in findings(build)), *_USUAL):
        for kind, question in _questions(view, build, language):
            answers = suggest(build, question, language, 1).suggestions if kind not in found else ()
            if answers and _as_meant(answers[0].view, view, kind):
                found[kind] = Example(question, answers[0].view)
    return tuple(found.values())


def _questions(view: View, build: Build, language: Language) -> Iterator[tuple[str, str]]:
    """Yield kind and words of what can be asked of a View."""
    if not view.indicators:
        return
    t, catalogue = messages(language), build.catalogue
    indicator = catalogue.indicators[view.indicators[0]].called(language)
    names = names_of(view.regions, catalogue, language)
    if view.mode == "lag" and names:
        other = catalogue.regions[other_country(view.regions[0])].short[language]
        yield "time_shift", t("search.example_lag", region=names[0], indicator=indicator, other=other)
    elif view.page == "compare" and 2 <= len(names) <= MOST_COMPARED:
        regions = listed(names, language, ending=True)
        yield "comparison", t("search.example_compare", regions=regions, indicator=indicator)
    elif view.page == "rank" and len(view.indicators) == 1:
        yield "ranking", t("search.example_rank", indicator=indicator)


def _as_meant(answered: View, meant: View, kind: str) -> bool:
    same = (answered.page, answered.indicators[:1]) == (meant.page, meant.indicators[:1])
    return same and (kind == "ranking" or set(answered.regions) >= set(meant.regions[:1]))
