"""Where the meetings were held: a mark for each place, growing with their number."""

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from charts.both_maps import PLOT_HEIGHT, Placed, PlaceMark, add_dots, add_maps, name_places
from charts.canvas import Canvas
from charts.theme import Theme, framed
from i18n.messages import messages
from regions.database.catalogue import Catalogue
from regions.shapes.frames import rows_of
from regions.shapes.listing import Listing

_SMALLER = 0.75


def venues_figure(
    listing: Listing, venues: pd.DataFrame, catalogue: Catalogue, theme: Theme, width: str
) -> go.Figure:
    """Return the maps of both countries with the places that hosted meetings.

    Args:
        listing: What is shown (`meetings_listing`).
        venues: Rows of `tie_places.venues`.
        catalogue: For names.
        theme: Colours.
        width: `wide` or `narrow`.
    """
    figure = Canvas()
    placed = add_maps(figure, listing, catalogue, theme, width)
    marks = {row.code: _mark(row, placed[row.country], listing, catalogue) for row in rows_of(venues)}
    for country in placed:
        add_dots(figure, country, [marks[code] for code in venues.code[venues.country == country]], theme)
    names = [(catalogue.place_short(code)[listing.language], mark) for code, mark in marks.items()]
    name_places(figure, names, marks.values(), theme, width, smaller=_SMALLER)
    framed(figure, listing, theme, width, int(PLOT_HEIGHT[width] * _SMALLER), above=24)
    figure.update_layout(showlegend=False, hovermode="closest", hoverdistance=24)
    return figure.finish()


def _mark(row: Any, place: Placed, listing: Listing, catalogue: Catalogue) -> PlaceMark:
    x, y = place.point(row.x, row.y)
    text = messages(listing.language).plural(
        "meetings.venue",
        int(row.number),
        region=f"<b>{catalogue.place_name(row.code)[listing.language]}</b>",
        first=row.first,
        last=row.last,
    )
    return PlaceMark(row.region_code, x, y, 7 + 4.5 * row.number**0.5, text)
