"""What a reader, a speaker or a publisher wrote stays text."""

import pandas as pd
import pytest

from interface.shared.html import headline, literal
from interface.shared.lists import _cells


@pytest.mark.parametrize(
    ("words", "written"),
    [
        ("Int$ *x* :red[y]", r"Int\$ \*x\* \:red\[y\]"),
        ("A & B &lt;", r"A \& B \&lt;"),
        ("https://evil.example", "https:\u2060//evil.example"),
        ("HTTP://evil.example", "HTTP:\u2060//evil.example"),
        ("www.evil.example", "www\u2060.evil.example"),
        ("me@evil.example", "me@\u2060evil.example"),
    ],
)
def test_markdown_takes_nothing_for_markup_or_a_link(words: str, written: str) -> None:
    assert literal(words) == written


@pytest.mark.parametrize(
    ("words", "written"),
    [
        ("designated in 2017–2020", "## designated in 2017–\u20602020"),
        ("日本は2017〜2020年に", "## 日本は2017〜\u20602020年に"),
        ("Korea–Japan, −0.2", "## Korea–Japan, −0.2"),
    ],
)
def test_a_range_stays_together_in_a_headline(words: str, written: str) -> None:
    assert headline(words) == written


def test_only_addresses_of_the_web_become_links() -> None:
    held = ["https://a.example/x", "javascript:alert(1)", "//b.example", "https:///c.example", None, ""]
    assert _cells(pd.Series(held), "url", "en").tolist() == ["https://a.example/x", *[None] * 5]
