"""The making of a deck's files: presentation with its progress, PDF, workbook."""

import logging
import time
from collections.abc import Callable, Sequence

import streamlit as st

from exports.decks import FORMS, File, Workshop, deck_file, deck_workbook, workbook_name
from exports.formats import FORMATS
from exports.pdf import PdfNotMade, office, pdf_of
from i18n.messages import Messages, messages
from interface.shared.actions import publication
from interface.shared.state import PageRequest, whole_view_address
from interface.shared.turns import out_of_turn
from regions.exhibits.deck import Deck, Resolved, written

_ASKED, _MADE, _PDF_ASKED, _PDF = "deck_asked", "deck_made", "deck_pdf_asked", "deck_pdf"
_LOG = logging.getLogger(__name__)


def workshop(request: PageRequest) -> Workshop:
    """Return what the files of the deck are made from."""
    return Workshop(publication(request.build.catalogue), request.build, whole_view_address())


def show_making(deck: Deck, found: Sequence[Resolved], request: PageRequest) -> None:
    """Choose the languages, make the presentation with its progress in sight, and hand it over.

    The workbook is offered where a slide has figures.
    """
    language = request.view.language
    t = messages(language)
    form = st.segmented_control(
        t("deck.form"),
        FORMS,
        default=FORMS[0],
        format_func=lambda code: t(f"form.{code}"),
        key="deck-form",
        required=True,
    )
    shop = workshop(request)
    asked = (form, language, tuple(map(written, deck.slides)), deck.title, request.build.id)
    with st.container(horizontal=True, vertical_alignment="center", key="deck-make"):
        st.button(t("deck.make"), key="deck-go", icon=":material/slideshow:", on_click=_ask_for_it)
        if st.session_state.pop(_ASKED, False):
            start = time.perf_counter()
            with out_of_turn():
                made = deck_file(deck, form, language, shop, _progress(t))
            st.session_state[_MADE] = (asked, made, time.perf_counter() - start)
        if any(one.exhibits for one in found):
            st.download_button(
                t("deck.workbook"),
                data=lambda: deck_workbook(deck, language, shop).content,
                file_name=workbook_name(language),
                mime=FORMATS["excel"].media_type,
                key="deck-excel",
                on_click="ignore",
                type="tertiary",
            )
    held = st.session_state.get(_MADE)
    if held and held[0] == asked:
        _hand_over(held[1], held[2], len(deck.slides), t)


def _ask_for_it() -> None:
    st.session_state[_ASKED] = True


def _ask_for_a_pdf() -> None:
    st.session_state[_PDF_ASKED] = True


def _progress(t: Messages) -> Callable[[int, int], None]:
    bar = st.progress(0.0)

    def report(done: int, total: int) -> None:
        bar.progress(done / total, text=t("deck.making", done=done, total=total))
        if done == total:
            bar.empty()

    return report


def _hand_over(file: File, seconds: float, count: int, t: Messages) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.download_button(
            f"{t('deck.download')} {file.name}",
            data=file.content,
            file_name=file.name,
            mime=file.media_type,
            key="deck-download",
            on_click="ignore",
            icon=":material/download:",
        )
        st.caption(t("deck.made", count=count, seconds=f"{seconds:.1f}"))
    _hand_over_pdf(file, t)


def _hand_over_pdf(file: File, t: Messages) -> None:
    """Make a PDF of the same file where there is LibreOffice, else say how to get one."""
    if office() is None:
        st.caption(t("deck.pdf_hint"))
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(
            t("deck.pdf"),
            key="deck-pdf",
            type="tertiary",
            icon=":material/picture_as_pdf:",
            on_click=_ask_for_a_pdf,
        )
        if st.session_state.pop(_PDF_ASKED, False):
            try:
                with st.spinner(t("deck.pdf_making")), out_of_turn():
                    st.session_state[_PDF] = (file, pdf_of(file))
            except PdfNotMade:
                _LOG.exception("no PDF of %s", file.name)
                st.error(t("deck.pdf_failed"), icon=":material/error:")
        held = st.session_state.get(_PDF)
        if held and held[0] == file:
            st.download_button(
                f"{t('deck.download')} {held[1].name}",
                data=held[1].content,
                file_name=held[1].name,
                mime=held[1].media_type,
                key="deck-pdf-download",
                on_click="ignore",
                icon=":material/download:",
            )
