"""What stands on the two sheets of a briefing: measured and shortened by rule, so that none is ever third.

Charts take the room that texts leave, between a least and a most height. Where that is too little, rows of
the table go, then lines one by one from the part that has most of them to spare, then the last charts.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import count

from exports.briefing.paper import (
    CODE,
    HALF_WIDTH,
    LEAST_CHART,
    LOOKS,
    MOST_CHART,
    PYRAMID_SHARE,
    TEXT_HEIGHT,
    row_height,
)
from i18n.messages import Messages, messages
from i18n.numbers import NOT_AVAILABLE
from regions.database.catalogue import Catalogue
from regions.database.languages import HABITS
from regions.exhibits.briefing import Brief, FigureTable, Line, Part
from regions.exhibits.briefing_figures import FEWEST_FIGURES
from regions.shapes.exhibit import Exhibit

_A_ROW = 2
_FIRST_PARTS, _SECOND_PARTS = ("summary",), ("likeness", "exchange", "cautions", "sources")


@dataclass(frozen=True)
class Words:
    """A paragraph: its look (`paper.LOOKS`) and its text."""

    look: str
    text: str


@dataclass(frozen=True, eq=False)
class Panel:
    """A chart with what stands above it: the exhibit, or one of its two pyramids."""

    exhibit: Exhibit
    caption: str
    pyramid: int | None = None


@dataclass(frozen=True, eq=False)
class ChartRow:
    """Charts beside each other, all of one height in points."""

    panels: tuple[Panel, ...]
    height: float


@dataclass(frozen=True)
class Address:
    """Where the briefing is live; `url` is empty where the host is not known."""

    text: str
    url: str


Block = Words | FigureTable | ChartRow | Address


@dataclass(frozen=True)
class _Draft:
    """The contents of a sheet while it is made to fit.

    Attributes:
        head: What stands on top in any case.
        parts: Its parts, each with how many lines are kept.
        table: The table; None on the second sheet.
        rows: Its charts, a row each.
        address: At the foot of the second sheet.
        first_number: Of its first heading.
        numbered: Whether its headings are numbered.
        t: Messages in its language.
    """

    head: tuple[Words, ...]
    parts: tuple[tuple[Part, int], ...]
    table: FigureTable | None
    rows: tuple[tuple[Panel, ...], ...]
    address: Address | None
    first_number: int
    numbered: bool
    t: Messages

    @property
    def has_heading(self) -> bool:
        """Say whether its charts begin here; those of the second sheet go on, above its texts."""
        return self.table is not None and bool(self.rows)


def sheets_of(brief: Brief, catalogue: Catalogue, link: str) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    """Return the blocks of the first and of the second sheet.

    Args:
        brief: The briefing.
        catalogue: Names of regions.
        link: Address of its live view, absolute where the host is known.
    """
    t = messages(brief.language)
    rows = _rows_of(panels_of(brief, catalogue))
    draft = _Draft(
        head=(Words("title", brief.title), Words("subtitle", brief.subtitle)),
        parts=_whole(brief, _FIRST_PARTS),
        table=brief.figures,
        rows=tuple(rows[:1]),
        address=None,
        first_number=1,
        numbered=HABITS[brief.language].numbers_headings,
        t=t,
    )
    first = _fitted(draft)
    left_out = len(brief.figures.rows) - len(first.table.rows) if first.table else 0
    second = _Draft(
        head=(),
        parts=_whole(brief, _SECOND_PARTS, left_out),
        table=None,
        rows=tuple(rows[1:]),
        address=Address(t("slide.live"), link),
        first_number=3 + first.has_heading,
        numbered=first.numbered,
        t=t,
    )
    return _blocks(first), _blocks(_fitted(second))


def panels_of(brief: Brief, catalogue: Catalogue) -> list[Panel]:
    """Return the charts of a briefing, a pair of pyramids as two."""
    t = messages(brief.language)
    found = []
    for exhibit in brief.exhibits:
        if exhibit.chart != "pyramid":
            found.append(Panel(exhibit, t("brief.caption", title=exhibit.title, unit=_unit(exhibit, t))))
            continue
        for number, code in enumerate(dict.fromkeys(exhibit.data.region_code)):
            year = int(exhibit.data.year[exhibit.data.region_code == code].iloc[0])
            name, unit = catalogue.place_short(code)[brief.language], t("brief.share_of_total")
            found.append(Panel(exhibit, t("brief.pyramid", region=name, year=year, unit=unit), number))
    return found


def _unit(exhibit: Exhibit, t: Messages) -> str:
    if exhibit.base_year:
        return t("brief.unit_index", year=exhibit.base_year)
    return " / ".join(dict.fromkeys(exhibit.units.values())) or NOT_AVAILABLE


def _rows_of(panels: Sequence[Panel]) -> list[tuple[Panel, ...]]:
    """Return charts in rows of two; two pyramids of one exhibit stay together."""
    lines = _by_two([one for one in panels if one.pyramid is None])
    pyramids = _by_two([one for one in panels if one.pyramid is not None])
    return [*lines[:1], *pyramids, *lines[1:]]


def _by_two(panels: Sequence[Panel]) -> list[tuple[Panel, ...]]:
    return [tuple(panels[start : start + _A_ROW]) for start in range(0, len(panels), _A_ROW)]


def _whole(brief: Brief, names: Iterable[str], left_out: int = 0) -> tuple[tuple[Part, int], ...]:
    """Return the parts of some names whole, as they are where so many rows of the table were left out."""
    parts = [one.without_rows(left_out) for one in brief.parts if one.name in names]
    parts = [one for one in parts if one.lines]
    return tuple((part, len(part.lines)) for part in parts)


def _fitted(draft: _Draft) -> _Draft:
    """Return the contents shortened until the charts have their least height."""
    while _text_height(draft) + _share(draft) * LEAST_CHART > TEXT_HEIGHT:
        shorter = _shortened(draft)
        if shorter is None:
            break
        draft = shorter
    return draft


def _shortened(draft: _Draft) -> _Draft | None:
    """Take away what can best be spared; None where nothing can."""
    spare = [kept - part.least for part, kept in draft.parts]
    if draft.table is not None and len(draft.table.rows) > FEWEST_FIGURES:
        return replace(draft, table=replace(draft.table, rows=draft.table.rows[:-1]))
    if max(spare, default=0) > 0:
        longest = len(spare) - 1 - spare[::-1].index(max(spare))
        parts = [(part, kept - (number == longest)) for number, (part, kept) in enumerate(draft.parts)]
        return replace(draft, parts=tuple(parts))
    return replace(draft, rows=draft.rows[:-1]) if draft.rows else None


def _share(draft: _Draft) -> float:
    """Return how many charts of common height its rows are together."""
    return sum(PYRAMID_SHARE if row[0].pyramid is not None else 1.0 for row in draft.rows)


def caption_height(row: Sequence[str]) -> float:
    """Return how high what stands above a row of charts is."""
    return max((LOOKS["caption"].height(text, HALF_WIDTH) for text in row), default=0.0)


def _text_height(draft: _Draft) -> float:
    """Return how high all is that is no chart."""
    found = sum(caption_height([panel.caption for panel in row]) for row in draft.rows)
    for block in _blocks(replace(draft, rows=())):
        if isinstance(block, Words):
            found += LOOKS[block.look].height(block.text)
        elif isinstance(block, FigureTable):
            found += sum(row_height(row, block.lists) for row in (*block.rows, block.head, block.head))
        elif isinstance(block, Address):
            found += CODE + LOOKS["note"].before
    return found + (LOOKS["heading"].height("") if draft.has_heading else 0.0)


def _blocks(draft: _Draft) -> tuple[Block, ...]:
    """Return the contents of a sheet in their order, headings numbered on."""
    numbers = count(draft.first_number)
    charts: list[Block] = list(_chart_rows(draft))
    blocks: list[Block] = list(draft.head)
    if not draft.has_heading:
        blocks += charts
    for part, kept in draft.parts:
        blocks += [_heading(draft, next(numbers), part.title), *_part_lines(part, kept, draft.t)]
    if draft.table is not None:
        blocks += [_heading(draft, next(numbers), draft.table.title), draft.table]
        blocks += [Words("note", note) for note in draft.table.notes]
    if draft.has_heading:
        blocks += [_heading(draft, next(numbers), draft.t("brief.charts")), *charts]
    return (*blocks, draft.address) if draft.address else tuple(blocks)


def _chart_rows(draft: _Draft) -> Iterator[ChartRow]:
    """Yield the charts as high as the texts let them be."""
    if draft.rows:
        common = (TEXT_HEIGHT - _text_height(draft)) / _share(draft)
        for row in draft.rows:
            share = PYRAMID_SHARE if row[0].pyramid is not None else 1.0
            yield ChartRow(row, share * min(max(common, LEAST_CHART), MOST_CHART))


def _heading(draft: _Draft, number: int, title: str) -> Words:
    if draft.numbered:
        return Words("heading", draft.t("brief.heading_numbered", number=number, title=title))
    return Words("heading", draft.t("brief.heading_marked", title=title))


def _part_lines(part: Part, kept: int, t: Messages) -> list[Words]:
    """Return the lines kept, none of them left without those below it, and that others were left out."""
    lines = list(part.lines[:kept])
    cut = kept < len(part.lines)
    if cut and lines and lines[-1].level == 1 and part.lines[kept].level > 1:
        lines.pop()
    shown = [_line(part, one, t) for one in lines]
    return [*shown, _line(part, Line(part.more), t)] if cut and part.more else shown


def _line(part: Part, line: Line, t: Messages) -> Words:
    marked = t(f"brief.line_{line.level}", text=line.text)
    return Words("source" if part.name == "sources" else f"line_{line.level}", marked)
