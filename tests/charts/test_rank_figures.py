"""The figures of the rank page, the time shift and the findings: every region in sight, nothing invented."""

import math
import re
from dataclasses import replace
from itertools import pairwise
from xml.etree import ElementTree

import numpy as np
import pandas as pd
import plotly.graph_objects as go
import pytest

from charts.miniature import miniature
from charts.page_figures import page_figure
from charts.picture import Picture
from charts.ranked import ranked_bars, then_and_now_figure
from charts.scatter import scatter_figure
from charts.theme import DARK, LIGHT, MARKERS
from charts.ticks import log_ticks, round_ticks
from charts.timeshift import aligned_figure, when_figure
from i18n.units import is_phrase
from regions.asking.view import decode
from regions.database.build import Build, current_build
from regions.database.languages import LANGUAGES, Language
from regions.database.places import are_regions, country_of
from regions.exhibits.compare import compare_exhibits
from regions.exhibits.lag import lag_exhibits
from regions.exhibits.rank import rank_exhibits
from regions.shapes.exhibit import Exhibit
from regions.words.findings import findings
from scripts.chart_overlaps import overlaps

Query = dict[str, str | list[str]]


@pytest.fixture(scope="module")
def build(database_path: object) -> Build:
    return current_build()


def exhibits(page: str, language: Language = "en", /, **query: str | list[str]) -> list[Exhibit]:
    build = current_build()
    catalogue = build.catalogue
    listed = {name: value if isinstance(value, list) else [value] for name, value in query.items()}
    view, _ = decode(page, listed, catalogue, language)
    if page == "rank":
        return rank_exhibits(view, build)
    return lag_exhibits(view, build) if view.mode == "lag" else compare_exhibits(view, build)


def names(figure: go.Figure) -> str:
    return " ".join(text for axis in figure.select_yaxes() for text in (axis.ticktext or ()))


def texts(figure: go.Figure) -> str:
    return " ".join(str(one.text) for one in figure.layout.annotations)


@pytest.mark.parametrize("width", ["wide", "narrow"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_bars_show_every_name_and_figure(build: Build, language: Language, width: str) -> None:
    catalogue = build.catalogue
    exhibit = exhibits("rank", language, indicator="share_65plus", region="KR-46")[0]
    figure = ranked_bars(Picture(exhibit, current_build(), LIGHT, width))
    shown = names(figure)
    for code in exhibit.data.region_code:
        assert catalogue.regions[code].short[language] in shown
    bars = {row[0]: x for trace in figure.data for row, x in zip(trace.customdata, trace.x, strict=True)}
    expected = exhibit.data.set_index("region_code").value
    assert bars == expected.to_dict()
    assert f"<b>{catalogue.regions['KR-46'].short[language]}</b>" in shown
    assert exhibit.source_line[:20] in re.sub("<br>", " ", texts(figure))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_unit_that_is_a_phrase_stands_in_the_subtitle_instead_of_beside_every_bar(
    build: Build, language: Language
) -> None:
    one_of_each = {
        unit: code
        for code, indicator in build.catalogue.indicators.items()
        for unit in (indicator.unit_for(country, None)[language] for country in indicator.countries)
        if indicator.is_regional and is_phrase(unit, language)
    }
    for unit, code in one_of_each.items():
        exhibit = exhibits("rank", language, indicator=code)[0]
        assert unit in exhibit.subtitle
        assert unit not in exhibit.mark_labels([7.5], [next(iter(exhibit.units))])[0]
    assert one_of_each or language == "ko", "Korean names what is counted: no phrase stands behind a number"


@pytest.mark.parametrize(
    ("indicator", "meaning"),
    [("projected_working_age_index", "projections"), ("census_population_change_2020_2025", "provisional")],
)
def test_a_picture_says_what_its_hatched_bars_are(build: Build, indicator: str, meaning: str) -> None:
    def foot(code: str) -> str:
        return texts(page_figure(exhibits("rank", indicator=code)[0], build, LIGHT, "wide"))

    assert f"Hatched: {meaning}" in foot(indicator)
    assert "Hatched" not in foot("share_65plus")


def test_an_indicator_of_nations_alone_has_one_bar_each_on_the_rank_page_too(build: Build) -> None:
    figure = page_figure(exhibits("rank", indicator="capital_area_20_39_share")[0], build, LIGHT, "wide")
    assert len(figure.data) == 2
    assert not any(trace.marker.pattern.shape for trace in figure.data), "hatching means a status"


def test_what_does_not_compare_stands_in_two_columns_with_two_axes(build: Build) -> None:
    exhibit = exhibits("rank", indicator="hometown_tax_per_capita")[0]
    figure = ranked_bars(Picture(exhibit, current_build(), LIGHT, "wide"))
    countries = [{country_of(row[0]) for row in trace.customdata} for trace in figure.data]
    assert countries == [{"KR"}, {"JP"}]
    assert figure.layout.xaxis.range != figure.layout.xaxis2.range


def test_a_region_without_a_figure_has_no_bar(build: Build) -> None:
    exhibit = exhibits("rank", indicator="hometown_tax_per_capita")[0]
    figure = ranked_bars(Picture(exhibit, current_build(), LIGHT, "wide"))
    drawn = {row[0] for trace in figure.data for row in trace.customdata}
    assert exhibit.missing and not drawn & set(exhibit.missing)


@pytest.mark.parametrize("indicator", ["population_total", "share_65plus", "natural_change_rate"])
@pytest.mark.parametrize("width", ["wide", "narrow"])
def test_then_and_now_lie_within_the_axis(build: Build, indicator: str, width: str) -> None:
    exhibit = exhibits("rank", indicator=indicator, show="change")[0]
    figure = then_and_now_figure(Picture(exhibit, current_build(), LIGHT, width))
    marks = [trace for trace in figure.data if trace.mode == "markers"]
    drawn = {row[0] for trace in marks for row in trace.customdata}
    assert drawn >= set(exhibit.data[are_regions(exhibit.data.region_code)].region_code)
    low, high = figure.layout.xaxis.range
    for trace in marks:
        x = np.log10(trace.x) if figure.layout.xaxis.type == "log" else np.array(trace.x)
        assert (x >= low).all() and (x <= high).all()


def relation_figure(build: Build, **query: str | list[str]) -> tuple[Exhibit, go.Figure]:
    pair = ["population_density", "total_fertility_rate"]
    exhibit = exhibits("rank", indicator=pair, show="relation", **query)[0]
    return exhibit, scatter_figure(Picture(exhibit, build, DARK, "wide"))


def test_countries_differ_by_marker_as_well_as_colour(build: Build) -> None:
    _, figure = relation_figure(build)
    symbols = {trace.marker.symbol for trace in figure.data if trace.customdata is not None}
    assert symbols == set(MARKERS.values())


@pytest.mark.parametrize("trail", ["on", "off"])
def test_names_of_picked_regions_cover_neither_each_other_nor_a_mark(build: Build, trail: str) -> None:
    picked = ["JP-13", "JP-14", "JP-27", "KR-11", "JP-11", "JP-12", "KR-41", "KR-28", "JP-23", "JP-26"]
    exhibit, figure = relation_figure(build, region=picked, log=["x"], trail=trail)
    names = [f"<b>{build.catalogue.regions[code].short[exhibit.language]}</b>" for code in picked]
    written = [note.text for note in figure.layout.annotations if note.text in names]
    assert sorted(written) == sorted(names)
    assert [fault for width in (760, 1090) for fault in overlaps(figure, width)] == []


def test_the_lag_is_drawn_from_year_to_year(build: Build) -> None:
    lines, counterparts = exhibits("compare", mode="lag", indicator="share_65plus", region="KR-47")
    figure = when_figure(Picture(lines, build, LIGHT, "wide"), counterparts)
    nation = counterparts.data.set_index("region_code").loc["JP"]
    ways = [trace for trace in figure.data if trace.mode == "lines+markers" and len(trace.x) == 2]
    assert list(ways[-1].x) == [pytest.approx(nation.reached_year), nation.year]
    assert f"{nation.value:.1f} years" in texts(figure)


def test_nothing_is_drawn_where_nothing_was_reached(build: Build) -> None:
    lines, counterparts = exhibits("compare", mode="lag", indicator="share_65plus", region="JP-05")
    figure = when_figure(Picture(lines, build, LIGHT, "wide"), counterparts)
    assert "years</b>" not in texts(figure)


@pytest.mark.parametrize("width", ["wide", "narrow"])
def test_a_common_clock_shows_each_region(build: Build, width: str) -> None:
    query: Query = {"indicator": "births", "shift": "aligned", "event": "peak_population"}
    exhibit = exhibits("compare", mode="lag", region=["KR-46", "JP-05"], **query)[0]
    figure = aligned_figure(Picture(exhibit, current_build(), LIGHT, width))
    drawn = sum(len(trace.x) for trace in figure.data)
    assert drawn == exhibit.data.value.notna().sum()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_finding_has_a_small_chart_with_words(build: Build, language: Language) -> None:
    for finding in findings(build):
        small = miniature(finding, build.catalogue, LIGHT, language)
        root = ElementTree.fromstring(small.svg)  # well-formed
        places = [
            float(value)
            for element in root.iter()
            for name, value in element.attrib.items()
            if name in ("x", "cx", "y", "cy")
        ]
        assert all(math.isfinite(place) and -2 <= place <= 302 for place in places), finding.id
        assert small.alternative and "nan" not in small.alternative, finding.id


@pytest.mark.parametrize("ends", [(5.0, 5.1, 5.2), (0.0, 0.1, 9.0), (8.9, 9.0, 9.0)])
def test_names_at_the_ends_of_small_lines_do_not_overlap(build: Build, ends: tuple[float, ...]) -> None:
    drawn = next(finding for finding in findings(build) if finding.chart == "lines")
    indicator_id = str(drawn.data.indicator_id.iloc[0])
    rows = [
        {"region_code": code, "indicator_id": indicator_id, "year": year, "value": value}
        for code, end in zip(("KR-47", "JP-05", "JP-13"), ends, strict=True)
        for year, value in ((2010, 0.0), (2020, end))
    ]
    small = miniature(replace(drawn, data=pd.DataFrame(rows)), build.catalogue, LIGHT, "en")
    texts = ElementTree.fromstring(small.svg).iter("{http://www.w3.org/2000/svg}text")
    heights = sorted(float(text.attrib["y"]) for text in texts if text.attrib.get("font-weight"))
    assert len(heights) == len(ends)
    assert all(after - before >= 14 for before, after in pairwise(heights)), "15 apart, rounded"


@pytest.mark.parametrize(("low", "high"), [(0.2, 7.3), (-12, 35), (1e5, 9e6)])
def test_ticks_are_round_and_inside(low: float, high: float) -> None:
    ticks = round_ticks(low, high, 6)
    assert 3 <= len(ticks) <= 8 and low <= ticks[0] and ticks[-1] <= high
    assert len({round(after - before, 6) for before, after in pairwise(ticks)}) == 1


def test_ticks_of_a_logarithmic_axis(build: Build) -> None:
    assert log_ticks(60, 20_000, 8) == [100, 200, 500, 1000, 2000, 5000, 10_000, 20_000]
    assert log_ticks(1, 1e6, 4) != [] and len(log_ticks(1, 1e4, 5)) <= 6
