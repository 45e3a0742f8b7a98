"""No text is in the script of another language than its reader's; originals stand in square brackets."""

import re
from collections.abc import Iterator

import pytest

from tests.i18n.test_glossary import LANGUAGES, catalogue, catalogue_texts, messages

_HANGUL, _KANA, _HAN = "가-힣ㄱ-ㆎ", "぀-ヿ", "㐀-鿿"
FOREIGN = {"ko": f"[{_KANA}]", "ja": f"[{_HANGUL}]", "en": f"[{_HANGUL}{_KANA}{_HAN}]"}
# Examples of what can be searched for, and what gBizINFO asks to be quoted.
IN_THE_ORIGINAL = {"sources.search_example", "companies.search_example", "gbizinfo.attribution"}


def foreign(text: str, language: str) -> list[str]:
    """Return what of a text is in a script of another language, originals in square brackets left out."""
    return re.findall(f"{FOREIGN[language]}+", re.sub(r"\[[^\]]*\]", "", text))


def texts(language: str) -> Iterator[tuple[str, str]]:
    for text in (*messages(language), *catalogue_texts(language)):
        if text.id not in IN_THE_ORIGINAL:
            yield f"{text.file} {text.id}", text.words


def notes() -> Iterator[tuple[str, str]]:
    """Yield the notes on sources, which stand in English on every page."""
    for code, source in catalogue()["data/catalogue/sources.yaml"].items():
        for name in ("definition", "coverage", "breaks", "obtained"):
            yield f"{code}.{name}", source.get(name, "")


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_is_in_a_foreign_script(language: str) -> None:
    assert not [
        f"{where}: {found}" for where, words in texts(language) if (found := foreign(words, language))
    ]


def test_no_note_on_a_source_holds_an_original_without_its_brackets() -> None:
    assert not [f"{where}: {found}" for where, words in notes() if (found := foreign(words, "en"))]


def test_originals_in_brackets_are_left_out_and_nothing_else() -> None:
    assert foreign("인구추계 [人口推計のひょう]", "ko") == []
    assert foreign("인구추계 ひょう [人口推計]", "ko") == ["ひょう"]
    assert foreign("人口推計 인구", "ja") == ["인구"]
    assert foreign("Population Estimates, 人口推計", "en") == ["人口推計"]
