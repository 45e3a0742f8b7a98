"""To whom figures and lists are owed: the line that stands inside every picture, and the citation."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pandas as pd

from i18n.lists import listed
from i18n.messages import messages
from regions.asking.view import View, address
from regions.database.build import Build
from regions.database.catalogue import Catalogue, Measure, conversion_of
from regions.database.languages import Language
from regions.database.sources import Source
from regions.shapes.exhibit import countries_in_order

PUBLISHERS_NAMED = 4


@dataclass(frozen=True)
class Credit:
    """The sources of an answer, in the reader's language.

    Attributes:
        line: Publishers, and who processed the figures.
        citation: Producer first, then this dashboard, version and link.
    """

    line: str
    citation: str


def source_entry(source: Source, language: Language) -> str:
    """Return publisher, title with its link, licence and date of retrieval of a source."""
    return messages(language)(
        "sources.source_entry",
        publisher=source.publisher[language],
        title=source.titled(language),
        url=source.url,
        licence=source.licence,
        retrieved=f"{source.retrieved_on:%Y-%m-%d}",
    )


def sources_measured(measures: Sequence[Measure], language: Language) -> list[str]:
    """Return the sources of what is measured, in the reader's order of countries, one mention a measure."""
    countries = countries_in_order(language)
    return [code for country in countries for one in measures for code in one.sources_in(country)]


def credit_of_measures(measures: tuple[Measure, ...], view: View, build: Build) -> Credit:
    """Return the sources of what is measured, in the reader's order of countries; money with its rates."""
    sources = [build.catalogue.sources[code] for code in sources_measured(measures, view.language)]
    publishers = [source.publisher[view.language] for source in sources]
    if conversion_of(view.currency):
        publishers.append(messages(view.language)(f"source.rates_{view.currency}"))
    titles = [source.named(view.language) for source in sources]
    name = " × ".join(measure.name[view.language] for measure in measures)
    cited = listed(titles, view.language)
    return Credit(_line(publishers, view.language), _citation(cited, name, view, build))


def credit_of_sources(source_ids: Iterable[str], title: str, view: View, build: Build) -> Credit:
    """Return all of the sources named, in their order, for what is called `title`."""
    sources = [build.catalogue.sources[code] for code in dict.fromkeys(source_ids)]
    publishers = [source.publisher[view.language] for source in sources]
    titles = dict.fromkeys(source.named(view.language) for source in sources)
    return Credit(
        _line(publishers, view.language), _citation(listed(titles, view.language), title, view, build)
    )


def credit_of_figures(figures: pd.DataFrame, title: str, view: View, build: Build) -> Credit:
    """Return all sources of some figures, those of the reader's country first."""
    ordered = figures.assign(leading=figures.country != countries_in_order(view.language)[0])
    joined = ordered.sort_values(["leading", "source_id"], kind="stable").source_id
    return credit_of_sources((code for one in joined.unique() for code in one.split(";")), title, view, build)


def credit_of_rows(source_ids: Iterable[str], title: str, view: View, build: Build) -> Credit:
    """Return the publishers behind most rows, for what is called `title`; the others are a number.

    Where there is no row, that stands in their place.
    """
    publishers = publishers_of(source_ids, build.catalogue, view.language)
    publishers = publishers or messages(view.language)("source.no_rows")
    return Credit(_line([publishers], view.language), _citation(publishers, title, view, build))


def publishers_of(source_ids: Iterable[str], catalogue: Catalogue, language: Language) -> str:
    """Return the publishers behind most rows, the others as a number."""
    counts = pd.Series(list(source_ids), dtype=object).value_counts()
    names = list(
        dict.fromkeys(
            catalogue.sources[str(code)].publisher[language]
            for code in counts.index
            if code in catalogue.sources
        )
    )
    if len(names) <= PUBLISHERS_NAMED:
        return listed(names, language)
    more = messages(language).plural("source.and_others", len(names) - PUBLISHERS_NAMED)
    return listed([*names[:PUBLISHERS_NAMED], more], language)


def _line(publishers: Iterable[str], language: Language) -> str:
    t = messages(language)
    return t("source.line", publishers=listed(publishers, language), product=t("product.name"))


def _citation(sources: str, title: str, view: View, build: Build) -> str:
    t = messages(view.language)
    return t(
        "source.citation",
        sources=sources,
        indicator=title,
        product=t("product.name"),
        version=build.id,
        address=address(view),
    )
