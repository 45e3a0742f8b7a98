"""Every exhibit of the region profile, in the order of the page."""

from collections.abc import Callable, Iterable, Mapping

from regions.asking.view import View
from regions.database.build import Build
from regions.database.places import is_municipality, is_nation
from regions.exhibits.migration import age_migration_exhibit, flows_exhibit
from regions.exhibits.municipal_profile import municipal_profile_exhibits
from regions.exhibits.population import OUTLOOKS, accounts_exhibit, outlook_exhibit, pyramid_exhibit
from regions.exhibits.profile import peers_exhibit, rows_exhibit
from regions.shapes.exhibit import Exhibit

# Each answers the View with the parameters of its own alone, as on the page.
SECTIONS: Mapping[str, Callable[[View, Build], Iterable[Exhibit | None]]] = {
    "figures": lambda view, build: (rows_exhibit(view, build),),
    "pyramid": lambda view, build: (pyramid_exhibit(view.only("pyramid_year", "reference"), build),),
    "accounts": lambda view, build: (accounts_exhibit(view.only(), build),),
    "flows": lambda view, build: (flows_exhibit(view.only("flow_year"), build),),
    "ages": lambda view, build: (age_migration_exhibit(view.only(), build),),
    "outlook": lambda view, build: (outlook_exhibit(view.only(), build, code) for code in OUTLOOKS),
    "peers": lambda view, build: (peers_exhibit(view, build),),
}


def region_exhibits(view: View, build: Build) -> list[Exhibit]:
    """Return what the profile of a region shows, as far as there are figures; nothing for a nation."""
    if is_municipality(view.regions[0]):
        return municipal_profile_exhibits(view, build)
    return [exhibit for section in SECTIONS for exhibit in section_exhibits(view, build, section)]


def section_exhibits(view: View, build: Build, section: str) -> list[Exhibit]:
    """Return what one of `SECTIONS` shows, as far as there are figures; nothing for a nation."""
    if is_nation(view.regions[0]):
        return []
    return [one for one in SECTIONS[section](view, build) if one is not None and len(one.data)]
