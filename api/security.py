"""What protects readers and server: headers, allowed hosts, limits."""

import base64
import hashlib
import os
import re
from collections.abc import Iterable

from starlette.datastructures import Headers
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.encodings import plain_encodings
from api.error_forms import ErrorForms
from api.errors import ApiError
from api.operation import metering
from api.origins import same_origin
from api.static_files import StaticFiles

FRAME_ANCESTORS = "REGIONS_FRAME_ANCESTORS"
ALLOWED_HOSTS = "REGIONS_ALLOWED_HOSTS"
LONGEST_QUERY = 8192
_HOST = re.compile(r"(?:[A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\])(?::\d{1,5})?|")
_INLINE_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)
_FIXED = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": (
        "camera=(), microphone=(), geolocation=(), payment=(), usb=(), "
        "clipboard-write=(self), fullscreen=(self)"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
}


def content_security_policy(document: str, frame_ancestors: str) -> str:
    """Return the policy under which the pages work and nothing comes from another host.

    Args:
        document: The HTML the server sends; the inline scripts in it are allowed by their hashes.
        frame_ancestors: Sites that may embed the pages, e.g. `'self' https://example.org`.
    """
    hashes = " ".join(f"'sha256-{_digest(script)}'" for script in _INLINE_SCRIPT.findall(document))
    return "; ".join(
        (
            "default-src 'self'",
            # Components arrive as blobs; Plotly and the tables compile small functions while they draw.
            f"script-src 'self' blob: 'wasm-unsafe-eval' {hashes}".strip(),
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            "connect-src 'self'",
            "worker-src 'self' blob:",
            "frame-src 'self'",
            "object-src 'none'",
            "base-uri 'self'",
            "form-action 'self'",
            f"frame-ancestors {frame_ancestors}",
        )
    )


def _digest(script: str) -> str:
    return base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()


def security_headers(app: ASGIApp, policy: str) -> ASGIApp:
    """Return an application that adds the headers, with this content security policy, to every answer."""
    headers = {**_FIXED, "Content-Security-Policy": policy}
    added = [(name.lower().encode(), value.encode()) for name, value in headers.items()]

    async def passed_on(scope: Scope, receive: Receive, send: Send) -> None:
        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                held = list(message.get("headers", ()))
                names = {name.lower() for name, _ in held}
                message["headers"] = held + [pair for pair in added if pair[0] not in names]
            await send(message)

        await app(scope, receive, with_headers)

    return passed_on


def refusals(app: ASGIApp) -> ASGIApp:
    """Return an application that refuses (`ApiError`) what no client of ours would send."""

    async def passed_on(scope: Scope, receive: Receive, send: Send) -> None:
        refused = _refusal(scope) if scope["type"] == "http" else None
        if refused:
            raise refused
        await app(scope, receive, send)

    return passed_on


def _refusal(scope: Scope) -> ApiError | None:
    if len(scope.get("query_string", b"")) > LONGEST_QUERY:
        return ApiError(414, "too_long")
    # Routes do not match line breaks: such an address would fall through to the page of Streamlit.
    if not scope["path"].isprintable():
        return ApiError(400, "unreadable")
    # Of two hosts a proxy may take the one and we the other; what is no host must not stand in a link.
    hosts = Headers(scope=scope).getlist("host")
    plain = len(hosts) <= 1 and all(_HOST.fullmatch(host) for host in hosts)
    return None if plain else ApiError(400, "bad_host")


def allowed_hosts() -> list[str]:
    """Return the hosts that requests may be addressed to (`REGIONS_ALLOWED_HOSTS`, else any)."""
    return _listed(os.environ.get(ALLOWED_HOSTS, "")) or ["*"]


def frame_ancestors() -> str:
    """Return the sites that may embed the pages (`REGIONS_FRAME_ANCESTORS`, else this one alone).

    Raises:
        ValueError: If the setting would break out of its place in the policy.
    """
    value = os.environ.get(FRAME_ANCESTORS, "").strip() or "'self'"
    if not re.fullmatch(r"[\w'*:/.\- ]+", value):
        raise ValueError(f"{FRAME_ANCESTORS} must be a list of origins separated by blanks: {value!r}")
    return value


def middleware(document: str, prefix: str = "") -> list[Middleware]:
    """Return what every request passes through, outermost first.

    Args:
        document: The HTML the server sends (see `content_security_policy`).
        prefix: The path below which everything is served, e.g. `/regions`.
    """
    return [
        Middleware(metering, prefix=prefix),
        Middleware(security_headers, policy=content_security_policy(document, frame_ancestors())),
        Middleware(ErrorForms, prefix=prefix),
        Middleware(refusals),
        Middleware(same_origin),
        Middleware(plain_encodings),
        Middleware(TrustedHostMiddleware, allowed_hosts=allowed_hosts()),
        Middleware(StaticFiles, prefix=prefix),
    ]


def _listed(value: str) -> list[str]:
    parts: Iterable[str] = (part.strip() for part in value.split(","))
    return [part for part in parts if part]
