"""Region profile: who a region is, where it stands, why it changes, what lies ahead, who is like it."""

import streamlit as st

from i18n.messages import messages
from interface.region.header import REGION_STYLES, show_header
from interface.region.inside import show_inside
from interface.region.municipality import pick_municipality, show_municipality
from interface.region.peers import show_peers
from interface.region.policy_block import show_policy_and_exchange
from interface.region.print import show_print_view
from interface.region.rows import show_standing
from interface.region.sections import show_moves, show_outlook, show_population
from interface.shared.controls import region_label
from interface.shared.figure import theme
from interface.shared.frame import show_notices
from interface.shared.picker import pick_one
from interface.shared.state import PageRequest, open_request, widget_key
from regions.database.places import is_municipality, is_nation, is_region
from regions.shapes.exhibit import countries_in_order


def pick_region(request: PageRequest) -> None:
    """Choose the region and offer the print view."""
    view = request.view
    t = messages(view.language)
    codes = [
        region.code
        for country in countries_in_order(view.language)
        for region in request.build.catalogue.regions_of(country)
    ]
    codes += [code for code in view.regions if code not in codes]
    with st.container(horizontal=True, vertical_alignment="bottom", key="controls"):
        pick_one(
            t("region.choose"),
            codes,
            format_func=lambda code: region_label(request, code),
            source="places",
            key=widget_key(view.page, "region"),
        )
        pick_municipality(request)
        if is_region(view.regions[0]):
            label, icon = t("region.print"), ":material/print:"
            st.button(label, icon=icon, key="region.enter_print", on_click=enter_print)


def enter_print() -> None:
    """Switch to the print view."""
    st.session_state[widget_key("region", "show")] = "print"


def show_profile(request: PageRequest) -> None:
    """Draw the whole profile."""
    view = request.view
    pick_region(request)
    if is_municipality(view.regions[0]):
        show_municipality(request, theme())
        return
    if is_nation(view.regions[0]):
        t = messages(view.language)
        st.info(t("region.nation_has_no_profile", country=t(f"country.{view.regions[0]}")))
        return
    show_header(request.build, view.regions[0], view.language, theme())
    show_standing(request, theme())
    show_inside(request)
    show_population(request)
    show_moves(request)
    show_outlook(request)
    show_peers(request, theme())
    show_policy_and_exchange(view.regions[0], request)


request = open_request("region")
show_notices(request)
st.html(REGION_STYLES)
if request.view.show == "print" and is_region(request.view.regions[0]):
    show_print_view(request)
else:
    show_profile(request)
