"""What goes along from page to page where the address says nothing: indicator, regions, year, currency, mode.

Each page leaves what it takes; the next takes of that what it knows. A year and a currency go with the
indicator they were chosen for.
"""

from collections.abc import Mapping

import streamlit as st

from regions.asking.page_specs import PAGES, PageSpec
from regions.asking.reading import Notice
from regions.asking.view import View, decode, encode
from regions.database.catalogue import Catalogue
from regions.database.languages import Language

_CARRIED = "carried"
_OF_ONE_INDICATOR = ("year", "from", "to", "currency")
# The language is the session's, a way of showing its page's own.
_OF_ONE_PAGE = frozenset(("lang", "show"))


def carry(view: View) -> None:
    """Keep what the page shows for the pages after it."""
    held: dict[str, list[str]] = dict(st.session_state.get(_CARRIED, {}))
    shown = encode(view)
    if view.indicators and held.get("indicator", [])[:1] != [view.indicators[0]]:
        held = {name: values for name, values in held.items() if name not in _OF_ONE_INDICATOR}
    for name in _taken(PAGES[view.page]):
        # Without an indicator a page shows them all, which is no choice of one.
        if name in shown or name != "indicator":
            held[name] = shown.get(name, [])
    st.session_state[_CARRIED] = held


def carried_request(page: str, catalogue: Catalogue, language: Language) -> tuple[View, tuple[Notice, ...]]:
    """Return a page's View with what the pages before have left, and what of it the page has no room for."""
    query = _known_to(PAGES[page], st.session_state.get(_CARRIED, {}))
    view, notices = decode(page, {**query, "lang": [language]}, catalogue, language)
    # A page of one region or one indicator shows the first of several as a matter of course.
    cut = (notice for notice in notices if notice.code.startswith("too_many"))
    return view, tuple(notice for notice in cut if dict(notice.values)["limit"] != "1")


def way_to(page: str, catalogue: Catalogue, language: Language) -> dict[str, list[str]]:
    """Return the parameters of a link to a page that shows what the navigation would show there."""
    return encode(carried_request(page, catalogue, language)[0])


def _known_to(spec: PageSpec, held: Mapping[str, list[str]]) -> dict[str, list[str]]:
    offered = {"mode": spec.modes, "scale": spec.scales}
    return {
        name: [one for one in held.get(name, []) if name not in offered or one in offered[name]]
        for name in _taken(spec)
    }


def _taken(spec: PageSpec) -> frozenset[str]:
    """Return the parameters of other pages that a page takes."""
    return spec.fields - _OF_ONE_PAGE
