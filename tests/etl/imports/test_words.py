"""What the words of official lists mean."""

import pandas as pd
import pytest

from etl.imports.words import agreed_date, bare_company, corporate_number, place_names, round_year
from tests.etl.imports.conftest import REPOSITORY

REGIONS = pd.read_csv(REPOSITORY / "data/catalogue/regions.csv", dtype=str)


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
        ("2017年度", 2017),
        ("平成29年度", 2017),
        ("H30", 2018),
        ("令和２年度", 2020),
        ("令和元年", 2019),
        ("第1回", 2017),
        ("第３回", 2020),
        ("FY2018", 2018),
        ("2022년", 2022),
        ("2017-12-22", 2017),
        ("unknown", None),
    ],
)
def test_rounds(text: str, year: int | None) -> None:
    assert round_year(text) == year


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("1990-04-24", "1990-04-24"),
        ("1990.4.24", "1990-04-24"),
        ("1990年4月24日", "1990-04-24"),
        ("平成2年4月24日", "1990-04-24"),
        ("１９９０年４月", "1990-04"),
        ("1990", "1990"),
        ("2016년 8월 8일", "2016-08-08"),
        ("1990-13-01", None),
        ("soon", None),
    ],
)
def test_dates_as_exact_as_given(text: str, date: str | None) -> None:
    assert agreed_date(text) == date


@pytest.mark.parametrize(
    ("country", "text", "code"),
    [
        ("JP", "佐賀県", "JP-41"),
        ("JP", "佐賀", "JP-41"),
        ("JP", "佐賀県鳥栖市", "JP-41"),
        ("JP", "京都府", "JP-26"),
        ("JP", "東京都", "JP-13"),
        ("KR", "경상북도", "KR-47"),
        ("KR", "강원도", "KR-42"),
        ("KR", "강원특별자치도", "KR-42"),
        ("KR", "慶尚北道", "KR-47"),
        ("KR", "Atlantis", None),
    ],
)
def test_regions_by_every_name(country: str, text: str, code: str | None) -> None:
    assert place_names(REGIONS, country).region(text) == code
