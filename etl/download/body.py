"""The body of an answer, read and unpacked part by part; one that ends too early is a broken transfer."""

import time
import zlib
from collections.abc import Iterator

import requests

from etl.download.errors import BrokenTransfer, RequestRefused, TooSlow

LARGEST_ANSWER = 300_000_000  # bytes; the largest table asked for is about a third of it
CHUNK = 1 << 16
PART = 1 << 20  # bytes unpacked at a time, however well they were packed
GZIP_OR_ZLIB, BARE = 32 + zlib.MAX_WBITS, -zlib.MAX_WBITS
ENCODINGS = ("gzip", "x-gzip", "deflate")
AS_SENT = ("", "identity")
GZIP_BEGINNING = b"\x1f\x8b"
OK = 200
ENDS_KNOWN_BY = ("Content-Length", "Transfer-Encoding")


def read_body(response: requests.Response, end: float) -> bytes:
    """Read a body part by part, so that neither one that drips nor one that swells holds us for long.

    Raises:
        TooSlow: If the time (`time.monotonic`) is up.
        RequestRefused: If it is too large.
        BrokenTransfer: If it ends before its end, or the head did.
    """
    parts = []
    size = 0
    for part in unpacked(_sent(response), response.headers.get("Content-Encoding", "")):
        parts.append(part)
        size += len(part)
        if time.monotonic() > end:
            raise TooSlow(f"{size:,} bytes had arrived when the time was up")
        if size > LARGEST_ANSWER:
            raise RequestRefused(f"the answer is larger than {LARGEST_ANSWER:,} bytes")
    if time.monotonic() >= end:
        raise TooSlow("the connection was cut when the time was up")  # which may look like its end
    if (
        not size
        and response.status_code == OK
        and not any(name in response.headers for name in ENDS_KNOWN_BY)
    ):
        raise BrokenTransfer("the connection broke within the head of the answer")
    return b"".join(parts)


def _sent(response: requests.Response) -> Iterator[bytes]:
    while part := response.raw.read1(CHUNK, decode_content=False):
        yield part


def unpacked(parts: Iterator[bytes], encoding: str) -> Iterator[bytes]:
    """Go through the content of a body.

    Args:
        parts: The body as sent.
        encoding: Its Content-Encoding.

    Raises:
        BrokenTransfer: If it is damaged or ends too early.
        RequestRefused: If it is packed in a way that was not asked for.
    """
    for name in reversed([one.strip().lower() for one in encoding.split(",")]):
        if name in ENCODINGS:
            parts = _unpacked(parts)
        elif name not in AS_SENT:
            raise RequestRefused(f"the answer is packed as {name[:20]!r}, which was not asked for")
    return parts


def _unpacked(parts: Iterator[bytes]) -> Iterator[bytes]:
    stream = zlib.decompressobj(GZIP_OR_ZLIB)
    begun = False
    try:
        for part in parts:
            if not begun:
                stream, begun = _begun(part), True
            if stream.eof:
                if not part.startswith(GZIP_BEGINNING):
                    continue  # padding behind the end
                stream = zlib.decompressobj(GZIP_OR_ZLIB)
            yield from _content(stream, part)
            while stream.eof and stream.unused_data.startswith(GZIP_BEGINNING):
                rest, stream = stream.unused_data, zlib.decompressobj(GZIP_OR_ZLIB)
                yield from _content(stream, rest)
    except zlib.error:
        raise BrokenTransfer("the compressed answer is damaged") from None
    if begun and not stream.eof:
        raise BrokenTransfer("the compressed answer ends before its end")


def _begun(part: bytes) -> "zlib._Decompress":
    """Return what unpacks a body that begins so: some servers send deflate without the head of zlib."""
    try:
        zlib.decompressobj(GZIP_OR_ZLIB).decompress(part, 1)
    except zlib.error:
        return zlib.decompressobj(BARE)
    return zlib.decompressobj(GZIP_OR_ZLIB)


def _content(stream: "zlib._Decompress", part: bytes) -> Iterator[bytes]:
    while part and not stream.eof:
        yield stream.decompress(part, PART)
        part = stream.unconsumed_tail
