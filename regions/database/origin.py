"""Builds that lie elsewhere: Parquet on object storage or a web server, or MotherDuck.

A build is copied once into a local DuckDB file and then read like one made here. So a query never waits for
a network, the SQL a request can reach needs no external access, and what was copied last still serves when
the origin cannot be reached.
"""

import hashlib
import json
import os
import re
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol
from urllib.parse import SplitResult, urlsplit

import duckdb
import requests
from pyarrow import fs

from regions.database.pointer import POINTER_NAME, is_build_id

_TIMEOUT = (10, 60)
_CHUNK = 1 << 20
_TABLE = re.compile(r"[a-z_]{1,60}")
_CREDENTIAL_VARIABLE = "motherduck_token"
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:")
_STORAGES = ("s3", "gs", "gcs", "abfs", "abfss", "hdfs")
# What Arrow takes behind an address and is no key.
_OPTIONS = frozenset({"region", "endpoint_override", "scheme"})
_KEY_HELP = "keys come from the environment (docs/deploy.md)"
_MOTHERDUCK_HELP = (
    "MotherDuck needs DuckDB's extension `motherduck`, once installed by hand in the version of this DuckDB"
    " (SQL: INSTALL motherduck), and a token that may read, in the environment as `motherduck_token`"
)
_STORAGE_HELP = (
    "check that REGIONS_DATABASE names the folder with current.json (`python -m etl build --parquet` writes"
    " it) and that this machine may read it"
)


class OriginUnavailable(Exception):
    """The place that REGIONS_DATABASE names cannot be read, or holds no whole build."""


class Origin(Protocol):
    """Where builds come from."""

    def newest(self) -> str:
        """Return the identifier of the build offered now."""

    def copy(self, build_id: str, target: duckdb.DuckDBPyConnection) -> None:
        """Create the tables of that build in an empty database."""


def origin_at(location: str) -> Origin:
    """Return the origin that a location names.

    Args:
        location: `s3://bucket/folder`, `gs://bucket/folder`, `https://host/folder`, a local folder of Parquet
            files, or `md:database`.

    Raises:
        OriginUnavailable: If the location cannot be understood, or carries a key.
    """
    parts = _parts(location)
    if parts.scheme == "md":
        if not os.environ.get(_CREDENTIAL_VARIABLE):
            raise OriginUnavailable(f"{location} cannot be read without a token. {_MOTHERDUCK_HELP}")
        return Attached(location)
    if parts.scheme in ("http", "https"):
        return ParquetFolder(WebFiles(location))
    return ParquetFolder(StoredFiles(location))


def _parts(location: str) -> SplitResult:
    """Split a location, unless it may hold a key: then it is not repeated, since messages are logged."""
    if _SCHEME.match(location) is None:
        return SplitResult("", "", location, "", "")  # a folder of this machine
    try:
        parts = urlsplit(location)
        if "@" not in location:
            _ = parts.port  # read for what it refuses
    except ValueError:  # whose text may be the key, taken for a port
        raise OriginUnavailable(f"REGIONS_DATABASE is no address that can be read: {_KEY_HELP}") from None
    names = {part.partition("=")[0] for part in parts.query.split("&") if part}
    allowed = _OPTIONS if parts.scheme in _STORAGES else frozenset[str]()
    if "@" in location or "?" in parts.query or parts.fragment or names - allowed:
        options = f"only {', '.join(sorted(allowed))}" if allowed else "nothing"
        takes = f"{options} may stand behind the address"
        raise OriginUnavailable(f"REGIONS_DATABASE must not hold a key: {takes}; {_KEY_HELP}")
    return parts


class Files(Protocol):
    """A folder of files that can be read."""

    def fetch(self, name: str, target: Path) -> None:
        """Copy one file of the folder into a local one."""


@dataclass(frozen=True)
class WebFiles:
    """Files below an address of a web server."""

    address: str

    def fetch(self, name: str, target: Path) -> None:
        """Copy one file.

        Raises:
            OriginUnavailable: If the server does not answer with it.
        """
        address = f"{self.address.rstrip('/')}/{name}"
        try:
            with requests.get(address, stream=True, timeout=_TIMEOUT) as answer, target.open("wb") as file:
                if not answer.ok:
                    raise OriginUnavailable(
                        f"{address} cannot be read (status {answer.status_code}): {_STORAGE_HELP}"
                    )
                for chunk in answer.iter_content(_CHUNK):
                    file.write(chunk)
        except requests.RequestException as error:
            # Its text would repeat where a redirect led, which may be an address with a key.
            kind = type(error).__name__
            raise OriginUnavailable(f"{address} cannot be read ({kind}): {_STORAGE_HELP}") from None


@dataclass(frozen=True)
class StoredFiles:
    """Files of a local folder or on object storage, through the file systems of Arrow.

    Keys and regions come from the environment, as the tools of the storage name them
    (`AWS_ACCESS_KEY_ID`, `GOOGLE_APPLICATION_CREDENTIALS`, …).
    """

    location: str

    def fetch(self, name: str, target: Path) -> None:
        """Copy one file.

        Raises:
            OriginUnavailable: If the storage does not hand it out.
        """
        try:
            system, folder = self._opened()
            with system.open_input_stream(f"{folder}/{name}") as stream, target.open("wb") as file:
                while chunk := stream.read(_CHUNK):
                    file.write(chunk)
        except (OSError, ValueError) as error:
            where = self.location.split("?")[0]
            raise OriginUnavailable(f"{where}/{name} cannot be read ({error}): {_STORAGE_HELP}") from error

    def _opened(self) -> tuple[fs.FileSystem, str]:
        if "://" not in self.location:
            return fs.LocalFileSystem(), str(Path(self.location).resolve())
        system, folder = fs.FileSystem.from_uri(self.location)
        return system, folder.rstrip("/")


@dataclass(frozen=True)
class ParquetFolder:
    """A folder written by `python -m etl build --parquet`: a pointer, and one Parquet file a table."""

    files: Files

    def newest(self) -> str:
        """Return the build that the pointer names."""
        return self._pointer()[0]

    def copy(self, build_id: str, target: duckdb.DuckDBPyConnection) -> None:
        """Create the tables; each file must have the checksum that the pointer names.

        Raises:
            OriginUnavailable: If a file is missing, damaged, or of a build that has been replaced meanwhile.
        """
        named, tables = self._pointer()
        if named != build_id:
            raise OriginUnavailable(f"build {build_id} was replaced by {named} while it was being copied")
        with tempfile.TemporaryDirectory(prefix="regions-") as folder:
            for table, expected in tables.items():
                file = Path(folder) / f"{table}.parquet"
                self.files.fetch(f"regions-{build_id}/{table}.parquet", file)
                with file.open("rb") as stream:
                    found = hashlib.file_digest(stream, "sha256").hexdigest()
                if found != expected:
                    raise OriginUnavailable(f"{table}.parquet of {build_id} is damaged: write it again")
                target.read_parquet(str(file)).create(table)
                file.unlink()

    def _pointer(self) -> tuple[str, Mapping[str, str]]:
        with tempfile.TemporaryDirectory(prefix="regions-") as folder:
            file = Path(folder) / POINTER_NAME
            self.files.fetch(POINTER_NAME, file)
            try:
                content = json.loads(file.read_text(encoding="utf-8"))
                build_id, tables = str(content["build_id"]), dict(content["tables"])
            except (ValueError, KeyError, TypeError) as error:
                raise OriginUnavailable(
                    f"{POINTER_NAME} is not a pointer to a build: {_STORAGE_HELP}"
                ) from error
        if not is_build_id(build_id) or not all(map(_TABLE.fullmatch, tables)):
            raise OriginUnavailable(f"{POINTER_NAME} names what is no build: {_STORAGE_HELP}")
        return build_id, tables


@dataclass(frozen=True)
class Attached:
    """A database that DuckDB attaches by its name: `md:regions` at MotherDuck."""

    name: str

    def newest(self) -> str:
        """Return the build that the database holds now."""
        with duckdb.connect() as connection, self._attached(connection):
            return self._build_id(connection)

    def copy(self, build_id: str, target: duckdb.DuckDBPyConnection) -> None:
        """Create the tables.

        Raises:
            OriginUnavailable: If the database cannot be read, or was replaced meanwhile.
        """
        with self._attached(target):
            tables = target.execute(
                "SELECT table_name FROM duckdb_tables() WHERE database_name = 'origin'"
            ).fetchall()
            target.begin()
            for (table,) in tables:
                target.execute(f'CREATE TABLE "{table}" AS FROM origin."{table}"')
            if self._build_id(target) != build_id:
                raise OriginUnavailable(f"build {build_id} was replaced while it was being copied")
            target.commit()

    @contextmanager
    def _attached(self, connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
        name = self.name.replace("'", "''")
        try:
            # Extensions are installed by the operator, never fetched because somebody opened a page.
            connection.execute("SET autoinstall_known_extensions = false")
            connection.execute(f"ATTACH '{name}' AS origin (READ_ONLY)")
            yield
            connection.execute("DETACH origin")
        except duckdb.Error as error:
            raise OriginUnavailable(f"{self.name} cannot be read ({error}). {_MOTHERDUCK_HELP}") from error

    def _build_id(self, connection: duckdb.DuckDBPyConnection) -> str:
        found = connection.execute("SELECT build_id FROM origin.build").fetchall()
        build_id = str(found[0][0]) if found else ""
        if not is_build_id(build_id):
            raise OriginUnavailable(f"{self.name} holds no finished build")
        return build_id
