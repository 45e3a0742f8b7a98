"""Briefing: two A4 pages on a region or a pair, to be filed, printed or taken along for Word and Hangul."""

import streamlit as st

from i18n.messages import messages
from interface.brief.controls import municipalities_asked, offer_brief, pick_subject
from interface.brief.sheet import BRIEF_STYLES, sheets_html
from interface.shared.actions import publication
from interface.shared.frame import show_notices
from interface.shared.state import open_request
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
    if any(catalogue.regions[code].is_country for code in view.regions):
        st.info(t("brief.nation"), icon=":material/info:")
    if names := municipalities_asked(request):
        st.info(t("brief.municipality", names=names), icon=":material/info:")
brief = brief_of(view, request.build)
if brief is None:
    st.info(t("brief.nobody"), icon=":material/info:")
else:
    where = publication(catalogue)
    with st.container(key="brief-take-along"):
        offer_brief(request, where)
    st.html(sheets_html(brief, where))
