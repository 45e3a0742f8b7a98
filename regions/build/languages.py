"""The three languages of the product and text that exists in each of them."""

from dataclasses import dataclass
from typing import Literal, get_args

Language = Literal["ko", "ja", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)


@dataclass(frozen=True, slots=True)
class Text:
    """One text in Korean, Japanese and English."""

    ko: str
    ja: str
    en: str

    def __getitem__(self, language: Language) -> str:
        """Return the text in `language`."""
        return str(getattr(self, language))


def matching_language(locale: str | None) -> Language:
    """Return the product's language nearest to a browser locale such as `ja-JP`; English if none fits."""
    code = (locale or "").replace("_", "-").split("-")[0].lower()
    return next((language for language in LANGUAGES if language == code), "en")
