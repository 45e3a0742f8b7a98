"""Numbers as tables print them; what only looks like one is none."""

import pandas as pd
import pytest

from etl.numbers import number_text, number_texts
from etl.sources.connector import numbers_and_marks

NUMBERS = {
    "1234": "1234", " 1,234,567.8 ": "1234567.8", ".5": ".5", "+3": "+3", "1.5e3": "1.5e3", "0": "0",
    "△1.2": "-1.2", "▲1,234": "-1234", "△ 0.3": "-0.3", "−2.4": "-2.4", "－7": "-7", "△　12": "-12",
    "–0.8": "-0.8", "１，２３４．５": "1234.5", "-3": "-3", "▲.5": "-.5",
}  # fmt: skip
MARKS = [
    "", "-", "－", "△", "▲", "…", "X", "(1.2)", "12¹", "1①", "½", "1,23", "1234,567",
    "12,3456", "1 234", "1-2", "--3", "△△3", "12.", "1.2.3", "٣", "NaN", "inf", "1_000", "0x1F", "約3", "3人",
]  # fmt: skip


@pytest.mark.parametrize(("text", "number"), NUMBERS.items())
def test_numbers(text: str, number: str) -> None:
    assert number_text(text) == number


@pytest.mark.parametrize("text", MARKS)
def test_what_is_no_number(text: str) -> None:
    assert number_text(text) is None


def test_a_column_is_read_as_its_cells_are() -> None:
    column = pd.Series([*NUMBERS, *MARKS])
    found = [None if pd.isna(one) else one for one in number_texts(column)]
    assert found == [number_text(text) for text in column]


def test_a_decrease_is_no_gap_and_a_sign_alone_is_one() -> None:
    values, marks = numbers_and_marks(pd.Series(["△1.2", "−3", "△", None]))
    assert values.tolist()[:2] == ["-1.2", "-3"]
    assert values.isna().tolist() == [False, False, True, True]
    assert marks.tolist()[2:] == ["△", "(empty)"]
