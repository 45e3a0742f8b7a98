"""Styles that only the region profile needs."""

from pathlib import Path

import streamlit as st

_STYLES = Path(__file__).parents[1] / "assets" / "region.css"


def region_styles() -> None:
    """Add the styles of the region profile, those of its print view included."""
    st.html(_STYLES)
