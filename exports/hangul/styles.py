"""The styles of a Hangul document by the looks of the sheets: levels of an outline that number nothing."""

from dataclasses import dataclass
from typing import Any

from hwpx import HwpxDocument

from charts.theme import LIGHT
from exports.briefing.paper import CELL, LOOKS, Look
from exports.powerpoint.design import EAST_ASIAN
from i18n.messages import messages
from regions.database.languages import HABITS, Language

UNITS_A_POINT = 100


@dataclass(frozen=True)
class Style:
    """What a paragraph refers to, by number: its style, its shape, the shape of its letters."""

    number: str
    paragraph: str
    letters: str


@dataclass(frozen=True)
class Styles:
    """The styles of a document.

    Attributes:
        looks: By look; `cell` for the table.
        cell_left: The cells of the first column.
        cell_heading: The heading of the table.
        plain: A line that holds an object and is as high as that.
    """

    looks: dict[str, Style]
    cell_left: Style
    cell_heading: Style
    plain: Style


def styles_of(document: HwpxDocument, language: Language) -> Styles:
    """Declare the styles in a new document."""
    t, font = messages(language), EAST_ASIAN[language]
    document.styles.ensure_font(font)
    header = document.oxml.headers[0]

    def declared(name: str, look: Look, alignment: str, *, bold: bool) -> Style:
        letters = document.styles.ensure_run(
            bold=bold, size=look.size, font=font, color=LIGHT.muted if look.muted else LIGHT.text
        )
        paragraph = header.ensure_paragraph_format(
            base_para_pr_id="0",
            alignment=alignment,
            line_spacing_percent=100 * look.pitch / look.size,
            margins={
                "left": units(look.margin),
                "intent": -units(look.indent - look.margin),
                "prev": units(look.before),
            },
            heading={"type": "NONE", "idRef": "0", "level": "0"},
        )
        number = header.ensure_style(
            t(f"brief.style.{name}"),
            eng_name=f"Brief {name}",
            para_pr_id_ref=paragraph,
            char_pr_id_ref=letters,
            next_style_id_ref="0",
            lang_id=HABITS[language].windows_code,
            lock_form=False,
        )
        return Style(number, paragraph, letters)

    looks = {name: declared(name, look, "LEFT", bold=look.bold) for name, look in LOOKS.items()}
    looks["cell"] = declared("cell", CELL, "CENTER", bold=False)
    return Styles(
        looks,
        cell_left=declared("cell_left", CELL, "LEFT", bold=False),
        cell_heading=declared("cell_heading", CELL, "CENTER", bold=True),
        plain=declared("plain", Look(1, 1), "LEFT", bold=False),
    )


def units(points: float) -> int:
    """Return points in the units of the file format."""
    return round(points * UNITS_A_POINT)


def dress(paragraph: Any, style: Style) -> None:
    """Give a paragraph its style, and its letters theirs."""
    paragraph.style_id_ref, paragraph.para_pr_id_ref = style.number, style.paragraph
    paragraph.char_pr_id_ref = style.letters
