"""The View of the page on screen, kept equal in three places: the address, the widgets and the session.

A widget the reader has just moved decides, and the address follows; otherwise an address that is not the one
this session wrote last (a link opened, back or forward pressed) decides, and the widgets follow. An address
without parameters (the navigation) takes along what the pages before have left (`carried.py`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from interface.shared.browser import is_narrow, served_at
from interface.shared.carried import carried_request, carry
from interface.shared.navigation import navigation
from regions.asking.links import received
from regions.asking.page_specs import PAGES
from regions.asking.reading import FIELDS, Notice
from regions.asking.view import View, address, decode, encode
from regions.database.build import Build, current_build
from regions.database.catalogue import Catalogue
from regions.database.languages import LANGUAGES, Language, matching_language

LANGUAGE_KEY = "language"
_LANGUAGE = "chosen_language"
_WRITTEN = "written_address"
_VIEW = "view"
_NOTICES = "notices"
_FRAMED = "framed"
_PENDING = "pending_widget_values"
# Where the widgets stood when the page had been drawn, and whether the reader has moved one since.
_STOOD = "widgets_stood"
_MOVED = "moved_by_hand"
_NARROW = "narrow_before"
# Widgets given a value in a run that has not ended yet, each with the value the browser has heard of last.
_UNTOLD = "untold_widgets"


@dataclass(frozen=True)
class PageRequest:
    """What a page needs to answer: the View and where its figures are."""

    view: View
    build: Build
    notices: tuple[Notice, ...]


def resolve_language() -> Language:
    """Return the language: a new address's, else the one chosen in this session, else the browser's.

    It is the first thing of a run: what the reader did before it is settled here.
    """
    _take_over_widgets()
    asked = _asked_language()
    picked = st.session_state.get(LANGUAGE_KEY)
    if asked in LANGUAGES and not st.session_state[_MOVED] and _is_news():
        picked = asked
    if picked not in LANGUAGES:
        picked = language_of_session()
    language: Language = picked
    st.session_state[_LANGUAGE] = language
    if st.session_state.get(LANGUAGE_KEY) != language:
        st.session_state[LANGUAGE_KEY] = language
    return language


def language_of_session() -> Language:
    """Return the language of the page on screen, else the browser's."""
    held: Language | None = st.session_state.get(_LANGUAGE)
    return held or matching_language(st.context.locale)


def _asked_language() -> str | None:
    return received(_query()).get("lang", [None])[0]


def _take_over_widgets() -> None:
    """Note whether the reader moved a widget: its value is newer than the address that came along with it.

    A run that only a narrow window asked for brings no address either: one may be on its way to the browser.
    """
    for key, (heard, given) in st.session_state.get(_UNTOLD, {}).items():
        if st.session_state.get(key) == heard:
            st.session_state[key] = given
    for key, value in st.session_state.pop(_PENDING, {}).items():
        st.session_state[key] = value
    moved = [key for key, value in st.session_state.get(_STOOD, {}).items() if _differs(key, value)]
    spoken = st.session_state.get(LANGUAGE_KEY)
    narrow, before = is_narrow(), st.session_state.get(_NARROW, False)
    st.session_state[_NARROW] = narrow
    switched = spoken not in (None, st.session_state.get(_LANGUAGE))
    st.session_state[_MOVED] = bool(moved) or switched or narrow != before


def _differs(key: str, value: object) -> bool:
    """Say whether a widget is held at another value."""
    return key in st.session_state and _as_texts(st.session_state[key]) != _as_texts(value)


def widget_key(page: str, parameter: str) -> str:
    """Return the key of the widget that edits a parameter on a page."""
    return f"{page}.{parameter}"


def set_before_next_run(key: str, value: object) -> None:
    """Give a widget a value from a place where it is drawn already; it holds from the next run on."""
    st.session_state.setdefault(_PENDING, {})[key] = value


def open_request(page: str) -> PageRequest:
    """Return what the page is asked, with the widgets and the address brought in line with it."""
    _insist_on_the_frame()
    build = current_build()
    before: View | None = st.session_state.get(_VIEW)
    view, notices = _asked(page, before, build.catalogue, st.session_state[_LANGUAGE])
    st.session_state[_VIEW] = view
    st.session_state[_NOTICES] = notices
    carry(view)
    _fill_widgets(view)
    write_address(view)
    return PageRequest(view, build, notices)


def _asked(
    page: str, before: View | None, catalogue: Catalogue, language: Language
) -> tuple[View, tuple[Notice, ...]]:
    """Return what is asked by the widgets, by the address, or by the pages before, in this order."""
    if before and before.page == page and (st.session_state[_MOVED] or not _is_news()):
        asked = _widget_values(page, before)
        view, told = decode(page, {**asked, "lang": [language]}, catalogue, language)
        # What was moved is there, but a place of another level may have no figures of what was shown.
        told = tuple(one for one in told if one.is_of_level)
        return view, told or (st.session_state.get(_NOTICES, ()) if view == before else ())
    if query := _query():
        return decode(page, query, catalogue, language)
    return carried_request(page, catalogue, language)


def end_run() -> None:
    """Note that the run came to its end: the browser has been told the values of all widgets.

    Some a page has set itself, to a year that has figures or a measure that applies. The value of a control
    that was not drawn is let go of: Streamlit would bring back one from before, which looks like a move.
    """
    st.session_state[_UNTOLD] = {}
    stood = st.session_state.get(_STOOD, {})
    drawn = {key for key in stood if _is_drawn(key)}
    for key in stood.keys() - drawn:
        st.session_state.pop(key, None)
    st.session_state[_STOOD] = {
        key: st.session_state.get(key, value) if key in drawn else value for key, value in stood.items()
    }


def _is_drawn(key: str) -> bool:
    """Say whether this run has drawn a control; Streamlit has no public way to ask."""
    context = get_script_run_ctx()
    keys = context.shared.widget_user_keys_this_run if context else ()
    return key in keys or picker_key(key) in keys


def picker_key(key: str) -> str:
    """Return the key of the field in which what stands under a key of the session is chosen."""
    return f"pick-{key}"


def announce_frame() -> None:
    """Note that this run began with the frame; the page looks for the note (`open_request`)."""
    st.session_state[_FRAMED] = True


def _insist_on_the_frame() -> None:
    """Start over if the page was run alone.

    A server's very first visitor with a deep link meets Streamlit's older page discovery, which takes a
    folder called `pages` for the whole application. Registering the pages turns it off for good.
    """
    if not st.session_state.pop(_FRAMED, False):
        navigation(resolve_language())
        st.rerun()


def write_address(view: View) -> None:
    """Make the browser's address the permalink of the View."""
    query = encode(view)
    signature = _signature(query)
    if signature != _signature(_query()):
        st.query_params.from_dict(query)
    st.session_state[_WRITTEN] = signature


def whole_view_address() -> str:
    """Return the address of the view on screen, as it is outside of another page."""
    view: View | None = st.session_state.get(_VIEW)
    return served_at() + (address(view) if view else "/")


def view_on_screen() -> View | None:
    """Return the view shown last in this session."""
    view: View | None = st.session_state.get(_VIEW)
    return view


def _is_news() -> bool:
    """Say whether the address is another than the one this session wrote last."""
    return _signature(_query()) != st.session_state.get(_WRITTEN)


def _query() -> dict[str, list[str]]:
    return {name: st.query_params.get_all(name) for name in st.query_params}


def _signature(query: Mapping[str, Sequence[str]]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple(sorted((name, tuple(values)) for name, values in query.items()))


def _widget_values(page: str, before: View) -> dict[str, list[str]]:
    """Return the values of the page's widgets as query parameters; those without a widget keep theirs."""
    values = encode(before)
    for parameter in (*FIELDS, *PAGES[page].choices):
        key = widget_key(page, parameter)
        if key in st.session_state:
            values[parameter] = _as_texts(st.session_state[key])
    _forget_years_of_another_indicator(values, page, before)
    return values


def _forget_years_of_another_indicator(values: dict[str, list[str]], page: str, before: View) -> None:
    changed = tuple(values.get("indicator", ())) != before.indicators
    if changed and PAGES[page].single_year:
        values["year"] = []
        values["currency"] = []


def _fill_widgets(view: View) -> None:
    """Give every widget whose value differs that of the View before it is drawn.

    Those alone: a value the reader has changed again while the run was under way must not be set back.
    """
    untold = st.session_state.setdefault(_UNTOLD, {})
    st.session_state[_STOOD] = values = _values_of_widgets(view)
    for key, value in values.items():
        if _differs(key, value):
            heard, _ = untold.get(key, (st.session_state[key], None))
            untold[key] = (heard, value)
            st.session_state[key] = value
        elif key not in st.session_state:
            st.session_state[key] = value


def _values_of_widgets(view: View) -> dict[str, object]:
    """Return the value of every widget of a page that edits a parameter, by its key, as the View has it."""
    spec = PAGES[view.page]
    single = spec.max_indicators == 1
    values: dict[str, object] = {
        "indicator": (view.indicators[0] if view.indicators else None) if single else list(view.indicators),
        "region": view.regions[0] if spec.max_regions == 1 else list(view.regions),
        "year": view.year,
        "mode": view.mode,
        "scale": view.scale,
        "currency": view.currency,
        "show": view.show,
        "from": view.year_from,
        "to": view.year_to,
    }
    for name, choice in spec.choices.items():
        values[name] = list(view.all_chosen(name)) if choice.many else view.chosen(name)
    return {widget_key(view.page, parameter): value for parameter, value in values.items()}


def _as_texts(held: object) -> list[str]:
    """Return the value of a widget as the values of a parameter."""
    listed = held if isinstance(held, list | tuple) else [held]
    return [str(value) for value in listed if value not in (None, "")]
