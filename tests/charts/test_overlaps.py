"""No text of a chart covers a mark or another text: on figures just inside and outside, and on a sample."""

import random

import plotly.graph_objects as go
import pytest

from charts.arcs import arcs_figure
from charts.labels import Mark, Rectangle, Window, label_spots, spots_in_all
from charts.page_figures import page_figure
from charts.picture import Picture
from charts.theme import LIGHT
from charts.venues import venues_figure
from regions.asking.view import View, decode
from regions.database.build import current_build
from regions.database.catalogue import Catalogue
from regions.exhibits.answers import answer
from regions.policy.meetings import meetings_listing
from regions.policy.tie_places import place_pairs, venues
from regions.policy.ties import all_ties, ties_listing
from scripts.chart_overlaps import faults, overlaps
from scripts.drawn_charts import CHARTS, WIDTHS

SAMPLE = 1


def figure_of(*notes: dict[str, object], mark: float = 500.0, opacity: float = 1.0) -> go.Figure:
    layout = {
        "margin": {"l": 0, "r": 0, "t": 0, "b": 0},
        "height": 200,
        "font": {"size": 10},
        "xaxis": {"range": (0, 400)},
        "yaxis": {"range": (0, 200)},
        "annotations": [{"text": "abcd", "y": 100, "xanchor": "left", **note} for note in notes],
    }
    look = {"size": 10, "opacity": opacity}
    trace = {"type": "scatter", "mode": "markers", "x": [mark], "y": [100.0], "marker": look}
    return go.Figure({"data": [trace], "layout": layout})


# Four letters are 21 pixels wide, two around them, and boxes may share five.
@pytest.mark.parametrize(("apart", "found"), [(17, True), (19, False)])
def test_texts_that_meet_are_found(apart: float, found: bool) -> None:
    assert bool(overlaps(figure_of({"x": 100}, {"x": 100 + apart}), 400)) is found


@pytest.mark.parametrize(("mark", "found"), [(124, True), (126, False)])
def test_a_text_on_a_mark_is_found(mark: float, found: bool) -> None:
    assert bool(overlaps(figure_of({"x": 100}, mark=mark), 400)) is found


def test_a_faded_mark_is_covered_like_any_other_and_a_text_led_to_it_stands_where_it_is_led() -> None:
    assert overlaps(figure_of({"x": 100}, mark=110, opacity=0.28), 400)
    assert overlaps(figure_of({"x": 100, "bgcolor": "white"}, mark=110, opacity=0.28), 400) == []
    led = {"x": 100, "xanchor": "center", "showarrow": True, "ax": 60, "ay": -40}
    assert overlaps(figure_of(led, mark=100, opacity=0.28), 400) == []
    assert overlaps(figure_of({**led, "ax": 0, "ay": 0}, mark=100, opacity=0.28), 400)


def test_a_label_without_room_beside_its_mark_stands_further_off_and_free_in_every_window() -> None:
    near, apart = ([Mark(100, 50, 4), Mark(one, 50, 40)] for one in (100, 160))
    windows = [Window(marks[:1], marks, Rectangle(0, 0, 300, 200)) for marks in (near, apart)]
    assert spots_in_all(["name"], windows, 12) == [None]
    (spot,) = spots_in_all(["name"], windows, 12, [0, 20, 40])
    assert spot is not None and spot.above > 40


@pytest.mark.parametrize(("left", "found"), [(378, False), (382, True)])
def test_a_text_that_leaves_the_picture_is_found(left: float, found: bool) -> None:
    assert bool(overlaps(figure_of({"x": left}), 400)) is found


def test_labels_look_for_a_free_place_and_give_up_where_there_is_none() -> None:
    frame = Rectangle(0, 0, 300, 100)
    near = [("name", Mark(100, 50, 4)), ("other", Mark(104, 50, 4))]
    one, other = label_spots(near, [mark for _, mark in near], 12, frame)
    assert one is not None and other is not None
    assert one.above > 0 > other.above
    assert label_spots(near[:1], [Mark(100, 50, 90)], 12, frame) == [None]


@pytest.mark.parametrize("name", CHARTS)
def test_every_page_keeps_its_texts_apart(catalogue: Catalogue, name: str) -> None:
    build = current_build()
    subjects = random.Random(name).sample(sorted(CHARTS[name].subjects(build)), SAMPLE)
    assert [fault for one in subjects for fault in faults(build, CHARTS[name], one)] == []


@pytest.mark.parametrize("picked", [(), ("KR-47", "JP-13")])
def test_names_on_the_maps_of_exchange_keep_apart(catalogue: Catalogue, picked: tuple[str, ...]) -> None:
    build = current_build()
    ties = ties_listing(View("exchange", "ko", regions=picked), build, all_ties(build))
    meetings = meetings_listing(View("exchange", "ja"), build)
    for layout, width in WIDTHS:
        arcs = arcs_figure(Picture(ties, build, LIGHT, layout), place_pairs(build))
        assert overlaps(arcs, width) == []
        assert overlaps(venues_figure(Picture(meetings, build, LIGHT, layout), venues(build)), width) == []


def pages_texts(page: str, catalogue: Catalogue, **asked: list[str]) -> list[str]:
    """Return what cannot be read in the first figure of a page, at every width."""
    build = current_build()
    view, _ = decode(page, asked, catalogue, "ko")
    exhibit = answer(view, build)[0]
    figures = ((page_figure(exhibit, build, LIGHT, layout), width) for layout, width in WIDTHS)
    return [fault for figure, width in figures for fault in overlaps(figure, width)]


@pytest.mark.parametrize("regions", [["KR-50", "JP-47"], ["JP-13", "KR-29"], ["KR-46", "JP-42"]])
def test_names_on_maps_of_municipalities_stay_apart_and_inside(
    catalogue: Catalogue, regions: list[str]
) -> None:
    assert pages_texts("municipalities", catalogue, region=regions) == []


@pytest.mark.parametrize("regions", [["KR-47", "JP-32"], ["JP-32", "KR-43"], ["JP-47", "KR-11"]])
def test_the_lowest_and_the_highest_municipality_are_named_on_every_map(
    catalogue: Catalogue, regions: list[str]
) -> None:
    build = current_build()
    view, _ = decode("municipalities", {"region": regions}, catalogue, "ko")
    exhibit = answer(view, build)[0]
    for layout, _width in WIDTHS:
        figure = page_figure(exhibit, build, LIGHT, layout).to_dict()
        inside = [name for trace in figure["data"] if trace.get("mode") == "text" for name in trace["text"]]
        written = " ".join([*inside, *(note["text"] for note in figure["layout"]["annotations"])])
        for region in regions:
            own = exhibit.data[exhibit.data.parent_code == region].set_index("region_code").value
            for code in (own.idxmin(), own.idxmax()):
                assert catalogue.municipal.places[str(code)].short["ko"] in written


@pytest.mark.parametrize("first", ["share_65plus", "total_dependency_ratio"])
def test_the_key_of_a_relation_stands_beside_or_above_the_name_of_an_axis(
    catalogue: Catalogue, first: str
) -> None:
    assert pages_texts("rank", catalogue, indicator=[first, "births_per_100_deaths"], show=["relation"]) == []
