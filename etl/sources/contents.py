"""What official servers send as JSON (unquoted keys, tabs in texts, one object for a list) and as CSV."""

import io
import json
import re
from typing import Any

import pandas as pd

from etl.download.client import Answer
from etl.download.errors import Unreadable

# A quoted text, which stays as it is, or a key without quotes.
TEXT_OR_KEY = re.compile(r'"(?:[^"\\]|\\.)*+"|([{,]\s*)([A-Za-z_]\w*)\s*:', re.DOTALL)
SHOWN = 120  # characters of a body in a message


def as_list(value: Any) -> list[Any]:
    """Return a list; a single object becomes a list of one, nothing an empty list."""
    if value is None or value == "":
        return []
    return value if isinstance(value, list) else [value]


def as_mapping(value: Any) -> dict[str, Any]:
    """Return an object; anything else becomes an empty one."""
    return value if isinstance(value, dict) else {}


def text_of(value: Any) -> str:
    """Return the text of an element, given as a text or as `{"$": text}`."""
    if isinstance(value, dict):
        value = value.get("$")
    return "" if value is None else str(value)


def decoded(answer: Answer, *encodings: str) -> str:
    """Return a body as text.

    Args:
        answer: The answer.
        encodings: Encodings to try after UTF-8.

    Raises:
        Unreadable: If none fits.
    """
    for encoding in ("utf-8-sig", *encodings):
        try:
            return answer.body.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Unreadable(f"{answer.url}: the text is neither {' nor '.join(('UTF-8', *encodings))}")


def csv_frame(answer: Answer, *encodings: str) -> pd.DataFrame:
    """Return a CSV as text columns, empty cells as ''.

    Raises:
        Unreadable: If it is none.
    """
    try:
        frame = pd.read_csv(io.StringIO(decoded(answer, *encodings)), dtype=str, keep_default_na=False)
    except (pd.errors.ParserError, pd.errors.EmptyDataError, ValueError) as error:
        raise Unreadable(f"{answer.url}: not a CSV ({type(error).__name__})") from None
    if not isinstance(frame.index, pd.RangeIndex):
        raise Unreadable(f"{answer.url}: rows of different lengths")
    return frame


def parsed(answer: Answer, *encodings: str) -> Any:
    """Return the content of a body that should be JSON, whatever its Content-Type says.

    Raises:
        Unreadable: If it is not JSON.
    """
    text = decoded(answer, *encodings)
    try:
        return json.loads(text, strict=False)
    except (ValueError, RecursionError):
        pass
    try:
        return json.loads(TEXT_OR_KEY.sub(_quoted, text), strict=False)
    except (ValueError, RecursionError):
        raise Unreadable(f"{answer.url}: {_looks_like(text)} where JSON was promised") from None


def _quoted(found: re.Match[str]) -> str:
    return f'{found[1]}"{found[2]}":' if found[2] else found[0]


def _looks_like(text: str) -> str:
    start = " ".join(text[:SHOWN].split())
    if start.lower().startswith(("<!doctype html", "<html")):
        return "an HTML page"
    return f"{start!r}" if start else "nothing"
