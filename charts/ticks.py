"""Round numbers for the ticks and limits of axes and classes, and how they are written."""

import math
from collections.abc import Sequence

from i18n.numbers import compact, number
from regions.shapes.exhibit import Exhibit

_STEPS = (1.0, 2.0, 5.0, 10.0)
QUARTERED = (1.0, 2.0, 2.5, 5.0, 10.0)


def magnitude(value: float) -> float:
    """Return the power of ten at or below a positive number."""
    return 10.0 ** math.floor(math.log10(value))


def round_step(least: float, steps: Sequence[float] = _STEPS) -> float:
    """Return the smallest number not below a positive one that is one of `steps` times a power of ten."""
    scale = magnitude(least)
    return next(scale * step for step in steps if scale * step >= least)


def round_ticks(low: float, high: float, wanted: int) -> list[float]:
    """Return about `wanted` round numbers between two figures."""
    step = round_step((high - low) / wanted)
    first, last = math.ceil(low / step), math.floor(high / step)
    return [round(number * step, 10) for number in range(first, last + 1)]


def symmetric_ticks(limit: float, step: float) -> list[float]:
    """Return the multiples of a step from minus a limit to it, zero among them."""
    most = int(limit // step)
    return [step * number for number in range(-most, most + 1)]


def log_ticks(low: float, high: float, wanted: int | None = None) -> list[float]:
    """Return round numbers between two positive figures for a logarithmic axis: 1, 2, 5 of each power of ten.

    Only 1 and 3, or powers of ten alone, where those would be more than `wanted`.
    """
    powers = range(math.floor(math.log10(low)), math.ceil(math.log10(high)) + 1)
    found: list[float] = []
    for steps in ((1, 2, 5), (1, 3), (1,)):
        found = [
            step * 10.0**power for power in powers for step in steps if low <= step * 10.0**power <= high
        ]
        if wanted is None or len(found) <= wanted + 1:
            break
    return found


def tick_texts(exhibit: Exhibit, ticks: Sequence[float]) -> list[str]:
    """Return tick labels as the reader writes numbers, without the unit that the subtitle gives."""
    if any(abs(tick) >= 1e5 for tick in ticks):
        return [compact(tick, exhibit.language, 2) if tick else "0" for tick in ticks]
    decimals = max((_decimals(tick) for tick in ticks), default=0)
    return [number(tick, exhibit.language, decimals) for tick in ticks]


def _decimals(value: float) -> int:
    """Return how many decimals a round number needs."""
    return len(f"{value:.6f}".rstrip("0").split(".")[1])
