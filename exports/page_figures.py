"""The chart of a View as the page of that View draws it, for pictures made outside a browser."""

from collections.abc import Callable, Mapping

import plotly.graph_objects as go

from charts.lines import line_figure
from charts.page_figures import overview_figure, rank_figure
from charts.theme import LIGHT
from regions.asking.view import View
from regions.build.catalogue import Catalogue
from regions.build.database import Store
from regions.exhibits.answers import answer
from regions.shapes.exhibit import Exhibit

# Pages whose first figure is their answer.
PAGE_FIGURES: Mapping[str, Callable[[Exhibit, Catalogue, Store], go.Figure]] = {
    "overview": lambda exhibit, catalogue, _: overview_figure(exhibit, catalogue, LIGHT, "wide"),
    "compare": lambda exhibit, catalogue, _: line_figure(exhibit, catalogue, LIGHT, "wide"),
    "rank": lambda exhibit, catalogue, store: rank_figure(exhibit, catalogue, store, LIGHT, "wide"),
}


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
