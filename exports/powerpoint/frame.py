"""What surrounds the contents of every slide: title, reading line, foot with the link, number.

A layout of a speaker's own template may lack the places for some of it; then text boxes stand in.
"""

import io
from copy import deepcopy
from typing import Any

from pptx.enum.shapes import PP_PLACEHOLDER

from exports.link_code import code_picture
from exports.powerpoint.design import (
    CONTENT,
    FOOT,
    MUTED,
    QR,
    READING,
    SMALL_SIZE,
    TITLE,
    TITLE_SIZES,
    WIDTH,
    Box,
    broken,
    fitted,
    height_of,
    lines_of,
)
from exports.powerpoint.master import FOOT_INDEX, READING_INDEX
from exports.powerpoint.text import add_text, describe, write_lines
from i18n.messages import messages
from regions.database.languages import Language

READING_SIZES = (14.0, 13.0, 12.0, 11.0)
# Nothing below nine points: the last row reads it too. What does not fit stands in the notes.
_FOOT_SIZES = (SMALL_SIZE, 9.5, 9.0)
# Lines below the title, before any would be shortened: contents make room for those after the second.
_MOST_READING = 6
# Inches by which a foot may grow into the contents.
_MOST_GROWTH = 0.6
_TOLERANCE, _ROUNDING = 1.02, 0.001


def write_head(slide: Any, title: str, reading: str, language: Language) -> Box:
    """Write the title and the lines below it; return what room there is for contents."""
    write_title(slide, title, language, move=_reaches_down(slide))
    text, size = fitted(reading, READING_SIZES, READING.width, 2, _MOST_READING)
    box = reading_box(text, size)
    write_reading(slide, [text], language, size, box, move=box != READING)
    return contents_below(box)


def reading_box(text: str, size: float, place: Box = READING) -> Box:
    """Return the place of the lines below a title, taller where they need it."""
    return place.within(
        below=min(0.0, place.height - height_of(len(lines_of(text, size, place.width)), size))
    )


def contents_below(reading: Box) -> Box:
    """Return the room for contents below the lines under a title."""
    return CONTENT.within(above=max(0.0, reading.top + reading.height - CONTENT.top))


def write_title(
    slide: Any,
    title: str,
    language: Language,
    sizes: tuple[float, ...] = TITLE_SIZES,
    box: Box = TITLE,
    *,
    move: bool = False,
) -> None:
    """Write the title on two lines, in the smallest letters on as many as fit, broken between words.

    Args:
        slide: The slide.
        title: The text.
        language: Its language.
        sizes: Of the letters, the largest that fits counts.
        box: The room for it.
        move: Whether the place of the layout is another.
    """
    text, size = fitted(title, sizes, box.width, 2, box.most_lines(sizes[-1]))
    text = broken(text, size, box.width)
    shape = slide.shapes.title
    if shape is None:
        add_text(slide.shapes, box, [text], language, size, bold=True, anchor="bottom")
        return
    if move:
        shape.left, shape.top, shape.width, shape.height = box.emu
    write_lines(shape.text_frame, [text], language, size, bold=True, anchor="bottom")


def write_reading(
    slide: Any, lines: list[str], language: Language, size: float, box: Box = READING, *, move: bool = False
) -> None:
    """Write the lines below the title; without any their place is taken off the slide."""
    _write(slide, READING_INDEX, lines, language, size, box, move=move)


def foot_growth(lines: list[str]) -> float:
    """Return by how many inches the foot must grow for lines that have to be whole, and the link."""
    size = _FOOT_SIZES[-1]
    count = sum(len(lines_of(line, size, FOOT.width)) for line in lines) + 1
    return min(max(0.0, height_of(count, size) - FOOT.height), _MOST_GROWTH)


def write_foot(slide: Any, lines: list[str], language: Language, link: str, growth: float = 0.0) -> None:
    """Fill the foot, one paragraph a line and the link at the end, and number the slide."""
    box = FOOT.within(above=-growth)
    live = link if link.startswith("http") else ""
    label = [messages(language)("slide.live")] if live else []
    short, size = _foot_lines(lines, len(label), box)
    _write(slide, FOOT_INDEX, [*short, *label], language, size, box, move=growth > 0, link=live)
    if live:
        _add_code(slide, live, messages(language)("slide.code_text"))
    _number(slide)


def _write(
    slide: Any,
    index: int,
    lines: list[str],
    language: Language,
    size: float,
    box: Box,
    *,
    move: bool = False,
    link: str = "",
) -> None:
    shape = _place(slide, index)
    if not lines:
        if shape is not None:
            shape._element.getparent().remove(shape._element)
        return
    if shape is None:
        add_text(slide.shapes, box, lines, language, size, colour=MUTED, link=link)
        return
    if move:
        shape.left, shape.top, shape.width, shape.height = box.emu
    write_lines(shape.text_frame, lines, language, size, colour=MUTED, link=link)


def _place(slide: Any, index: int) -> Any:
    """Return the place of a layout of ours, or the subtitle of a title page; None where there is none."""
    is_ours = any(one.name == f"Text {index}" for one in slide.slide_layout.placeholders)
    for shape in slide.placeholders:
        held = shape.placeholder_format
        is_subtitle = index == READING_INDEX and held.type == PP_PLACEHOLDER.SUBTITLE
        if held.idx == index if is_ours else is_subtitle:
            return shape
    return None


def _reaches_down(slide: Any) -> bool:
    """Say whether the title of another template stands where our contents begin."""
    shape = slide.shapes.title
    if shape is None or shape.top is None:
        return False
    width = slide.part.package.presentation_part.presentation.slide_width
    return bool(shape.top + shape.height > READING.emu[1] * (width / WIDTH) * _TOLERANCE)


def _foot_lines(lines: list[str], taken: int, box: Box) -> tuple[list[str], float]:
    """Return the lines at the largest size at which all fit into the foot; else later ones are shortened."""
    for size in _FOOT_SIZES:
        most = box.within(below=-_ROUNDING).most_lines(size) - taken
        if sum(len(lines_of(line, size, box.width)) for line in lines) <= most:
            return lines, size
    short: list[str] = []
    for line in lines:
        # Source and comparability come first and are whole; what was left out stands in the notes too.
        if most > 0:
            short.append(fitted(line, (size,), box.width, most)[0])
            most -= len(lines_of(short[-1], size, box.width))
    return short, size


def _add_code(slide: Any, link: str, text: str) -> None:
    left, top, width, height = QR.emu
    picture = slide.shapes.add_picture(io.BytesIO(code_picture(link)), left, top, width, height)
    picture.click_action.hyperlink.address = link
    describe(picture, "QR", f"{text} {link}")


def _number(slide: Any) -> None:
    """Show the number of the slide where the layout has a place for it; layouts do not hand theirs down."""
    for held in slide.slide_layout.placeholders:
        if held.placeholder_format.type == PP_PLACEHOLDER.SLIDE_NUMBER:
            shape = deepcopy(held._element)
            shape.xpath(".//p:cNvPr")[0].set("id", str(slide.shapes._next_shape_id))
            slide.shapes._spTree.append(shape)
            return
