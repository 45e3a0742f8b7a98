"""Everything a reader meets on a page, as passages of text.

Pages made of exhibits are read from the functions that the page draws; the others are run.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path

import pandas as pd
from streamlit.testing.v1 import AppTest

from charts.theme import LIGHT
from i18n.lists import listed
from i18n.messages import messages
from interface.region.header import header_html, headlines_html
from interface.region.peers import contributions_html, list_html, method_text
from interface.region.rows import compact_html, first_html, group_note, legend_html, others_html, topics
from interface.shared.tables import table_behind
from regions.asking.view import View, encode
from regions.database.build import Build
from regions.database.languages import Language
from regions.exhibits.answers import answer
from regions.exhibits.profile import chosen_group, peer_groups
from regions.exhibits.rank import settled, show_of
from regions.policy.policy_profile import meeting_titles, policy_profile
from regions.shapes.exhibit import Exhibit
from regions.words.findings import findings
from tests.reading.markup import of_html, of_markdown
from tests.reading.reader import Passage

ENTRY = Path(__file__).resolve().parents[2] / "dashboard.py"
# Columns of lists that hold names and remarks as their publishers wrote them.
AS_PUBLISHED = (
    *("name", "industry", "municipality", "organiser", "place_name"),
    *("chooser", "basis", "title", "note"),
)
# A table repeats its kinds of cells: so many of a column tell how all are written.
_CELLS = 12
# Code is read by programs; what is offered to choose from stands in all scripts, so that each finds it.
_UNREAD_ELEMENTS = ("code", "selectbox", "multiselect", "button_group", "select_slider")


def passages_of_exhibit(exhibit: Exhibit) -> Iterator[Passage]:
    """Yield the texts of an exhibit as the page shows them and as files take them along."""
    t = messages(exhibit.language)
    one = partial(Passage, beside=exhibit.id)
    yield Passage("title", exhibit.title)
    yield one("claim", exhibit.claim)
    yield one("subtitle", exhibit.subtitle)
    word = t(f"comparability.{exhibit.comparability.code}")
    reading = t("figure.reading", title=exhibit.title, comparability=word) if exhibit.claim else word
    yield Passage("reading", reading)
    yield one("comparability", exhibit.comparability.text)
    for remark in exhibit.remarks:
        label = t(f"warning.{remark.code}")
        # Where the text holds the label, the page shows the text alone.
        yield one(f"remark {remark.code}", remark.text, label="" if label in remark.text else label)
        yield Passage("label", label)
    yield from (one("note", note) for note in exhibit.notes)
    yield Passage("source", exhibit.source_line)
    yield Passage("citation", exhibit.citation)
    yield Passage("alternative text", exhibit.alternative_text)


def _with_tables(exhibits: Iterable[Exhibit], build: Build) -> Iterator[Passage]:
    for exhibit in exhibits:
        yield from passages_of_exhibit(exhibit)
        if exhibit.has_figures:
            yield from _table(table_behind(exhibit)[1](exhibit, build).frame, exhibit.language)


def _table(frame: pd.DataFrame, language: Language) -> Iterator[Passage]:
    t = messages(language)
    published = {t(f"listing.column.{name}") for name in AS_PUBLISHED}
    for heading in frame:
        yield Passage("heading", str(heading))
        if heading in published:
            continue
        cells = [cell for cell in frame[heading].tolist() if isinstance(cell, str) and cell]
        yield from (Passage(f"cell of {heading}", cell) for cell in list(dict.fromkeys(cells))[:_CELLS])


def _overview(view: View, build: Build) -> Iterator[Passage]:
    yield from _with_tables(answer(view, build), build)
    t = messages(view.language)
    for found in findings(build):
        mark = f"finding {found.id}"
        yield Passage(mark, found.text(build, view.language), beside=mark)
        yield from (Passage(mark, text, beside=mark) for text in found.remarks(build, view.language))
    yield from (Passage("findings", t(f"findings.{name}")) for name in ("title", "lead", "open"))


def _rank(view: View, build: Build) -> Iterator[Passage]:
    exhibits = answer(view, build)
    yield from _with_tables(exhibits, build)
    show = show_of(settled(view, build))
    for exhibit in exhibits:
        if exhibit.has_figures:
            yield from (Passage("hint", hint.text) for hint in show.hints(exhibit, build))


def _region(view: View, build: Build) -> Iterator[Passage]:
    for exhibit in answer(view, build):
        yield from passages_of_exhibit(exhibit)
    code, language, catalogue = view.regions[0], view.language, build.catalogue
    if catalogue.regions[code].is_country:
        country = messages(language)(f"country.{code}")
        yield Passage("notice", messages(language)("region.nation_has_no_profile", country=country))
        return
    group, peers = chosen_group(view, build), peer_groups(view, build)
    rows = (
        [compact_html(build, group, language, LIGHT)]
        if view.show == "print"
        else [
            first_html(build, group, language, LIGHT),
            *(others_html(build, group, one.topic, language, LIGHT) for one in topics(build, group)),
        ]
    )
    for where, markup in (
        ("header", header_html(build, code, language, LIGHT)),
        ("headlines", headlines_html(build, code, language, LIGHT)),
        ("legend", legend_html(language, LIGHT)),
        *(("rows", part) for part in rows),
        *(("peers", list_html(build, one, language, LIGHT)) for one in peers),
        *(("contributions", contributions_html(build, one, language, LIGHT)) for one in peers if one.peers),
    ):
        yield from (Passage(where, words) for words in of_html(markup))
    if group.others:
        yield Passage("group", group_note(group, catalogue, language))
    yield Passage("method", method_text(peers, catalogue, language))
    profile = policy_profile(build, code, language)
    yield Passage("meetings", listed(meeting_titles(profile.meetings, language), language))


def _made_of_exhibits(view: View, build: Build) -> Iterator[Passage]:
    yield from _with_tables(answer(view, build), build)


_READ: Mapping[str, Callable[[View, Build], Iterator[Passage]]] = {
    "overview": _overview,
    "compare": _made_of_exhibits,
    "rank": _rank,
    "region": _region,
}


def is_run(view: View) -> bool:
    """Say whether a page has to be run to be read."""
    return view.page not in _READ or view.mode == "lag"


class Screen:
    """A dashboard whose pages are run one after the other."""

    def __init__(self) -> None:
        """Open the dashboard."""
        self._app = AppTest.from_file(str(ENTRY), default_timeout=120)
        self._app.run()

    def passages(self, view: View) -> Iterator[Passage]:
        """Run a page and yield what stands on it.

        Raises:
            AssertionError: If the page fails.
        """
        app = self._app
        app.query_params.clear()
        app.switch_page(f"pages/{view.page}.py")
        for name, values in encode(view).items():
            app.query_params[name] = values
        app.run()
        assert not app.exception, app.exception
        for element in app.main:
            yield from _passages_of_element(element, view.language)


def _passages_of_element(element: object, language: Language) -> Iterator[Passage]:
    kind = str(getattr(element, "type", ""))
    proto = getattr(element, "proto", None)
    if kind in ("arrow_data_frame", "dataframe"):
        yield from _table(element.value, language)  # type: ignore[attr-defined]
    elif kind == "html":
        yield from (Passage(kind, words) for words in of_html(proto.body))  # type: ignore[union-attr]
    elif kind == "metric":
        yield Passage(kind, f"{element.label} {element.value}")  # type: ignore[attr-defined]
    elif kind == "page_link":
        yield Passage(kind, proto.label)  # type: ignore[union-attr]
    elif kind not in _UNREAD_ELEMENTS:
        texts = [
            getattr(element, "value", None),
            getattr(element, "label", None),
            getattr(proto, "alt", None),
        ]
        for text in texts:
            if isinstance(text, str):
                yield from (Passage(kind, words) for words in of_markdown(text))


def passages(view: View, build: Build, screen: Screen) -> list[Passage]:
    """Return everything a reader meets on the page of a View, each text once."""
    found = screen.passages(view) if is_run(view) else _READ[view.page](view, build)
    return list(dict.fromkeys(one for one in found if one.words.strip()))
