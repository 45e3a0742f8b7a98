"""The document about updates: frequencies from the years held, titles cut between words, lines that match."""

import pytest

from scripts.document_catalogue import indicators
from scripts.document_updates import LONGEST_TITLE, Years, shortened, updates_rows


@pytest.mark.parametrize(
    ("held", "often", "due"),
    [
        ((2019, 2020, 2021), "yearly", "figures of 2022 (newest held: 2021)"),
        ((2005, 2010, 2015, 2020), "every 5 years", "figures of 2025 (newest held: 2020)"),
        ((2010, 2016, 2017, 2018, 2019), "yearly", "figures of 2020 (newest held: 2019)"),
        ((2019, 2022, 2023), "irregular", "not announced (newest held: 2023)"),
        ((2023,), "once (2023)", "not announced (newest held: 2023)"),
        ((), "irregular", "not announced"),
        ((2022, 2023, 2052), "with each edition", "a new edition, not announced"),
    ],
)
def test_how_often_and_what_next(held: tuple[int, ...], often: str, due: str) -> None:
    years = Years(held, retrieved=2026)
    assert (years.often, years.due) == (often, due)


@pytest.mark.parametrize(
    ("title", "short"),
    [
        (
            "지역소득 - 시도별 경제활동별 지역내총생산 / Regional Income",
            "지역소득 - 시도별 경제활동별 지역내총생산",
        ),
        ("word " * 30, ("word " * 16).strip() + " …"),
        ("あ" * 100, "あ" * LONGEST_TITLE + " …"),
        ("title " * 11 + "(in brackets that go on and on)", ("title " * 11).strip() + " …"),
    ],
)
def test_titles_are_cut_between_words(title: str, short: str) -> None:
    assert shortened(title) == short


def test_every_cell_says_something_and_the_lines_of_a_row_belong_together() -> None:
    rows = [row for _, members in indicators() for row in updates_rows(members)]
    assert len(rows) > 100
    for name, _, where, often, due in rows:
        lines = len(where.split("<br>"))
        assert where and all(line.strip() for text in (often, due) for line in text.split("<br>")), name
        assert {len(text.split("<br>")) for text in (often, due)} <= {1, lines}, name
        assert "every 0" not in often and "item by item" not in often
