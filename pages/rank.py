"""Rank: all regions by one indicator, then and now, two indicators together, concentration."""

from dataclasses import replace

import streamlit as st

from i18n.messages import messages
from interface.rank.controls import rank_controls
from interface.rank.view import SHOWS
from interface.shared.figure import show_reading
from interface.shared.frame import show_notices
from interface.shared.state import open_request
from regions.exhibits.rank import held_years, rank_exhibits, settled

request = open_request("rank")
build = request.build
exhibits = rank_exhibits(request.view, build)
years = held_years(request.view, build)
shown = replace(request, view=settled(request.view, build))

show_notices(request)
if exhibits:
    show_reading(exhibits[0])
else:
    st.header(build.catalogue.indicators[request.view.indicators[0]].name[request.view.language])
rank_controls(shown, years)
for exhibit in exhibits:
    SHOWS[shown.view.show or "bars"](exhibit, shown)
if not exhibits:
    st.info(messages(request.view.language)("concentration.nothing"))
