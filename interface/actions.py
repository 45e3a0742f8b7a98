"""The quiet row under each figure: picture files, figures as CSV, the link to the view.

Pictures are made in the browser, from the chart on the screen: no load on the server, and Korean and Japanese
text stays text in the SVG.
"""

from pathlib import Path

import streamlit as st

from exports.csv import csv_bytes, file_name
from i18n.messages import messages
from regions.catalogue import Catalogue
from regions.exhibit import Exhibit
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
