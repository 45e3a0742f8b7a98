"""What is remembered between refreshes, and the report that the dashboard shows."""

import json
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from etl.languages import LANGUAGES
from etl.paths import Paths
from etl.publish import put_in_place, temporary
from etl.refresh.words import Words

STATE, REPORT = "state.json", "refresh.json"
LINES_KEPT = 500


@dataclass
class State:
    """The memory of refreshes.

    Attributes:
        tables: By "source/table": version, content, request and fetch last merged.
        sources: By source: last attempt, last success, outcome, reason, detail.
        changes: Lines of the change log, newest first.
    """

    tables: dict[str, dict[str, Any]] = field(default_factory=dict)
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
    """Return the memory; an unreadable file means that everything is fetched again."""
    try:
        content = json.loads((refreshed / STATE).read_text(encoding="utf-8"))
        return State(dict(content["tables"]), dict(content["sources"]), list(content["changes"]))
    except (OSError, ValueError, KeyError, TypeError):
        return State()


def write_state(refreshed: Path, state: State) -> None:
    """Store the memory."""
    refreshed.mkdir(parents=True, exist_ok=True)
    _replace(refreshed / STATE, _json(state.__dict__))


def write_report(
    paths: Paths, state: State, feeds: dict[str, dict[str, Any]], words: Words, at: datetime
) -> None:
    """Write what the dashboard shows, and the change log as a file to read, into the build folder.

    Args:
        paths: The folders.
        state: The memory.
        feeds: By source: names and key.
        words: The headings.
        at: Time of the refresh.
    """
    paths.build.mkdir(parents=True, exist_ok=True)
    sources = [
        {"source": name, **about, **state.sources[name]}
        for name, about in feeds.items()
        if name in state.sources
    ]
    report = {"written_at": at.isoformat(timespec="seconds"), "sources": sources, "changes": state.changes}
    _replace(paths.build / REPORT, _json(report))
    for language in LANGUAGES:
        _replace(paths.build / f"changes.{language}.md", _log(state, words, language))


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


def _json(content: dict[str, Any]) -> str:
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def _replace(file: Path, text: str) -> None:
    temporary(file).write_text(text, encoding="utf-8")
    put_in_place(file)
