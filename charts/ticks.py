"""Round places for the ticks of an axis."""

import numpy as np

_ROUND = (1, 2, 5, 10)


def round_ticks(low: float, high: float, wanted: int) -> list[float]:
    """Return about `wanted` round numbers between two figures."""
    raw = (high - low) / wanted
    scale = 10.0 ** np.floor(np.log10(raw))
    step = float(next(scale * nice for nice in _ROUND if scale * nice >= raw))
    first, last = int(np.ceil(low / step)), int(np.floor(high / step))
    return [round(number * step, 10) for number in range(first, last + 1)]


def log_ticks(low: float, high: float, wanted: int) -> list[float]:
    """Return round numbers between two positive figures for a logarithmic axis: 1, 2, 5 of each power of ten.

    Only powers of ten where the others would be too many.
    """
    powers = range(int(np.floor(np.log10(low))), int(np.ceil(np.log10(high))) + 1)
    found: list[float] = []
    for steps in ((1, 2, 5), (1, 3), (1,)):
        found = [
            step * 10.0**power for power in powers for step in steps if low <= step * 10.0**power <= high
        ]
        if len(found) <= wanted + 1:
            break
    return found
