"""Search over what the catalogue says: indicators and sources, in any of the three languages."""

from regions.database.catalogue import Catalogue, Indicator
from regions.database.languages import LANGUAGES, Text
from regions.database.sources import Source


def find_indicators(catalogue: Catalogue, words: str) -> list[Indicator]:
    """Return the indicators whose id, name, definition, topic or publishers hold every word."""
    if not words.strip():
        return [*catalogue.indicators.values()]
    return [
        indicator
        for indicator in catalogue.indicators.values()
        if _holds(_indicator_text(catalogue, indicator), words)
    ]


def find_sources(catalogue: Catalogue, words: str) -> list[Source]:
    """Return the sources in use whose id, publisher or title hold every word."""
    if not words.strip():
        return [*catalogue.sources.values()]
    return [
        source
        for source in catalogue.sources.values()
        if _holds(
            " ".join((source.id, source.published_title, _all(source.title), _all(source.publisher))), words
        )
    ]


def indicators_from(catalogue: Catalogue, source_id: str) -> list[Indicator]:
    """Return the indicators that rest on a source."""
    return [
        indicator
        for indicator in catalogue.indicators.values()
        if any(source_id in coverage.source_ids for coverage in indicator.countries.values())
    ]


def _indicator_text(catalogue: Catalogue, indicator: Indicator) -> str:
    publishers = [
        _all(catalogue.sources[source_id].publisher)
        for coverage in indicator.countries.values()
        for source_id in coverage.source_ids
    ]
    topic = catalogue.topics[indicator.topic].name
    return " ".join(
        (indicator.id, _all(indicator.name), _all(indicator.definition), _all(topic), *publishers)
    )


def _all(text: Text) -> str:
    return " ".join(text[language] for language in LANGUAGES)


def _holds(text: str, words: str) -> bool:
    folded = text.casefold()
    return all(word in folded for word in words.casefold().split())
