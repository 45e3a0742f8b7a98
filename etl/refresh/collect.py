"""Brings the tables of one source: only what changed, page by page into the archive, then as rows."""

import json
import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from shutil import rmtree
from typing import Any
from urllib.parse import urlsplit

import pandas as pd

from etl.download.archive import Archive, Fetch
from etl.download.client import Answer, Call, Client, Secret, address
from etl.download.errors import KeyRefused, MayHeal, NotStored, RateLimited, SourceError, TooSlow, Unreachable
from etl.refresh.agreement import Held, in_held_unit
from etl.refresh.feeds import Feed
from etl.refresh.recognition import recognised
from etl.sources.connector import Connector, Request, Table
from etl.sources.places import Places

# After one of these the other tables of the source would fail in the same way.
STOPS_THE_SOURCE = (KeyRefused, RateLimited, Unreachable, NotStored)
# These happen on the way; what has arrived so far is as good as it was.
UNDERWAY = (MayHeal, TooSlow, NotStored)

Report = Callable[[str, str], None]


@dataclass(frozen=True)
class Brought:
    """The rows of one table.

    Attributes:
        table: The table.
        rows: As from the connector.
        fetch: The answers they come from.
        request: What was asked.
    """

    table: Table
    rows: pd.DataFrame = field(repr=False)
    fetch: Fetch
    request: str

    @property
    def retrieved_on(self) -> str:
        """The day on which the answers were asked for, YYYY-MM-DD."""
        return str(self.fetch.about["begun_at"])[:10]


@dataclass
class Collected:
    """What one source brought.

    Attributes:
        feed: The source.
        brought: Its tables that changed.
        unchanged: Ids of the tables that did not.
        failed: By table id, what went wrong.
    """

    feed: Feed
    brought: list[Brought] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    failed: dict[str, SourceError] = field(default_factory=dict)

    @property
    def newest(self) -> str:
        """When the newest of it was fetched: the name of that fetch."""
        return max((one.fetch.name for one in self.brought), default="")

    @property
    def n_rows(self) -> int:
        """Number of rows."""
        return sum(len(one.rows) for one in self.brought)


@dataclass(frozen=True)
class Collector:
    """Fetches and reads the tables of one source.

    Attributes:
        connector: How its publisher is asked and read.
        feed: What is wanted.
        client: The HTTP client.
        archive: Where answers are kept.
        known: By "source/table", what is merged into the datasets in use: version, content, request, fetch.
        places: The regions.
        since: First year wanted, or None.
        offline: Whether stored answers are read again instead of asking.
        accept: Whether answers that the checks rejected may be taken again.
        held: Returns the rows of a dataset in use.
    """

    connector: Connector
    feed: Feed
    client: Client
    archive: Archive
    known: Mapping[str, dict[str, Any]]
    places: Places
    held: Held
    since: int | None = None
    offline: bool = False
    accept: bool = False

    def collect(self, report: Report) -> Collected:
        """Bring every table; one that fails does not hurt the others."""
        collected = Collected(self.feed)
        for table in self.feed.tables:
            report(table.id, "")
            try:
                brought = self._table(table, report)
            except SourceError as error:
                collected.failed[table.id] = error
                if isinstance(error, STOPS_THE_SOURCE):
                    break
                continue
            except OSError as error:
                collected.failed[table.id] = NotStored(f"{table.id}: {error.strerror}")
                break
            if brought is None:
                collected.unchanged.append(table.id)
            else:
                collected.brought.append(brought)
                report(table.id, f"{len(brought.rows):,}")
        return collected

    def _table(self, table: Table, report: Report) -> Brought | None:
        # What has no years is the same whatever the first year wanted.
        source, request = self.feed.source, request_of(table, self.since if table.series else None)
        known = self.known.get(f"{source}/{table.id}", {})
        if self.offline:
            fetch = self.archive.newest(source, table.id, self.accept)
        else:
            fetch = self.archive.begin(source, table.id, request, self.accept)
            if not fetch.finished and not self._fill(fetch, table, request, known, report):
                rmtree(fetch.folder, ignore_errors=True)
                return None
            if fetch.content == known.get("content") and request == known.get("request"):
                fetch.note(fate="merged")
                known["fetch"] = fetch.name
                return None
        try:
            rows = recognised(table, self.connector.rows(table, fetch.answers(), self.places), self.held)
            if table.options.get("agree"):
                rows = in_held_unit(table.id, rows, self.held)
        except SourceError:
            if not self.offline:
                fetch.note(fate="unreadable")
            raise
        if self.since and "year" in rows:
            rows = rows[rows["year"] >= self.since]
        return Brought(table, rows, fetch, request)

    def _fill(self, fetch: Fetch, table: Table, request: str, known: dict[str, Any], report: Report) -> bool:
        """Ask for what a fetch lacks; return False if the publisher has nothing new."""
        version = self.connector.version(table, self._ask)
        if version is not None and known.get("version") == version and known.get("request") == request:
            return False
        if fetch.about.get("version_at_begin", version) != version:
            fetch.clear()  # the table changed while the download lay unfinished: pages must not be mixed
        fetch.note(version_at_begin=version)
        earlier = self._earlier(table, known) if version is None and known.get("request") == request else None
        size = 0
        try:
            for answer in self._answers(fetch, table, earlier):
                size += len(answer.body)
                report(table.id, f"{size / 1e6:.1f} MB")
        except SourceError as error:
            if fetch.leads_on and not isinstance(error, UNDERWAY):
                fetch.note(fate="unreadable")  # the next run must not go on from a page that leads nowhere
            raise
        fetch.finish(version)
        self.archive.tidy(self.feed.source, table.id)
        return True

    def _answers(self, fetch: Fetch, table: Table, earlier: Fetch | None) -> Iterator[Answer]:
        def ask(request: Request) -> Answer:
            url = address(self._url(request), request.parameters, request.form)
            stored = fetch.answer(url)
            if stored is not None:
                return stored
            held = None if request.leads_on or earlier is None else earlier.answer(url)
            answer = self._ask(request, earlier.validators(url) if earlier and held else {})
            if answer.not_modified and held:
                answer = held
            return fetch.store(answer, request.leads_on)

        return self.connector.answers(table, self.since, ask)

    def _earlier(self, table: Table, known: dict[str, Any]) -> Fetch | None:
        """Return the fetch merged last, whose answers can be asked for by If-Modified-Since."""
        fetches = self.archive.fetches(self.feed.source, table.id)
        return next((one for one in fetches if one.name == known.get("fetch")), None)

    def _ask(self, request: Request, validators: dict[str, str] | None = None) -> Answer:
        key = self.feed.key
        secret = self.connector.secret(key) if key else Secret()
        call = Call(
            self._url(request), request.parameters, secret, validators or {}, self._hosts(request),
            request.form, request.accepts,
        )  # fmt: skip
        return self.client.ask(call, self._judge)

    def _hosts(self, request: Request) -> frozenset[str] | None:
        if request.hosts is None:
            return None
        return frozenset((*request.hosts, urlsplit(base_url(self.connector)).hostname or ""))

    def _judge(self, answer: Answer) -> None:
        if not answer.not_modified:
            self.connector.judge(answer)

    def _url(self, request: Request) -> str:
        whole = request.path.startswith(("https://", "http://"))
        return request.path if whole else f"{base_url(self.connector)}/{request.path}"


def base_url(connector: Connector) -> str:
    """Return the address of a source: from the environment, else the publisher's."""
    return (os.environ.get(connector.base_env) or connector.base_url).rstrip("/")


def request_of(table: Table, since: int | None) -> str:
    """Return what is asked of a table, as text to compare."""
    items = [(one.item, sorted(one.select.items())) for one in table.series]
    return json.dumps([table.id, items, dict(table.options), since], ensure_ascii=False, sort_keys=True)
