"""Tables of lists: a text that would be cut in one line gets several."""

import pandas as pd
import pytest

from interface.shared.lists import rows_table


@pytest.mark.parametrize(
    ("text", "is_long"),
    [
        ("a" * 75, False),
        ("a" * 76, True),
        ("가" * 25, False),
        ("가" * 26, True),
        ("https://example.org/" + "a" * 100, False),
        (None, False),
    ],
)
def test_rows_are_as_high_as_their_texts_need(text: str | None, is_long: bool) -> None:
    table = rows_table(pd.DataFrame({"note": [text, "x"], "year": [2020, None]}), "ko")
    assert table.is_long is is_long
    assert list(table.frame) == ["비고", "연도"]
    assert "비고" in table.columns
