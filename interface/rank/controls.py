"""The controls of the rank page that no other page has: two indicators, two years, filters, logarithms."""

from collections.abc import Callable, Sequence

import streamlit as st

from i18n.messages import messages
from interface.shared.controls import (
    further_controls,
    indicator_codes,
    indicator_label,
    pick_currency,
    pick_option,
    pick_regions,
    pick_topic,
    topic_chosen,
)
from interface.shared.picker import pick_one
from interface.shared.player import pick_year
from interface.shared.state import PageRequest, widget_key
from regions.asking.page_specs import PAGES
from regions.asking.selection import LEVELS
from regions.exhibits.concentration import holds_shares
from regions.exhibits.rank import Show, shows_of
from regions.exhibits.rank_selection import amongs_of
from regions.exhibits.relation import pair_of
from regions.figures.concentration import measures_of

_SPEC = PAGES["rank"]


def rank_controls(request: PageRequest, show: Show, years: Sequence[int]) -> None:
    """Draw the controls of what a way of showing takes.

    Args:
        request: With a View whose years are among `years`.
        show: The way of showing.
        years: The years that can be chosen.
    """
    indicator = request.build.catalogue.indicators[request.view.indicators[0]]
    _hold_what_is_shown(request)
    with st.container(key="controls"):
        with st.container(horizontal=True, vertical_alignment="bottom"):
            pick_option(request, "show", shows_of(request.view, request.build))
            pick_option(request, "level", LEVELS)
        with st.container(horizontal=True, vertical_alignment="bottom"):
            _pick_indicators(request, show)
            if show.takes_two_years:
                _pick_two_years(request, years)
            else:
                pick_year(request, list(years))
        with further_controls(request):
            pick_option(request, "among", _among(request, show))
            for name in show.options:
                _OPTIONS[name](request, show)
            if show.in_currencies:
                pick_currency(request, [indicator])
            pick_topic(request)
            if show.picks_regions:
                pick_regions(request, messages(request.view.language)("overview.highlight"))


def _among(request: PageRequest, show: Show) -> tuple[str, ...]:
    """Return what may be filtered; regions picked only where some can be picked."""
    every = amongs_of(request.view, request.build)
    if show.picks_regions:
        return every
    return tuple(one for one in every if one != "picked" or request.view.chosen("among") == one)


def _pick_one_of_few(name: str) -> Callable[[PageRequest, Show], None]:
    return lambda request, _show: pick_option(request, name, _SPEC.choices[name].allowed_fixed)


def _pick_part(request: PageRequest, show: Show) -> None:
    """Choose the whole or both ends; of blocks, there are few enough to show them all."""
    if "by" not in show.options or request.view.chosen("by") == "region":
        pick_option(request, "part", _SPEC.choices["part"].allowed_fixed)


def _pick_logarithms(request: PageRequest, _show: Show) -> None:
    t = messages(request.view.language)
    st.pills(
        t("control.log"),
        _SPEC.choices["log"].allowed_fixed,
        format_func=lambda axis: t(f"log.{axis}"),
        selection_mode="multi",
        key=widget_key("rank", "log"),
    )


def _pick_measure(request: PageRequest, _show: Show) -> None:
    """Choose a measure that the indicator allows; it stands on the one shown, whatever the address named."""
    indicator = request.build.catalogue.indicators[request.view.indicators[0]]
    offered = measures_of(indicator)
    if holds_shares(request.view, request.build) or not offered:
        return
    t = messages(request.view.language)
    key = widget_key("rank", "measure")
    st.session_state[key] = measures_of(indicator, request.view.chosen("measure"))[0]
    pick_one(t("control.measure"), offered, format_func=lambda measure: t(f"measure.{measure}"), key=key)


_OPTIONS: dict[str, Callable[[PageRequest, Show], None]] = {
    "by": _pick_one_of_few("by"),
    "part": _pick_part,
    "log": _pick_logarithms,
    "trail": _pick_one_of_few("trail"),
    "measure": _pick_measure,
}


def _hold_what_is_shown(request: PageRequest) -> None:
    """Let the widgets stand on what is shown, where what was asked for has no figures."""
    st.session_state[widget_key("rank", "year")] = request.view.year
    st.session_state[widget_key("rank", "show")] = request.view.show
    st.session_state[widget_key("rank", "among")] = request.view.chosen("among")


def _pick_indicators(request: PageRequest, show: Show) -> None:
    """Choose the indicator ranked or, for two, those of both axes; the second is kept meanwhile."""
    t = messages(request.view.language)
    shown = [one.id for one in pair_of(request.view, request.build.catalogue)]
    labels = ("rank.horizontal", "rank.vertical") if show.takes_two_indicators else ("control.indicator",)
    keys = [widget_key("rank", f"axis{number}") for number in range(len(labels))]
    for key, code in zip(keys, shown, strict=False):
        st.session_state[key] = code

    def remember() -> None:
        chosen = [st.session_state[key] for key in keys]
        chosen += request.view.indicators[len(chosen) :]
        st.session_state[widget_key("rank", "indicator")] = list(dict.fromkeys(chosen))

    for key, label in zip(keys, labels, strict=True):
        pick_one(
            t(label),
            indicator_codes(request, topic_chosen(request)),
            format_func=lambda code: indicator_label(request, code),
            source="indicators",
            key=key,
            on_change=remember,
        )


def _pick_two_years(request: PageRequest, years: Sequence[int]) -> None:
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
        pick_one(t(label), offered, key=key)
