"""What can go wrong between us and a publisher; each class is one reason a person can act on.

The words for readers stand in `data/catalogue/refresh_texts.yaml`, under the `code` of the class.
"""

import re


class SourceError(Exception):
    """A source that could not be refreshed.

    Attributes:
        code: Stable name of the reason: that of the class, in small letters.
        detail: What exactly happened; never contains a key.
        retry_after: Seconds the publisher asks to wait, or None.
        heals: Whether asking again within minutes can help.
    """

    code = "source_error"
    heals = False

    def __init_subclass__(cls) -> None:
        """Name the reason after the class."""
        cls.code = re.sub(r"(?<!^)(?=[A-Z])", "_", cls.__name__).lower()

    def __init__(self, detail: str, retry_after: float | None = None) -> None:
        """Keep the detail."""
        self.detail = detail
        self.retry_after = retry_after
        super().__init__(detail)


class MayHeal(SourceError):
    """A failure that may be over in a moment."""

    heals = True


class KeyMissing(SourceError):
    """The source needs a key and the environment has none."""


class KeyRefused(SourceError):
    """The publisher does not accept the key (unknown, expired, blocked)."""


class RateLimited(MayHeal):
    """Too many calls."""


class Unreachable(MayHeal):
    """No connection: refused, unknown host, certificate, no answer in time."""


class TooSlow(SourceError):
    """The answer did not arrive within the total deadline."""


class BrokenTransfer(MayHeal):
    """The connection broke midway: reset, truncated, damaged compression."""


class ServerFailing(MayHeal):
    """The publisher's server reports an error of its own."""


class RequestRefused(SourceError):
    """The publisher does not understand the request, or the address has moved."""


class TableGone(SourceError):
    """The table does not exist any more."""


class NoData(SourceError):
    """The table has no figures for what was asked."""


class TooManyCells(SourceError):
    """The publisher refuses an answer of this size; the request must be split."""


class Unreadable(SourceError):
    """The answer is not what the publisher documents: HTML instead of JSON, wrong encoding, other columns."""


class Incomplete(SourceError):
    """The answer lacks rows it should have."""


class Unexpected(SourceError):
    """The answer contradicts the catalogue: another unit, name or region code than declared."""


class NotStored(SourceError):
    """The archive cannot be written (disk full, no permission)."""


class NotArchived(SourceError):
    """There is no stored answer to read again."""


class HostRefused(SourceError):
    """A link or a redirect leads to a host that is not on the source's list."""


class LinkNotFound(SourceError):
    """The entry page does not link the file that is looked for, or links several where one is expected."""


class NotOffered(SourceError):
    """The publisher is not known to offer a file, and does not now: nothing has failed."""


class WrongFile(SourceError):
    """What the entry page links is not the file it should be: HTML, PDF, other headings."""


class Disagrees(SourceError):
    """The table's figures are not those held for the same regions and years: another definition or item."""
