"""Lists as each language joins them: 서울·부산, 東京、大阪, Seoul and Busan."""

from collections.abc import Iterable

from i18n.messages import messages

_ENDS = ".。!?"
# Between two sentences; a message cannot be empty.
_GAPS = {"ko": " ", "ja": "", "en": " "}


def listed(items: Iterable[str], language: str, *, ending: bool = False) -> str:
    """Join names, phrases or short sentences as the language does.

    Korean sets names of one word beside each other and divides phrases by commas; what holds a comma itself
    needs a stronger mark in every language.

    Args:
        items: The names; each is written once.
        language: Language of the reader.
        ending: Whether the last follows with "and" where a sentence of the language wants it.
    """
    texts = list(dict.fromkeys(items))
    t = messages(language)
    joint = t(f"list.{_kind(texts, t('list.words'))}")
    if not ending or len(texts) < 2:
        return joint.join(texts)
    return joint.join(texts[:-1]) + t("list.ending") + texts[-1]


def listed_years(years: Iterable[tuple[str, int]], language: str) -> str:
    """Join places, each with a year of its own, as in a title."""
    t = messages(language)
    return t("list.years").join(t("list.of_year", name=name, year=year) for name, year in years)


def sentences(texts: Iterable[str], language: str) -> str:
    """Write sentences one after the other, each with the full stop it may lack; empty ones are left out."""
    stop = messages(language)("sentence.stop")
    whole = (text if text[-1] in _ENDS else text + stop for text in texts if text)
    return _GAPS[language].join(whole)


def _kind(texts: list[str], between_words: str) -> str:
    marks = ",;、"
    if any(mark in text for text in texts for mark in marks):
        return "clauses"
    return "phrases" if any(" " in text or between_words in text for text in texts) else "words"
