"""Headings of tables in workbooks: what a reader understands, and right for places of every level."""

import pytest

from exports.excel_tables import data_sheet
from exports.figures import heading
from regions.asking.view import decode
from regions.database.build import Build
from regions.exhibits.answers import answer


@pytest.mark.parametrize(
    ("page", "query"),
    [
        ("municipalities", {}),
        ("region", {"region": ["KR-47730"]}),
        ("region", {"region": ["KR-47"]}),
        ("rank", {"level": ["municipality"], "show": ["swarm"]}),
        ("rank", {"show": ["change"]}),
        ("rank", {"show": ["concentration"]}),
    ],
)
def test_every_heading_is_in_words(build: Build, page: str, query: dict[str, list[str]]) -> None:
    view, _ = decode(page, {**query, "lang": ["ja"]}, build.catalogue)
    for exhibit in answer(view, build):
        heads = data_sheet(exhibit, build.catalogue).head
        assert not [head for head in heads if head.isascii()], exhibit.id
        # Municipalities are ranked among all of both countries.
        assert not ("n_all" in exhibit.data and [head for head in heads if "64" in head])


def test_columns_of_one_name_are_told_apart() -> None:
    assert heading("share", "en") == "Share of the total population (%)"
    assert heading("share", "en", ("gap", "share")) == "Share of the distance (0 to 1)"
    assert "64" in heading("rank_all", "en", ("rank_country", "rank_all"))
    assert "municipalities" in heading("rank_all", "en", ("rank_size", "rank_all"))
