"""What the first page of a deck says, and the way back after slides were taken out."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from i18n.messages import Messages, messages
from interface.shared.deck_state import deck_before, held_deck, replace_deck
from interface.shared.state import PageRequest, widget_key
from regions.asking.page_specs import LONGEST_DATE, LONGEST_PLACE
from regions.exhibits.deck import LONGEST_TITLE, Deck, Resolved, written
from regions.exhibits.deck_words import deck_title, is_foreign

_DATE_FORM = "2027-05-20"


def show_words(deck: Deck, found: Sequence[Resolved], request: PageRequest) -> None:
    """Take title, place and date of the talk: what the first page says."""
    language = request.view.language
    t = messages(language)
    automatic = deck_title(replace(deck, title=""), found, request.build.catalogue, language)
    with st.container(horizontal=True, key="deck-words"):
        st.text_input(
            t("deck.name"), key=widget_key("deck", "name"), max_chars=LONGEST_TITLE, placeholder=automatic
        )
        st.text_input(t("deck.place"), key=widget_key("deck", "place"), max_chars=LONGEST_PLACE)
        st.text_input(
            t("deck.date"), key=widget_key("deck", "date"), max_chars=LONGEST_DATE, placeholder=_DATE_FORM
        )
    if is_foreign(deck.title, language):
        st.caption(t("deck.foreign_title"))


def show_undo(t: Messages) -> None:
    """Offer the slides back that the last act took away."""
    before = deck_before()
    if before is None:
        return
    slides, left = (Counter(map(written, deck.slides)) for deck in (before, held_deck()))
    if not (count := (slides - left).total()):
        return
    with st.container(horizontal=True, vertical_alignment="center", key="deck-undo"):
        st.caption(t.plural("deck.taken_out", count))
        st.button(
            t("deck.undo"), key="deck-undo-go", icon=":material/undo:", type="tertiary",
            on_click=replace_deck, args=(before,),
        )  # fmt: skip
