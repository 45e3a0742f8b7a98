"""Every exhibit of the region profile, in the order of the page."""

from regions.asking.view import View
from regions.database.build import Build
from regions.exhibits.migration import age_migration_exhibit, flows_exhibit
from regions.exhibits.population import OUTLOOKS, accounts_exhibit, outlook_exhibit, pyramid_exhibit
from regions.exhibits.profile import peers_exhibit, rows_exhibit
from regions.shapes.exhibit import Exhibit


def region_exhibits(view: View, build: Build) -> list[Exhibit]:
    """Return what the profile of a region shows, as far as there are figures; nothing for a nation.

    Each exhibit answers the View with the parameters of its own alone, as on the page.
    """
    if build.catalogue.regions[view.regions[0]].is_country:
        return []
    bare, moves = view.only(), view.only("flow_year")
    found = [
        rows_exhibit(view, build),
        pyramid_exhibit(view.only("pyramid_year", "reference"), build),
        accounts_exhibit(bare, build),
        flows_exhibit(moves, build),
        age_migration_exhibit(bare, build),
        *(outlook_exhibit(bare, build, code) for code in OUTLOOKS),
        peers_exhibit(view, build),
    ]
    return [one for one in found if one is not None and len(one.data)]
