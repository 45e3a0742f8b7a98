"""Which form of an answer a client takes: compressed, and how, or as it is."""

import gzip
import re

import brotli
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

# The smaller first: where a client has no preference, it gets that.
ENCODINGS = ("br", "gzip")
_WEIGHT = re.compile(r"q=(0(?:\.\d{0,3})?|1(?:\.0{0,3})?)")


def wished_encodings(accepted: str) -> tuple[str, ...]:
    """Return the `ENCODINGS` that a client takes rather than the plain answer, best first (RFC 9110, 12.5.3).

    Args:
        accepted: `Accept-Encoding`; several of them joined by commas.
    """
    weights = dict(_weighted(part) for part in accepted.lower().split(","))
    others = weights.get("*", 0.0)
    wishes = {"br": weights.get("br", others), "gzip": weights.get("gzip", weights.get("x-gzip", others))}
    # The plain answer is always allowed unless it is ruled out, and preferred only where it is named.
    least = weights.get("identity", 0.0)
    taken = [code for code in ENCODINGS if wishes[code] > 0 and wishes[code] >= least]
    return tuple(sorted(taken, key=lambda code: -wishes[code]))


def takes_gzip(accepted: str) -> bool:
    """Say whether a client takes gzip rather than the plain answer.

    Args:
        accepted: `Accept-Encoding`; several of them joined by commas.
    """
    return "gzip" in wished_encodings(accepted)


def compressed(body: bytes, encoding: str, quality: int) -> bytes:
    """Return bytes in an encoding.

    Args:
        body: The bytes.
        encoding: One of `ENCODINGS`.
        quality: 1, quick, to 9, small.
    """
    if encoding == "br":
        packed: bytes = brotli.compress(body, quality=quality)
        return packed
    return gzip.compress(body, quality, mtime=0)


def _weighted(part: str) -> tuple[str, float]:
    name, *parameters = (piece.strip() for piece in part.split(";"))
    if not parameters:
        return name, 1.0
    weight = _WEIGHT.fullmatch(parameters[0].replace(" ", ""))
    return name, float(weight.group(1)) if weight else 0.0  # what cannot be read is not taken for a wish


def plain_encodings(app: ASGIApp) -> ASGIApp:
    """Return an application that finds in `Accept-Encoding` what the client takes, best first, or nothing.

    The outcome stands in place of the wish: whatever compresses further in looks for the word alone.
    """

    async def passed_on(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            wishes = Headers(scope=scope).getlist("accept-encoding")
            others = [pair for pair in scope["headers"] if pair[0] != b"accept-encoding"]
            wished = wished_encodings(",".join(wishes))
            weighted = ", ".join(f"{code};q={1 - place / 10:.1f}" for place, code in enumerate(wished))
            chosen = [(b"accept-encoding", weighted.encode())] if wished else []
            scope = {**scope, "headers": [*others, *chosen]}
        await app(scope, receive, send)

    return passed_on
