"""`question_words.yaml`: the words in which people ask, beside the names and synonyms of the catalogue."""

from typing import Annotated, Literal

from pydantic import Field

from etl.models.entry import Entry, Synonyms, WordList, Words

Intent = Literal[
    "comparison",
    "trend",
    "ranking",
    "map",
    "relation",
    "correlation_table",
    "time_shift",
    "profile",
    "pyramid",
    "similar",
    "flows",
    "ties",
    "tie_matrix",
    "meetings",
    "federations",
    "companies",
    "company_list",
    "korean_companies",
    "investment_act",
    "hometown_tax",
    "shrinking_municipalities",
    "slides",
    "briefing",
    "download",
    "definition",
    "change",
    "dispersion",
    "by_block",
    "by_megaregion",
    "by_municipality",
    "exclusion",
]
YearWord = Literal[
    "since_before",
    "since_after",
    "until_before",
    "until_after",
    "between",
    "range",
    "recent",
    "year",
    "decade",
]
PlaceCode = Annotated[str, Field(pattern=r"^[A-Z]{2}(-\d+|-(block|mega)-[a-z-]+)?$")]
Digits = Annotated[str, Field(pattern=r"^[0-9]+$")]


class PlaceGroup(Entry):
    """Several places that have a name together."""

    places: Annotated[list[PlaceCode], Field(min_length=2)]
    names: WordList


class QuestionWords(Entry):
    """The words of questions; docs/data.md says what each part means."""

    places: dict[PlaceCode, WordList]
    """Further names of one place."""
    groups: list[PlaceGroup]
    suffixes: dict[str, WordList]
    """What is put behind a name, by the kind of place."""
    intents: dict[Intent, Synonyms]
    """What is to be done."""
    years: dict[YearWord, WordList]
    eras: dict[Digits, WordList]
    """Names of eras, by the year before their first."""
    numbers: dict[Digits, WordList]
    particles: WordList
    """Ends of Korean words."""
    connectives: WordList
    opposed: WordList
    """Connectives that set one thing against another."""
    skipped: WordList
    """Left out of names and questions before anything is looked up."""
    fillers: Synonyms
    """Words that ask, but name no thing."""
    ordinary: Synonyms
    """Words in which a name is hidden without being meant."""
    spellings: dict[Words, Words]
    """Other spellings of a letter or word, and the one in use."""
