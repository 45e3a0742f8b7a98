"""Briefing: two A4 pages on a region, a municipality or a pair, to print, or for Word and Hangul."""

import streamlit as st

from i18n.messages import messages
from interface.brief.controls import offer_brief, pick_subject, too_few_figures
from interface.brief.sheet import BRIEF_STYLES, sheets_of_view
from interface.shared.actions import publication
from interface.shared.frame import show_notices
from interface.shared.state import open_request
from regions.database.places import is_nation
from regions.exhibits.briefing import brief_of

request = open_request("brief")
view, catalogue = request.view, request.build.catalogue
t = messages(view.language)

st.html(BRIEF_STYLES)
with st.container(key="brief-tools"):
    show_notices(request)
    st.header(t("page.brief"))
    st.caption(t("brief.lead"))
    pick_subject(request)
    if any(map(is_nation, view.regions)):
        st.info(t("brief.nation"), icon=":material/info:")
    if names := too_few_figures(request):
        st.info(t("brief.too_few", names=names), icon=":material/info:")
brief = brief_of(view, request.build)
if brief is None and not names:
    st.info(t("brief.nobody"), icon=":material/info:")
elif brief is not None:
    where = publication(catalogue)
    with st.container(key="brief-take-along"):
        offer_brief(request, where)
    st.html(sheets_of_view(view, where.base_url, request.build))
