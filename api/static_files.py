"""The files of the pages as browsers take them: compressed, and kept for good where the name allows it."""

import mimetypes
import os
import re
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from api.answers import http_date, is_known
from api.encodings import wished_encodings
from api.packed_files import edition, packed_file, shipped_files

_FOR_GOOD = "public, max-age=31536000, immutable"
_ASK_AGAIN = "no-cache"
_HASHED = re.compile(r"[.-][\w-]{8}\.\w+$")
# What the tables of some systems lack or say otherwise.
_TYPES = {".js": "text/javascript", ".css": "text/css", ".woff2": "font/woff2", ".svg": "image/svg+xml"}


class _WholeFile(FileResponse):
    chunk_size = 1_048_576  # in pieces of 64 kB a file waits for Python's lock once a piece


class StaticFiles:
    """Answers `/static/…` before Streamlit, which compresses nothing there."""

    def __init__(self, app: ASGIApp, prefix: str = "") -> None:
        """Take the application and the path below which it is served."""
        self._app = app
        self._names = {f"{prefix}/{name}": name for name in shipped_files()}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer what asks for a file; pass everything else on."""
        name = self._names.get(scope["path"]) if scope["type"] == "http" else None
        if name is None or scope["method"] not in ("GET", "HEAD"):
            await self._app(scope, receive, send)
            return
        await _answer(Request(scope), name)(scope, receive, send)


def _answer(request: Request, name: str) -> Response:
    plain = shipped_files()[name]
    # Ranges are counted in the file as it is.
    wished = () if "range" in request.headers else wished_encodings(_accepted(request.headers))
    file, encoding, held = _form(name, plain, wished)
    modified = datetime.fromtimestamp(int(plain.stat().st_mtime), UTC)
    headers = {
        "ETag": f'"{edition()}-{encoding or "plain"}"',
        "Last-Modified": http_date(modified),
        "Cache-Control": _FOR_GOOD if _HASHED.search(name) else _ASK_AGAIN,
        "Vary": "Accept-Encoding",
    }
    if is_known(request, headers["ETag"], modified):
        return Response(status_code=304, headers=headers)
    if encoding:
        headers["Content-Encoding"] = encoding
    kind = _TYPES.get(plain.suffix) or mimetypes.guess_type(plain.name)[0]
    return _WholeFile(file, headers=headers, media_type=kind, stat_result=held)


def _accepted(headers: Headers) -> str:
    return ",".join(headers.getlist("accept-encoding"))


def _form(name: str, plain: Path, wished: Iterable[str]) -> tuple[Path, str, os.stat_result]:
    """Return the file to send, its encoding, and what the system says of it."""
    for encoding in wished:
        file = packed_file(name, encoding)
        try:
            held = os.stat(file)  # noqa: PTH116  the result type Starlette asks for
        except OSError:
            continue  # not made yet, or not to be made here
        if held.st_size:
            return file, encoding, held
    return plain, "", os.stat(plain)  # noqa: PTH116
