"""Slides of the time shift: charts of its own figures, and what a reader must be told beside them."""

import io
from typing import Any

import pytest
from lxml.etree import QName
from pptx import Presentation
from pptx.enum.chart import XL_TICK_LABEL_POSITION

from exports.powerpoint.contents import ExhibitSlide, PairSlide
from exports.powerpoint.deck import presentation_bytes
from exports.powerpoint.tables import MOST_COLUMNS, columns_within
from exports.publication import Publication
from i18n.messages import messages
from regions.database.catalogue import Catalogue
from regions.database.languages import LANGUAGES, Language
from regions.shapes.exhibit import Exhibit
from tests.exports.conftest import Ask

NAMESPACES = {"c": "http://schemas.openxmlformats.org/drawingml/2006/chart"}
SHIFTED = {"indicator": ["share_65plus"], "mode": ["lag"], "region": ["KR-47", "JP-32"]}


def slide_of(content: bytes) -> Any:
    (slide,) = Presentation(io.BytesIO(content)).slides
    return slide


def charts_of(slide: Any) -> list[Any]:
    return [shape.chart for shape in slide.shapes if shape.has_chart]


def texts(slide: Any) -> list[str]:
    return [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]


def drawn(chart: Any) -> dict[str, float]:
    """The figure of each category, whichever series it stands in."""
    plot = chart.plots[0]
    return {
        name: value
        for series in plot.series
        for name, value in zip(plot.categories, series.values, strict=True)
        if value is not None
    }


def alone(exhibit: Exhibit, publication: Publication, language: Language) -> Any:
    return slide_of(presentation_bytes([ExhibitSlide(exhibit)], publication, language))


def test_when_is_told_by_lines_beside_bars(ask: Ask, known: Catalogue, publication: Publication) -> None:
    lines = ask("compare", "en", part=["lag-when-share_65plus"], **SHIFTED)
    bars = ask("compare", "en", part=["lag-counterparts-share_65plus"], **SHIFTED)
    slide = slide_of(presentation_bytes([PairSlide(lines, bars)], publication, "en"))
    over_time, years = charts_of(slide)
    assert {series.name for series in over_time.plots[0].series} == {"Gyeongbuk", "Japan", "Shimane"}
    lags = bars.data.set_index("region_code").value
    assert drawn(years)["Shimane"] == pytest.approx(lags["JP-32"])
    name = known.indicators["share_65plus"].name["en"]
    assert sum(text.count(name) for text in texts(slide)) == 1  # one indicator, though two charts


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_order_is_bars_and_names_who_lies_across_a_break(
    ask: Ask, known: Catalogue, publication: Publication, language: Language
) -> None:
    exhibit = ask("compare", language, shift=["ranking"], **SHIFTED)
    flagged = exhibit.data[exhibit.data.flagged & exhibit.data.value.notna()].region_code.tolist()
    assert flagged
    slide = alone(exhibit, publication, language)
    (chart,) = charts_of(slide)
    found = drawn(chart)
    for row in exhibit.data.dropna(subset=["value"]).itertuples():
        if row.region_code != "KR":
            name = known.regions[str(row.region_code)].short[language]
            assert found[name] == pytest.approx(row.value)
    told = messages(language)("lag.across_break", regions=known.regions[flagged[0]].short[language])
    assert any(told.rstrip("。.") in text for text in texts(slide))


def test_the_trend_is_lines(ask: Ask, publication: Publication) -> None:
    exhibit = ask("compare", "ko", shift=["trend"], **SHIFTED)
    (chart,) = charts_of(alone(exhibit, publication, "ko"))
    assert {series.name for series in chart.plots[0].series} == {"경북", "한국"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_series_on_a_common_clock_are_lines_over_the_years_since_the_event(
    ask: Ask, known: Catalogue, publication: Publication, language: Language
) -> None:
    exhibit = ask("compare", language, shift=["aligned"], **SHIFTED)
    (chart,) = charts_of(alone(exhibit, publication, language))
    by_name = {series.name: series for series in chart.plots[0].series}
    for code, rows in exhibit.data.dropna(subset=["value"]).sort_values("offset").groupby("region_code"):
        name = known.regions[str(code)].short[language]
        series = by_name.pop(name)
        offsets = [float(one.text) for one in series._element.findall(".//c:xVal//c:v", NAMESPACES)]
        assert offsets == pytest.approx(rows.offset.tolist())
        assert list(series.values) == pytest.approx(rows.value.tolist())
        labelled = [one.get("val") for one in series._element.findall(".//c:dLbl/c:idx", NAMESPACES)]
        assert labelled == [str(len(rows) - 1)]
        parts = [QName(part).localname for part in series._element]
        assert parts.index("dLbls") < parts.index("xVal")  # PowerPoint repairs a file of another order
    assert not by_name
    assert chart.category_axis.minimum_scale < 0 < chart.category_axis.maximum_scale
    assert chart.value_axis.tick_label_position == XL_TICK_LABEL_POSITION.LOW


@pytest.mark.parametrize(
    ("number", "latest", "first"),
    [(MOST_COLUMNS, True, 1), (MOST_COLUMNS + 1, True, 2), (MOST_COLUMNS + 1, False, 1)],
)
def test_the_first_column_always_stays(number: int, latest: bool, first: int) -> None:
    columns = columns_within(number, latest=latest)
    assert columns[:2] == [0, first]
    assert len(columns) == MOST_COLUMNS
