"""The chart of a View as the page of that View draws it, for pictures made outside a browser."""

from collections.abc import Callable, Mapping

import plotly.graph_objects as go

from charts.lines import line_figure
from charts.page_figures import overview_figure, rank_figure
from charts.theme import LIGHT
from regions.asking.view import View
from regions.build.database import Build
from regions.exhibits.answers import answer
from regions.shapes.exhibit import Exhibit

# Pages whose first figure is their answer.
PAGE_FIGURES: Mapping[str, Callable[[Exhibit, Build], go.Figure]] = {
    "overview": lambda exhibit, build: overview_figure(exhibit, build.catalogue, LIGHT, "wide"),
    "compare": lambda exhibit, build: line_figure(exhibit, build.catalogue, LIGHT, "wide"),
    "rank": lambda exhibit, build: rank_figure(exhibit, build, LIGHT, "wide"),
}


def page_figure(view: View, build: Build) -> go.Figure | None:
    """Return the first figure of a page in the light theme; None where there is nothing to draw.

    Args:
        view: What is asked; its page is one of `PAGE_FIGURES`. The time shift of the page compare is a
            page in itself and has no picture.
        build: The build.
    """
    if view.page == "compare" and view.mode == "lag":
        return None
    held = [one for one in answer(view, build) if not one.data.value.dropna().empty]
    return PAGE_FIGURES[view.page](held[0], build) if held else None
