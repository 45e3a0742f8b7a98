"""Builds that lie elsewhere are copied whole, followed, and keep serving when the place is gone."""

import functools
import json
import os
import shutil
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import duckdb
import pytest

from etl.parquet import write_parquet
from regions.asking.selection import Selection, figures
from regions.database import local_copy
from regions.database.build import CONNECTION_SETTINGS, DatabaseMissing, current_build, database_exists
from regions.database.local_copy import bring
from regions.database.origin import Attached, OriginUnavailable
from tests.small_builds import fill, write_build


@pytest.fixture(scope="module")
def parquet(database_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("parquet")
    # A copy: DuckDB opens a file in a process with one configuration, and the store may have it open.
    copy = folder / "copy.duckdb"
    shutil.copy(database_path, copy)
    write_parquet(copy, folder)
    copy.unlink()
    return folder


@pytest.fixture
def web(parquet: Path) -> Iterator[str]:
    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *arguments: object) -> None:
            pass

    handler = functools.partial(Quiet, directory=str(parquet))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture
def use(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Path]:
    def choose(location: str) -> Path:
        folder = tmp_path / "copies"
        monkeypatch.setenv("REGIONS_BUILD_DIR", str(folder))
        monkeypatch.setenv("REGIONS_DATABASE", location)
        return folder

    return choose


class Offered:
    """An origin that makes what it offers."""

    def __init__(self, build_id: str, *statements: str) -> None:
        self._build_id = build_id
        self._statements = statements

    def newest(self) -> str:
        return self._build_id

    def copy(self, build_id: str, target: duckdb.DuckDBPyConnection) -> None:
        fill(target, build_id)
        for statement in self._statements:
            target.execute(statement)


def everything(file: Path) -> dict[str, list[tuple[object, ...]]]:
    with duckdb.connect(str(file), read_only=True, config=CONNECTION_SETTINGS) as connection:
        names = [name for (name,) in connection.execute("SHOW TABLES").fetchall()]
        return {name: connection.execute(f'SELECT * FROM "{name}"').fetchall() for name in names}


def small(folder: Path, build_id: str) -> Path:
    """Write a build of one figure, with what else a test of following needs."""
    file = folder / f"{build_id}.duckdb"
    write_build(file, build_id)
    write_parquet(file, folder)
    return file


def test_every_table_comes_through_parquet_unchanged(
    parquet: Path, database_path: Path, use: Callable[[str], Path]
) -> None:
    folder = use(str(parquet))
    assert database_exists()
    build = current_build()
    assert build.path.parent == folder
    assert everything(build.path) == everything(database_path)


def test_figures_come_over_http_like_the_local_ones(
    web: str, database_path: Path, use: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = Selection(indicators=("births",), countries=("KR",))
    use(web)
    copied = current_build()
    found = figures(copied, asked)
    monkeypatch.delenv("REGIONS_DATABASE")
    monkeypatch.setenv("REGIONS_BUILD_DIR", str(database_path.parent))
    local = current_build()
    assert local.path != copied.path
    assert found.equals(figures(local, asked))
    assert len(found) > 100


def test_what_was_copied_reads_no_other_file(parquet: Path, use: Callable[[str], Path]) -> None:
    use(str(parquet))
    for sql in (
        f"SELECT * FROM read_parquet('{next(parquet.rglob('build.parquet'))}')",
        "ATTACH 'md:regions'",
        "SET enable_external_access = true",
    ):
        with pytest.raises(duckdb.Error, match=r"disabled|locked"):
            current_build().query(sql)


def test_a_newer_build_is_copied_while_the_one_before_serves(
    tmp_path: Path, use: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(local_copy, "CHECK_SECONDS", 0.0)
    small(tmp_path, "first")
    use(str(tmp_path))
    assert current_build().id == "first"
    small(tmp_path, "second")
    seen = [current_build().id]
    deadline = time.monotonic() + 20
    while seen[-1] != "second" and time.monotonic() < deadline:
        time.sleep(0.05)
        seen.append(current_build().id)
    assert seen == sorted(seen)
    assert seen[-1] == "second"


def test_a_place_that_is_gone_leaves_the_copy_in_use(
    tmp_path: Path,
    use: Callable[[str], Path],
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setattr(local_copy, "CHECK_SECONDS", 0.0)
    small(tmp_path, "first")
    use(str(tmp_path))
    assert current_build().id == "first"
    (tmp_path / "current.json").unlink()
    current_build()
    wait_for_threads()
    assert current_build().id == "first"
    assert "the copy made last goes on serving" in caplog.text


def wait_for_threads() -> None:
    for thread in threading.enumerate():
        if thread.name == "regions-copy":
            thread.join(timeout=20)


def test_only_the_newest_copies_are_kept(tmp_path: Path) -> None:
    copies = tmp_path / "copies"
    for number in range(5):
        bring(Offered(f"2026-{number}"), "elsewhere", copies)
    assert sorted(file.name for file in copies.glob("*.duckdb")) == [
        f"regions-2026-{number}.duckdb" for number in (2, 3, 4)
    ]


def test_a_damaged_file_is_not_taken(tmp_path: Path, use: Callable[[str], Path]) -> None:
    small(tmp_path, "first")
    with (tmp_path / "regions-first" / "build.parquet").open("ab") as file:
        file.write(b"x")
    folder = use(str(tmp_path))
    with pytest.raises(DatabaseMissing, match=r"build\.parquet of first is damaged"):
        database_exists()
    assert not list(folder.glob("*.duckdb*"))


@pytest.mark.parametrize(
    "pointer",
    [
        "[]",
        "{",
        '{"build_id": "../x", "tables": {}}',
        '{"build_id": "x", "tables": {"../../etc/passwd": "0"}}',
    ],
)
def test_a_pointer_to_something_else_is_refused(
    tmp_path: Path, use: Callable[[str], Path], pointer: str
) -> None:
    (tmp_path / "current.json").write_text(pointer)
    use(str(tmp_path))
    with pytest.raises(DatabaseMissing, match=r"current\.json .*REGIONS_DATABASE"):
        current_build()


@pytest.mark.parametrize(
    ("location", "message"),
    [
        ("http://127.0.0.1:9", r"http://127\.0\.0\.1:9/current\.json cannot be read .*REGIONS_DATABASE"),
        ("/nowhere/at/all", r"/nowhere/at/all/current\.json cannot be read .*REGIONS_DATABASE"),
        ("ftp://example.org/x", r"cannot be read .*REGIONS_DATABASE"),
        ("https://user:secret@example.org/x", "must not hold a key"),
        ("s3://id:secret@bucket/x", "must not hold a key"),
        ("s3://id:sec/ret@bucket/x", "must not hold a key"),
        ("s3://id:secret", "is no address that can be read"),
        ("https:user:secret@example.org/x", "must not hold a key"),
        ("s3://b/f?access_key=id&secret_key=secret", "must not hold a key: only endpoint_override"),
        ("s3://b/f?region=x&Secret_Key=secret", "must not hold a key"),
        ("s3://b/f?endpoint_override=https://user:secret@host", "must not hold a key"),
        ("s3://b/f?endpoint_override=https://host?sig=secret", "must not hold a key"),
        ("https://example.org/x?sig=secret", "must not hold a key: nothing may stand behind"),
        ("https://example.org/x#secret", "must not hold a key"),
        ("gs://b/f?access_token=secret", "must not hold a key"),
        ("md:regions?motherduck_token=secret", "must not hold a key"),
        ("md:regions", "md:regions cannot be read .*INSTALL motherduck.*motherduck_token"),
    ],
)
def test_a_place_that_cannot_be_read_is_named_with_what_to_do(
    use: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch, location: str, message: str
) -> None:
    monkeypatch.setenv("motherduck_token", "secret")
    use(location)
    with pytest.raises(DatabaseMissing, match=f"(?s){message}") as failure:
        current_build()
    assert "secret" not in "".join(traceback.format_exception(failure.value))


def test_motherduck_without_a_token_says_where_it_belongs(
    use: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("motherduck_token", raising=False)
    use("md:regions")
    with pytest.raises(DatabaseMissing, match=r"cannot be read without a token\. .*`motherduck_token`"):
        current_build()


def test_an_attached_database_is_copied(tmp_path: Path) -> None:
    """What `md:` does, with a file in the place of MotherDuck."""
    file = small(tmp_path, "attached")
    copies = tmp_path / "copies"
    bring(Attached(str(file)), "md:regions", copies)
    assert everything(copies / "regions-attached.duckdb") == everything(file)
    pointer = json.loads((copies / "current.json").read_text())
    assert (pointer["build_id"], pointer["origin"]) == ("attached", "md:regions")


def test_a_database_without_a_build_is_refused(tmp_path: Path) -> None:
    with duckdb.connect(str(tmp_path / "other.duckdb")) as connection:
        connection.execute("CREATE TABLE build (build_id VARCHAR)")
    with pytest.raises(OriginUnavailable, match="holds no finished build"):
        bring(Attached(str(tmp_path / "other.duckdb")), "md:other", tmp_path / "copies")


LESS = (
    "DROP TABLE observation",
    "ALTER TABLE indicator DROP COLUMN counted",
    "ALTER TABLE tie ALTER url TYPE INT",
)


@pytest.mark.parametrize("lacking", LESS)
def test_a_build_of_other_tables_does_not_take_the_place_of_the_copy(tmp_path: Path, lacking: str) -> None:
    bring(Offered("good"), "elsewhere", tmp_path)
    with pytest.raises(OriginUnavailable, match=r"build other is not taken: .* missing"):
        bring(Offered("other", lacking), "elsewhere", tmp_path)
    assert [file.name for file in tmp_path.glob("*.duckdb*")] == ["regions-good.duckdb"]
    assert json.loads((tmp_path / "current.json").read_text())["build_id"] == "good"


def test_a_newer_build_that_holds_more_is_taken(tmp_path: Path) -> None:
    bring(
        Offered("newer", "CREATE TABLE more (a INT)", "ALTER TABLE region ADD COLUMN more INT"), "x", tmp_path
    )
    assert json.loads((tmp_path / "current.json").read_text())["build_id"] == "newer"


def test_a_copy_that_was_cut_off_is_made_anew(tmp_path: Path) -> None:
    bring(Offered("good"), "elsewhere", tmp_path)
    file = tmp_path / "regions-good.duckdb"
    whole = file.stat().st_size
    os.truncate(file, whole // 2)
    bring(Offered("good"), "elsewhere", tmp_path)
    assert file.stat().st_size == whole


def test_where_a_web_server_leads_on_to_is_not_logged(use: Callable[[str], Path]) -> None:
    """Storage hands out addresses with a key for a moment; they end where nothing answers."""

    class Leading(SimpleHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(302)
            self.send_header("Location", "http://127.0.0.1:9/current.json?sig=secret")
            self.end_headers()

        def log_message(self, *arguments: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Leading) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        use(f"http://127.0.0.1:{server.server_port}")
        with pytest.raises(DatabaseMissing, match="cannot be read") as failure:
            current_build()
        server.shutdown()
    assert "secret" not in "".join(traceback.format_exception(failure.value))
