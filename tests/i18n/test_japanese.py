"""Brackets in Japanese messages."""

import pytest

from i18n.japanese import without_nested_brackets
from i18n.messages import messages


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("日本全国（6.0（人口千対））を上回る", "日本全国（6.0、人口千対）を上回る"),
        ("（2024年（推計）の値）", "（2024年、推計の値）"),
        ("高齢化率（65歳以上人口割合）（%）", "高齢化率（65歳以上人口割合）（%）"),
        ("値は6.0（人口千対）", "値は6.0（人口千対）"),
    ],
)
def test_no_bracket_stands_in_a_bracket(text: str, expected: str) -> None:
    assert without_nested_brackets(text) == expected


def test_a_message_is_filled_without_nested_brackets() -> None:
    said = messages("ja")(
        "claim.above_japan", year=2023, indicator="出生率", provinces="2市・道", value="6.0（人口千対）"
    )
    assert said == "2023年の出生率：2市・道が日本全国（6.0、人口千対）を上回る"
