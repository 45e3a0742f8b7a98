"""Which form of an answer a client takes: compressed or as it is."""

import re

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

_WEIGHT = re.compile(r"q=(0(?:\.\d{0,3})?|1(?:\.0{0,3})?)")


def takes_gzip(accepted: str) -> bool:
    """Say whether `Accept-Encoding` asks for gzip rather than the plain answer (RFC 9110, 12.5.3).

    Args:
        accepted: The header; several of them joined by commas.
    """
    weights = dict(_weighted(part) for part in accepted.lower().split(","))
    gzip = weights.get("gzip", weights.get("x-gzip", weights.get("*", 0.0)))
    # The plain answer is always allowed unless it is ruled out, and preferred only where it is named.
    return gzip > 0 and gzip >= weights.get("identity", 0.0)


def _weighted(part: str) -> tuple[str, float]:
    name, *parameters = (piece.strip() for piece in part.split(";"))
    if not parameters:
        return name, 1.0
    weight = _WEIGHT.fullmatch(parameters[0].replace(" ", ""))
    return name, float(weight.group(1)) if weight else 0.0  # what cannot be read is not taken for a wish


class PlainEncodings:
    """Puts the outcome in place of the wish: whatever compresses further in looks for the word alone."""

    def __init__(self, app: ASGIApp) -> None:
        """Take the application."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on with `Accept-Encoding: gzip` or none."""
        if scope["type"] == "http":
            wishes = Headers(scope=scope).getlist("accept-encoding")
            others = [pair for pair in scope["headers"] if pair[0] != b"accept-encoding"]
            chosen = [(b"accept-encoding", b"gzip")] if takes_gzip(",".join(wishes)) else []
            scope = {**scope, "headers": [*others, *chosen]}
        await self._app(scope, receive, send)
