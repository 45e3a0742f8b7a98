"""Where the addresses of this dashboard lie for its readers: host, and the path before `/api/v1`."""

import os
from urllib.parse import urlsplit

from starlette.requests import Request

PUBLIC_URL = "REGIONS_PUBLIC_URL"
MCP_PATH = "/mcp"

_served_below = ""


def serve_below(path: str) -> str:
    """Note the path below which this process serves (`server.baseUrlPath`); return it as `/path`."""
    global _served_below
    _served_below = f"/{path.strip('/')}" if path.strip("/") else ""
    return _served_below


def link(address: str) -> str:
    """Return an address of ours, e.g. `/api/v1/regions`, as it is reached from outside.

    A proxy that takes a path away says so by `REGIONS_PUBLIC_URL`.
    """
    public = os.environ.get(PUBLIC_URL, "")
    return (urlsplit(public).path.rstrip("/") if public else _served_below) + address


def public_url(request: Request | None) -> str:
    """Return where readers find the dashboard: `REGIONS_PUBLIC_URL`, else as the request was addressed.

    Without a request (standard input and output) it is unknown, and addresses stay without a host.
    """
    public = os.environ.get(PUBLIC_URL, "")
    if public:
        return public.rstrip("/")
    if request is None:
        return ""
    return f"{request.url.scheme}://{request.url.netloc}{_served_below}"
