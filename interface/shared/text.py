"""Texts as Streamlit writes them."""

import re

_MARKUP = re.compile(r"([\\`*_\[\]#$~<>|]|:(?=\w))")


def plain(text: str) -> str:
    """Return a text so that Markdown takes nothing in it for markup: `Int$`, `*`, `:red[…]`."""
    return _MARKUP.sub(r"\\\1", text)
