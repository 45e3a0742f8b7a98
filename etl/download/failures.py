"""Names what went wrong on the way: an HTTP status, an error of the HTTP library, a host not on the list."""

from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

import requests
import urllib3

from etl.download.errors import (
    BrokenTransfer,
    HostRefused,
    RateLimited,
    RequestRefused,
    ServerFailing,
    SourceError,
    Unreachable,
)

LOOPBACK = ("127.0.0.1", "localhost", "::1")
TOO_MANY, SERVER_ERROR, REDIRECT, NOT_MODIFIED = 429, 500, 300, 304


def check_host(url: str, hosts: frozenset[str]) -> None:
    """Check that an address is one of the hosts named, and safe on its way.

    Raises:
        HostRefused: If it is not; nothing has been asked of it.
    """
    parts = urlsplit(url)
    host = parts.hostname or ""
    if host not in hosts:
        raise HostRefused(f"{url[:200]} is not on a host of the list ({', '.join(sorted(hosts))})")
    if parts.scheme != "https" and host not in LOOPBACK:
        raise HostRefused(f"{url[:200]} is not https")


def named(error: Exception) -> SourceError:
    """Return our own error for one of the HTTP library, whose text, with the whole address, is not used."""
    kind = type(error).__name__
    if isinstance(error, requests.exceptions.SSLError):
        return RequestRefused("the certificate of the server is not trusted")
    if isinstance(error, requests.Timeout | urllib3.exceptions.TimeoutError | TimeoutError):
        return Unreachable("no answer in time")
    if isinstance(
        error,
        requests.exceptions.InvalidURL
        | requests.exceptions.InvalidSchema
        | requests.exceptions.MissingSchema,
    ):
        return RequestRefused("not a usable address")
    if isinstance(error, urllib3.exceptions.DecodeError | requests.exceptions.ContentDecodingError):
        return BrokenTransfer("the compressed answer is damaged")
    reset = (urllib3.exceptions.ProtocolError, requests.exceptions.ChunkedEncodingError, ConnectionResetError)
    cause = getattr(error, "args", (None,))[0] if error.args else None
    if isinstance(error, reset) or isinstance(cause, urllib3.exceptions.ProtocolError):
        return BrokenTransfer("the connection broke before the answer was complete")
    return Unreachable(f"no connection ({kind})")


def check_status(url: str, status: int, headers: Mapping[str, str]) -> None:
    """Raise the error that an HTTP status means; 304 is none.

    Raises:
        SourceError: With the wait that Retry-After asks for.
    """
    if status == TOO_MANY:
        raise RateLimited(f"{url}: HTTP 429", _retry_after(headers))
    if status >= SERVER_ERROR:
        raise ServerFailing(f"{url}: HTTP {status}", _retry_after(headers))
    if REDIRECT <= status < TOO_MANY and status != NOT_MODIFIED:
        moved = "the address has moved" if status < REDIRECT + 100 else f"HTTP {status}"
        raise RequestRefused(f"{url}: {moved}")
    if status > TOO_MANY:
        raise RequestRefused(f"{url}: HTTP {status}")


def _retry_after(headers: Mapping[str, str]) -> float | None:
    """Return the seconds of a Retry-After header (a number or a date)."""
    text = headers.get("Retry-After", "")
    if text.isdecimal():
        return float(text)
    try:
        at = parsedate_to_datetime(text)
    except ValueError:
        return None
    return max(0.0, (at - datetime.now(UTC)).total_seconds()) if at.tzinfo else None
