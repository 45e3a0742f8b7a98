"""What a question speaks of: places, indicators, years, what is to be done, and what means nothing here."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from regions.database.build import Build
from regions.database.places import country_of, parent_of
from regions.questions.atoms import Atom, normalised
from regions.questions.lexicon import lexicon
from regions.questions.misspelt import corrected
from regions.questions.reading import Found, lay_out, unread, weight
from regions.questions.spans import Span, joined
from regions.questions.topics import Likeness, topic_index

# How like an indicator words must be that name none; how like, and covering how much more of them, another
# than the one that some of them name; how like one that stands for several named.
LEAST_LIKENESS, OVERRULING, BY_MORE, SURELY = 0.6, 0.7, 0.1, 0.9
# How much of a question may mean nothing, as a share of what means something: with a place and without.
MOST_UNKNOWN_OF_PLACES, MOST_UNKNOWN = 2.0, 0.9
# What needs an indicator to be done with: without one, beside words that mean nothing, they are not meant.
_MEASURING = frozenset(
    (
        *("comparison", "trend", "ranking", "map", "relation", "time_shift", "definition", "download"),
        *("change", "dispersion", "by_block", "by_megaregion", "correlation_table", "profile", "similar"),
    )
)
_DIVIDING = frozenset(",、/&;")
_NAMING = ("place", "municipality", "namesakes", "indicator", "intent", "years")
_PLACES = ("place", "municipality", "namesakes")
# What is left out rather than done: the word stands beside the places.
_EXCLUSION = "exclusion"


@dataclass(frozen=True)
class Interpretation:
    """What was understood of a question.

    Attributes:
        indicators: Indicator ids, as said.
        alternatives: Indicators that the same words may mean.
        places: Codes of regions, nations and blocks, as said.
        municipalities: Codes of municipalities, as said.
        namesakes: Codes of municipalities that share a name said, none of which is meant for certain.
        span: The years.
        intents: What is to be done.
        opposed: Whether two things are set against each other ("vs").
        unknown: What was not understood, as written.
    """

    indicators: tuple[str, ...] = ()
    alternatives: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    municipalities: tuple[str, ...] = ()
    namesakes: tuple[str, ...] = ()
    span: Span | None = None
    intents: tuple[str, ...] = ()
    opposed: bool = False
    unknown: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Say whether nothing was understood that a View could show."""
        return not (self.indicators or self.places or self.municipalities or self.namesakes or self.intents)


@dataclass
class _Topics:
    """The indicators of a question as they are found, stretch by stretch."""

    indicators: list[str] = field(default_factory=list)
    alternatives: list[str] = field(default_factory=list)
    accounted: set[int] = field(default_factory=set)

    def take(self, indicator: str, others: Iterable[str]) -> None:
        self.indicators.append(indicator)
        self.alternatives += others


def interpret(build: Build, question: str) -> Interpretation:
    """Return what a question speaks of; empty if too little of it is understood to answer it."""
    text = normalised(question)
    known = lexicon(build)
    parts = known.parts(text)
    terms = lay_out(parts, known)
    gaps = unread(parts, terms)
    if gaps:
        parts, doubtful, guesses = corrected(parts, gaps, build)
        terms = _certain(lay_out(parts, known, guesses), doubtful)
    topics = _topics(parts, terms, text, build)
    nothing = {place for start, end in unread(parts, terms) for place in range(start, end)}
    nothing -= topics.accounted
    nothing |= {place for term in terms if term.kind == "ordinary" for place in range(term.start, term.end)}
    return _weighed(terms, topics, parts, nothing, text)


def _certain(terms: list[Found], doubtful: set[int]) -> list[Found]:
    """Leave out guesses that may mean something else where nothing beside them is certain."""

    def is_doubtful(term: Found) -> bool:
        return term.guessed or not doubtful.isdisjoint(range(term.start, term.end))

    if any(term.kind in _NAMING and not is_doubtful(term) for term in terms):
        return terms
    return [term for term in terms if not is_doubtful(term)]


def _weighed(
    terms: Sequence[Found], topics: _Topics, parts: Sequence[Atom], nothing: set[int], text: str
) -> Interpretation:
    unknown = _written(parts, nothing, text)
    left_out = _left_out(terms, parts)
    excluded = {place for term in left_out for place in range(term.start, term.end)}
    kept = [term for term in terms if term not in left_out]
    intents = _codes(terms, "intent")
    if left_out:
        # The others are asked for: they are shown side by side.
        intents = tuple(dict.fromkeys((*intents, "ranking")))
    places = _codes(kept, "place")
    municipalities, namesakes = _told_apart(kept, places)
    if unknown and not topics.indicators:
        intents = tuple(intent for intent in intents if intent not in _MEASURING)
    said = {place for term in terms if term.kind in _NAMING for place in range(term.start, term.end)}
    share = MOST_UNKNOWN_OF_PLACES if places or municipalities or namesakes else MOST_UNKNOWN
    meant = weight(parts[place] for place in said | topics.accounted)
    if weight(parts[place] for place in nothing) > share * meant:
        return Interpretation(unknown=unknown)
    unknown = _written(parts, nothing | excluded, text)
    found = Interpretation(
        indicators=tuple(dict.fromkeys(topics.indicators)),
        alternatives=tuple(dict.fromkeys(topics.alternatives)),
        places=places,
        municipalities=municipalities,
        namesakes=namesakes,
        span=joined([term.span for term in terms if term.span]),
        intents=intents,
        opposed=any(term.kind == "opposed" for term in terms),
        unknown=unknown,
    )
    return Interpretation(unknown=unknown) if found.is_empty else found


def _left_out(terms: Sequence[Found], parts: Sequence[Atom]) -> list[Found]:
    """Return the words of exclusion and the places that they leave out.

    In English the places stand behind the word, in Korean and Japanese before it.
    """
    left_out = []
    for at, term in enumerate(terms):
        if _EXCLUSION not in term.codes:
            continue
        left_out.append(term)
        beside = terms[at + 1 :] if parts[term.start].script == "latin" else reversed(terms[:at])
        for other in beside:
            if other.kind not in (*_PLACES, "connective", "particle"):
                break
            if other.kind in _PLACES:
                left_out.append(other)
    return left_out


def _told_apart(terms: Sequence[Found], places: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the municipalities meant, and those of one name that no region named tells apart."""
    certain, open_ = list(_codes(terms, "municipality")), list[str]()
    for term in terms:
        if term.kind == "namesakes":
            within = [code for code in term.codes if {parent_of(code), country_of(code)} & set(places)]
            (certain if len(within) == 1 else open_).extend(within or term.codes)
    return tuple(dict.fromkeys(certain)), tuple(dict.fromkeys(open_))


def _codes(terms: Iterable[Found], kind: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(code for term in terms if term.kind == kind for code in term.codes))


def _written(parts: Sequence[Atom], places: set[int], text: str) -> tuple[str, ...]:
    """Return parts as they were written, neighbours of one word together."""
    words: list[tuple[int, int]] = []
    for place in sorted(places):
        part = parts[place]
        if words and words[-1][1] == part.start:
            words[-1] = (words[-1][0], part.end)
        elif part.script != "mark":
            words.append((part.start, part.end))
    return tuple(dict.fromkeys(text[start:end] for start, end in words))


def _topics(parts: Sequence[Atom], terms: Sequence[Found], text: str, build: Build) -> _Topics:
    """Return the indicators, looked for in each stretch between "and", "と", commas and the like."""
    found = _Topics()
    countries = {country_of(code) for code in _codes(terms, "place")}
    gaps = [place for start, end in unread(parts, terms) for place in range(start, end)]
    borders = {term.start for term in terms if term.kind in ("connective", "opposed")}
    borders |= {
        place
        for place in range(1, len(parts))
        if not _DIVIDING.isdisjoint(text[parts[place - 1].end : parts[place].start])
    }
    for first, last in pairwise((0, *sorted(borders), len(parts))):
        within = [term for term in terms if first <= term.start < last]
        loose = [place for place in gaps if first <= place < last]
        _topics_within(found, parts, within, loose, countries, build)
    return found


def _topics_within(
    found: _Topics,
    parts: Sequence[Atom],
    terms: Sequence[Found],
    loose: Sequence[int],
    countries: set[str],
    build: Build,
) -> None:
    index = topic_index(build)
    named = [term for term in terms if term.kind == "indicator"]
    own = [_of_countries(term, countries, build) for term in named]
    words = [parts[place] for term in named for place in range(term.start, term.end)]
    if loose or len(named) > 1:
        places = sorted({*loose, *(place for term in named for place in range(term.start, term.end))})
        fillers = [
            parts[place] for term in terms if term.kind == "filler" for place in range(term.start, term.end)
        ]
        likest = index.likest([parts[place] for place in places], fillers)
        touching = {one.indicator for one in index.likest(words, ())}
        best = meant_together([one for one in likest if not named or one.indicator in touching], own)
        if best:
            others = [one.indicator for one in likest if best.score > one.score > best.score - BY_MORE]
            found.take(best.indicator, [*own, *others[:2]])
            found.accounted.update(loose)
            return
    for term, code in zip(named, own, strict=True):
        said = parts[term.start : term.end]
        if any(other != code and index.has_all(other, said) for other in own):
            continue  # "population" beside "over 75" is no indicator of its own
        found.take(code, [other for meaning in term.meanings for other in meaning.codes if other != code])


def meant_together(likest: Sequence[Likeness], named: Sequence[str]) -> Likeness | None:
    """Return the indicator that words mean together rather than those that some of them name.

    Args:
        likest: The indicators like the words, the likest first.
        named: The indicators that some of the words name.
    """
    if not named:
        return next((one for one in likest if one.score >= LEAST_LIKENESS), None)
    if len(named) > 1:
        first = next(iter(likest), None)
        return first if first and first.score >= SURELY and first.indicator not in named else None
    covered = max((one.covered for one in likest if one.indicator == named[0]), default=0.0)
    closer = [one for one in likest if one.score >= OVERRULING and one.covered > covered + BY_MORE]
    return max(closer, key=lambda one: (one.covered, one.score), default=None)


def _of_countries(term: Found, countries: set[str], build: Build) -> str:
    """Return the indicator a term means: of several the first that is held for the countries asked of."""
    codes = [code for meaning in term.meanings for code in meaning.codes]
    held = build.catalogue.indicators
    return next((code for code in codes if countries <= held[code].countries.keys()), codes[0])
