"""The quiet row under each figure: picture files, figures as CSV, the link to the view.

Pictures are made in the browser, from the chart on the screen: no load on the server, and Korean and Japanese
text stays text in the SVG.
"""

from functools import partial
from pathlib import Path

import streamlit as st

from exports.csv import csv_bytes, file_name
from exports.listing import listing_csv, listing_file_name, listing_xlsx
from i18n.messages import messages
from regions.catalogue import Catalogue
from regions.exhibit import Exhibit
from regions.listing import Listing
from regions.view import address

PICTURE_SIZE = {"width": 1280, "height": 720, "scale": 2}

_ASSETS = Path(__file__).parent / "assets"
_COMPONENT = st.components.v2.component(
    "figure_actions",
    html='<div class="actions"></div>',
    css=(_ASSETS / "figure_actions.css").read_text(encoding="utf-8"),
    js=(_ASSETS / "figure_actions.js").read_text(encoding="utf-8"),
)


def figure_actions(exhibit: Exhibit, catalogue: Catalogue, chart_key: str | None) -> None:
    """Draw the row for an exhibit.

    Args:
        exhibit: What is on the screen.
        catalogue: For names in the CSV.
        chart_key: Key of the chart the pictures are taken from; None if there is only a table.
    """
    t = messages(exhibit.language)
    with st.container(key=f"actions-{exhibit.id}", horizontal=True, vertical_alignment="center", gap="small"):
        _COMPONENT(
            key=f"figure-actions-{exhibit.id}",
            data={
                "chart": chart_key,
                "address": address(exhibit.view),
                "picture": {"size": PICTURE_SIZE, "filename": file_name(exhibit)},
                "words": {
                    "copyLink": t("action.copy_link"),
                    "copied": t("action.copied"),
                    "noPicture": t("action.no_picture"),
                },
            },
            width="content",
        )
        st.download_button(
            t("action.csv"),
            data=lambda: csv_bytes(exhibit, catalogue),
            file_name=f"{file_name(exhibit)}.csv",
            mime="text/csv",
            key=f"csv-{exhibit.id}",
            on_click="ignore",
            type="tertiary",
        )


def list_actions(listing: Listing, chart: str | None = None) -> None:
    """Draw the row for a list: pictures of its chart if it has one, the link, the list as CSV and Excel.

    Args:
        listing: What is on the screen.
        chart: Key of the chart the pictures are taken from; None if there is only the list.
    """
    t = messages(listing.language)
    name = listing_file_name(listing)
    with st.container(key=f"actions-{listing.id}", horizontal=True, vertical_alignment="center", gap="small"):
        _COMPONENT(
            key=f"figure-actions-{listing.id}",
            data={
                "chart": chart,
                "address": address(listing.view),
                "picture": {"size": PICTURE_SIZE, "filename": name},
                "words": {
                    "copyLink": t("action.copy_link"),
                    "copied": t("action.copied"),
                    "noPicture": t("action.no_picture"),
                },
            },
            width="content",
        )
        for ending, mime, make in (
            ("csv", "text/csv", listing_csv),
            ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", listing_xlsx),
        ):
            st.download_button(
                t(f"listing.{ending}"),
                data=partial(make, listing),
                file_name=f"{name}.{ending}",
                mime=mime,
                key=f"{ending}-{listing.id}",
                on_click="ignore",
                type="tertiary",
            )
