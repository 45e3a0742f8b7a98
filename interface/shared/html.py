"""Pieces of HTML and Markdown: everything a reader or publisher wrote is escaped here."""

import re
from html import escape
from urllib.parse import urlencode

from charts.marks import data_address
from charts.theme import Theme
from regions.asking.page_specs import PAGES

_MARKUP = re.compile(r"([\\`*_\[\]#$~<>|&]|:(?=\w))")
# Markdown makes links of bare addresses, which no backslash prevents: an invisible sign between letters does.
_BARE_ADDRESS = re.compile(r"(?i)(?<=https:)(?=//)|(?<=http:)(?=//)|(?<=www)(?=\.)|(?<=@)")
_JOINER = "\u2060"
# Lines would break behind the dash of a range.
_DASH_OF_A_RANGE = re.compile(r"(?<=\d)[–〜](?=\d)")


def literal(words: str) -> str:
    """Return a text in which Markdown takes nothing for markup or a link: `Int$`, `*`, `:red[…]`, `www.…`."""
    return _MARKUP.sub(r"\\\1", _BARE_ADDRESS.sub(_JOINER, words))


def unbroken(words: str) -> str:
    """Return a text whose hyphens, as those of a date, end no line."""
    return words.replace("-", f"-{_JOINER}")


def headline(words: str) -> str:
    """Return the headline of a page in Markdown, in whose lines a range of years stays together."""
    return f"## {_DASH_OF_A_RANGE.sub(lambda dash: dash[0] + _JOINER, words)}"


def text(words: str) -> str:
    """Return a text that may stand in HTML."""
    return escape(words, quote=True)


def image(svg: str, alternative: str, kind: str) -> str:
    """Return a small mark with its text alternative, which is also shown on hover."""
    words = text(alternative)
    return f'<img class="{kind}" src="{data_address(svg)}" alt="{words}" title="{words}">'


def link(page: str, words: str, label: str = "", **query: str | list[str]) -> str:
    """Return a link to a page of the product, relative, so that it holds under any base path.

    Args:
        page: Key of `PAGES`.
        words: What is clicked on.
        label: What a screen reader says instead, where the words alone are not enough.
        query: Query parameters.
    """
    address = f"{PAGES[page].path.lstrip('/') or '.'}?{urlencode(query, doseq=True)}"
    aria = f' aria-label="{text(label)}"' if label else ""
    return f'<a href="{text(address)}" target="_self"{aria}>{text(words)}</a>'


def skip_link(words: str, to: str = "") -> str:
    """Return a link for the keyboard, seen while it has the focus; `api/document/keyboard.js` follows it.

    Args:
        words: What it says.
        to: `figures` for the first of them; empty for what comes after the chart or table that is next.
    """
    return f'<a class="skip" href="#" data-to="{to}">{text(words)}</a>'


def colours(theme: Theme) -> str:
    """Return the theme as style attribute for the classes of `region.css`."""
    pairs = {
        "korea": theme.country("KR"),
        "japan": theme.country("JP"),
        "muted": theme.muted,
        "rule": theme.rule,
        "panel": theme.panel,
        "ink": theme.text,
    }
    return ";".join(f"--{name}:{value}" for name, value in pairs.items())
