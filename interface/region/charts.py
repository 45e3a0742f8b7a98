"""The charts of the region profile with exhibit and table, each made once for what it depends on.

Drawing a figure costs Plotly some 10 to 40 ms, so a rerun in which only the year of the pyramid changes must
not draw the other five again.
"""

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go

from charts.accounts import accounts_figure
from charts.movement import ages_figure, flows_figure
from charts.outlook import outlook_figure
from charts.picture import Picture
from charts.pyramid import pyramid_figure
from charts.theme import Theme
from interface.region.tables import accounts_table, ages_table, flows_table, outlook_table, pyramid_table
from regions.asking.view import View
from regions.database.build import Build
from regions.database.memory import per_build
from regions.exhibits.migration import age_migration_exhibit, flows_exhibit
from regions.exhibits.population import (
    accounts_exhibit,
    largest_share,
    outlook_exhibit,
    pyramid_exhibit,
    reference_region,
)
from regions.shapes.exhibit import Exhibit

_KEPT = 256


@dataclass(frozen=True, eq=False)
class Charted:
    """An exhibit with its chart and table; no chart where there is nothing to draw."""

    exhibit: Exhibit
    figure: go.Figure | None
    table: pd.DataFrame


def _charted(exhibit: Exhibit, figure: Callable[[], go.Figure], table: Callable[[], pd.DataFrame]) -> Charted:
    if exhibit.data.empty:
        return Charted(exhibit, None, pd.DataFrame())
    return Charted(exhibit, figure(), table())


@per_build(_KEPT)
def population_pyramid(build: Build, view: View, theme: Theme, width: str) -> Charted:
    """Return the pyramid of a region beside its reference."""
    catalogue = build.catalogue
    exhibit = pyramid_exhibit(view, build)
    largest = largest_share(build, view.regions[0], reference_region(view))
    return _charted(
        exhibit,
        lambda: pyramid_figure(Picture(exhibit, build, theme, width), largest),
        lambda: pyramid_table(exhibit, catalogue),
    )


@per_build(_KEPT)
def accounts(build: Build, view: View, theme: Theme, width: str) -> Charted:
    """Return why the population changes."""
    exhibit = accounts_exhibit(view, build)
    return _charted(
        exhibit,
        lambda: accounts_figure(Picture(exhibit, build, theme, width)),
        lambda: accounts_table(exhibit),
    )


@per_build(_KEPT)
def flows(build: Build, view: View, theme: Theme, width: str) -> Charted | None:
    """Return the moves by partner; None where none are published."""
    catalogue = build.catalogue
    exhibit = flows_exhibit(view, build)
    if exhibit is None:
        return None
    return _charted(
        exhibit,
        lambda: flows_figure(Picture(exhibit, build, theme, width)),
        lambda: flows_table(exhibit, catalogue),
    )


@per_build(_KEPT)
def age_migration(build: Build, view: View, theme: Theme, width: str) -> Charted | None:
    """Return the net migration by age; None where none is published."""
    exhibit = age_migration_exhibit(view, build)
    if exhibit is None:
        return None
    return _charted(
        exhibit, lambda: ages_figure(Picture(exhibit, build, theme, width)), lambda: ages_table(exhibit)
    )


@per_build(_KEPT)
def outlook(build: Build, view: View, theme: Theme, width: str, indicator_id: str) -> Charted:
    """Return what is officially projected of an indicator."""
    exhibit = outlook_exhibit(view, build, indicator_id)
    return _charted(
        exhibit, lambda: outlook_figure(Picture(exhibit, build, theme, width)), lambda: outlook_table(exhibit)
    )
