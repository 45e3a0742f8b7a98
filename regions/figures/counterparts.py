"""Counterparts: the municipalities most like one, in the other country and in its own.

By size (the logarithm of the registered population), age structure and change over five years, as the theme
`counterparts` of the catalogue weighs them; `regions.figures.likeness` says what near means.
"""

from collections.abc import Sequence
from functools import partial

from regions.database.build import Build
from regions.database.memory import per_build
from regions.database.places import COUNTRIES
from regions.figures.likeness import (
    NUMBER_OF_PEERS,
    Measurements,
    PeerGroup,
    Scope,
    measured_on,
    most_alike,
)
from regions.figures.municipal import latest_year, municipality_codes
from regions.figures.panel import Panel, municipal_figures
from regions.figures.peers import least_weights, theme_weights

THEME = "counterparts"


@per_build(512)
def alike_municipalities(
    build: Build, code: str, scope: Scope = "across", number: int = NUMBER_OF_PEERS
) -> PeerGroup:
    """Return the municipalities most like one.

    Args:
        build: The build to read.
        code: A municipality.
        scope: `across` for the other country, `own` for the rest of the own country.
        number: How many to return at most.

    Raises:
        KeyError: If the code is that of no municipality.
    """
    return most_alike(_measured(build), code, THEME, scope, least_weights(build)[THEME], number)


@per_build(1)
def _measured(build: Build) -> Measurements:
    weights = theme_weights(build, THEME)
    codes = [code for country in COUNTRIES for code in municipality_codes(build, country)]
    panels = [municipal_figures(build, line.indicator_id) for line in weights]
    return measured_on(codes, weights, panels, partial(_latest, build))


def _latest(build: Build, figures: Panel, countries: Sequence[str]) -> int | None:
    return latest_year(build, figures.indicator, countries)
