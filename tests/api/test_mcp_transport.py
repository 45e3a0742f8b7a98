"""How assistants reach the tools: an address, standard input and output, and the text that names both."""

import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import anyio
import pytest
from mcp import StdioServerParameters
from mcp.client import Client
from mcp.client.stdio import stdio_client
from mcp.types import CallToolResult
from starlette.testclient import TestClient

from api.mcp.door import LARGEST_BODY, AssistantDoor
from tests.api.assistants import HOST, TOOLS, application
from tests.kept_build import REPOSITORY

LIST = {"jsonrpc": "2.0", "id": 1, "method": "tools/list"}
TAKES = {"Accept": "application/json, text/event-stream", "Content-Type": "application/json"}


@pytest.mark.parametrize("prefix", ["", "/regions"])
def test_the_address_takes_one_message_and_keeps_nothing(database_path: Path, prefix: str) -> None:
    door = AssistantDoor(prefix)
    address = f"{prefix}/mcp"

    @asynccontextmanager
    async def opened(_app: object) -> AsyncIterator[None]:
        async with door.open():
            yield

    app = application(door, prefix)
    app.router.lifespan_context = opened
    with TestClient(app, base_url="http://regions.example", raise_server_exceptions=False) as client:
        listed = client.post(address, json=LIST, headers=TAKES)
        assert listed.status_code == 200, listed.text
        assert listed.headers["content-type"].startswith("application/json")
        assert "mcp-session-id" not in listed.headers
        assert "default-src 'self'" in listed.headers["content-security-policy"]
        assert {tool["name"] for tool in listed.json()["result"]["tools"]} == TOOLS
        asked = {"name": "compare_regions", "arguments": {"indicator": "births", "region": "JP-05"}}
        called = client.post(address, json={**LIST, "method": "tools/call", "params": asked}, headers=TAKES)
        assert called.json()["result"]["structuredContent"]["link"].startswith(f"{HOST}/compare?")
        own = client.post(address, json=LIST, headers=TAKES | {"Origin": "http://regions.example"})
        assert own.status_code == 200
        for foreign in ("http://evil.example", "null", "http://regions.example:81"):
            refused = client.post(address, json=LIST, headers=TAKES | {"Origin": foreign})
            assert refused.status_code == 403
            assert refused.json()["error"]["code"] == "foreign_origin"
        for method in ("GET", "DELETE", "PUT"):
            assert client.request(method, address, headers=TAKES).status_code == 405
        large = {**LIST, "params": {"cursor": "x" * LARGEST_BODY}}
        assert client.post(address, json=large, headers=TAKES).status_code == 413
        for broken in (b"", b"{", b"[]", b"null", b"\xff" * 10, b'{"jsonrpc":"2.0"}', b"[" * 10_000):
            assert 400 <= client.post(address, content=broken, headers=TAKES).status_code < 500
        assert client.post(address + "/x", json=LIST, headers=TAKES).status_code in (404, 405)


def test_over_standard_input_and_output(database_path: Path) -> None:
    server = StdioServerParameters(
        command=sys.executable,
        args=["-m", "api.mcp"],
        cwd=REPOSITORY,
        env={**os.environ, "REGIONS_BUILD_DIR": str(database_path.parent), "REGIONS_PUBLIC_URL": HOST},
    )

    async def talk() -> tuple[set[str], CallToolResult, CallToolResult]:
        async with Client(stdio_client(server)) as client:
            names = {tool.name for tool in (await client.list_tools()).tools}
            good = await client.call_tool("compare_regions", {"indicator": "births", "region": "秋田"})
            return (
                names,
                good,
                await client.call_tool("compare_regions", {"indicator": "x", "region": "秋田"}),
            )

    names, good, bad = anyio.run(talk)
    assert names == TOOLS
    assert good.structured_content is not None
    assert good.structured_content["link"].startswith(f"{HOST}/compare?")
    assert bad.is_error


def test_llms_txt_names_what_there_is(database_path: Path) -> None:
    with TestClient(application(AssistantDoor()), base_url=HOST) as client:
        told = client.get("/llms.txt")
        assert told.headers["content-type"].startswith("text/plain")
        assert f"{HOST}/mcp" in told.text and "{base}" not in told.text
        assert all(f"`{name}`" in told.text for name in TOOLS)
