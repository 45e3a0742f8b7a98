"""Text on a slide: each run with its language, its size and a font for East Asian letters."""

from typing import Any

from lxml import etree
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.text.text import TextFrame
from pptx.util import Pt

from exports.powerpoint.design import BREAK, EAST_ASIAN, FONTS, LOCALES, TEXT, Box, rgb
from exports.publication import plain
from regions.database.languages import Language

ALIGN = {"left": PP_ALIGN.LEFT, "center": PP_ALIGN.CENTER, "right": PP_ALIGN.RIGHT}
ANCHOR = {"top": MSO_ANCHOR.TOP, "middle": MSO_ANCHOR.MIDDLE, "bottom": MSO_ANCHOR.BOTTOM}


def set_letters(properties: Any, language: Language) -> None:
    """Give run properties their language and fonts, in the order the file format wants."""
    properties.set("lang", LOCALES[language])
    properties.set("altLang", "en-US")
    properties.remove_all("a:latin", "a:ea")
    for name, typeface in (("a:latin", FONTS[language]), ("a:ea", EAST_ASIAN[language])):
        element = etree.SubElement(properties, qn(name))
        element.set("typeface", typeface)
    for link in properties.findall(qn("a:hlinkClick")):
        properties.append(link)


def write_lines(
    frame: TextFrame,
    lines: list[str],
    language: Language,
    size: float,
    *,
    colour: str = TEXT,
    bold: bool = False,
    align: str = "left",
    anchor: str = "top",
    link: str = "",
) -> None:
    """Fill a text frame with paragraphs of one look, breaks in them kept; `link` makes the last a link."""
    frame.word_wrap = True
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = Pt(0)
    frame.vertical_anchor = ANCHOR[anchor]
    for number, line in enumerate(lines or [""]):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        paragraph.alignment = ALIGN[align]
        for place, part in enumerate(line.split(BREAK)):
            if place:
                paragraph.add_line_break()
            run = paragraph.add_run()
            run.text = plain(part)
            run.font.size = Pt(size)
            run.font.bold = bold
            run.font.color.rgb = rgb(colour)
            if link and number == len(lines) - 1:
                run.hyperlink.address = link
            set_letters(run._r.get_or_add_rPr(), language)


def add_text(shapes: Any, box: Box, lines: list[str], language: Language, size: float, **look: Any) -> Any:
    """Add a text box and return its shape."""
    shape = shapes.add_textbox(*box.emu)
    write_lines(shape.text_frame, lines, language, size, **look)
    return shape


def describe(shape: Any, name: str, text: str) -> None:
    """Give a shape its name and its text alternative."""
    properties = shape._element.xpath(".//p:cNvPr")[0]
    properties.set("name", plain(name)[:120])
    properties.set("descr", plain(text)[:1200])


def write_notes(slide: Any, lines: list[str], language: Language) -> None:
    """Write the notes page of a slide."""
    frame = slide.notes_slide.notes_text_frame
    for number, line in enumerate(lines):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        run = paragraph.add_run()
        run.text = line
        set_letters(run._r.get_or_add_rPr(), language)
