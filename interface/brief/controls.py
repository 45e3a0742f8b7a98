"""What is chosen on the page of the briefing, and what can be taken along."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from exports.briefing.files import BRIEF_FORMS, brief_name, briefs_of
from exports.decks import File
from exports.formats import FORMATS, BriefOrder, Format, offered
from exports.pdf import office
from exports.publication import Publication
from i18n.lists import listed
from i18n.messages import messages
from interface.shared.controls import pick_region_set, pick_regions
from interface.shared.made_files import offer_pdf
from interface.shared.state import PageRequest, widget_key
from regions.asking.page_specs import BRIEF_THEMES
from regions.database.catalogue import Catalogue, NamedGroup
from regions.policy.meetings import FORUM_PAIRS


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


def municipalities_asked(request: PageRequest) -> str:
    """Return the names of municipalities that the address asks for, of which there is no briefing."""
    places, language = request.build.catalogue.municipal.places, request.view.language
    codes = (value for notice in request.notices for _, value in notice.values if value in places)
    return listed((request.build.catalogue.place_name(code)[language] for code in codes), language)


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
        asked = (view, form, build.id, publication.base_url)
        offer_pdf("brief", asked, partial(_word, name, order), t("brief.pdf_failed"), t)
    st.caption(t("brief.print_hint") if office() else f"{t('brief.print_hint')} {t('brief.pdf_hint')}")


def _file_of(kind: Format, order: Callable[[], BriefOrder]) -> bytes:
    return kind.make_brief(order())


def _word(name: str, order: Callable[[], BriefOrder]) -> File:
    word = FORMATS["word"]
    return File(name + word.ending, word.media_type, word.make_brief(order()))
