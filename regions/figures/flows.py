"""Where people move: origin and destination of moves between Korean provinces, net migration by age."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from regions.database.build import Build
from regions.database.memory import per_build

COLUMNS = ["region_code", "partner", "year", "inflow", "outflow", "net"]


@dataclass(frozen=True, eq=False)
class Flows:
    """Moves between one region and the others in a year.

    Attributes:
        region_code: The region.
        year: The year.
        data: Columns `region_code, partner, year, inflow, outflow, net` (persons), largest exchange first;
            empty where no flows are published.
        within: Moves within the region, NaN where not published.
    """

    region_code: str
    year: int
    data: pd.DataFrame
    within: float

    @property
    def net(self) -> float:
        """Return the balance of all moves, NaN without figures."""
        return float(self.data.net.sum()) if len(self.data) else float("nan")


@per_build(2)
def _exchanges(build: Build) -> dict[str, pd.DataFrame]:
    frame = build.query(
        "SELECT coalesce(come.destination, gone.origin) AS region_code,"
        " coalesce(come.origin, gone.destination) AS partner, coalesce(come.year, gone.year) AS year,"
        " come.persons AS inflow, gone.persons AS outflow, come.persons - gone.persons AS net"
        " FROM migration_flow come FULL JOIN migration_flow gone"
        " ON come.destination = gone.origin AND come.origin = gone.destination AND come.year = gone.year"
        " ORDER BY ALL"
    )
    return {str(code): part.reset_index(drop=True) for code, part in frame.groupby("region_code")}


def _balances(build: Build, region_code: str) -> pd.DataFrame:
    return _exchanges(build).get(region_code, pd.DataFrame(columns=COLUMNS))


def flow_years(build: Build, region_code: str) -> tuple[int, ...]:
    """Return the years with flows of a region; none where they are not published."""
    return tuple(sorted({int(year) for year in _balances(build, region_code).year}))


def flows(build: Build, region_code: str, year: int) -> Flows:
    """Return the moves between a region and every other in a year."""
    own = _balances(build, region_code)
    own = own[own.year == year]
    inside = own[own.partner == region_code]
    others = own[own.partner != region_code]
    order = others.assign(_gross=others.inflow + others.outflow).sort_values("_gross", ascending=False)
    within = float(inside.inflow.iloc[0]) if len(inside) else float("nan")
    return Flows(region_code, year, order[COLUMNS].reset_index(drop=True), within)


def net_migration_by_age(build: Build, region_code: str) -> pd.DataFrame:
    """Return net migration by age band where published.

    Bands that only sum up narrower ones of the same period are left out, so the bands do not overlap.

    Returns:
        Columns `region_code, year` (last of the period), `period` (`2024` or `2016-2025`), `age_group,
        age_from, age_to` (missing: and over), `value` (persons a year), `is_mean` (mean of several years).
    """
    frame = _by_age(build)
    return frame[frame.region_code == region_code].reset_index(drop=True)


@per_build(2)
def _by_age(build: Build) -> pd.DataFrame:
    frame = build.query("SELECT region_code, year, period, age_group, value FROM migration_by_age")
    bounds = frame.age_group.str.extract(r"^(?P<age_from>\d+)(?:-(?P<age_to>\d+)|\+)$").astype("Float64")
    frame = pd.concat([frame, bounds], axis=1).assign(is_mean=frame.period.str.contains("-"))
    keep = np.ones(len(frame), dtype=bool)
    for _, part in frame.groupby(["region_code", "period"]):
        ends = part.age_to.fillna(200)
        for number, start, end in zip(part.index, part.age_from, ends, strict=True):
            inside = (part.age_from >= start) & (ends <= end)
            keep[number] = int(inside.sum()) == 1
    columns = ["region_code", "year", "period", "age_group", "age_from", "age_to", "value", "is_mean"]
    return frame[keep].sort_values(["region_code", "year", "is_mean", "age_from"], ignore_index=True)[columns]
