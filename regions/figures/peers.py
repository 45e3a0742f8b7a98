"""Similar regions: the nearest in the other country and in the own, on named indicators with printed weights.

`regions.figures.likeness` says what near means; the tables `peer_theme` and `peer_weight` hold the themes.
"""

from functools import partial

from regions.database.build import Build
from regions.database.memory import per_build
from regions.database.places import COUNTRIES
from regions.figures.likeness import (
    NUMBER_OF_PEERS,
    Measurements,
    PeerGroup,
    Scope,
    Weight,
    measured_on,
    most_alike,
)
from regions.figures.panel import codes_of, latest_shared_year, shared_panel


def themes(build: Build) -> tuple[str, ...]:
    """Return the ids of the themes of provinces and prefectures in the order shown."""
    held = build.query("SELECT theme FROM peer_theme WHERE level = 'region' ORDER BY position")
    return tuple(held.theme)


@per_build(1)
def least_weights(build: Build) -> dict[str, float]:
    """Return by theme the share of the weight that two places must both have figures for."""
    table = build.query("SELECT theme, least_weight FROM peer_theme ORDER BY position")
    return dict(zip(table.theme, table.least_weight.astype(float), strict=True))


@per_build(16)
def theme_weights(build: Build, theme: str) -> tuple[Weight, ...]:
    """Return the indicators of a theme, weights summing to 1.

    Raises:
        KeyError: If there is no such theme.
    """
    if theme not in least_weights(build):
        raise KeyError(theme)
    sql = "SELECT indicator_id, weight, measure FROM peer_weight WHERE theme = ? ORDER BY position"
    return tuple(Weight(*row) for row in build.query(sql, [theme]).itertuples(index=False))


@per_build(512)
def similar_regions(
    build: Build, region_code: str, theme: str, scope: Scope = "across", number: int = NUMBER_OF_PEERS
) -> PeerGroup:
    """Return the regions most like one.

    Args:
        build: The build to read.
        region_code: A province or prefecture.
        theme: Theme of the table, such as `demography`, `economy`, `all`.
        scope: `across` for the other country, `own` for the rest of the own country.
        number: How many to return at most.

    Raises:
        KeyError: If the region is not a province or prefecture, or there is no such theme.
    """
    return most_alike(_measured(build, theme), region_code, theme, scope, least_weights(build)[theme], number)


@per_build(16)
def _measured(build: Build, theme: str) -> Measurements:
    known = build.catalogue.indicators
    weights = tuple(line for line in theme_weights(build, theme) if line.indicator_id in known)
    codes = tuple(code for country in COUNTRIES for code in codes_of(build, country))
    panels = [shared_panel(build, line.indicator_id) for line in weights]
    return measured_on(codes, weights, panels, partial(latest_shared_year, build))


def peer_years(build: Build, theme: str) -> dict[tuple[str, str], int]:
    """Return the year used of each (indicator, country) of a theme."""
    return dict(_measured(build, theme).years)
