"""One indicator in one year on the map: both countries side by side, or a tile for each region."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from charts.classes import Classes, classes_of
from charts.geometry import MapPanel, map_panels
from charts.hover import hover_texts
from charts.theme import (
    NARROW,
    SMALL_SIZE,
    TEXT_SIZE,
    Theme,
    framed,
    hidden_axis,
    readable_on,
    text_width,
)
from i18n.messages import messages
from regions.catalogue import Catalogue
from regions.exhibit import Exhibit, shown_countries
from regions.overview import one_scale

_PLOT_HEIGHT = {"wide": 540, "narrow": 860}
_GAP = {"wide": 0.03, "narrow": 0.06}
_LEGEND_ROW, _PANEL_NAME = 26, 26
_SWATCH = 13
_LEGEND_WIDTH = {"wide": 960, "narrow": 335}
_HATCH = "/"
_TILE_TEXT = 11.5
_FIGURE_WIDTH = {"wide": 1080, "narrow": 350}
_TILE_ROWS = {"KR": 7, "JP": 13}
_TILE_COLUMNS = {"KR": 4, "JP": 14}


@dataclass(frozen=True)
class _Panel:
    """Where one country stands in the figure: its axes and its share of the plotting area."""

    country: str
    x_axis: str
    y_axis: str
    x_domain: tuple[float, float]
    y_domain: tuple[float, float]

    @property
    def axes(self) -> dict[str, str]:
        return {"xaxis": self.x_axis, "yaxis": self.y_axis}


def map_figure(
    exhibit: Exhibit, catalogue: Catalogue, theme: Theme, picked: Sequence[str], width: str
) -> go.Figure:
    """Return the maps of both countries, filled by class; regions without a figure are hatched.

    Args:
        exhibit: All regions in one year (`overview_exhibit`).
        catalogue: For names.
        theme: Colours.
        picked: Regions outlined and labelled.
        width: `wide` puts the countries side by side, `narrow` one above the other.
    """
    figure = go.Figure()
    panels = _panels(exhibit, width, {"KR": 1.0, "JP": 1.5})
    scales = _scales(exhibit, theme)
    for panel in panels:
        outlines = map_panels()[panel.country]
        _add_regions(figure, exhibit, panel, outlines, scales[panel.country], theme)
        _add_inset_frame(figure, panel, outlines, theme)
        _add_picked(figure, panel, outlines, picked, catalogue, exhibit, theme)
        _add_marks(figure, exhibit, panel, outlines, catalogue)
        left, bottom, right, top = outlines.frame
        _add_axes(figure, panel, (left, right), (bottom, top))
    return _finished(figure, exhibit, panels, scales, theme, width, _PLOT_HEIGHT[width])


def tile_figure(
    exhibit: Exhibit, catalogue: Catalogue, theme: Theme, picked: Sequence[str], width: str
) -> go.Figure:
    """Return one tile of equal size for each region, roughly where it lies; see `map_figure`."""
    figure = go.Figure()
    panels = _panels(exhibit, width, {"KR": 1.0, "JP": 3.1})
    scales = _scales(exhibit, theme)
    for panel in panels:
        _add_tiles(figure, exhibit, panel, catalogue, scales[panel.country], theme, picked, width)
        rows, columns = _TILE_ROWS[panel.country], _TILE_COLUMNS[panel.country]
        _add_axes(figure, panel, (-0.5, columns - 0.5), (-rows + 0.5, 0.5), in_proportion=False)
    height = 480 if width != NARROW else 820
    return _finished(figure, exhibit, panels, scales, theme, width, height)


def _panels(exhibit: Exhibit, width: str, weights: dict[str, float]) -> list[_Panel]:
    """Share the plotting area among the countries that have figures, in the reader's order."""
    countries = shown_countries(exhibit.data, exhibit.language)
    gap = _GAP[width]
    room = 1 - gap * (len(countries) - 1)
    if width == NARROW:
        weights = {"KR": 1.0, "JP": 1.1}
    total = sum(weights[country] for country in countries)
    found, start = [], 0.0
    for number, country in enumerate(countries, 1):
        end = start + room * weights[country] / total
        span = (start, min(end, 1.0))
        x_domain, y_domain = (
            ((0.0, 1.0), (1 - span[1], 1 - span[0])) if width == NARROW else (span, (0.0, 1.0))
        )
        suffix = "" if number == 1 else str(number)
        found.append(_Panel(country, f"x{suffix}", f"y{suffix}", x_domain, y_domain))
        start = end + gap
    return found


def _scales(exhibit: Exhibit, theme: Theme) -> dict[str, Classes]:
    """Return the classes of each country: one scale where the two may be read together, else two."""
    data = exhibit.data[exhibit.data.region_code.str.len() > 2]
    countries = shown_countries(exhibit.data, exhibit.language)
    if one_scale(exhibit.indicator, exhibit.view):
        shared = classes_of(exhibit, data.value, theme)
        return dict.fromkeys(countries, shared)
    return {c: classes_of(exhibit, data[data.country == c].value, theme) for c in countries}


def _add_regions(
    figure: go.Figure, exhibit: Exhibit, panel: _Panel, outlines: MapPanel, classes: Classes, theme: Theme
) -> None:
    """Fill the regions, one trace a class: a page sends a dozen traces instead of 64."""
    values = exhibit.data.set_index("region_code").value
    groups: dict[int, list[str]] = {}
    for code in outlines.drawing_order:
        value = values.get(code)
        if code in values.index:
            group = -1 if value is None or pd.isna(value) else classes.index(float(value))
            groups.setdefault(group, []).append(code)
    for group, codes in sorted(groups.items()):
        x, y = _joined(outlines, codes)
        missing = group < 0
        figure.add_trace(
            go.Scatter(
                x=x,
                y=y,
                mode="lines",
                fill="toself",
                fillcolor=theme.missing if missing else classes.colours[group],
                fillpattern={"shape": _HATCH, "fgcolor": theme.muted, "size": 6, "solidity": 0.15}
                if missing
                else None,
                line={"color": theme.muted if missing else theme.page, "width": 0.7},
                hoverinfo="skip",
                showlegend=False,
                **panel.axes,
            )
        )


def _joined(outlines: MapPanel, codes: Sequence[str]) -> tuple[np.ndarray, np.ndarray]:
    """Return the outlines of several regions as one line with a gap between them."""
    xs, ys = [], []
    for code in codes:
        outline = outlines.outlines[code]
        xs += [outline.x, np.zeros(1, np.int16)]
        ys += [outline.y.astype(np.float32), np.full(1, np.nan, np.float32)]
    return np.concatenate(xs[:-1]), np.concatenate(ys[:-1])


def _add_inset_frame(figure: go.Figure, panel: _Panel, outlines: MapPanel, theme: Theme) -> None:
    left, bottom, right, top = outlines.inset_frame
    figure.add_shape(
        type="rect",
        x0=left,
        y0=bottom,
        x1=right,
        y1=top,
        xref=panel.x_axis,
        yref=panel.y_axis,
        line={"color": theme.rule, "width": 1},
        layer="below",
    )


def _add_picked(
    figure: go.Figure,
    panel: _Panel,
    outlines: MapPanel,
    picked: Sequence[str],
    catalogue: Catalogue,
    exhibit: Exhibit,
    theme: Theme,
) -> None:
    codes = [code for code in picked if code in outlines.outlines]
    for code in codes:
        outline = outlines.outlines[code]
        figure.add_trace(
            go.Scatter(
                x=outline.x,
                y=outline.y,
                mode="lines",
                line={"color": theme.text, "width": 2},
                hoverinfo="skip",
                showlegend=False,
                **panel.axes,
            )
        )
        x, y = outline.label
        figure.add_annotation(
            text=f"<b>{catalogue.regions[code].short[exhibit.language]}</b>",
            x=x,
            y=y,
            xref=panel.x_axis,
            yref=panel.y_axis,
            showarrow=False,
            yshift=16,
            font={"size": SMALL_SIZE, "color": theme.text},
            bgcolor=theme.page,
            opacity=0.92,
            borderpad=2,
        )


def _add_marks(
    figure: go.Figure, exhibit: Exhibit, panel: _Panel, outlines: MapPanel, catalogue: Catalogue
) -> None:
    """Put an invisible mark on each region: it carries the hover text and takes the click."""
    rows = exhibit.data[exhibit.data.region_code.isin(outlines.outlines)]
    places = [outlines.outlines[code].label for code in rows.region_code]
    scale = 540 / outlines.frame[3]
    figure.add_trace(
        go.Scatter(
            x=[round(x) for x, _ in places],
            y=[round(y) for _, y in places],
            mode="markers",
            marker={
                "size": [
                    round(max(12, 1.7 * outlines.outlines[c].hit_radius * scale)) for c in rows.region_code
                ],
                "color": "rgba(0,0,0,0.004)",
                "line": {"width": 0},
            },
            customdata=[[code] for code in rows.region_code],
            text=hover_texts(exhibit, rows, catalogue),
            hovertemplate="%{text}<extra></extra>",
            selected={"marker": {"opacity": 0.01}},
            unselected={"marker": {"opacity": 0.01}},
            showlegend=False,
            **panel.axes,
        )
    )


def _add_tiles(
    figure: go.Figure,
    exhibit: Exhibit,
    panel: _Panel,
    catalogue: Catalogue,
    classes: Classes,
    theme: Theme,
    picked: Sequence[str],
    width: str,
) -> None:
    room = _FIGURE_WIDTH[width] * (panel.x_domain[1] - panel.x_domain[0]) / _TILE_COLUMNS[panel.country]
    own = exhibit.data[(exhibit.data.country == panel.country) & (exhibit.data.region_code.str.len() > 2)]
    rows = own[[catalogue.regions[code].tile is not None for code in own.region_code]]
    tiles = [catalogue.regions[code].tile or (0, 0) for code in rows.region_code]
    colours = [theme.missing if pd.isna(value) else classes.colour(value) for value in rows.value]
    for code, (row, column), colour in zip(rows.region_code, tiles, colours, strict=True):
        chosen = code in picked
        figure.add_shape(
            type="rect",
            x0=column - 0.47,
            x1=column + 0.47,
            y0=-row - 0.47,
            y1=-row + 0.47,
            xref=panel.x_axis,
            yref=panel.y_axis,
            fillcolor=colour,
            line={"color": theme.text if chosen else theme.page, "width": 2.5 if chosen else 0},
            layer="below",
        )
    figure.add_trace(
        go.Scatter(
            x=[column for _, column in tiles],
            y=[-row for row, _ in tiles],
            mode="markers+text",
            marker={"size": 26, "symbol": "square", "color": "rgba(0,0,0,0.004)"},
            text=[
                _tile_label(catalogue.regions[code].short[exhibit.language], room)
                for code in rows.region_code
            ],
            textfont={
                "size": _TILE_TEXT,
                "color": [
                    theme.muted if pd.isna(value) else readable_on(colour)
                    for value, colour in zip(rows.value, colours, strict=True)
                ],
            },
            customdata=[[code] for code in rows.region_code],
            hovertext=hover_texts(exhibit, rows, catalogue),
            hovertemplate="%{hovertext}<extra></extra>",
            selected={"marker": {"opacity": 0.01}},
            unselected={"marker": {"opacity": 0.01}},
            showlegend=False,
            **panel.axes,
        )
    )


def _tile_label(name: str, room: float) -> str:
    """Return the name if it fits into the tile; the label at the pointer tells the others."""
    return name if text_width(name, _TILE_TEXT) < room else ""


def _add_axes(
    figure: go.Figure,
    panel: _Panel,
    x_range: tuple[float, float],
    y_range: tuple[float, float],
    *,
    in_proportion: bool = True,
) -> None:
    suffix = panel.x_axis[1:]
    proportion = (
        {"scaleanchor": panel.x_axis, "scaleratio": 1, "constrain": "domain"} if in_proportion else {}
    )
    figure.update_layout(
        {
            f"xaxis{suffix}": hidden_axis(
                domain=panel.x_domain, range=x_range, anchor=panel.y_axis, constrain="domain"
            ),
            f"yaxis{suffix}": hidden_axis(
                domain=panel.y_domain, range=y_range, anchor=panel.x_axis, **proportion
            ),
        }
    )


def _finished(
    figure: go.Figure,
    exhibit: Exhibit,
    panels: list[_Panel],
    scales: dict[str, Classes],
    theme: Theme,
    width: str,
    height: int,
) -> go.Figure:
    shared = len({id(classes) for classes in scales.values()}) == 1
    legends: list[tuple[str | None, Classes]] = [(panel.country, scales[panel.country]) for panel in panels]
    if shared:
        legends = [(None, classes) for _, classes in legends[:1]]
    rows = sum(_legend_rows(classes, width) for _, classes in legends)
    if len(legends) > 1 and width == NARROW:
        rows += len(legends)
    framed(figure, exhibit, theme, width, height, above=rows * _LEGEND_ROW + _PANEL_NAME + 8)
    figure.update_layout(hovermode="closest", hoverdistance=40, clickmode="event+select", showlegend=False)
    _write_legends(figure, exhibit, legends, theme, width)
    _write_year(figure, exhibit, theme)
    for panel in panels:
        _name_panel(figure, exhibit, panel, theme)
    return figure


def _legend_rows(classes: Classes, width: str) -> int:
    room = _LEGEND_WIDTH[width]
    used, rows = 0.0, 1
    for entry in _entries(classes):
        used += _entry_width(entry)
        if used > room:
            rows, used = rows + 1, _entry_width(entry)
    return rows


def _entries(classes: Classes) -> list[tuple[str, str]]:
    """Return colour and text of each class that can be read off the map."""
    return [
        (colour, f"{label} ({count})" if label else f"({count})")
        for colour, label, count in zip(classes.colours, classes.labels, classes.counts, strict=True)
    ]


def _entry_width(entry: tuple[str, str]) -> float:
    return _SWATCH + 6 + text_width(entry[1], SMALL_SIZE) + 16


def _write_legends(
    figure: go.Figure,
    exhibit: Exhibit,
    legends: list[tuple[str | None, Classes]],
    theme: Theme,
    width: str,
) -> None:
    """Write swatches with their limits and the count of regions, in reading order, from the left."""
    t = messages(exhibit.language)
    room = _LEGEND_WIDTH[width]
    row = sum(_legend_rows(classes, width) for _, classes in legends)
    if len(legends) > 1 and width == NARROW:
        row += len(legends)
    for country, classes in legends:
        x = 0.0
        if country:
            name = t(f"country.{country}")
            _legend_text(figure, name, 0, row, theme.text)
            x = text_width(name, SMALL_SIZE) + 18
            if width == NARROW:
                x, row = 0.0, row - 1
        for entry in _entries(classes):
            if x and x + _entry_width(entry) > room:
                x, row = 0.0, row - 1
            _swatch(figure, x, row, entry[0], theme)
            _legend_text(figure, entry[1], x + _SWATCH + 6, row, theme.text)
            x += _entry_width(entry)
        row -= 1


def _height_of(row: int) -> float:
    return _PANEL_NAME + 4 + row * _LEGEND_ROW - _LEGEND_ROW / 2


def _swatch(figure: go.Figure, x: float, row: int, colour: str, theme: Theme) -> None:
    middle = _height_of(row)
    figure.add_shape(
        type="rect",
        xref="paper",
        yref="paper",
        xsizemode="pixel",
        ysizemode="pixel",
        xanchor=0,
        yanchor=1,
        x0=x,
        x1=x + _SWATCH,
        y0=middle - _SWATCH / 2,
        y1=middle + _SWATCH / 2,
        fillcolor=colour,
        line={"color": theme.rule, "width": 0.5},
    )


def _legend_text(figure: go.Figure, text: str, x: float, row: int, colour: str) -> None:
    figure.add_annotation(
        text=text,
        xref="paper",
        yref="paper",
        x=0,
        y=1,
        xshift=x,
        yshift=_height_of(row),
        xanchor="left",
        yanchor="middle",
        showarrow=False,
        font={"size": SMALL_SIZE, "color": colour},
    )


def _write_year(figure: go.Figure, exhibit: Exhibit, theme: Theme) -> None:
    """Write the year large where the map is empty, so that it can be followed while the years run."""
    years = exhibit.data.dropna(subset=["value"]).year.unique()
    if len(years) == 1:
        figure.add_annotation(
            text=f"<b>{int(years[0])}</b>",
            xref="paper",
            yref="paper",
            x=1,
            y=0,
            xanchor="right",
            yanchor="bottom",
            showarrow=False,
            font={"size": 44, "color": theme.rule},
        )


def _name_panel(figure: go.Figure, exhibit: Exhibit, panel: _Panel, theme: Theme) -> None:
    """Write the country's name and the national figure at the head of its panel."""
    nation = exhibit.data[exhibit.data.region_code == panel.country].value.dropna()
    text = f"<b>{messages(exhibit.language)(f'country.{panel.country}')}</b>"
    if len(nation):
        text += f"  {exhibit.format(float(nation.iloc[0]), panel.country)}"
    figure.add_annotation(
        text=text,
        xref="paper",
        yref="paper",
        x=panel.x_domain[0],
        y=panel.y_domain[1],
        xanchor="left",
        yanchor="bottom",
        yshift=4,
        showarrow=False,
        font={"size": TEXT_SIZE + 1, "color": theme.country(panel.country)},
    )
