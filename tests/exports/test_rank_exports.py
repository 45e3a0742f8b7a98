"""Ranking, change, relation and concentration as native charts with the figures of the page."""

import io
from typing import Any

import openpyxl
import pandas as pd
import pytest
from pptx import Presentation

from charts.drawing import GAP, ON_A_SLIDE
from charts.kinds.registry import drawings
from exports.csv import csv_bytes
from exports.excel import excel_bytes
from exports.powerpoint.deck import powerpoint_bytes
from exports.publication import Publication
from i18n.messages import messages
from regions.database.build import Build
from regions.database.catalogue import Catalogue
from regions.database.languages import LANGUAGES, Language
from regions.database.places import are_regions
from regions.exhibits.answers import in_language
from regions.shapes.exhibit import Exhibit
from tests.exports.conftest import Ask

# Twelve regions, as many as the page takes, none at an end of the ranking alone.
MANY = [f"JP-{number:02d}" for number in range(8, 20)]


def charts(exhibit: Exhibit, publication: Publication) -> list[Any]:
    (slide,) = Presentation(io.BytesIO(powerpoint_bytes(exhibit, publication))).slides
    return [shape.chart for shape in slide.shapes if shape.has_chart]


def names_and_values(chart: Any) -> dict[str, float]:
    plot = chart.plots[0]
    return {
        category.label: value
        for series in plot.series
        for category, value in zip(plot.categories, series.values, strict=True)
        if value is not None
    }


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("show", ["bars", "swarm"])
def test_the_ranking_shows_the_picked_and_both_ends(
    ask: Ask, publication: Publication, known: Catalogue, language: Language, show: str
) -> None:
    exhibit = ask("rank", language, indicator=["share_65plus"], show=[show], region=["KR-47", "JP-22"])
    (chart,) = charts(exhibit, publication)
    drawn = names_and_values(chart)
    held = exhibit.data[are_regions(exhibit.data.region_code)].sort_values("value", ascending=False)
    shorts = [known.regions[code].short[language] for code in held.region_code]
    figures = dict(zip(shorts, held.value.tolist(), strict=True))
    names = list(figures)
    assert drawn == pytest.approx({name: figures[name] for name in drawn})
    assert {
        names[0],
        names[-1],
        *(known.regions[code].short[language] for code in ("KR-47", "JP-22")),
    } <= set(drawn)
    categories = [category.label for category in chart.plots[0].categories]
    assert len(categories) <= (ON_A_SLIDE.bars or 0)
    assert GAP in categories, "what is left out shows"
    assert [name for name in names if name in drawn] == [name for name in categories if name != GAP]


@pytest.mark.parametrize(("show", "most"), [("bars", ON_A_SLIDE.bars), ("change", ON_A_SLIDE.pairs)])
def test_every_region_picked_is_drawn(ask: Ask, known: Catalogue, show: str, most: int) -> None:
    exhibit = ask("rank", "en", indicator=["share_65plus"], show=[show], region=MANY)
    (drawn,) = drawings(exhibit, known)
    names = set(drawn.categories) | {one.name for one in drawn.series}
    assert {known.regions[code].short["en"] for code in MANY} <= names
    assert max(len(drawn.categories), len(drawn.series)) <= most


def test_countries_without_a_common_scale_have_charts_of_their_own(
    ask: Ask, publication: Publication, known: Catalogue
) -> None:
    for show in ("bars", "change"):
        query = {"indicator": ["grdp_per_capita"], "currency": ["national"], "show": [show]}
        exhibit = ask("rank", "ja", **query)
        parts = drawings(exhibit, known)
        assert [one.country for one in parts] == ["JP", "KR"]
        assert all({series.country for series in one.series} == {one.country} for one in parts)
        assert len(charts(exhibit, publication)) == 2


def test_then_and_now_is_a_line_a_region_between_two_points(
    ask: Ask, publication: Publication, known: Catalogue
) -> None:
    exhibit = ask("rank", "en", indicator=["population_total"], show=["change"], region=["KR-47", "JP-22"])
    (chart,) = charts(exhibit, publication)
    years = sorted(exhibit.data.year.unique())
    codes = {region.short["en"]: code for code, region in known.regions.items()}
    for series in chart.plots[0].series:
        own = exhibit.data[exhibit.data.region_code == codes[series.name]].set_index("year").value
        assert list(series.iter_values()) and len(set(series.iter_values())) == 1
        across = [float(point.text) for point in series._element.xpath("./c:xVal//c:v")]
        assert across == pytest.approx([own[years[0]], own[years[1]]])
    assert {"Gyeongbuk", "Shizuoka"} <= {series.name for series in chart.plots[0].series}
    assert chart._chartSpace.xpath(".//c:logBase"), "as on the page"


def test_a_relation_is_points_with_the_picked_named(ask: Ask, publication: Publication) -> None:
    exhibit = ask(
        "rank", "ko", indicator=["total_fertility_rate"], show=["relation"], region=["KR-47", "JP-22"]
    )
    (chart,) = charts(exhibit, publication)
    names = [series.name for series in chart.plots[0].series]
    assert names == ["일본", "한국", "경북", "시즈오카"]
    pairs = {
        (float(x.text), float(y.text))
        for series in chart.plots[0].series
        for x, y in zip(
            series._element.xpath("./c:xVal//c:v"), series._element.xpath("./c:yVal//c:v"), strict=True
        )
    }
    held = exhibit.data.dropna(subset=["value", "x_value"])
    assert pairs == set(zip(held.x_value, held.value, strict=True))
    labels = chart._chartSpace.xpath(".//c:dLbl//a:t/text()")
    assert labels == ["경북", "시즈오카"]


def test_concentration_is_lines_in_the_unit_of_the_share(ask: Ask, publication: Publication) -> None:
    exhibit = ask("rank", "en", indicator=["births"], show=["concentration"])
    (chart,) = charts(exhibit, publication)
    drawn = [value for series in chart.plots[0].series for value in series.values if value is not None]
    assert sorted(drawn) == pytest.approx(sorted(exhibit.data.value.dropna()))
    table = pd.read_csv(io.BytesIO(csv_bytes(exhibit, publication)))
    assert set(table.unit.dropna()) == {"%"}, "a share, not births"
    book = openpyxl.load_workbook(io.BytesIO(excel_bytes([exhibit], publication)))
    head = [cell.value for cell in book[f"{messages('en')('excel.table')} 1"][4]]
    assert all("(%)" in str(name) for name in head[1:])


def test_the_workbook_holds_both_indicators_of_a_relation(ask: Ask, publication: Publication) -> None:
    exhibit = ask("rank", "en", indicator=["total_fertility_rate"], show=["relation"])
    book = openpyxl.load_workbook(io.BytesIO(excel_bytes([exhibit], publication)))
    sheet = book[f"{messages('en')('excel.table')} 1"]
    head = [cell.value for cell in sheet[4]]
    column = head.index(messages("en")("field.x_value"))
    held = [row[column].value for row in sheet.iter_rows(min_row=5)]
    assert held == pytest.approx(exhibit.data.x_value.tolist())


@pytest.mark.parametrize("show", ["bars", "change", "relation", "concentration"])
def test_the_workbook_has_a_native_chart(ask: Ask, publication: Publication, show: str) -> None:
    exhibit = ask("rank", "ko", indicator=["share_65plus"], show=[show], region=["KR-47"])
    book = openpyxl.load_workbook(io.BytesIO(excel_bytes([exhibit], publication)))
    assert len(book[f"{messages('ko')('excel.chart')} 1"]._charts) == 1


@pytest.mark.parametrize("show", ["bars", "change", "relation", "concentration"])
def test_the_same_chart_comes_in_another_language(
    ask: Ask, known: Catalogue, build: Build, show: str
) -> None:
    exhibit = ask("rank", "ko", indicator=["share_65plus"], show=[show], region=["KR-47"])
    other = in_language(exhibit, "ja", build)
    assert (other.id, other.language, other.chart) == (exhibit.id, "ja", exhibit.chart)
    assert sorted(other.data.value.dropna()) == pytest.approx(sorted(exhibit.data.value.dropna()))
