"""The maps of municipalities with their controls, and the strip of all; a click opens a profile."""

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from i18n.messages import messages
from interface.shared.controls import pick_indicator, pick_regions
from interface.shared.figure import chart_key, offer_table, show_figure
from interface.shared.player import pick_year
from interface.shared.state import PageRequest
from regions.exhibits.municipalities import municipal_years, municipalities_exhibits, year_shown


def show_maps(request: PageRequest) -> None:
    """Draw the maps of the regions asked for, and where their municipalities stand among all."""
    view, build = request.view, request.build
    t = messages(view.language)
    shown = replace(request, view=replace(view, year=year_shown(view, build)))
    with st.container(key="controls"):
        pick_regions(request, t("municipalities.regions"))
        with st.container(horizontal=True, vertical_alignment="bottom"):
            pick_indicator(request)
            pick_year(shown, municipal_years(view, build))
    maps, *rankings = municipalities_exhibits(view, build)
    partner = chart_key(rankings[0]) if rankings else ""
    _open(request, show_figure(maps, build, selectable=True, partner=partner))
    offer_table(maps, build)
    for ranking in rankings:
        st.subheader(t("municipalities.ranking"))
        _open(request, show_figure(ranking, build, selectable=True))


def _open(request: PageRequest, clicked: Sequence[str]) -> None:
    """Lead to the profile of a municipality clicked on."""
    if clicked:
        way = {"lang": request.view.language, "region": clicked[0]}
        st.switch_page("pages/region.py", query_params=way)
