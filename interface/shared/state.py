"""The View of the page on screen, kept equal in three places: the address, the widgets and the session.

An address that is not the one this session wrote (a link opened, back or forward pressed) wins over the
widgets; otherwise the widgets decide and the address follows.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import streamlit as st

from interface.shared.navigation import navigation
from regions.asking.page_specs import PAGES
from regions.asking.view import Notice, View, address, decode, encode
from regions.database.build import Build, current_build
from regions.database.languages import LANGUAGES, Language, matching_language

LANGUAGE_KEY = "language"
_LANGUAGE = "chosen_language"
_WRITTEN = "written_address"
_VIEW = "view"
_NOTICES = "notices"
_FRAMED = "framed"
_PENDING = "pending_widget_values"
# View field -> query parameter; each is also the widget key `<page>.<parameter>`.
_PARAMETERS = ("indicator", "region", "year", "from", "to", "mode", "scale", "currency", "show")


@dataclass(frozen=True)
class PageRequest:
    """What a page needs to answer: the View and where its figures are."""

    view: View
    build: Build
    notices: tuple[Notice, ...]


def resolve_language() -> Language:
    """Return the language: a new address's, else the one chosen in this session, else the browser's."""
    asked = st.query_params.get("lang")
    picked = st.session_state.get(LANGUAGE_KEY)
    if asked in LANGUAGES and _signature(_query()) != st.session_state.get(_WRITTEN):
        picked = asked
    if picked not in LANGUAGES:
        picked = st.session_state.get(_LANGUAGE) or matching_language(st.context.locale)
    language: Language = picked
    st.session_state[_LANGUAGE] = language
    if st.session_state.get(LANGUAGE_KEY) != language:
        st.session_state[LANGUAGE_KEY] = language
    return language


def widget_key(page: str, parameter: str) -> str:
    """Return the key of the widget that edits a parameter on a page."""
    return f"{page}.{parameter}"


def set_before_next_run(key: str, value: object) -> None:
    """Give a widget a value from a place where it is drawn already; it holds from the next run on."""
    st.session_state.setdefault(_PENDING, {})[key] = value


def open_request(page: str) -> PageRequest:
    """Return what the page is asked, with the widgets and the address brought in line with it."""
    _insist_on_the_frame()
    for key, value in st.session_state.pop(_PENDING, {}).items():
        st.session_state[key] = value
    build = current_build()
    catalogue = build.catalogue
    language: Language = st.session_state[_LANGUAGE]
    query = _query()
    before: View | None = st.session_state.get(_VIEW)
    ours = _signature(query) == st.session_state.get(_WRITTEN)
    if ours and before is not None and before.page == page:
        asked = _widget_values(page, before)
        view, _ = decode(page, {**asked, "lang": [language]}, catalogue, language)
        notices: tuple[Notice, ...] = st.session_state.get(_NOTICES, ())
    else:
        carried = before.regions if before else ()
        indicators = before.indicators if before else ()
        view, notices = decode(page, query, catalogue, language, carried, indicators)
    if view != before:
        notices = notices if not ours else ()
    st.session_state[_VIEW] = view
    st.session_state[_NOTICES] = notices
    _fill_widgets(view)
    write_address(view)
    return PageRequest(view, build, notices)


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
    base = (st.context.url or "").rstrip("/")
    return base + (address(view) if view else "/")


def _query() -> dict[str, list[str]]:
    return {name: st.query_params.get_all(name) for name in st.query_params}


def _signature(query: Mapping[str, Sequence[str]]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple(sorted((name, tuple(values)) for name, values in query.items()))


def _widget_values(page: str, before: View) -> dict[str, list[str]]:
    """Return the values of the page's widgets as query parameters; those without a widget keep theirs."""
    values = encode(before)
    for parameter in (*_PARAMETERS, *PAGES[page].choices):
        key = widget_key(page, parameter)
        if key in st.session_state:
            held = st.session_state[key]
            listed = held if isinstance(held, list | tuple) else [held]
            values[parameter] = [str(value) for value in listed if value is not None]
    _forget_years_of_another_indicator(values, page, before)
    return values


def _forget_years_of_another_indicator(values: dict[str, list[str]], page: str, before: View) -> None:
    changed = tuple(values.get("indicator", ())) != before.indicators
    if changed and PAGES[page].single_year:
        values["year"] = []
        values["currency"] = []


def _fill_widgets(view: View) -> None:
    """Give every widget the value of the View before it is drawn.

    In every run, not only when a value differs: a run that is interrupted may never have told the browser.
    """
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
    }
    for name, choice in spec.choices.items():
        values[name] = list(view.all_chosen(name)) if choice.many else view.chosen(name)
    for parameter, value in values.items():
        st.session_state[widget_key(view.page, parameter)] = value
