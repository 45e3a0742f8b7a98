"""Compare: chosen regions of both countries over the years."""

import streamlit as st

from i18n.messages import messages
from interface.compare.lag_view import show_lag
from interface.shared.controls import (
    further_controls,
    pick_currency,
    pick_indicators,
    pick_option,
    pick_region_set,
    pick_regions,
    pick_topic,
    pick_year_range,
)
from interface.shared.figure import offer_table, show_figure, show_reading
from interface.shared.frame import show_notices
from interface.shared.html import literal
from interface.shared.municipal import add_municipality, pick_municipal_indicators
from interface.shared.state import open_request
from regions.asking.levels import offered
from regions.asking.page_specs import PAGES
from regions.asking.selection import MUNICIPALITY
from regions.exhibits.compare import claim_note, compare_exhibits, ready_made_sets, span_held

request = open_request("compare")
view, build, catalogue = request.view, request.build, request.build.catalogue
t = messages(view.language)

show_notices(request)
if view.mode == "lag":
    show_lag(request)
else:
    of_municipalities = view.level == MUNICIPALITY
    indicators = [catalogue.indicators_at(view.level)[code] for code in view.indicators]
    exhibits = compare_exhibits(view, build)
    show_reading(exhibits[0])
    if note := claim_note(exhibits[0], catalogue):
        st.caption(literal(note))

    with st.container(key="controls"):
        regions, measures, mode = st.columns([5, 5, 4])
        with regions:
            pick_regions(request, t("compare.regions"))
        with measures:
            if of_municipalities:
                pick_municipal_indicators(request, t("control.indicators"))
            else:
                pick_indicators(request)
        with mode:
            pick_option(request, "mode", offered("compare", PAGES["compare"].modes, view.level))
        with further_controls(request):
            pick_option(request, "scale", PAGES["compare"].scales)
            pick_currency(request, indicators)
            pick_year_range(request, span_held(indicators))
            pick_region_set(request, ready_made_sets(build))
            add_municipality(request)
            if not of_municipalities:
                pick_topic(request)

    for position, exhibit in enumerate(exhibits):
        if position:
            show_reading(exhibit)
            if note := claim_note(exhibit, catalogue):
                st.caption(literal(note))
        if exhibit.data.value.dropna().empty:
            st.info(t("compare.nothing_to_draw"))
            continue
        show_figure(exhibit, build)
        offer_table(exhibit, build)
