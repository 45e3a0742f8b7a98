"""The sections of a profile: a bar of contents that stays in sight, folds that cost nothing closed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from charts.theme import Theme
from i18n.messages import messages
from interface.shared.state import PageRequest
from regions.asking.page_specs import PAGES
from regions.asking.view import View
from regions.database.languages import Language

_ASSETS = Path(__file__).parents[1] / "assets"
_COMPONENT = st.components.v2.component(
    "profile_contents",
    html="<nav><ul></ul></nav>",
    css=(_ASSETS / "profile_contents.css").read_text(encoding="utf-8"),
    js=(_ASSETS / "profile_contents.js").read_text(encoding="utf-8"),
)
_ASKED = "profile_asked"


@dataclass(frozen=True)
class Section:
    """A part of a profile that is drawn when the reader asks for it.

    Attributes:
        name: What it is called in anchors and keys.
        title: Message with its heading.
        draw: Draws what stands in it.
        parameters: Those of the address that ask something of it, and so open it.
    """

    name: str
    title: str
    draw: Callable[[PageRequest], None]
    parameters: tuple[str, ...] = ()


def fold_key(section: Section) -> str:
    """Return the key of a section's fold, which is its anchor too."""
    return f"profile-{section.name}"


def show_contents(sections: Sequence[Section], language: Language, theme: Theme) -> None:
    """Draw the bar that leads to the sections and opens them."""
    t = messages(language)
    _COMPONENT(
        key="profile-contents",
        data={
            "label": t("region.contents"),
            "sections": [{"key": fold_key(one), "title": t(one.title)} for one in sections],
            "colours": {
                "ground": theme.page,
                "ink": theme.text,
                "rule": theme.rule,
                "here": theme.country("KR"),
            },
        },
    )


def show_sections(sections: Sequence[Section], request: PageRequest) -> None:
    """Draw the sections, each only while it is open."""
    t = messages(request.view.language)
    _unfold(sections, request.view)
    for section in sections:
        fold = st.expander(t(section.title), key=fold_key(section), on_change="rerun")
        if fold.open:
            with fold:
                section.draw(request)


def _unfold(sections: Sequence[Section], view: View) -> None:
    """Open what the address asks something of, once: what the reader folds afterwards stays folded."""
    before = st.session_state.get(_ASKED, {})
    asked = {fold_key(one): _asked(one, view) for one in sections}
    for key, values in asked.items():
        if values and values != before.get(key):
            st.session_state[key] = True
    st.session_state[_ASKED] = asked


def _asked(section: Section, view: View) -> tuple[tuple[str, ...], ...]:
    """Return what the address asks of a section beyond what holds anyway; empty where nothing."""
    choices = PAGES[view.page].choices
    return tuple(
        view.all_chosen(name)
        for name in section.parameters
        if view.all_chosen(name) not in ((), choices[name].default)
    )
