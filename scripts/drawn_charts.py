"""The charts of the pages, drawn without a browser, for whoever measures them."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from charts.page_figures import counterpart_figure, page_figure, strip_figure
from charts.theme import HALF, LIGHT, NARROW, WIDE
from interface.region.charts import Charted, accounts, age_migration, flows, outlook, population_pyramid
from regions.asking.page_specs import PAGES, PROGRAMMES
from regions.asking.view import View, decode
from regions.database.build import Build
from regions.database.languages import LANGUAGES
from regions.exhibits.answers import answer
from regions.exhibits.lag import lag_exhibits
from regions.exhibits.population import OUTLOOKS
from regions.figures.timeshift import shiftable
from regions.policy.designation_counts import COUNTS, PER
from regions.shapes.exhibit import Exhibit

Query = Mapping[str, Sequence[str]]

# A window's layout and how wide its charts are: a desktop, a small window, a phone.
WIDTHS = ((WIDE, 1090), (WIDE, 760), (NARROW, 358))
# Charts of a profile share their row with another, in windows wide enough for two.
HALVES = ((HALF, 530), (NARROW, 358))
_FAR_APART = ["KR-11", "KR-47", "KR-50", "JP-13", "JP-05", "JP-32"]


@dataclass(frozen=True)
class Drawn:
    """A chart: what it shows, how wide it is and the figure."""

    title: str
    width: int
    figure: go.Figure


@dataclass(frozen=True)
class Charts:
    """The charts of a page.

    Attributes:
        page: Its key in `PAGES`.
        subjects: Returns what it is asked about, one after the other.
        asked: What else it is asked.
        figures: Draws what a View shows in a layout.
        widths: The layouts.
        parameter: In which parameter the subject stands.
    """

    page: str
    subjects: Callable[[Build], Sequence[str]]
    figures: Callable[[View, Build, str], Iterator[tuple[str, go.Figure]]]
    asked: Sequence[Query] = ({},)
    widths: Sequence[tuple[str, int]] = WIDTHS
    parameter: str = "indicator"


def drawn(build: Build, charts: Charts, subject: str) -> Iterator[Drawn]:
    """Go through the charts of one subject at all widths, the languages in turn."""
    for number, asked in enumerate(charts.asked):
        language = LANGUAGES[(number + len(subject)) % len(LANGUAGES)]
        query: dict[str, Sequence[str]] = {charts.parameter: [subject], "lang": [language], **asked}
        view = decode(charts.page, query, build.catalogue)[0]
        for layout, width in charts.widths:
            for name, figure in charts.figures(view, build, layout):
                title = f"{charts.page} {subject} {language} {dict(asked)} {width} {name}"
                yield Drawn(title, width, figure)


def _has_marks(exhibit: Exhibit) -> bool:
    return bool(exhibit.data.value.notna().any())


def _of_page(view: View, build: Build, layout: str) -> Iterator[tuple[str, go.Figure]]:
    for exhibit in filter(_has_marks, answer(view, build)):
        yield exhibit.id, page_figure(exhibit, build, LIGHT, layout)
        if view.page == "overview" and exhibit.indicator.is_regional:
            yield f"{exhibit.id}-strip", strip_figure(exhibit, build, LIGHT, layout)


def _of_lag(view: View, build: Build, layout: str) -> Iterator[tuple[str, go.Figure]]:
    exhibits = lag_exhibits(view, build)
    for exhibit in filter(_has_marks, exhibits):
        if exhibit.id.startswith("lag-when"):
            yield exhibit.id, counterpart_figure(exhibit, exhibits[1], build, LIGHT, layout)
        else:
            yield exhibit.id, page_figure(exhibit, build, LIGHT, layout)


def _of_profile(view: View, build: Build, layout: str) -> Iterator[tuple[str, go.Figure]]:
    found: list[Charted | None] = [
        make(build, view, LIGHT, layout) for make in (population_pyramid, accounts, flows, age_migration)
    ]
    found += [outlook(build, view.only(), LIGHT, layout, indicator) for indicator in OUTLOOKS]
    for one in found:
        if one is not None and one.figure is not None:
            yield one.exhibit.id, one.figure


def _indicators(page: str) -> Callable[[Build], Sequence[str]]:
    return lambda build: list(PAGES[page].indicators(build.catalogue))


CHARTS: Mapping[str, Charts] = {
    "overview": Charts(
        "overview",
        _indicators("overview"),
        _of_page,
        ({}, {"region": ["KR-47", "JP-32"]}, {"region": ["JP-12", "JP-13", "JP-14", "JP-11"]}),
    ),
    "compare": Charts("compare", _indicators("compare"), _of_page, ({}, {"region": _FAR_APART})),
    "lag": Charts(
        "compare",
        shiftable,
        _of_lag,
        [
            {"mode": ["lag"], "shift": [shift], "region": regions}
            for shift, regions in (
                ("when", ["KR-47"]),
                ("when", ["JP-05", "KR-47"]),
                ("ranking", ["KR"]),
                ("ranking", ["JP"]),
                ("trend", ["KR-47"]),
                ("aligned", _FAR_APART),
            )
        ],
    ),
    "rank": Charts(
        "rank",
        _indicators("rank"),
        _of_page,
        (
            {},
            {"show": ["swarm"]},
            {"show": ["change"]},
            {"show": ["change"], "region": ["KR-47", "JP-05"]},
            {"show": ["relation"], "region": _FAR_APART},
            {"show": ["concentration"]},
        ),
    ),
    "municipalities": Charts("municipalities", _indicators("municipalities"), _of_page),
    "region": Charts(
        "region",
        lambda build: [code for code, one in build.catalogue.regions.items() if not one.is_country],
        _of_profile,
        widths=HALVES,
        parameter="region",
    ),
    "companies": Charts(
        "companies",
        lambda _build: COUNTS,
        _of_page,
        [{"per": [per]} for per in PER],
        parameter="count",
    ),
    "programmes": Charts(
        "companies", lambda _build: PROGRAMMES, _of_page, ({"show": ["korea"]},), parameter="programme"
    ),
}
