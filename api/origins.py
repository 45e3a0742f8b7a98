"""Which sites may open a websocket: the pages of this one alone."""

import os
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from api.links import PUBLIC_URL

_PORTS = {"http": 80, "https": 443}
# "Policy violation" (RFC 6455); before a websocket is accepted the server answers 403 with it.
_REFUSED = {"type": "websocket.close", "code": 1008}


def same_origin(app: ASGIApp) -> ASGIApp:
    """Return an application that refuses the websocket of a foreign page, before anything else sees it.

    What comes from a page of ours, or from no page at all, is passed on. Streamlit would compare a foreign
    origin with the addresses of this machine, and ask a service outside for them, while everybody waits.
    """

    async def passed_on(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "websocket":
            await app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        origins, hosts = headers.getlist("origin"), headers.getlist("host")
        host = hosts[0] if len(hosts) == 1 else ""
        if not origins:
            # Browsers always say where a page comes from; programs need not, and there is no login to misuse.
            await app(scope, receive, send)
        elif len(origins) == 1 and is_own(origins[0], host):
            # In Streamlit's own comparison, letter by letter, a capital would make it a foreign one again.
            own = (b"origin", f"{urlsplit(origins[0]).scheme}://{host}".encode("latin-1"))
            others = [pair for pair in scope["headers"] if pair[0] != b"origin"]
            await app({**scope, "headers": [*others, own]}, receive, send)
        else:
            await send(_REFUSED)

    return passed_on


def is_own(origin: str, host: str) -> bool:
    """Say whether an `Origin` names the host asked, or the public address (`REGIONS_PUBLIC_URL`).

    Args:
        origin: Scheme, host and port as a browser sends them; `null` for a page without an address.
        host: The `Host` asked; without a port it means that of the origin's scheme.
    """
    asked = _place(origin)
    if asked is None:
        return False
    scheme = urlsplit(origin).scheme
    return asked in (_place(f"{scheme}://{host}"), _place(os.environ.get(PUBLIC_URL, "")))


def _place(address: str) -> tuple[str, int] | None:
    """Return host and port of an address; None for what has none."""
    try:
        parts = urlsplit(address)
        host, port = parts.hostname, parts.port
    except ValueError:  # brackets without an address between them, a port that is no number
        return None
    if parts.scheme not in _PORTS or not host or "@" in parts.netloc:
        return None
    return host.removesuffix("."), port if port is not None else _PORTS[parts.scheme]
