"""The address `/mcp`: one message a request, answered as JSON, nothing kept between requests."""

from contextlib import AbstractAsyncContextManager

from mcp.server.transport_security import TransportSecuritySettings
from starlette.datastructures import Headers
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from api.errors import ApiError
from api.links import MCP_PATH
from api.mcp.server import assistant_server
from api.origins import is_own

# The longest question is a list of slides.
LARGEST_BODY = 65_536  # bytes


class AssistantDoor:
    """The route of `/mcp` and what has to run while it is open.

    Attributes:
        route: The route. Nothing is sent unasked, so there is nothing to `GET`.
    """

    def __init__(self, prefix: str = "") -> None:
        """Take the path below which everything is served, e.g. `/regions`."""
        server = assistant_server()
        application = server.streamable_http_app(
            streamable_http_path=prefix + MCP_PATH,
            stateless_http=True,
            json_response=True,
            max_request_body_size=LARGEST_BODY,
            # Hosts are checked for every address (`api.security`), origins below.
            transport_security=TransportSecuritySettings(enable_dns_rebinding_protection=False),
        )
        self._sessions = server.session_manager
        self.route = Route(prefix + MCP_PATH, _OwnPages(application), methods=["POST"])

    def open(self) -> AbstractAsyncContextManager[None]:
        """Answer as long as this context lasts; once."""
        return self._sessions.run()


class _OwnPages:
    """Refuses what the page of another site sends, as the protocol asks; programs send no origin."""

    def __init__(self, application: ASGIApp) -> None:
        self._application = application

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = Headers(scope=scope)
        if not all(is_own(origin, headers.get("host", "")) for origin in headers.getlist("origin")):
            raise ApiError(403, "foreign_origin")
        await self._application(scope, receive, send)
