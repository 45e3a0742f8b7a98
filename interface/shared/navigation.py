"""The pages of the product and their addresses."""

from copy import copy
from functools import cache

import streamlit as st
from streamlit.navigation.page import Page

from i18n.messages import messages
from regions.asking.page_specs import PAGES
from regions.database.languages import Language


def navigation(language: Language) -> Page:
    """Register the pages under their fixed addresses, with titles in the reader's language."""
    # A run notes in its pages which of them it may draw: each has copies of its own.
    return st.navigation([copy(page) for page in _pages(language)], position="top")


@cache
def _pages(language: Language) -> tuple[Page, ...]:
    t = messages(language)
    return tuple(
        st.Page(
            f"pages/{name}.py",
            title=t(f"page.{name}"),
            url_path=spec.path.removeprefix("/"),
            default=spec.path == "/",
        )
        for name, spec in PAGES.items()
    )
