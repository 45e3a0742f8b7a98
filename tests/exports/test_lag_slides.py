"""Slides of the time shift: charts of its own figures, and what a reader must be told beside them."""

import io
from typing import Any

import pytest
from pptx import Presentation

from exports.powerpoint.contents import ExhibitSlide, PairSlide
from exports.powerpoint.deck import presentation_bytes
from exports.powerpoint.tables import MOST_COLUMNS, columns_within
from exports.publication import Publication
from i18n.messages import messages
from regions.database.catalogue import Catalogue
from regions.database.languages import LANGUAGES, Language
from regions.shapes.exhibit import Exhibit
from tests.exports.conftest import Ask

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


def test_a_table_of_years_shows_the_latest_and_says_so(ask: Ask, publication: Publication) -> None:
    exhibit = ask("compare", "en", shift=["aligned"], **SHIFTED)
    slide = alone(exhibit, publication, "en")
    (table,) = [shape.table for shape in slide.shapes if shape.has_table]
    years = sorted(exhibit.data.year.unique())
    head = [cell.text_frame.text for cell in table.rows[0].cells]
    assert head[1:] == [str(year) for year in years[1 - MOST_COLUMNS :]]
    told = messages("en")("slide.first_columns", shown=MOST_COLUMNS, of=len(years) + 1)
    assert any(told in text for text in texts(slide))


@pytest.mark.parametrize(
    ("number", "latest", "first"),
    [(MOST_COLUMNS, True, 1), (MOST_COLUMNS + 1, True, 2), (MOST_COLUMNS + 1, False, 1)],
)
def test_the_first_column_always_stays(number: int, latest: bool, first: int) -> None:
    columns = columns_within(number, latest=latest)
    assert columns[:2] == [0, first]
    assert len(columns) == MOST_COLUMNS
