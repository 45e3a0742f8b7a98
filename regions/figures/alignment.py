"""Series set side by side on years since an event."""

import math
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from regions.asking.page_specs import EVENTS
from regions.database.build import Build
from regions.database.places import country_of
from regions.figures.panel import Panel, panel, shared_panel
from regions.figures.reach import Reach, Status, reach

AGEING = "share_65plus"
POPULATION = "population_total"
PEAK = "peak_population"


@dataclass(frozen=True, eq=False)
class Aligned:
    """Series on a common clock.

    Attributes:
        indicator_id: The indicator shown.
        event: One of `page_specs.EVENTS`.
        data: Columns `region_code, country, year, offset, value, status`; `offset` is years since the event.
        events: When the event was in each region shown.
        left_out: Regions for which the event has not happened, or had before the figures begin, and which.
    """

    indicator_id: str
    event: str
    data: pd.DataFrame
    events: dict[str, Reach]
    left_out: dict[str, Status]


def event_of(build: Build, region_code: str, event: str) -> Reach:
    """Return when an event happened in a region.

    A threshold is found on a straight line between published years. The peak is the year of the largest
    published population; one in the first year held may lie earlier, one in the last may not be over.

    Raises:
        ValueError: If the event is not one of `page_specs.EVENTS`.
    """
    if event not in EVENTS:
        raise ValueError(f"{event} is not one of {EVENTS}")
    if event == PEAK:
        return _peak(panel(build, POPULATION), region_code)
    figures = panel(build, AGEING)
    return reach(figures.years, figures.column(region_code), level_of(event), rising=True)


def level_of(event: str) -> float:
    """Return the share of people aged 65+ (%) that an event reaches; infinity for the peak."""
    return math.inf if event == PEAK else float(event.removeprefix(f"{AGEING}_"))


def aligned(build: Build, indicator_id: str, region_codes: Iterable[str], event: str) -> Aligned:
    """Return series of an indicator on years since an event.

    Args:
        build: The build to read.
        indicator_id: The indicator to show; money in purchasing power.
        region_codes: Regions and nations.
        event: One of `page_specs.EVENTS`.

    Raises:
        ValueError: If the event is not one of `page_specs.EVENTS`.
    """
    figures = shared_panel(build, indicator_id)
    events: dict[str, Reach] = {}
    left_out: dict[str, Status] = {}
    parts = []
    for code in region_codes:
        found = event_of(build, code, event)
        years, values = figures.known(code)
        if found.year is None or not len(years):
            left_out[code] = Status.NO_DATA if found.year is not None else found.status
            continue
        events[code] = found
        parts.append(
            pd.DataFrame(
                {
                    "region_code": code,
                    "country": country_of(code),
                    "year": years,
                    "offset": years - found.year,
                    "value": values,
                    "status": [figures.status(code, int(year)) for year in years],
                }
            )
        )
    columns = ["region_code", "country", "year", "offset", "value", "status"]
    data = pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=columns)
    return Aligned(indicator_id, event, data, events, left_out)


def _peak(figures: Panel, region_code: str) -> Reach:
    years, values = figures.known(region_code)
    if not len(years):
        return Reach(Status.NO_DATA)
    position = int(np.argmax(values))
    if position == 0:
        return Reach(Status.BEYOND)
    if position == len(values) - 1:
        return Reach(Status.NEVER)
    year = int(years[position])
    return Reach(Status.REACHED, float(year), year, year)
