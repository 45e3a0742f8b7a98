"""The figure of an exhibit, on a page and in a picture alike, kept as long as its build is in use."""

from collections.abc import Callable, Mapping

import plotly.graph_objects as go

from charts.lines import line_figure
from charts.maps import map_figure
from charts.municipal_maps import municipal_map
from charts.municipal_strip import municipal_strip
from charts.nations import ranking_bars
from charts.picture import ExhibitPicture, Picture
from charts.ranked import ranked_bars, then_and_now_figure
from charts.scatter import scatter_figure
from charts.strip import ranking_strip
from charts.theme import Theme
from charts.tiles import tile_figure
from charts.timeshift import aligned_figure, when_figure
from regions.database.build import Build
from regions.database.memory import per_build
from regions.shapes.exhibit import Exhibit

# Many readers ask for the same view: a finished figure is kept for its exhibit, appearance and width.
KEPT_FIGURES = 128

_FIGURES: Mapping[str, Callable[[ExhibitPicture], go.Figure]] = {
    "map": map_figure,
    "tiles": tile_figure,
    "strip": ranking_strip,
    "nations": ranking_bars,
    "bar": ranked_bars,
    "lags": ranked_bars,
    "dumbbell": then_and_now_figure,
    "scatter": scatter_figure,
    "line": line_figure,
    "aligned": aligned_figure,
    "municipal_bar": ranked_bars,
    "municipal_map": municipal_map,
    "municipal_strip": municipal_strip,
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
    return _FIGURES[drawn_as(exhibit)](Picture(exhibit, build, theme, width))


@per_build(KEPT_FIGURES)
def strip_figure(exhibit: Exhibit, build: Build, theme: Theme, width: str) -> go.Figure:
    """Return the dots of a ranking, one a region, below the map of the overview, which has their words."""
    return ranking_strip(Picture(exhibit, build, theme, width), titled=False)


@per_build(KEPT_FIGURES)
def counterpart_figure(
    lines: Exhibit, counterparts: Exhibit, build: Build, theme: Theme, width: str
) -> go.Figure:
    """Return the lines of the time shift, joined to where the other country stood the same."""
    return when_figure(Picture(lines, build, theme, width), counterparts)
