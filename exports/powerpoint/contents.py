"""What may stand on a slide and in the notes below it."""

from dataclasses import dataclass

from exports.publication import Publication, plain
from i18n.messages import messages
from regions.database.languages import Language
from regions.shapes.exhibit import Exhibit
from regions.shapes.listing import Listing

MOST_LIST_SLIDES = 20


@dataclass(frozen=True)
class CoverSlide:
    """A title or a section.

    Attributes:
        title: In large letters.
        reading: Below it.
        language: Of both.
        is_section: Whether it opens a section rather than the deck.
    """

    title: str
    reading: str
    language: Language
    is_section: bool = False


@dataclass(frozen=True)
class ExhibitSlide:
    """One exhibit; a title of the speaker's own replaces the finding, a note of their own leads the notes."""

    exhibit: Exhibit
    title: str = ""
    note: str = ""

    @property
    def headline(self) -> str:
        """Return what stands on top."""
        return self.title or self.exhibit.claim or self.exhibit.title


@dataclass(frozen=True)
class PairSlide:
    """Two exhibits side by side: two indicators, or the same one in two languages.

    Attributes:
        left: The left one.
        right: The right one.
        title: Of the speaker's own.
        note: Of the speaker's own.
    """

    left: Exhibit
    right: Exhibit
    title: str = ""
    note: str = ""

    @property
    def is_bilingual(self) -> bool:
        """Say whether the two sides speak different languages."""
        return self.left.language != self.right.language


@dataclass(frozen=True)
class ListSlide:
    """A list as a table, on as many slides as it needs but no more than some.

    Attributes:
        listing: The list.
        title: Of the speaker's own, in place of what is listed.
        note: Of the speaker's own.
        most: How many slides at most; what has no room is counted on them.
    """

    listing: Listing
    title: str = ""
    note: str = ""
    most: int = MOST_LIST_SLIDES

    @property
    def headline(self) -> str:
        """Return what stands on top."""
        return self.title or self.listing.title


Content = CoverSlide | ExhibitSlide | PairSlide | ListSlide


def spoken_notes(exhibit: Exhibit, publication: Publication, own: str = "") -> list[str]:
    """Return the notes of an exhibit, the speaker's own first: how to say it, what to beware of."""
    t = messages(exhibit.language)
    lines = [own] if own else []
    if exhibit.claim:
        lines += [t("slide.say", claim=exhibit.claim)]
    lines += [f"{exhibit.title}. {exhibit.subtitle}"]
    word = t(f"comparability.{exhibit.comparability.code}")
    lines += [f"{word} {exhibit.comparability.text}"]
    for remark in exhibit.remarks:
        label = t(f"warning.{remark.code}")
        lines.append(label if remark.text == label else f"{label}: {remark.text}")
    lines += exhibit.notes
    lines += [t("slide.cite", citation=publication.citation(exhibit))]
    return [plain(line) for line in lines]
