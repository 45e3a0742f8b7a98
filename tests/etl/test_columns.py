"""Columns as codes say the same as the texts they stand for."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.columns import EMPTY, Coded, as_codes, as_numbers, as_years, each, numbered, together

WORDS = st.sampled_from(["", "a", "b", "KR-11", "가", " a"])
COLUMNS = st.lists(WORDS | st.none(), max_size=12)


def column(texts: list[str | None]) -> pd.Series:
    return pd.Series(texts, dtype="str")


def texts_of(one: Coded) -> list[str | None]:
    return [None if code == EMPTY else one.texts[code] for code in one.codes]


@given(COLUMNS)
def test_a_column_comes_back_as_it_was(texts: list[str | None]) -> None:
    found = as_codes(column(texts))
    assert texts_of(found) == texts
    again = as_codes(pd.Series(found.column))
    assert texts_of(again) == texts
    rows = {text: [place for place, one in enumerate(texts) if one == text] for text in set(texts) - {None}}
    assert {text: own.tolist() for text, own in found.rows.items()} == rows


@given(COLUMNS, st.lists(WORDS | st.none(), max_size=3))
def test_rows_are_selected_by_texts_and_by_emptiness(
    texts: list[str | None], wanted: list[str | None]
) -> None:
    found = as_codes(column(texts)).is_one_of(wanted, np.arange(len(texts)))
    assert found.tolist() == [text in wanted for text in texts]


@given(st.lists(COLUMNS, min_size=1, max_size=3))
def test_columns_one_below_the_other(parts: list[list[str | None]]) -> None:
    whole = together([as_codes(column(part)) for part in parts])
    assert texts_of(whole) == [text for part in parts for text in part]
    assert list(whole.texts) == sorted(whole.texts)


@given(st.lists(st.tuples(WORDS, st.integers(1990, 1993)), min_size=1, max_size=15))
def test_combinations_are_numbered_as_they_appear(rows: list[tuple[str, int]]) -> None:
    words, years = zip(*rows, strict=True)
    found = numbered([each(words).codes, np.array(years)])
    assert found.tolist() == [list(dict.fromkeys(rows)).index(row) for row in rows]


@pytest.mark.parametrize(
    ("text", "number"),
    [("1", 1.0), ("-2.50", -2.5), ("1e3", 1000.0), ("+7", 7.0), ("", None), (None, None), ("many", None),
     ("inf", None), ("nan", None), ("1e999", None), ("1,000", None)],
)  # fmt: skip
def test_numbers_are_finite_or_missing(text: str | None, number: float | None) -> None:
    for beside in (["3"], ["x"]):  # with one that is none the whole column is read another way
        found = as_numbers(column([text, *beside]))[0]
        assert found == number or (number is None and np.isnan(found))


def test_years_have_four_digits() -> None:
    found = as_years(column(["2020", "１９９９", "99", "20200", None, " 2020"]))
    assert found[0] == 2020 and np.isnan(found[1:]).all()
