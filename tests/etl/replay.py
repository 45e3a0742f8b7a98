"""A real HTTP server on a socket of this machine that answers like the publishers, and fails like them."""

import gzip
import json
import socket
import struct
import threading
import time
from collections import defaultdict, deque
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, unquote, urlsplit

Query = Mapping[str, str]


@dataclass(frozen=True)
class Reply:
    """An answer as it should be sent."""

    body: bytes
    content_type: str = "application/json"
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)


Fault = Callable[[BaseHTTPRequestHandler, Reply], None]


@dataclass
class Replay:
    """The server.

    Attributes:
        routes: Answers by path.
        faults: By path (or "*"): what happens instead, once each, in this order.
        always: By path (or "*"): what happens instead, every time.
        asked: Path and query of each request.
        posted: What was sent as JSON, for each POST.
    """

    routes: dict[str, Callable[[Query], Reply]] = field(default_factory=dict)
    faults: dict[str, deque[Fault]] = field(default_factory=lambda: defaultdict(deque))
    always: dict[str, Fault] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    posted: list[dict[str, str]] = field(default_factory=list)
    open_connections: int = 0
    most_connections: int = 0
    url: str = ""

    def answer(self, handler: BaseHTTPRequestHandler) -> None:
        parts = urlsplit(handler.path)
        path = unquote(parts.path)
        query = dict(parse_qsl(parts.query, keep_blank_values=True))
        self.asked.append((path, query))
        self.headers.append(dict(handler.headers))
        route = self.routes.get(path)
        reply = route(query) if route else Reply(b"<html>not found</html>", "text/html", 404)
        for name in (path, "*"):
            if self.faults[name]:
                self.faults[name].popleft()(handler, reply)
                return
            if name in self.always:
                self.always[name](handler, reply)
                return
        send(handler, reply)


def send(handler: BaseHTTPRequestHandler, reply: Reply, length: int | None = None) -> None:
    handler.send_response(reply.status)
    handler.send_header("Content-Type", reply.content_type)
    for name, value in reply.headers.items():
        handler.send_header(name, value)
    if reply.status != 304:
        handler.send_header("Content-Length", str(len(reply.body) if length is None else length))
    handler.end_headers()
    handler.wfile.write(reply.body)


# Faults


def status(code: int, body: bytes = b"busy", **headers: str) -> Fault:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return lambda handler, _: send(handler, Reply(body, "text/plain", code, named))


def instead(body: bytes, content_type: str = "text/html", code: int = 200) -> Fault:
    return lambda handler, _: send(handler, Reply(body, content_type, code))


def reset(handler: BaseHTTPRequestHandler, reply: Reply) -> None:
    """Send half of the answer, then reset the connection."""
    send(handler, Reply(reply.body[: len(reply.body) // 2], reply.content_type), len(reply.body))
    handler.wfile.flush()
    handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    handler.connection.close()
    handler.close_connection = True


def truncated(handler: BaseHTTPRequestHandler, reply: Reply) -> None:
    """Announce the whole answer, send half, close."""
    send(handler, Reply(reply.body[: len(reply.body) // 2], reply.content_type), len(reply.body))
    handler.close_connection = True


def truncated_chunks(handler: BaseHTTPRequestHandler, reply: Reply) -> None:
    """Begin a chunked answer and never end it."""
    handler.send_response(200)
    handler.send_header("Transfer-Encoding", "chunked")
    handler.end_headers()
    half = reply.body[: len(reply.body) // 2]
    handler.wfile.write(f"{len(half):x}\r\n".encode() + half + b"\r\n")
    handler.close_connection = True


def drip(handler: BaseHTTPRequestHandler, reply: Reply) -> None:
    """Send one byte at a time, each well within any read timeout, and never come to an end."""
    handler.send_response(200)
    handler.send_header("Content-Length", str(len(reply.body)))
    handler.end_headers()
    with suppress(OSError):  # the client has had enough, which is what is tested
        for place in range(len(reply.body)):
            handler.wfile.write(reply.body[place : place + 1])
            handler.wfile.flush()
            time.sleep(0.05)
    handler.close_connection = True


def drip_head(handler: BaseHTTPRequestHandler, reply: Reply) -> None:
    """Send the head one byte at a time and never come to its end."""
    with suppress(OSError):
        for place in range(10_000):
            handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: "[place : place + 1] or b"x")
            handler.wfile.flush()
            time.sleep(0.05)
    handler.close_connection = True


def cut_head(handler: BaseHTTPRequestHandler, reply: Reply) -> None:
    """Close within the head, which HTTP libraries take for its end."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: app")
    handler.close_connection = True


def silence(handler: BaseHTTPRequestHandler, reply: Reply) -> None:
    """Accept the request and say nothing."""
    time.sleep(1.5)
    handler.close_connection = True


def compressed(handler: BaseHTTPRequestHandler, reply: Reply) -> None:
    body = gzip.compress(reply.body)
    send(handler, Reply(body, reply.content_type, 200, {"Content-Encoding": "gzip"}))


def packed(content: bytes, encoding: str = "gzip") -> Fault:
    """Send what is compressed, or a part of it, as if it were whole."""
    return lambda handler, reply: send(
        handler, Reply(content, reply.content_type, 200, {"Content-Encoding": encoding})
    )


def damaged_gzip(handler: BaseHTTPRequestHandler, reply: Reply) -> None:
    body = bytearray(gzip.compress(reply.body))
    body[len(body) // 2 : len(body) // 2 + 8] = b"\xff" * 8
    send(handler, Reply(bytes(body), reply.content_type, 200, {"Content-Encoding": "gzip"}))


@contextmanager
def serving() -> Iterator[Replay]:
    """Start a server; stop it at the end."""
    replay = Replay()
    lock = threading.Lock()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def setup(self) -> None:
            super().setup()
            with lock:
                replay.open_connections += 1
                replay.most_connections = max(replay.most_connections, replay.open_connections)

        def finish(self) -> None:
            with lock:
                replay.open_connections -= 1
            with suppress(OSError):  # a connection reset on purpose
                super().finish()

        def do_GET(self) -> None:
            try:
                replay.answer(self)
            except (BrokenPipeError, ConnectionResetError):
                self.close_connection = True

        def do_POST(self) -> None:
            replay.posted.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.do_GET()

        def log_message(self, *_: object) -> None:
            """Keep quiet."""

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *_: object) -> None:
            """A connection broken on purpose is not worth a traceback."""

    server = Server(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    replay.url = f"http://127.0.0.1:{server.server_port}"
    try:
        yield replay
    finally:
        server.shutdown()
        server.server_close()
