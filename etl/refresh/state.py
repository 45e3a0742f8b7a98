"""What is remembered of what was brought, and the report that the dashboard shows."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from etl.languages import LANGUAGES
from etl.paths import Paths
from etl.refresh.feeds import Feed
from etl.refresh.words import Words
from etl.whole_files import json_bytes, replace_file

STATE, REPORT = "state.json", "refresh.json"
LINES_KEPT = 500


@dataclass
class State:
    """The memory of refreshes.

    Attributes:
        sources: By source: last attempt, last success, outcome, reason, detail.
        changes: Lines of the change log, newest first.
    """

    sources: dict[str, dict[str, Any]] = field(default_factory=dict)
    changes: list[dict[str, Any]] = field(default_factory=list)

    def attempted(self, source: str, at: datetime, outcome: str, **about: Any) -> None:
        """Write down the outcome of one source."""
        known = self.sources.get(source, {})
        time = at.isoformat(timespec="seconds")
        success = {"last_success": time} if outcome in ("refreshed", "unchanged") else {}
        kept = {name: known[name] for name in ("last_success",) if name in known}
        self.sources[source] = {**kept, "last_attempt": time, "outcome": outcome, **success, **about}

    def changed(self, lines: list[dict[str, Any]]) -> None:
        """Put new lines in front."""
        self.changes = [*lines, *self.changes][:LINES_KEPT]


def read_state(refreshed: Path) -> State:
    """Return the memory; without a readable file it is empty."""
    try:
        content = json.loads((refreshed / STATE).read_text(encoding="utf-8"))
        return State(dict(content["sources"]), list(content["changes"]))
    except (OSError, ValueError, KeyError, TypeError):
        return State()


def write_state(refreshed: Path, state: State) -> None:
    """Store the memory."""
    refreshed.mkdir(parents=True, exist_ok=True)
    replace_file(refreshed / STATE, json_bytes(state.__dict__))


def write_report(paths: Paths, state: State, feeds: Mapping[str, Feed], words: Words, at: datetime) -> None:
    """Write what the dashboard shows, and the change log as a file to read, into the build folder.

    Args:
        paths: The folders.
        state: The memory.
        feeds: The sources in their order.
        words: The headings.
        at: Time of the refresh or import.
    """
    paths.build.mkdir(parents=True, exist_ok=True)
    sources = [
        {"source": name, "names": dict(feed.names), "key_env": feed.key_env, "key_url": feed.key_url,
         "credit": feed.credit, "role": feed.role, **state.sources[name]}
        for name, feed in feeds.items()
        if name in state.sources
    ]  # fmt: skip
    report = {"written_at": at.isoformat(timespec="seconds"), "sources": sources, "changes": state.changes}
    replace_file(paths.build / REPORT, json_bytes(report))
    for language in LANGUAGES:
        replace_file(paths.build / f"changes.{language}.md", _log(state, words, language).encode())


def _log(state: State, words: Words, language: str) -> str:
    lines = [f"# {words.title('changes')[language]}"]
    day = None
    for one in state.changes:
        if one["at"] != day:
            day = one["at"]
            lines += ["", f"## {day[:16].replace('T', ' ')} UTC", ""]
        lines.append(f"- {one['text'][language]}")
    if not state.changes:
        lines += ["", words.title("none")[language]]
    return "\n".join(lines) + "\n"
