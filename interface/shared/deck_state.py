"""The deck of this session, kept on the way through the pages; its own page holds it in the address."""

import streamlit as st

from i18n.messages import messages
from interface.shared.state import view_on_screen, widget_key
from regions.asking.links import received
from regions.asking.page_specs import MOST_SLIDES
from regions.asking.view import View
from regions.database.languages import Language
from regions.exhibits.deck import Deck, Slide, read_all, written

_SLIDES, _NAME = "deck_slides", "deck_name"
# The slides the page showed last, without those added on other pages since.
_SHOWN = "deck_slides_shown"


def add_slide(slide: Slide, language: Language) -> None:
    """Put a slide at the end of the deck and say so."""
    t = messages(language)
    held: list[str] = list(st.session_state.get(_SLIDES, ()))
    if len(held) >= MOST_SLIDES:
        st.toast(t("action.deck_full", most=MOST_SLIDES), icon=":material/info:")
        return
    st.session_state[_SLIDES] = [*held, written(slide)]
    st.toast(t("action.added", count=len(held) + 1), icon=":material/check:")


def bring_deck_along() -> None:
    """Put the session's deck into the address when the reader comes to the page from another one.

    An address with other slides than the page showed last is another deck, and wins.
    """
    before = view_on_screen()
    held = st.session_state.get(_SLIDES)
    if not held or (before and before.page == "deck"):
        return
    asked = received({name: st.query_params.get_all(name) for name in st.query_params}).get("slide", [])
    if not asked or asked == st.session_state.get(_SHOWN):
        st.query_params["slide"] = held
        if st.session_state.get(_NAME):
            st.query_params["name"] = st.session_state[_NAME]


def deck_on_screen(view: View) -> Deck:
    """Return the deck of the address and remember it for the other pages."""
    slides, name = list(view.all_chosen("slide")), view.chosen("name") or ""
    st.session_state[_SLIDES] = st.session_state[_SHOWN] = slides
    st.session_state[_NAME] = name
    return read_all(slides, name)


def replace_deck(deck: Deck) -> None:
    """Show another deck from the next run on; for callbacks, before the page is drawn."""
    slides = [written(slide) for slide in deck.slides]
    st.session_state[widget_key("deck", "slide")] = slides
    st.session_state[widget_key("deck", "name")] = deck.title
    st.session_state[_SLIDES], st.session_state[_NAME] = slides, deck.title
