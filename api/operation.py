"""What the one who keeps the dashboard running asks: is it alive, can it answer, how is it doing."""

import os
import re
import time
from collections.abc import Callable
from datetime import UTC, datetime

from anyio import to_thread
from prometheus_client import REGISTRY, CollectorRegistry, Counter, Gauge, Histogram
from prometheus_client.openmetrics.exposition import CONTENT_TYPE_LATEST, generate_latest
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.answers import built_at
from api.links import MCP_PATH
from regions.asking.page_specs import PAGES
from regions.database.build import Build, DatabaseMissing, current_build

_UNCACHED = {"Cache-Control": "no-store"}
_API = "/api/v1/"
# Labels come from a fixed list: an address made up by a stranger must not become a time series.
_ADDRESSES = (
    "ask",
    "indicators",
    "regions",
    "sources",
    "data",
    "figures",
    "charts",
    "deck",
    "brief",
    "database",
    "datapackage",
    "openapi",
)
_PAGE_PATHS = frozenset(page.path for page in PAGES.values())

_measured: Callable[[CollectorRegistry], bytes] = generate_latest  # comes without types

_REQUESTS = Counter("regions_http_requests", "HTTP requests answered", ("address", "status"))
_SECONDS = Histogram(
    "regions_http_request_seconds",
    "Seconds until an HTTP request was answered",
    ("address",),
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10),
)
_READY = Gauge("regions_ready", "1 if there is a database to answer from")
_BUILT = Gauge("regions_database_built_timestamp_seconds", "When the current database was built")
FIRST_VIEWS = Gauge("regions_first_views", "Views of the current database made before anybody asked for them")


async def healthz(_request: Request) -> Response:
    """The process is alive; its number tells processes behind one proxy apart."""
    return JSONResponse({"status": "ok", "process": os.getpid()}, headers=_UNCACHED)


async def readyz(_request: Request) -> Response:
    """There is a database to answer from: which, and how old."""
    build = await to_thread.run_sync(_readable_build)
    if build is None:
        _READY.set(0)
        return JSONResponse({"status": "no database"}, 503, _UNCACHED)
    built = built_at(build)
    _READY.set(1)
    _BUILT.set(built.timestamp())
    return JSONResponse(
        {
            "status": "ready",
            "data_version": build.id,
            "built_at": built.isoformat().replace("+00:00", "Z"),
            "age_seconds": int((datetime.now(UTC) - built).total_seconds()),
            "indicators": len(build.catalogue.indicators),
        },
        headers=_UNCACHED,
    )


def _readable_build() -> Build | None:
    try:
        build = current_build()
    except DatabaseMissing:
        return None
    return build if build.readable() else None


async def metrics(request: Request) -> Response:
    """Measurements of this process in OpenMetrics."""
    await readyz(request)
    return Response(_measured(REGISTRY), headers={"Content-Type": CONTENT_TYPE_LATEST} | _UNCACHED)


def operation_routes() -> list[Route]:
    """Return the addresses for the operator."""
    return [Route("/healthz", healthz), Route("/readyz", readyz), Route("/metrics", metrics)]


def metering(app: ASGIApp, prefix: str = "") -> ASGIApp:
    """Return an application, served below a path, that counts and times every HTTP request."""

    async def measured(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await app(scope, receive, send)
            return
        begun, status = time.perf_counter(), 500

        async def noting(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        address = _label(scope["path"].removeprefix(prefix))
        try:
            await app(scope, receive, noting)
        finally:
            _REQUESTS.labels(address, str(status)).inc()
            _SECONDS.labels(address).observe(time.perf_counter() - begun)

    return measured


def _label(path: str) -> str:
    if path.startswith(_API):
        name = re.split(r"[/.]", path.removeprefix(_API))[0]
        return name if name in _ADDRESSES else "unknown"
    if path == MCP_PATH:
        return "mcp"
    return "page" if path in _PAGE_PATHS else "other"
