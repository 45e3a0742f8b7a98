"""What each source holds and what to do about it."""

import json
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime

from etl.catalogue import Catalogue
from etl.languages import ORIGINAL
from etl.paths import Paths
from etl.refresh.feeds import read_feeds
from etl.refresh.state import read_state
from etl.snapshots import Snapshots
from etl.sources import CONNECTORS

OLD_AFTER_DAYS = 400  # most of the figures are published once a year


@dataclass(frozen=True)
class SourceStatus:
    """One line of `python -m etl status`.

    Attributes:
        source_id: The source.
        publisher: Its publisher's name in English.
        newest_year: Newest year of its figures; None for lists.
        retrieved_on: Date of retrieval, YYYY-MM-DD.
        rows: Rows in the snapshots.
        key: Name of the environment variable with the key it needs, or None.
        key_present: Whether that variable is set; None if no key is needed.
        to_do: What to do.
        refreshed_by: Name of the source by which `refresh` brings its figures, or None.
    """

    source_id: str
    publisher: str
    newest_year: int | None
    retrieved_on: str
    rows: int
    key: str | None
    key_present: bool | None
    to_do: str
    refreshed_by: str | None = None


@dataclass(frozen=True)
class RefreshStatus:
    """What is known of a source that `refresh` can bring.

    Attributes:
        source: Its name.
        key: Environment variable of its key, or None.
        key_present: Whether it is set; None if no key is needed.
        last_success: When it was last up to date, or None.
        age_days: Days since then, or None.
        outcome: What the last refresh came to, or None.
        failure: Why not, with the details; empty if all went well.
    """

    source: str
    key: str | None
    key_present: bool | None
    last_success: str | None
    age_days: int | None
    outcome: str | None
    failure: str


def refresh_status(paths: Paths, now: datetime) -> list[RefreshStatus]:
    """Return the state of each source that can be refreshed.

    Raises:
        DataError: If the catalogue of feeds is wrong.
    """
    feeds = read_feeds(paths)
    state = read_state(paths.refreshed) if paths.refreshed else None
    found = []
    for name in CONNECTORS:
        if name not in feeds:
            continue
        feed, known = feeds[name], state.sources.get(name, {}) if state else {}
        success = known.get("last_success")
        reason = (known.get("reason") or {}).get("en", "")
        found.append(
            RefreshStatus(
                source=name,
                key=feed.key_env,
                key_present=None if feed.key_env is None else not feed.key_lacking,
                last_success=success,
                age_days=(now - datetime.fromisoformat(success)).days if success else None,
                outcome=known.get("outcome"),
                failure="\n".join(filter(None, [reason, known.get("detail", "")])),
            )
        )
    return found


def source_status(
    catalogue: Catalogue, snapshots: Snapshots, today: date, feeds: Mapping[str, str] | None = None
) -> list[SourceStatus]:
    """Return the state of every source, ordered by publisher.

    Args:
        catalogue: The catalogue.
        snapshots: All datasets.
        today: The day.
        feeds: By dataset, the source by which `refresh` brings it.
    """
    brought: dict[str, str] = {}
    rows: dict[str, int] = {}
    newest: dict[str, int] = {}
    for dataset in snapshots:
        for cited, frame in dataset.frame.groupby("source"):
            rows[str(cited)] = rows.get(str(cited), 0) + len(frame)
            if dataset.name in (feeds or {}):
                brought[str(cited)] = (feeds or {})[dataset.name]
            if dataset.has_figures:
                newest[str(cited)] = max(newest.get(str(cited), 0), int(frame["year"].max()))
    found = []
    for source_id, source in catalogue.sources.items():
        if source_id in rows and source.retrieved_on:
            publisher = catalogue.publishers[source.publisher]
            key = publisher.key_env
            present = bool(os.environ.get(key)) if key else None
            age = (today - date.fromisoformat(source.retrieved_on)).days
            found.append(
                SourceStatus(
                    source_id, publisher.names[ORIGINAL], newest.get(source_id), source.retrieved_on,
                    rows[source_id], key, present, _to_do(age, key if present is False else None),
                    brought.get(source_id),
                )
            )  # fmt: skip
    return sorted(found, key=lambda one: (one.publisher, one.source_id))


def _to_do(age: int, missing_key: str | None) -> str:
    if age <= OLD_AFTER_DAYS:
        return "nothing"
    needed = f"; needs the key {missing_key}" if missing_key else ""
    return f"look for newer figures (retrieved {age} days ago){needed}"


def as_json(status: Iterable[SourceStatus], refreshes: Iterable[RefreshStatus] = ()) -> str:
    """Return the states as JSON text, each with that of the source by which it is refreshed."""
    by_name = {one.source: asdict(one) for one in refreshes}
    content = [{**asdict(one), "refresh": by_name.get(one.refreshed_by or "")} for one in status]
    return json.dumps(content, ensure_ascii=False, indent=2)


def as_table(status: Iterable[SourceStatus]) -> str:
    """Return the states as an aligned text table."""
    header = ("source", "publisher", "newest", "retrieved", "rows", "key", "to do")
    lines = [header] + [
        (
            one.source_id,
            one.publisher,
            str(one.newest_year or "-"),
            one.retrieved_on,
            f"{one.rows:,}",
            _key(one),
            one.to_do,
        )
        for one in status
    ]
    return aligned(lines, right={2, 4})


def refresh_table(status: Iterable[RefreshStatus]) -> str:
    """Return the sources that can be refreshed as an aligned text table."""
    header = ("refresh", "key", "last up to date", "days ago", "last outcome", "why")
    lines = [header] + [
        (
            one.source,
            _key(one),
            (one.last_success or "never")[:10],
            "-" if one.age_days is None else str(one.age_days),
            one.outcome or "not tried yet",
            one.failure.splitlines()[0] if one.failure else "",
        )
        for one in status
    ]
    return aligned(lines, right={3}, widest=110)


def _key(one: SourceStatus | RefreshStatus) -> str:
    words = {None: "not needed", True: "present", False: "missing"}
    return words[one.key_present] + (f" ({one.key})" if one.key else "")


def aligned(lines: Sequence[tuple[str, ...]], right: set[int], widest: int = 46) -> str:
    """Return rows as an aligned text table, header first; the columns in `right` stand on the right."""
    header = lines[0]
    widths = [min(max(len(line[column]) for line in lines), widest) for column in range(len(header))]
    return "\n".join(
        "  ".join(
            cell[:width].rjust(width) if column in right else cell[:width].ljust(width)
            for column, (cell, width) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in lines
    )
