"""A view as the picture that previews of its link show: title and chart, drawn without a browser."""

from collections.abc import Sequence
from functools import cache
from io import BytesIO
from xml.etree import ElementTree

from PIL import Image, ImageDraw, ImageFont

from charts.theme import LIGHT
from charts.type import wrapped
from exports.thumbnail import places_picture, thumbnail
from regions.asking.view import View
from regions.database.build import Build
from regions.database.languages import Language
from regions.database.places import is_municipality, parent_of
from regions.exhibits.answers import answer
from regions.words.titles import view_title

# Pages whose first exhibit is one chart, and made in a moment.
_CHARTED = ("overview", "compare", "rank", "companies")
# What the services that show previews ask for.
SIZE = (1200, 630)
_EDGE = 64
_TITLE, _SMALL = 46, 28
_MOST_LINES = 2
_LINE = 1.35
_CHART_WIDTH, _CHART_HEIGHT = 652, 366
# Drawn larger and made smaller: the library draws without soft edges.
_FINER = 3
# File and number of the face in it; Pillow looks where the system keeps its fonts.
_KOREAN = (
    ("NotoSansCJK-Regular.ttc", 1),
    ("NotoSansKR-Regular.ttf", 0),
    ("NanumGothic.ttf", 0),
    ("AppleSDGothicNeo.ttc", 0),
    ("malgun.ttf", 0),
)
_JAPANESE = (
    ("NotoSansCJK-Regular.ttc", 0),
    ("NotoSansJP-Regular.ttf", 0),
    ("ipagp.ttf", 0),
    ("Hiragino Sans GB.ttc", 0),
    ("meiryo.ttc", 0),
)
# The Japanese faces have Latin letters too.
_FACES: dict[Language, tuple[tuple[str, int], ...]] = {"ko": _KOREAN}

_Font = ImageFont.FreeTypeFont | ImageFont.ImageFont


def preview(view: View, build: Build) -> bytes:
    """Return the picture of a view as PNG.

    A page without one chart as its answer shows the regions asked for among all. Where the system has no font
    for the language, the picture has no letters; the title stands beside it in any preview.

    Args:
        view: What is asked.
        build: The build.
    """
    picture = Image.new("RGB", SIZE, LIGHT.page)
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 0, SIZE[0] // 2, 12), fill=LIGHT.country("KR"))
    draw.rectangle((SIZE[0] // 2, 0, SIZE[0], 12), fill=LIGHT.country("JP"))
    title, _, product = view_title(view, build.catalogue).rpartition(" | ")
    lines = [product]
    exhibits = answer(view, build) if view.page in _CHARTED and view.mode != "lag" else ()
    drawn = next((exhibit for exhibit in exhibits if exhibit.has_figures), None)
    if drawn:
        lines = [drawn.title, *lines]
        small = thumbnail(drawn, build.catalogue)
    else:
        regions = {parent_of(code) if is_municipality(code) else code for code in view.regions}
        small = places_picture(regions, build.catalogue)
    picture.paste(_drawn(small), ((SIZE[0] - _CHART_WIDTH) // 2, SIZE[1] - _CHART_HEIGHT - 24))
    _write(draw, title, lines, view.language)
    file = BytesIO()
    picture.save(file, "PNG", optimize=True)
    return file.getvalue()


def _write(draw: ImageDraw.ImageDraw, title: str, lines: Sequence[str], language: Language) -> None:
    """Write the title, and smaller below it the lines."""
    large, small = _font(language, _TITLE), _font(language, _SMALL)
    if large is None or small is None:
        return
    room = SIZE[0] - 2 * _EDGE
    written = wrapped(title, _TITLE, room)
    if len(written) > _MOST_LINES:
        written = [*written[: _MOST_LINES - 1], f"{written[_MOST_LINES - 1]} …"]
    y = _EDGE / 2
    for text in written:
        draw.text((_EDGE, y), text, fill=LIGHT.text, font=large)
        y += _TITLE * _LINE
    for text in wrapped(" · ".join(lines), _SMALL, room)[:_MOST_LINES]:
        draw.text((_EDGE, y), text, fill=LIGHT.muted, font=small)
        y += _SMALL * _LINE


@cache
def _font(language: Language, size: int) -> _Font | None:
    """Return a font of the system with the letters of a language; None if there is none."""
    for file, face in _FACES.get(language, _JAPANESE):
        try:
            return ImageFont.truetype(file, size, index=face)
        except OSError:
            continue  # not on this system
    return ImageFont.load_default(size) if language == "en" else None


def _drawn(svg: str) -> Image.Image:
    """Draw the marks of a thumbnail at the size of a preview."""
    root = ElementTree.fromstring(svg)  # noqa: S314  our own
    scale = _CHART_WIDTH * _FINER / float(root.attrib["width"])
    chart = Image.new("RGB", (_CHART_WIDTH * _FINER, _CHART_HEIGHT * _FINER), LIGHT.page)
    draw = ImageDraw.Draw(chart)
    for mark in root:
        _draw_mark(draw, mark, scale)
    return chart.resize((_CHART_WIDTH, _CHART_HEIGHT), Image.Resampling.LANCZOS)


def _draw_mark(draw: ImageDraw.ImageDraw, mark: ElementTree.Element, scale: float) -> None:
    held = mark.attrib

    def at(*names: str) -> list[float]:
        return [float(held[name]) * scale for name in names]

    match mark.tag.rpartition("}")[2]:
        case "rect":
            x, y, width, height = at("x", "y", "width", "height")
            draw.rectangle((x, y, x + width, y + height), fill=held["fill"])
        case "circle":
            x, y, radius = at("cx", "cy", "r")
            draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill=held["fill"])
        case "line":
            draw.line(at("x1", "y1", "x2", "y2"), fill=held["stroke"], width=_width(held, scale))
        case "polyline":
            places = [float(one) * scale for pair in held["points"].split() for one in pair.split(",")]
            draw.line(places, fill=held["stroke"], width=_width(held, scale), joint="curve")


def _width(held: dict[str, str], scale: float) -> int:
    return round(float(held["stroke-width"]) * scale / 2)
