"""Measures, type and colours of the slides. Light, and legible without colour."""

from dataclasses import dataclass

from pptx.dml.color import RGBColor
from pptx.util import Emu, Inches, Length

from charts.theme import LIGHT
from charts.type import text_width, wrapped
from regions.database.languages import HABITS, Language

# Where a system has not got a font, the nearest family of its own stands in.
FONTS: dict[Language, str] = {language: habits.office_font for language, habits in HABITS.items()}
EAST_ASIAN: dict[Language, str] = {language: habits.east_asian_font for language, habits in HABITS.items()}
LOCALES: dict[Language, str] = {language: habits.locale for language, habits in HABITS.items()}

WIDTH, HEIGHT = Inches(13.333), Inches(7.5)
TITLE_SIZES, TEXT_SIZE, SMALL_SIZE = (28.0, 24.0, 20.0, 18.0), 16.0, 10.5
CHART_SIZE, LABEL_SIZE = 14.0, 14.0
BREAK = "\v"  # a new line within a paragraph, as python-pptx reads it back
_POINTS_TO_INCH = 72.0
_LINE_HEIGHT = 1.22
_BALANCE = 0.2  # inches by which lines are narrowed until there would be one more
# Fonts that stand in are up to a tenth wider than the ones named.
_SAFETY = 1.1


@dataclass(frozen=True)
class Box:
    """A rectangle on the slide, in inches."""

    left: float
    top: float
    width: float
    height: float

    @property
    def emu(self) -> tuple[Length, Length, Length, Length]:
        """Left, top, width and height as python-pptx takes them."""
        return Inches(self.left), Inches(self.top), Inches(self.width), Inches(self.height)

    def within(self, above: float = 0.0, below: float = 0.0) -> "Box":
        """Return what is left of it without so many inches above and below."""
        return Box(self.left, self.top + above, self.width, self.height - above - below)

    def most_lines(self, size: float) -> int:
        """Return how many lines of a size in points it holds."""
        return int(self.height * _POINTS_TO_INCH / (size * _LINE_HEIGHT))

    def halves(self, gap: float = 0.4) -> tuple["Box", "Box"]:
        """Return the left and the right half."""
        width = (self.width - gap) / 2
        return (
            Box(self.left, self.top, width, self.height),
            Box(self.left + width + gap, self.top, width, self.height),
        )


MARGIN = 0.6
TITLE = Box(MARGIN, 0.5, 12.13, 0.95)
READING = Box(MARGIN, 1.45, 12.13, 0.5)
CONTENT = Box(MARGIN, 2.05, 12.13, 4.28)
FOOT = Box(MARGIN, 6.46, 10.6, 0.92)
QR = Box(11.5, 6.57, 0.78, 0.78)
NUMBER = Box(12.3, 7.0, 0.45, 0.34)


def rgb(colour: str) -> RGBColor:
    """Return a colour `#RRGGBB` as python-pptx takes it."""
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return RGBColor(red, green, blue)


def lines_of(text: str, size: float, width: float) -> list[str]:
    """Return how a text breaks at a size in points within a width in inches."""
    return wrapped(text, size, width * _POINTS_TO_INCH / _SAFETY)


def broken(text: str, size: float, width: float) -> str:
    """Return a text with the breaks that keep its words whole, whatever program shows it (`BREAK`).

    Lines are about as long as each other: a last line of one word would look forgotten.
    """
    most = len(lines_of(text, size, width))
    while most > 1 and len(lines_of(text, size, width - _BALANCE)) == most:
        width -= _BALANCE
    lines = []
    for line in lines_of(text, size, width):
        begun = text.index(line) + len(line)
        end = begun + len(text[begun:]) - len(text[begun:].lstrip())
        lines.append(text[:end])
        text = text[end:]
    return BREAK.join(lines)


def height_of(lines: int, size: float) -> float:
    """Return how tall so many lines of a size in points are, in inches."""
    return lines * size * _LINE_HEIGHT / _POINTS_TO_INCH


def fitted(
    text: str, sizes: tuple[float, ...], width: float, most_lines: int, at_worst: int = 0
) -> tuple[str, float]:
    """Return a text and the largest size at which it fits; one that fits at none is shortened.

    Args:
        text: What is written.
        sizes: In points, the largest first.
        width: Of the lines, in inches.
        most_lines: It should take.
        at_worst: Lines it may take at the smallest size before it is shortened.
    """
    last = max(most_lines, at_worst)
    for size, most in (*((size, most_lines) for size in sizes), (sizes[-1], last)):
        lines = lines_of(text, size, width)
        if len(lines) <= most and all(inches_of(line, size) <= width for line in lines):
            return text, size
    room, kept = last * width * 0.95, ""
    for letter in text:
        room -= inches_of(letter, sizes[-1])
        if room < inches_of("…", sizes[-1]):
            break
        kept += letter
    return kept.rstrip() + "…", sizes[-1]


def inches_of(text: str, size: float) -> float:
    """Return about how wide a text of one line is in inches."""
    return text_width(text, size) / _POINTS_TO_INCH * _SAFETY


def emu(inches: float) -> Length:
    """Return inches as whole units of the file format."""
    return Emu(round(inches * 914400))


TEXT, MUTED = LIGHT.text, LIGHT.muted
