"""The quiet row under each figure, the same everywhere: pictures, slide, workbook, figures, link, deck.

Pictures are made in the browser, from the chart on the screen: no load on the server, and Korean and Japanese
text stays text in the SVG. All other files are made when they are clicked, never before.
"""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import streamlit as st

from exports.citation import citation_text
from exports.formats import Format, ListOrder, Order, offered
from exports.listing import listing_file_name
from exports.pictures import PNG_SCALE, SIZES
from exports.powerpoint.slides import Draw
from exports.publication import Publication, file_name
from exports.snippets import embed_snippet
from i18n.messages import Messages, messages
from interface.shared.browser import served_at
from interface.shared.deck_state import add_slide
from regions.asking.view import View, address
from regions.database.build import Build, current_build
from regions.database.catalogue import Catalogue
from regions.database.languages import HABITS, LANGUAGES, Language
from regions.exhibits.answers import can_be_asked_again, in_language
from regions.exhibits.deck import slide_of
from regions.exhibits.lists import can_be_listed_again
from regions.shapes.exhibit import Exhibit
from regions.shapes.listing import Listing

_EXPORT_LANGUAGES = "export_languages"
# Tables and nothing else: the button says where their notes are.
_BARE = ("csv", "csv_full")

_ASSETS = Path(__file__).parents[1] / "assets"
_COMPONENT = st.components.v2.component(
    "figure_actions",
    html='<div class="actions"></div>',
    css=(_ASSETS / "figure_actions.css").read_text(encoding="utf-8"),
    # It stands in the document (`api/document/figure_actions.js`).
    js="export default (component) => window.actionsOfFigure(component);",
)


def publication(catalogue: Catalogue) -> Publication:
    """Return where exports say they come from: the address under which the reader reached the dashboard."""
    return Publication(catalogue, served_at())


def figure_actions(
    exhibit: Exhibit, catalogue: Catalogue, chart_key: str | None, without: Sequence[str] = ()
) -> None:
    """Draw the row for an exhibit.

    Args:
        exhibit: What is on the screen.
        catalogue: For names in the files.
        chart_key: Key of the chart the pictures are taken from; None if there is only a table.
        without: Formats not offered, since the figures are too many for them.
    """
    t = messages(exhibit.language)
    build, where = current_build(), publication(catalogue)
    language = _export_language(exhibit)
    with st.container(key=f"actions-{exhibit.id}", horizontal=True, vertical_alignment="center", gap="small"):
        _browser_side(exhibit.id, exhibit.view, file_name(exhibit), chart_key, t)
        for kind in offered("row"):
            if kind.id not in without:
                _download(kind, exhibit, language, where, build)
        # Its contents are a quarter of a page's messages and few ask for them: they are made when it opens.
        more = st.popover(t("action.more"), type="tertiary", key=f"more-{exhibit.id}", on_change="rerun")
        if more.open:
            with more:
                _more(exhibit, language, where, build)
        if can_be_asked_again(exhibit):
            _offer_deck(exhibit, t)


def list_actions(listing: Listing, chart: str | None = None, draw: Draw | None = None) -> None:
    """Draw the row for a list: pictures of its chart if it has one, the link, the list as files, the deck.

    Args:
        listing: What is on the screen.
        chart: Key of the chart the pictures are taken from; None if there is only the list.
        draw: Draws the chart on a slide of its own before those of the list; None for the list alone.
    """
    t = messages(listing.language)
    name = listing_file_name(listing)
    with st.container(key=f"actions-{listing.id}", horizontal=True, vertical_alignment="center", gap="small"):
        _browser_side(listing.id, listing.view, name, chart, t)
        build = current_build()
        order = ListOrder(listing, publication(build.catalogue), draw)
        for kind in offered("list"):
            st.download_button(
                t(f"listing.{kind.kind}"),
                help=t("listing.csv_help") if kind.id in _BARE else None,
                data=partial(kind.make_list, order),
                file_name=name + kind.ending,
                mime=kind.media_type,
                key=f"{kind.kind}-{listing.id}",
                on_click="ignore",
                type="tertiary",
            )
        if can_be_listed_again(listing):
            _offer_deck(listing, t)


def _offer_deck(shown: Exhibit | Listing, t: Messages) -> None:
    st.button(
        t("action.add_to_deck"),
        key=f"deck-{shown.id}",
        type="tertiary",
        icon=":material/add:",
        on_click=add_slide,
        args=(slide_of(shown), shown.language),
    )


def _browser_side(key: str, view: View, name: str, chart_key: str | None, t: Messages) -> None:
    """Draw what the browser does alone: pictures and the link."""
    _COMPONENT(
        key=f"figure-actions-{key}",
        data={
            "chart": chart_key,
            "address": address(view),
            "sizes": SIZES,
            "scale": PNG_SCALE,
            "filename": name,
            "words": {
                "shape": t("action.shape"),
                "copyLink": t("action.copy_link"),
                "copied": t("action.copied"),
                "noPicture": t("action.no_picture"),
                "link": t("action.link_in_picture"),
            },
        },
        width="content",
    )


def _export_language(exhibit: Exhibit) -> Language:
    """Return the language of the files: the one chosen for this exhibit, else that of the page."""
    key = _language_key(exhibit)
    kept: dict[str, Language] = st.session_state.setdefault(_EXPORT_LANGUAGES, {})
    # The control is gone while its panel is closed, and its value with it; the choice has to last longer.
    chosen = st.session_state.setdefault(key, kept.get(key, exhibit.language))
    kept[key] = next((language for language in LANGUAGES if language == chosen), exhibit.language)
    return kept[key]


def _language_key(exhibit: Exhibit) -> str:
    # The page's own language is part of the key: after a switch the files follow the page again.
    return f"export-language-{exhibit.id}-{exhibit.language}"


def _download(kind: Format, exhibit: Exhibit, language: Language, where: Publication, build: Build) -> None:
    """Draw a button that makes its file when it is clicked."""
    t = messages(exhibit.language)
    other = f" ({HABITS[language].own_name})" if language != exhibit.language else ""
    shown = exhibit.language

    def make() -> bytes:
        asked = in_language(exhibit, language, build)
        return kind.make(Order(asked, where, build))

    name = kind.name(exhibit)
    if language != shown:
        name = name.replace(f"_{shown}{kind.ending}", f"_{language}{kind.ending}")
    st.download_button(
        t(f"action.{kind.id}") + other,
        help=t("action.csv_help") if kind.id in _BARE else None,
        data=make,
        file_name=name,
        mime=kind.media_type,
        key=f"{kind.id}-{exhibit.id}",
        on_click="ignore",
        type="tertiary",
    )


def _more(exhibit: Exhibit, language: Language, where: Publication, build: Build) -> None:
    """Draw what fewer readers need: other languages, formats for programs, citation, embedding."""
    t = messages(exhibit.language)
    if can_be_asked_again(exhibit):
        st.segmented_control(
            t("action.language"),
            LANGUAGES,
            format_func=lambda code: HABITS[code].own_name,
            key=_language_key(exhibit),
            required=True,
        )
    with st.container(horizontal=True):
        for kind in offered("more"):
            _download(kind, exhibit, language, where, build)
    _block(t("action.citation"), lambda: _cited(exhibit, language, where, build))
    with st.container(horizontal=True):
        for kind in offered("citation"):
            _download(kind, exhibit, language, where, build)
    _block(t("action.embed"), lambda: embed_snippet(exhibit, where), "html")


def _cited(exhibit: Exhibit, language: Language, where: Publication, build: Build) -> str:
    # An exhibit without its figures has its citation all the same.
    asked = exhibit if exhibit.language == language else in_language(exhibit, language, build)
    return citation_text(asked, where)


def _block(label: str, text: Callable[[], str], kind: str | None = None) -> None:
    st.caption(f"**{label}**")
    st.code(text(), language=kind, wrap_lines=True)
