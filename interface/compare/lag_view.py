"""The time shift on the page: its controls, figures, tables, and plain words where there is none."""

from collections.abc import Callable, Sequence

import streamlit as st

from charts.page_figures import counterpart_figure, page_figure
from i18n.lists import sentences
from i18n.messages import messages
from interface.shared.actions import figure_actions
from interface.shared.controls import (
    indicator_codes,
    indicator_label,
    pick_option,
    pick_regions,
    region_label,
)
from interface.shared.figure import (
    chart_key,
    draw,
    finish,
    offer_table,
    show_figure,
    show_reading,
    show_remarks,
    theme,
    width,
)
from interface.shared.html import literal
from interface.shared.picker import pick_one
from interface.shared.state import PageRequest, widget_key
from regions.asking.page_specs import EVENTS, PAGES
from regions.database.places import country_of
from regions.exhibits.lag import Shift, event_name, lag_exhibits, settled_shift, shift_of, shifts_of
from regions.exhibits.lag_years import Question, question_of
from regions.figures.alignment import level_of
from regions.figures.timeshift import shiftable
from regions.shapes.exhibit import Exhibit, countries_in_order, region_notes
from regions.words.sentences import render
from regions.words.wording import refusal_sentence

_MODES = PAGES["compare"].modes


def show_lag(request: PageRequest) -> None:
    """Draw the whole of the comparison in the mode `lag`."""
    view, t = settled_shift(request.view, request.build), messages(request.view.language)
    asked, shift = question_of(view, request.build), shift_of(view)
    st.session_state[widget_key("compare", "shift")] = view.chosen("shift")
    if view != request.view:
        st.info(literal(_why_another(request, asked)), icon=":material/info:")
    exhibits = lag_exhibits(view, request.build)
    if exhibits:
        show_reading(exhibits[0])
    else:
        st.header(asked.indicator.name[view.language])
    _controls(request, asked, shift)
    if not exhibits:
        st.info(t(shift.nothing))
    else:
        _SHIFTS[str(view.chosen("shift"))](exhibits, request)


def _why_another(request: PageRequest, asked: Question) -> str:
    """Say why the part asked for is not the one shown."""
    language = request.view.language
    t = messages(language)
    if asked.refusal is None:
        return t("lag.nothing")
    reason = render(refusal_sentence(asked.refusal), request.build.catalogue, language)
    return sentences((reason, t("lag.choose_another")), language)


def _controls(request: PageRequest, asked: Question, shift: Shift) -> None:
    t = messages(request.view.language)
    with st.container(key="controls"):
        with st.container(horizontal=True, vertical_alignment="bottom"):
            pick_option(request, "mode", _MODES)
            pick_option(request, "shift", shifts_of(request.view, request.build))
        with st.container(horizontal=True, vertical_alignment="bottom"):
            _pick_one_indicator(request, asked, shift)
            if shift.follows_event:
                _pick_event(request)
            else:
                _pick_one_region(request, asked)
        if shift.follows_event:
            pick_regions(request, t("compare.regions"))
        others = len(request.view.indicators) - 1
        if others:
            st.caption(t("lag.other_indicators", count=others))


def _pick_one_indicator(request: PageRequest, asked: Question, shift: Shift) -> None:
    """Choose the indicator among those with a time shift; the one asked stays even where it has none."""
    t = messages(request.view.language)
    offered = set(shiftable(request.build))
    offered.add(asked.indicator.id)
    codes = [code for code in indicator_codes(request) if shift.follows_event or code in offered]
    key = widget_key("compare", "one_indicator")
    st.session_state[key] = asked.indicator.id

    def remember() -> None:
        others = [code for code in request.view.indicators[1:] if code != st.session_state[key]]
        st.session_state[widget_key("compare", "indicator")] = [st.session_state[key], *others]

    pick_one(
        t("control.indicator"),
        codes,
        format_func=lambda code: indicator_label(request, code),
        source="indicators",
        key=key,
        on_change=remember,
    )


def _pick_one_region(request: PageRequest, asked: Question) -> None:
    """Choose the region asked about, of either country or a nation; or turn the question round."""
    view, catalogue = request.view, request.build.catalogue
    order = countries_in_order(view.language)
    regional = asked.indicator.is_regional
    codes = [*order, *(one.code for c in order if regional for one in catalogue.regions_of(c))]
    key = widget_key("compare", "one_region")
    st.session_state[key] = asked.region_code

    def ask(code: str) -> None:
        others = [one for one in view.regions if one != code]
        limit = PAGES["compare"].max_regions
        st.session_state[widget_key("compare", "region")] = [code, *others][:limit]

    t = messages(view.language)
    pick_one(
        t("lag.region"),
        codes,
        format_func=lambda code: region_label(request, code),
        source="places",
        key=key,
        on_change=lambda: ask(st.session_state[key]),
    )
    opposite = next((one for one in view.regions if country_of(one) == asked.other), asked.other)
    st.button(
        t("lag.turn", region=catalogue.place_short(opposite)[view.language]),
        icon=":material/swap_horiz:",
        key=widget_key("compare", "turn"),
        on_click=ask,
        args=(opposite,),
    )


def _pick_event(request: PageRequest) -> None:
    t = messages(request.view.language)
    pick_one(
        t("control.event"),
        sorted(EVENTS, key=level_of),
        format_func=lambda event: event_name(event, request.view.language),
        key=widget_key("compare", "event"),
    )


def _when(exhibits: Sequence[Exhibit], request: PageRequest) -> None:
    t = messages(request.view.language)
    if len(exhibits) < 2:
        st.info(t("lag.nothing"))
        return
    lines, counterparts = exhibits
    if not lines.claim:
        st.caption(t("lag.withheld"))
    _say(lines, request)
    draw(counterpart_figure(lines, counterparts, request.build, theme(), width()), lines)
    finish(lines, request.build.catalogue)
    other = str(counterparts.data.country.iloc[0])
    st.subheader(t("lag.counterparts", other=t(f"country.{other}")))
    _show_lags(counterparts, request)


def _ranking(exhibits: Sequence[Exhibit], request: PageRequest) -> None:
    _show_lags(exhibits[0], request)


def _show_lags(exhibit: Exhibit, request: PageRequest) -> None:
    """Draw lags as bars; what was never reached is said in words, with a chart or without."""
    reached = bool(exhibit.data.value.notna().any())
    if reached:
        draw(page_figure(exhibit, request.build, theme(), width()), exhibit)
    _say(exhibit, request)
    show_remarks(exhibit)
    figure_actions(exhibit, request.build.catalogue, chart_key(exhibit) if reached else None)
    offer_table(exhibit, request.build)


def _say(exhibit: Exhibit, request: PageRequest) -> None:
    """Write the notes that belong to the answer; those on territory stand with the other remarks."""
    known = exhibit.data.dropna(subset=["value"])
    others = set(region_notes(request.build.catalogue, known, exhibit.language))
    for note in exhibit.notes:
        if note not in others:
            st.caption(literal(note))


def _trend(exhibits: Sequence[Exhibit], request: PageRequest) -> None:
    exhibit = exhibits[0]
    t = messages(request.view.language)
    st.caption(t("lag.trend_reading"))
    show_figure(exhibit, request.build)
    offer_table(exhibit, request.build)


def _aligned(exhibits: Sequence[Exhibit], request: PageRequest) -> None:
    exhibit = exhibits[0]
    draw(page_figure(exhibit, request.build, theme(), width()), exhibit)
    _say(exhibit, request)
    finish(exhibit, request.build.catalogue)
    offer_table(exhibit, request.build)


_SHIFTS: dict[str, Callable[[Sequence[Exhibit], PageRequest], None]] = {
    "when": _when,
    "ranking": _ranking,
    "trend": _trend,
    "aligned": _aligned,
}
