"""One slide of each kind: title, text and foot on our layouts, the exhibit in between."""

from collections.abc import Callable, Sequence
from typing import Any

import pandas as pd
from pptx.presentation import Presentation as PresentationType

from exports.powerpoint.contents import CoverSlide, ExhibitSlide, ListSlide, PairSlide, spoken_notes
from exports.powerpoint.design import CONTENT, MUTED, READING, TITLE, Box, broken, fitted, height_of, lines_of
from exports.powerpoint.exhibits import draw_exhibit, layout_of, write_in_the_middle
from exports.powerpoint.frame import (
    contents_below,
    foot_growth,
    reading_box,
    write_foot,
    write_head,
    write_reading,
    write_title,
)
from exports.powerpoint.master import COVER_READING, COVER_TITLE, layout
from exports.powerpoint.municipal_maps import MOST_SHAPES, draw_municipal_maps
from exports.powerpoint.tables import MOST_ROWS, add_table
from exports.powerpoint.text import add_text, write_notes
from exports.publication import Publication, plain
from i18n.messages import messages
from i18n.numbers import number, span
from regions.database.languages import Language
from regions.shapes.exhibit import Exhibit
from regions.shapes.listing import Listing, is_amount

_COVER_SIZES, _HEAD_SIZES = (40.0, 34.0, 28.0, 24.0), (16.0, 14.0, 13.0, 12.0)
_HALF_TITLES, _HALF_READINGS = (22.0, 20.0, 18.0, 16.0, 15.0, 14.0), (13.0, 12.0, 11.0, 10.0)
_HALF_SIZES = (11.0, 10.0)
_MOST_HALF_LINES = 8
# Inches of a half that its heading takes where title and text are as short as they mostly are.
_HALF_TITLE, _HALF_HEAD = 0.32, 0.75
_ADDRESSES = ("source_url", "register", "url")
# Draws into a rectangle of a slide.
Draw = Callable[[Any, Box], None]


def add_cover(presentation: PresentationType, content: CoverSlide) -> None:
    """Add a title or a section."""
    slide = presentation.slides.add_slide(layout(presentation, "section" if content.is_section else "title"))
    write_title(slide, content.title, content.language, _COVER_SIZES, COVER_TITLE)
    lines = content.reading.split("\n") if content.reading else []
    write_reading(slide, lines, content.language, 18, COVER_READING)


def add_exhibit(presentation: PresentationType, content: ExhibitSlide, publication: Publication) -> None:
    """Add a slide with one exhibit."""
    exhibit = content.exhibit
    slide = presentation.slides.add_slide(layout(presentation, layout_of(exhibit)))
    reading = (
        f"{exhibit.title}. {exhibit.subtitle}" if content.headline != exhibit.title else exhibit.subtitle
    )
    room = write_head(slide, content.headline, reading, exhibit.language)
    room = room.within(below=foot_growth(_whole_lines([exhibit])))
    told = _drawn(slide.shapes, room, exhibit, publication)
    _foot(slide, [exhibit], told, publication)
    write_notes(slide, [*spoken_notes(exhibit, publication, content.note), *told], exhibit.language)


def add_pair(presentation: PresentationType, content: PairSlide, publication: Publication) -> None:
    """Add a slide with two exhibits; in two languages each half has its own title."""
    slide = presentation.slides.add_slide(layout(presentation, "two_charts"))
    sides = (content.left, content.right)
    if content.is_bilingual:
        room = _bilingual_head(slide, content)
    else:
        title = content.title or content.left.claim or content.left.title
        names = " · ".join(dict.fromkeys(exhibit.indicator.name[exhibit.language] for exhibit in sides))
        room = write_head(slide, title, names, content.left.language)
        room = _half_heads(slide, room, sides)
    room = room.within(below=foot_growth(_whole_lines(sides)))
    told: list[str] = []
    for exhibit, half in zip(sides, room.halves(), strict=True):
        told += _drawn(slide.shapes, half, exhibit, publication)
    _foot(slide, list(sides), told, publication)
    lines = [line for exhibit in sides for line in spoken_notes(exhibit, publication)]
    write_notes(slide, [*([content.note] if content.note else []), *lines], content.left.language)


def _drawn(shapes: Any, box: Box, exhibit: Exhibit, publication: Publication) -> list[str]:
    """Draw an exhibit into a rectangle; the municipalities of some regions as maps."""
    if exhibit.chart == "municipal_map" and exhibit.has_figures and len(exhibit.data) <= MOST_SHAPES:
        found = {code: publication.panel_of(code) for code in exhibit.view.regions}
        panels = {code: panel for code, panel in found.items() if panel is not None}
        if len(panels) == len(found):
            draw_municipal_maps(shapes, box, exhibit, publication.catalogue, panels)
            return []
    return draw_exhibit(shapes, box, exhibit, publication.catalogue)


def add_drawn(presentation: PresentationType, listing: Listing, publication: Publication, draw: Draw) -> None:
    """Add a slide with the chart of a list."""
    language = listing.language
    slide = presentation.slides.add_slide(layout(presentation, "chart"))
    draw(slide.shapes, write_head(slide, listing.title, listing.subtitle, language))
    write_foot(slide, _list_lines(listing), language, publication.link(listing.view))
    write_notes(
        slide, [plain(line) for line in (*_list_lines(listing), *listing.notes, listing.citation)], language
    )


def _list_lines(listing: Listing) -> list[str]:
    t = messages(listing.language)
    return [*(f"{t('warning.' + one.code)}: {one.text}" for one in listing.remarks), listing.source_line]


def add_list(presentation: PresentationType, content: ListSlide, publication: Publication) -> None:
    """Add as many slides with a table as a list needs, within its limit; each says which rows of how many.

    Columns that are empty throughout and addresses, which nobody types off a slide, are not shown.
    """
    listing = content.listing
    language, t = listing.language, messages(listing.language)
    shown = listing.data[[name for name in listing.columns if name not in _ADDRESSES]].dropna(
        axis=1, how="all"
    )
    head = [t(f"listing.column.{name}") for name in shown]
    body = [
        [_cell(value, str(name), language) for name, value in zip(shown, row, strict=True)]
        for row in shown.to_numpy(dtype=object)
    ]
    most = content.most * MOST_ROWS
    told = [t("slide.rows_left_out", count=len(body) - most)] if len(body) > most else []
    reading = f"{listing.title}. {listing.subtitle}" if content.title else listing.subtitle
    notes = [content.note, *_list_lines(listing), *listing.notes, listing.citation]
    for start in range(0, min(max(len(body), 1), most), MOST_ROWS):
        slide = presentation.slides.add_slide(layout(presentation, "table"))
        room = write_head(slide, content.headline, reading, language)
        rows = body[start : start + MOST_ROWS]
        if rows:
            add_table(slide.shapes, room, head, rows, language, listing.alternative_text, align="left")
        else:
            write_in_the_middle(slide.shapes, room, "slide.nothing_listed", language)
        place = span(start + 1, start + len(rows), language) if len(rows) > 1 else str(start + 1)
        shown_of = [t("slide.rows_shown", rows=place, total=len(body))] if len(body) > len(rows) else []
        lines = [*shown_of, *told, *_list_lines(listing)]
        write_foot(slide, lines, language, publication.link(listing.view))
        write_notes(slide, [plain(line) for line in notes if line], language)


def _cell(value: Any, name: str, language: Language) -> str:
    """Return what a cell of a list says: amounts in groups of digits, nothing where nothing is known."""
    if pd.isna(value):
        return ""
    return number(value, language) if is_amount(name, [value]) else plain(str(value))


def _bilingual_head(slide: Any, content: PairSlide) -> Box:
    """Put both titles on top, the first in the title's place, the second beside it; return the room below."""
    sides = (content.left, content.right)
    titles = [one.claim or one.title for one in sides]
    titles[0] = content.title or titles[0]
    room = CONTENT
    places = zip(sides, titles, TITLE.halves(), READING.halves(), strict=True)
    for exhibit, title, above, below in places:
        told = f"{exhibit.title}. {exhibit.subtitle}"
        reading, small = fitted(told, _HALF_READINGS, below.width, 2, _MOST_HALF_LINES)
        place = reading_box(reading, small, below)
        room = min(room, contents_below(place), key=lambda box: box.height)
        if exhibit is content.left:
            write_title(slide, title, exhibit.language, _HALF_TITLES, above, move=True)
            write_reading(slide, [reading], exhibit.language, small, place, move=True)
        else:
            most = above.most_lines(_HALF_TITLES[-1])
            short, size = fitted(title, _HALF_TITLES, above.width, 2, most)
            lines = [broken(short, size, above.width)]
            add_text(slide.shapes, above, lines, exhibit.language, size, bold=True, anchor="bottom")
            add_text(slide.shapes, place, [reading], exhibit.language, small, colour=MUTED)
    return room


def _half_heads(slide: Any, room: Box, sides: tuple[Exhibit, Exhibit]) -> Box:
    """Write title and subtitle above each half, both at the same heights; return the room below."""
    width = room.halves()[0].width
    titles = [fitted(one.title, _HEAD_SIZES, width, 1, 2) for one in sides]
    texts = [fitted(one.subtitle, _HALF_SIZES, width, 2, _MOST_HALF_LINES) for one in sides]
    title_height, text_height = (
        max(height_of(len(lines_of(text, size, width)), size) for text, size in ones)
        for ones in (titles, texts)
    )
    drop = max(_HALF_TITLE, title_height)
    for exhibit, half, (title, size), (text, small) in zip(sides, room.halves(), titles, texts, strict=True):
        above = Box(half.left, half.top, width, drop)
        add_text(slide.shapes, above, [title], exhibit.language, size, bold=True)
        below = Box(half.left, half.top + drop, width, text_height)
        add_text(slide.shapes, below, [text], exhibit.language, small, colour=MUTED)
    return room.within(above=max(_HALF_HEAD, drop + text_height))


def _whole_lines(exhibits: Sequence[Exhibit]) -> list[str]:
    """Return the lines of a foot that are never shortened: sources and comparability."""
    lines = [exhibit.source_line for exhibit in exhibits]
    for exhibit in exhibits:
        if exhibit.comparability.code in ("near", "differs"):
            word = messages(exhibit.language)(f"comparability.{exhibit.comparability.code}")
            lines.append(f"{word} {exhibit.comparability.text}")
    return list(dict.fromkeys(lines))


def _foot(slide: Any, exhibits: list[Exhibit], told: list[str], publication: Publication) -> None:
    """Write source, comparability, what was left out and the link; add the code that leads there."""
    first, whole = exhibits[0], _whole_lines(exhibits)
    lines = list(dict.fromkeys([*whole, *told]))
    write_foot(slide, lines, first.language, publication.link(first.view), foot_growth(whole))
