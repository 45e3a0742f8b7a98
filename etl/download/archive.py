"""The archive of raw answers: stored before anything is parsed, kept by version, readable offline."""

import hashlib
from collections.abc import Iterator
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from pathlib import Path
from shutil import rmtree
from typing import Any

from etl import files
from etl.download.client import Answer
from etl.download.errors import NotArchived, NotStored
from etl.timestamps import next_name
from etl.whole_files import json_bytes, read_json, replace_file, temporary

KEPT = 3  # fetches of a table
RESUMED_WITHIN = timedelta(hours=6)
FETCH = "fetch.json"


class Fetch:
    """The answers to one fetch of one table: `0001.body`, `0001.json`, …; `fetch.json` is about the whole."""

    def __init__(self, folder: Path) -> None:
        """Open a folder of the archive."""
        self.folder = folder
        self.about: dict[str, Any] = read_json(folder / FETCH)
        self._by_url = {str(meta["url"]): body for meta, body in self._stored()}

    @property
    def name(self) -> str:
        """When it began: the name of the folder."""
        return self.folder.name

    @property
    def table(self) -> str:
        """Id of the table: the name of the folder above."""
        return self.folder.parent.name

    @property
    def finished(self) -> bool:
        """Whether every page is there."""
        return bool(self.about.get("finished_at"))

    @property
    def version(self) -> str | None:
        """The publisher's own mark of the table's version."""
        return self.about.get("version")

    @property
    def leads_on(self) -> bool:
        """Whether it holds an answer that only leads to others."""
        return any(meta.get("leads_on") for meta, _ in self._stored())

    def validators(self, url: str) -> dict[str, str]:
        """Return the headers to ask with whether an answer has changed."""
        body = self._by_url.get(url)
        headers: dict[str, str] = read_json(body.with_suffix(".json")).get("headers", {}) if body else {}
        names = {"ETag": "If-None-Match", "Last-Modified": "If-Modified-Since"}
        return {ask: headers[name] for name, ask in names.items() if name in headers}

    @property
    def content(self) -> str:
        """One checksum over all bodies but those that only lead to others."""
        digest = hashlib.sha256()
        for meta, _ in self._stored():
            if meta.get("leads_on"):
                continue
            digest.update(str(meta["sha256"]).encode())
        return digest.hexdigest()

    def answer(self, url: str) -> Answer | None:
        """Return the stored answer to an address, or None."""
        body = self._by_url.get(url)
        return None if body is None else self._answer(body)

    def answers(self) -> Iterator[Answer]:
        """Go through the stored answers in the order they came.

        Raises:
            NotArchived: If a file was altered since.
        """
        for _, body in self._stored():
            yield self._answer(body)

    def store(self, answer: Answer, leads_on: bool = False) -> Answer:
        """Store an answer; return it.

        Args:
            answer: The answer.
            leads_on: Whether it only leads to others, so that its content does not count.

        Raises:
            NotStored: If it cannot be written.
        """
        body = self.folder / f"{len(self._by_url) + 1:04d}.body"
        meta = asdict(answer)
        content = meta.pop("body")
        meta |= {
            "headers": dict(answer.headers),
            "leads_on": leads_on,
            "bytes": len(content),
            "sha256": files.sha256(content),
        }
        _write(body, content)
        _write(body.with_suffix(".json"), json_bytes(meta))  # second: a body without it does not count
        self._by_url[answer.url] = body
        return answer

    def clear(self) -> None:
        """Remove the stored answers."""
        for file in self.folder.glob("[0-9]*"):
            file.unlink(missing_ok=True)
        self._by_url = {}

    def note(self, **about: Any) -> None:
        """Write down something about the whole fetch."""
        self.about |= about
        _write(self.folder / FETCH, json_bytes(self.about))

    def finish(self, version: str | None) -> None:
        """Mark the fetch as complete."""
        self.note(finished_at=_now().isoformat(timespec="seconds"), version=version)

    def _stored(self) -> Iterator[tuple[dict[str, Any], Path]]:
        for file in sorted(self.folder.glob("[0-9]*.json")):
            meta = read_json(file)
            body = file.with_suffix(".body")
            if meta and body.is_file():
                yield meta, body

    def _answer(self, body: Path) -> Answer:
        meta = read_json(body.with_suffix(".json"))
        content = body.read_bytes()
        if files.sha256(content) != meta["sha256"]:
            raise NotArchived(f"{body.name} of {self.folder.parent.name} was altered since it was stored")
        moved_to = meta.get("moved_to", "")
        return Answer(meta["url"], meta["status"], meta["headers"], content, meta["asked_at"], moved_to)


class Archive:
    """The fetches of all tables: `<root>/<source>/<table>/<time>/`."""

    def __init__(self, root: Path) -> None:
        """Take the folder; it need not exist."""
        self.root = root

    def fetches(self, source: str, table: str) -> list[Fetch]:
        """Return the fetches of a table, oldest first."""
        folder = self.root / source / table
        return [Fetch(one) for one in sorted(folder.glob("[0-9]*T*Z")) if (one / FETCH).is_file()]

    def tables(self, source: str) -> list[str]:
        """Return the ids of the tables of a source."""
        return sorted(one.name for one in (self.root / source).glob("*") if one.is_dir())

    def newest(self, source: str, table: str, again: bool = False) -> Fetch:
        """Return the newest complete fetch.

        Args:
            source: Name of the source.
            table: Id of the table.
            again: Whether one that the checks rejected is as good; else it is taken if there is no other.

        Raises:
            NotArchived: If there is none.
        """
        complete = [one for one in self.fetches(source, table) if one.finished]
        passed = [one for one in complete if again or one.about.get("fate") != "rejected"]
        if not complete:
            raise NotArchived(f"no stored answer of {table}")
        return (passed or complete)[-1]

    def begin(self, source: str, table: str, request: str, again: bool = False) -> Fetch:
        """Return the fetch to fill: that of a run killed within the last hours, or a new one.

        Args:
            source: Name of the source.
            table: Id of the table.
            request: What is asked for; a fetch of something else is not continued.
            again: Whether a complete fetch that the checks rejected may be taken again.

        Raises:
            NotStored: If the folder cannot be made.
        """
        fates = (None, "rejected") if again else (None,)
        for fetch in reversed(self.fetches(source, table)):
            begun = datetime.fromisoformat(fetch.about["begun_at"])
            if (
                fetch.about.get("request") == request
                and fetch.about.get("fate") in fates
                and abs(_now() - begun) < RESUMED_WITHIN
            ):
                return fetch
        folder = self.root / source / table / next_name(self.root / source / table)
        try:
            folder.mkdir(parents=True)
        except OSError as error:
            raise NotStored(f"{folder}: {error.strerror}") from None
        about = {"source": source, "table": table, "request": request}
        _write(folder / FETCH, json_bytes({**about, "begun_at": _now().isoformat(timespec="seconds")}))
        return Fetch(folder)

    def tidy(self, source: str, table: str) -> None:
        """Remove all but the newest fetches of a table; the newest complete one always stays."""
        fetches = self.fetches(source, table)
        complete = [one.name for one in fetches if one.finished]
        for fetch in fetches[:-KEPT]:
            if fetch.name not in complete[-1:]:
                rmtree(fetch.folder, ignore_errors=True)


def _write(file: Path, content: bytes) -> None:
    try:
        replace_file(file, content)
    except OSError as error:
        temporary(file).unlink(missing_ok=True)
        raise NotStored(f"{file}: {error.strerror}") from None


def _now() -> datetime:
    return datetime.now(UTC)
