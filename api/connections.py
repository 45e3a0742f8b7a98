"""What one connection may take of the server, in bytes and in time, and how long its end may take.

`streamlit run` starts uvicorn and passes on none of its limits, and uvicorn's parser in C has none for
heads. They are set on the running server when the application starts.
"""

import asyncio
import json
import logging
import os
import signal
import sys
import threading
import time
from http import HTTPStatus
from typing import Any

import uvicorn
from httptools import HttpParserError
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.extensions.permessage_deflate import ServerPerMessageDeflateFactory

from api.errors import error_content
from regions.database.languages import DEFAULT_LANGUAGE

if sys.platform != "win32":
    import resource

_LOG = logging.getLogger("regions.api")

HEAD_BYTES = 65_536
HEAD_SECONDS = 10.0
# A template of 5 MB, the largest thing that is taken, at 84 KB a second.
BODY_SECONDS = 60.0
# A reader who has taken nothing of a full buffer for so long has gone.
STALLED_SECONDS = 120.0
# What a page sends back are values of its widgets; Streamlit's own limit is 200 MB.
SOCKET_MESSAGE_BYTES = 4_000_000
# At the end: answers under way may be finished, then all that is left is cut. Together less than ten seconds.
GRACE_SECONDS = 6
LAST_SECONDS = 2.0
# Of what a page is sent. Compressing took a third of the processor at zlib's own 6: a map of 85 kB is 39.5 kB
# instead of 38.2 for two thirds of the time, a chart of rows and years takes two fifths.
SOCKET_COMPRESSION = 3


class LightlyCompressed(WebSocketsSansIOProtocol):
    """A websocket that is compressed for speed."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        """Take what uvicorn gives its protocols."""
        super().__init__(*arguments, **options)
        for offered in self.conn.available_extensions or ():
            if isinstance(offered, ServerPerMessageDeflateFactory):
                offered.compress_settings = {**(offered.compress_settings or {}), "level": SOCKET_COMPRESSION}


class LimitedRequests(HttpToolsProtocol):
    """HTTP on one connection, with limits for what arrives and a reader who stops reading."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        """Take what uvicorn gives its protocols."""
        super().__init__(*arguments, **options)
        self._in_head = True
        self._arrived = 0  # bytes of a head that is not complete
        self._head_size = 0  # of what has been read of it
        self._refusal = HTTPStatus.BAD_REQUEST
        self._arrival: asyncio.TimerHandle | None = None
        self._departure: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait for a first request."""
        super().connection_made(transport)
        self._expect(HEAD_SECONDS)

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop waiting."""
        self._expect(None)
        self.resume_writing()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Read on, unless a head grows beyond the limit."""
        if self._in_head:
            self._arrived += len(data)
            if self._arrival is None:
                self._expect(HEAD_SECONDS)
        super().data_received(data)
        if self._in_head and self._arrived > HEAD_BYTES and not self.transport.is_closing():
            self._refuse(HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE)

    def on_message_begin(self) -> None:
        """Note that a head begins."""
        self._head_size = 0
        if self._arrival is None:  # behind another request in the same packet
            self._expect(HEAD_SECONDS)
        super().on_message_begin()

    def on_url(self, url: bytes) -> None:
        """Take the address."""
        self._measure(url)
        super().on_url(url)

    def on_header(self, name: bytes, value: bytes) -> None:
        """Take a header."""
        self._measure(name, value)
        super().on_header(name, value)

    def on_headers_complete(self) -> None:
        """Wait for the body."""
        self._in_head = False
        self._expect(BODY_SECONDS)
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        """Be open for another request; the time an idle connection is kept is uvicorn's."""
        self._in_head, self._arrived = True, 0
        self._expect(None)
        super().on_message_complete()

    def handle_websocket_upgrade(self) -> None:
        """Leave the connection to the websocket, which asks for signs of life itself."""
        self._expect(None)
        super().handle_websocket_upgrade()

    def pause_writing(self) -> None:
        """Give a reader who stops reading some time."""
        self._departure = self.loop.call_later(STALLED_SECONDS, self.transport.abort)
        super().pause_writing()

    def resume_writing(self) -> None:
        """Go on writing."""
        if self._departure is not None:
            self._departure.cancel()
            self._departure = None
        super().resume_writing()

    def send_400_response(self, msg: str) -> None:  # noqa: ARG002  uvicorn's own sentence, in English alone
        """Refuse what cannot be parsed as the addresses refuse everything else: in JSON."""
        self._refuse(self._refusal)

    def _measure(self, *parts: bytes) -> None:
        self._head_size += sum(map(len, parts)) + 4  # what separates them on the wire
        if self._head_size > HEAD_BYTES:
            self._refusal = HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE
            raise HttpParserError("head too large")

    def _expect(self, seconds: float | None) -> None:
        if self._arrival is not None:
            self._arrival.cancel()
        self._arrival = None if seconds is None else self.loop.call_later(seconds, self._overdue)

    def _overdue(self) -> None:
        if self.flow.read_paused:  # it is us who do not read, until the request before is answered
            self._expect(HEAD_SECONDS)
        elif self._in_head and self._arrived:
            self._refuse(HTTPStatus.REQUEST_TIMEOUT)
        else:
            self.transport.abort()

    def _refuse(self, status: HTTPStatus) -> None:
        body = json.dumps(
            error_content(status, _CODES[status], DEFAULT_LANGUAGE), ensure_ascii=False
        ).encode()
        head = (
            f"HTTP/1.1 {status.value} {status.phrase}\r\n"
            "content-type: application/json\r\ncache-control: no-store\r\nx-content-type-options: nosniff\r\n"
            f"content-length: {len(body)}\r\nconnection: close\r\n\r\n"
        )
        self.transport.write(head.encode() + body)
        self.transport.close()


_CODES = {
    HTTPStatus.BAD_REQUEST: "malformed",
    HTTPStatus.REQUEST_TIMEOUT: "too_slow",
    HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE: "head_too_long",
}


def limit_connections() -> bool:
    """Set the limits on the server that runs this application; say whether it is one that takes them."""
    _allow_descriptors()
    server = _running_server()
    if server is None:
        _LOG.warning("not started by uvicorn: requests and the time of ending have the limits of that server")
        return False
    server.config.http_protocol_class = LimitedRequests
    server.config.ws_protocol_class = LightlyCompressed
    server.config.timeout_graceful_shutdown = GRACE_SECONDS
    server.config.ws_max_size = SOCKET_MESSAGE_BYTES
    return True


def end_at_last() -> None:
    """Let the process end even where a thread goes on: a workbook in the making cannot be interrupted."""

    def end() -> None:
        time.sleep(LAST_SECONDS)
        os._exit(0)

    threading.Thread(target=end, name="regions-end", daemon=True).start()


def _running_server() -> uvicorn.Server | None:
    # Streamlit hands its server to nobody; but whoever ends it by a signal must reach it.
    server = getattr(signal.getsignal(signal.SIGTERM), "__self__", None)
    return server if isinstance(server, uvicorn.Server) else None


def _allow_descriptors() -> None:
    """Take as many descriptors as the system allows; shells and systemd give 1,024 of them at first."""
    if sys.platform == "win32":
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft == hard:
        return
    try:
        resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    except (OSError, ValueError) as error:  # macOS says "unlimited" and refuses it
        _LOG.warning("%d open files and connections at most: the limit cannot be raised (%s)", soft, error)
