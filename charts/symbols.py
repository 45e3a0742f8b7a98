"""Symbols on maps: circles whose area tells an amount, on one scale for both countries where that is true."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go

from charts.legend import Entry, Legend, other_entries
from charts.picture import ExhibitPicture
from charts.theme import NARROW
from charts.ticks import magnitude, tick_texts
from regions.database.outlines import MapPanel
from regions.database.places import COUNTRIES, are_regions
from regions.shapes.exhibit import Exhibit
from regions.shapes.frames import one_row_a_figure
from regions.shapes.units import one_scale

WIDEST = {"wide": 54.0, "half": 40.0, NARROW: 38.0}  # diameter of the largest symbol in pixels
_FRACTIONS = (1.0, 0.2, 0.04)
_LEAST = 2.0  # pixels
_OPACITY = 0.78


@dataclass(frozen=True)
class SymbolScale:
    """How large symbols are.

    Attributes:
        largest: The largest amount, whatever its sign: its symbol is as wide as can be.
        signed: Whether some amounts are below zero, whose symbols are hollow.
        steps: Round amounts for the legend, the largest first.
        labels: The same in the reader's language.
    """

    largest: float
    signed: bool
    steps: tuple[float, ...]
    labels: tuple[str, ...]

    def diameter(self, value: float, widest: float) -> float:
        """Return the diameter of an amount's symbol, where the largest one's is `widest`."""
        return widest * (abs(value) / self.largest) ** 0.5 if self.largest else 0.0


def symbol_scale(exhibit: Exhibit, values: pd.Series) -> SymbolScale:
    """Return the scale for amounts; nations are not to be among them."""
    known = values.dropna()
    largest, signed = float(known.abs().max()) if len(known) else 0.0, bool((known < 0).any())
    steps = [top * share for share in _FRACTIONS] if (top := _round_below(largest)) else []
    if exhibit.decimals == 0:
        steps = [step for step in steps if step == round(step)]
    if signed:
        steps = [steps[0], -steps[0], *steps[1:]]
    return SymbolScale(largest, signed, tuple(steps), tuple(tick_texts(exhibit, steps)) if steps else ())


def symbol_scales(exhibit: Exhibit) -> dict[str, SymbolScale]:
    """Return the scale of each country's map: the same object where both may be read on one scale."""
    data = one_row_a_figure(exhibit.data[are_regions(exhibit.data.region_code)])
    if one_scale(exhibit.indicator, exhibit.view.currency) or len(exhibit.indicator.countries) == 1:
        return dict.fromkeys(COUNTRIES, symbol_scale(exhibit, data.value))
    return {one: symbol_scale(exhibit, data[data.country == one].value) for one in COUNTRIES}


def _round_below(largest: float) -> float:
    """Return the largest of 1, 2 and 5 times a power of ten that is not above an amount."""
    if largest <= 0:
        return 0.0
    scale = magnitude(largest)
    return max(step * scale for step in (1.0, 2.0, 5.0) if step * scale <= largest)


@dataclass(frozen=True)
class Symbol:
    """One amount and where it stands, in the units of the panel."""

    value: float
    x: float
    y: float


def symbols_of(rows: pd.DataFrame, outlines: MapPanel) -> list[Symbol]:
    """Return a symbol for each figure, the largest first; a figure of several regions stands amid them."""
    known = rows[rows.region_code.isin(outlines.outlines)].dropna(subset=["value"])
    own = known.region_code if "area" not in known else known.area.fillna(known.region_code)
    found = []
    for _, group in known.groupby(own, sort=False):
        points = [outlines.outlines[code].label for code in group.region_code]
        x, y = (sum(part) / len(points) for part in zip(*points, strict=True))
        found.append(Symbol(float(group.value.iloc[0]), x, y))
    return sorted(found, key=lambda one: -abs(one.value))


def add_symbols(
    figure: ExhibitPicture,
    symbols: Sequence[Symbol],
    scale: SymbolScale,
    colour: str,
    axes: Mapping[str, str],
) -> None:
    """Draw symbols, the small ones above the large ones; those of amounts below zero are hollow."""
    shown = [one for one in symbols if one.value]
    figure.add_trace(
        go.Scatter(
            x=[round(one.x) for one in shown],
            y=[round(one.y) for one in shown],
            mode="markers",
            marker={
                "symbol": "circle",
                "size": [
                    round(max(_LEAST, scale.diameter(one.value, WIDEST[figure.width])), 1) for one in shown
                ],
                "color": [figure.theme.page if one.value < 0 else colour for one in shown],
                "opacity": _OPACITY,
                "line": {
                    "width": 1.5 if scale.signed else 0.8,
                    "color": colour if scale.signed else figure.theme.page,
                },
            },
            hoverinfo="skip",
            showlegend=False,
            **axes,
        )
    )


def symbol_legends(
    figure: ExhibitPicture, scales: Mapping[str, SymbolScale], countries: Sequence[str]
) -> list[Legend]:
    """Return one legend where the countries share a scale, else one a country."""
    widest = WIDEST[figure.width]
    if len({id(scales[one]) for one in countries}) == 1:
        entries = _entries(scales[countries[0]], figure.theme.muted, widest)
        return [Legend("", (*entries, *other_entries(figure, countries)))]
    return [
        Legend(
            figure.t(f"country.{one}"),
            (*_entries(scales[one], figure.theme.country(one), widest), *other_entries(figure, (one,))),
        )
        for one in countries
    ]


def _entries(scale: SymbolScale, colour: str, widest: float) -> Iterable[Entry]:
    return (
        Entry(label, colour, diameter=scale.diameter(step, widest), hollow=step < 0)
        for step, label in zip(scale.steps, scale.labels, strict=True)
    )
