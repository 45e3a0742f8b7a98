"""Policy instruments: designated companies, Korea's counterparts, hometown tax."""

import streamlit as st

from i18n.messages import messages
from interface.companies.act import show_act
from interface.companies.firms import show_companies, show_japan, show_korea
from interface.companies.hometown import show_hometown
from interface.shared.frame import show_notices
from interface.shared.html import headline
from interface.shared.lists import pick_section
from interface.shared.state import open_request

SECTIONS = {
    "japan": show_japan,
    "act": show_act,
    "list": show_companies,
    "korea": show_korea,
    "hometown": show_hometown,
}

# The shrinking municipalities stood here; their old address leads to their page.
if st.query_params.get("show") == "municipalities":
    way = {"lang": st.query_params.get_all("lang"), "show": "risk"}
    st.switch_page("pages/municipalities.py", query_params=way)

request = open_request("companies")
view = request.view
t = messages(view.language)
show = view.show or "japan"

show_notices(request)
st.markdown(headline(t(f"companies.claim.{show}")))
st.caption(t(f"companies.lead.{show}"))
pick_section(request)
SECTIONS[show](request)
