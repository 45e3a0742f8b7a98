"""A line between browser and server whose bytes are counted: what a reader pays, websocket included."""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from urllib.parse import urlsplit

_PIECE = 65_536
_SOCKET = b"GET /_stcore/stream"


class Line:
    """Counts what comes back from the server.

    Attributes:
        received: Bytes from the server, heads and websocket included.
        of_socket: Those of the websocket among them.
    """

    def __init__(self, url: str) -> None:
        """Take the server's address."""
        place = urlsplit(url)
        self._host, self._port = place.hostname, place.port
        self.received = 0
        self.of_socket = 0

    async def connect(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Carry one connection to its end."""
        first = await reader.read(_PIECE)
        from_server, to_server = await asyncio.open_connection(self._host, self._port)
        to_server.write(first)
        is_socket = first.startswith(_SOCKET)

        async def asked() -> None:
            with suppress(ConnectionError):  # a browser cuts what it needs no more
                while piece := await reader.read(_PIECE):
                    to_server.write(piece)
            to_server.close()

        async def answered() -> None:
            with suppress(ConnectionError):
                while piece := await from_server.read(_PIECE):
                    self.received += len(piece)
                    self.of_socket += len(piece) if is_socket else 0
                    writer.write(piece)
            writer.close()

        await asyncio.gather(asked(), answered())


@contextmanager
def counted_line(url: str) -> Iterator[tuple[Line, str]]:
    """Lay a line to a server until the block ends; the address at its near end comes with it."""
    line, loop = Line(url), asyncio.new_event_loop()
    listener = loop.run_until_complete(asyncio.start_server(line.connect, "127.0.0.1", 0))
    carrying = threading.Thread(target=loop.run_forever, daemon=True)
    carrying.start()
    try:
        yield line, f"http://127.0.0.1:{listener.sockets[0].getsockname()[1]}"
    finally:
        loop.call_soon_threadsafe(loop.stop)
        carrying.join()
