"""What a reader's hand does with a map: zoom, light the same place in another chart, open a card by a tap.

All of it happens in the browser (`api/document/map_tools.js`), without a run of the page; only the card's
button asks for the profile.
"""

from pathlib import Path

import streamlit as st

from i18n.messages import messages
from interface.shared.browser import is_narrow
from regions.database.languages import Language

_ASSETS = Path(__file__).parents[1] / "assets"
_COMPONENT = st.components.v2.component(
    "map_tools",
    html='<div class="map-tools"></div><aside class="map-card" aria-live="polite" hidden></aside>',
    css=(_ASSETS / "map_tools.css").read_text(encoding="utf-8"),
    js="export default (component) => window.toolsOfMap(component);",
)


def map_tools(chart: str, language: Language, *, partner: str = "", card: bool = False) -> list[str]:
    """Put the buttons for zooming under a map, and link it with the chart that shows the same places.

    Args:
        chart: Key of the map.
        language: Of the buttons and the card.
        partner: Key of the other chart; none if empty.
        card: Whether a tap, in a narrow window a click too, opens a card with the figure and a button to the
            profile.

    Returns:
        The code of the place whose profile the card's button has asked for; else nothing.
    """
    t = messages(language)
    words = {
        "zoomIn": t("map.zoom_in"),
        "zoomOut": t("map.zoom_out"),
        "reset": t("map.reset"),
        "profile": t("map.profile"),
        "close": t("map.close"),
    }
    asked = _COMPONENT(
        key=f"tools-{chart}",
        data={"chart": chart, "partner": partner, "card": card, "narrow": is_narrow(), "words": words},
        on_profile_change=lambda: None,
    )
    return [str(asked.profile)] if asked.profile else []
