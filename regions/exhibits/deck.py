"""A deck: a list of views, each with an optional title and note of the speaker's own.

A slide is written as the address of its view without language, e.g. `/compare?indicator=births&region=KR-47`,
with `title=` and `note=` behind it. Slides that no page shows have addresses under `/deck/` (`plates.py`).
"""

import json
import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from urllib.parse import urlencode

from regions.asking.page_specs import LONGEST_DATE, LONGEST_PLACE, MOST_SLIDES, PAGES
from regions.asking.reading import Notice
from regions.asking.view import View, address, decode
from regions.database.build import Build
from regions.database.languages import Language
from regions.exhibits.answers import ANSWERS, answer
from regions.exhibits.lists import PAGES_OF_LISTS, list_of
from regions.exhibits.plates import plate
from regions.exhibits.slide_texts import one_line, parts_of
from regions.shapes.exhibit import Exhibit
from regions.shapes.listing import Listing

_LOG = logging.getLogger(__name__)

LONGEST_TITLE, LONGEST_NOTE = 200, 1000
_LONGEST = (LONGEST_TITLE, LONGEST_PLACE, LONGEST_DATE)
# A deck of sixty slides, each with the longest note, is smaller.
LARGEST_FILE = 1_000_000  # bytes
FILE_VERSION = 1
_PATH_OF_PLATES = "/deck/"
SECTION = "section"
_PART = "part"


class UnreadableDeck(ValueError):
    """A file that is not a saved deck."""


@dataclass(frozen=True)
class Slide:
    """One entry of a deck.

    Attributes:
        address: Path and query of the view, without language.
        title: Replaces the finding as the slide's title; empty for none.
        note: Added to the speaker notes; empty for none.
    """

    address: str
    title: str = ""
    note: str = ""

    @property
    def is_section(self) -> bool:
        """Say whether the slide only opens a section."""
        return parts_of(self.address)[0] == _PATH_OF_PLATES + SECTION


@dataclass(frozen=True)
class Deck:
    """Slides in order, with what its first page says.

    Attributes:
        slides: The slides.
        title: Of the whole; empty for the automatic one.
        place: Of the talk.
        date: Of the talk, `2027-05-20` or as the speaker writes it.
    """

    slides: tuple[Slide, ...]
    title: str = ""
    place: str = ""
    date: str = ""


@dataclass(frozen=True)
class Resolved:
    """A slide with what it shows in one language.

    Attributes:
        slide: The slide.
        exhibits: What it shows; none for a section, a list or where the address leads nowhere.
        notices: What of the address could not be used.
        view: The view it shows, which a link may lead to; None for slides that no page shows.
        listing: The list it shows, where it shows one.
    """

    slide: Slide
    exhibits: tuple[Exhibit, ...] = ()
    notices: tuple[Notice, ...] = ()
    view: View | None = None
    listing: Listing | None = None

    @property
    def shown(self) -> Exhibit | Listing | None:
        """Return what it shows first; None for a section and where there is nothing to show."""
        return next(iter(self.exhibits), self.listing)

    @property
    def is_broken(self) -> bool:
        """Say whether there is nothing to show."""
        return self.shown is None and not self.slide.is_section


def section(title: str) -> Slide:
    """Return a slide that opens a section."""
    return Slide(_PATH_OF_PLATES + SECTION, title)


def slide_of(shown: Exhibit | Listing) -> Slide:
    """Return the slide that shows an exhibit or a list; `part=` names it where its view shows several."""
    return read(f"{address(shown.view)}&{urlencode({_PART: shown.id})}")


def written(slide: Slide) -> str:
    """Return a slide as one text, for an address or a file; the inverse of `read`."""
    path, query = parts_of(slide.address)
    query |= {name: [text] for name, text in (("title", slide.title), ("note", slide.note)) if text}
    return _joined(path, query)


def read(text: str) -> Slide:
    """Return the slide written as a text. Never fails: whether it leads anywhere shows when it is resolved.

    Hosts and languages are dropped, so a copied link makes a slide too.
    """
    path, query = parts_of(text)
    title = one_line(query.pop("title", [""])[0], LONGEST_TITLE)
    note = one_line(query.pop("note", [""])[0], LONGEST_NOTE)
    query.pop("lang", None)
    return Slide(_joined(path, query), title, note)


def _joined(path: str, query: dict[str, list[str]]) -> str:
    return path + (f"?{urlencode(query, doseq=True, safe='/:,-')}" if query else "")


def read_all(texts: Iterable[str], title: str = "", place: str = "", date: str = "") -> Deck:
    """Return the deck written as a list of texts, with the words of its first page."""
    words = (one_line(text, longest) for text, longest in zip((title, place, date), _LONGEST, strict=True))
    return Deck(tuple(read(text) for text in islice(texts, MOST_SLIDES)), *words)


def resolve(slide: Slide, language: Language, build: Build) -> Resolved:
    """Return what a slide shows in a language; nothing where its address leads nowhere.

    One slide that fails does not take the deck with it: it is broken, and the log says why.
    """
    path, query = parts_of(slide.address)
    try:
        if path.startswith(_PATH_OF_PLATES):
            return Resolved(slide, plate(path.removeprefix(_PATH_OF_PLATES), query, language, build))
        return _resolved_view(slide, path, query, language, build)
    except Exception:  # noqa: BLE001 (whatever it was, the other slides can be shown)
        _LOG.exception("slide %r could not be answered", slide.address)
        return Resolved(slide)


def _resolved_view(
    slide: Slide, path: str, query: dict[str, list[str]], language: Language, build: Build
) -> Resolved:
    page = next((name for name in (*ANSWERS, *PAGES_OF_LISTS) if PAGES[name].path == path), None)
    if page is None:
        return Resolved(slide)
    part = query.pop(_PART, [""])[0]
    view, notices = decode(page, {**query, "lang": [language]}, build.catalogue, language)
    found = tuple(one for one in answer(view, build) if not part or one.id == part)
    listing = None if found else list_of(view, build)
    if listing is not None and part not in ("", listing.id):
        listing = None
    return Resolved(slide, found, notices, view, listing)


def moved(slides: Sequence[Slide], position: int, steps: int) -> tuple[Slide, ...]:
    """Return the slides with one moved by some places; at either end it stays."""
    target = position + steps
    if not 0 <= position < len(slides) or not 0 <= target < len(slides):
        return tuple(slides)
    kept = [*slides[:position], *slides[position + 1 :]]
    return (*kept[:target], slides[position], *kept[target:])


def retitled(slides: Sequence[Slide], position: int, title: str, note: str) -> tuple[Slide, ...]:
    """Return the slides with another title and note for one of them."""
    words = {"title": one_line(title, LONGEST_TITLE), "note": one_line(note, LONGEST_NOTE)}
    changed = replace(slides[position], **words)
    return (*slides[:position], changed, *slides[position + 1 :])


def to_file(deck: Deck) -> bytes:
    """Return a deck as a small JSON file."""
    content = {
        "korea_japan_regions_deck": FILE_VERSION,
        "title": deck.title,
        "place": deck.place,
        "date": deck.date,
        "slides": [written(slide) for slide in deck.slides],
    }
    return json.dumps(content, ensure_ascii=False, indent=1).encode()


def from_file(content: bytes) -> Deck:
    """Return the deck saved in a file.

    Raises:
        UnreadableDeck: If the file is not a saved deck, or larger than any.
    """
    if len(content) > LARGEST_FILE:
        raise UnreadableDeck("larger than any deck")
    try:
        held = json.loads(content.decode("utf-8-sig"), object_pairs_hook=_once_each)
        version, slides = held["korea_japan_regions_deck"], held["slides"]
        words = [held.get(name, "") for name in ("title", "place", "date")]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise UnreadableDeck("not a saved deck") from error
    texts = [text for text in slides if isinstance(text, str)] if isinstance(slides, list) else []
    if version is True or version != FILE_VERSION or not texts:
        raise UnreadableDeck("no slides of a known version")
    return read_all(texts, *(word if isinstance(word, str) else "" for word in words))


def _once_each(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """Return an object of the file; which of two entries of one name counts is nobody's to guess."""
    held = dict(pairs)
    if len(held) < len(pairs):
        raise ValueError("a name stands twice")
    return held
