"""One tile for each region: every region equally large, whatever its area."""

import pandas as pd
import plotly.graph_objects as go

from charts.classes import Classes, map_classes
from charts.hover import hover_texts
from charts.panels import CountryPlot, add_axes, class_legends, country_plots, finished
from charts.picture import ExhibitPicture
from charts.theme import readable_on
from charts.type import text_width
from regions.database.places import are_regions

_TILE, _TILE_TEXT = 0.94, 11.5
_FIGURE_WIDTH = {"wide": 1080, "narrow": 350}
_ROWS = {"KR": 7, "JP": 13}
_COLUMNS = {"KR": 4, "JP": 14}


def tile_figure(figure: ExhibitPicture) -> go.Figure:
    """Return one tile of equal size for each region, roughly where it lies; see `map_figure`."""
    panels = country_plots(figure, {"KR": 1.0, "JP": 3.1})
    scales = map_classes(figure.shown, figure.theme)
    for panel in panels:
        _add_tiles(figure, panel, scales[panel.country])
        rows, columns = _ROWS[panel.country], _COLUMNS[panel.country]
        add_axes(figure, panel, (-0.5, columns - 0.5), (-rows + 0.5, 0.5), in_proportion=False)
    height = 480 if not figure.is_narrow else 820
    legends = class_legends(figure, scales)
    return finished(figure, panels, legends, height)


def _add_tiles(figure: ExhibitPicture, panel: CountryPlot, classes: Classes) -> None:
    exhibit, theme = figure.shown, figure.theme
    room = _FIGURE_WIDTH[figure.width] * (panel.x_domain[1] - panel.x_domain[0]) / _COLUMNS[panel.country]
    own = exhibit.data[(exhibit.data.country == panel.country) & are_regions(exhibit.data.region_code)]
    rows = own[[figure.catalogue.regions[code].tile is not None for code in own.region_code]]
    tiles = [figure.catalogue.regions[code].tile or (0, 0) for code in rows.region_code]
    colours = [theme.missing if pd.isna(value) else classes.colour(value) for value in rows.value]
    names = [figure.name(code) for code in rows.region_code]
    chosen = [code in figure.picked for code in rows.region_code]
    figure.add_trace(
        go.Bar(
            x=[column for _, column in tiles],
            y=[_TILE] * len(tiles),
            base=[-row - _TILE / 2 for row, _ in tiles],
            width=_TILE,
            marker={
                "color": colours,
                "pattern": {
                    "shape": ["/" if pd.isna(value) else "" for value in rows.value],
                    "fgcolor": theme.muted,
                    "size": 6,
                    "solidity": 0.12,
                },
                "line": {
                    "color": [theme.text if one else theme.page for one in chosen],
                    "width": [2.5 if one else 0 for one in chosen],
                },
            },
            text=[_tile_label(name, room) for name in names],
            textposition="inside",
            insidetextanchor="middle",
            textangle=0,
            constraintext="none",
            insidetextfont={
                "size": _TILE_TEXT,
                "color": [
                    theme.muted if pd.isna(value) else readable_on(colour)
                    for value, colour in zip(rows.value, colours, strict=True)
                ],
            },
            customdata=[[code] for code in rows.region_code],
            hovertext=hover_texts(figure, rows),
            hovertemplate="%{hovertext}<extra></extra>",
            selected={"marker": {"opacity": 1}},
            unselected={"marker": {"opacity": 1}},
            showlegend=False,
            **panel.axes,
        )
    )


def _tile_label(name: str, room: float) -> str:
    """Return the name if it fits into the tile; the label at the pointer tells the others."""
    return name if text_width(name, _TILE_TEXT) < room else ""
