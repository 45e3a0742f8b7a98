"""Every word that means something in a question, with what it means: an index made once of each build."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from regions.database.build import Build
from regions.database.languages import LANGUAGES
from regions.database.memory import per_build
from regions.questions.atoms import Atom, Spelling, atoms, normalised
from regions.questions.names import place_names, question_terms, without_brackets

Kind = Literal[
    "ordinary",
    "place",
    "municipality",
    "namesakes",
    "intent",
    "indicator",
    "years",
    "era",
    "number",
    "opposed",
    "connective",
    "filler",
    "particle",
]
_PLAIN: tuple[Kind, ...] = (
    "intent", "years", "era", "number", "opposed", "connective", "filler", "particle", "ordinary",
)  # fmt: skip
# Endings of cities, and the shortest name that counts without one.
_CITY, _LATIN_ALONE = ("시", "市"), 6


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a term may mean: several codes where a name belongs to several places together."""

    kind: Kind
    codes: tuple[str, ...]


@dataclass(slots=True)
class _Node:
    below: dict[str, "_Node"] = field(default_factory=dict)
    meanings: list[Meaning] = field(default_factory=list)


class Lexicon:
    """The terms of one build, found by their beginning."""

    def __init__(self, spelling: Spelling) -> None:
        """Take the rules by which terms and questions are taken apart."""
        self.spelling = spelling
        self._root = _Node()
        self.terms: dict[tuple[str, ...], list[Meaning]] = {}

    def add(self, term: str, kind: Kind, codes: tuple[str, ...], *, unless_known: bool = False) -> None:
        """Enter a term; what is entered first is the likelier meaning of its kind."""
        self._enter(tuple(atom.text for atom in self.parts(term)), Meaning(kind, codes), unless_known)

    def add_joined(self, term: str, kind: Kind, codes: tuple[str, ...]) -> None:
        """Enter a term of several Latin words also as one word: `gyeongsangbukdo`."""
        words = [atom.text for atom in self.parts(term) if atom.script == "latin"]
        if len(words) > 1:
            self._enter(("".join(words),), Meaning(kind, codes), True)

    def has_place(self, term: str) -> bool:
        """Say whether a term names a region, nation or block."""
        held = self.terms.get(tuple(atom.text for atom in self.parts(term)), ())
        return any(meaning.kind == "place" for meaning in held)

    def parts(self, text: str) -> list[Atom]:
        """Return the parts of a text."""
        return atoms(normalised(text), self.spelling)

    def _enter(self, words: tuple[str, ...], meaning: Meaning, unless_known: bool) -> None:
        if not words:
            return
        node = self._root
        for word in words:
            node = node.below.setdefault(word, _Node())
        known = meaning in node.meanings
        if known or (unless_known and any(held.kind == meaning.kind for held in node.meanings)):
            return
        node.meanings.append(meaning)
        self.terms[words] = node.meanings

    def beginning(self, parts: Sequence[Atom], place: int) -> Iterator[tuple[int, list[Meaning]]]:
        """Return the terms that begin at a place: where each ends, and what it may mean."""
        node = self._root
        for end in range(place, len(parts)):
            following = node.below.get(parts[end].text)
            if following is None:
                return
            node = following
            if node.meanings:
                yield end + 1, node.meanings


@per_build(1)
def lexicon(build: Build) -> Lexicon:
    """Return the index of a build."""
    by_kind = question_terms(build)
    made = Lexicon(
        Spelling(
            {other: right for right, other in by_kind["spelling"]},
            frozenset(term for _, term in by_kind["skipped"]),
        )
    )
    _add_places(made, build, by_kind["place"], by_kind["suffix"])
    _add_municipalities(made, build)
    _add_indicators(made, build, by_kind["indicator"])
    for kind in _PLAIN:
        for code, term in by_kind[kind]:
            made.add(term, kind, (code,))
    return made


def _add_places(
    made: Lexicon, build: Build, further: Iterable[tuple[str, str]], suffixes: Iterable[tuple[str, str]]
) -> None:
    """Enter the names of places, those of blocks last: Gangwon is the region, Chungcheong both provinces."""
    catalogue = build.catalogue
    by_kind: dict[str, list[str]] = {}
    for kind, suffix in suffixes:
        by_kind.setdefault(kind, []).append(suffix)
    names = place_names(build, further)
    for codes, held in sorted(names.items(), key=lambda pair: pair[0][0] in catalogue.blocks):
        alone = catalogue.regions.get(codes[0]) if len(codes) == 1 else None
        kind = alone.kind if alone else ""
        for name in dict.fromkeys((*held, *_with_suffixes(held, by_kind.get(kind, ())))):
            made.add(name, "place", codes)
            made.add_joined(name, "place", codes)


def _add_municipalities(made: Lexicon, build: Build) -> None:
    """Enter the names of municipalities, those of several apart; where a region is called so, it is meant.

    Without its ending only the name of a large city of Japan counts, and what is long enough in Latin
    letters: others are words of the language too.
    """
    names: dict[str, set[str]] = defaultdict(set)
    for place in build.catalogue.municipal.places.values():
        held = [*place.name, *filter(None, (place.hanja,))]
        if place.kind == "designated_city":
            held += [name.removesuffix(ending) for name in place.name for ending in _CITY if ending in name]
        held += [short for short in place.short if short.isascii() and len(short) >= _LATIN_ALONE]
        for name in held:
            names[name].add(place.code)
    for name, codes in names.items():
        if not made.has_place(name):
            made.add(name, "municipality" if len(codes) == 1 else "namesakes", tuple(sorted(codes)))


def _with_suffixes(names: Iterable[str], suffixes: Iterable[str]) -> Iterator[str]:
    for name in names:
        for suffix in suffixes:
            if suffix.isascii() == name.isascii():
                yield f"{name} {suffix}" if suffix.isascii() else name + suffix


def _add_indicators(made: Lexicon, build: Build, synonyms: Iterable[tuple[str, str]]) -> None:
    """Enter the names of the indicators, those that head the catalogue first; then what people call them."""
    indicators = sorted(build.catalogue.indicators.values(), key=lambda held: not held.headline)
    for indicator in indicators:
        for name in indicator.name:
            made.add(without_brackets(name), "indicator", (indicator.id,))
            made.add(name, "indicator", (indicator.id,))
        for name in (*indicator.in_sentence, indicator.id):
            made.add(name, "indicator", (indicator.id,))
    rank = {indicator.id: place for place, indicator in enumerate(indicators)}
    known = [(code, term) for code, term in synonyms if code in rank]
    for code, term in sorted(known, key=lambda row: rank[row[0]]):
        made.add(term, "indicator", (code,))
    for topic in build.catalogue.topics.values():
        members = sorted(topic.members, key=rank.__getitem__)
        for language in LANGUAGES:
            made.add(topic.name[language], "indicator", (members[0],), unless_known=True)
