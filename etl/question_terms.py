"""The table `question_term`: every word of questions that the catalogue knows, one row each."""

from collections.abc import Iterable, Iterator, Mapping

import pandas as pd

from etl.catalogue import Catalogue
from etl.models.questions import QuestionWords

Row = tuple[str, str, str | None, str]
COLUMNS = ("kind", "code", "language", "term")


def question_terms(catalogue: Catalogue) -> pd.DataFrame:
    """Return the table: synonyms of the indicators, then what question_words.yaml holds."""
    rows = [
        ("indicator", entry.id, language, term)
        for entry in catalogue.indicators
        for language, term in _by_language(entry.synonyms)
    ]
    return pd.DataFrame([*rows, *_words(catalogue.lists.question_words)], columns=list(COLUMNS))


def _words(words: QuestionWords) -> Iterator[Row]:
    yield from _coded("place", words.places.items())
    yield from _coded("place", ((";".join(group.places), group.names) for group in words.groups))
    yield from _coded("suffix", words.suffixes.items())
    for intent, synonyms in words.intents.items():
        yield from (("intent", intent, language, term) for language, term in _by_language(synonyms))
    yield from _coded("years", words.years.items())
    yield from _coded("era", words.eras.items())
    yield from _coded("number", words.numbers.items())
    plain = ("particle", words.particles), ("connective", words.connectives), ("opposed", words.opposed)
    yield from _coded_alike((*plain, ("skipped", words.skipped)))
    for kind, texts in (("filler", words.fillers), ("ordinary", words.ordinary)):
        yield from ((kind, kind, language, term) for language, term in _by_language(texts))
    yield from _coded("spelling", ((right, [other]) for other, right in words.spellings.items()))


def _by_language(synonyms: Mapping[str, list[str]]) -> Iterator[tuple[str, str]]:
    for language, terms in synonyms.items():
        yield from ((language, term) for term in terms)


def _coded(kind: str, terms: Iterable[tuple[str, list[str]]]) -> Iterator[Row]:
    for code, names in terms:
        yield from ((kind, code, None, term) for term in names)


def _coded_alike(lists: Iterable[tuple[str, list[str]]]) -> Iterator[Row]:
    for kind, terms in lists:
        yield from ((kind, kind, None, term) for term in terms)
