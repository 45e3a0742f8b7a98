"""The controls of the rank page that no other page has: two indicators, two years, filters, logarithms."""

from collections.abc import Sequence

import streamlit as st

from i18n.messages import messages
from interface.shared.controls import (
    indicator_codes,
    indicator_label,
    pick_currency,
    pick_option,
    pick_regions,
)
from interface.shared.player import pick_year
from interface.shared.state import Request, widget_key
from regions.asking.page_specs import PAGES
from regions.exhibits.concentration import holds_shares
from regions.exhibits.relation import pair_of

_SPEC = PAGES["rank"]


def rank_controls(request: Request, years: Sequence[int]) -> None:
    """Draw the controls that the way of drawing needs.

    Args:
        request: With a View whose years are among `years`.
        years: The years that can be chosen.
    """
    show = request.view.show
    indicator = request.build.catalogue.indicators[request.view.indicators[0]]
    _hold_years(request)
    with st.container(key="controls"):
        with st.container(horizontal=True, vertical_alignment="bottom"):
            pick_option(request, "show", _SPEC.shows)
            pick_option(request, "among", _among(request))
            _own_options(request)
            if show not in ("relation", "concentration"):
                pick_currency(request, [indicator])
        with st.container(horizontal=True, vertical_alignment="bottom"):
            _pick_indicators(request)
            if show == "change":
                _pick_two_years(request, years)
            elif show != "concentration":
                pick_year(request, list(years))
        if show != "concentration":
            pick_regions(request, messages(request.view.language)("overview.highlight"))


def _among(request: Request) -> tuple[str, ...]:
    """Return what may be filtered: concentration is a matter of countries."""
    every = _SPEC.choices["among"].allowed_fixed
    if request.view.show == "concentration":
        return tuple(one for one in every if one != "picked" or request.view.chosen("among") == one)
    return every


def _own_options(request: Request) -> None:
    t = messages(request.view.language)
    show = request.view.show
    if show == "bars":
        pick_option(request, "by", _SPEC.choices["by"].allowed_fixed)
    if show == "change" or (show == "bars" and request.view.chosen("by") == "region"):
        pick_option(request, "part", _SPEC.choices["part"].allowed_fixed)
    if show == "relation":
        st.pills(
            t("control.log"),
            _SPEC.choices["log"].allowed_fixed,
            format_func=lambda axis: t(f"log.{axis}"),
            selection_mode="multi",
            key=widget_key("rank", "log"),
        )
        pick_option(request, "trail", _SPEC.choices["trail"].allowed_fixed)
    if show == "concentration" and not holds_shares(request.view, request.build):
        st.selectbox(
            t("control.measure"),
            _SPEC.choices["measure"].allowed_fixed,
            format_func=lambda measure: t(f"measure.{measure}"),
            key=widget_key("rank", "measure"),
        )


def _hold_years(request: Request) -> None:
    """Let the year's widget stand on the year shown where the address asked for one without figures."""
    st.session_state[widget_key("rank", "year")] = request.view.year


def _pick_indicators(request: Request) -> None:
    """Choose the indicator ranked or, for two, those of both axes; the second is kept meanwhile."""
    t = messages(request.view.language)
    shown = [one.id for one in pair_of(request.view, request.build.catalogue)]
    two = request.view.show == "relation"
    labels = ("rank.horizontal", "rank.vertical") if two else ("control.indicator",)
    keys = [widget_key("rank", f"axis{number}") for number in range(len(labels))]
    for key, code in zip(keys, shown, strict=False):
        st.session_state[key] = code

    def remember() -> None:
        chosen = [st.session_state[key] for key in keys]
        chosen += request.view.indicators[len(chosen) :]
        st.session_state[widget_key("rank", "indicator")] = list(dict.fromkeys(chosen))

    for key, label in zip(keys, labels, strict=True):
        st.selectbox(
            t(label),
            indicator_codes(request),
            format_func=lambda code: indicator_label(request, code),
            key=key,
            on_change=remember,
        )


def _pick_two_years(request: Request, years: Sequence[int]) -> None:
    """Choose then and now among the years held."""
    view = request.view
    if view.year_from is None or view.year_to is None:
        return
    t = messages(view.language)
    ends = (
        ("from", "rank.then", view.year_from, [year for year in years if year < view.year_to]),
        ("to", "rank.now", view.year_to, [year for year in years if year > view.year_from]),
    )
    for parameter, label, chosen, offered in ends:
        key = widget_key("rank", parameter)
        st.session_state[key] = chosen
        st.selectbox(t(label), offered, key=key)
