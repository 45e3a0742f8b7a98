"""Controls of municipalities, too many for a list: found by name, or chosen by the regions they lie in."""

import streamlit as st

from i18n.messages import messages
from interface.shared.controls import region_label
from interface.shared.picker import pick_many, pick_one
from interface.shared.state import PageRequest, widget_key
from regions.asking.page_specs import PAGES
from regions.asking.selection import MUNICIPALITY
from regions.database.places import is_municipality
from regions.questions.municipal_names import municipalities_named
from regions.shapes.exhibit import countries_in_order

_MOST_FOUND = 8
_LONGEST_NAME = 40


def add_municipality(request: PageRequest) -> None:
    """Find municipalities by name in any language; the one chosen is added to the regions of the page."""
    view, build = request.view, request.build
    t = messages(view.language)
    typed, chosen = (f"{view.page}.{name}" for name in ("municipality_name", "municipality_found"))
    regions = widget_key(view.page, "region")

    def add() -> None:
        code, held = st.session_state[chosen], st.session_state[regions]
        if code and code not in held:
            page = PAGES[view.page]
            kept = [one for one in held if is_municipality(one)] if page.of_one_level else held
            st.session_state[regions] = [*kept, code][-page.max_regions :]
        st.session_state[chosen], st.session_state[typed] = None, ""

    name = st.text_input(
        t("municipal.add"), key=typed, placeholder=t("municipal.name_example"), max_chars=_LONGEST_NAME
    )
    if not name:
        return
    found = municipalities_named(build, name, _MOST_FOUND)
    if not found:
        st.caption(t("municipal.nothing_found"))
        return
    st.pills(
        t("municipal.found"), found, format_func=lambda c: region_label(request, c), key=chosen, on_change=add
    )


def pick_municipal_indicators(request: PageRequest, label: str) -> None:
    """Choose several of the indicators with figures of municipalities."""
    t, view = messages(request.view.language), request.view
    names = _indicator_names(request)
    pick_many(
        label,
        list(names),
        format_func=names.__getitem__,
        key=widget_key(view.page, "indicator"),
        max_selections=PAGES[view.page].max_indicators,
        source="indicators",
        placeholder=t("control.choose"),
    )


def pick_municipal_indicator(request: PageRequest) -> None:
    """Choose the one indicator shown of a page that may take several."""
    t, view = messages(request.view.language), request.view
    names, key = _indicator_names(request), f"{view.page}.municipal_indicator"
    st.session_state[key] = view.indicators[0]

    def remember() -> None:
        st.session_state[widget_key(view.page, "indicator")] = [st.session_state[key]]

    pick_one(
        t("control.indicator"),
        list(names),
        format_func=names.__getitem__,
        key=key,
        source="indicators",
        on_change=remember,
    )


def _indicator_names(request: PageRequest) -> dict[str, str]:
    """Return the indicators of municipalities by id, in order of their topics: few enough for one list."""
    catalogue = request.build.catalogue
    known = catalogue.indicators_at(MUNICIPALITY)
    order = {code: place for place, code in enumerate(catalogue.topics)}
    return {
        code: known[code].name[request.view.language]
        for code in sorted(known, key=lambda code: order[known[code].topic])
    }


def pick_picked(request: PageRequest, label: str) -> None:
    """Show the municipalities picked, so that they can be taken off again; more are found by name."""
    view = request.view
    pick_many(
        label,
        list(view.regions),
        format_func=lambda code: region_label(request, code),
        key=widget_key(view.page, "region"),
        placeholder=messages(view.language)("municipal.none_picked"),
    )


def pick_within(request: PageRequest) -> None:
    """Choose provinces and prefectures, or whole countries, whose municipalities are shown."""
    view = request.view
    order = countries_in_order(view.language)
    regions = (one.code for c in order for one in request.build.catalogue.regions_of(c))
    pick_many(
        messages(view.language)("control.within"),
        [*order, *regions],
        format_func=lambda code: region_label(request, code),
        key=widget_key(view.page, "within"),
        source="places",
        max_selections=PAGES[view.page].choices["within"].max_values,
        placeholder=messages(view.language)("control.search_regions"),
    )
