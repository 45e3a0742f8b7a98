"""Which chart a page draws of its View: on the screen and in pictures made outside a browser alike."""

import plotly.graph_objects as go

from charts.lines import line_figure
from charts.maps import map_figure
from charts.ranked import ranked_bars, then_and_now_figure
from charts.scatter import scatter_figure
from charts.strip import ranking_bars, ranking_strip
from charts.theme import Theme
from charts.tiles import tile_figure
from regions.build.catalogue import Catalogue
from regions.build.database import Build
from regions.exhibits.relation import spans_of, trails_of
from regions.shapes.exhibit import Exhibit


def overview_figure(exhibit: Exhibit, catalogue: Catalogue, theme: Theme, width: str) -> go.Figure:
    """Return map or tiles; of an indicator that only nations have, their bars."""
    if not exhibit.indicator.is_regional:
        return ranking_bars(exhibit, catalogue, theme, width)
    figure = tile_figure if exhibit.view.show == "tiles" else map_figure
    return figure(exhibit, catalogue, theme, exhibit.view.regions, width)


def rank_figure(exhibit: Exhibit, build: Build, theme: Theme, width: str) -> go.Figure:
    """Return bars, dots, then and now, two indicators with trails, or the lines of concentration."""
    view = exhibit.view
    if view.show == "concentration":
        return line_figure(exhibit, build.catalogue, theme, width)
    if view.show == "relation":
        trails, spans = trails_of(exhibit, build), spans_of(view, build)
        return scatter_figure(exhibit, build.catalogue, theme, view.regions, trails, spans, width)
    if view.show == "change":
        return then_and_now_figure(exhibit, build.catalogue, theme, view.regions, width)
    strip = view.show == "swarm" and exhibit.indicator.is_regional
    return (ranking_strip if strip else ranked_bars)(exhibit, build.catalogue, theme, view.regions, width)
