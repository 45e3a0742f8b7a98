"""Exchange: ties between local governments, who might be next, meetings and federations."""

import streamlit as st

from i18n.messages import messages
from interface.exchange.sections import show_federations, show_matrix, show_meetings, show_partners, show_ties
from interface.shared.frame import show_notices
from interface.shared.html import headline
from interface.shared.lists import pick_section
from interface.shared.state import open_request
from regions.policy.meetings import all_meetings
from regions.policy.ties import all_ties, official_totals

SECTIONS = {
    "ties": show_ties,
    "matrix": show_matrix,
    "partners": show_partners,
    "meetings": show_meetings,
    "federations": show_federations,
}

request = open_request("exchange")
view = request.view
t = messages(view.language)
show = view.show or "ties"
totals = official_totals(request.build, view.language)
meetings = all_meetings(request.build)
counts = {
    "held": len(all_ties(request.build)),
    "about": max((one.number for one in totals), default=0),
    "meetings": len(meetings),
    "since": int(meetings.year.min()),
}

show_notices(request)
st.markdown(headline(t(f"exchange.claim.{show}", **counts)))
st.caption(t(f"exchange.lead.{show}"))
pick_section(request)
SECTIONS[show](request)
