"""Slide, workbook, CSV, JSON and screen show the same figures, whatever is asked."""

import io
import json
from typing import Any

import openpyxl
import pandas as pd
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from pptx import Presentation

from exports.csv import csv_bytes
from exports.excel import excel_bytes
from exports.json import json_bytes
from exports.powerpoint.deck import powerpoint_bytes
from exports.publication import Publication
from i18n.messages import messages
from regions.asking.page_specs import MODES
from regions.asking.view import decode
from regions.database.build import current_build
from regions.database.languages import LANGUAGES
from regions.exhibits.answers import answer
from regions.shapes.exhibit import Exhibit

pytestmark = pytest.mark.usefixtures("database_path")


@st.composite
def exhibits(draw: Any) -> Exhibit:
    build = current_build()
    known = build.catalogue
    page = draw(st.sampled_from(["overview", "compare"]))
    query = {
        "lang": [draw(st.sampled_from(LANGUAGES))],
        "indicator": [draw(st.sampled_from(sorted(known.indicators)))],
        "region": draw(st.lists(st.sampled_from(sorted(known.regions)), max_size=12, unique=True)),
        "year": [str(draw(st.integers(1920, 2050)))] if draw(st.booleans()) else [],
        "mode": [draw(st.sampled_from(MODES))],
        "currency": [draw(st.sampled_from(["national", "usd", "ppp"]))],
    }
    view, _ = decode(page, query, known)
    found = answer(view, build)
    assume(found)  # no time shift for the indicator, or no two regions to set against each other
    return found[0]


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(exhibit=exhibits())
def test_every_format_holds_the_same_figures(exhibit: Exhibit) -> None:
    publication = Publication(current_build().catalogue, "https://regions.example")
    expected = sorted(exhibit.data.value.dropna())

    table = pd.read_csv(io.BytesIO(csv_bytes(exhibit, publication)))
    assert sorted(table.value.dropna()) == pytest.approx(expected)

    rows = json.loads(json_bytes(exhibit, publication))["data"]
    assert sorted(row["value"] for row in rows if row["value"] is not None) == pytest.approx(expected)

    book = openpyxl.load_workbook(io.BytesIO(excel_bytes([exhibit], publication)))
    sheet = book[f"{messages(exhibit.language)('excel.table')} 1"]
    assert sorted(_figures(sheet, exhibit)) == pytest.approx(expected)

    drawn = _drawn(powerpoint_bytes(exhibit, publication), exhibit)
    held = set(exhibit.data.value.dropna())
    assert all(any(value == pytest.approx(one) for one in held) for value in drawn)
    if exhibit.chart == "line" and exhibit.data.dropna(subset=["value"]).region_code.nunique() <= 8:
        assert sorted(drawn) == pytest.approx(expected), "nothing is left out unless there is no room"


def _figures(sheet: Any, exhibit: Exhibit) -> list[float]:
    """Figures of a table: all columns but the year for lines, else the one column with the values."""
    head = [cell.value for cell in sheet[4]]
    if exhibit.chart == "line":
        columns = range(2, len(head) + 1)
    else:
        t = messages(exhibit.language)
        ranks = sum(str(name) in (t("table.rank_country"), t("table.rank_all")) for name in head)
        columns = range(len(head) - ranks, len(head) - ranks + 1)
    cells = [sheet.cell(row, column).value for row in range(5, sheet.max_row + 1) for column in columns]
    return [value for value in cells if isinstance(value, int | float)]


def _drawn(content: bytes, exhibit: Exhibit) -> list[float]:
    """Figures of the native chart of the first slide; a map has shapes instead."""
    (slide,) = Presentation(io.BytesIO(content)).slides
    charts = [shape.chart for shape in slide.shapes if shape.has_chart]
    return [v for chart in charts for series in chart.plots[0].series for v in series.values if v is not None]
