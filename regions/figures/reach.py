"""When a yearly series reached a value: straight line between published years, and said so."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from regions.figures.measures import Floats


class Status(StrEnum):
    """What became of a search for the year in which a series reached a value."""

    REACHED = "reached"
    NEVER = "never_reached"
    BEYOND = "beyond_at_start"  # the series was already past the value when it begins
    NO_DATA = "no_data"


@dataclass(frozen=True)
class Reach:
    """The first year at which a series reached a value, coming from the proper side.

    Attributes:
        status: Reached, never reached, already beyond at the start of the series, or no figures.
        year: The year, with a fraction where it lies between two published years; None unless reached.
        before: Last published year before the value was reached (equal to `after` on a published year).
        after: First published year at or past the value.
    """

    status: Status
    year: float | None = None
    before: int | None = None
    after: int | None = None

    @property
    def interpolated(self) -> bool:
        """Say whether the year lies between two published years."""
        return self.before != self.after


@dataclass(frozen=True, eq=False)
class Reaches:
    """The answer for many values at once: arrays of one length, `year` NaN unless reached."""

    status: NDArray[np.object_]
    year: Floats
    before: Floats
    after: Floats

    def one(self, position: int) -> Reach:
        """Return the answer for one of the values."""
        status = Status(self.status[position])
        if status is not Status.REACHED:
            return Reach(status)
        before, after = int(self.before[position]), int(self.after[position])
        return Reach(status, float(self.year[position]), before, after)


def reach(years: NDArray[np.int64], values: Floats, level: float, *, rising: bool) -> Reach:
    """Return the first year at which a series reaches one value; see `reach_all`."""
    return reach_all(years, values, np.array([level], dtype=float), rising=rising).one(0)


def reach_all(years: NDArray[np.int64], values: Floats, levels: Floats, *, rising: bool) -> Reaches:
    """Return the first year at which a series reaches each of some values.

    Between two published years a straight line is assumed:
    year = y0 + (level - v0) / (v1 - v0) * (y1 - y0) for the first y1 with v1 >= level (rising; <= falling).

    Args:
        years: Years of the series, rising.
        values: Its figures, in the unit of `levels`; NaN is left out.
        levels: The values looked for; NaN has no answer.
        rising: Whether the series is expected to rise to the value (else to fall to it).
    """
    count = len(levels)
    held = np.isfinite(values)
    y, v = years[held].astype(float), values[held] if rising else -values[held]
    wanted = levels if rising else -levels
    answer = Reaches(
        np.full(count, Status.NO_DATA, dtype=object),
        *(np.full(count, np.nan) for _ in range(3)),
    )
    asked = np.isfinite(wanted)
    if not len(v) or not asked.any():
        return answer
    first = np.searchsorted(np.maximum.accumulate(v), np.where(asked, wanted, 0.0), side="left")
    beyond = asked & (wanted < v[0])
    never = asked & (first == len(v))
    found = asked & ~beyond & ~never
    answer.status[beyond] = Status.BEYOND
    answer.status[never] = Status.NEVER
    answer.status[found] = Status.REACHED
    after = first[found]
    exact = v[after] == wanted[found]
    before = np.where(exact, after, after - 1)
    rise = np.where(exact, 1.0, v[after] - v[before])
    answer.year[found] = y[before] + (wanted[found] - v[before]) / rise * (y[after] - y[before])
    answer.before[found] = y[before]
    answer.after[found] = y[after]
    return answer


def is_rising(years: NDArray[np.int64], values: Floats, least_correlation: float = 0.5) -> bool | None:
    """Say whether a series rises over time; None if it has no clear direction.

    Args:
        years: Years of the series.
        values: Its figures; NaN is left out.
        least_correlation: How strong the rank correlation with time must be.
    """
    held = np.isfinite(values)
    if held.sum() < 3:
        return None
    ranks = [pd.Series(part[held]).rank() for part in (years.astype(float), values)]
    if np.ptp(values[held]) == 0:
        return None
    correlation = float(np.corrcoef(ranks[0], ranks[1])[0, 1])
    return None if abs(correlation) < least_correlation else correlation > 0
