"""What the words of official lists mean."""

import pytest

from etl.dates import is_calendar_date
from etl.imports.words import (
    agreed_date,
    bare_company,
    corporate_number,
    designation_year,
    is_nothing,
    published,
    round_year,
    years_named,
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("株式会社山上木工", "山上木工"),
        ("㈱山上木工", "（株）山上木工"),
        ("Ｓｐｉｂｅｒ株式会社", "Spiber"),
        ("有限会社 一ノ瀬畜産", "(有)一ノ瀬畜産"),
        ("㈜태웅", "주식회사 태웅"),
        ("（주）심텍", "심텍"),
    ],
)
def test_legal_forms_and_widths_do_not_make_two_companies(one: str, other: str) -> None:
    assert bare_company(one) == bare_company(other)


def test_different_names_stay_different() -> None:
    assert bare_company("株式会社山上木工") != bare_company("株式会社山下木工")


@pytest.mark.parametrize(
    "text", ["1460302003439", "１４６０３０２００３４３９", "T1460302003439", "1-4603-0200-3439"]
)
def test_a_corporate_number_in_any_writing(text: str) -> None:
    assert corporate_number(text) == "1460302003439"


@pytest.mark.parametrize("text", ["1460302003438", "146030200343", "", "abc"])
def test_a_wrong_check_digit_is_no_number(text: str) -> None:
    assert corporate_number(text) is None


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("2017年度", 2017), ("平成29年度", 2017), ("H30", 2018), ("令和２年度", 2020), ("令和元年", 2019),
        ("第1回", 2017), ("第３回", 2020), ("FY2018", 2018), ("2022년", 2022), ("2017-12-22", 2017),
        ("list_R2.xlsx", 2020), ("第2回_stars2", 2018), ("h30", 2018), ("令和6年", 2024), ("R.6", 2024),
        ("H31", 2019),
        ("unknown", None), ("stars2", None), ("companies1", None), ("kr_stars7 R2D2", None), ("S2", None),
        ("H32", None), ("S65", None), ("令和0年", None), ("第4回", None), ("1989", None), ("2099", None),
        ("20200331", None),
    ],
)  # fmt: skip
def test_rounds(text: str, year: int | None) -> None:
    assert round_year(text) == year


@pytest.mark.parametrize(
    ("text", "year"), [("2022년", 2022), ("2022-05", 2022), ("R2", None), ("목록 H30", None), ("1985", None)]
)
def test_a_korean_list_knows_no_eras(text: str, year: int | None) -> None:
    assert designation_year(text) == year


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("S64", [1989]),
        ("S65", []),
        ("H2-R6", [1990, 2024]),
        ("昭和51年", [1976]),
        ("T15", [1926]),
        ("YES2", []),
        ("H2O", []),
    ],
)
def test_letters_are_eras_only_on_their_own(text: str, years: list[int]) -> None:
    assert years_named(text) == years


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("1990-04-24", "1990-04-24"), ("1990.4.24", "1990-04-24"), ("1990年4月24日", "1990-04-24"),
        ("平成2年4月24日", "1990-04-24"), ("１９９０年４月", "1990-04"), ("1990", "1990"),
        ("2016년 8월 8일", "2016-08-08"), ("2016. 8. 8.", "2016-08-08"), ("1976.10", "1976-10"),
        ("1976/10", "1976-10"),
        ("1976. 9.", "1976-09"), ("昭和51年10月", "1976-10"), ("S51.10.18", "1976-10-18"),
        ("令和元年5月1日", "2019-05-01"),
        ("19901025", "1990-10-25"), ("1990年10月25日(木)", "1990-10-25"),
        ("1990-10-25 00:00:00", "1990-10-25"),
        ("2000.2.29", "2000-02-29"), ("1990年度", "1990"), ("1990年10月頃", "1990-10"), ("1976.1", "1976"),
        ("1976.01", "1976-01"), ("1976年1月", "1976-01"),
    ],
)  # fmt: skip
def test_dates_as_exact_as_given(text: str, date: str) -> None:
    assert agreed_date(text) == date


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("1990-13-01", "no day"), ("2013年2月30日", "no day"), ("2001.2.29", "no day"),
        ("1990.4.31", "no day"),
        ("1990.0.1", "no day"), ("昭和65年1月1日", "no day"), ("19901325", "no day"), ("0990年", "no day"),
        ("2099-01-01", "in the future"), ("2099", "in the future"), ("1990.4.24～1995.3", "a span"),
        ("1990年から", "a span"), ("1990–1995", "a span"), ("soon", "not understood"),
        ("92.10.25", "not understood"),
        ("199010", "not understood"), ("10/25/1992", "not understood"), ("1990.4.24 1995", "not understood"),
    ],
)  # fmt: skip
def test_what_is_no_date_says_why(text: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        agreed_date(text)


@pytest.mark.parametrize(
    ("text", "known"),
    [("1999", True), ("1999-02", True), ("1999-02-28", True), ("1999-02-29", False), ("2000-02-29", True),
     ("1999-13", False), ("1999-00", False), ("99-01-01", False), ("1999-1-1", False), ("2099-13-45", False),
     ("0000", False), ("1999-02-28 ", False), ("１９９９", False), ("", False)],
)  # fmt: skip
def test_days_of_the_calendar(text: str, known: bool) -> None:
    assert is_calendar_date(text) is known


@pytest.mark.parametrize(
    "text",
    [
        "",
        "－",
        "-",
        "―",
        "ー",
        "–",
        "…",
        "なし",
        "（なし）",
        "不明",
        "該当なし",
        "없음",
        "해당 없음",
        "N/A",
        "n.a.",
        "null",
    ],
)
def test_what_stands_for_nothing(text: str) -> None:
    assert is_nothing(text)


def test_a_name_is_nothing_only_where_it_is_a_dash() -> None:
    assert is_nothing("－", words=False)
    assert not is_nothing("なし", words=False)
    assert not is_nothing("0")


@pytest.mark.parametrize("name", ["㈱髙橋①製作所", "ｶﾌﾞｼｷ　山上", "Ｓｐｉｂｅｒ株式会社", "㈜태웅"])
def test_names_stay_as_published(name: str) -> None:
    assert published(f" {name}\n") == name
    assert published("株式会社\r\n山上") == "株式会社 山上"
