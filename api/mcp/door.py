"""The address `/mcp`: one message a request, answered as JSON, nothing kept between requests."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress

from anyio import to_thread
from starlette.datastructures import Headers
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from api.errors import ApiError
from api.links import MCP_PATH
from api.origins import is_own

# The longest question is a list of slides.
LARGEST_BODY = 65_536  # bytes


class AssistantDoor:
    """The route of `/mcp` and what has to run while it is open.

    What stands behind it is imported when the first assistant asks: it would be a quarter of what a server
    takes to start, and most servers are never asked.

    Attributes:
        route: The route. Nothing is sent unasked, so there is nothing to `GET`.
    """

    def __init__(self, prefix: str = "") -> None:
        """Take the path below which everything is served, e.g. `/regions`."""
        self._path = prefix + MCP_PATH
        self._asked = asyncio.Event()
        self._application: asyncio.Future[ASGIApp] | None = None
        self.route = Route(self._path, _OwnPages(self._answer), methods=["POST"])

    @asynccontextmanager
    async def open(self) -> AsyncIterator[None]:
        """Answer as long as this context lasts; once."""
        self._application = asyncio.get_running_loop().create_future()
        behind = asyncio.create_task(self._run(self._application))
        try:
            yield
        finally:
            behind.cancel()
            with suppress(asyncio.CancelledError):
                await behind

    async def _run(self, ready: "asyncio.Future[ASGIApp]") -> None:
        await self._asked.wait()
        try:
            application, running = await to_thread.run_sync(_behind, self._path)
        except Exception as error:  # noqa: BLE001  raised where it was asked for
            ready.set_exception(error)
            return
        async with running():
            ready.set_result(application)
            await asyncio.Event().wait()  # until cancelled

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        if self._application is None:
            raise RuntimeError("the door of assistants is not open")
        self._asked.set()
        # A caller who leaves must not take the answer from those who wait for it too.
        application = await asyncio.shield(self._application)
        await application(scope, receive, send)


def _behind(path: str) -> tuple[ASGIApp, Callable[[], AbstractAsyncContextManager[None]]]:
    """Return what answers, and what has to run meanwhile."""
    from mcp.server.transport_security import TransportSecuritySettings

    from api.mcp.server import assistant_server

    server = assistant_server()
    application = server.streamable_http_app(
        streamable_http_path=path,
        stateless_http=True,
        json_response=True,
        max_request_body_size=LARGEST_BODY,
        # Hosts are checked for every address (`api.security`), origins by the door.
        transport_security=TransportSecuritySettings(enable_dns_rebinding_protection=False),
    )
    return application, server.session_manager.run


class _OwnPages:
    """Refuses what the page of another site sends, as the protocol asks; programs send no origin."""

    def __init__(self, application: ASGIApp) -> None:
        self._application = application

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = Headers(scope=scope)
        if not all(is_own(origin, headers.get("host", "")) for origin in headers.getlist("origin")):
            raise ApiError(403, "foreign_origin")
        await self._application(scope, receive, send)
