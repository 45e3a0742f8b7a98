"""Tables and matrices of the page of all figures: every format holds what the page shows."""

import io
import json
import zipfile
from typing import Any

import openpyxl
import pandas as pd
import pytest
from pptx import Presentation

from exports.csv import csv_bytes
from exports.excel import excel_bytes
from exports.json import json_bytes
from exports.layouts import file_column
from exports.matrices import MOST_ROWS, matrix_of
from exports.package import package_bytes
from exports.powerpoint.deck import powerpoint_bytes
from exports.publication import Publication
from i18n.messages import messages
from i18n.numbers import number
from regions.asking.page_specs import PAGES
from regions.asking.view import View, decode
from regions.database.build import Build
from regions.database.catalogue import Catalogue
from regions.database.languages import LANGUAGES
from regions.database.places import OF_REGIONS
from regions.exhibits.answers import answer, in_language
from regions.exhibits.exploration import (
    columns_shown,
    indicators_table,
    selection_of,
    whole_long_table,
    wide_table,
    years_table,
)
from regions.exhibits.explore import explore_outline
from regions.figures.crosstabs import correlations
from regions.figures.holdings import coverage_by_year
from regions.shapes.exhibit import Exhibit

TABLES = {"long": whole_long_table, "wide": wide_table, "years": years_table, "indicators": indicators_table}
SEVERAL = {"indicator": ["births", "share_65plus", "grdp_nominal"], "region": ["KR-47", "JP-05", "KR-11"]}


@pytest.fixture(name="view_of")
def fixture_view_of(known: Catalogue) -> Any:
    def view_of(show: str, language: str = "en", **query: list[str]) -> View:
        return decode("explore", {"lang": [language], "show": [show], **query}, known)[0]

    return view_of


def figures_of(content: bytes) -> pd.DataFrame:
    """Return the table of a CSV file."""
    return pd.read_csv(io.BytesIO(content))


def shown(content: bytes) -> Any:
    """Return the table of the first slide, and all words of the slide."""
    (slide,) = Presentation(io.BytesIO(content)).slides
    tables = [shape.table for shape in slide.shapes if shape.has_table]
    words = " ".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)
    return (tables[0] if tables else None), words


@pytest.mark.parametrize("mode", ["level", "index", "per_head"])
@pytest.mark.parametrize("show", TABLES)
def test_every_file_holds_exactly_the_table_of_the_page(
    show: str, mode: str, view_of: Any, known: Catalogue, build: Build, publication: Publication
) -> None:
    view = view_of(show, "ko", **SEVERAL, mode=[mode], **{"from": ["2000"]})
    expected = TABLES[show](view, build).rename(columns=str)
    in_files = expected.rename(columns=file_column)
    (exhibit,) = answer(view, build)

    table = figures_of(csv_bytes(exhibit, publication))
    pd.testing.assert_frame_equal(table, in_files, check_dtype=False, check_exact=False)
    rows = pd.DataFrame(json.loads(json_bytes(exhibit, publication))["data"])
    names = [str(name) for name in expected]
    figures = [name for name in names if exhibit.layout and exhibit.layout.is_figure(name)]
    rows = rows.astype(dict.fromkeys(map(file_column, figures), float))
    pd.testing.assert_frame_equal(rows, in_files, check_dtype=False, check_exact=False)

    sheet = openpyxl.load_workbook(io.BytesIO(excel_bytes([exhibit], publication)))[
        f"{messages('ko')('excel.table')} 1"
    ]
    for name in figures:
        column = names.index(name) + 1
        cells = [sheet.cell(row, column).value for row in range(5, 5 + len(expected))]
        wanted = ["[x]" if pd.isna(value) else pytest.approx(value) for value in expected[name]]
        assert cells == wanted, name


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_slide_shows_the_first_rows_and_says_how_many_there_are(
    language: str, view_of: Any, known: Catalogue, build: Build, publication: Publication
) -> None:
    view = view_of("long", language, **SEVERAL)
    (exhibit,) = answer(view, build)
    expected = whole_long_table(view, build)
    table, words = shown(powerpoint_bytes(exhibit, publication))
    t = messages(language)
    assert t("slide.first_rows", shown=12, of=f"{len(expected):,}") in words
    assert [table.cell(0, n).text for n in range(len(table.columns))] == [
        t(f"explore.column.{name}") for name in columns_shown(view)
    ]
    first = expected.iloc[0]
    column = list(expected).index("value")
    assert table.cell(1, column).text == number(first.value, language, known.indicators["births"].decimals)


def test_provisional_figures_and_projections_stay_marked_in_a_table_of_years(
    view_of: Any, known: Catalogue, build: Build, publication: Publication
) -> None:
    unsure = build.query(
        f"SELECT DISTINCT indicator_id FROM observation WHERE status = 'provisional' AND {OF_REGIONS}"
    )
    (exhibit,) = answer(view_of("years", indicator=[unsure.indicator_id.min()]), build)
    marked = set(exhibit.layout.statuses.values()) if exhibit.layout else set()
    assert marked
    sheet = openpyxl.load_workbook(io.BytesIO(excel_bytes([exhibit], publication)))["Table 1"]
    formats = {cell.number_format for row in sheet.iter_rows(min_row=5) for cell in row}
    marks = {"provisional": "[p]", "projection": "[f]"}
    assert all(any(marks[status] in one for one in formats) for status in marked)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_correlation_matrix_is_a_native_table_with_the_coefficients_of_the_page(
    language: str, view_of: Any, known: Catalogue, build: Build, publication: Publication
) -> None:
    view = view_of("correlation", language, topic=["ageing"])
    (exhibit,) = answer(view, build)
    codes = [code for code in known.topics["ageing"].members if known.indicators[code].is_regional]
    expected = correlations(build, selection_of(view), codes)
    assert len(expected) > 20
    table, words = shown(powerpoint_bytes(exhibit, publication))
    cells = [
        table.cell(row, column).text
        for row in range(1, len(table.rows))
        for column in range(1, len(table.columns))
    ]
    assert sorted(filter(None, cells)) == sorted(number(value, language, 2) for value in expected.coefficient)
    below = messages(language)(f"country.{'JP' if language == 'ja' else 'KR'}")
    assert below in words
    table_of_files = figures_of(csv_bytes(exhibit, publication))
    assert sorted(table_of_files.value) == pytest.approx(sorted(expected.coefficient))


def test_coverage_is_drawn_as_bars_that_say_which_years_they_stand_for(
    view_of: Any, known: Catalogue, build: Build, publication: Publication
) -> None:
    view = view_of("missing", topic=["ageing"])
    (exhibit,) = answer(view, build)
    expected = coverage_by_year(build, known.topics["ageing"].members)
    assert sorted(exhibit.data.value) == sorted(expected.regions)
    (slide,) = Presentation(io.BytesIO(powerpoint_bytes(exhibit, publication))).slides
    (group,) = [shape for shape in slide.shapes if shape.shape_type == 6]
    told = [shape._element.xpath(".//p:cNvPr")[0].get("descr") for shape in group.shapes]
    first = expected[(expected.indicator_id == "share_65plus") & (expected.country == "JP")]
    span = f"{first.year.min()}–{first.year.max()}"
    assert any("Japan" in text and span in text and "all regions" in text for text in told), told
    assert len({shape.shape_id for shape in group.shapes}) == len(told)


def test_a_missing_figure_stays_missing_in_the_map_of_missing_figures(
    view_of: Any, known: Catalogue, build: Build, publication: Publication
) -> None:
    (exhibit,) = answer(view_of("missing", indicator=["births"]), build)
    table = figures_of(csv_bytes(exhibit, publication))
    absent = table[table.presence == "missing"]
    assert len(absent) > 0
    assert absent.value.isna().all()
    assert table[table.presence == "actual"].value.notna().all()
    matrix = matrix_of(exhibit, known)
    assert len(matrix.names) == MOST_ROWS
    assert len(matrix.told) == 1


@pytest.mark.parametrize("show", PAGES["explore"].shows)
def test_the_package_is_tidy_and_whole(
    show: str, view_of: Any, known: Catalogue, build: Build, publication: Publication
) -> None:
    (exhibit,) = answer(view_of(show, topic=["ageing"], country=["KR"]), build)
    with zipfile.ZipFile(io.BytesIO(package_bytes(exhibit, publication))) as archive:
        data = pd.read_csv(archive.open("data.csv"))
        described = json.loads(archive.read("datapackage.json"))
    assert len(data) == len(exhibit.data)
    fields = [field["name"] for field in described["resources"][0]["schema"]["fields"]]
    assert fields == list(data.columns)
    assert described["sources"]


@pytest.mark.parametrize("show", PAGES["explore"].shows)
def test_an_outline_becomes_whole_when_a_file_is_asked_for(
    show: str, view_of: Any, known: Catalogue, build: Build
) -> None:
    view = view_of(show, "ja", topic=["ageing"], country=["JP"])
    outline = explore_outline(view, build)
    assert outline.data.empty
    for language in LANGUAGES:
        whole: Exhibit = in_language(outline, language, build)
        assert whole.language == language
        assert whole.id == outline.id
        assert len(whole.data) > 0


def test_nothing_that_passes_the_filters_is_no_exhibit(view_of: Any, known: Catalogue, build: Build) -> None:
    nothing = view_of("long", indicator=["births"], status=["projection"])
    assert answer(nothing, build) == ()
    one_alone = view_of("correlation", indicator=["births"])
    assert answer(one_alone, build) == ()
    too_many = view_of("wide")
    assert answer(too_many, build) == ()
