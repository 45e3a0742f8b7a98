"""Where ties and meetings lie on the maps of the two countries: at the municipality, else at the region."""

import pandas as pd

from regions.database.build import Build
from regions.database.memory import per_build
from regions.database.places import country_of
from regions.policy.meetings import all_meetings
from regions.policy.ties import all_ties

Point = tuple[float, float]


@per_build(1)
def place_points(build: Build) -> dict[str, Point]:
    """Return the point of every region and municipality, in the units of its country's map.

    A far island that the map leaves out (Ogasawara) has the point of its region.
    """
    panels = build.catalogue.panels
    regions = {code: one.label for panel in panels.values() for code, one in panel.outlines.items()}
    rows = build.query(
        "SELECT region_code, label_x, label_y FROM municipal_outline WHERE panel_code IN ('KR', 'JP')"
    )
    points = dict(regions)
    for code, x, y in rows.itertuples(index=False, name=None):
        place = build.catalogue.municipal.places[code]
        _, _, right, top = panels[place.country].frame
        points[code] = (x, y) if 0 <= x <= right and 0 <= y <= top else regions[place.parent_code]
    return points


@per_build(4)
def place_pairs(build: Build) -> pd.DataFrame:
    """Return one row a pair of places with a tie: two municipalities, two regions, or one of each.

    Columns `kr_code, jp_code` (the municipality where the source names one, else the region),
    `kr_region_code, jp_region_code`, `ties` (recorded between the two places), `provinces` (whether they are
    the regional governments), `kr_x, kr_y, jp_x, jp_y` (in the units of the maps).
    """
    ties = all_ties(build).dropna(subset=["jp_region_code"])
    between = ties.level == "province"
    points = place_points(build)
    for side in ("kr", "jp"):
        town = ties[f"{side}_municipality_code"]
        known = town.isin(list(points)) & ~between
        ties = ties.assign(**{f"{side}_code": town.where(known, ties[f"{side}_region_code"])})
    keys = ["kr_code", "jp_code", "kr_region_code", "jp_region_code"]
    grouped = ties.assign(between=between).groupby(keys, sort=True)
    frame = grouped.agg(ties=("tie_id", "size"), provinces=("between", "any")).reset_index()
    for side in ("kr", "jp"):
        frame[f"{side}_x"], frame[f"{side}_y"] = zip(
            *(points[code] for code in frame[f"{side}_code"]), strict=True
        )
    return frame


@per_build(4)
def venues(build: Build) -> pd.DataFrame:
    """Return one row a place that hosted meetings, most meetings first.

    Columns `code, region_code, country, x, y, number, first, last`; meetings whose place is not stated are
    left out.
    """
    meetings = all_meetings(build).dropna(subset=["region_code"])
    points = place_points(build)
    town = meetings.municipality_code
    placed = meetings.assign(code=town.where(town.isin(list(points)), meetings.region_code))
    grouped = placed.groupby(["code", "region_code"])
    frame = grouped.agg(number=("event_id", "size"), first=("year", "min"), last=("year", "max"))
    frame = frame.reset_index().sort_values(["number", "code"], ascending=[False, True], ignore_index=True)
    return frame.assign(
        country=frame.region_code.map(country_of),
        x=[points[code][0] for code in frame.code],
        y=[points[code][1] for code in frame.code],
    )
