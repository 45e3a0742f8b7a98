"""One slide of each kind: title, text and foot on our layouts, the exhibit in between."""

import io
from collections.abc import Callable
from typing import Any

import pandas as pd
import segno
from pptx.presentation import Presentation as PresentationType

from charts.theme import LIGHT
from exports.powerpoint.contents import CoverSlide, ExhibitSlide, PairSlide, spoken_notes
from exports.powerpoint.design import (
    CONTENT,
    FOOT,
    MUTED,
    QR,
    READING,
    SMALL_SIZE,
    TITLE,
    TITLE_SIZES,
    Box,
    fitted,
    lines_of,
)
from exports.powerpoint.exhibits import draw_exhibit, layout_of, write_in_the_middle
from exports.powerpoint.master import FOOT_INDEX, READING_INDEX, layout, slide_number
from exports.powerpoint.tables import MOST_ROWS, add_table
from exports.powerpoint.text import add_text, describe, write_lines, write_notes
from exports.publication import Publication, plain
from i18n.messages import messages
from i18n.numbers import number
from regions.database.catalogue import Catalogue
from regions.database.languages import Language
from regions.database.sources import Source
from regions.shapes.exhibit import Exhibit
from regions.shapes.listing import Listing, is_amount

_HEAD_SIZES, _FOOT_SIZES = (16.0, 14.0, 13.0, 12.0), (SMALL_SIZE, 9.5, 9.0, 8.5, 8.0, 7.5)
_HALF_TITLES = (22.0, 20.0, 18.0, 16.0, 15.0, 14.0)
_LINE_HEIGHT = 1.22
_SOURCES_A_SLIDE = 9
_LONGEST_URL = 110
_ADDRESSES = ("source_url", "register", "url")
MOST_LIST_SLIDES = 20
# Draws into a rectangle of a slide.
Draw = Callable[[Any, Box], None]


def add_cover(presentation: PresentationType, content: CoverSlide) -> None:
    """Add a title or a section."""
    slide = presentation.slides.add_slide(layout(presentation, "section" if content.is_section else "title"))
    title, size = fitted(content.title, (40.0, 34.0, 28.0, 24.0), 11.3, 2)
    write_lines(slide.shapes.title.text_frame, [title], content.language, size, bold=True, anchor="bottom")
    reading = _placeholder(slide, READING_INDEX)
    if content.reading:
        write_lines(reading.text_frame, content.reading.split("\n"), content.language, 18, colour=MUTED)
    else:
        reading._element.getparent().remove(reading._element)


def add_exhibit(presentation: PresentationType, content: ExhibitSlide, publication: Publication) -> None:
    """Add a slide with one exhibit."""
    exhibit = content.exhibit
    slide = presentation.slides.add_slide(layout(presentation, layout_of(exhibit)))
    reading = (
        f"{exhibit.title}. {exhibit.subtitle}" if content.headline != exhibit.title else exhibit.subtitle
    )
    _head(slide, content.headline, reading, exhibit.language)
    told = draw_exhibit(slide.shapes, CONTENT, exhibit, publication.catalogue)
    _foot(slide, [exhibit], told, publication)
    write_notes(slide, [*spoken_notes(exhibit, publication, content.note), *told], exhibit.language)


def add_pair(presentation: PresentationType, content: PairSlide, publication: Publication) -> None:
    """Add a slide with two exhibits; in two languages each half has its own title."""
    slide = presentation.slides.add_slide(layout(presentation, "two_charts"))
    sides = (content.left, content.right)
    if content.is_bilingual:
        _bilingual_head(slide, content)
    else:
        title = content.title or content.left.claim or content.left.title
        names = " · ".join(exhibit.indicator.name[exhibit.language] for exhibit in sides)
        _head(slide, title, names, content.left.language)
    told: list[str] = []
    for exhibit, half in zip(sides, CONTENT.halves(), strict=True):
        top = 0.0
        if not content.is_bilingual:
            top = 0.75
            _half_head(slide, half, exhibit)
        place = Box(half.left, half.top + top, half.width, half.height - top)
        told += draw_exhibit(slide.shapes, place, exhibit, publication.catalogue)
    _foot(slide, list(sides), told, publication)
    lines = [line for exhibit in sides for line in spoken_notes(exhibit, publication)]
    write_notes(slide, [*([content.note] if content.note else []), *lines], content.left.language)


def add_drawn(presentation: PresentationType, listing: Listing, publication: Publication, draw: Draw) -> None:
    """Add a slide with the chart of a list."""
    language = listing.language
    slide = presentation.slides.add_slide(layout(presentation, "chart"))
    _head(slide, listing.title, listing.subtitle, language)
    draw(slide.shapes, CONTENT)
    _end(slide, _list_lines(listing), language, publication.link(listing.view))
    write_notes(slide, [plain(line) for line in (*listing.notes, listing.citation)], language)


def _list_lines(listing: Listing) -> list[str]:
    t = messages(listing.language)
    return [*(f"{t('warning.' + one.code)}: {one.text}" for one in listing.remarks), listing.source_line]


def add_list(presentation: PresentationType, listing: Listing, publication: Publication) -> None:
    """Add as many slides with a table as a list needs, `MOST_LIST_SLIDES` at most; the foot tells the rest.

    Columns that are empty throughout and addresses, which nobody types off a slide, are not shown.
    """
    language, t = listing.language, messages(listing.language)
    shown = listing.data[[name for name in listing.columns if name not in _ADDRESSES]].dropna(
        axis=1, how="all"
    )
    head = [t(f"listing.column.{name}") for name in shown]
    body = [
        [_cell(value, str(name), language) for name, value in zip(shown, row, strict=True)]
        for row in shown.to_numpy(dtype=object)
    ]
    most = MOST_LIST_SLIDES * MOST_ROWS
    told = [t("slide.rows_left_out", count=len(body) - most)] if len(body) > most else []
    lines = [*_list_lines(listing), *told]
    for start in range(0, min(max(len(body), 1), most), MOST_ROWS):
        slide = presentation.slides.add_slide(layout(presentation, "table"))
        _head(slide, listing.title, listing.subtitle, language)
        rows = body[start : start + MOST_ROWS]
        if rows:
            add_table(slide.shapes, CONTENT, head, rows, language, listing.alternative_text, align="left")
        else:
            write_in_the_middle(slide.shapes, CONTENT, "slide.nothing_listed", language)
        _end(slide, lines, language, publication.link(listing.view))
        write_notes(slide, [plain(line) for line in (*listing.notes, listing.citation)], language)


def _cell(value: Any, name: str, language: Language) -> str:
    """Return what a cell of a list says: amounts in groups of digits, nothing where nothing is known."""
    if pd.isna(value):
        return ""
    return number(value, language) if is_amount(name, [value]) else plain(str(value))


def add_sources(presentation: PresentationType, exhibits: list[Exhibit], publication: Publication) -> None:
    """Add as many slides as the sources need, each with publisher, title, address and licence."""
    language = exhibits[0].language
    t = messages(language)
    found = {source.id: source for exhibit in exhibits for source in publication.sources(exhibit)}
    sources = sorted(found.values(), key=lambda source: source.publisher[language])
    for start in range(0, len(sources), _SOURCES_A_SLIDE):
        slide = presentation.slides.add_slide(layout(presentation, "sources"))
        _head(slide, t("slide.sources"), t("frame.data_version", version=exhibits[0].build_id), language)
        top = CONTENT.top
        for source in sources[start : start + _SOURCES_A_SLIDE]:
            top = _source(slide, source, top, language)
        _end(slide, [], language, "")


def _source(slide: Any, source: Source, top: float, language: Language) -> float:
    """Write one source: publisher and title, then address and licence."""
    title, size = fitted(source.named(language), (11.0,), CONTENT.width, 1)
    spot = Box(CONTENT.left, top, CONTENT.width, 0.24)
    add_text(slide.shapes, spot, [title], language, size)
    # Addresses of escaped letters are wide and nobody types them: their beginning tells where they lead.
    url = source.url if len(source.url) <= _LONGEST_URL else source.url[:_LONGEST_URL] + "…"
    line, small = fitted(f"{url} · {source.licence}", (9.0,), CONTENT.width, 1)
    add_text(
        slide.shapes, Box(CONTENT.left, top + 0.22, CONTENT.width, 0.2), [line], language, small, colour=MUTED
    )
    return top + 0.49


def add_method(
    presentation: PresentationType, exhibits: list[Exhibit], catalogue: Catalogue, link: str
) -> None:
    """Add the last slide: how the figures were made comparable, what is missing, where it is live."""
    language = exhibits[0].language
    t = messages(language)
    slide = presentation.slides.add_slide(layout(presentation, "method"))
    _head(slide, t("slide.method"), t("product.tagline"), language)
    words = [t("slide.method_processed", product=t("product.name")), t("slide.method_missing")]
    near = {exhibit.comparability.code for exhibit in exhibits}
    words += [t("slide.method_comparability")] if near - {"same", "single_country"} else []
    if any(exhibit.chart == "map" for exhibit in exhibits):
        words += [t("frame.neutrality"), t("frame.outlines", credits=catalogue.outline_credits(language))]
    words += [t("frame.data_version", version=exhibits[0].build_id)]
    top = CONTENT.top
    for line in words:
        text, size = fitted(line, (18.0, 16.0, 14.0), CONTENT.width - 0.3, 2)
        add_text(slide.shapes, Box(CONTENT.left, top, CONTENT.width, 0.62), [text], language, size)
        top += 0.72
    _end(slide, [], language, link)


def _placeholder(slide: Any, index: int) -> Any:
    return next(one for one in slide.placeholders if one.placeholder_format.idx == index)


def _head(slide: Any, title: str, reading: str, language: Language) -> None:
    text, size = fitted(title, TITLE_SIZES, TITLE.width, 2)
    write_lines(slide.shapes.title.text_frame, [text], language, size, bold=True, anchor="bottom")
    text, size = fitted(reading, (14.0, 13.0, 12.0, 11.0), READING.width, 2)
    write_lines(_placeholder(slide, READING_INDEX).text_frame, [text], language, size, colour=MUTED)


def _bilingual_head(slide: Any, content: PairSlide) -> None:
    """Put both titles on top, the first in the title's place, the second beside it."""
    first, second = TITLE.halves()
    shape = slide.shapes.title
    shape.left, shape.top, shape.width, shape.height = first.emu
    titles = (
        content.title or content.left.claim or content.left.title,
        content.right.claim or content.right.title,
    )
    text, size = fitted(titles[0], _HALF_TITLES, first.width, 2)
    write_lines(shape.text_frame, [text], content.left.language, size, bold=True, anchor="bottom")
    text, size = fitted(titles[1], _HALF_TITLES, second.width, 2)
    add_text(slide.shapes, second, [text], content.right.language, size, bold=True, anchor="bottom")
    reading = _placeholder(slide, READING_INDEX)
    left, right = READING.halves()
    reading.left, reading.top, reading.width, reading.height = left.emu
    for exhibit, box, shape in ((content.left, left, reading), (content.right, right, None)):
        text, size = fitted(f"{exhibit.title}. {exhibit.subtitle}", (13.0, 12.0, 11.0, 10.0), box.width, 2)
        if shape is not None:
            write_lines(shape.text_frame, [text], exhibit.language, size, colour=MUTED)
        else:
            add_text(slide.shapes, box, [text], exhibit.language, size, colour=MUTED)


def _half_head(slide: Any, half: Box, exhibit: Exhibit) -> None:
    title, size = fitted(exhibit.title, _HEAD_SIZES, half.width, 1)
    add_text(
        slide.shapes, Box(half.left, half.top, half.width, 0.32), [title], exhibit.language, size, bold=True
    )
    text, small = fitted(exhibit.subtitle, (11.0, 10.0), half.width, 2)
    spot = Box(half.left, half.top + 0.32, half.width, 0.4)
    add_text(slide.shapes, spot, [text], exhibit.language, small, colour=MUTED)


def _foot(slide: Any, exhibits: list[Exhibit], told: list[str], publication: Publication) -> None:
    """Write source, comparability, what was left out and the link; add the code that leads there."""
    first = exhibits[0]
    lines = [exhibit.source_line for exhibit in exhibits]
    for exhibit in exhibits:
        if exhibit.comparability.code in ("near", "differs"):
            word = messages(exhibit.language)(f"comparability.{exhibit.comparability.code}")
            lines.append(f"{word} {exhibit.comparability.text}")
    lines += told
    _end(slide, list(dict.fromkeys(lines)), first.language, publication.link(first.view))


def _end(slide: Any, lines: list[str], language: Language, link: str) -> None:
    """Fill the foot, one paragraph a line, and number the slide."""
    live = link if link.startswith("http") else ""
    label = [messages(language)("slide.live")] if live else []
    frame = _placeholder(slide, FOOT_INDEX)
    if not lines and not label:
        frame._element.getparent().remove(frame._element)
    else:
        short, size = _foot_lines(lines, len(label))
        write_lines(frame.text_frame, [*short, *label], language, size, colour=MUTED, link=live)
    if live:
        _add_code(slide, live, messages(language)("slide.code_text"))
    slide.shapes._spTree.append(slide_number(slide.shapes._next_shape_id))


def _foot_lines(lines: list[str], taken: int) -> tuple[list[str], float]:
    """Return the lines at the largest size at which all fit into the foot; else later ones are shortened."""
    for size in _FOOT_SIZES:
        most = int(FOOT.height * 72 / (size * _LINE_HEIGHT)) - taken
        if sum(len(lines_of(line, size, FOOT.width)) for line in lines) <= most:
            return lines, size
    short: list[str] = []
    for line in lines:
        # Source and comparability come first and are whole; what was left out stands in the notes too.
        if most > 0:
            short.append(fitted(line, (size,), FOOT.width, most)[0])
            most -= len(lines_of(short[-1], size, FOOT.width))
    return short, size


def _add_code(slide: Any, link: str, text: str) -> None:
    body = io.BytesIO()
    segno.make(link, error="l", micro=False).save(body, kind="png", scale=4, border=0, dark=LIGHT.text)
    body.seek(0)
    left, top, width, height = QR.emu
    picture = slide.shapes.add_picture(body, left, top, width, height)
    picture.click_action.hyperlink.address = link
    describe(picture, "QR", f"{text} {link}")
