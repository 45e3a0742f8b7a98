"""All regions by value: a row of dots for each country, both national averages, the picked ones named."""

from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go

from charts.hover import hover_texts
from charts.picture import ExhibitPicture
from charts.theme import MARKERS, hidden_axis, region_colours, value_axis
from charts.ticks import round_ticks, tick_texts
from charts.type import SMALL_SIZE, TEXT_SIZE, text_width
from regions.database.places import are_nations, is_region
from regions.shapes.exhibit import shown_countries
from regions.shapes.units import one_scale

_PLOT_WIDTH = {"wide": 1080, "narrow": 330}
_LABEL_WIDTH = {"wide": 720, "narrow": 330}
_DOT = {"wide": 12, "narrow": 9}
_ROW_SPACE = 62  # country's name and the label of the nation above the dots
_AXIS_SPACE = 34


def ranking_strip(figure: ExhibitPicture, *, titled: bool = True) -> go.Figure:
    """Return the distribution of all regions, one row of dots for each country.

    Both rows share one axis where the two countries may be read on one scale, else each has its own.
    The lowest and highest of each country and the picked regions are named.
    """
    exhibit = figure.shown
    regional = exhibit.data[~are_nations(exhibit.data.region_code)]
    countries = shown_countries(regional, figure.language)
    shared = one_scale(exhibit.indicator, exhibit.view.currency)
    spans = _spans(figure, countries, shared)
    rows = [_Row(figure, country, spans[country]) for country in countries]
    heights = [row.height + (0 if shared and row is not rows[-1] else _AXIS_SPACE) for row in rows]
    total = sum(heights)
    top = float(total)
    for number, (row, height) in enumerate(zip(rows, heights, strict=True), 1):
        suffix = "" if number == 1 else str(number)
        floor = top - row.height
        _add_row(figure, row, suffix)
        has_axis = not shared or row is rows[-1]
        ticks = round_ticks(*row.span, 4 if figure.is_narrow else 8)
        figure.update_layout(
            {
                f"xaxis{suffix}": value_axis(
                    figure.theme,
                    range=row.span,
                    anchor=f"y{suffix}",
                    tickvals=ticks,
                    ticktext=tick_texts(exhibit, ticks),
                    showticklabels=has_axis,
                ),
                f"yaxis{suffix}": hidden_axis(
                    domain=(floor / total, top / total), range=(-row.depth, row.height - row.depth)
                ),
            }
        )
        top -= height
    figure.frame(total, left=8, right=8, above=4, below=6, titled=titled)
    figure.update_layout(showlegend=False, hovermode="closest", hoverdistance=20)
    return figure.finish()


class _Row:
    """One country's dots: values, steps aside in pixels, and the room they take."""

    def __init__(self, figure: ExhibitPicture, country: str, span: tuple[float, float]) -> None:
        data = figure.shown.data
        regional = (data.country == country) & ~are_nations(data.region_code)
        self.country, self.span = country, span
        self.dot, self.plot_width = _DOT[figure.width], _PLOT_WIDTH[figure.width]
        self.label_width = _LABEL_WIDTH[figure.width]
        self.frame = data[regional].dropna(subset=["value"]).sort_values("value")
        nation = data[(data.region_code == country)].value.dropna()
        self.nation = float(nation.iloc[0]) if len(nation) else None
        self.offsets = swarm_offsets(self.pixels(self.frame.value), self.dot + 1)
        reach = max((abs(step) for step in self.offsets), default=0.0) + self.dot
        self.depth = reach + 20
        self.height = int(2 * reach + 20 + _ROW_SPACE)

    def pixels(self, values: pd.Series) -> list[float]:
        low, high = self.span
        return [float(x) for x in (values - low) / (high - low) * self.plot_width]


def _spans(figure: ExhibitPicture, countries: list[str], shared: bool) -> dict[str, tuple[float, float]]:
    """Return the ends of each axis: those of the regions, and the nations where they are not far off."""
    exhibit = figure.shown
    spans = {}
    for country in countries:
        data = exhibit.data if shared else exhibit.data[exhibit.data.country == country]
        regional = data[~are_nations(data.region_code)].value
        low, high = float(regional.min()), float(regional.max())
        near = data[data.value.between(low - 0.3 * (high - low), high + 0.3 * (high - low))].value
        low, high = float(near.min()), float(near.max())
        room = (high - low) * 0.05 or abs(high) * 0.05 or 1.0
        spans[country] = (low - room, high + room)
    return spans


def swarm_offsets(places: Sequence[float], diameter: float) -> list[float]:
    """Return for each place on a line the smallest step aside that keeps dots apart.

    Args:
        places: Positions along the line, in pixels, in any order.
        diameter: Distance that two dots must keep, in pixels.

    Returns:
        Steps in pixels, alternating to both sides, in the order of `places`.
    """
    offsets = [0.0] * len(places)
    placed: list[tuple[float, float]] = []
    for index in sorted(range(len(places)), key=places.__getitem__):
        near = [(x, y) for x, y in placed if places[index] - x < diameter]
        step = next(
            step
            for step in _steps(diameter)
            if all((places[index] - x) ** 2 + (step - y) ** 2 >= diameter**2 * 0.98 for x, y in near)
        )
        offsets[index] = step
        placed.append((places[index], step))
    return offsets


def _steps(diameter: float) -> list[float]:
    """Return steps aside, the nearest first; there are enough of them for any number of regions."""
    fine = diameter / 4
    return [0.0, *(side * fine * count for count in range(1, 600) for side in (1, -1))]


def _add_row(figure: ExhibitPicture, row: _Row, suffix: str) -> None:
    theme = figure.theme
    axes = {"xaxis": f"x{suffix}", "yaxis": f"y{suffix}"}
    colours = region_colours([code for code in figure.picked if is_region(code)], theme)
    codes = row.frame.region_code.tolist()
    faded = bool(set(colours) & set(codes))
    base = theme.country(row.country)
    figure.add_trace(
        go.Scatter(
            x=row.frame.value,
            y=row.offsets,
            mode="markers",
            marker={
                "size": [row.dot + 3 if code in colours else row.dot for code in codes],
                "symbol": MARKERS[row.country],
                "color": [colours.get(code, base) for code in codes],
                "opacity": [1.0 if code in colours or not faded else 0.35 for code in codes],
                "line": {"width": 1, "color": theme.page},
            },
            customdata=[[code] for code in codes],
            text=hover_texts(figure, row.frame),
            hovertemplate="%{text}<extra></extra>",
            showlegend=False,
            **axes,
        )
    )
    _add_nation(figure, row, axes)
    _add_names(figure, row, axes, colours)


def _add_nation(figure: ExhibitPicture, row: _Row, axes: dict[str, str]) -> None:
    """Draw the national figure as a line with its label at the head of the row."""
    country = figure.t(f"country.{row.country}")
    colour = figure.theme.country(row.country)
    text, x, anchor = f"<b>{country}</b>", row.span[0], "left"
    if row.nation is not None and row.span[0] <= row.nation <= row.span[1]:
        figure.add_shape(
            "line",
            (row.nation, row.nation),
            (-row.depth + 16, row.height - row.depth - 26),
            xref=axes["xaxis"],
            yref=axes["yaxis"],
            line={"color": colour, "width": 1.5, "dash": "dash" if row.country == "JP" else "dot"},
        )
        text, x = f"<b>{country}</b> {figure.shown.format(row.nation, row.country)}", row.nation
        share = (row.nation - row.span[0]) / (row.span[1] - row.span[0])
        anchor = "left" if share < 0.15 else ("right" if share > 0.85 else "center")
    figure.write(
        text,
        x,
        row.height - row.depth - 24,
        colour,
        size=TEXT_SIZE,
        anchor="bottom",
        xref=axes["xaxis"],
        yref=axes["yaxis"],
        xanchor=anchor,
        bgcolor=figure.theme.page,
    )


def _add_names(figure: ExhibitPicture, row: _Row, axes: dict[str, str], colours: dict[str, str]) -> None:
    """Name the picked regions above all dots near theirs and the extremes below, as far as there is room."""
    codes = row.frame.region_code.tolist()
    values = dict(zip(codes, row.frame.value, strict=True))
    # Names must keep apart in the smallest window that has this layout, too.
    narrower = row.label_width / row.plot_width
    across = [x * narrower for x in row.pixels(row.frame.value)]
    dots = list(zip(across, row.offsets, strict=True))
    places = dict(zip(codes, dots, strict=True))
    extremes = [code for code in dict.fromkeys(codes[:1] + codes[-1:]) if code not in colours]
    for side, chosen in ((1, [c for c in codes if c in colours]), (-1, extremes)):
        taken = -1.0
        for code in chosen:
            name = figure.name(code)
            x, step = places[code]
            half = text_width(name, SMALL_SIZE) / 2 + 3
            left = min(max(x - half, 0), row.label_width - 2 * half)
            if left < taken:
                continue
            taken = left + 2 * half
            edge = "left" if x < half else ("right" if x > row.label_width - half else "center")
            near = [side * y for at, y in dots if left - row.dot < at < taken + row.dot]
            away = max(near) + row.dot * 0.8
            if away - side * step > 1.5 * row.dot:
                _lead(figure, values[code], step, side * away, axes)
            figure.write(
                f"<b>{name}</b>" if side > 0 else name,
                values[code],
                side * away,
                figure.theme.text if side > 0 else figure.theme.muted,
                xref=axes["xaxis"],
                yref=axes["yaxis"],
                xanchor=edge,
                yanchor="bottom" if side > 0 else "top",
            )


def _lead(figure: ExhibitPicture, x: float, y: float, to_y: float, axes: dict[str, str]) -> None:
    """Draw a line from a dot amid others to the name outside them."""
    figure.add_shape(
        "line",
        (x, x),
        (y, to_y),
        xref=axes["xaxis"],
        yref=axes["yaxis"],
        line={"color": figure.theme.text, "width": 1},
    )
