"""The pages of the product and their addresses."""

import streamlit as st
from streamlit.navigation.page import Page

from i18n.messages import messages
from regions.asking.page_specs import PAGES
from regions.database.languages import Language


def navigation(language: Language) -> Page:
    """Register the pages under their fixed addresses, with titles in the reader's language."""
    t = messages(language)
    pages = [
        st.Page(
            f"pages/{name}.py",
            title=t(f"page.{name}"),
            url_path=spec.path.removeprefix("/"),
            default=spec.path == "/",
        )
        for name, spec in PAGES.items()
    ]
    return st.navigation(pages, position="top")
