"""What is chosen on the page of the briefing, and what can be taken along."""

import logging
from collections.abc import Callable
from functools import partial

import streamlit as st

from exports.briefing.files import BRIEF_FORMS, brief_name, briefs_of
from exports.decks import File
from exports.formats import FORMATS, BriefOrder, Format, offered
from exports.pdf import PdfNotMade, office, pdf_of
from exports.publication import Publication
from i18n.messages import Messages, messages
from interface.shared.controls import pick_region_set, pick_regions
from interface.shared.state import PageRequest, widget_key
from interface.shared.turns import out_of_turn
from regions.asking.page_specs import BRIEF_THEMES
from regions.database.catalogue import Catalogue, NamedGroup
from regions.policy.meetings import FORUM_PAIRS

_PDF_ASKED, _PDF = "brief_pdf_asked", "brief_pdf"
_LOG = logging.getLogger(__name__)


def pick_subject(request: PageRequest) -> None:
    """Choose one region or two, or a pair of the forum, and the theme."""
    t = messages(request.view.language)
    with st.container(key="controls"):
        left, right = st.columns([3, 1], vertical_alignment="bottom")
        with left:
            pick_regions(request, t("brief.regions"))
        with right:
            pick_region_set(request, forum_pairs(request.build.catalogue))
        st.segmented_control(
            t("brief.theme"),
            BRIEF_THEMES,
            format_func=lambda code: t(f"brief.theme.{code}"),
            key=widget_key("brief", "theme"),
            required=True,
        )


def forum_pairs(catalogue: Catalogue) -> dict[str, NamedGroup]:
    """Return the ready-made selections that are pairs of the forum of 2021."""
    return {code: held for code, held in catalogue.region_sets.items() if held.members in FORUM_PAIRS}


def offer_brief(request: PageRequest, publication: Publication) -> None:
    """Offer the briefing for Word and Hangul and, where there is LibreOffice, as PDF."""
    view, build = request.view, request.build
    t = messages(view.language)
    form = st.segmented_control(
        t("deck.form"),
        BRIEF_FORMS,
        default=BRIEF_FORMS[0],
        format_func=lambda code: t(f"brief.form.{code}"),
        key="brief-form",
        required=True,
    )
    name = brief_name(view, form)

    def order() -> BriefOrder:
        return BriefOrder(briefs_of(view, form, build), publication)

    with st.container(horizontal=True, vertical_alignment="center", key="brief-files"):
        for kind in offered("brief"):
            st.download_button(
                t(f"action.{kind.id}"),
                data=partial(_file_of, kind, order),
                file_name=name + kind.ending,
                mime=kind.media_type,
                key=f"brief-{kind.kind}",
                on_click="ignore",
                icon=":material/download:",
            )
        _offer_pdf(order, name, (view, form, build.id, publication.base_url), t)
    st.caption(t("brief.print_hint") if office() else f"{t('brief.print_hint')} {t('brief.pdf_hint')}")


def _file_of(kind: Format, order: Callable[[], BriefOrder]) -> bytes:
    return kind.make_brief(order())


def _ask_for_a_pdf() -> None:
    st.session_state[_PDF_ASKED] = True


def _offer_pdf(order: Callable[[], BriefOrder], name: str, asked: tuple[object, ...], t: Messages) -> None:
    """Make a PDF of the Word file when it is asked for, and hand it over."""
    if office() is None:
        return
    st.button(
        t("deck.pdf"), key="brief-pdf", type="tertiary", icon=":material/picture_as_pdf:",
        on_click=_ask_for_a_pdf,
    )  # fmt: skip
    if st.session_state.pop(_PDF_ASKED, False):
        word = FORMATS["word"]
        try:
            with st.spinner(t("deck.pdf_making")), out_of_turn():
                made = pdf_of(File(name + word.ending, word.media_type, word.make_brief(order())))
            st.session_state[_PDF] = (asked, made)
        except PdfNotMade:
            _LOG.exception("no PDF of %s", name)
            st.error(t("brief.pdf_failed"), icon=":material/error:")
    held = st.session_state.get(_PDF)
    if held and held[0] == asked:
        st.download_button(
            f"{t('deck.download')} {held[1].name}",
            data=held[1].content,
            file_name=held[1].name,
            mime=held[1].media_type,
            key="brief-pdf-download",
            on_click="ignore",
            icon=":material/download:",
        )
