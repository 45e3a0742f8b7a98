"""Answers that caches understand: made once for each build, kept, compressed, with ETag and Last-Modified."""

import gzip
import hashlib
import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from functools import lru_cache, partial

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import Response

from api.encodings import takes_gzip
from api.links import link
from exports.formats import FORMATS, Format
from exports.tables import json_file
from regions.database.build import Build
from regions.database.languages import Language
from regions.database.memory import per_build

CACHE_CONTROL = "public, max-age=300"
# An answer kept costs its own size and that of its compressed form.
KEPT_BYTES = 64_000_000
_LEAST_COMPRESSED = 500
_COMPRESSED_ALREADY = tuple(
    FORMATS[code].ending for code in ("parquet", "excel", "package", "word", "hangul", "png")
)


@dataclass(frozen=True)
class Payload:
    """A finished answer.

    Attributes:
        body: The bytes.
        packed: The same compressed; None where that gains nothing.
        etag: Weak entity tag, the same for both forms.
        headers: Further headers.
    """

    body: bytes
    packed: bytes | None
    etag: str
    headers: dict[str, str]

    @property
    def size(self) -> int:
        """Bytes it takes in memory."""
        return len(self.body) + len(self.packed or b"")


class Shelf:
    """The answers of late, up to a number of bytes; the one unused longest goes first."""

    def __init__(self, capacity: int = KEPT_BYTES) -> None:
        """Take the number of bytes that may be kept."""
        self._capacity = capacity
        self._held: OrderedDict[tuple[str, ...], Payload] = OrderedDict()
        self._bytes = 0
        self._lock = threading.Lock()
        self._making: dict[tuple[str, ...], threading.Lock] = {}

    def made_once(self, key: tuple[str, ...], make: Callable[[], Payload]) -> Payload:
        """Return an answer; of many who ask for it at the same time one makes it and the others wait.

        Args:
            key: What distinguishes the answer.
            make: Returns it.
        """
        with self._lock:
            making = self._making.setdefault(key, threading.Lock())
        try:
            with making:
                answer = self.get(key)
                if answer is None:
                    answer = make()
                    self.put(key, answer)
                return answer
        finally:
            with self._lock:
                self._making.pop(key, None)

    def get(self, key: tuple[str, ...]) -> Payload | None:
        """Return an answer kept."""
        with self._lock:
            answer = self._held.get(key)
            if answer is not None:
                self._held.move_to_end(key)
            return answer

    def put(self, key: tuple[str, ...], answer: Payload) -> None:
        """Keep an answer, unless it alone would fill the shelf."""
        if answer.size > self._capacity // 4:
            return
        with self._lock:
            before = self._held.pop(key, None)
            self._bytes += answer.size - (before.size if before else 0)
            self._held[key] = answer
            while self._bytes > self._capacity:
                _, dropped = self._held.popitem(last=False)
                self._bytes -= dropped.size


_SHELF = Shelf()


async def deliver(
    request: Request,
    build: Build,
    key: tuple[str, ...],
    make: Callable[[], bytes],
    media_type: str,
    headers: dict[str, str] | None = None,
) -> Response:
    """Answer a GET or HEAD from what is kept, else from what `make` returns (in a thread of its own).

    Args:
        request: The request.
        build: The build the answer is made from.
        key: What distinguishes the answer from others of the same build.
        make: Returns the body.
        media_type: Content type.
        headers: Further headers of the answer.
    """
    full_key = (build.id, link(""), *key)
    held = _SHELF.get(full_key)
    if held is None:
        finish = partial(_finished, make, key, {"Content-Type": media_type, **(headers or {})})
        held = await to_thread.run_sync(_SHELF.made_once, full_key, finish)
    return respond(request, held, built_at(build))


async def deliver_file(
    request: Request,
    build: Build,
    format_: Format,
    language: Language,
    name: str,
    key: tuple[str, ...],
    make: Callable[[], bytes],
    headers: dict[str, str] | None = None,
    disposition: str = "inline",
) -> Response:
    """Answer with a file in the format that the address ends with, see `deliver`.

    Args:
        request: The request.
        build: The build the file is made from.
        format_: The format.
        language: Language of the file.
        name: Its name, without the ending.
        key: What distinguishes the file from others of this address.
        make: Returns its content.
        headers: Further headers of the answer.
        disposition: `inline` or `attachment`.
    """
    own = {
        "Content-Disposition": f'{disposition}; filename="{name}{format_.ending}"',
        "Content-Language": language,
        "X-Data-Version": build.id,
    }
    full_key = (request.url.path, language, *key)
    return await deliver(request, build, full_key, make, format_.content_type, own | (headers or {}))


async def deliver_json(
    request: Request, build: Build, key: tuple[str, ...], document: Callable[[], object]
) -> Response:
    """Answer with what `document` returns, as JSON."""
    return await deliver(request, build, key, lambda: json_file(document()), FORMATS["json"].content_type)


def respond(request: Request, held: Payload, modified: datetime) -> Response:
    """Return a finished answer in the form the client takes, or 304 where it has it already."""
    headers = held.headers | {
        "ETag": held.etag,
        "Last-Modified": http_date(modified),
        "Cache-Control": held.headers.get("Cache-Control", CACHE_CONTROL),
        "Vary": "Accept-Encoding",
    }
    if is_known(request, held.etag, modified):
        del headers["Content-Type"]
        return Response(status_code=304, headers=headers)
    body = held.body
    if held.packed is not None and takes_gzip(request.headers.get("accept-encoding", "")):
        body = held.packed
        headers["Content-Encoding"] = "gzip"
    headers["Content-Length"] = str(len(body))
    return Response(b"" if request.method == "HEAD" else body, headers=headers)


def is_known(request: Request, etag: str, modified: datetime) -> bool:
    """Say whether the client's copy is current (RFC 9110: an entity tag outweighs a date)."""
    if "if-none-match" in request.headers:
        return has_tag(request, etag)
    since = request.headers.get("if-modified-since")
    if since is None:
        return False
    try:
        held = parsedate_to_datetime(since)
    except ValueError:
        return False
    return modified <= (held if held.tzinfo else held.replace(tzinfo=UTC))


def has_tag(request: Request, etag: str) -> bool:
    """Say whether the client's copy has this entity tag."""
    known = [tag.strip().removeprefix("W/") for tag in request.headers.get("if-none-match", "").split(",")]
    return "*" in known or etag.removeprefix("W/") in known


@lru_cache(maxsize=256)
def http_date(moment: datetime) -> str:
    """Return a time as HTTP writes it."""
    return format_datetime(moment, usegmt=True)


@per_build(4)
def built_at(build: Build) -> datetime:
    """Return when a build was made (UTC, whole seconds, as HTTP dates are)."""
    moment = build.query("SELECT built_at FROM build").built_at.iloc[0]
    return datetime.fromtimestamp(int(moment.tz_localize("UTC").timestamp()), UTC)


def _finished(make: Callable[[], bytes], key: tuple[str, ...], headers: dict[str, str]) -> Payload:
    body = make()
    packs = len(body) >= _LEAST_COMPRESSED and not key[0].endswith(_COMPRESSED_ALREADY)
    packed = gzip.compress(body, 6, mtime=0) if packs else None
    return Payload(body, packed, f'W/"{hashlib.sha256(body).hexdigest()[:24]}"', headers)
