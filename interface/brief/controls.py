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
from interface.shared.controls import pick_region_set, pick_regions, region_label
from interface.shared.made_files import offer_pdf
from interface.shared.municipal import add_municipality
from interface.shared.picker import pick_one
from interface.shared.state import PageRequest, widget_key
from regions.asking.page_specs import BRIEF_THEMES
from regions.asking.selection import MUNICIPALITY
from regions.database.catalogue import Catalogue, NamedGroup
from regions.exhibits.briefing_figures import without_figures
from regions.figures.counterparts import alike_municipalities
from regions.policy.meetings import FORUM_PAIRS


def pick_subject(request: PageRequest) -> None:
    """Choose one region or two, a pair of the forum, or a municipality and its counterpart; and the theme."""
    t = messages(request.view.language)
    with st.container(key="controls"):
        left, right = st.columns([3, 1], vertical_alignment="bottom")
        with left:
            pick_regions(request, t("brief.regions"))
        with right:
            pick_region_set(request, forum_pairs(request.build.catalogue))
        add_municipality(request)
        _pick_counterpart(request)
        st.segmented_control(
            t("brief.theme"),
            BRIEF_THEMES,
            format_func=lambda code: t(f"brief.theme.{code}"),
            key=widget_key("brief", "theme"),
            required=True,
        )


def _pick_counterpart(request: PageRequest) -> None:
    """Choose which municipality of the other country stands beside the first, the nearest on top."""
    view, build = request.view, request.build
    if view.level != MUNICIPALITY or without_figures(view.regions, build):
        return
    nearest = [peer.region_code for peer in alike_municipalities(build, view.regions[0], "across").peers]
    beside = (*view.regions[1:], *nearest)[:1]
    key = widget_key(view.page, "counterpart")
    st.session_state[key] = next(iter(beside), None)

    def set_beside() -> None:
        if st.session_state[key]:
            st.session_state[widget_key(view.page, "region")] = [view.regions[0], st.session_state[key]]

    pick_one(
        messages(view.language)("brief.counterpart"),
        list(dict.fromkeys((*nearest, *beside))),
        format_func=lambda code: region_label(request, code),
        key=key,
        on_change=set_beside,
    )


def too_few_figures(request: PageRequest) -> str:
    """Return the names of municipalities that the address asks for, of which too little is held."""
    catalogue, language = request.build.catalogue, request.view.language
    codes = without_figures(request.view.regions, request.build)
    return listed((catalogue.place_listed(code)[language] for code in codes), language)


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
