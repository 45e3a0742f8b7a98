"""The text of a slide taken apart, and a speaker's words made one line; neither ever fails."""

import re
import unicodedata
from urllib.parse import parse_qs

from regions.asking.page_specs import LONGEST_SLIDE

# More than any view has: three hundred settings of `/explore` at once.
_MOST_PARAMETERS = 500
_HOST = re.compile(
    r"^(?:[a-z][a-z0-9+.-]*:)?//(?:[\w.:@-]*|\[[\da-f:.]+\](?::\d+)?)(?=[/\\]|$)", re.IGNORECASE
)
_SHOWN = 80
_JOINERS = "\u200c\u200d"  # between the letters of some scripts and the parts of an emoji


def parts_of(text: str) -> tuple[str, dict[str, list[str]]]:
    """Return path and parameters of an address, without its host.

    The path has one slash in front whatever stood there: with two, a browser would take what follows for a
    host. What is too long or has too many parameters comes back as a path that no page has.
    """
    text = _printable(text).strip()
    before, _, behind = text.partition("#")[0].partition("?")
    path = "/" + _HOST.sub("", before).replace("\\", "/").lstrip("/") if text else ""
    if len(text) > LONGEST_SLIDE:
        return _cut(path), {}
    try:
        return path, parse_qs(behind, max_num_fields=_MOST_PARAMETERS)
    except ValueError:
        return _cut(path), {}


def one_line(text: str, longest: int) -> str:
    """Return a text of the speaker's own as one line: spaces of every width stay, signs that steer go."""
    kept = _printable(re.sub(r"\r\n|[\t\n\r\v\f\x85\u2028\u2029]", " ", text))[:longest]
    return kept if kept.strip() else ""


def _cut(path: str) -> str:
    return f"{path[:_SHOWN]}…"


def _printable(text: str) -> str:
    return "".join(
        one for one in text if one.isprintable() or one in _JOINERS or unicodedata.category(one) == "Zs"
    )
