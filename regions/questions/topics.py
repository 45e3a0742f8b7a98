"""Indicators that words point to without naming them, by shared words and pairs of letters."""

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from regions.database.build import Build
from regions.database.memory import per_build
from regions.questions.atoms import Atom
from regions.questions.lexicon import lexicon

# A definition is long: it counts by how much of several words it holds, and less than a name.
_OF_DEFINITIONS = 0.65
_FEWEST_OF_DEFINITIONS = 2


@dataclass(frozen=True)
class Likeness:
    """How well an indicator fits some words.

    Attributes:
        indicator: Its id.
        score: 1 where one of its names is made of the same words.
        covered: The share of the words that its text holds.
    """

    indicator: str
    score: float
    covered: float


@dataclass(frozen=True)
class TopicIndex:
    """Names, synonyms and definitions of the indicators by the features they hold.

    Attributes:
        held: By feature, the numbers of the texts that hold it.
        weights: By feature, how much it tells.
        texts: By number, the indicator, the weight of all features, and whether it is a definition.
    """

    held: dict[str, list[int]]
    weights: dict[str, float]
    texts: list[tuple[str, float, bool]]

    @property
    def unheard(self) -> float:
        """The weight of a feature that no text holds."""
        return math.log(1 + len(self.texts))

    def likest(self, parts: Sequence[Atom], fillers: Sequence[Atom]) -> list[Likeness]:
        """Return the indicators that share features with some parts of a question, the likest first.

        Args:
            parts: What the indicator must account for.
            fillers: Words such as "rate", which count where its name holds them.
        """
        asked, besides = set(features(parts)), set(features(fillers))
        total = sum(self.weights.get(feature, self.unheard) for feature in asked)
        shared: dict[int, float] = {}
        extra: dict[int, float] = {}
        # Numbers tell nothing by themselves.
        for feature in sorted(asked, key=str.isdigit):
            for number in self.held.get(feature, ()):
                if number in shared or not feature.isdigit():
                    shared[number] = shared.get(number, 0.0) + self.weights[feature]
        for feature in besides - asked:
            for number in self.held.get(feature, ()):
                if number in shared:
                    extra[number] = extra.get(number, 0.0) + self.weights[feature]
        best: dict[str, Likeness] = {}
        for number, common in shared.items():
            indicator, whole, is_definition = self.texts[number]
            if is_definition and len(asked) < _FEWEST_OF_DEFINITIONS:
                continue
            more = extra.get(number, 0.0)
            score = (
                _OF_DEFINITIONS * common / total
                if is_definition
                else 2 * (common + more) / (total + more + whole)
            )
            if indicator not in best or score > best[indicator].score:
                best[indicator] = Likeness(indicator, score, common / total)
        return sorted(best.values(), key=lambda found: -found.score)

    def has_all(self, indicator: str, parts: Sequence[Atom]) -> bool:
        """Say whether one text of an indicator holds all features of some parts."""
        asked = set(features(parts))
        counts = Counter(number for feature in asked for number in self.held.get(feature, ()))
        return any(
            count == len(asked) and self.texts[number][0] == indicator for number, count in counts.items()
        )


def features(parts: Sequence[Atom]) -> Iterator[str]:
    """Return words and numbers as they are, East Asian letters in pairs, or alone where they stand alone."""
    for place, part in enumerate(parts):
        goes_on = place + 1 < len(parts) and parts[place + 1].tied
        if goes_on:
            yield part.text + parts[place + 1].text
        elif not part.tied and part.script != "mark":
            yield part.text


@per_build(1)
def topic_index(build: Build) -> TopicIndex:
    """Return the index of a build's indicators."""
    known = lexicon(build)
    sets: list[tuple[str, frozenset[str], bool]] = []
    for code, text, is_definition in _texts(build):
        sets.append((code, frozenset(features(known.parts(text))), is_definition))
    held: dict[str, list[int]] = {}
    for number, (_, holds, _) in enumerate(sets):
        for feature in holds:
            held.setdefault(feature, []).append(number)
    weights = {feature: math.log(1 + len(sets) / len(numbers)) for feature, numbers in held.items()}
    texts = [
        (code, sum(weights[feature] for feature in holds), is_definition)
        for code, holds, is_definition in sets
    ]
    return TopicIndex(held, weights, texts)


def _texts(build: Build) -> Iterable[tuple[str, str, bool]]:
    for indicator in build.catalogue.indicators.values():
        yield from ((indicator.id, name, False) for name in indicator.name)
        yield from ((indicator.id, text, True) for text in indicator.definition)
    terms = build.query("SELECT code, term FROM question_term WHERE kind = 'indicator'")
    for code, term in terms.itertuples(index=False):
        if code in build.catalogue.indicators:
            yield code, term, False
