"""The chart of a View as the page of that View draws it, for pictures made outside a browser."""

from collections.abc import Callable, Mapping

import plotly.graph_objects as go

from charts.lines import line_figure
from charts.maps import map_figure
from charts.ranked import ranked_bars, then_and_now_figure
from charts.scatter import scatter_figure
from charts.strip import ranking_bars, ranking_strip
from charts.theme import LIGHT
from charts.tiles import tile_figure
from regions.answers import answer
from regions.catalogue import Catalogue
from regions.exhibit import Exhibit
from regions.relation_exhibits import spans_of, trails_of
from regions.store import Store
from regions.view import View

Drawn = Callable[[Exhibit, Catalogue, Store], go.Figure]
_WIDTH = "wide"


def _overview(exhibit: Exhibit, catalogue: Catalogue, _store: Store) -> go.Figure:
    if not exhibit.indicator.is_regional:
        return ranking_bars(exhibit, catalogue, LIGHT, _WIDTH)
    figure = tile_figure if exhibit.view.show == "tiles" else map_figure
    return figure(exhibit, catalogue, LIGHT, exhibit.view.regions, _WIDTH)


def _lines(exhibit: Exhibit, catalogue: Catalogue, _store: Store) -> go.Figure:
    return line_figure(exhibit, catalogue, LIGHT, _WIDTH)


def _rank(exhibit: Exhibit, catalogue: Catalogue, store: Store) -> go.Figure:
    view = exhibit.view
    if view.show == "concentration":
        return _lines(exhibit, catalogue, store)
    if view.show == "relation":
        trails, spans = trails_of(exhibit, store), spans_of(view, catalogue, store)
        return scatter_figure(exhibit, catalogue, LIGHT, view.regions, trails, spans, _WIDTH)
    if view.show == "change":
        return then_and_now_figure(exhibit, catalogue, LIGHT, view.regions, _WIDTH)
    strip = view.show == "swarm" and exhibit.indicator.is_regional
    return (ranking_strip if strip else ranked_bars)(exhibit, catalogue, LIGHT, view.regions, _WIDTH)


PAGE_FIGURES: Mapping[str, Drawn] = {"overview": _overview, "compare": _lines, "rank": _rank}


def page_figure(view: View, catalogue: Catalogue, store: Store) -> go.Figure | None:
    """Return the first figure of a page in the light theme; None where there is nothing to draw.

    Args:
        view: What is asked; its page is one of `PAGE_FIGURES`. The time shift of the page compare is a
            page in itself and has no picture.
        catalogue: For names.
        store: The build.
    """
    if view.page == "compare" and view.mode == "lag":
        return None
    held = [one for one in answer(view, catalogue, store) if not one.data.value.dropna().empty]
    return PAGE_FIGURES[view.page](held[0], catalogue, store) if held else None
