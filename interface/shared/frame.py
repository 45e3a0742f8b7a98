"""What surrounds every page: language switch, notices, footer."""

import json
from pathlib import Path

import streamlit as st

from i18n.lists import sentences
from i18n.messages import messages
from interface.shared.browser import tell_browser
from interface.shared.carried import way_to
from interface.shared.figure import theme
from interface.shared.html import literal, skip_link, text
from interface.shared.search import show_search
from interface.shared.state import LANGUAGE_KEY, PageRequest, announce_frame, whole_view_address
from regions.asking.page_specs import PAGES
from regions.database.build import current_build
from regions.database.languages import HABITS, LANGUAGES, Language

_EMBEDDED_STYLES = Path(__file__).parents[1] / "assets" / "embedded.css"


def open_frame(language: Language) -> None:
    """Draw what stands above a page: product name, language switch and search field.

    A view embedded in another page (`?embed=true`) has none of it; the page around it gives the frame.
    """
    t = messages(language)
    announce_frame()
    tell_browser(language)
    if st.context.is_embedded:
        st.html(_EMBEDDED_STYLES)
        st.html(f'<h1 class="unseen">{t("product.name")}</h1>')
        return
    with st.container(key="topbar", horizontal=True, vertical_alignment="center"):
        words = json.dumps(t("action.more"), ensure_ascii=False)
        st.html(
            f'<style>[data-testid="stTopNavSection"] p::after {{ content: {words}; }}</style>'
            f'<h1 class="product">{t("product.name")}</h1>{skip_link(t("frame.skip_to_figures"), "figures")}'
        )
        st.segmented_control(
            t("frame.language"),
            LANGUAGES,
            format_func=lambda code: HABITS[code].own_name,
            key=LANGUAGE_KEY,
            required=True,
            label_visibility="collapsed",
        )
    show_search(language)


def show_notices(request: PageRequest) -> None:
    """Say in a sentence what of the address could not be used."""
    t = messages(request.view.language)
    for notice in request.notices:
        words = t(f"notice.{notice.code}", **dict(notice.values))
        st.info(literal(words), icon=":material/info:")


def close_frame(language: Language) -> None:
    """Draw the footer: data version, sources, outlines, neutrality; where embedded, the way to the view."""
    t = messages(language)
    build = current_build()
    if st.context.is_embedded:
        with st.container(key="footer"):
            st.markdown(f"[{t('frame.whole_view', product=t('product.name'))}]({whole_view_address()})")
        return
    with st.container(key="footer"):
        st.caption(
            sentences(
                (
                    t("frame.data_version", version=build.id),
                    t("frame.outlines", credits=build.catalogue.outline_credits(language)),
                    t("frame.neutrality"),
                ),
                language,
            )
        )
        way = way_to("sources", build.catalogue, language)
        st.page_link("pages/sources.py", label=t("frame.sources_link"), query_params=way)
        address = f"{PAGES['sources'].path.removeprefix('/')}?lang={language}#programs"
        label, colour = text(t("frame.programs_link")), theme().country("KR")
        st.html(f'<a href="{address}" target="_self" style="color:{colour}">{label}</a>')
