"""Dispersion, trend and correlation of plain arrays: the formulas, nothing of regions."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

Floats = NDArray[np.float64]
LEAST_PAIRS = 5
_NAN = float("nan")


@dataclass(frozen=True)
class Trend:
    """A straight line through yearly figures: `slope` in their unit per year, over `n` years."""

    slope: float
    n: int
    first_year: int
    last_year: int
    mean: float

    @property
    def relative_change(self) -> float:
        """Return the change along the line from first to last year as a share of the mean."""
        return self.slope * (self.last_year - self.first_year) / abs(self.mean) if self.mean else 0.0


def coefficient_of_variation(values: Floats, weights: Floats | None = None) -> float:
    """Return 100 * standard deviation / mean in per cent, plain or weighted.

    NaN where a figure is missing or negative, for then the mean is no yardstick.
    """
    mass = np.ones(len(values)) if weights is None else weights
    if not _usable(values, mass) or (values < 0).any():
        return _NAN
    mean = np.average(values, weights=mass)
    return float(100 * standard_deviation(values, mass) / mean) if mean > 0 else _NAN


def standard_deviation(values: Floats, weights: Floats | None = None) -> float:
    """Return the standard deviation of all regions (not of a sample), plain or weighted, in the unit given.

    NaN where a figure is missing.
    """
    mass = np.ones(len(values)) if weights is None else weights
    if not _usable(values, mass):
        return _NAN
    return float(np.sqrt(np.average((values - np.average(values, weights=mass)) ** 2, weights=mass)))


def theil_index(values: Floats, weights: Floats) -> float:
    """Return the Theil index: sum of p * (y / mean) * ln(y / mean), p being the share of the weight.

    0 means equal; NaN where a figure is missing or not positive.
    """
    if not _usable(values, weights) or (values <= 0).any():
        return _NAN
    shares = weights / weights.sum()
    relative = values / (shares * values).sum()
    return float((shares * relative * np.log(relative)).sum())


def gini_coefficient(values: Floats, weights: Floats) -> float:
    """Return the Gini coefficient: half the weighted mean absolute difference over the mean (0 to 1).

    NaN where a figure is missing or negative.
    """
    if not _usable(values, weights) or (values < 0).any() or not values.any():
        return _NAN
    shares = weights / weights.sum()
    differences = np.abs(values[:, None] - values[None, :]) * shares[:, None] * shares[None, :]
    return float(differences.sum() / (2 * (shares * values).sum()))


def linear_trend(years: Floats, values: Floats) -> Trend | None:
    """Return the least-squares line through the figures present; None with fewer than five."""
    held = np.isfinite(values)
    if held.sum() < LEAST_PAIRS:
        return None
    x, y = years[held], values[held]
    slope = float(np.polyfit(x - x[0], y, 1)[0])
    return Trend(slope, int(held.sum()), int(x[0]), int(x[-1]), float(y.mean()))


def correlation(x: Floats, y: Floats, method: Literal["pearson", "spearman"]) -> tuple[float, int] | None:
    """Return the coefficient and the number of pairs; None with fewer than five or without variation."""
    both = np.isfinite(x) & np.isfinite(y)
    a, b = (pd.Series(axis[both]) for axis in (x, y))
    if method == "spearman":
        a, b = a.rank(), b.rank()
    if len(a) < LEAST_PAIRS or a.nunique() < 2 or b.nunique() < 2:
        return None
    return float(np.clip(np.corrcoef(a, b)[0, 1], -1, 1)), len(a)


def _usable(values: Floats, weights: Floats) -> bool:
    complete = bool(len(values)) and np.isfinite(values).all() and np.isfinite(weights).all()
    return bool(complete and (weights >= 0).all() and weights.sum() > 0)
