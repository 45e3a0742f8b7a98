"""Overview: one indicator, one year, all 64 regions of both countries."""

import streamlit as st

from charts.page_figures import strip_figure
from i18n.messages import messages
from interface.overview.gallery import show_gallery
from interface.overview.invitation import show_invitation
from interface.shared.controls import (
    further_controls,
    pick_currency,
    pick_indicator,
    pick_option,
    pick_regions,
    pick_topic,
)
from interface.shared.figure import chart_key, draw, offer_table, show_figure, show_reading, theme, width
from interface.shared.frame import show_notices
from interface.shared.player import pick_year
from interface.shared.state import open_request
from regions.asking.page_specs import PAGES
from regions.exhibits.overview import overview_exhibit, years_held

STRIP = "-strip"

request = open_request("overview")
view, build, catalogue = request.view, request.build, request.build.catalogue
t = messages(view.language)
indicator = catalogue.indicators[view.indicators[0]]
exhibit = overview_exhibit(view, build)

show_invitation(build, view.language)
show_notices(request)
show_reading(exhibit)

with st.container(key="controls"):
    with st.container(horizontal=True, vertical_alignment="bottom"):
        pick_indicator(request)
        pick_year(request, years_held(build, indicator, view.currency))
    with further_controls(request):
        pick_topic(request)
        if indicator.is_regional:
            pick_option(request, "show", PAGES["overview"].shows)
        pick_currency(request, [indicator])

strip = chart_key(exhibit, STRIP) if indicator.is_regional else ""
clicked = show_figure(exhibit, build, selectable=indicator.is_regional, partner=strip)
if clicked:
    st.switch_page("pages/region.py", query_params={"lang": view.language, "region": clicked[0]})
if indicator.is_regional:
    st.subheader(t("overview.ranking"))
    pick_regions(request, t("overview.highlight"))
    draw(strip_figure(exhibit, build, theme(), width()), exhibit, STRIP)
offer_table(exhibit, build)

show_gallery(build, view.language)
