"""What can go wrong between us and a publisher; each class is one reason a person can act on.

The words for readers stand in `data/catalogue/refresh_texts.yaml`, under the `code` of the class.
"""


class SourceError(Exception):
    """A source that could not be refreshed.

    Attributes:
        code: Stable name of the reason.
        detail: What exactly happened; never contains a key.
        retry_after: Seconds the publisher asks to wait, or None.
        heals: Whether asking again within minutes can help.
    """

    code = "source_failed"
    heals = False

    def __init__(self, detail: str, retry_after: float | None = None) -> None:
        """Keep the detail."""
        self.detail = detail
        self.retry_after = retry_after
        super().__init__(detail)


class KeyMissing(SourceError):
    """The source needs a key and the environment has none."""

    code = "key_missing"


class KeyRefused(SourceError):
    """The publisher does not accept the key (unknown, expired, blocked)."""

    code = "key_refused"


class RateLimited(SourceError):
    """Too many calls."""

    code = "rate_limited"
    heals = True


class Unreachable(SourceError):
    """No connection: refused, unknown host, certificate, no answer in time."""

    code = "unreachable"
    heals = True


class TooSlow(SourceError):
    """The answer did not arrive within the total deadline."""

    code = "too_slow"


class BrokenTransfer(SourceError):
    """The connection broke midway: reset, truncated, damaged compression."""

    code = "broken_transfer"
    heals = True


class ServerFailing(SourceError):
    """The publisher's server reports an error of its own."""

    code = "server_failing"
    heals = True


class RequestRefused(SourceError):
    """The publisher does not understand the request, or the address has moved."""

    code = "request_refused"


class TableGone(SourceError):
    """The table does not exist any more."""

    code = "table_gone"


class NoData(SourceError):
    """The table has no figures for what was asked."""

    code = "no_data"


class TooManyCells(SourceError):
    """The publisher refuses an answer of this size; the request must be split."""

    code = "too_many_cells"


class Unreadable(SourceError):
    """The answer is not what the publisher documents: HTML instead of JSON, wrong encoding, other columns."""

    code = "unreadable"


class Incomplete(SourceError):
    """The answer lacks rows it should have."""

    code = "incomplete"


class Unexpected(SourceError):
    """The answer contradicts the catalogue: another unit, name or region code than declared."""

    code = "unexpected"


class NotStored(SourceError):
    """The archive cannot be written (disk full, no permission)."""

    code = "not_stored"


class NotArchived(SourceError):
    """There is no stored answer to read again."""

    code = "not_archived"
