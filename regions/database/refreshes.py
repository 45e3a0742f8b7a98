"""What refreshes brought and why a source could not be refreshed: `refresh.json` beside the builds."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from regions.database.build import build_directory
from regions.database.languages import LANGUAGES, Text

REPORT_NAME = "refresh.json"
OUTCOMES = ("refreshed", "unchanged", "skipped", "failed", "rejected")


@dataclass(frozen=True)
class RefreshedSource:
    """One source that can be refreshed.

    Attributes:
        id: Its name on the command line.
        name: Its name.
        outcome: What the last refresh came to, one of `OUTCOMES`.
        last_attempt: When it was last tried.
        last_success: When it was last up to date, or None.
        reason: Why not, or None.
        credit: The sentence its terms require, or empty.
    """

    id: str
    name: Text
    outcome: str
    last_attempt: datetime
    last_success: datetime | None
    reason: Text | None
    credit: str

    def age_in_days(self, now: datetime) -> int | None:
        """Return how many days ago it was last up to date."""
        return None if self.last_success is None else (now - self.last_success).days


@dataclass(frozen=True)
class DataChange:
    """One line of the change log: when, and what."""

    at: datetime
    text: Text


@dataclass(frozen=True)
class RefreshReport:
    """The sources as last tried, and the change log, newest first."""

    sources: tuple[RefreshedSource, ...]
    changes: tuple[DataChange, ...]


def refresh_report() -> RefreshReport | None:
    """Return the report of the last refresh, or None if there was none or its file cannot be read."""
    try:
        content = json.loads((build_directory() / REPORT_NAME).read_text(encoding="utf-8"))
        sources = tuple(_source(one) for one in content["sources"])
        changes = tuple(DataChange(_time(one["at"]), _text(one["text"])) for one in content["changes"])
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
    return RefreshReport(sources, changes)


def _source(content: Mapping[str, Any]) -> RefreshedSource:
    success, reason = content.get("last_success"), content.get("reason")
    if content["outcome"] not in OUTCOMES:
        raise ValueError(content["outcome"])
    return RefreshedSource(
        id=str(content["source"]),
        name=_text(content["names"]),
        outcome=content["outcome"],
        last_attempt=_time(content["last_attempt"]),
        last_success=_time(success) if success else None,
        reason=_text(reason) if reason else None,
        credit=str(content.get("credit") or ""),
    )


def _text(content: Mapping[str, Any]) -> Text:
    return Text(*(str(content[language]) for language in LANGUAGES))


def _time(text: str) -> datetime:
    time = datetime.fromisoformat(text)
    return time if time.tzinfo else time.replace(tzinfo=UTC)
