"""Arcs, matrix, timeline and the figures of the Act show what the lists hold."""

import itertools

import numpy as np
import pandas as pd
import plotly.graph_objects as go
import pytest

from charts.arcs import arcs_figure, curve
from charts.chronicle import act_figure, meetings_figure
from charts.maps import map_figure
from charts.picture import Picture
from charts.theme import DARK, LIGHT, Theme
from charts.tie_matrix import tie_matrix
from charts.venues import venues_figure
from regions.asking.view import View
from regions.database.build import current_build
from regions.database.catalogue import Catalogue
from regions.database.languages import LANGUAGES, Language
from regions.policy.designations import act_figures, designation_exhibit
from regions.policy.meetings import all_meetings, meetings_listing
from regions.policy.tie_places import place_pairs, place_points, venues
from regions.policy.ties import all_ties, pair_counts, ties_listing
from regions.shapes.frames import rows_of
from regions.shapes.listing import Listing, make_listing

WIDTHS = ("wide", "narrow")


def ties(language: Language, *picked: str) -> Listing:
    build = current_build()
    return ties_listing(View("exchange", language, regions=picked), build, all_ties(build))


def words(figure: go.Figure) -> str:
    return " ".join(str(note.text) for note in figure.layout.annotations)


def dots_of(figure: go.Figure) -> list[go.Scatter]:
    return [trace for trace in figure.data if trace.marker.symbol in ("circle", "square")]


def arcs_in(figure: go.Figure) -> int:
    lines = [trace for trace in figure.data if trace.mode == "lines" and trace.fill is None]
    return sum(int(np.isnan(np.asarray(trace.y, dtype=float)).sum()) for trace in lines)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_an_arc_for_each_pair(catalogue: Catalogue, language: Language, width: str, theme: Theme) -> None:
    build = current_build()
    pairs = place_pairs(build)
    for picked in ((), ("KR-47",), ("JP-32", "KR-48")):
        figure = arcs_figure(Picture(ties(language, *picked), build, theme, width), pairs)
        assert arcs_in(figure) == len(pairs)
        assert "198" in words(figure)
    # No dot for a place without a recorded tie: absent, not a dot of size zero.
    korea, japan = dots_of(figure)
    assert (len(korea.x), len(japan.x)) == (pairs.kr_code.nunique(), pairs.jp_code.nunique())
    # Korea lies west of Japan, in whatever order a language names the two.
    assert np.mean(korea.x) < np.mean(japan.x)


def test_a_curve_begins_and_ends_where_it_should() -> None:
    points = curve((0.0, 0.0), (100.0, 50.0))
    assert points[0].tolist() == [0.0, 0.0]
    assert points[-1].tolist() == [100.0, 50.0]
    assert not np.allclose(points[len(points) // 2], [50.0, 25.0])


def test_picked_regions_and_their_partners_are_named(catalogue: Catalogue) -> None:
    build = current_build()
    figure = arcs_figure(Picture(ties("en", "KR-47"), build, LIGHT, "wide"), place_pairs(build))
    assert "<b>Gyeongbuk</b>" in words(figure)
    assert "Kuroishi" in words(figure)


def test_the_arcs_of_others_are_faint_where_a_region_is_picked(catalogue: Catalogue) -> None:
    build = current_build()
    pairs = place_pairs(build)
    figure = arcs_figure(Picture(ties("en", "JP-44"), build, LIGHT, "wide"), pairs)
    strong = [trace for trace in figure.data if trace.mode == "lines" and (trace.opacity or 0) > 0.5]
    drawn = sum(int(np.isnan(np.asarray(trace.y, dtype=float)).sum()) for trace in strong)
    assert drawn == (pairs.jp_region_code == "JP-44").sum()
    others = [trace for trace in figure.data if trace.mode == "lines" and trace.fill is None]
    assert all(trace.opacity <= 0.2 for trace in others if trace not in strong)


def test_ties_of_municipalities_lead_to_their_places(catalogue: Catalogue) -> None:
    build = current_build()
    pairs, points = place_pairs(build), place_points(build)
    assert pairs.ties.sum() == len(all_ties(build)) == pair_counts(build).ties.sum()
    for row in rows_of(pairs[pairs.kr_code != pairs.kr_region_code]):
        assert (row.kr_x, row.kr_y) == points[row.kr_code]
        assert catalogue.municipal.places[row.kr_code].parent_code == row.kr_region_code
    # A municipality stands within its region, or on an islet near it that the map of regions leaves out.
    reach = 60
    beside = []
    for code, place in catalogue.municipal.places.items():
        outline = catalogue.panels[place.country].outlines[place.parent_code]
        x, y = points[code]
        (left, right), (low, high) = (
            (float(np.nanmin(one)), float(np.nanmax(one))) for one in (outline.x, outline.y)
        )
        if not (left - reach <= x <= right + reach and low - reach <= y <= high + reach):
            beside.append(code)
    assert beside == ["JP-13402"]


@pytest.mark.parametrize("width", WIDTHS)
def test_the_matrix_leaves_pairs_without_a_tie_empty(catalogue: Catalogue, width: str) -> None:
    pairs = pair_counts(current_build())
    figure = tie_matrix(Picture(ties("ja"), current_build(), LIGHT, width), pairs)
    cells = np.asarray(figure.data[0].z, dtype=float)
    assert cells.shape == ((17, 47) if width == "wide" else (47, 17))
    assert np.isfinite(cells).sum() == len(pairs)
    assert np.nansum(cells) == pairs.ties.sum()
    assert not (cells == 0).any()
    assert len(figure.data[1].x) == int(pairs.provinces.sum())


@pytest.mark.parametrize(("language", "width"), list(itertools.product(LANGUAGES, WIDTHS)))
def test_every_meeting_has_a_mark(catalogue: Catalogue, language: Language, width: str) -> None:
    build = current_build()
    listing = meetings_listing(View("exchange", language), build)
    figure = meetings_figure(Picture(listing, build, LIGHT, width), all_meetings(build))
    assert sum(len(trace.x) for trace in figure.data) == len(all_meetings(build))
    assert {trace.marker.symbol for trace in figure.data} == {"circle", "square", "diamond"}
    assert squeezed(listing.source_line) in squeezed(words(figure))


@pytest.mark.parametrize(("language", "width"), list(itertools.product(LANGUAGES, WIDTHS)))
def test_every_host_region_has_a_mark(catalogue: Catalogue, language: Language, width: str) -> None:
    build = current_build()
    listing, meetings = meetings_listing(View("exchange", language), build), all_meetings(build)
    figure = venues_figure(Picture(listing, build, LIGHT, width), venues(build))
    marked = {code for trace in figure.data if trace.mode == "markers" for (code,) in trace.customdata}
    assert marked == set(meetings.region_code.dropna())
    assert venues(build).number.sum() == meetings.region_code.notna().sum()
    # Gyeongju and Beppu hosted, not only their provinces.
    assert {"KR-47130", "JP-44202"} <= set(venues(build).code)


def squeezed(text: str) -> str:
    return text.replace("<br>", "").replace(" ", "")


def test_the_act_shows_published_dates_only(catalogue: Catalogue) -> None:
    build = current_build()
    figures = act_figures(build, "en")
    listing = make_listing("act", View("companies", "en"), build, figures, ("date",), title="t", subtitle="s")
    labels = {"basic_plans_agreed_cumulative": "plans", "leading_projects_approved_cumulative": "projects"}
    figure = act_figure(Picture(listing, build, LIGHT, "wide"), figures, labels)
    assert [list(trace.text) for trace in figure.data] == [
        ["70", "185", "190", "210", "252"],
        ["468", "1,293"],
    ]


def test_unpublished_prefectures_are_hatched_not_coloured(catalogue: Catalogue) -> None:
    exhibit = designation_exhibit(View("companies", "en"), current_build(), "all", "number")
    figure = map_figure(Picture(exhibit, current_build(), LIGHT, "wide"))
    hatched = [trace for trace in figure.data if trace.fill == "toself" and trace.fillpattern.shape == "/"]
    coloured = [trace for trace in figure.data if trace.fill == "toself" and trace.fillpattern.shape is None]
    dotted = [trace for trace in figure.data if trace.fill == "toself" and trace.fillpattern.shape == "."]
    assert len(hatched) == 1
    assert coloured
    # The areas of Chugoku and Shikoku: no border inside, and the legend tells them from prefectures.
    assert dotted
    assert all(trace.line.color == trace.fillcolor == trace.fillpattern.bgcolor for trace in dotted)
    words = [note.text for note in figure.layout.annotations]
    assert any("one figure for several regions (2)" in text for text in words)
    assert any("no figure (27)" in text for text in words)
    marks = next(trace for trace in figure.data if trace.mode == "markers" and trace.customdata is not None)
    known = exhibit.data.set_index("region_code").value
    for (code,), text in zip(marks.customdata, marks.text, strict=True):
        assert pd.notna(known[code]) or " 0" not in text
