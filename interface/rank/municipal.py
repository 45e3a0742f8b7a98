"""The controls of the rank page where it shows municipalities."""

from collections.abc import Sequence

import streamlit as st

from i18n.messages import messages
from interface.shared.controls import further_controls, pick_option
from interface.shared.municipal import add_municipality, pick_municipal_indicator, pick_picked, pick_within
from interface.shared.player import pick_year
from interface.shared.state import PageRequest
from regions.asking.levels import offered
from regions.asking.page_specs import PAGES
from regions.asking.selection import LEVELS, MUNICIPALITY
from regions.exhibits.rank import Show

_SPEC = PAGES["rank"]


def municipal_controls(request: PageRequest, show: Show, years: Sequence[int]) -> None:
    """Draw the controls of a ranking of municipalities.

    Args:
        request: With a View whose year is among `years`.
        show: The way of showing.
        years: The years that can be chosen.
    """
    with st.container(key="controls"):
        with st.container(horizontal=True, vertical_alignment="bottom"):
            pick_option(request, "show", offered("rank", _SPEC.shows, MUNICIPALITY))
            pick_option(request, "level", LEVELS)
        with st.container(horizontal=True, vertical_alignment="bottom"):
            pick_municipal_indicator(request)
            pick_year(request, list(years))
        with further_controls(request):
            pick_option(request, "among", _SPEC.choices["among"].allowed_fixed)
            for name in show.options:
                pick_option(request, name, _SPEC.choices[name].allowed_fixed)
            pick_within(request)
            pick_picked(request, messages(request.view.language)("municipal.picked"))
            add_municipality(request)
