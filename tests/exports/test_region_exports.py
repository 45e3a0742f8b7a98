"""The region profile and the maps of designated companies as slides and workbooks, in every language."""

import io
from typing import Any

import openpyxl
import pandas as pd
import pytest
from pptx import Presentation
from pptx.oxml.ns import qn

from charts.kinds.registry import drawings
from exports.csv import csv_bytes, full_csv_bytes
from exports.excel import excel_bytes
from exports.package import package_bytes
from exports.powerpoint.deck import powerpoint_bytes
from exports.publication import Publication
from i18n.messages import messages
from regions.asking.view import decode
from regions.database.build import Build
from regions.database.catalogue import Catalogue
from regions.database.languages import LANGUAGES, Language
from regions.exhibits.answers import answer
from regions.exhibits.deck import resolve, slide_of
from regions.shapes.exhibit import Exhibit
from tests.exports.conftest import Ask


def chart_of(exhibit: Exhibit, publication: Publication) -> Any:
    (slide,) = Presentation(io.BytesIO(powerpoint_bytes(exhibit, publication))).slides
    (chart,) = [shape.chart for shape in slide.shapes if shape.has_chart]
    return chart


def known_values(values: Any) -> list[float]:
    return [value for value in values if value is not None]


@pytest.mark.parametrize("region", ["KR-47", "JP-22"])
def test_every_exhibit_of_a_profile_goes_into_a_deck_in_every_language(
    known: Catalogue, build: Build, publication: Publication, region: str
) -> None:
    view, _ = decode("region", {"lang": ["ko"], "region": [region]}, known)
    exhibits = answer(view, build)
    assert {one.chart for one in exhibits} >= {"table", "pyramid", "stacked", "line"}
    for exhibit in exhibits:
        for language in LANGUAGES:
            (found,) = resolve(slide_of(exhibit), language, build).exhibits
            assert (found.id, found.language) == (exhibit.id, language)
            assert found.data.value.tolist() == pytest.approx(exhibit.data.value.tolist(), nan_ok=True)


def test_a_nation_has_no_profile_to_export(known: Catalogue, build: Build) -> None:
    view, _ = decode("region", {"region": ["JP"]}, known)
    assert answer(view, build) == ()


def test_components_are_stacked_and_their_total_is_a_line(ask: Ask, publication: Publication) -> None:
    exhibit = ask("region", "ko", region=["KR-47"], part=["region-accounts"])
    chart = chart_of(exhibit, publication)
    bars, lines = chart.plots
    drawn = {series.name: known_values(series.values) for plot in (bars, lines) for series in plot.series}
    t = messages("ko")
    for component in ("natural_change", "net_migration", "rest", "change"):
        own = exhibit.data[exhibit.data.component == component].sort_values("year").value.dropna()
        assert drawn[t(f"region.component.{component}")] == pytest.approx(own.tolist())
    assert len(bars.series) == 3 and len(lines.series) == 1
    axes = [
        [axis.get("val") for axis in part.findall(qn("c:axId"))] for part in (bars._element, lines._element)
    ]
    assert axes[0] == axes[1], "one scale for components and total"


def test_moves_are_bars_to_both_sides(ask: Ask, publication: Publication, known: Catalogue) -> None:
    exhibit = ask("region", "en", region=["KR-47"], part=["region-flows"])
    departures, arrivals = chart_of(exhibit, publication).plots[0].series
    order = list(dict.fromkeys(exhibit.data.partner))
    wide = exhibit.data.pivot(index="partner", columns="direction", values="value").loc[order]
    assert list(departures.values) == pytest.approx((-wide.outflow).tolist())
    assert list(arrivals.values) == pytest.approx(wide.inflow.tolist())


def test_what_is_projected_has_a_line_of_its_own(ask: Ask, publication: Publication) -> None:
    exhibit = ask("region", "en", region=["JP-22"], part=["region-outlook-share_65plus"])
    observed, projected = chart_of(exhibit, publication).plots[0].series
    for line, code in ((observed, "share_65plus"), (projected, "projected_share_65plus")):
        own = exhibit.data[exhibit.data.indicator_id == code].sort_values("year").value
        assert known_values(line.values) == pytest.approx(own.tolist()), "nothing between the years published"


def test_ages_are_bars_in_the_order_of_age(ask: Ask, publication: Publication) -> None:
    exhibit = ask("region", "ja", region=["KR-47"], part=["region-ages"])
    (bars,) = chart_of(exhibit, publication).plots[0].series
    assert list(bars.values) == pytest.approx(exhibit.data.value.tolist())


@pytest.mark.parametrize("part", ["region-accounts", "region-flows", "region-outlook-population_total"])
def test_the_workbook_of_a_profile_says_what_each_row_is(
    ask: Ask, publication: Publication, part: str
) -> None:
    t = messages("ko")
    exhibit = ask("region", "ko", region=["KR-47"], part=[part])
    book = openpyxl.load_workbook(io.BytesIO(excel_bytes([exhibit], publication)))
    assert book[f"{t('excel.chart')} 1"]._charts
    rows = [[cell.value for cell in row] for row in book[f"{t('excel.table')} 1"].iter_rows(min_row=5)]
    assert len(rows) == len(exhibit.data)
    words = {"region-accounts": "region.component.rest", "region-flows": "region.flows_inflow"}
    if part in words:
        assert any(t(words[part]) in row for row in rows)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("query", [{}, {"per": ["establishments"]}, {"show": ["korea"]}])
def test_maps_of_designations_keep_the_unknown_unknown(
    ask: Ask, publication: Publication, known: Catalogue, language: Language, query: dict[str, list[str]]
) -> None:
    exhibit = ask("companies", language, **query)
    rows = exhibit.data.set_index("region_code")
    unknown = rows.index[rows.value.isna()].tolist()
    assert unknown and list(exhibit.missing) == unknown
    of_areas = rows.index[rows.area.notna()].tolist() if "area" in rows else []
    assert bool(of_areas) == ("show" not in query)
    (slide,) = Presentation(io.BytesIO(powerpoint_bytes(exhibit, publication))).slides
    shapes = {shape.name: shape for group in slide.shapes if group.shape_type == 6 for shape in group.shapes}
    for code in exhibit.data.region_code:
        shape = shapes[f"{known.regions[code].short[language]} ({code})"]
        pattern = shape._element.spPr.find(qn("a:pattFill"))
        drawn = None if pattern is None else pattern.get("prst")
        assert (drawn == "ltUpDiag") == (code in unknown), f"{code} is hatched: no figure is not zero"
        assert (drawn == "dotGrid") == (code in of_areas), f"{code} is dotted: the figure of an area"


def test_files_say_at_which_level_a_count_was_published(ask: Ask, publication: Publication) -> None:
    exhibit = ask("companies", "ja")
    table = pd.read_csv(io.BytesIO(csv_bytes(exhibit, publication))).set_index("region_code")
    assert table.level.value_counts().to_dict() == {"都道府県": 11, "経済産業局管内": 9}
    assert set(table.area.dropna()) == {"中国経済産業局管内", "四国経済産業局管内"}
    assert table.value[["JP-31", "JP-35"]].nunique() == 1
    (drawn,) = drawings(exhibit, publication.catalogue)
    assert len(drawn.categories) == 13, "an area is one bar"
    assert {"中国経済産業局管内", "四国経済産業局管内"} <= set(drawn.categories)


def test_every_format_of_the_designations_can_be_made(
    ask: Ask, publication: Publication, build: Build
) -> None:
    for query in ({"per": ["people"]}, {"show": ["korea"]}):
        exhibit = ask("companies", "ja", **query)
        for made in (
            excel_bytes([exhibit], publication),
            package_bytes(exhibit, publication),
            full_csv_bytes(exhibit, publication, build),
        ):
            assert len(made) > 500


def test_what_moves_a_population_is_counted_in_persons(ask: Ask, publication: Publication) -> None:
    exhibit = ask("region", "en", region=["KR-47"], part=["region-accounts"])
    table = pd.read_csv(io.BytesIO(csv_bytes(exhibit, publication)), dtype=str)
    assert set(table.unit) == {"people"}
    names = {publication.catalogue.indicators[code].name["en"] for code in set(table.indicator_id)}
    assert set(table.indicator) == names and len(names) == 3
    deaths = table[table.component == "deaths"].value.dropna()
    assert len(deaths) and deaths.str.fullmatch(r"\d+").all()
    assert table.source.notna().all()
