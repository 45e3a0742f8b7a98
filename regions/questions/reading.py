"""A question laid out as terms: the longest names win, and no name is found inside another word."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from regions.questions.atoms import Atom
from regions.questions.lexicon import Kind, Lexicon, Meaning
from regions.questions.spans import Span, SpanReader

# How much a Latin word, a number and a letter of kana tell, where a letter of Han or Hangul tells 1.
_WEIGHTS = {"latin": 3.0, "digit": 2.0, "kana": 0.7}
# Longer terms count for more than their length, so that one long term wins over two short ones.
_POWER = 1.3
_SLIGHT = 0.4  # the share that words without a thing of their own count for
_SLIGHT_KINDS: frozenset[Kind] = frozenset(("filler", "particle", "connective", "opposed"))
# How long a name must be to be found although other letters of its script go on beside it.
_LONG_ENOUGH = {"hangul": 4, "han": 3, "kana": 4}
_ORDER: tuple[Kind, ...] = (
    "ordinary", "place", "municipality", "namesakes", "intent", "indicator", "opposed", "connective",
    "filler", "particle",
)  # fmt: skip
_SPAN_VALUE = 1.1  # years win over a number that is part of a shorter term


@dataclass(frozen=True, slots=True)
class Found:
    """A term found in a question.

    Attributes:
        start: Place of its first part.
        end: Place behind its last part.
        meanings: What it may mean, the likeliest first; all of one kind.
        span: The years it names.
        guessed: Whether it was found behind a typing error.
    """

    start: int
    end: int
    meanings: tuple[Meaning, ...]
    span: Span | None = None
    guessed: bool = False

    @property
    def kind(self) -> Kind:
        """The kind of what it means."""
        return self.meanings[0].kind if self.meanings else "years"

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of its likeliest meaning."""
        return self.meanings[0].codes if self.meanings else ()


@dataclass(frozen=True, slots=True)
class _Path:
    """The best layout up to a place: its value, the last term, and the path before."""

    value: float
    found: Found | None
    before: "_Path | None"


def weight(parts: Iterable[Atom]) -> float:
    """Return how much text there is."""
    return sum(_WEIGHTS.get(part.script, 1.0) for part in parts)


def lay_out(
    parts: Sequence[Atom], lexicon: Lexicon, guesses: Mapping[int, Sequence[Found]] | None = None
) -> list[Found]:
    """Return the terms of a question in their order; what lies between them is not understood.

    Args:
        parts: The parts of the question.
        lexicon: What means something.
        guesses: Terms that may stand behind typing errors, by the place of their first part.
    """
    spans = SpanReader(parts, lexicon)
    # By place: the best path whose last part is unknown, and the best whose last part belongs to a term.
    unknown: list[_Path | None] = [_Path(0.0, None, None)] + [None] * len(parts)
    known: list[_Path | None] = [None] * (len(parts) + 1)
    for place in range(len(parts)):
        candidates = list(_candidates(parts, place, lexicon, spans, guesses or {}))
        for path, in_term in ((unknown[place], False), (known[place], True)):
            if path is None:
                continue
            if _may_break(parts, place, path.found if in_term else None):
                _keep(unknown, place + 1, _Path(path.value, None, path))
            for found in candidates:
                if _may_begin(parts, found, in_term):
                    _keep(known, found.end, _Path(path.value + _value(parts, found), found, path))
    return _terms(max(filter(None, (unknown[-1], known[-1])), key=lambda path: path.value))


def _candidates(
    parts: Sequence[Atom],
    place: int,
    lexicon: Lexicon,
    spans: SpanReader,
    guesses: Mapping[int, Sequence[Found]],
) -> Iterator[Found]:
    for end, meanings in lexicon.beginning(parts, place):
        for kind in _ORDER:
            held = tuple(meaning for meaning in meanings if meaning.kind == kind)
            if held and (kind != "particle" or parts[place].tied):
                yield Found(place, end, held)
    years = spans.at(place)
    if years:
        yield Found(place, years[0], (), years[1])
    yield from guesses.get(place, ())


def _keep(paths: list[_Path | None], place: int, path: _Path) -> None:
    held = paths[place]
    if held is None or path.value > held.value:
        paths[place] = path


def _value(parts: Sequence[Atom], found: Found) -> float:
    value: float = weight(parts[found.start : found.end]) ** _POWER
    if found.span:
        value *= _SPAN_VALUE
    if found.kind in _SLIGHT_KINDS:
        value *= _SLIGHT
    # The order of the kinds settles what one term may mean.
    return value - 0.01 * (_ORDER.index(found.kind) if found.kind in _ORDER else 0)


def _is_long(parts: Sequence[Atom], found: Found) -> bool:
    return found.end - found.start >= _LONG_ENOUGH.get(parts[found.start].script, 0)


def _may_break(parts: Sequence[Atom], place: int, before: Found | None) -> bool:
    """Say whether a part may stay unknown: not where a short term would end inside a word."""
    return before is None or not parts[place].tied or _is_long(parts, before)


def _may_begin(parts: Sequence[Atom], found: Found, in_term: bool) -> bool:
    """Say whether a term may begin: at a word's beginning, behind another term, or if it is long.

    Within a Korean word it is no lone syllable and ends with the word: 오사카의 사업체 holds no 의사.
    """
    if not parts[found.start].tied:
        return found.kind != "particle"
    if found.kind == "particle":
        return in_term
    inside = parts[found.start].script == "hangul" and (
        found.end - found.start == 1 or not all(part.tied for part in parts[found.start : found.end])
    )
    return (in_term and not inside) or _is_long(parts, found)


def _terms(path: _Path | None) -> list[Found]:
    found = []
    while path is not None:
        if path.found is not None:
            found.append(path.found)
        path = path.before
    return found[::-1]


def unread(parts: Sequence[Atom], terms: Sequence[Found]) -> list[tuple[int, int]]:
    """Return the stretches of parts between the terms."""
    edges = [0, *(edge for found in terms for edge in (found.start, found.end)), len(parts)]
    return [(start, end) for start, end in zip(edges[::2], edges[1::2], strict=True) if start < end]
