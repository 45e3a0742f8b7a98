"""Region profile: who a region is, where it stands, why it changes, what lies ahead, who is like it."""

import streamlit as st

from interface.region.header import REGION_STYLES
from interface.region.print import show_print_view
from interface.region.profile import show_profile
from interface.shared.frame import show_notices
from interface.shared.state import open_request
from regions.database.places import is_region

request = open_request("region")
show_notices(request)
st.html(REGION_STYLES)
if request.view.show == "print" and is_region(request.view.regions[0]):
    show_print_view(request)
else:
    show_profile(request)
