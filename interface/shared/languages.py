"""How the languages name themselves; these three words are the same for every reader."""

from regions.build.languages import Language

LANGUAGE_NAMES: dict[Language, str] = {
    "ko": "\N{HANGUL SYLLABLE HAN}\N{HANGUL SYLLABLE GUG}\N{HANGUL SYLLABLE EO}",
    "ja": "\u65e5\u672c\u8a9e",
    "en": "English",
}
