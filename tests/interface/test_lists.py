"""Tables of lists: no text is cut, few rows with long texts are written whole, a source of all rows once."""

import pandas as pd
import pytest

from interface.shared.lists import MOST_OPEN, rows_table

LONG = pd.Series(["가" * 26, *["x"] * MOST_OPEN])


@pytest.mark.parametrize(
    ("text", "is_long"),
    [
        ("a" * 48, False),
        ("a" * 49, True),
        ("가" * 25, False),
        ("가" * 26, True),
        ("https://example.org/" + "a" * 100, False),
        (None, False),
    ],
)
def test_long_texts_are_written_in_lines(text: str | None, is_long: bool) -> None:
    table = rows_table(pd.DataFrame({"note": [text, "x"], "year": [2020, None]}), "ko")
    assert (table.in_lines is not None) is is_long
    assert list(table.frame) == ["비고", "연도"]
    many = rows_table(pd.DataFrame({"note": [text, *["x"] * MOST_OPEN]}), "ko")
    assert many.in_lines is None
    assert (many.row_height is not None) is is_long


@pytest.mark.parametrize(("more", "whole"), [(0, True), (1, False)])
def test_few_rows_are_written_whole_and_many_scroll(more: int, whole: bool) -> None:
    table = rows_table(pd.DataFrame({"note": LONG.head(MOST_OPEN + more)}), "ko")
    assert (table.in_lines is not None) is whole


def test_a_longer_text_gets_a_wider_column_and_then_higher_rows() -> None:
    found = [rows_table(pd.DataFrame({"note": ["가" * size, *LONG]}), "ko") for size in (30, 60, 95, 250)]
    widths = [table.columns["비고"]["width"] for table in found]
    assert widths == sorted(widths) and widths[0] < widths[-1] == 520
    heights = [table.row_height for table in found]
    assert heights[0] == heights[1] == heights[2] is not None and heights[3] > heights[2]  # type: ignore[operator]


def test_the_source_of_all_rows_stands_once_below_them_with_its_link() -> None:
    rows = pd.DataFrame(
        {"figure": [1, 2], "source": ["A*, b [가]"] * 2, "source_url": ["https://example.org/a(b)"] * 2}
    )
    table = rows_table(rows, "en")
    assert list(table.frame) == ["Figure"]
    assert table.source == r"Source: [A\*, b \[가\]](<https://example.org/a(b)>)"
    assert rows_table(rows.assign(source=None), "en").source == ""
    several = rows_table(rows.assign(source=["A", "B"]), "en")
    assert (several.source, list(several.frame)) == ("", ["Figure", "Source", "Source link"])


def test_in_lines_a_source_carries_its_own_link_and_what_is_no_address_stays_a_text() -> None:
    rows = pd.DataFrame(
        {"note": [LONG[0], None], "source": ["A", "B"], "source_url": ["https://example.org", "javascript:x"]}
    )
    written = rows_table(rows, "en").in_lines
    assert written is not None
    assert written["Source"].tolist() == ["[A](<https://example.org>)", "B"]
    assert written["Note"].tolist() == [LONG[0], ""]


def test_numbers_stand_at_the_right_where_one_is_missing_too() -> None:
    rows = pd.DataFrame({"counted": pd.Series([1729, None], dtype="Int64"), "region": ["A", "B"]})
    table = rows_table(rows, "en")
    heading = str(table.frame.columns[0])
    assert table.frame[heading].tolist() == ["1,729", "–"]
    assert table.columns[heading]["alignment"] == "right"
