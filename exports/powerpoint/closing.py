"""The end of a deck: every source once, and beside them how the figures were made."""

from collections.abc import Sequence
from typing import Any

from pptx.presentation import Presentation as PresentationType

from exports.powerpoint.design import CONTENT, MUTED, Box, fitted, lines_of
from exports.powerpoint.frame import write_foot, write_head
from exports.powerpoint.master import layout
from exports.powerpoint.text import add_text
from exports.publication import Publication
from i18n.lists import listed
from i18n.messages import messages
from regions.database.languages import Language
from regions.shapes.exhibit import Exhibit
from regions.shapes.listing import Listing

_METHOD_WIDTH, _GAP = 4.0, 0.5
_SOURCES = Box(CONTENT.left, CONTENT.top, CONTENT.width - _METHOD_WIDTH - _GAP, CONTENT.height)
_METHOD = Box(CONTENT.left + _SOURCES.width + _GAP, CONTENT.top, _METHOD_WIDTH, CONTENT.height)
_SOURCE_SIZES, _METHOD_SIZES = (12.0, 11.0, 10.0, 9.0), (14.0, 13.0, 12.0, 11.0, 10.0, 9.0)
_LINE, _SPACE = 1.2, 0.4  # of the size of the letters: height of a line, room between paragraphs


def add_closing(
    presentation: PresentationType, shown: Sequence[Exhibit | Listing], publication: Publication, link: str
) -> None:
    """Add a slide with the sources and the method; more of them where the sources need the room."""
    language = shown[0].language
    t = messages(language)
    sources = _sources(shown, publication, language)
    size, pages = _pages(sources)
    for number, page in enumerate(pages):
        slide = presentation.slides.add_slide(layout(presentation, "sources"))
        write_head(slide, t("slide.closing"), t("frame.data_version", version=shown[0].build_id), language)
        _paragraphs(slide, _SOURCES, page, language, size)
        if number == 0:
            method = _method(shown, publication, language)
            fits = [one for one in _METHOD_SIZES if _height(method, one, _METHOD) <= _METHOD.height]
            _paragraphs(slide, _METHOD, method, language, (fits or _METHOD_SIZES[-1:])[0], colour=MUTED)
        write_foot(slide, [], language, link if number == len(pages) - 1 else "")


def _sources(shown: Sequence[Exhibit | Listing], publication: Publication, language: Language) -> list[str]:
    """Return a paragraph a publisher: each of its publications once, and the licences they are under."""
    titles: dict[str, dict[str, None]] = {}
    licences: dict[str, dict[str, None]] = {}
    for one in shown:
        for source in publication.sources(one):
            publisher = source.publisher[language]
            titles.setdefault(publisher, {})[source.title[language]] = None
            licences.setdefault(publisher, {})[source.licence] = None
    t = messages(language)
    return [
        t(
            "slide.sources_of",
            publisher=publisher,
            titles=listed(sorted(titles[publisher]), language),
            licences=listed(licences[publisher], language),
        )
        for publisher in sorted(titles)
    ]


def _method(shown: Sequence[Exhibit | Listing], publication: Publication, language: Language) -> list[str]:
    """Return how the figures were made comparable, what is missing, and what maps rest on."""
    t = messages(language)
    exhibits = [one for one in shown if isinstance(one, Exhibit)]
    lines = [t("slide.method_processed", product=t("product.name")), t("slide.method_missing")]
    if {exhibit.comparability.code for exhibit in exhibits} - {"same", "single_country"}:
        lines.append(t("slide.method_comparability"))
    if any(exhibit.chart == "map" for exhibit in exhibits):
        outlines = publication.catalogue.outline_credits(language)
        lines += [t("frame.neutrality"), t("frame.outlines", credits=outlines)]
    return lines


def _pages(sources: list[str]) -> tuple[float, list[list[str]]]:
    """Return the largest size at which all sources fit on one slide; else they go on over several."""
    for size in _SOURCE_SIZES:
        if _height(sources, size, _SOURCES) <= _SOURCES.height:
            return size, [sources]
    pages: list[list[str]] = [[]]
    for source in sources:
        if pages[-1] and _height([*pages[-1], source], size, _SOURCES) > _SOURCES.height:
            pages.append([])
        pages[-1].append(source)
    return size, pages


def _height(lines: list[str], size: float, box: Box) -> float:
    """Return how high paragraphs stand in inches."""
    count = sum(len(lines_of(line, size, box.width)) for line in lines)
    return (count * _LINE + (len(lines) - 1) * _SPACE) * size / 72


def _paragraphs(slide: Any, box: Box, lines: list[str], language: Language, size: float, **look: str) -> None:
    whole = [fitted(line, (size,), box.width, len(lines_of(line, size, box.width)))[0] for line in lines]
    shape = add_text(slide.shapes, box, whole, language, size, **look)
    for paragraph in shape.text_frame.paragraphs:
        paragraph.space_after = int(_SPACE * size * 12700)
