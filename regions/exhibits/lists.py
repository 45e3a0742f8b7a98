"""Which list answers a View: ties, meetings, companies. A list found here can be put into decks."""

from collections.abc import Callable, Mapping

import pandas as pd

from regions.asking.page_specs import PAGES
from regions.asking.view import View
from regions.database.build import Build
from regions.database.memory import per_build
from regions.policy.companies import all_companies, companies_listing, find_companies
from regions.policy.meetings import all_meetings, meetings_listing
from regions.policy.ties import all_ties, ties_listing, ties_of
from regions.shapes.listing import Listing

_FEDERATIONS = "sme_federations"


@per_build(64)
def ties_of_view(view: View, build: Build) -> Listing:
    """Return the ties of the regions picked, all without any; kept for all who ask."""
    ties = all_ties(build)
    if view.regions:
        parts = [ties_of(build, code) for code in view.regions]
        chosen = {code for part in parts for code in part.tie_id}
        ties = ties[ties.tie_id.isin(chosen)]
    return ties_listing(view, build, ties.reset_index(drop=True))


def companies_found(view: View, build: Build) -> pd.DataFrame:
    """Return the companies that a View's words, programmes, rounds and regions leave."""
    return find_companies(
        all_companies(build),
        programmes=view.all_chosen("of"),
        regions=view.regions,
        rounds=view.all_chosen("round"),
        words=view.chosen("q") or "",
    )


def companies_of_view(view: View, build: Build) -> Listing:
    """Return the companies found as a list."""
    return companies_listing(view, build, companies_found(view, build))


def federation_meetings(view: View, build: Build) -> Listing:
    """Return the meetings of the two federations of small businesses."""
    meetings = all_meetings(build)
    return meetings_listing(view, build, meetings[meetings.series == _FEDERATIONS])


# The list of a section (`show=`) of a page: its id, and what makes it.
LISTS: Mapping[tuple[str, str], tuple[str, Callable[[View, Build], Listing]]] = {
    ("exchange", "ties"): ("ties", ties_of_view),
    ("exchange", "matrix"): ("ties", ties_of_view),
    ("exchange", "meetings"): ("meetings", meetings_listing),
    ("exchange", "federations"): ("meetings", federation_meetings),
    ("companies", "list"): ("companies", companies_of_view),
}
PAGES_OF_LISTS = tuple(dict.fromkeys(page for page, _ in LISTS))


def list_of(view: View, build: Build) -> Listing | None:
    """Return the list that a View shows; None where its section shows none that decks take."""
    _, make = LISTS.get(_section(view), ("", None))
    return make(view, build) if make else None


def can_be_listed_again(listing: Listing) -> bool:
    """Say whether a list can be made anew from its View: it is the list of its section."""
    known, _ = LISTS.get(_section(listing.view), ("", None))
    return known == listing.id


def _section(view: View) -> tuple[str, str]:
    return view.page, view.show or next(iter(PAGES[view.page].shows), "")
