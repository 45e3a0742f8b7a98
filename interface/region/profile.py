"""The profile as a whole: which place, who it is, and the sections of it."""

import streamlit as st

from i18n.messages import messages
from interface.region.contents import Section, show_contents, show_sections
from interface.region.header import header_html, headlines_html
from interface.region.inside import show_inside
from interface.region.municipality import pick_municipality, show_municipality
from interface.region.peers import show_peers
from interface.region.policy_block import show_policy_and_exchange
from interface.region.rows import show_standing
from interface.region.sections import show_moves, show_outlook, show_population
from interface.shared.controls import region_label
from interface.shared.figure import theme
from interface.shared.picker import pick_one
from interface.shared.state import PageRequest, widget_key
from regions.database.places import is_municipality, is_nation, is_region, parent_of
from regions.shapes.exhibit import countries_in_order

SECTIONS = (
    Section("standing", "region.contents.standing", show_standing, ("group", "picked")),
    Section("inside", "region.section.inside", show_inside),
    Section("ages", "region.contents.ages", show_population, ("pyramid_year", "reference")),
    Section("moves", "region.contents.moves", show_moves, ("flow_year",)),
    Section("ahead", "region.contents.ahead", show_outlook),
    Section("peers", "region.section.peers", show_peers, ("theme",)),
    Section("policy", "policy.title", show_policy_and_exchange),
)


def pick_region(request: PageRequest) -> None:
    """Choose the region and offer the print view."""
    view = request.view
    t = messages(view.language)
    codes = [
        region.code
        for country in countries_in_order(view.language)
        for region in request.build.catalogue.regions_of(country)
    ]
    shown = view.regions[0]
    codes += [shown] if is_nation(shown) else []
    with st.container(horizontal=True, vertical_alignment="bottom", key="controls"):
        pick_one(
            t("region.choose"),
            codes,
            stands_for=parent_of(shown) if is_municipality(shown) else None,
            format_func=lambda code: region_label(request, code),
            source="places",
            key=widget_key(view.page, "region"),
        )
        pick_municipality(request)
        if is_region(shown):
            label, icon = t("region.print"), ":material/print:"
            st.button(label, icon=icon, key="region.enter_print", on_click=enter_print)


def enter_print() -> None:
    """Switch to the print view."""
    st.session_state[widget_key("region", "show")] = "print"


def show_profile(request: PageRequest) -> None:
    """Draw who the region is, and the sections that the reader opens."""
    view = request.view
    pick_region(request)
    if is_municipality(view.regions[0]):
        show_municipality(request)
        return
    if is_nation(view.regions[0]):
        t = messages(view.language)
        st.info(t("region.nation_has_no_profile", country=t(f"country.{view.regions[0]}")))
        return
    who = (request.build, view.regions[0], view.language, theme())
    st.html(header_html(*who))
    has_municipalities = request.build.catalogue.municipal.within(view.regions[0])
    sections = [one for one in SECTIONS if one.name != "inside" or has_municipalities]
    show_contents(sections, view.language, theme())
    st.html(headlines_html(*who))
    show_sections(sections, request)
