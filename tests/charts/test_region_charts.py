"""Charts and marks of the region profile."""

from dataclasses import replace
from urllib.parse import unquote
from xml.etree import ElementTree

import plotly.graph_objects as go
import pytest

from charts.accounts import accounts_figure
from charts.canvas import scaled
from charts.marks import data_address, locator, sparkline, strip
from charts.movement import ages_figure, flows_figure
from charts.outlook import outlook_figure
from charts.picture import Picture
from charts.pyramid import pyramid_figure
from charts.theme import DARK, HALF, LIGHT, NARROW, Theme
from i18n.messages import messages
from regions.asking.view import View
from regions.database.build import Build, current_build
from regions.database.catalogue import Catalogue
from regions.database.languages import LANGUAGES, Language
from regions.database.places import country_of
from regions.exhibits.migration import age_migration_exhibit, flows_exhibit
from regions.exhibits.population import (
    COMPONENTS,
    OUTLOOKS,
    accounts_exhibit,
    outlook_exhibit,
    pyramid_exhibit,
)
from regions.figures.groups import comparison_group
from regions.figures.profile import Place, profile_rows
from scripts.chart_overlaps import overlaps, texts_of

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def build(database_path: object) -> Build:
    return current_build()


def view_of(code: str, language: Language = "en", **choices: str) -> View:
    pairs = tuple((name, (value,)) for name, value in choices.items())
    return View("region", language, regions=(code,), show="page", choices=pairs)


def texts(figure: go.Figure) -> str:
    return " ".join(str(note.text) for note in figure.layout.annotations)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("theme", "width"), [(LIGHT, HALF), (DARK, NARROW)])
@pytest.mark.parametrize("code", ["KR-47", "JP-05"])
def test_each_figure_is_readable_alone(
    build: Build, code: str, theme: Theme, width: str, language: Language
) -> None:
    view = view_of(code, language)
    pyramid = pyramid_exhibit(view, build)
    accounts = accounts_exhibit(view, build)
    pairs = [
        (pyramid, pyramid_figure(Picture(pyramid, build, theme, width), 8.0)),
        (accounts, accounts_figure(Picture(accounts, build, theme, width))),
    ]
    for indicator_id in OUTLOOKS:
        outlook = outlook_exhibit(view, build, indicator_id)
        pairs.append((outlook, outlook_figure(Picture(outlook, build, theme, width))))
    flows, ages = flows_exhibit(view, build), age_migration_exhibit(view, build)
    if flows is not None and ages is not None:
        pairs += [
            (flows, flows_figure(Picture(flows, current_build(), theme, width))),
            (ages, ages_figure(Picture(ages, build, theme, width))),
        ]
    for exhibit, figure in pairs:
        written = texts(figure).replace("<br>", " ").replace(" ", "")
        assert exhibit.title.replace(" ", "") in written
        assert exhibit.source_line.replace(" ", "") in written
        assert figure.layout.paper_bgcolor == theme.page


def test_bars_of_the_pyramid_are_the_shares(build: Build) -> None:
    exhibit = pyramid_exhibit(view_of("KR-47", pyramid_year="2024"), build)
    figure = pyramid_figure(Picture(exhibit, build, LIGHT, HALF), 6.0)
    men, women = figure.data[0], figure.data[1]
    own = exhibit.data[exhibit.data.region_code == "KR-47"]
    assert [-x for x in men.x] == own[own.sex == "male"].share.tolist()
    assert list(women.x) == own[own.sex == "female"].share.tolist()
    assert {trace.line.dash for trace in figure.data[2:]} == {"dot"}, "a nation is dotted"
    assert men.marker.pattern.shape == ""


def test_a_projected_pyramid_looks_different(build: Build) -> None:
    exhibit = pyramid_exhibit(view_of("KR-47"), build)
    exhibit = replace(exhibit, data=exhibit.data.assign(status="projection"))
    figure = pyramid_figure(Picture(exhibit, build, LIGHT, HALF), 6.0)
    assert figure.data[0].marker.pattern.shape == "/"


def test_the_scale_does_not_move_with_the_year(build: Build) -> None:
    ranges = set()
    for year in ("2000", "2024"):
        exhibit = pyramid_exhibit(view_of("JP-05", pyramid_year=year), build)
        ranges.add(tuple(pyramid_figure(Picture(exhibit, build, LIGHT, HALF), 7.5).layout.xaxis.range))
    assert len(ranges) == 1


def test_the_rest_is_hatched_and_breaks_are_marked(build: Build) -> None:
    figure = accounts_figure(Picture(accounts_exhibit(view_of("KR-47"), build), build, LIGHT, HALF))
    natural, migration, rest, total = figure.data
    assert rest.marker.pattern.shape == "/"
    assert natural.marker.color != migration.marker.color
    assert total.mode.startswith("lines")
    marked = {int(note.x) for note in figure.layout.annotations if note.text in ("▲", "◆")}
    assert marked == {2010, 2021, 2023}


def test_nothing_is_drawn_for_a_year_without_figures(build: Build) -> None:
    figure = accounts_figure(Picture(accounts_exhibit(view_of("JP-05"), build), build, LIGHT, HALF))
    assert 2025 not in list(figure.data[0].x), "births of 2025 are not published"
    assert 2024 in list(figure.data[1].x)


def test_projections_are_dotted_and_not_joined_to_the_past(build: Build) -> None:
    for indicator_id in OUTLOOKS:
        exhibit = outlook_exhibit(view_of("JP-05"), build, indicator_id)
        past, ahead = outlook_figure(Picture(exhibit, build, LIGHT, HALF)).data
        assert (past.line.dash, ahead.line.dash) == ("solid", "dot")
        assert list(ahead.x) == [2025, 2030, 2035, 2040, 2045, 2050]
        assert max(past.x) <= 2025


def test_flows_carry_their_balance(build: Build) -> None:
    exhibit = flows_exhibit(view_of("KR-47", flow_year="2024"), build)
    assert exhibit is not None
    figure = flows_figure(Picture(exhibit, current_build(), LIGHT, HALF))
    assert figure.data[0].y[-1] == "Daegu", "largest exchange on top"
    assert "−3,589" in texts(figure)


def place_of(build: Build, code: str, indicator_id: str) -> Place:
    rows = profile_rows(build, comparison_group(build, code, "all"))
    place = next(row.place for row in rows if row.indicator_id == indicator_id)
    assert place is not None
    return place


def test_a_strip_holds_every_region_and_both_nations(build: Build) -> None:
    place = place_of(build, "KR-47", "share_65plus")
    root = ElementTree.fromstring(strip(place, "KR-47", ("KR-46", "JP-08"), LIGHT, with_nations=True))
    paths = [path.get("d", "") for path in root.iter(f"{SVG}path")]
    assert sum(path.count("M") for path in paths if "h.01" in path) == place.n - 3
    assert len([path for path in paths if "V" in path]) == 2
    circles, squares = list(root.iter(f"{SVG}circle")), list(root.iter(f"{SVG}rect"))
    assert [circle.get("r") for circle in circles] == ["3.4", "5.5"]
    assert len(squares) == 1, "a Japanese peer is a square"
    assert all(0 <= float(circle.get("cx", "-1")) <= 220 for circle in circles)


def test_a_nation_that_is_a_sum_does_not_squeeze_the_strip(build: Build) -> None:
    place = place_of(build, "KR-47", "population_total")
    assert place.nations
    svg = strip(place, "KR-47", (), LIGHT, with_nations=False)
    assert "V25" not in svg
    assert max(place.strip, key=lambda one: one[1])[0] != "KR-47"


def test_a_sparkline_is_lifted_at_a_break_and_dotted_when_projected() -> None:
    series = tuple((year, float(year)) for year in range(2000, 2011))
    whole = sparkline(series, (), "KR", LIGHT, projected=False)
    broken = sparkline(series, (2005,), "KR", LIGHT, projected=False)
    path = next(ElementTree.fromstring(broken).iter(f"{SVG}path")).get("d", "")
    assert path.count("M") == 2 and path.count("L") == 9
    assert ElementTree.fromstring(whole).find(f"{SVG}path") is not None
    assert "dasharray" not in whole and "dasharray" in sparkline(series, (), "JP", LIGHT, projected=True)
    ElementTree.fromstring(sparkline(((2020, 3.0),), (), "KR", LIGHT, projected=False))


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_every_region_has_a_small_locator(catalogue: Catalogue, theme: Theme) -> None:
    for panel in catalogue.panels.values():
        for code in panel.outlines:
            svg = locator(code, catalogue, theme)
            ElementTree.fromstring(svg)
            assert theme.country(country_of(code)) in svg
            assert len(svg) < 20_000, code


def test_a_mark_becomes_an_address_of_its_own(catalogue: Catalogue) -> None:
    svg = locator("KR-50", catalogue, LIGHT)
    address = data_address(svg)
    assert unquote(address.removeprefix("data:image/svg+xml,")) == svg
    assert not set('"<>#') & set(address)


def test_scaling_keeps_the_figures_and_shrinks_the_letters(build: Build) -> None:
    exhibit = accounts_exhibit(view_of("KR-47"), build)
    figure = accounts_figure(Picture(exhibit, build, LIGHT, HALF))
    small = scaled(figure, 344, 310, 0.7)
    assert (small.layout.width, small.layout.height) == (344, 310)
    assert small.layout.font.size == pytest.approx(0.7 * figure.layout.font.size)
    assert small.layout.margin.t == pytest.approx(0.7 * figure.layout.margin.t)
    assert small.to_dict()["data"][0]["y"] == figure.to_dict()["data"][0]["y"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("width", "pixels", "factor"), [(HALF, 344, 0.7), (HALF, 530, 1.0), (NARROW, 358, 1.0)]
)
def test_the_key_of_the_accounts_stands_between_subtitle_and_bars(
    build: Build, language: Language, width: str, pixels: int, factor: float
) -> None:
    exhibit = accounts_exhibit(view_of("JP-32", language), build)
    figure = accounts_figure(Picture(exhibit, build, LIGHT, width))
    figure = scaled(figure, pixels, int(figure.layout.height * factor), factor)
    key = [note for note in texts_of(figure, pixels) if "color:" in note.words]
    names = " ".join(note.words for note in key)
    components = (*COMPONENTS, "change")
    assert all(messages(language)(f"region.component.{one}") in names for one in components)
    assert not figure.layout.showlegend and overlaps(figure, pixels) == []
    room = factor * (14 + 18 * len(key))
    assert all(note.area.top - (figure.layout.height - figure.layout.margin.t) <= room for note in key)
