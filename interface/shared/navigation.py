"""The pages of the product and their addresses."""

import streamlit as st
from streamlit.navigation.page import Page

from i18n.messages import messages
from regions.build.languages import Language


def navigation(language: Language) -> Page:
    """Register the pages under their fixed addresses, with titles in the reader's language."""
    t = messages(language)
    return st.navigation(
        [
            st.Page("pages/overview.py", title=t("page.overview"), url_path="", default=True),
            st.Page("pages/compare.py", title=t("page.compare"), url_path="compare"),
            st.Page("pages/region.py", title=t("page.region"), url_path="region"),
            st.Page("pages/rank.py", title=t("page.rank"), url_path="rank"),
            st.Page("pages/companies.py", title=t("page.companies"), url_path="companies"),
            st.Page("pages/exchange.py", title=t("page.exchange"), url_path="exchange"),
            st.Page("pages/explore.py", title=t("page.explore"), url_path="explore"),
            st.Page("pages/deck.py", title=t("page.deck"), url_path="deck"),
            st.Page("pages/sources.py", title=t("page.sources"), url_path="sources"),
        ],
        position="top",
    )
