"""Classes of a map: five to seven steps with round limits, and what is counted in each."""

import itertools
import math
from dataclasses import dataclass

import numpy as np
import pandas as pd

from charts.theme import Theme
from charts.ticks import QUARTERED, round_step, tick_texts
from i18n.numbers import span
from regions.database.catalogue import Measure
from regions.database.places import COUNTRIES, are_regions
from regions.shapes.exhibit import Exhibit
from regions.shapes.frames import one_row_a_figure
from regions.shapes.units import one_scale

_CLASSES = 6
_SMALL_NUMBERS = 100
_CROWDED = 0.5  # one class must not hold more than this share of the regions


@dataclass(frozen=True)
class Classes:
    """A classed colour scale.

    Attributes:
        limits: Inner limits, rising; a value equal to one belongs to the class above.
        colours: One colour a class, low to high.
        labels: One label a class, in the reader's language, without unit.
        counts: Regions in each class.
    """

    limits: tuple[float, ...]
    colours: tuple[str, ...]
    labels: tuple[str, ...]
    counts: tuple[int, ...]

    def index(self, value: float) -> int:
        """Return the number of a value's class, 0 being the lowest."""
        return int(np.searchsorted(self.limits, value, side="right"))

    def colour(self, value: float) -> str:
        """Return the colour of a value's class."""
        return self.colours[self.index(value)]


def classes_of(
    exhibit: Exhibit, values: pd.Series, theme: Theme, steps: tuple[str, ...] | None = None
) -> Classes:
    """Return the classes for the values of one scale; nations and gaps are not to be among them.

    Args:
        exhibit: What the map shows.
        values: The figures.
        theme: Colours.
        steps: Colours from low to high instead of those that maps usually have.
    """
    known = values.dropna().to_numpy(dtype=float)
    measure = exhibit.indicator
    limits, diverging = _limits_of(measure, known)
    are_numbers = not (measure.classes or measure.class_limits) and _are_small_numbers(exhibit, known)
    if are_numbers:
        whole = dict.fromkeys(float(math.ceil(limit)) for limit in limits)
        limits = [limit for limit in whole if known.min() < limit <= known.max()]
    edges = np.searchsorted(limits, known, side="right")
    counts = np.bincount(edges, minlength=len(limits) + 1)
    return Classes(
        limits=tuple(limits),
        colours=_colours(limits, theme.diverging if diverging else steps or theme.sequential, diverging),
        labels=tuple(one.name[exhibit.language] for one in measure.classes)
        or (_number_labels if are_numbers else _labels)(exhibit, limits, known),
        counts=tuple(int(count) for count in counts),
    )


def map_classes(exhibit: Exhibit, theme: Theme) -> dict[str, Classes]:
    """Return the classes of each country's map: the same object where both may be read on one scale."""
    data = one_row_a_figure(exhibit.data[are_regions(exhibit.data.region_code)])
    if one_scale(exhibit.indicator, exhibit.view.currency) or len(exhibit.indicator.countries) == 1:
        return dict.fromkeys(COUNTRIES, classes_of(exhibit, data.value, theme))
    # What does not compare does not look alike: two scales have two palettes.
    steps = {"KR": theme.sequential, "JP": theme.sequential_japan}
    return {
        country: classes_of(exhibit, data[data.country == country].value, theme, steps[country])
        for country in COUNTRIES
    }


def _are_small_numbers(exhibit: Exhibit, known: np.ndarray) -> bool:
    """Say whether these are small whole numbers, whose classes name the numbers in them."""
    is_whole = exhibit.decimals == 0 and bool(len(known)) and np.array_equal(known, known.round())
    return is_whole and 0 <= known.min() < known.max() < _SMALL_NUMBERS


def _number_labels(exhibit: Exhibit, limits: list[float], known: np.ndarray) -> tuple[str, ...]:
    """Return the first and the last number of each class; one alone where both are the same."""
    lows = [float(known.min()), *limits]
    highs = [*(limit - 1 for limit in limits), float(known.max())]
    texts = tick_texts(exhibit, [*lows, *highs])
    return tuple(
        low if low == high else span(f"{low} ", f" {high}", exhibit.language)
        for low, high in zip(texts[: len(lows)], texts[len(lows) :], strict=True)
    )


def _limits_of(measure: Measure, known: np.ndarray) -> tuple[list[float], bool]:
    """Return the inner limits, declared or following from the figures, and whether zero divides them."""
    if measure.classes:
        return [one.value - 0.5 for one in measure.classes[1:]], False
    return (list(measure.class_limits), False) if measure.class_limits else _limits(known)


def _limits(known: np.ndarray) -> tuple[list[float], bool]:
    if not len(known) or np.ptp(known) == 0:
        return [], False
    if known.min() < 0 < known.max():
        step = round_step(float(np.quantile(np.abs(known), 0.85)) / 3 * 0.999, QUARTERED)
        inside = [
            limit for limit in (-2 * step, -step, 0.0, step, 2 * step) if known.min() < limit < known.max()
        ]
        return inside, True
    step = round_step(float(np.ptp(known)) / _CLASSES * 0.999, QUARTERED)
    first = math.floor(known.min() / step) + 1
    limits = [round(step * k, 10) for k in range(first, math.ceil(known.max() / step))]
    shares = np.bincount(np.searchsorted(limits, known, side="right")) / len(known)
    if shares.max() > _CROWDED:
        limits = _quantile_limits(known)
    return limits, False


def _quantile_limits(known: np.ndarray) -> list[float]:
    """Return limits that put about as many regions into each class, rounded to two digits."""
    raw = np.quantile(known, np.arange(1, _CLASSES) / _CLASSES)
    rounded = [_two_digits(float(value)) for value in raw]
    return [limit for limit in dict.fromkeys(rounded) if known.min() < limit <= known.max()]


def _two_digits(value: float) -> float:
    if value == 0:
        return 0.0
    return round(value, 1 - math.floor(math.log10(abs(value))))


def _colours(limits: list[float], palette: tuple[str, ...], diverging: bool) -> tuple[str, ...]:
    if diverging:
        below = sum(limit < 0 for limit in limits)
        above = sum(limit > 0 for limit in limits)
        half = len(palette) // 2
        return palette[half - below - 1 : half] + palette[half : half + above + 1]
    count = len(limits) + 1
    places = np.linspace(0, len(palette) - 1, count).round().astype(int) if count > 1 else [3]
    return tuple(palette[place] for place in places)


def _labels(exhibit: Exhibit, limits: list[float], known: np.ndarray) -> tuple[str, ...]:
    texts = tick_texts(exhibit, limits)
    if not texts:
        return tuple(tick_texts(exhibit, [float(known[0])])) if len(known) else ("",)
    between = [span(f"{low} ", f" {high}", exhibit.language) for low, high in itertools.pairwise(texts)]
    return (f"< {texts[0]}", *between, f"≥ {texts[-1]}")
