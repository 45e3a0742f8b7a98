"""A presentation from a list of slides."""

from collections.abc import Callable, Sequence

from exports.powerpoint.closing import add_closing
from exports.powerpoint.contents import Content, CoverSlide, ExhibitSlide, ListSlide, PairSlide
from exports.powerpoint.dressing import dress_slides
from exports.powerpoint.master import new_presentation
from exports.powerpoint.own_template import OwnTemplate
from exports.powerpoint.slides import (
    Draw,
    add_cover,
    add_drawn,
    add_exhibit,
    add_list,
    add_pair,
)
from exports.powerpoint.structure import presentation_file
from exports.publication import Publication
from regions.database.languages import Language
from regions.shapes.exhibit import Exhibit
from regions.shapes.listing import Listing

Progress = Callable[[int, int], None]


def powerpoint_bytes(exhibit: Exhibit, publication: Publication) -> bytes:
    """Return a presentation with the slide of one exhibit."""
    return presentation_bytes([ExhibitSlide(exhibit)], publication, exhibit.language)


def presentation_bytes(
    contents: Sequence[Content],
    publication: Publication,
    language: Language,
    *,
    link: str = "",
    closing: bool = False,
    template: OwnTemplate | None = None,
    progress: Progress | None = None,
) -> bytes:
    """Return a presentation as bytes of a PPTX file.

    Args:
        contents: The slides in order.
        publication: Names, sources and links.
        language: Language of the theme's fonts and of the closing slides.
        link: Address of the deck itself, shown on the last slide.
        closing: Whether slides with sources and method end the presentation.
        template: The speaker's own, in place of ours.
        progress: Called with the number of slides made and their total.
    """
    presentation = template.presentation() if template else new_presentation(language)
    for number, content in enumerate(contents, 1):
        if isinstance(content, CoverSlide):
            add_cover(presentation, content)
        elif isinstance(content, PairSlide):
            add_pair(presentation, content, publication)
        elif isinstance(content, ListSlide):
            add_list(presentation, content, publication)
        else:
            add_exhibit(presentation, content, publication)
        if progress:
            progress(number, len(contents))
    shown: list[Exhibit | Listing] = [*exhibits_of(contents), *lists_of(contents, language)]
    if closing and shown:
        add_closing(presentation, shown, publication, link)
    if template:
        dress_slides(presentation)
    first = contents[0]
    title = first.headline if isinstance(first, ExhibitSlide | ListSlide) else first.title
    return presentation_file(presentation, title, language)


def listing_powerpoint(listing: Listing, publication: Publication, draw: Draw | None = None) -> bytes:
    """Return a presentation with the chart of a list, if it has one, and its tables."""
    presentation = new_presentation(listing.language)
    if draw:
        add_drawn(presentation, listing, publication, draw)
    add_list(presentation, ListSlide(listing), publication)
    return presentation_file(presentation, listing.title, listing.language)


def exhibits_of(contents: Sequence[Content]) -> list[Exhibit]:
    """Return the exhibits of slides in order; of two languages the first."""
    found = []
    for content in contents:
        if isinstance(content, ExhibitSlide):
            found.append(content.exhibit)
        elif isinstance(content, PairSlide):
            found += [content.left] if content.is_bilingual else [content.left, content.right]
    return found


def lists_of(contents: Sequence[Content], language: Language) -> list[Listing]:
    """Return the lists of slides in order; of two languages the one given."""
    lists = (content.listing for content in contents if isinstance(content, ListSlide))
    return [one for one in lists if one.language == language]
