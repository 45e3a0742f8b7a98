"""Entry script: page settings, language, navigation. Run with `streamlit run dashboard.py`."""

import streamlit as st

from i18n.messages import messages
from interface.first_build import build_if_missing
from interface.frame import close_frame, open_frame
from interface.navigation import navigation
from interface.state import resolve_language

language = resolve_language()
t = messages(language)
st.set_page_config(
    page_title=t("product.name"),
    page_icon="interface/assets/icon.svg",
    layout="wide",
    menu_items={"about": t("product.tagline")},
)
build_if_missing(language)
page = navigation(language)
open_frame(language)
page.run()
close_frame(language)
