"""A briefing of two pages on a region or a pair: summary, figures, charts, likeness, ties, cautions, sources.

It is a description in the reader's language; pages, Word and Hangul files are drawn from it alone.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from i18n.lists import listed
from i18n.messages import messages
from i18n.numbers import NOT_AVAILABLE
from regions.asking.view import View
from regions.database.build import Build
from regions.database.languages import Language
from regions.database.memory import per_build
from regions.database.places import country_of, parent_of
from regions.database.sources import Source
from regions.exhibits.briefing_cautions import cautions
from regions.exhibits.briefing_charts import charts_of
from regions.exhibits.briefing_exchange import exchange_lines
from regions.exhibits.briefing_figures import (
    FEWEST_FIGURES,
    KeyFigure,
    Subject,
    key_figures,
    standing_text,
    subject_of,
    value_text,
)
from regions.exhibits.briefing_words import contributions, counterpart, summary
from regions.figures.municipal import LISTS
from regions.shapes.exhibit import Exhibit, countries_in_order
from regions.words.licences import licence_name
from regions.words.sentences import Sentence, render

PartName = Literal["summary", "likeness", "exchange", "cautions", "sources"]
_TITLES_NAMED = 1


@dataclass(frozen=True)
class Line:
    """A line of an outline: level 1 is a statement, level 2 what belongs to the one before it."""

    text: str
    level: int = 1


@dataclass(frozen=True)
class Part:
    """A part of a briefing.

    Attributes:
        name: What it is.
        title: Its heading.
        lines: Its lines, the weightiest first.
        least: How many of them stand in any case; the others where there is room.
        more: What tells that lines were left out for room; empty where nothing needs to.
        shorter: Its lines where the table has one row less for room, two less and so on; empty where they are
            the same.
    """

    name: PartName
    title: str
    lines: tuple[Line, ...]
    least: int
    more: str = ""
    shorter: tuple[tuple[Line, ...], ...] = ()

    def without_rows(self, number: int) -> "Part":
        """Return the part as it is where so many rows of the table were left out."""
        return replace(self, lines=self.shorter[number - 1]) if number and self.shorter else self


@dataclass(frozen=True)
class FigureTable:
    """The key figures as they are read.

    Attributes:
        title: Its heading.
        columns: The regions, a name for each group of columns.
        head: Heading of the first column, of the columns of each group, of the last column.
        rows: Name; value with its year and ranks for each group; comparability.
        notes: What the columns mean.
        lists: In how many lists a figure has a rank: country and both countries; of municipalities four.
    """

    title: str
    columns: tuple[str, ...]
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...]
    lists: int = 2


@dataclass(frozen=True, eq=False)
class Brief:
    """A briefing in one language.

    Attributes:
        view: The View it answers.
        title: Its title.
        subtitle: Theme, data version.
        figures: The table.
        key_figures: The same as figures.
        exhibits: Its charts in their order.
        parts: The other parts by name, in their order.
        regions: The regions it is about.
        build_id: Data version.
    """

    view: View
    title: str
    subtitle: str
    figures: FigureTable
    key_figures: tuple[KeyFigure, ...]
    exhibits: tuple[Exhibit, ...]
    parts: tuple[Part, ...]
    regions: tuple[str, ...]
    build_id: str

    @property
    def language(self) -> Language:
        """Language of the texts."""
        return self.view.language

    def part(self, name: PartName) -> Part:
        """Return a part by its name."""
        return next(one for one in self.parts if one.name == name)


@per_build(64)
def brief_of(view: View, build: Build) -> Brief | None:
    """Return the briefing that a View asks for; None where it asks for no place that has one."""
    subject = subject_of(view, build)
    if subject is None:
        return None
    t, language = messages(view.language), view.language
    rows = key_figures(subject)
    exhibits = charts_of(subject)
    full = (_titled(code, subject) for code in subject.regions)
    names = listed(full, language, ending=True)
    return Brief(
        view=view,
        title=t("brief.title_pair" if len(subject.regions) > 1 else "brief.title", names=names),
        subtitle=t("brief.subtitle", theme=t(f"brief.theme.{subject.theme}"), version=build.id),
        figures=_table(subject, rows),
        key_figures=rows,
        exhibits=exhibits,
        parts=_parts(subject, rows, exhibits),
        regions=subject.regions,
        build_id=build.id,
    )


def _titled(code: str, subject: Subject) -> str:
    """Return the whole name of a place, of a municipality with the region it lies in."""
    named, language = subject.build.catalogue.place_name, subject.language
    if not subject.is_municipal:
        return named(code)[language]
    place, region = named(code)[language], named(parent_of(code))[language]
    return messages(language)("place.within", place=place, region=region)


def _parts(subject: Subject, rows: Sequence[KeyFigure], exhibits: Sequence[Exhibit]) -> tuple[Part, ...]:
    t = messages(subject.language)
    peer, _ = counterpart(subject)
    other = subject.build.catalogue.place_short(peer.region_code)[subject.language] if peer else ""
    single = len(subject.regions) == 1
    title = t("brief.likeness_of_one", peer=other) if single and peer else t("brief.likeness")
    # What is said of the table is said of the rows it keeps on paper.
    kept = [rows[:number] for number in range(len(rows), min(FEWEST_FIGURES, len(rows)) - 1, -1)]
    careful, *less_careful = (_lines(cautions(subject, one)) for one in kept)
    sourced, *less_sourced = (_lines(_source_lines(subject, one, exhibits)) for one in kept)
    return (
        Part("summary", t("brief.summary"), _lines(_said(subject, summary(subject, rows))), 3),
        Part("likeness", title, _likeness_lines(subject), 6),
        Part("exchange", t("brief.exchange"), _outline(exchange_lines(subject)), 3, t("brief.more_exchange")),
        Part("cautions", t("brief.cautions"), careful, 3, t("brief.more_cautions"), tuple(less_careful)),
        Part("sources", t("brief.sources"), sourced, 4, t("brief.more_sources"), tuple(less_sourced)),
    )


def _said(subject: Subject, sentences: Iterable[Sentence]) -> list[str]:
    return [render(one, subject.build.catalogue, subject.language) for one in sentences]


def _lines(texts: Iterable[str], level: int = 1) -> tuple[Line, ...]:
    return tuple(Line(text, level) for text in texts)


def _outline(entries: Iterable[tuple[str, ...]]) -> tuple[Line, ...]:
    """Return entries as lines: the first of each a statement, the others below it."""
    return tuple(line for head, *below in entries for line in (Line(head), *_lines(below, 2)))


def _likeness_lines(subject: Subject) -> tuple[Line, ...]:
    t = messages(subject.language)
    near, far = (_said(subject, found) for found in contributions(subject))
    if not near:
        return (Line(t("brief.likeness_unknown")),)
    return _outline(((t("brief.common"), *near), (t("brief.different"), *far)))


def _table(subject: Subject, rows: Sequence[KeyFigure]) -> FigureTable:
    t, catalogue, language = messages(subject.language), subject.build.catalogue, subject.language
    body = []
    for row in rows:
        cells = [_named(row, subject)]
        for one, code in zip(row.held, subject.compared, strict=True):
            value = value_text(one, row.indicator, code, catalogue, language)
            ranks = [standing_text(place, language) for place in one.standings] if one else []
            cells += [
                t("brief.value_of_year", value=value, year=one.year) if one else NOT_AVAILABLE,
                *_two_columns(ranks or [NOT_AVAILABLE]),
            ]
        body.append((*cells, t(f"brief.comparable.{row.indicator.comparability}")))
    of_level = ".municipality" if subject.is_municipal else ""
    ranked = (t(f"brief.column.rank_country{of_level}"), t(f"brief.column.rank_all{of_level}"))
    group = (t("brief.column.value"), *ranked)
    return FigureTable(
        title=t("brief.figures"),
        columns=tuple(catalogue.place_short(code)[language] for code in subject.compared),
        head=(t("brief.column.indicator"), *group, *group, t("brief.column.comparability")),
        rows=tuple(body),
        notes=(t(f"brief.rank_reading{of_level}"),),
        lists=len(LISTS) if subject.is_municipal else 2,
    )


def _two_columns(ranks: Sequence[str]) -> tuple[str, str]:
    """Return ranks in two columns: of two lists one each, of four two below each other; a dash for none."""
    half = max(len(ranks) // 2, 1)
    first, second = (
        NOT_AVAILABLE if set(part) == {NOT_AVAILABLE} else "\n".join(part)
        for part in (ranks[:half], ranks[-half:])
    )
    return first, second


def _named(row: KeyFigure, subject: Subject) -> str:
    """Return the name of an indicator with its unit; an index says in its name what it is.

    Of municipalities the short one: a note says whom the register counts, and ranks in four lists need room.
    """
    named = row.indicator
    name = named.called(subject.language) if subject.is_municipal else named.name[subject.language]
    if row.indicator.unit_code.startswith("index"):
        return name
    units = dict.fromkeys(
        row.indicator.unit_for(country_of(code), one.currency)[subject.language]
        for one, code in zip(row.held, subject.compared, strict=True)
        if one is not None
    )
    return messages(subject.language)("brief.caption", title=name, unit=" / ".join(units))


def _source_lines(subject: Subject, rows: Sequence[KeyFigure], exhibits: Sequence[Exhibit]) -> list[str]:
    """Return a line for each publisher: titles, licence, retrieval; in the reader's order of countries."""
    catalogue, language = subject.build.catalogue, subject.language
    countries = {country_of(code) for code in subject.compared}
    order = [country for country in countries_in_order(language) if country in countries]
    shown = [row.indicator for row in rows]
    charted = {code for one in exhibits for code in one.data.indicator_id.dropna()}
    shown += [subject.indicators[code] for code in sorted(charted) if code in subject.indicators]
    by_publisher: dict[str, list[Source]] = {}
    for code in dict.fromkeys(code for country in order for one in shown for code in one.sources_in(country)):
        source = catalogue.sources[code]
        by_publisher.setdefault(source.publisher[language], []).append(source)
    return [_publisher_line(name, held, language) for name, held in by_publisher.items()]


def _titles(sources: Sequence[Source], language: Language) -> str:
    """Return the first titles of a publisher, and how many more are used."""
    titles = list(dict.fromkeys(one.title[language] for one in sources))
    named = listed(titles[:_TITLES_NAMED], language)
    rest = len(titles) - _TITLES_NAMED
    return messages(language).plural("brief.and_more", rest, titles=named) if rest > 0 else named


def _publisher_line(publisher: str, sources: Sequence[Source], language: Language) -> str:
    return messages(language)(
        "brief.source",
        publisher=publisher,
        titles=_titles(sources, language),
        licence=listed((licence_name(one.licence, language) for one in sources), language),
        retrieved=f"{max(one.retrieved_on for one in sources):%Y-%m-%d}",
    )
