"""Explore: every figure there is, filtered, as a table, a crossing or a matrix, and the code to read it."""

import streamlit as st

from i18n.lists import listed
from i18n.messages import messages
from i18n.numbers import number
from interface.explore.controls import pick_filters, pick_form
from interface.explore.forms import (
    show_correlations,
    show_indicators,
    show_long,
    show_missing,
    show_wide,
    show_years,
)
from interface.explore.take_away import show_code
from interface.shared.frame import show_notices
from interface.shared.html import literal
from interface.shared.state import open_request
from regions.asking.selection import MUNICIPALITY
from regions.exhibits.exploration import extent, left_out, selection_of

request = open_request("explore")
view, build, catalogue = request.view, request.build, request.build.catalogue
t = messages(view.language)
held = extent(selection_of(view), build)

show_notices(request)
st.markdown(
    "## "
    + t(
        "explore.extent_municipal" if view.level == MUNICIPALITY else "explore.extent",
        figures=number(held.figures, view.language),
        indicators=held.indicators,
        regions=number(held.regions, view.language),
    )
)
st.caption(t("explore.lead"))
pick_filters(request)
pick_form(request)

differing = [
    i for i in (catalogue.indicators_at(view.level)[code] for code in view.indicators) if not i.is_comparable
]
if differing:
    names = listed((indicator.name[view.language] for indicator in differing), view.language)
    st.caption(literal(t("explore.not_comparable", indicators=names)))
if excluded := left_out(view, catalogue):
    names = listed((indicator.name[view.language] for indicator in excluded), view.language)
    st.info(literal(t("explore.left_out", indicators=names)), icon=":material/info:")

SHOWS = {
    "long": show_long,
    "wide": show_wide,
    "years": show_years,
    "indicators": show_indicators,
    "correlation": show_correlations,
    "missing": show_missing,
}
SHOWS[view.show or "long"](request)
show_code(request)
