"""A reader of one language: every check of what is wrong with a text, with the names this build knows."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from regions.database.catalogue import Catalogue
from regions.database.languages import Language
from tests.i18n.test_glossary import terms
from tests.reading.english import ENGLISH, capitalised
from tests.reading.faults import (
    ANY_LANGUAGE,
    Fault,
    Finder,
    find_all,
    label_repeated,
    provisional_twice,
    said_twice,
    unbalanced,
    without_originals,
)
from tests.reading.japanese import JAPANESE
from tests.reading.korean import KOREAN, after_names

_OF_LANGUAGE: Mapping[Language, Mapping[str, Finder]] = {"ko": KOREAN, "ja": JAPANESE, "en": ENGLISH}

# What stands in place of a title: a word of no language.
_TITLE = "§"


@dataclass(frozen=True)
class Passage:
    """One text a reader meets.

    Attributes:
        where: What it is on its page, e.g. `claim`.
        words: What it says.
        beside: Passages with the same mark here are read together and must not say a thing twice.
        label: What stands in front of it and should not be all that it says.
    """

    where: str
    words: str
    beside: str = ""
    label: str = ""


@dataclass(frozen=True)
class Reader:
    """A reader of a language.

    Attributes:
        language: The language read.
        finders: Every check, by the kind of its faults.
        verbatim: What is read as it stands: titles as published in this language and licences, longest first.
        records: What is kept once for all languages and no sentence of a page: how a source was obtained, its
            licence, its notes on definitions.
    """

    language: Language
    finders: Mapping[str, Finder]
    verbatim: tuple[str, ...]
    records: frozenset[str]

    @classmethod
    def of(cls, language: Language, catalogue: Catalogue) -> "Reader":
        """Return a reader who knows the names of regions and indicators and the glossary."""
        finders = {**ANY_LANGUAGE, **_OF_LANGUAGE[language], "glossary": _against_the_glossary(language)}
        indicators = catalogue.indicators.values()
        if language == "en":
            named = ((one.name["en"], one.in_sentence["en"]) for one in indicators)
            finders["capital inside a sentence"] = capitalised(named)
        if language == "ko":
            names = [text for one in indicators for text in (one.name["ko"], one.in_sentence["ko"])]
            for region in catalogue.regions.values():
                names += [region.name["ko"], region.short["ko"]]
            finders["particle after a name"] = after_names(names)
        sources = catalogue.sources.values()
        verbatim = {one.title[language] for one in sources if one.language == language}
        verbatim |= {one.licence for one in sources}
        verbatim |= {one.licence for one in catalogue.boundary_credits}
        records = {text for one in sources for text in (one.definition, one.obtained, one.licence) if text}
        return cls(language, finders, tuple(sorted(verbatim, key=len, reverse=True)), frozenset(records))

    def faults(self, passage: Passage) -> list[Fault]:
        """Return what is wrong with one text."""
        text = passage.words
        if text in self.records:
            return []
        bare = without_originals(self._without_verbatim(text))
        found = find_all(self.finders, bare)
        found += (Fault("unbalanced brackets", one) for one in unbalanced(text))
        if passage.label:
            found += (Fault("label repeated", one) for one in label_repeated(passage.label, text))
        return found

    def _without_verbatim(self, text: str) -> str:
        for title in self.verbatim:
            if title in text:
                text = text.replace(title, _TITLE)
        return text

    def faults_together(self, passages: Iterable[Passage]) -> list[Fault]:
        """Return what passages read together say twice."""
        together: dict[str, list[str]] = {}
        for one in passages:
            if one.beside:
                together.setdefault(one.beside, []).append(one.words)
        return [
            Fault(kind, found)
            for texts in together.values()
            for kind, finder in (("said twice", said_twice), ("provisional twice", provisional_twice))
            for found in finder(texts)
        ]


def _against_the_glossary(language: Language) -> Finder:
    known = terms(language)
    return lambda text: (f"{fault} for {term.word}" for term in known for fault in term.faults(text))
