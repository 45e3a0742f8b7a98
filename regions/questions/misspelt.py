"""Typing errors: unknown words that lie near one known word, Korean ones compared letter by letter (jamo)."""

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from rapidfuzz import process
from rapidfuzz.distance import OSA

from regions.database.build import Build
from regions.database.memory import per_build
from regions.questions.atoms import Atom
from regions.questions.lexicon import Lexicon, Meaning, lexicon
from regions.questions.reading import Found

_NAMING = frozenset(("place", "intent", "indicator"))
# From this length on (letters of Latin words and kana, jamo of Korean) so many slips are forgiven.
_FORGIVEN = {"latin": ((5, 1), (8, 2)), "kana": ((4, 1), (8, 2)), "hangul": ((6, 1), (10, 2), (16, 3))}
# A shorter word may as well be another word than meant: it counts only beside something that is certain.
_CERTAIN_FROM = {"latin": 7, "kana": 4, "hangul": 8}
_CERTAIN_PLACE_FROM = {"latin": 5, "kana": 3, "hangul": 3}
_SHORTEST = 2


@dataclass(frozen=True)
class Neighbours:
    """The words that a misspelt one may have meant.

    Attributes:
        latin: Words of names, and whether they name a place.
        hangul: Names written in Hangul alone: their letters (jamo), and what they mean.
        kana: Names written in kana alone.
        unmistaken: Korean names of municipalities without their ending: words of their own, no errors.
    """

    latin: Mapping[str, bool]
    hangul: Mapping[str, tuple[int, tuple[Meaning, ...]]]
    kana: Mapping[str, tuple[int, tuple[Meaning, ...]]]
    unmistaken: frozenset[str]


@per_build(1)
def neighbours(build: Build) -> Neighbours:
    """Return the words of a build's terms."""
    latin: dict[str, bool] = {}
    written: dict[str, dict[str, tuple[int, tuple[Meaning, ...]]]] = {"hangul": {}, "kana": {}}
    for words, meanings in lexicon(build).terms.items():
        naming = tuple(meaning for meaning in meanings if meaning.kind in _NAMING)
        place = any(meaning.kind == "place" for meaning in naming)
        # Names of 1,970 municipalities lie near too many words that mean something else.
        for word in words if any(meaning.kind != "municipality" for meaning in meanings) else ():
            if word.isascii() and word.isalpha():
                latin[word] = latin.get(word, False) or place
        script = _script("".join(words))
        if naming and script:
            written[script]["".join(map(_letters, words))] = len(words), naming
    towns = frozenset(place.name["ko"][:-1] for place in build.catalogue.municipal.places.values())
    return Neighbours(latin, written["hangul"], written["kana"], towns)


def corrected(
    parts: Sequence[Atom], unread: Sequence[tuple[int, int]], build: Build
) -> tuple[list[Atom], set[int], dict[int, list[Found]]]:
    """Return the parts with misspelt words replaced where one known word lies near.

    Returns:
        The parts; the places of those replaced that may as well mean something else; and what misspelt
        East Asian words may mean, by the place where they begin.
    """
    near = neighbours(build)
    mended, doubtful, guesses = list(parts), set[int](), dict[int, list[Found]]()
    for start, end in unread:
        for place in range(start, end):
            part = parts[place]
            if part.script == "latin":
                word = _nearest_word(part.text, near.latin)
                if word:
                    mended[place] = replace(part, text=word)
                    least = _CERTAIN_PLACE_FROM if near.latin[word] else _CERTAIN_FROM
                    if len(word) < least["latin"]:
                        doubtful.add(place)
            elif part.script in ("hangul", "kana") and not part.tied:
                held = near.hangul if part.script == "hangul" else near.kana
                end_of_word = _word_end(parts, place)
                found = _guesses(parts, place, end_of_word, held, lexicon(build))
                guesses[place] = [one for one in found if _joined(parts, one) not in near.unmistaken]
    return mended, doubtful, guesses


def _joined(parts: Sequence[Atom], found: Found) -> str:
    return "".join(part.text for part in parts[found.start : found.end])


def _word_end(parts: Sequence[Atom], place: int) -> int:
    end = place + 1
    while end < len(parts) and parts[end].tied:
        end += 1
    return end


def _guesses(
    parts: Sequence[Atom],
    start: int,
    end: int,
    held: Mapping[str, tuple[int, tuple[Meaning, ...]]],
    known: Lexicon,
) -> Iterator[Found]:
    """Return what the word, or its beginning before a known ending, may mean: the longest alone."""
    for stop in range(end, start + _SHORTEST - 1, -1):
        if stop < end and not any(True for _ in known.beginning(parts[:end], stop)):
            continue
        text = "".join(_letters(part.text) for part in parts[start:stop])
        name = _nearest(text, held, parts[start].script)
        if name is None:
            continue
        length, meanings = held[name]
        kind = meanings[0].kind
        place = kind == "place"
        certain = (
            length >= _CERTAIN_PLACE_FROM[parts[start].script]
            if place
            else len(name) >= _CERTAIN_FROM[parts[start].script]
        )
        same = tuple(meaning for meaning in meanings if meaning.kind == kind)
        yield Found(start, stop, same, guessed=not certain)
        return


def _nearest_word(word: str, held: Mapping[str, bool]) -> str | None:
    if word in held:
        return None
    near = _within(word, held, "latin")
    return min(near, key=lambda found: (found[1], not held[found[0]]))[0] if near else None


def _nearest(text: str, held: Mapping[str, object], script: str) -> str | None:
    near = _within(text, held, script)
    return min(near, key=lambda found: (found[1], abs(len(found[0]) - len(text))))[0] if near else None


def _within(text: str, held: Mapping[str, object], script: str) -> list[tuple[str, int]]:
    """Return the known words within the slips forgiven, which begin alike unless they are long."""
    most = max((slips for length, slips in _FORGIVEN[script] if len(text) >= length), default=0)
    if not most:
        return []
    found = process.extract(text, held.keys(), scorer=OSA.distance, score_cutoff=most, limit=8)
    return [
        (word, int(slips))
        for word, slips, _ in found
        if slips <= max((allowed for length, allowed in _FORGIVEN[script] if len(word) >= length), default=0)
        and (word[0] == text[0] or slips < most)
    ]


def _letters(text: str) -> str:
    return unicodedata.normalize("NFD", text)


def _script(text: str) -> str | None:
    if all("\uac00" <= letter <= "\ud7a3" for letter in text):
        return "hangul"
    return "kana" if all("\u30a1" <= letter <= "\u30fc" for letter in text) else None
