"""Every figure is honest when it stands alone, and shows what the exhibit holds, no more and no less."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import combinations, pairwise

import numpy as np
import pandas as pd
import plotly.graph_objects as go
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from charts.classes import classes_of
from charts.coverage import coverage_figure
from charts.lines import line_figure
from charts.maps import map_figure
from charts.nations import ranking_bars
from charts.picture import Picture
from charts.strip import ranking_strip, swarm_offsets
from charts.theme import DARK, LIGHT, Theme, readable_on, region_colours
from charts.tiles import tile_figure
from charts.type import text_width, wrapped
from i18n.messages import messages
from regions.database.build import current_build
from regions.database.catalogue import Catalogue
from regions.database.languages import LANGUAGES, Language
from regions.database.places import COUNTRIES, are_regions, country_of, is_region
from regions.shapes.exhibit import Exhibit, countries_in_order
from tests.kinds import one_of_each_kind

MakeExhibit = Callable[..., Exhibit]
Draw = Callable[..., go.Figure]
FORMS: tuple[Draw, ...] = (map_figure, tile_figure, ranking_strip)
WIDTHS = ("wide", "narrow")
REGIONAL = [
    "population_change_rate",
    "share_65plus",
    "grdp_per_capita",
    "vacant_house_rate",
    "leading_companies",
]


def words(figure: go.Figure) -> str:
    return " ".join(str(note.text) for note in figure.layout.annotations).replace("<br>", " ")


def squeezed(text: str) -> str:
    return re.sub(r"\s|<[^>]+>", "", text)


def picture(exhibit: Exhibit, width: str = "wide", theme: Theme = LIGHT) -> Picture[Exhibit]:
    return Picture(exhibit, current_build(), theme, width)


def figures_of(exhibit: Exhibit, theme: Theme, width: str, forms: Sequence[Draw] = FORMS) -> list[go.Figure]:
    shown = replace(exhibit, view=replace(exhibit.view, regions=("KR-47", "JP-05")))
    return [draw(picture(shown, width, theme)) for draw in forms]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("indicator", REGIONAL)
def test_title_definition_and_source_stand_inside(
    overview: MakeExhibit, catalogue: Catalogue, language: str, width: str, indicator: str
) -> None:
    exhibit = overview(indicator, language)
    for figure in figures_of(exhibit, LIGHT, width):
        inside = squeezed(words(figure))
        assert squeezed(exhibit.title) in inside
        assert squeezed(exhibit.subtitle) in inside
        assert squeezed(exhibit.source_line) in inside
        if exhibit.comparability.code in ("near", "differs"):
            assert squeezed(exhibit.comparability.text) in inside


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("draw", [map_figure, tile_figure])
def test_korea_lies_west_of_japan_and_legends_keep_the_readers_order(
    overview: MakeExhibit, catalogue: Catalogue, language: Language, draw: Draw
) -> None:
    figure = draw(picture(overview("hometown_tax_received", language)))
    axes = {
        country_of(trace.customdata[0][0]): trace.xaxis.replace("x", "xaxis")
        for trace in figure.data
        if trace.customdata is not None
    }
    assert figure.layout[axes["KR"]].domain[1] < figure.layout[axes["JP"]].domain[0]
    names = {messages(language)(f"country.{code}"): code for code in COUNTRIES}
    named = [names[str(note.text)] for note in figure.layout.annotations if str(note.text) in names]
    assert named == list(countries_in_order(language))


def marked(figure: go.Figure) -> dict[str, str]:
    """Region codes that carry a hover text, with that text."""
    found: dict[str, str] = {}
    for trace in figure.data:
        texts = trace.hovertext if trace.hovertext is not None else trace.text
        if trace.customdata is not None and texts is not None:
            found |= {str(row[0]): str(text) for row, text in zip(trace.customdata, texts, strict=True)}
    return found


@pytest.mark.parametrize("indicator", REGIONAL)
def test_the_map_holds_every_region_and_says_which_have_no_figure(
    overview: MakeExhibit, catalogue: Catalogue, indicator: str
) -> None:
    exhibit = overview(indicator)
    regional = exhibit.data[are_regions(exhibit.data.region_code)].set_index("region_code").value
    for draw in (map_figure, tile_figure):
        hover = marked(draw(picture(exhibit)))
        assert set(hover) == set(regional.index)
        for code, value in regional.items():
            assert ("no figure" in hover[str(code)]) == bool(pd.isna(value))


def test_a_region_without_a_figure_is_not_among_the_dots(overview: MakeExhibit, catalogue: Catalogue) -> None:
    exhibit = overview("leading_companies")
    known = exhibit.data.dropna(subset=["value"])
    dots = marked(ranking_strip(picture(exhibit)))
    assert set(dots) == {code for code in known.region_code if is_region(code)}
    assert len(dots) < 47


def test_two_definitions_get_two_scales(overview: MakeExhibit, catalogue: Catalogue) -> None:
    one = words(map_figure(picture(overview("share_65plus"))))
    two = words(map_figure(picture(overview("vacant_house_rate"))))
    assert one.count("≥") == 1
    assert two.count("≥") == 2


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
@pytest.mark.parametrize("indicator", [*REGIONAL, "population_total", "net_migration"])
def test_classes_hold_every_value_once(overview: MakeExhibit, indicator: str, theme: Theme) -> None:
    exhibit = overview(indicator)
    values = exhibit.data[are_regions(exhibit.data.region_code)].value.dropna()
    classes = classes_of(exhibit, values, theme)
    assert sum(classes.counts) == len(values)
    assert len(classes.colours) == len(classes.labels) == len(classes.counts) == len(classes.limits) + 1
    assert len(set(classes.colours)) == len(classes.colours)
    assert all(low < high for low, high in pairwise(classes.limits))
    assert 4 <= len(classes.counts) <= 8
    counted = [0] * len(classes.counts)
    for value in values:
        counted[classes.index(float(value))] += 1
    assert tuple(counted) == classes.counts


@pytest.mark.parametrize(
    ("values", "labels", "counts"),
    [
        ([7, 7, 8, 7], ("7", "8"), (3, 1)),
        ([1, 1, 2, 3, 3, 4, 6, 9, 9, 99], ("1", "2", "3", "4 – 5", "6 – 8", "9 – 99"), (2, 1, 2, 1, 1, 3)),
    ],
)
def test_classes_of_small_numbers_name_the_numbers_in_them(
    overview: MakeExhibit, values: list[int], labels: tuple[str, ...], counts: tuple[int, ...]
) -> None:
    classes = classes_of(overview("population_total"), pd.Series(values, dtype=float), LIGHT)
    assert (classes.labels, classes.counts) == (labels, counts)
    beyond = classes_of(overview("population_total"), pd.Series([*values, 100], dtype=float), LIGHT)
    assert "≥" in beyond.labels[-1], "from a hundred on, classes have round limits"


def test_a_change_is_centred_on_zero(overview: MakeExhibit) -> None:
    exhibit = overview("population_change_rate")
    values = exhibit.data[are_regions(exhibit.data.region_code)].value
    classes = classes_of(exhibit, values, LIGHT)
    assert 0.0 in classes.limits
    half = set(LIGHT.diverging[:3])
    assert classes.colour(-0.01) in half
    assert classes.colour(0.01) not in half


@given(st.lists(st.floats(0, 1000), max_size=60), st.floats(2, 20))
def test_dots_never_overlap(places: list[float], diameter: float) -> None:
    dots = list(zip(places, swarm_offsets(places, diameter), strict=True))
    for (x0, y0), (x1, y1) in combinations(dots, 2):
        assert np.hypot(x0 - x1, y0 - y1) >= diameter * 0.98


# Lines


def lines(figure: go.Figure) -> list[go.Scatter]:
    return [trace for trace in figure.data if "lines" in (trace.mode or "")]


def test_a_line_shows_the_exhibits_figures_and_breaks_at_gaps(
    compare: MakeExhibit, catalogue: Catalogue
) -> None:
    exhibit = compare("one_person_household_share", "JP-05", "JP-13")
    figure = line_figure(picture(exhibit))
    drawn = sorted(
        round(float(value), 9) for trace in lines(figure) for value in trace.y if not np.isnan(float(value))
    )
    assert drawn == sorted(round(float(value), 9) for value in exhibit.data.value.dropna())


def test_a_missing_year_interrupts_the_line(compare: MakeExhibit, catalogue: Catalogue) -> None:
    exhibit = compare("births", "KR-47")
    hole = exhibit.data[~((exhibit.data.region_code == "KR-47") & (exhibit.data.year == 2010))]
    figure = line_figure(picture(Exhibit(**{**exhibit.__dict__, "data": hole})))
    gaps = [trace for trace in lines(figure) if np.isnan(np.asarray(trace.y, dtype=float)).any()]
    assert len(gaps) == 1
    assert gaps[0].connectgaps is False
    assert 2010 not in [int(year) for year, value in zip(gaps[0].x, gaps[0].y, strict=True) if value == value]


def test_a_census_between_years_without_figures_is_a_point(
    compare: MakeExhibit, catalogue: Catalogue
) -> None:
    """Population is held for every fifth year up to 1970, and 2025 is a break: no line would show either."""
    figure = line_figure(picture(compare("population_total", "JP-05")))
    trace = next(one for one in figure.data if len(one.x) > 40)
    shown = {int(year): size for year, size in zip(trace.x, trace.marker.size, strict=True) if size}
    assert list(shown) == [*range(1920, 1971, 5), 2025]
    assert trace.mode == "lines+markers"


def test_projections_are_dotted_on_a_band(compare: MakeExhibit, catalogue: Catalogue) -> None:
    figure = line_figure(picture(compare("projected_population", "KR-47", "JP-22")))
    assert {trace.line.dash for trace in lines(figure)} == {"dot"}
    assert any(shape.type == "rect" for shape in figure.layout.shapes)
    assert "Projection" in words(figure)


def test_breaks_are_marked_in_the_years_shown(compare: MakeExhibit, catalogue: Catalogue) -> None:
    whole = line_figure(picture(compare("share_65plus", "KR-47", "JP-05")))
    marks = next(trace for trace in whole.data if trace.yaxis == "y2")
    assert 2020 - 0.5 in list(marks.x)
    later = compare("share_65plus", "KR-47", "JP-05", **{"from": "2022"})
    assert all(trace.yaxis != "y2" for trace in line_figure(picture(later)).data)


@pytest.mark.parametrize("width", WIDTHS)
def test_end_labels_keep_apart(compare: MakeExhibit, catalogue: Catalogue, width: str) -> None:
    codes = [region.code for region in catalogue.regions_of("JP")][:12]
    figure = line_figure(picture(compare("share_65plus", *codes), width))
    low, high = figure.layout.yaxis.range
    height = figure.layout.height - figure.layout.margin.t - figure.layout.margin.b
    names = {catalogue.regions[code].short["en"] for code in [*codes, "KR", "JP"]}
    labels = [note for note in figure.layout.annotations if squeezed(str(note.text)).split("(")[0] in names]
    assert len(labels) == len(names)
    places = sorted((note.y - low) / (high - low) * height + note.yshift for note in labels)
    assert min(b - a for a, b in pairwise(places)) > 13


def test_every_indicator_can_be_drawn(
    overview: MakeExhibit, compare: MakeExhibit, catalogue: Catalogue
) -> None:
    """Each in one form, one of each kind in all: how a form is drawn depends on the kind."""
    in_full = set(one_of_each_kind(catalogue))
    for number, (code, indicator) in enumerate(catalogue.indicators.items()):
        language, width = LANGUAGES[number % 3], WIDTHS[number % 2]
        exhibit = overview(code, language)
        if indicator.is_regional:
            figures_of(exhibit, DARK, width, FORMS if code in in_full else FORMS[number % 3 :][:1])
        else:
            bars = ranking_bars(picture(exhibit, width, DARK))
            assert len(bars.data) == len(indicator.countries)
        if code not in in_full:
            continue
        drawn = compare(code, "KR-47", "JP-05", language=language)
        if not drawn.data.dropna(subset=["value"]).empty:
            line_figure(picture(drawn, width, DARK))


# Colours and text


def contrast(first: str, second: str) -> float:
    def luminance(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    light, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_text_can_be_read_on_its_ground(theme: Theme) -> None:
    for colour in (theme.text, theme.muted, theme.country("KR"), theme.country("JP")):
        assert contrast(colour, theme.page) >= 4.5
    for ground in (*theme.sequential, *theme.sequential_japan, *theme.diverging):
        assert contrast(readable_on(ground), ground) >= 3.5


def test_picked_regions_have_colours_of_their_own() -> None:
    colours = region_colours(["KR-47", "KR-11", "JP-05", "JP-13", "KR-26"], LIGHT)
    assert len(set(colours.values())) == 5
    assert colours["KR-47"] in LIGHT.korea
    assert colours["JP-05"] in LIGHT.japan


@given(st.text(alphabet="가나다 abc한日本語のです、。・", max_size=80), st.floats(60, 400))
@example("aaaaa 、、", 60.0)
@example("a 日日日日日日、。日", 60.0)
def test_wrapping_loses_no_letter(text: str, width: float) -> None:
    lines = wrapped(text, 12, width)
    assert squeezed("".join(lines)) == squeezed(text)
    for line in lines:
        assert text_width(line, 12) <= width or " " not in line.strip()


def test_the_coverage_strip_has_a_row_for_each_indicator(catalogue: Catalogue) -> None:
    codes = ("births", "hometown_tax_per_capita", "capital_area_population_share")
    figure = coverage_figure(current_build(), codes, LIGHT, "en", "wide")
    assert len(figure.data) == 2
    korea = next(trace for trace in figure.data if trace.xaxis == "x")
    rows = np.asarray(korea.z, dtype=float)
    assert rows.shape[0] == len(codes)
    assert np.nanmax(rows[0]) == 1.0
    assert np.nanmax(rows[1]) < 1.0, "donations are published for a part of the provinces only"
