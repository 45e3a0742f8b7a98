"""The deck of this session, kept on the way through the pages; its own page holds it in the address."""

import streamlit as st

from i18n.messages import messages
from interface.shared.state import view_on_screen, widget_key
from regions.asking.links import received
from regions.asking.page_specs import MOST_SLIDES
from regions.asking.view import View
from regions.database.languages import Language
from regions.exhibits.deck import Deck, Slide, read_all, written

_SLIDES, _WORDS = "deck_slides", "deck_words"
# What the first page says, by its parameter, in the order in which a deck has them.
_NAMES = ("name", "place", "date")
# The deck as it was before slides were taken out or replaced, for whoever did not mean it.
_BEFORE = "deck_before"
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
        for name, words in st.session_state.get(_WORDS, {}).items():
            if words:
                st.query_params[name] = words


def deck_on_screen(view: View) -> Deck:
    """Return the deck of the address and remember it for the other pages."""
    slides = list(view.all_chosen("slide"))
    words = {name: view.chosen(name) or "" for name in _NAMES}
    st.session_state[_SLIDES] = st.session_state[_SHOWN] = slides
    st.session_state[_WORDS] = words
    return held_deck()


def replace_deck(deck: Deck, before: Deck | None = None) -> None:
    """Show another deck from the next run on; for callbacks, before the page is drawn.

    Args:
        deck: The deck.
        before: What it was, where slides go that the reader may want back.
    """
    slides = [written(slide) for slide in deck.slides]
    words = dict(zip(_NAMES, (deck.title, deck.place, deck.date), strict=True))
    st.session_state[widget_key("deck", "slide")] = slides
    for name, text in words.items():
        st.session_state[widget_key("deck", name)] = text
    st.session_state[_SLIDES], st.session_state[_WORDS] = slides, words
    st.session_state[_BEFORE] = before if before and before.slides else None


def held_deck() -> Deck:
    """Return the deck that this session has."""
    words: dict[str, str] = st.session_state.get(_WORDS, {})
    return read_all(st.session_state.get(_SLIDES, ()), *words.values())


def deck_before() -> Deck | None:
    """Return the deck as it was before the last act took slides away, None where it took none."""
    held: Deck | None = st.session_state.get(_BEFORE)
    return held
