"""What surrounds every page: language switch, notices, footer, styles."""

from pathlib import Path

import streamlit as st

from i18n.messages import messages
from interface.browser import tell_browser
from interface.state import LANGUAGE_KEY, Request, announce_frame
from interface.text import plain
from regions.credits import outline_credits
from regions.languages import LANGUAGES, Language
from regions.store import current_store

# Languages name themselves; these three words are the same for every reader.
LANGUAGE_NAMES = {
    "ko": "\N{HANGUL SYLLABLE HAN}\N{HANGUL SYLLABLE GUG}\N{HANGUL SYLLABLE EO}",
    "ja": "\u65e5\u672c\u8a9e",
    "en": "English",
}
_STYLES = Path(__file__).parent / "assets" / "styles.css"


def open_frame(language: Language) -> None:
    """Draw what stands above a page: styles, product name and language switch."""
    t = messages(language)
    announce_frame()
    st.html(_STYLES)
    tell_browser(language)
    with st.container(key="topbar", horizontal=True, vertical_alignment="center"):
        st.html(f'<span class="product">{t("product.name")}</span>')
        st.segmented_control(
            t("frame.language"),
            LANGUAGES,
            format_func=LANGUAGE_NAMES.__getitem__,
            key=LANGUAGE_KEY,
            required=True,
            label_visibility="collapsed",
        )


def show_notices(request: Request) -> None:
    """Say in a sentence what of the address could not be used."""
    t = messages(request.view.language)
    for notice in request.notices:
        text = t(f"notice.{notice.code}", **dict(notice.values))
        st.info(plain(text), icon=":material/info:")


def close_frame(language: Language) -> None:
    """Draw the footer: data version, sources, outlines, neutrality."""
    t = messages(language)
    store = current_store()
    with st.container(key="footer"):
        st.caption(
            " ".join(
                (
                    t("frame.data_version", version=store.build_id),
                    t("frame.outlines", credits=outline_credits(language)),
                    t("frame.neutrality"),
                )
            )
        )
        st.page_link("pages/sources.py", label=t("frame.sources_link"), query_params={"lang": language})
