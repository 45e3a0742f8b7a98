"""What gBizINFO says of the companies of the list: details, and certifications once they are opened."""

import pandas as pd
import streamlit as st

from interface.shared.actions import list_actions
from interface.shared.lists import finish_list, show_rows
from interface.shared.state import PageRequest
from regions.policy.company_details import certifications_listing, details_credit, details_listing
from regions.shapes.listing import Listing


def show_company_details(request: PageRequest, companies: pd.DataFrame) -> None:
    """What gBizINFO says of the companies shown, with its credit; nothing where it has not been asked."""
    view, build, catalogue = request.view, request.build, request.build.catalogue
    details = details_listing(view, build, companies)
    if details is None:
        return
    credit = details_credit(catalogue, view.language)
    st.subheader(details.title)
    st.caption(f"{details.subtitle}  \n{details.notes[0]}")
    _show_all_columns(details)
    st.caption(credit)
    finish_list(details)
    certifications = certifications_listing(view, build, companies)
    if certifications is None:
        return
    # Ten a company, of thousands of companies: they are sent when the reader opens them.
    label = f"{certifications.title} · {certifications.subtitle}"
    folded = st.expander(label, key="certifications", on_change="rerun")
    if folded.open:
        with folded:
            st.caption(certifications.notes[0])
            _show_all_columns(certifications)
            st.caption(credit)
            list_actions(certifications)


def _show_all_columns(listing: Listing) -> None:
    """Write a list with all its columns; its source stands once below it."""
    rows = listing.data[[*listing.columns, *listing.further]]
    show_rows(rows, listing.language, f"frame-{listing.id}", listing.title)
