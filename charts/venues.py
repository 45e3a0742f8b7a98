"""Where the meetings were held: a mark for each region, growing with their number."""

import pandas as pd
import plotly.graph_objects as go

from charts.both_maps import PLOT_HEIGHT, add_dots, add_maps, name_regions
from charts.canvas import Canvas
from charts.theme import Theme, framed
from i18n.messages import messages
from regions.database.catalogue import Catalogue
from regions.shapes.listing import Listing

_SMALLER = 0.75


def venues_figure(
    listing: Listing, meetings: pd.DataFrame, catalogue: Catalogue, theme: Theme, width: str
) -> go.Figure:
    """Return the maps of both countries with the regions that hosted meetings.

    Args:
        listing: What is shown (`meetings_listing`).
        meetings: Rows of `meetings.all_meetings`; those without a place are left out.
        catalogue: For names.
        theme: Colours.
        width: `wide` or `narrow`.
    """
    t = messages(listing.language)
    figure = Canvas()
    placed = add_maps(figure, listing, catalogue, theme, width)
    hosts = (
        meetings.dropna(subset=["region_code"])
        .groupby("region_code")
        .agg(number=("event_id", "size"), first=("year", "min"), last=("year", "max"))
    )
    for country, place in placed.items():
        own = hosts[hosts.index.str.startswith(country)]
        texts = [
            t.plural(
                "meetings.venue",
                int(row["number"]),
                region=f"<b>{catalogue.regions[str(code)].name[listing.language]}</b>",
                first=row["first"],
                last=row["last"],
            )
            for code, row in own.to_dict("index").items()
        ]
        add_dots(figure, place, list(own.index), [7 + 4.5 * n**0.5 for n in own.number], texts, theme)
    order = hosts.sort_values("number", ascending=False).index
    name_regions(figure, listing, order, placed, catalogue, theme)
    framed(figure, listing, theme, width, int(PLOT_HEIGHT[width] * _SMALLER), above=24)
    figure.update_layout(showlegend=False, hovermode="closest", hoverdistance=24)
    return figure.finish()
