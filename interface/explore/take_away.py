"""What a reader takes away from the page of all figures: exports, the address, the code to read it."""

import streamlit as st

from exports.snippets import LANGUAGES_OF_CODE, figures_address, snippet
from i18n.messages import messages
from interface.shared.actions import figure_actions
from interface.shared.browser import served_at
from interface.shared.state import PageRequest
from regions.exhibits.exploration import selection_of
from regions.exhibits.explore import explore_outline

_MOST_IN_WORKBOOK = 50_000
_CODE_MARKING = {"python": "python", "sql": "sql", "r": "r", "powerquery": None}


def offer_files(request: PageRequest, rows: int, chart_key: str | None = None) -> None:
    """Draw the row of exports under a table or matrix; each file holds all rows, not those of the page alone.

    Args:
        request: The request.
        rows: How many rows the files hold.
        chart_key: Key of the chart the pictures are taken from; None if there is only a table.
    """
    t = messages(request.view.language)
    outline = explore_outline(request.view, request.build)
    too_long = rows > _MOST_IN_WORKBOOK
    words = [t("explore.rows_in_files", rows=f"{rows:,}")]
    words += [t("explore.no_workbook", limit=f"{_MOST_IN_WORKBOOK:,}")] if too_long else []
    st.caption(" · ".join(words))
    figure_actions(outline, request.build.catalogue, chart_key, without=("excel",) if too_long else ())


def show_code(request: PageRequest) -> None:
    """Offer the address of the figures and the lines that read it."""
    t = messages(request.view.language)
    path = figures_address(selection_of(request.view), request.view.language, "csv")
    address = served_at() + path
    with st.expander(t("explore.code"), key="explore-code", icon=":material/code:"):
        st.caption(t("explore.code_reading"))
        st.code(address, language=None, wrap_lines=True)
        for tab, code in zip(
            st.tabs([t(f"explore.code.{code}") for code in LANGUAGES_OF_CODE]), LANGUAGES_OF_CODE, strict=True
        ):
            with tab:
                st.code(snippet(code, address), language=_CODE_MARKING[code], wrap_lines=True)
