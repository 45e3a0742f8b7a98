"""An assistant that talks to the tools, and the application it talks to."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import httpx2
from anyio.from_thread import BlockingPortal
from mcp.client import Client
from mcp.client.streamable_http import streamable_http_client
from mcp.types import CallToolResult, TextContent
from starlette.applications import Starlette

from api.documents import template
from api.mcp.door import AssistantDoor
from api.routes import routes
from api.security import middleware

TOOLS = {
    "ask", "search_indicators", "describe_indicator", "get_figures", "compare_regions", "rank_regions",
    "region_profile", "similar_regions", "time_shift", "relation", "find_companies", "find_ties",
    "make_slides",
}  # fmt: skip
HOST = "http://regions.example"


@dataclass(frozen=True)
class Assistant:
    """A client of the SDK that talks to `/mcp`, used from plain tests."""

    portal: BlockingPortal
    client: Client

    def call(self, tool: str, **arguments: Any) -> CallToolResult:
        result: CallToolResult = self.portal.call(self.client.call_tool, tool, arguments)
        return result

    def content(self, tool: str, **arguments: Any) -> Any:
        result = self.call(tool, **arguments)
        assert not result.is_error, text_of(result)
        return result.structured_content

    def refusal(self, tool: str, **arguments: Any) -> str:
        result = self.call(tool, **arguments)
        assert result.is_error, result.structured_content
        return text_of(result).removeprefix(f"Error executing tool {tool}: ")


def text_of(result: CallToolResult) -> str:
    block = result.content[0]
    assert isinstance(block, TextContent)
    return block.text


def application(door: AssistantDoor, prefix: str = "") -> Starlette:
    return Starlette(routes=[*routes(prefix), door.route], middleware=middleware(template(), prefix))


@asynccontextmanager
async def connected() -> AsyncIterator[Client]:
    door = AssistantDoor()
    transport = httpx2.ASGITransport(application(door))
    async with (
        door.open(),
        httpx2.AsyncClient(transport=transport, base_url=HOST) as http,
        Client(streamable_http_client(f"{HOST}/mcp", http_client=http)) as client,
    ):
        yield client
