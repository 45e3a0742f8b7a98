"""All municipalities of both countries by value, dot upon dot; those of the regions asked for in colour."""

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from charts.hover import municipal_hover_texts
from charts.picture import ExhibitPicture
from charts.theme import MARKERS, hidden_axis, region_colours, value_axis
from charts.ticks import log_ticks, round_ticks, tick_texts
from charts.type import SMALL_SIZE, TEXT_SIZE, spread, text_width
from regions.database.places import are_nations, country_of
from regions.exhibits.municipal_figures import places_asked
from regions.figures.measures import Floats
from regions.figures.municipal import asked_about
from regions.shapes.exhibit import shown_countries

_PLOT_WIDTH = {"wide": 1080, "narrow": 330}
_DOT = {"wide": 4, "narrow": 3}
_HEAD, _AXIS, _FLOOR = 46, 34, 22  # pixels above the dots, below the last row, and for names below the dots
_TALLEST = 320.0
_LEAST = 0.68  # what the smallest window with the wide layout leaves of its width
# Figures of very different size stand on a logarithmic axis.
_WIDE_SPAN = 100.0


def municipal_strip(figure: ExhibitPicture) -> go.Figure:
    """Return a row of stacked dots a country, both on one axis.

    The exhibit has every municipality in one year (`municipal_ranking_exhibit`). Those of the regions asked
    for are coloured and tell their name; the lowest and the highest of each region are named.
    """
    data = figure.shown.data.dropna(subset=["value"])
    axis = _Axis(data.value, _PLOT_WIDTH[figure.width])
    rows = [
        _Row(figure, country, axis, _DOT[figure.width]) for country in shown_countries(data, figure.language)
    ]
    total = sum(row.height for row in rows) + _AXIS
    top = float(total)
    for number, row in enumerate(rows, 1):
        suffix = "" if number == 1 else str(number)
        is_last = row is rows[-1]
        floor = top - row.height
        _add_row(figure, row, suffix)
        ticks = axis.ticks(4 if figure.is_narrow else 8)
        figure.update_layout(
            {
                f"xaxis{suffix}": value_axis(
                    figure.theme,
                    range=axis.ends,
                    anchor=f"y{suffix}",
                    type="log" if axis.is_log else "linear",
                    tickvals=ticks,
                    ticktext=tick_texts(figure.shown, ticks),
                    showticklabels=is_last,
                ),
                f"yaxis{suffix}": hidden_axis(
                    domain=((floor if not is_last else _AXIS) / total, top / total),
                    range=(-_FLOOR, row.height - _FLOOR),
                ),
            }
        )
        top = floor
    figure.frame(total, left=8, right=8, above=4, below=6)
    figure.update_layout(showlegend=False, hovermode="closest", hoverdistance=20, clickmode="event+select")
    return figure.finish()


class _Axis:
    """The axis of figures that both rows share."""

    def __init__(self, values: pd.Series, width: int) -> None:
        low, high = float(values.min()), float(values.max())
        self.is_log = low > 0 and high / low > _WIDE_SPAN
        self.width = width
        low, high = (float(end) for end in self.scaled(np.array([low, high])))
        room = (high - low) * 0.03 or abs(high) * 0.05 or 1.0
        self.ends = (low - room, high + room)

    def scaled(self, values: Floats) -> Floats:
        """Return figures as they stand on the axis."""
        return np.log10(values) if self.is_log else values

    def pixels(self, values: Floats) -> Floats:
        """Return figures in pixels from the left."""
        low, high = self.ends
        places: Floats = (self.scaled(values) - low) / (high - low) * self.width
        return places

    def figures(self, pixels: Floats) -> Floats:
        """Return the figures that stand so many pixels from the left."""
        low, high = self.ends
        places = low + pixels / self.width * (high - low)
        return 10.0**places if self.is_log else places

    def ticks(self, wanted: int) -> list[float]:
        """Return round figures on the axis."""
        low, high = self.ends
        return log_ticks(10.0**low, 10.0**high, wanted) if self.is_log else round_ticks(low, high, wanted)


class _Row:
    """One country's dots: figures rising, how high each is stacked, and the room they take."""

    def __init__(self, figure: ExhibitPicture, country: str, axis: _Axis, dot: int) -> None:
        exhibit = figure.shown
        own = exhibit.data[exhibit.data.country == country].dropna(subset=["value"])
        self.country, self.axis, self.dot = country, axis, dot
        self.frame = own.sort_values("value", kind="stable").reset_index(drop=True)
        self.columns = np.floor(axis.pixels(self.frame.value.to_numpy(dtype=float)) / dot).astype(int)
        # Those asked for stand at the foot of their column, where the eye looks for them.
        self.asked = asked_about(self.frame, places_asked(exhibit.view))
        self.steps = stacked(self.columns, self.asked.isna().to_numpy())
        highest = int(self.steps.max()) + 1
        # Where very many figures are alike their dots overlap, so that the row keeps its height.
        self.step = min(float(dot), _TALLEST / highest)
        self.height = int(highest * self.step + _HEAD + _FLOOR)


def stacked(columns: np.ndarray, last: np.ndarray) -> np.ndarray:
    """Return how high each dot lies in its column, the lowest at 0.

    Args:
        columns: The column of each dot.
        last: Whether a dot lies above the others of its column.
    """
    order = np.lexsort((last, columns))
    ordered = columns[order]
    starts = np.flatnonzero(np.r_[True, ordered[1:] != ordered[:-1]]) if len(ordered) else np.zeros(0, int)
    first = np.repeat(starts, np.diff(np.r_[starts, len(ordered)]))
    steps = np.empty(len(columns), dtype=int)
    steps[order] = np.arange(len(columns)) - first
    return steps


def _add_row(figure: ExhibitPicture, row: _Row, suffix: str) -> None:
    axes = {"xaxis": f"x{suffix}", "yaxis": f"y{suffix}"}
    colours = region_colours(places_asked(figure.shown.view), figure.theme)
    places = row.axis.figures((row.columns + 0.5) * row.dot)
    asked = row.asked.notna().to_numpy()
    heights = (row.steps + 0.5) * row.step
    figure.add_trace(_dots(row, places[~asked], heights[~asked], figure.theme.faded, axes, hoverinfo="skip"))
    # Of a whole country the dots have its colour; what each is would be more to send than all the rest.
    of_nation = are_nations(row.asked.fillna("")).to_numpy()
    quiet, told = asked & of_nation, asked & ~of_nation
    if quiet.any():
        colour = colours[row.country]
        figure.add_trace(_dots(row, places[quiet], heights[quiet], colour, axes, hoverinfo="skip"))
    rows = row.frame[told]
    figure.add_trace(
        _dots(
            row,
            places[told],
            heights[told],
            [colours[code] for code in row.asked[told]],
            axes,
            customdata=[[code] for code in rows.region_code],
            text=municipal_hover_texts(figure, rows),
            hovertemplate="%{text}<extra></extra>",
        )
    )
    _name_country(figure, row, axes)
    _name_ends(figure, row, axes, colours)


def _dots(
    row: _Row, places: Floats, heights: Floats, colour: object, axes: dict[str, str], **more: object
) -> go.Scatter:
    return go.Scatter(
        x=places,
        y=heights.astype(np.float32),
        mode="markers",
        marker={"size": row.dot, "symbol": MARKERS[row.country], "color": colour, "line": {"width": 0}},
        selected={"marker": {"opacity": 1}},
        unselected={"marker": {"opacity": 1}},
        showlegend=False,
        **axes,
        **more,
    )


def _name_country(figure: ExhibitPicture, row: _Row, axes: dict[str, str]) -> None:
    t = figure.t
    name = t(f"country.{row.country}")
    count = t(f"municipalities.number.{row.country}", count=f"{len(row.frame):,}")
    figure.write(
        f"<b>{name}</b> {count}",
        0,
        row.height - _FLOOR - 6,
        figure.theme.country(row.country),
        size=TEXT_SIZE,
        anchor="left top",
        xref="paper",
        yref=axes["yaxis"],
        bgcolor=figure.theme.page,
    )


def _name_ends(figure: ExhibitPicture, row: _Row, axes: dict[str, str], colours: dict[str, str]) -> None:
    """Name the lowest and the highest municipality of each region asked for, below their dots."""
    ends: dict[str, tuple[float, str]] = {}
    for code in (code for code in colours if country_of(code) == row.country):
        own = row.frame[row.asked == code]
        for place in own.index[[0, -1]] if len(own) else ():
            ends[str(own.region_code[place])] = (float(own["value"][place]), colours[code])
    if not ends:
        return
    names = [figure.name(code) for code in ends]
    wanted = row.axis.pixels(np.array([value for value, _ in ends.values()]))
    # In a small window the row is narrower than it is laid out for, the letters are not.
    apart = (max(text_width(name, SMALL_SIZE) for name in names) + 10) / (1 if figure.is_narrow else _LEAST)
    for name, place, (_, colour) in zip(
        names, spread(list(wanted), apart, apart / 2, row.axis.width - apart / 2), ends.values(), strict=True
    ):
        figure.write(
            name,
            place / row.axis.width,
            -4,
            colour,
            anchor="center top",
            xref="paper",
            yref=axes["yaxis"],
        )
