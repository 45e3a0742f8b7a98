"""The parts of the deck page: cards, templates, file, and the making of the presentation."""

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from exports.formats import FORMATS
from exports.thumbnail import list_mark, section_mark, thumbnail
from i18n.lists import listed
from i18n.messages import Messages, messages
from interface.deck.upload import upload
from interface.shared.carried import way_to
from interface.shared.controls import region_label
from interface.shared.deck_state import held_deck, replace_deck
from interface.shared.html import image, literal, text
from interface.shared.picker import pick_one
from interface.shared.state import PageRequest, whole_view_address, widget_key
from regions.asking.page_specs import MOST_SLIDES
from regions.asking.reading import shortened
from regions.asking.view import address
from regions.database.build import Build
from regions.database.catalogue import names_of
from regions.database.languages import Language
from regions.database.memory import per_build
from regions.exhibits.deck import (
    LARGEST_FILE,
    LONGEST_NOTE,
    LONGEST_TITLE,
    Deck,
    Resolved,
    Slide,
    UnreadableDeck,
    from_file,
    moved,
    resolve,
    retitled,
    section,
    to_file,
    written,
)
from regions.exhibits.deck_templates import TEMPLATES, filled, template_about
from regions.exhibits.deck_words import is_foreign
from regions.shapes.exhibit import countries_in_order

_UNREADABLE = "deck_unreadable"
_LONGEST_LINK = 2000
_PICTURE_WIDTH = 112
_ADDRESS_SHOWN = 120
_REMOVE = "remove"
_FIRST_PAIR = ("KR-47", "JP-22")


def show_cards(deck: Deck, found: Sequence[Resolved], request: PageRequest) -> None:
    """Draw a card for each slide with what it shows, to be moved, named, noted or taken out."""
    t = messages(request.view.language)
    st.subheader(t("deck.slides", count=len(deck.slides)))
    for position, one in enumerate(found):
        with st.container(border=True, key=f"card-{position}", horizontal=True, vertical_alignment="center"):
            st.markdown(f"**{position + 1}**", width=28)
            st.html(image(_picture(one, request), "", "thumbnail"), width=_PICTURE_WIDTH)
            with st.container(width="stretch"):
                _describe(one, request)
            _tools(deck, position, t)
    if len(deck.slides) < MOST_SLIDES:
        added = replace(deck, slides=(*deck.slides, section("")))
        st.button(
            t("deck.section"), key="deck-section", type="tertiary", icon=":material/add:",
            on_click=replace_deck, args=(added,),
        )  # fmt: skip


def _picture(found: Resolved, request: PageRequest) -> str:
    """Return a glance at the slide; the card says in words what it shows."""
    return _drawn(found.slide.address, request.view.language, request.build)


@per_build(512)
def _drawn(address: str, language: Language, build: Build) -> str:
    """Return the small picture of a slide, whatever its title and note; kept for all who see it."""
    found = resolve(Slide(address), language, build)
    if found.exhibits:
        return thumbnail(found.exhibits[0], build.catalogue)
    return list_mark() if found.listing else section_mark()


def _title(found: Resolved) -> str:
    """Return what stands on top of a slide: the speaker's title, else what the figures say or is listed."""
    claims = [exhibit.claim or exhibit.title for exhibit in found.exhibits]
    return found.slide.title or next(iter(claims), found.listing.title if found.listing else "")


def _describe(found: Resolved, request: PageRequest) -> None:
    """Write what a slide shows: title, and below it indicators and regions with a link to the view."""
    language = request.view.language
    t = messages(language)
    slide = found.slide
    if found.is_broken:
        shown = shortened(slide.address, _ADDRESS_SHOWN)
        st.warning(literal(t("deck.broken", address=shown)), icon=":material/link_off:")
        return
    if slide.is_section:
        st.markdown(f"**{literal(slide.title or t('deck.section_title'))}**")
        st.caption(t("deck.section_kind"))
        return
    st.markdown(f"**{literal(_title(found))}**")
    if is_foreign(slide.title, language):
        st.caption(t("deck.foreign_title"))
    titles = [exhibit.title for exhibit in found.exhibits]
    if found.listing:
        titles = [found.listing.title, found.listing.subtitle]
    codes = found.shown.view.regions if found.shown else ()
    regions = listed(names_of(codes, request.build.catalogue, language), language)
    parts = [literal(text) for text in (*dict.fromkeys(titles), regions)]
    st.caption(" · ".join(part for part in parts if part))
    if found.view:
        # Not within the caption: its letters are too pale for a link. Relative: it holds under any base path.
        st.markdown(f"[{t('deck.open_view')}](.{address(found.view)})")
    for notice in found.notices:
        st.caption(literal(t(f"notice.{notice.code}", **dict(notice.values))))


def _tools(deck: Deck, position: int, t: Messages) -> None:
    slides = deck.slides
    without = (*slides[:position], *slides[position + 1 :])
    actions: list[tuple[str, str, Sequence[Slide], bool]] = [
        ("up", ":material/arrow_upward:", moved(slides, position, -1), position == 0),
        ("down", ":material/arrow_downward:", moved(slides, position, 1), position == len(slides) - 1),
        (_REMOVE, ":material/delete:", without, False),
    ]
    with st.container(horizontal=True, width="content", gap="small"):
        with st.popover(t("deck.edit"), type="tertiary", key=f"edit-{position}"):
            _edit(deck, position, t)
        for name, icon, changed, unusable in actions:
            st.button(
                "",
                key=f"{name}-{position}",
                icon=icon,
                help=t(f"deck.{name}"),
                disabled=unusable,
                type="tertiary",
                on_click=replace_deck,
                args=(replace(deck, slides=tuple(changed)), deck if name == _REMOVE else None),
            )


def _edit(deck: Deck, position: int, t: Messages) -> None:
    """Edit title and note of a slide; the keys change with the slide, so no field keeps another's text."""
    slide = deck.slides[position]
    mark = f"{position}-{written(slide)}"
    title_key, note_key = f"title-{mark}", f"note-{mark}"

    def apply() -> None:
        # Whoever speaks to the server without a browser may send one field alone.
        title = st.session_state.get(title_key, slide.title)
        note = st.session_state.get(note_key, slide.note)
        replace_deck(replace(deck, slides=retitled(deck.slides, position, title, note)))

    st.text_input(t("deck.slide_title"), slide.title, key=title_key, max_chars=LONGEST_TITLE, on_change=apply)
    st.text_area(t("deck.slide_note"), slide.note, key=note_key, max_chars=LONGEST_NOTE, on_change=apply)


def fill_as_asked(request: PageRequest) -> None:
    """Fill the deck, once, with what the address asks for slides about; undo brings back the one before."""
    about = request.view.all_chosen("about")
    if not about:
        return
    before = held_deck()
    slides = filled(template_about(about), about, request.build).slides
    replace_deck(replace(before, slides=slides), before)
    st.session_state[widget_key("deck", "about")] = []
    st.rerun()


def show_templates(deck: Deck, request: PageRequest) -> None:
    """Offer the decks that fill themselves."""
    language = request.view.language
    t = messages(language)
    st.subheader(t("deck.templates"))
    with st.container(horizontal=True, vertical_alignment="bottom", key="deck-templates"):
        chosen = pick_one(
            t("deck.template"),
            list(TEMPLATES),
            format_func=lambda code: t(f"template.{code}"),
            key="deck-template",
        )
        template = TEMPLATES[chosen]
        regions = [_pick_region(request, number, t) for number in range(template.takes)]
        deck_of_template = replace(deck, slides=filled(template, regions, request.build).slides)
        st.button(
            t("deck.fill"),
            key="deck-fill",
            help=t("deck.fill_replaces", count=len(deck.slides)) if deck.slides else None,
            on_click=replace_deck,
            args=(deck_of_template, deck),
        )
    if not deck.slides:
        st.html(_preview(deck_of_template.slides, language, request.build))


@per_build(128)
def _preview(slides: tuple[Slide, ...], language: Language, build: Build) -> str:
    """Return the slides drawn small, each with what it says."""
    found = [resolve(one, language, build) for one in slides]
    items = [
        f"<li>{image(_drawn(one.slide.address, language, build), '', 'thumbnail')}"
        f"<span>{text(_title(one))}</span></li>"
        for one in found
        if one.exhibits
    ]
    return f'<ol class="deck-preview">{"".join(items)}</ol>'


def _pick_region(request: PageRequest, number: int, t: Messages) -> str:
    order = countries_in_order(request.view.language)
    codes = [region.code for country in order for region in request.build.catalogue.regions_of(country)]
    return pick_one(
        t("deck.second_region" if number else "deck.region"),
        codes,
        index=codes.index(_FIRST_PAIR[number]),
        format_func=lambda code: region_label(request, code),
        source="places",
        key=f"deck-region-{number}",
    )


def show_saving(deck: Deck, t: Messages) -> None:
    """Save the deck as a small file."""
    st.download_button(
        t("deck.save"),
        data=lambda: to_file(deck),
        file_name="deck.json",
        mime=FORMATS["json"].media_type,
        key="deck-save",
        on_click="ignore",
        icon=":material/save:",
        type="tertiary",
    )
    length = len(whole_view_address())
    if length > _LONGEST_LINK:
        st.caption(t("deck.link_too_long", length=length))


def show_opening(language: Language) -> None:
    """Open a saved deck."""
    t = messages(language)
    upload(t("deck.open"), "deck-open", ["json"], LARGEST_FILE, language, _open_file)
    if st.session_state.pop(_UNREADABLE, False):
        st.error(t("deck.unreadable"), icon=":material/error:")


def show_collecting(request: PageRequest) -> None:
    """Say how views come into the deck, and lead to the pages that have them."""
    language = request.view.language
    t = messages(language)
    st.markdown(f"**{t('deck.collect')}**")
    st.caption(t("deck.empty"))
    with st.container(horizontal=True):
        for page, icon in (("overview", "map"), ("compare", "show_chart"), ("rank", "leaderboard")):
            st.page_link(
                f"pages/{page}.py",
                label=t(f"page.{page}"),
                query_params=way_to(page, request.build.catalogue, language),
                icon=f":material/{icon}:",
            )


def _open_file() -> None:
    uploaded = st.session_state["deck-open"]
    if uploaded is None:
        return
    try:
        replace_deck(from_file(uploaded.getvalue()), held_deck())
    except UnreadableDeck:
        st.session_state[_UNREADABLE] = True
