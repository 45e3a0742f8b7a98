"""The languages of every text a reader sees. This list is all the ETL knows of them."""

LANGUAGES = ("ko", "ja", "en")
ORIGINAL = "en"
"""The language of notes that a list holds once, with translations in columns of their own."""
TRANSLATIONS = tuple(language for language in LANGUAGES if language != ORIGINAL)
OWN_LANGUAGE = {"KR": "ko", "JP": "ja"}
"""The language of a country's own names; any other country is told in the original."""


def name_in_sentence(name: str, language: str) -> str:
    """Return a name as it stands inside a sentence: in English without the capital of a title.

    An abbreviation (GRDP, SMEs) keeps its capitals. A proper name cannot be told from others: what an
    indicator that begins with one is called inside a sentence is declared (`in_sentence`).
    """
    first = name.split(maxsplit=1)[0].rstrip(",")
    is_word = first.replace("-", "").isalpha() and first[1:] == first[1:].lower()
    return name[0].lower() + name[1:] if language == "en" and is_word else name


def texts(column: str, mapping: dict[str, str] | None) -> dict[str, str | None]:
    """Return a text as one column a language (`name_ko`, …); empty where there is no text."""
    return {f"{column}_{language}": (mapping or {}).get(language) for language in LANGUAGES}
