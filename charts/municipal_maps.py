"""The municipalities of up to four provinces or prefectures, each a map of its own, all on one scale."""

from collections.abc import Mapping, Sequence

import pandas as pd
import plotly.graph_objects as go

from charts.canvas import Canvas
from charts.classes import Classes, classes_of
from charts.hover import municipal_hover_texts
from charts.legend import legend_height, legend_of, write_legends
from charts.maps import add_marks, filled
from charts.municipal_names import MapPlace, name_municipalities
from charts.panels import write_year
from charts.picture import ExhibitPicture
from charts.symbols import SymbolScale, add_symbols, symbol_legends, symbol_scale, symbols_of
from charts.theme import NARROW, hidden_axis, readable_on
from charts.type import TEXT_SIZE
from regions.database.municipal_maps import municipal_panel
from regions.database.outlines import MapPanel
from regions.database.places import COUNTRIES, country_of
from regions.figures.municipal import marked, rows_within

_LEAST_MARK = 10  # pixels
_WIDTH = {"wide": 1080, "narrow": 350}
_HEIGHT = {"wide": {1: 560, 2: 520, 3: 420, 4: 420}, "narrow": {1: 360, 2: 340, 3: 320, 4: 320}}
_LEAST = {"wide": 0.68, "narrow": 1.0}
_GAP, _NAME = 24, 30  # pixels between two maps, and for the name above each
# Maps that would differ by no more than this factor are drawn on one geographic scale.
_ALIKE = 1.8
_MISSING = -1
_HATCHED, _DOTTED = "/", "."
# A class that holds of a part of the municipality.
_IN_PART = "_partial"


def municipal_map(figure: ExhibitPicture) -> go.Figure:
    """Return one map a province or prefecture, in the order asked for (`municipal_exhibit`)."""
    exhibit = figure.shown
    found = ((code, municipal_panel(figure.build, code)) for code in exhibit.view.regions)
    panels = {code: panel for code, panel in found if panel is not None}
    shown = exhibit.data[exhibit.data.parent_code.isin(exhibit.view.regions)]
    steps: Classes | SymbolScale = (
        symbol_scale(exhibit, shown.value)
        if exhibit.indicator.is_amount
        else classes_of(exhibit, exhibit.data.value, figure.theme)
    )
    plots, (whole, height) = _places(exhibit.view.regions, figure.width)
    scales = _scales(plots, panels)
    for plot in plots:
        panel = panels[plot.code]
        rows = rows_within(exhibit.data, plot.code)
        scale = scales[plot.code]
        _add_axes(figure, plot, panel, scale, (whole, height))
        if isinstance(steps, SymbolScale):
            _add_municipalities(figure, rows, plot, panel, None)
            colour, symbols = figure.theme.country(country_of(plot.code)), symbols_of(rows, panel)
            add_symbols(figure, symbols, steps, colour, plot.axes)
        else:
            _add_municipalities(figure, rows, plot, panel, steps)
            name_municipalities(figure, rows, plot, panel, steps, scale)
        _add_marks(figure, rows, plot, panel, scale)
        _name_map(figure, plot, (whole, height))
    legends = (
        symbol_legends(figure, dict.fromkeys(COUNTRIES, steps), COUNTRIES)
        if isinstance(steps, SymbolScale)
        else [legend_of(figure, steps, COUNTRIES, named=False)]
    )
    figure.frame(int(height), above=legend_height(legends, figure.width) + 8)
    figure.update_layout(hovermode="closest", hoverdistance=40, clickmode="event+select", showlegend=False)
    write_legends(figure, legends, bottom=4)
    write_year(figure)
    return figure.finish()


def _places(codes: Sequence[str], width: str) -> tuple[list[MapPlace], tuple[float, float]]:
    """Return where the maps stand, and the size of the plotting area."""
    count = len(codes)
    columns = 1 if width == NARROW else (2 if count == 4 else count)
    whole = float(_WIDTH[width])
    across = (whole - _GAP * (columns - 1)) / columns
    deep = float(_HEIGHT[width][count])
    plots = [
        MapPlace(
            code,
            number + 1,
            left=(number % columns) * (across + _GAP),
            top=(number // columns) * (deep + _NAME + _GAP) + _NAME,
            width=across,
            height=deep,
            least=_LEAST[width],
        )
        for number, code in enumerate(codes)
    ]
    rows = -(-count // columns)
    return plots, (whole, rows * (deep + _NAME) + (rows - 1) * _GAP)


def _scales(plots: Sequence[MapPlace], panels: Mapping[str, MapPanel]) -> dict[str, float]:
    """Return how many pixels a unit of each panel takes: the same for all where none gets too small."""
    found = {}
    for plot in plots:
        left, bottom, right, top = panels[plot.code].frame
        found[plot.code] = min(plot.width / (right - left), plot.height / (top - bottom))
    least = min(found.values())
    return dict.fromkeys(found, least) if max(found.values()) <= _ALIKE * least else found


def _add_axes(
    figure: Canvas, plot: MapPlace, panel: MapPanel, scale: float, size: tuple[float, float]
) -> None:
    """Set the axes of a map in the middle of its place, lengths equal in both directions."""
    left, bottom, right, top = panel.frame
    beside = (plot.width / scale - (right - left)) / 2
    above = (plot.height / scale - (top - bottom)) / 2
    across = (plot.left / size[0], (plot.left + plot.width) / size[0])
    up = (1 - (plot.top + plot.height) / size[1], 1 - plot.top / size[1])
    suffix = plot.axes["xaxis"][1:]
    figure.update_layout(
        {
            f"xaxis{suffix}": hidden_axis(
                domain=across,
                range=(left - beside, right + beside),
                anchor=plot.axes["yaxis"],
                constrain="domain",
                fixedrange=False,
            ),
            f"yaxis{suffix}": hidden_axis(
                domain=up,
                range=(bottom - above, top + above),
                anchor=plot.axes["xaxis"],
                scaleanchor=plot.axes["xaxis"],
                scaleratio=1,
                constrain="domain",
                fixedrange=False,
            ),
        }
    )


def _add_municipalities(
    figure: ExhibitPicture, rows: pd.DataFrame, plot: MapPlace, panel: MapPanel, classes: Classes | None
) -> None:
    """Fill the municipalities, one trace a class and pattern: dots for few residents, hatching for a part.

    Without classes all with a figure are one quiet ground.
    """
    theme = figure.theme
    partial = {one.value for one in figure.shown.indicator.classes if one.code.endswith(_IN_PART)}
    patterns = (
        marked(rows, "small_count").map({True: _DOTTED, False: ""}).mask(rows.value.isin(partial), _HATCHED)
    )
    looks = {
        code: (_MISSING if pd.isna(value) else classes.index(float(value)) if classes else 0, pattern)
        for code, value, pattern in zip(rows.region_code, rows.value, patterns, strict=True)
    }
    groups: dict[tuple[int, str], list[str]] = {}
    for code in panel.drawing_order:
        if code in looks:
            groups.setdefault(looks[code], []).append(code)
    for (group, pattern), codes in sorted(groups.items()):
        fill = theme.missing if group == _MISSING else classes.colours[group] if classes else theme.ground
        shape = _HATCHED if group == _MISSING else pattern
        ink = theme.muted if group == _MISSING else readable_on(fill)
        look = {"shape": shape, "fgcolor": ink, "size": 6, "solidity": 0.2} if shape else None
        line = theme.muted if group == _MISSING else theme.page
        figure.add_trace(filled(panel, codes, fill, look, line, plot.axes))


def _add_marks(
    figure: ExhibitPicture, rows: pd.DataFrame, plot: MapPlace, panel: MapPanel, scale: float
) -> None:
    """Put an invisible mark on each municipality: it carries the hover text and takes the click."""
    drawn = rows[rows.region_code.isin(panel.outlines)]
    texts = municipal_hover_texts(figure, drawn)
    add_marks(figure, drawn, panel, texts, plot.axes, scale=scale, least=_LEAST_MARK)


def _name_map(figure: ExhibitPicture, plot: MapPlace, size: tuple[float, float]) -> None:
    """Write above a map whose it is, and how many municipalities there are."""
    t, country = figure.t, country_of(plot.code)
    number = t(f"municipalities.number.{country}", count=len(rows_within(figure.shown.data, plot.code)))
    name = figure.whole_name(plot.code)
    figure.write(
        f"<b>{name}</b>  {number}",
        plot.left / size[0],
        1 - plot.top / size[1],
        figure.theme.country(country),
        size=TEXT_SIZE + 1,
        on_paper=True,
        anchor="left bottom",
        yshift=6,
    )
