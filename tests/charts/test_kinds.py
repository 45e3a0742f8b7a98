"""Kinds of charts: what their frames must hold, and how much of it is drawn."""

from collections.abc import Callable
from dataclasses import replace

import pandas as pd
import pytest

from charts.drawing import EVERYTHING, GAP, ON_A_SLIDE, Limits
from charts.kinds import lines, ranked
from charts.kinds.kind import Subject, UnfitFrame
from charts.kinds.registry import drawing, kind_of, kinds
from regions.asking.page_specs import PAGES
from regions.asking.view import decode
from regions.database.build import current_build
from regions.database.catalogue import Catalogue
from regions.exhibits.answers import ANSWERS, answer
from regions.shapes.exhibit import Exhibit

MakeExhibit = Callable[..., Exhibit]


def holding(exhibit: Exhibit, kind: str, columns: tuple[str, ...]) -> Exhibit:
    data = pd.DataFrame([dict.fromkeys(columns, 1)], columns=list(columns))
    return replace(exhibit, chart=kind, data=data, layout=None)


@pytest.mark.parametrize("name", sorted(kinds()))
def test_a_frame_needs_every_column_of_its_kind_and_no_other(name: str, overview: MakeExhibit) -> None:
    kind, exhibit = kinds()[name], overview("births")
    assert kind_of(holding(exhibit, name, kind.columns)) is kind
    for column in kind.columns:
        rest = tuple(other for other in kind.columns if other != column)
        with pytest.raises(UnfitFrame, match=f"'overview'.*'{name}'.*no column {column}\\."):
            kind_of(holding(exhibit, name, rest))


def test_a_kind_that_there_is_not_is_refused_by_name(overview: MakeExhibit) -> None:
    with pytest.raises(UnfitFrame, match=r"'overview'.*'lines'.*Known are .*line.*"):
        drawing(replace(overview("births"), chart="lines"), current_build().catalogue)


@pytest.mark.parametrize(
    ("page", "query"),
    [
        *((page, {"show": [show]}) for page in sorted(ANSWERS) for show in PAGES[page].shows or ("",)),
        ("compare", {"mode": ["lag"]}),
    ],
)
def test_every_exhibit_of_every_page_fits_its_kind(
    page: str, query: dict[str, list[str]], catalogue: Catalogue
) -> None:
    view, _ = decode(page, {"region": ["KR-47", "JP-22"], **query}, catalogue)
    for exhibit in answer(view, current_build()):
        assert kind_of(exhibit).name == exhibit.chart


@pytest.mark.parametrize("spare", [0, 1])
def test_bars_are_left_out_only_where_there_is_no_room(
    spare: int, overview: MakeExhibit, catalogue: Catalogue
) -> None:
    exhibit = overview("share_65plus")
    total = len(ranked.regions_of(ranked.known_rows(exhibit)))
    drawn = ranked.describe(Subject(exhibit, catalogue, limits=Limits(bars=total - spare)))
    assert (GAP in drawn.categories) == bool(drawn.left_out) == bool(spare)
    assert len(drawn.categories) == total - spare
    whole = ranked.describe(Subject(exhibit, catalogue, limits=EVERYTHING))
    assert len(whole.categories) == total
    assert not whole.left_out


@pytest.mark.parametrize("more", [0, 1])
def test_lines_are_left_out_only_where_there_is_no_room(
    more: int, compare: MakeExhibit, catalogue: Catalogue
) -> None:
    most = ON_A_SLIDE.lines or 0
    asked = [f"JP-{number:02d}" for number in range(1, most - 1 + more)]
    exhibit = compare("share_65plus", *asked)
    drawn = lines.describe(Subject(exhibit, catalogue))
    assert len(drawn.series) == most
    assert len(drawn.left_out) == more
    assert {"KR", "JP"} <= {one.key for one in drawn.series}, "the nations stay"
    assert len(lines.describe(Subject(exhibit, catalogue, limits=EVERYTHING)).series) == most + more


def test_a_region_keeps_its_colour_where_another_has_no_figures(
    compare: MakeExhibit, catalogue: Catalogue
) -> None:
    asked = ("KR-11", "KR-26", "KR-47")
    whole = compare("share_65plus", *asked)
    without = replace(whole, data=whole.data[whole.data.region_code != "KR-26"])
    colours = [
        {one.key: one.colour for one in lines.describe(Subject(exhibit, catalogue)).series}
        for exhibit in (whole, without)
    ]
    assert "KR-26" not in colours[1]
    assert colours[1]["KR-47"] == colours[0]["KR-47"]
