"""What strangers send a running server takes nothing from others, asks nobody and keeps no end waiting."""

import asyncio
import json
import signal
import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

import pytest
import requests
from uvicorn.config import Config
from uvicorn.server import ServerState
from websockets.extensions.permessage_deflate import ServerPerMessageDeflateFactory

from api.connections import (
    GRACE_SECONDS,
    HEAD_BYTES,
    HEAD_SECONDS,
    LAST_SECONDS,
    SOCKET_COMPRESSION,
    LightlyCompressed,
)
from benchmarks.visitor import Visitor
from tests.serving.conftest import BarredServer, Start

HANDSHAKE = (
    "GET /_stcore/stream HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nOrigin: {origin}\r\nConnection: Upgrade\r\n"
    "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n"
    "Sec-WebSocket-Protocol: streamlit\r\n\r\n"
)


@contextmanager
def connected(server: BarredServer, sent: bytes = b"") -> Iterator[socket.socket]:
    with socket.create_connection(("127.0.0.1", server.port), timeout=30) as connection:
        connection.sendall(sent)
        yield connection


def answered(server: BarredServer, sent: bytes) -> bytes:
    """All that comes back until the server closes."""
    with connected(server, sent) as connection:
        parts = []
        try:
            while part := connection.recv(65536):
                parts.append(part)
        except ConnectionResetError:  # it closed before it had read everything
            pass
        return b"".join(parts)


def first_line(server: BarredServer, sent: str) -> str:
    with connected(server, sent.encode()) as connection:
        return connection.recv(4096).decode().partition("\r\n")[0]


def test_foreign_sockets_are_refused_at_once_and_nobody_outside_is_asked(barred: BarredServer) -> None:
    begun = time.monotonic()
    for origin in ("http://evil.example", "null", f"http://evil.example:{barred.port}"):
        found = first_line(barred, HANDSHAKE.format(port=barred.port, origin=origin))
        assert found.startswith("HTTP/1.1 403"), origin
    own = HANDSHAKE.format(port=barred.port, origin=f"http://127.0.0.1:{barred.port}")
    assert first_line(barred, own).startswith("HTTP/1.1 101")
    assert time.monotonic() - begun < 5
    asyncio.run(Visitor(barred.url).open("/?lang=en"))
    for path in ("/", "/sitemap.xml", "/readyz", "/metrics", "/_stcore/health", "/_stcore/host-config"):
        requests.get(barred.url + path, headers={"Origin": "http://evil.example"}, timeout=20)
    assert barred.looked_up == ""  # not at the start either


@pytest.mark.parametrize(
    ("size", "status"), [(HEAD_BYTES - 100, 200), (HEAD_BYTES + 1, 431), (10 * HEAD_BYTES, 431)]
)
def test_a_head_has_a_limit(barred: BarredServer, size: int, status: int) -> None:
    for header in ("X-Long: " + "x" * (size - 8), "\r\n".join(["X: " + "x" * 95] * (size // 100))):
        sent = f"GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n{header}\r\n\r\n"
        answer = answered(barred, sent.encode())
        assert not answer or answer.startswith(f"HTTP/1.1 {status}".encode())
        assert answer or status != 200  # what is refused may be reset before the answer is read


def test_a_head_without_an_end_is_refused_before_it_fills_the_memory(barred: BarredServer) -> None:
    sent = 0
    with connected(barred, b"GET /healthz HTTP/1.1\r\nX-Endless: ") as connection, suppress(ConnectionError):
        while sent < 100 * HEAD_BYTES:
            connection.sendall(b"x" * HEAD_BYTES)
            sent += HEAD_BYTES
            time.sleep(0.01)
    assert sent < 100 * HEAD_BYTES


@pytest.mark.parametrize("sent", ["GET / HTTP/9.9\r\n\r\n", "NONSENSE\r\n\r\n", "GET /\x00 HTTP/1.1\r\n\r\n"])
def test_what_is_no_http_is_refused_in_json(barred: BarredServer, sent: str) -> None:
    head, _, body = answered(barred, sent.encode()).partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 400")
    assert json.loads(body)["error"]["code"] == "malformed"


def test_requests_that_do_not_arrive_end_in_time(barred: BarredServer) -> None:
    """Nothing, half a head, blank lines now and then, and half a head behind a whole request."""
    whole = b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n"
    with ExitStack() as stack:
        begun = time.monotonic()
        held = [
            stack.enter_context(connected(barred, sent))
            for sent in (b"", b"GET /healthz HTTP/1.1\r\nHost:", b"\r\n", whole + b"GET / HT")
        ]
        while time.monotonic() - begun < HEAD_SECONDS - 3:
            held[2].sendall(b"\r\n")
            time.sleep(1)
        for connection in held:
            connection.settimeout(10)
            while connection.recv(65536):
                pass
        assert HEAD_SECONDS - 3 < time.monotonic() - begun < HEAD_SECONDS + 5
    assert requests.get(f"{barred.url}/healthz", timeout=10).ok


def test_as_many_descriptors_are_open_as_the_system_allows(barred: BarredServer) -> None:
    lines = Path(f"/proc/{barred.process.pid}/limits").read_text(encoding="ascii").splitlines()
    limits = next(line for line in lines if line.startswith("Max open files")).split()
    assert limits[3] == limits[4]


def test_below_a_path_pages_and_addresses_work_together_to_the_end(start: Start, database_path: Path) -> None:
    """A reader who does not read, open sessions and first views do not hold up the end."""
    server = start("--server.baseUrlPath=regions", wait_for="/regions/readyz", REGIONS_FIRST_VIEWS="1")
    found = {path: requests.get(server.url + path, timeout=20).status_code for path in BELOW}
    assert found == BELOW
    leading = requests.get(f"{server.url}/regions", timeout=20, allow_redirects=False)
    assert leading.headers["location"].endswith("/regions/")
    wait_for_a_first_view(server)

    async def visited_until_the_end() -> float:
        run = await Visitor(f"{server.url}/regions").open("/compare?lang=en&indicator=births")
        assert any(text.startswith("## ") for text in run.texts)
        package = f"{server.url}/regions/api/v1/datapackage.zip"
        workbook = asyncio.to_thread(requests.get, package, timeout=30)
        asking = asyncio.create_task(workbook)
        await asyncio.sleep(0.3)
        begun = time.monotonic()
        server.process.send_signal(signal.SIGTERM)
        await asyncio.to_thread(server.process.wait, 30)
        ended = time.monotonic() - begun
        await asyncio.gather(asking, return_exceptions=True)
        return ended

    request = b"GET /regions/api/v1/database.duckdb HTTP/1.1\r\nHost: x\r\n\r\n"
    with socket.socket() as stalled:
        stalled.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        stalled.connect(("127.0.0.1", server.port))
        stalled.sendall(request)
        time.sleep(0.5)
        assert asyncio.run(visited_until_the_end()) < GRACE_SECONDS + LAST_SECONDS + 2 <= 10


def wait_for_a_first_view(server: BarredServer) -> None:
    deadline = time.monotonic() + 120
    told = "regions_first_views 0.0"
    while "regions_first_views 0.0" in told:
        assert time.monotonic() < deadline, server.log_file.read_text(encoding="utf-8")
        time.sleep(0.5)
        told = requests.get(f"{server.url}/regions/metrics", timeout=60).text
    assert "regions_first_views" in told
    assert "Traceback" not in server.log_file.read_text(encoding="utf-8")


BELOW = {
    "/regions/": 200,
    "/regions/compare?lang=ko": 200,
    "/regions/readyz": 200,
    "/regions/api/v1/data/births.csv": 200,
    "/regions/sitemap.xml": 200,
    "/regions/_stcore/health": 200,
    "/regions/nothing": 404,
    "/regions/api/v2": 404,
    "/readyz": 404,
    "/api/v1/indicators": 404,
    "/compare": 404,
}


def test_unknown_addresses_are_not_answered_with_the_shell_of_a_page(barred: BarredServer) -> None:
    for path in ("/API/v1/indicators", "/regions/readyz", "/static/nothing.js", "/..%2f..%2fetc/passwd"):
        answer = requests.get(barred.url + path, timeout=20)
        assert answer.status_code in (400, 404)
        assert answer.json()["error"]["message"], path
    page = requests.get(f"{barred.url}/nothing?lang=ja", timeout=20)
    assert page.status_code == 404
    assert '<html lang="ja">' in page.text
    for accepted in ("gzip;q=0", "xgzipx"):
        plain = requests.get(f"{barred.url}/compare", headers={"Accept-Encoding": accepted}, timeout=20)
        assert "content-encoding" not in plain.headers


def test_websockets_are_compressed_for_speed() -> None:
    async def settings() -> list[dict[str, object]]:
        config = Config(app="unused", ws="websockets-sansio", interface="asgi3")
        config.loaded, config.loaded_app = True, None
        protocol = LightlyCompressed(config=config, server_state=ServerState(), app_state={})
        offered = protocol.conn.available_extensions or ()
        return [
            dict(one.compress_settings or {})
            for one in offered
            if isinstance(one, ServerPerMessageDeflateFactory)
        ]

    (found,) = asyncio.run(settings())
    assert found["level"] == SOCKET_COMPRESSION
    assert "memLevel" in found, "what uvicorn has set itself is kept"
