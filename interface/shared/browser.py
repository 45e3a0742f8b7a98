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

    Charts are laid out on the server for the window of the device it takes the browser for; only another one
    answers, with one more run. So does a theme that changes while the page is open, by the system's clock for
    instance.
    """
    _COMPONENT(
        key=_KEY,
        data={
            "language": language,
            "narrow": is_narrow(),
            "narrowBelow": NARROW_BELOW_PIXELS,
            "dark": is_dark(),
        },
        default={"narrow": None, "dark": None},
        height=1,
        on_narrow_change=lambda: None,
        on_dark_change=lambda: None,
    )


def is_narrow() -> bool:
    """Say whether the reader's window is as narrow as a phone's."""
    told = (st.session_state.get(_KEY) or {}).get("narrow")
    return is_phone(st.context.headers.get("User-Agent", "")) if told is None else bool(told)


def is_phone(browser: str) -> bool:
    """Say whether a browser calls itself one of a phone: a guess until it tells the width of its window."""
    return "Mobi" in browser and "iPad" not in browser


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
