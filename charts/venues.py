"""Where the meetings were held: a mark for each place, growing with their number."""

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from charts.both_maps import PLOT_HEIGHT, Placed, PlaceMark, add_dots, add_maps, name_places
from charts.picture import ListPicture
from regions.shapes.frames import rows_of

_SMALLER = 0.75


def venues_figure(figure: ListPicture, venues: pd.DataFrame) -> go.Figure:
    """Return the maps of both countries with the places that hosted meetings.

    Args:
        figure: What is shown (`meetings_listing`).
        venues: Rows of `tie_places.venues`.
    """
    placed = add_maps(figure)
    marks = {row.code: _mark(figure, row, placed[row.country]) for row in rows_of(venues)}
    for country in placed:
        add_dots(figure, country, [marks[code] for code in venues.code[venues.country == country]])
    names = [(figure.name(code), mark) for code, mark in marks.items()]
    name_places(figure, names, marks.values(), smaller=_SMALLER)
    figure.frame(int(PLOT_HEIGHT[figure.width] * _SMALLER), above=24)
    figure.update_layout(showlegend=False, hovermode="closest", hoverdistance=24)
    return figure.finish()


def _mark(figure: ListPicture, row: Any, place: Placed) -> PlaceMark:
    x, y = place.point(row.x, row.y)
    text = figure.t.plural(
        "meetings.venue",
        int(row.number),
        region=f"<b>{figure.whole_name(row.code)}</b>",
        first=row.first,
        last=row.last,
    )
    return PlaceMark(row.region_code, x, y, 7 + 4.5 * row.number**0.5, text)
