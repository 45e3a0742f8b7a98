"""Round limits of an axis and how its figures are written."""

import math
from dataclasses import dataclass

from charts.ticks import QUARTERED, magnitude, round_step
from exports.cells import number_format


@dataclass(frozen=True)
class Scale:
    """Limits of an axis and the distance of its ticks."""

    low: float
    high: float
    step: float

    def share(self, value: float) -> float:
        """Return where a value stands between the limits, 0 to 1."""
        return (value - self.low) / (self.high - self.low)


def round_scale(low: float, high: float, *, from_zero: bool, ticks: int = 5) -> Scale:
    """Return round limits around figures; from zero for bars, and where zero is near anyway."""
    if from_zero or (low > 0 and low < 0.25 * high) or (high < 0 and high > 0.25 * low):
        low, high = min(low, 0.0), max(high, 0.0)
    if high - low < 1e-12 * max(abs(high), 1.0):
        spread = abs(high) * 0.1 or 1.0
        low, high = low - spread, high + spread
    step = round_step((high - low) / ticks * 0.999, QUARTERED)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return Scale(round(first * step, 10), round(last * step, 10), step)


def logarithmic_scale(low: float, high: float) -> Scale:
    """Return limits of one digit and zeros around positive figures; ticks are tenfold from the lower one."""
    first, last = magnitude(low), magnitude(high)
    under, over = first * math.floor(low / first + 1e-9), last * math.ceil(high / last - 1e-9)
    return Scale(under, over, under)


def axis_format(scale: Scale, decimals: int, *, both_sides: bool = False) -> str:
    """Return the number format of an axis, no more decimals than its ticks need."""
    needed = max(0, -math.floor(math.log10(scale.step) + 1e-9)) if scale.step < 1 else 0
    if scale.step in (2.5, 0.25, 0.025):
        needed += 1
    digits = number_format(max(needed, 0) if decimals or needed else 0)
    return f"{digits};{digits}" if both_sides else digits
