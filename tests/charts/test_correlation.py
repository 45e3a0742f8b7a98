"""The square of correlations and the presence of figures draw what the frames hold."""

import numpy as np
import pandas as pd
import pytest

from charts.correlation import correlation_figure
from charts.coverage import coverage_figure
from charts.picture import Grid
from charts.presence import presence_figure
from charts.theme import DARK, LIGHT
from charts.type import text_width
from i18n.messages import messages
from i18n.numbers import number
from regions.asking.selection import Selection, figures
from regions.database.build import Build, current_build
from regions.database.catalogue import Catalogue
from regions.database.languages import LANGUAGES, Language
from regions.figures.crosstabs import correlations
from regions.figures.holdings import coverage_by_year
from scripts.chart_overlaps import overlaps
from scripts.drawn_charts import WIDTHS

CODES = ("share_65plus", "total_fertility_rate", "net_migration_rate")


@pytest.fixture(scope="module")
def build(database_path: object) -> Build:
    return current_build()


@pytest.fixture(scope="module")
def catalogue(build: Build) -> Catalogue:
    return build.catalogue


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", ["wide", "narrow"])
def test_each_pair_stands_once_with_its_coefficient(
    build: Build, catalogue: Catalogue, language: Language, width: str
) -> None:
    frame = correlations(build, Selection(), CODES)
    figure = correlation_figure(Grid(catalogue, LIGHT, language, width, "Source: x"), frame, CODES)
    drawn = np.asarray(figure.data[0].z, dtype=float)
    assert np.isfinite(drawn).sum() == len(frame)
    assert np.isnan(drawn.diagonal()).all()
    pair = frame[(frame.x == CODES[0]) & (frame.y == CODES[1])].set_index("country").coefficient
    assert (drawn[1, 0], drawn[0, 1]) == (pair["KR"], pair["JP"])
    texts = [str(note.text) for note in figure.layout.annotations]
    assert number(pair["KR"], language, 2) in texts
    assert any("Source: x" in text for text in texts)


# Fifteen columns of a small window, seven of a phone, take a coefficient; more do not.
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("size", [2, 7, 9, 13, 14, 17, 20])
def test_coefficients_are_written_where_they_fit(
    build: Build, catalogue: Catalogue, width: tuple[str, int], size: int
) -> None:
    codes = [code for code, one in catalogue.indicators.items() if one.is_regional][:size]
    frame = correlations(build, Selection(), codes)
    for language in LANGUAGES:
        figure = correlation_figure(Grid(catalogue, LIGHT, language, width[0], "Source: x"), frame, codes)
        assert overlaps(figure, width[1]) == []
        texts = [str(note.text) for note in figure.layout.annotations]
        written = any(number(value, language, 2) in texts for value in frame.coefficient)
        assert written != any("■" in text for text in texts)


@pytest.mark.parametrize("width", WIDTHS)
def test_years_and_names_of_the_coverage_stand_apart(
    build: Build, catalogue: Catalogue, width: tuple[str, int]
) -> None:
    codes = tuple(code for code, one in catalogue.indicators.items() if one.topic in ("ageing", "population"))
    for language in LANGUAGES:
        figure = coverage_figure(build, codes, LIGHT, language, width[0], "Source: x")
        assert overlaps(figure, width[1]) == []
        held = coverage_by_year(build, codes)
        assert figure.layout.xaxis.range[0] < held.year.min() < held.year.max() < figure.layout.xaxis.range[1]
        axis, margin = figure.layout.xaxis, figure.layout.margin
        shares = (np.array(axis.tickvals) - axis.range[0]) / np.ptp(axis.range)
        per_panel = 0.49 * (width[1] - margin.l - margin.r)
        gaps = np.diff([*shares, 1 + shares[0]]) * per_panel
        assert gaps.min() > text_width("2000", 12)


def test_presence_tells_gaps_marks_and_kinds_of_figures_apart(build: Build, catalogue: Catalogue) -> None:
    frame = figures(build, Selection(indicators=("births",), year_from=2018, year_to=2022))
    frame = frame[~((frame.region_code == "JP-05") & (frame.year == 2019))]
    marked = (frame.region_code == "JP-05") & (frame.year == 2020)
    frame = frame.assign(value=frame.value.mask(marked), mark=pd.Series("X", frame.index).where(marked))
    codes = ["KR-47", "JP-05"]
    figure = presence_figure(Grid(catalogue, DARK, "en", "wide", "Source: x"), frame, codes)
    cells = pd.DataFrame(figure.data[0].text, index=codes, columns=list(figure.data[0].x))
    t = messages("en")
    assert cells.loc["JP-05", 2019] == t("explore.presence.missing")
    assert cells.loc["JP-05", 2020] == t("explore.presence.marked")
    assert cells.loc["KR-47", 2020] == t("explore.presence.actual")
    legend = {trace.name for trace in figure.data[1:]}
    assert {t("explore.presence.missing"), t("explore.presence.marked")} <= legend
