"""The languages of the product, each declared once, and text that exists in each of them.

A further language is a code in `Language`, its entry in `HABITS`, and the texts.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, get_args

Language = Literal["ko", "ja", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)
# What a reader gets who asks for no language, or for one there is not.
DEFAULT_LANGUAGE: Language = "en"


@dataclass(frozen=True)
class Habits:
    """What goes with a language beside its texts.

    Attributes:
        own_name: How it names itself; the same for every reader.
        locale: Language and country, as PowerPoint and previews of links name them.
        bibliography_name: Its name in a BibTeX entry.
        countries: The order in which its reader meets the two countries.
        screen_fonts: Families for charts, best first: those without Han glyphs, then those of the language,
            since Han glyphs differ.
        office_font: Font of slides and workbooks, which PowerPoint of both systems brings along.
        east_asian_font: Font of Korean and Japanese on its slides; English ones name publications, too.
        letters: Letters of its own, as a class of a regular expression.
        windows_code: Its number in files that name languages as Windows does.
        numbers_headings: Whether its offices number the headings of a note, instead of marking them.
        notes_in_nouns: Whether the lines of such a note end in nouns, not in sentences.
    """

    own_name: str
    locale: str
    bibliography_name: str
    countries: tuple[str, str]
    screen_fonts: str
    office_font: str
    east_asian_font: str
    letters: str
    windows_code: int
    numbers_headings: bool
    notes_in_nouns: bool


_LATIN_AND_HANGUL = "Pretendard"
_KOREAN = "'Apple SD Gothic Neo', 'Noto Sans KR', 'Malgun Gothic', 'Noto Sans CJK KR'"
_JAPANESE = "'Hiragino Sans', 'Noto Sans JP', 'Yu Gothic UI', Meiryo, 'Noto Sans CJK JP'"

HABITS: Mapping[Language, Habits] = {
    "ko": Habits(
        own_name="한국어",
        locale="ko-KR",
        bibliography_name="korean",
        countries=("KR", "JP"),
        screen_fonts=f"{_LATIN_AND_HANGUL}, {_KOREAN}, {_JAPANESE}, sans-serif",
        office_font="Malgun Gothic",
        east_asian_font="Malgun Gothic",
        letters="[\\uac00-\\ud7a3]",
        windows_code=1042,
        numbers_headings=False,
        notes_in_nouns=True,
    ),
    "ja": Habits(
        own_name="日本語",
        locale="ja-JP",
        bibliography_name="japanese",
        countries=("JP", "KR"),
        screen_fonts=f"{_JAPANESE}, {_LATIN_AND_HANGUL}, {_KOREAN}, sans-serif",
        office_font="Yu Gothic",
        east_asian_font="Yu Gothic",
        letters="[\\u3040-\\u30ff\\u3400-\\u9fff]",
        windows_code=1041,
        numbers_headings=True,
        notes_in_nouns=False,
    ),
    "en": Habits(
        own_name="English",
        locale="en-GB",
        bibliography_name="english",
        countries=("KR", "JP"),
        screen_fonts=f"{_LATIN_AND_HANGUL}, {_JAPANESE}, {_KOREAN}, sans-serif",
        office_font="Arial",
        east_asian_font="Malgun Gothic",
        letters="[A-Za-z]",
        windows_code=1033,
        numbers_headings=True,
        notes_in_nouns=False,
    ),
}


@dataclass(frozen=True, slots=True, init=False)
class Text:
    """One text in every language of the product."""

    texts: tuple[str, ...]

    def __init__(self, *texts: str) -> None:
        """Take the text in each of `LANGUAGES`, in their order.

        Raises:
            ValueError: If there are more or fewer texts than languages.
        """
        if len(texts) != len(LANGUAGES):
            raise ValueError(f"{len(texts)} texts for the languages {', '.join(LANGUAGES)}: {texts}")
        object.__setattr__(self, "texts", texts)

    def __getitem__(self, language: Language) -> str:
        """Return the text in `language`."""
        return self.texts[LANGUAGES.index(language)]

    def __iter__(self) -> Iterator[str]:
        """Return the texts in the order of `LANGUAGES`."""
        return iter(self.texts)


def matching_language(locale: str | None) -> Language:
    """Return the product's language nearest to a browser locale such as `ja-JP`, else the default."""
    code = (locale or "").replace("_", "-").split("-")[0].lower()
    return next((language for language in LANGUAGES if language == code), DEFAULT_LANGUAGE)
