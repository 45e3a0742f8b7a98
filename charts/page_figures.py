"""The figure of an exhibit, on a page and in a picture alike, kept as long as its build is in use."""

from collections.abc import Callable, Mapping

import plotly.graph_objects as go

from charts.lines import line_figure
from charts.maps import map_figure
from charts.municipal_maps import municipal_map
from charts.municipal_strip import municipal_strip
from charts.nations import ranking_bars
from charts.ranked import ranked_bars, then_and_now_figure
from charts.scatter import scatter_figure
from charts.strip import ranking_strip
from charts.theme import Theme
from charts.tiles import tile_figure
from charts.timeshift import aligned_figure, when_figure
from regions.database.build import Build
from regions.database.catalogue import Catalogue
from regions.database.memory import per_build
from regions.database.municipal_maps import municipal_panel
from regions.exhibits.relation import spans_of, trails_of
from regions.shapes.exhibit import Exhibit

# Many readers ask for the same view: a finished figure is kept for its exhibit, appearance and width.
KEPT_FIGURES = 128

# Takes exhibit, build, theme and width (`wide` or `narrow`); regions picked are those of the exhibit's View.
Draw = Callable[[Exhibit, Build, Theme, str], go.Figure]


def _relation(exhibit: Exhibit, build: Build, theme: Theme, width: str) -> go.Figure:
    trails, picked = trails_of(exhibit, build), exhibit.view.regions
    return scatter_figure(exhibit, build.catalogue, theme, picked, trails, spans_of(exhibit, trails), width)


def _of_all(figure: Callable[[Exhibit, Catalogue, Theme, str], go.Figure]) -> Draw:
    return lambda exhibit, build, theme, width: figure(exhibit, build.catalogue, theme, width)


def _with_picked(
    figure: Callable[[Exhibit, Catalogue, Theme, tuple[str, ...], str], go.Figure],
) -> Draw:
    def draw(exhibit: Exhibit, build: Build, theme: Theme, width: str) -> go.Figure:
        return figure(exhibit, build.catalogue, theme, exhibit.view.regions, width)

    return draw


def _municipal_maps(exhibit: Exhibit, build: Build, theme: Theme, width: str) -> go.Figure:
    found = ((code, municipal_panel(build, code)) for code in exhibit.view.regions)
    panels = {code: panel for code, panel in found if panel is not None}
    return municipal_map(exhibit, panels, build.catalogue, theme, width)


_FIGURES: Mapping[str, Draw] = {
    "map": _with_picked(map_figure),
    "tiles": _with_picked(tile_figure),
    "strip": _with_picked(ranking_strip),
    "nations": _of_all(ranking_bars),
    "bar": _with_picked(ranked_bars),
    "lags": _with_picked(ranked_bars),
    "dumbbell": _with_picked(then_and_now_figure),
    "scatter": _relation,
    "line": _of_all(line_figure),
    "aligned": _of_all(aligned_figure),
    "municipal_bar": _with_picked(ranked_bars),
    "municipal_map": _municipal_maps,
    "municipal_strip": _of_all(municipal_strip),
}


def drawn_as(exhibit: Exhibit) -> str:
    """Return how a page draws an exhibit: its kind of chart, or the page's own variant of it.

    Tiles stand for a map, a strip of dots for bars, bars of the two nations for an indicator that no region
    has; bars of the time shift are years, drawn with their own words.
    """
    view = exhibit.view
    if view.mode == "lag":
        return "lags" if exhibit.chart == "bar" else exhibit.chart
    if exhibit.chart in ("map", "bar") and not exhibit.indicator.is_regional:
        return "nations"
    if exhibit.indicator.is_regional and (exhibit.chart, view.show) in (("map", "tiles"), ("bar", "swarm")):
        return "tiles" if exhibit.chart == "map" else "strip"
    return exhibit.chart


@per_build(KEPT_FIGURES)
def page_figure(exhibit: Exhibit, build: Build, theme: Theme, width: str) -> go.Figure:
    """Return the figure of an exhibit.

    Args:
        exhibit: An exhibit of the pages overview, compare, rank, companies or municipalities.
        build: The build.
        theme: Colours.
        width: `wide` or `narrow`.
    """
    return _FIGURES[drawn_as(exhibit)](exhibit, build, theme, width)


@per_build(KEPT_FIGURES)
def strip_figure(exhibit: Exhibit, build: Build, theme: Theme, width: str) -> go.Figure:
    """Return the dots of a ranking, one a region, below the map of the overview, which has their words."""
    return ranking_strip(exhibit, build.catalogue, theme, exhibit.view.regions, width, titled=False)


@per_build(KEPT_FIGURES)
def counterpart_figure(
    lines: Exhibit, counterparts: Exhibit, build: Build, theme: Theme, width: str
) -> go.Figure:
    """Return the lines of the time shift, joined to where the other country stood the same."""
    return when_figure(lines, counterparts, build.catalogue, theme, width)
