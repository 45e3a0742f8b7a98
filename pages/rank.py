"""Rank: all regions by one indicator, then and now, two indicators together, concentration."""

from dataclasses import replace

import streamlit as st

from i18n.messages import messages
from interface.rank.controls import rank_controls
from interface.rank.municipal import municipal_controls
from interface.shared.figure import offer_table, show_figure, show_reading
from interface.shared.frame import show_notices
from interface.shared.html import literal
from interface.shared.state import open_request
from regions.asking.selection import MUNICIPALITY
from regions.exhibits.rank import held_years, instead, rank_exhibits, settled, show_of

request = open_request("rank")
build = request.build
view = settled(request.view, build)
show, exhibits = show_of(view), rank_exhibits(request.view, build)

show_notices(request)
if notice := instead(request.view, view):
    st.info(notice, icon=":material/info:")
if exhibits:
    show_reading(exhibits[0])
else:
    st.header(build.catalogue.indicators[request.view.indicators[0]].name[request.view.language])
draw_controls = municipal_controls if request.view.level == MUNICIPALITY else rank_controls
draw_controls(replace(request, view=view), show, held_years(view, build))
filled = [exhibit for exhibit in exhibits if exhibit.has_figures]
for exhibit in filled:
    for hint in show.hints(exhibit, build):
        (st.info if hint.is_notice else st.caption)(literal(hint.text))
    show_figure(exhibit, build)
    offer_table(exhibit, build)
if not filled:
    st.info(messages(request.view.language)(show.nothing))
