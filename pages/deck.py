"""Deck: views collected into a presentation that speakers can edit."""

import streamlit as st

from i18n.messages import messages
from interface.deck.cards import (
    fill_as_asked,
    show_cards,
    show_collecting,
    show_opening,
    show_saving,
    show_templates,
)
from interface.deck.making import show_making
from interface.deck.words import show_undo, show_words
from interface.shared.deck_state import bring_deck_along, deck_on_screen
from interface.shared.frame import show_notices
from interface.shared.state import open_request
from regions.exhibits.deck import resolve

bring_deck_along()
request = open_request("deck")
t = messages(request.view.language)
deck = deck_on_screen(request.view)
fill_as_asked(request)

show_notices(request)
st.header(t("deck.title"))
st.caption(t("deck.lead"))

show_undo(t)
if deck.slides:
    found = [resolve(slide, request.view.language, request.build) for slide in deck.slides]
    show_words(deck, found, request)
    show_making(deck, found, request)
    show_cards(deck, found, request)
    show_saving(deck, t)
with st.container(border=True, key="deck-begin"):
    show_templates(deck, request)
left, right = st.columns(2)
with left.container(border=True, height="stretch"):
    show_opening(request.view.language)
with right.container(border=True, height="stretch"):
    show_collecting(request)
