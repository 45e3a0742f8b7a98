"""A deck as files: in one language, in all three as a ZIP file, or Korean and Japanese side by side."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from exports.excel import excel_bytes
from exports.formats import FORMATS
from exports.listing import lists_xlsx
from exports.package import zipped
from exports.powerpoint.contents import Content, CoverSlide, ExhibitSlide, ListSlide, PairSlide
from exports.powerpoint.deck import Progress, presentation_bytes
from exports.powerpoint.own_template import OwnTemplate
from exports.publication import Publication
from i18n.messages import messages
from regions.database.build import Build
from regions.database.languages import LANGUAGES, Language
from regions.exhibits.deck import Deck, Resolved, Slide, resolve
from regions.exhibits.deck_words import deck_title, occasion
from regions.shapes.exhibit import Exhibit
from regions.shapes.listing import Listing

Form = Literal["one", "three", "bilingual"]
FORMS: tuple[Form, ...] = get_args(Form)
_BILINGUAL: tuple[Language, Language] = ("ko", "ja")
# An audience reads no more of a list; the speaker chooses regions, and the workbook holds all of it.
_MOST_SLIDES_A_LIST = 3
_SLIDES, _WORKBOOK, _ARCHIVE = FORMATS["powerpoint"], FORMATS["excel"], FORMATS["package"]


@dataclass(frozen=True)
class File:
    """A finished file: its name, its kind for the browser, its bytes."""

    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True)
class Workshop:
    """What a deck is made from.

    Attributes:
        publication: Names, sources, links.
        build: The build to read.
        link: Address of the deck; empty if unknown.
        template: The speaker's own; None for ours.
    """

    publication: Publication
    build: Build
    link: str = ""
    template: OwnTemplate | None = None

    def resolved(self, deck: Deck, language: Language) -> list[Resolved]:
        """Return what each slide shows in a language; slides that lead nowhere are left out."""
        found = [resolve(slide, language, self.build) for slide in deck.slides]
        return [one for one in found if not one.is_broken]


def deck_file(
    deck: Deck, form: Form, language: Language, workshop: Workshop, progress: Progress | None = None
) -> File:
    """Return a deck as one file: a presentation, or three of them in a ZIP file."""
    if form == "three":
        parts = {
            f"deck_{one}{_SLIDES.ending}": _presentation(deck, one, workshop, _part(progress, number))
            for number, one in enumerate(LANGUAGES)
        }
        return File(f"deck_{'_'.join(LANGUAGES)}{_ARCHIVE.ending}", _ARCHIVE.media_type, zipped(parts))
    if form == "bilingual":
        name = f"deck_{'-'.join(_BILINGUAL)}{_SLIDES.ending}"
        return File(name, _SLIDES.media_type, _side_by_side(deck, workshop, progress))
    slides = _presentation(deck, language, workshop, progress)
    return File(f"deck_{language}{_SLIDES.ending}", _SLIDES.media_type, slides)


def workbook_name(language: Language) -> str:
    """Return the name of the workbook of a deck."""
    return f"deck_{language}{_WORKBOOK.ending}"


def deck_workbook(deck: Deck, language: Language, workshop: Workshop) -> File:
    """Return the tables behind all slides of a deck as one workbook, its lists behind its figures.

    Raises:
        LookupError: If no slide shows any figures or lists.
    """
    resolved = workshop.resolved(deck, language)
    found = [exhibit for one in resolved for exhibit in one.exhibits]
    lists = [one.listing for one in resolved if one.listing is not None]
    if found:
        content = excel_bytes(found, workshop.publication, lists)
    elif lists:
        content = lists_xlsx(lists)
    else:
        raise LookupError("no slide shows any figures")
    return File(workbook_name(language), _WORKBOOK.media_type, content)


def deck_contents(deck: Deck, language: Language, workshop: Workshop) -> list[Content]:
    """Return the slides of a deck in one language, the title first."""
    found = workshop.resolved(deck, language)
    contents: list[Content] = [_cover(deck, found, language, workshop)]
    for one in found:
        contents += _slides(one, language)
    return contents


def _presentation(deck: Deck, language: Language, workshop: Workshop, progress: Progress | None) -> bytes:
    return _file_content(deck_contents(deck, language, workshop), language, workshop, progress)


def _side_by_side(deck: Deck, workshop: Workshop, progress: Progress | None) -> bytes:
    first, _ = _BILINGUAL
    lefts, rights = (workshop.resolved(deck, one) for one in _BILINGUAL)
    contents: list[Content] = [_cover(deck, lefts, first, workshop)]
    for left, right in zip(lefts, rights, strict=True):
        contents += _bilingual(left, right)
    return _file_content(contents, first, workshop, progress)


def _file_content(
    contents: list[Content], language: Language, workshop: Workshop, progress: Progress | None
) -> bytes:
    return presentation_bytes(
        contents,
        workshop.publication.with_maps(workshop.build),
        language,
        link=workshop.link,
        closing=True,
        template=workshop.template,
        progress=progress,
    )


def _bilingual(left: Resolved, right: Resolved) -> list[Content]:
    if left.slide.is_section:
        return _slides(left, _BILINGUAL[0])
    slide = left.slide
    if left.listing is not None and right.listing is not None:
        return [_list(left.listing, slide), _list(right.listing, slide)]
    return [
        PairSlide(one, other, slide.title, slide.note)
        for one, other in zip(left.exhibits, right.exhibits, strict=True)
    ]


def _slides(one: Resolved, language: Language) -> list[Content]:
    """One slide for an exhibit, one for two beside each other; more than two go on in pairs."""
    slide = one.slide
    if slide.is_section:
        title = slide.title or messages(language)("deck.section_title")
        return [CoverSlide(title, "", language, is_section=True)]
    if one.listing is not None:
        return [_list(one.listing, slide)]
    found: list[Content] = []
    for pair in _pairs(one.exhibits):
        if len(pair) == 2:
            found.append(PairSlide(pair[0], pair[1], slide.title, slide.note))
        else:
            found.append(ExhibitSlide(pair[0], slide.title, slide.note))
    return found


def _list(listing: Listing, slide: Slide) -> ListSlide:
    return ListSlide(listing, slide.title, slide.note, _MOST_SLIDES_A_LIST)


def _pairs(exhibits: Sequence[Exhibit]) -> list[Sequence[Exhibit]]:
    return [exhibits[start : start + 2] for start in range(0, len(exhibits), 2)]


def _cover(deck: Deck, found: Sequence[Resolved], language: Language, workshop: Workshop) -> CoverSlide:
    """Return the first page: title, place and date of the talk, and whose figures these are."""
    title, product = (
        deck_title(deck, found, workshop.build.catalogue, language),
        messages(language)("product.name"),
    )
    lines = [occasion(deck, language), product if title != product else ""]
    return CoverSlide(title, "\n".join(line for line in lines if line), language)


def _part(progress: Progress | None, number: int) -> Callable[[int, int], None] | None:
    """Count the slides of one language out of three towards the whole."""
    if progress is None:
        return None

    def report(done: int, total: int) -> None:
        progress(number * total + done, len(LANGUAGES) * total)

    return report
