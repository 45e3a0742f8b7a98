"""The words of Markdown and HTML, as a reader meets them."""

import re
from html.parser import HTMLParser

_LINK = re.compile(r"(?<![\\])\[((?:[^\[\]\\]|\\.|\[[^\[\]]*\])*)\]\((?:[^()\s]|\([^()]*\))*\)")
_DIRECTIVE = re.compile(r":(?:small|red|gray|material)\[((?:[^\[\]]|\[[^\[\]]*\])*)\]")
_LABEL = re.compile(r"^((?:- )?\*\*[^*\n]+\*\*) ", re.MULTILINE)
_AUTOLINK = re.compile(r"<https?://[^>]*>")
_BLOCKS = {
    "p",
    "li",
    "h1",
    "h2",
    "h3",
    "h4",
    "th",
    "td",
    "caption",
    "summary",
    "section",
    "article",
    "header",
    "span",
    "div",
}
_UNREAD = {"style", "script", "svg"}
_SPOKEN = ("alt", "aria-label")
# Names in the scripts of all three languages, side by side.
_IN_ALL_SCRIPTS = "names"


def of_markdown(text: str) -> list[str]:
    """Return the lines of a Markdown text without its marks; a bold label in front stands alone."""
    for pattern in (_DIRECTIVE, _LINK):
        text = pattern.sub(r"\1", text)
    text = _LABEL.sub(r"\1\n", text)
    text = re.sub(r":material/\w+:", "", _AUTOLINK.sub("", text)).replace("**", "")
    lines = (re.sub(r"^(?:#+|-|\d+\.) ", "", line.strip()) for line in text.splitlines())
    return [re.sub(r"\\([^\w\s])", r"\1", line) for line in lines if line]


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._text = ""
        self._hidden: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        held = dict(attrs)
        self.found += [str(held[name]) for name in _SPOKEN if held.get(name)]
        if self._hidden or tag in _UNREAD or held.get("class") == _IN_ALL_SCRIPTS:
            self._hidden.append(tag)
        if tag in _BLOCKS:
            self.close_block()

    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCKS:
            self.close_block()
        if self._hidden and self._hidden[-1] == tag:
            self._hidden.pop()

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self._text += data

    def close_block(self) -> None:
        if self._text.strip():
            self.found.append(self._text.strip())
        self._text = ""


def of_html(markup: str) -> list[str]:
    """Return the texts of HTML, block by block, with what a listener is told of its pictures."""
    words = _Words()
    words.feed(markup)
    words.close_block()
    return list(dict.fromkeys(words.found))
