"""The making of a deck's files: presentation with its progress, PDF, workbook."""

import time
from collections.abc import Callable, Sequence

import streamlit as st

from exports.decks import FORMS, File, Workshop, deck_file, deck_workbook, workbook_name
from exports.formats import FORMATS
from exports.pdf import office
from exports.powerpoint.own_template import LARGEST, OwnTemplate, UnusableTemplate, read_template
from i18n.messages import Messages, messages
from interface.deck.upload import upload
from interface.shared.actions import publication
from interface.shared.made_files import hand_over, offer_pdf
from interface.shared.state import PageRequest, whole_view_address
from interface.shared.turns import out_of_turn
from regions.database.languages import Language
from regions.exhibits.deck import Deck, Resolved

_ASKED, _MADE = "deck_asked", "deck_made"
_TEMPLATE = "deck_template_read"


def workshop(request: PageRequest, template: OwnTemplate | None = None) -> Workshop:
    """Return what the files of the deck are made from."""
    return Workshop(publication(request.build.catalogue), request.build, whole_view_address(), template)


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
    template = _own_template(language)
    shop = workshop(request, template)
    asked = (form, language, deck, template, request.build.id)
    with st.container(horizontal=True, vertical_alignment="center", key="deck-make"):
        st.button(t("deck.make"), key="deck-go", icon=":material/slideshow:", on_click=_ask_for_it)
        is_new = st.session_state.pop(_ASKED, False)
        if is_new:
            start = time.perf_counter()
            with out_of_turn():
                made = deck_file(deck, form, language, shop, _progress(t))
            st.session_state[_MADE] = (asked, made, time.perf_counter() - start)
        if any(one.shown for one in found):
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
        _hand_over(held[1], held[2], len(deck.slides), t, is_new=is_new)
        if template is None:
            _hand_over_pdf(held[1], t)
        else:
            st.caption(t("deck.pdf_hint"))


def _own_template(language: Language) -> OwnTemplate | None:
    """Take the speaker's own template; it stays in the memory of this session, and no longer."""
    t = messages(language)
    with st.expander(t("template_file.title"), icon=":material/palette:", key="deck-look"):
        st.caption(t("template_file.lead"))
        chosen = upload(t("template_file.choose"), "deck-template-file", ["pptx", "potx"], LARGEST, language)
        if chosen is None:
            return None
        try:
            template = _looked_at(chosen.read())
        except UnusableTemplate as error:
            st.error(t(f"template_file.{error.code}"), icon=":material/error:")
            return None
        st.caption(t("template_file.used" if template.is_complete else "template_file.incomplete"))
        return template


def _looked_at(content: bytes) -> OwnTemplate:
    """Return the template, looked at once and not in every run."""
    held: tuple[bytes, OwnTemplate] | None = st.session_state.get(_TEMPLATE)
    if held is None or held[0] != content:
        with out_of_turn():
            held = (content, read_template(content))
        st.session_state[_TEMPLATE] = held
    return held[1]


def _ask_for_it() -> None:
    st.session_state[_ASKED] = True


def _progress(t: Messages) -> Callable[[int, int], None]:
    bar = st.progress(0.0)

    def report(done: int, total: int) -> None:
        bar.progress(done / total, text=t("deck.making", done=done, total=total))
        if done == total:
            bar.empty()

    return report


def _hand_over(file: File, seconds: float, count: int, t: Messages, *, is_new: bool) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        hand_over(file, "deck-download", t, is_new=is_new)
        st.caption(t("deck.made", count=count, seconds=f"{seconds:.1f}"))


def _hand_over_pdf(file: File, t: Messages) -> None:
    """Make a PDF of the same file where there is LibreOffice, else say how to get one."""
    if office() is None:
        st.caption(t("deck.pdf_hint"))
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        offer_pdf("deck", file, lambda: file, t("deck.pdf_failed"), t)
