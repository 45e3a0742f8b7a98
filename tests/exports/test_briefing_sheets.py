"""Two sheets and never a third: what is measured, what is shortened, and by which rule."""

from dataclasses import replace

import pytest

from exports.briefing.paper import (
    COLUMNS,
    LEAST_CHART,
    LOOKS,
    MOST_CHART,
    PYRAMID_SHARE,
    TEXT_HEIGHT,
    TEXT_WIDTH,
    row_height,
)
from exports.briefing.sheets import Address, Block, ChartRow, Words, sheets_of
from regions.asking.view import View
from regions.database.build import Build
from regions.database.languages import LANGUAGES
from regions.exhibits.briefing import Brief, FigureTable, Line, brief_of
from regions.exhibits.briefing_figures import FEWEST_FIGURES, MOST_FIGURES
from tests.exports.conftest import BASE


@pytest.fixture(name="brief", scope="module")
def fixture_brief(build: Build) -> Brief:
    found = brief_of(View("brief", "ko", regions=("KR-47", "JP-22")), build)
    assert found is not None
    return found


def height(blocks: tuple[Block, ...]) -> float:
    """Return how high the blocks of a sheet are."""
    found = 0.0
    for block in blocks:
        if isinstance(block, Words):
            found += LOOKS[block.look].height(block.text)
        elif isinstance(block, FigureTable):
            found += sum(row_height(row, block.lists) for row in (*block.rows, block.head, block.head))
        elif isinstance(block, ChartRow):
            captions = (LOOKS["caption"].height(panel.caption, TEXT_WIDTH / 2) for panel in block.panels)
            found += block.height + max(captions)
        else:
            found += 40
    return found


def longer(brief: Brief, times: int) -> Brief:
    """Return a briefing whose parts have so many times their lines, each different."""
    parts = [
        replace(
            part,
            lines=tuple(
                Line(f"{line.text} {number}", line.level) for number in range(times) for line in part.lines
            ),
            shorter=(),
        )
        for part in brief.parts
    ]
    name = "아주 긴 이름의 지표" * 4
    rows = tuple((name, *row[1:]) for row in brief.figures.rows)
    return replace(
        brief, parts=tuple(parts), figures=replace(brief.figures, rows=rows), title=brief.title * 3
    )


def test_the_columns_fill_the_width() -> None:
    assert all(sum(columns) <= TEXT_WIDTH < sum(columns) + 12 for columns in COLUMNS.values())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "regions",
    [("KR-47", "JP-22"), ("KR-50",), ("JP-46", "KR-49"), ("KR-50", "KR-30"), ("KR-47730", "JP-32501")],
)
def test_no_sheet_is_higher_than_paper(build: Build, regions: tuple[str, ...], language: str) -> None:
    found = brief_of(View("brief", language, regions=regions), build)  # type: ignore[arg-type]
    assert found is not None
    for sheet in sheets_of(found, build.catalogue, f"{BASE}/brief"):
        assert height(sheet) <= TEXT_HEIGHT + 1
        charts = [block.height for block in sheet if isinstance(block, ChartRow)]
        assert charts and all(LEAST_CHART <= one <= PYRAMID_SHARE * MOST_CHART for one in charts)


@pytest.mark.parametrize("times", [2, 6])
def test_long_texts_shorten_it_by_rule(brief: Brief, build: Build, times: int) -> None:
    first, second = sheets_of(longer(brief, times), build.catalogue, f"{BASE}/brief")
    assert height(first) <= TEXT_HEIGHT + 1 and height(second) <= TEXT_HEIGHT + 1
    (table,) = [block for block in first if isinstance(block, FigureTable)]
    assert FEWEST_FIGURES <= len(table.rows) <= MOST_FIGURES
    told = [block.text for block in second if isinstance(block, Words)]
    assert any(brief.part("sources").more in text for text in told), "what is left out is told"


def test_short_texts_leave_it_whole(brief: Brief, build: Build) -> None:
    parts = tuple(replace(part, lines=part.lines[:2], more="cut", shorter=()) for part in brief.parts)
    first, second = sheets_of(replace(brief, parts=parts), build.catalogue, f"{BASE}/brief")
    (table,) = [block for block in first if isinstance(block, FigureTable)]
    assert table.rows == brief.figures.rows
    assert not any(isinstance(block, Words) and "cut" in block.text for block in (*first, *second))


def test_no_statement_is_left_without_what_belongs_to_it(brief: Brief, build: Build) -> None:
    lines = (Line("head"), Line("below", 2)) * 20
    parts = tuple(
        replace(part, lines=lines, more="") if part.name == "exchange" else part for part in brief.parts
    )
    _, second = sheets_of(replace(brief, parts=parts), build.catalogue, f"{BASE}/brief")
    looks = [
        block.look for block in second if isinstance(block, Words) and block.text.endswith(("head", "below"))
    ]
    assert looks[-1] == "line_2" and looks[::2] == ["line_1"] * (len(looks) // 2)


def test_headings_are_numbered_on_from_sheet_to_sheet(build: Build) -> None:
    found = brief_of(View("brief", "en", regions=("KR-47", "JP-22")), build)
    assert found is not None
    sheets = sheets_of(found, build.catalogue, "/brief")
    heads = [
        block.text
        for sheet in sheets
        for block in sheet
        if isinstance(block, Words) and block.look == "heading"
    ]
    assert [head.partition(".")[0] for head in heads] == [str(number) for number in range(1, len(heads) + 1)]
    assert isinstance(sheets[1][-1], Address)


def test_nothing_is_said_of_rows_that_had_no_room(brief: Brief, build: Build) -> None:
    """A caution or a source of a row that was left out would speak of a figure nobody sees."""
    long = "아주 긴 이름의 지표" * 9
    rows = tuple((long, *row[1:]) for row in brief.figures.rows)
    cut = replace(brief, figures=replace(brief.figures, rows=rows))
    first, second = sheets_of(cut, build.catalogue, f"{BASE}/brief")
    (table,) = [block for block in first if isinstance(block, FigureTable)]
    left_out = len(rows) - len(table.rows)
    assert left_out
    told = " ".join(block.text for block in second if isinstance(block, Words))
    for name in ("cautions", "sources"):
        part = brief.part(name)
        spared = {line.text for line in part.lines} - {
            line.text for line in part.without_rows(left_out).lines
        }
        assert spared and not any(text in told for text in spared)
