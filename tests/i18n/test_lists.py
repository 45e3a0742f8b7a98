"""Lists of names, phrases and years as each language joins them."""

import pytest

from i18n.lists import listed, listed_years, sentences
from regions.database.languages import Language


@pytest.mark.parametrize(
    ("items", "language", "expected"),
    [
        (("서울", "부산", "대구"), "ko", "서울·부산·대구"),
        (("인구밀도", "고령인구 비율(65세 이상)"), "ko", "인구밀도, 고령인구 비율(65세 이상)"),
        (("서울·인천", "부산"), "ko", "서울·인천, 부산"),
        (("법, 제2조", "령"), "ko", "법, 제2조; 령"),
        (("岩手", "山形", "福島"), "ja", "岩手、山形、福島"),
        (("表A、表B", "表C"), "ja", "表A、表B；表C"),
        (("Iwate", "Yamagata"), "en", "Iwate, Yamagata"),
        (("Ministry of Internal Affairs, Statistics Bureau", "KOSTAT"), "en",
         "Ministry of Internal Affairs, Statistics Bureau; KOSTAT"),
        (("Seoul", "Seoul"), "en", "Seoul"),
        ((), "ja", ""),
    ],
)  # fmt: skip
def test_the_mark_between_fits_the_language_and_what_is_listed(
    items: tuple[str, ...], language: Language, expected: str
) -> None:
    assert listed(items, language) == expected


def test_the_last_of_a_list_within_a_sentence() -> None:
    assert listed(("Korea", "Japan"), "en", ending=True) == "Korea and Japan"
    assert listed(("A", "B", "C"), "en", ending=True) == "A, B and C"
    assert listed(("日本", "韓国"), "ja", ending=True) == "日本、韓国"
    assert listed(("한국",), "ko", ending=True) == "한국"


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("ko", "한국 2019년, 일본 2020년"),
        ("ja", "韓国2019年・日本2020年"),
        ("en", "Korea 2019, Japan 2020"),
    ],
)
def test_places_with_years_of_their_own(language: Language, expected: str) -> None:
    names = {"ko": ("한국", "일본"), "ja": ("韓国", "日本"), "en": ("Korea", "Japan")}[language]
    assert listed_years(zip(names, (2019, 2020), strict=True), language) == expected


@pytest.mark.parametrize(
    ("language", "texts", "expected"),
    [
        ("ja", ("人口が減った", "推計値である。", ""), "人口が減った。推計値である。"),
        ("en", ("Fewer people", "A projection."), "Fewer people. A projection."),
        ("ko", ("인구가 줄었습니다", "추계치입니다."), "인구가 줄었습니다. 추계치입니다."),
        ("ja", ("",), ""),
    ],
)
def test_sentences_follow_each_other_with_one_full_stop(
    language: Language, texts: tuple[str, ...], expected: str
) -> None:
    assert sentences(texts, language) == expected
