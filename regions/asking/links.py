"""Addresses as mails, chats and spreadsheets hand them on, put back in order before anything is looked up.

They write `&amp;` for `&`, encode what is encoded, begin names with capitals, and let the bracket or full
stop of the sentence around stand behind the last value. Parameters that hold free text are left as they are.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import unquote

from regions.asking.page_specs import PAGES

_FREE_TEXTS = {
    name for page in PAGES.values() for name, choice in page.choices.items() if choice.values is None
}
_ENTITY = re.compile(r"&(?:amp;)+")
_BEGINNING = re.compile(r"^(?:amp;)+")
# A code of ASCII letters and digits, with `-` and `_` between them, and what stands behind it.
_CODE = re.compile(r"\s*([A-Za-z0-9](?:[A-Za-z0-9_-]*[A-Za-z0-9])?)[^A-Za-z0-9]*")


def parameter_name(name: str) -> str:
    """Return the name of a parameter without what a mail made of the `&` before it."""
    return _BEGINNING.sub("", unquote(name).strip().lower()).strip()


def received(parameters: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """Return the parameters of an address under their own names, each value without its wrapping."""
    found: dict[str, list[str]] = {}
    for name, values in parameters.items():
        for value in values:
            for own_name, own_value in _pairs(name, value):
                found.setdefault(own_name, []).append(own_value)
    return found


def _pairs(name: str, value: str) -> Iterator[tuple[str, str]]:
    if parameter_name(name) in _FREE_TEXTS:
        yield parameter_name(name), value
        return
    for part in _ENTITY.sub("&", f"{unquote(name)}={unquote(value)}").split("&"):
        inner, _, text = part.partition("=")
        inner = parameter_name(inner)
        code = None if inner in _FREE_TEXTS else _CODE.fullmatch(text)
        yield inner, code[1] if code else text
