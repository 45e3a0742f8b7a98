"""Municipalities: those of up to four provinces and prefectures side by side, and their place among all."""

import streamlit as st

from i18n.messages import messages
from interface.municipalities.maps import show_maps
from interface.municipalities.risk import show_risk
from interface.shared.figure import show_reading
from interface.shared.frame import show_notices
from interface.shared.html import headline, literal
from interface.shared.lists import pick_section
from interface.shared.state import open_request
from regions.exhibits.municipalities import municipal_exhibit
from regions.policy.municipalities import risk_claim
from regions.words.sentences import render

request = open_request("municipalities")

show_notices(request)
if request.view.show == "risk":
    t = messages(request.view.language)
    said = risk_claim(request.build, request.view.regions)
    told = render(said, request.build.catalogue, request.view.language) if said else ""
    st.markdown(headline(literal(told or t("municipalities.claim.risk"))))
    st.caption(t("municipalities.lead.risk"))
    pick_section(request)
    show_risk(request)
else:
    show_reading(municipal_exhibit(request.view, request.build))
    pick_section(request)
    show_maps(request)
