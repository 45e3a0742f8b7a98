"""The year control: a slider, a year to type, one step back or on, and play, one year a second if asked."""

import streamlit as st

from i18n.messages import messages
from interface.shared.picker import pick_one
from interface.shared.state import PageRequest, set_before_next_run, widget_key

SECONDS_A_YEAR = 1.0
# Opened near the end of the series, as by default, play starts over instead of stopping at once.
YEARS_LEFT_TO_RESTART = 3


def pick_year(request: PageRequest, years: list[int]) -> None:
    """Choose the year shown, or let the years run."""
    view = request.view
    t = messages(view.language)
    if not years:
        return
    key = widget_key(view.page, "year")
    playing_key = widget_key(view.page, "playing")
    options: list[int | None] = [*years] if view.year else [None, *years]
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small", key=f"{view.page}-player"):
        playing = bool(st.session_state.get(playing_key))
        st.button(
            t("control.pause") if playing else t("control.play"),
            icon=":material/pause:" if playing else ":material/play_arrow:",
            key=widget_key(view.page, "play"),
            on_click=_toggle,
            args=(key, playing_key, years),
            disabled=len(years) < 2,
        )
        st.select_slider(
            t("control.year"),
            options,
            format_func=lambda year: t("control.latest_of_each") if year is None else str(year),
            key=key,
        )
        _pick_exactly(request, years)
    if playing:
        _clock(view.page, years)


def _pick_exactly(request: PageRequest, years: list[int]) -> None:
    """Offer a year to type and those beside the one shown: a slider of 45 years is too fine for a finger."""
    page, t = request.view.page, messages(request.view.language)
    key, typed_key = widget_key(page, "year"), widget_key(page, "typed_year")
    st.session_state[typed_key] = shown = request.view.year
    place = years.index(shown) if shown in years else len(years) - 1

    def show(year: int | None) -> None:
        st.session_state[key] = year

    def step(name: str, sign: str, to: int) -> None:
        # The words are for listeners, the sign for the eye (styles.css).
        st.button(
            t(f"control.{name}"),
            icon=sign,
            key=widget_key(page, name),
            on_click=show,
            args=(years[max(0, min(to, len(years) - 1))],),
            disabled=not 0 <= to < len(years),
        )

    with st.container(horizontal=True, vertical_alignment="bottom", gap="small", key=f"{page}-exact-year"):
        step("year_before", ":material/remove:", place - 1)
        pick_one(
            t("control.year_typed"),
            years,
            index=None,
            key=typed_key,
            placeholder=t("control.latest_of_each"),
            on_change=lambda: show(st.session_state[typed_key]),
        )
        step("year_after", ":material/add:", place + 1)


def _toggle(key: str, playing_key: str, years: list[int]) -> None:
    playing = not st.session_state.get(playing_key)
    st.session_state[playing_key] = playing
    shown = st.session_state.get(key)
    if playing and (shown is None or shown in years[-YEARS_LEFT_TO_RESTART:]):
        st.session_state[key] = years[0]


def _clock(page: str, years: list[int]) -> None:
    """Advance by one year a second: the timer runs alone, then asks for a run of the whole page."""
    armed_key = widget_key(page, "armed")
    st.session_state[armed_key] = False

    @st.fragment(run_every=SECONDS_A_YEAR)
    def tick() -> None:
        if not st.session_state[armed_key]:
            st.session_state[armed_key] = True
            return
        shown = st.session_state.get(widget_key(page, "year"))
        later = [year for year in years if shown is None or year > shown]
        if later:
            set_before_next_run(widget_key(page, "year"), later[0])
        if len(later) < 2:
            st.session_state[widget_key(page, "playing")] = False
        st.rerun(scope="app")

    tick()
