"""What only the browser knows or can do: width, theme, address, the language of the document."""

from pathlib import Path

import streamlit as st

from regions.asking.page_specs import PAGES

NARROW_BELOW_PIXELS = 780
_KEY = "browser"

_COMPONENT = st.components.v2.component(
    "browser_facts",
    html="<span hidden></span>",
    js=(Path(__file__).parents[1] / "assets" / "browser_facts.js").read_text(encoding="utf-8"),
)


def tell_browser(language: str) -> None:
    """Set the document's language and learn whether the window is narrow, and that the theme has changed.

    Charts are laid out on the server for a wide window; only a narrow one answers, with one more run. So does
    a theme that changes while the page is open, by the system's clock for instance.
    """
    _COMPONENT(
        key=_KEY,
        data={
            "language": language,
            "narrow": is_narrow(),
            "narrowBelow": NARROW_BELOW_PIXELS,
            "dark": is_dark(),
        },
        default={"narrow": False, "dark": None},
        height=1,
        on_narrow_change=lambda: None,
        on_dark_change=lambda: None,
    )


def is_narrow() -> bool:
    """Say whether the reader's window is as narrow as a phone's."""
    state = st.session_state.get(_KEY)
    return bool(state and state.get("narrow"))


def served_at() -> str:
    """Return where the reader reaches the dashboard, such as `https://example.org`; empty if unknown."""
    return without_page(st.context.url or "")


def without_page(url: str) -> str:
    """Take the page off an address: Streamlit's own has it behind, on every page but the first."""
    url = url.rstrip("/")
    paths = (spec.path for spec in PAGES.values() if spec.path != "/")
    return url.removesuffix(next((path for path in paths if url.endswith(path)), ""))


def is_dark() -> bool:
    """Say whether the reader sees the dark theme."""
    return st.context.theme.type == "dark"
