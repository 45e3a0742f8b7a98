"""The matrices draw what the frames hold: a triangle a country, a kind of presence a cell."""

import numpy as np
import pandas as pd
import pytest

from charts.matrices import correlation_figure, presence_figure
from charts.picture import Grid
from charts.theme import DARK, LIGHT
from i18n.messages import messages
from regions.asking.selection import Selection, figures
from regions.database.build import Build, current_build
from regions.database.catalogue import Catalogue
from regions.database.languages import LANGUAGES, Language
from regions.figures.crosstabs import correlations

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
    drawn = [np.asarray(trace.z, dtype=float) for trace in figure.data]
    assert sum(np.isfinite(z).sum() for z in drawn) == len(frame)
    for z in drawn:
        assert np.isnan(z[np.triu_indices(len(z))]).all()
    first = {"ko": "KR", "ja": "JP", "en": "KR"}[language]
    own = frame[(frame.country == first) & (frame.x == CODES[0]) & (frame.y == CODES[1])]
    assert drawn[0][1, 0] == own.coefficient.iloc[0]
    texts = [str(note.text) for note in figure.layout.annotations]
    assert any("Source: x" in text for text in texts)


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
