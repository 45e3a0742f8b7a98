"""To whom figures and outlines are owed."""

from dataclasses import dataclass

import pandas as pd

from i18n.messages import messages
from regions.database.languages import Language, Text


@dataclass(frozen=True)
class Source:
    """A published dataset the figures come from."""

    id: str
    publisher: Text
    published_title: str
    title: Text
    language: Language
    url: str
    licence: str
    attribution: Text
    definition: str | None
    coverage: str | None
    breaks: str | None
    obtained: str
    retrieved_on: pd.Timestamp
    sha256: str
    dataset: str

    def titled(self, language: Language) -> str:
        """Return the title in a language, the original in square brackets beside it."""
        title, original = self.title[language], self.title[self.language]
        return title if title == original else f"{title} [{original}]"

    def named(self, language: Language) -> str:
        """Return publisher and title in a language, joined as it joins phrases."""
        return messages(language)("list.phrases").join((self.publisher[language], self.titled(language)))


@dataclass(frozen=True)
class BoundaryCredit:
    """Where the outlines of a country come from; the attribution stands wherever a map is."""

    country: str
    publisher: Text
    title: Text
    url: str
    licence: str
    licence_url: str
    vintage: str
    obtained: str
    attribution: Text
