"""The current build is opened, a new one noticed, an old one released; nothing reads a half-written one."""

import ast
import gc
import json
import os
import threading
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from weakref import ref

import duckdb
import pytest

from etl.schema import tables
from regions.asking.view import View
from regions.database.build import Build, DatabaseMissing, current_build, database_exists
from regions.database.memory import per_build
from regions.database.soundness import expected_columns
from regions.exhibits.exploration import long_table
from regions.figures.peers import similar_regions
from regions.words.findings import findings
from tests.small_builds import write_build


def publish(folder: Path, build_id: str) -> None:
    file = folder / f"regions-{build_id}.duckdb"
    if not file.exists():
        write_build(file, build_id)
    point(folder, json.dumps({"build_id": build_id, "file": file.name}))


def point(folder: Path, content: str) -> None:
    pointer = folder / "next.json"
    pointer.write_text(content, encoding="utf-8")
    pointer.replace(folder / "current.json")


def test_a_new_build_is_picked_up_while_running(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REGIONS_BUILD_DIR", str(tmp_path))
    publish(tmp_path, "first")
    before = current_build()
    publish(tmp_path, "second")
    assert current_build().query("SELECT build_id FROM build").build_id.item() == "second"
    assert before.query("SELECT build_id FROM build").build_id.item() == "first"


def test_a_missing_database_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REGIONS_BUILD_DIR", str(tmp_path))
    assert not database_exists()
    with pytest.raises(DatabaseMissing, match="python -m etl build"):
        current_build()


def test_the_database_cannot_be_written_nor_read_other_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REGIONS_BUILD_DIR", str(tmp_path))
    publish(tmp_path, "locked")
    secret = tmp_path / "secret.csv"
    secret.write_text("a\n1\n")
    build = current_build()
    with pytest.raises(duckdb.Error):
        build.query(f"SELECT * FROM read_csv('{secret}')")
    with pytest.raises(duckdb.Error):
        build.query("CREATE TABLE t (a INTEGER)")


def test_many_threads_read_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REGIONS_BUILD_DIR", str(tmp_path))
    publish(tmp_path, "shared")
    build = current_build()
    failures: list[Exception] = []

    def read() -> None:
        try:
            for _ in range(20):
                assert len(build.query("SELECT * FROM range(1000)")) == 1000
        except Exception as error:
            failures.append(error)

    threads = [threading.Thread(target=read) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []


def test_an_old_build_is_kept_while_somebody_answers_from_it_and_closed_afterwards(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REGIONS_BUILD_DIR", str(tmp_path))
    publish(tmp_path, "old")
    old = current_build()
    connection = old._connection
    assert _number(old, 3) == 3
    publish(tmp_path, "new")
    assert current_build() is not old
    publish(tmp_path, "old")
    assert current_build() is old
    publish(tmp_path, "new")
    current_build()
    connection.execute("SELECT 1")
    gc.disable()  # what keeps nothing alive needs no search for circles
    try:
        del old
        with pytest.raises(duckdb.Error, match="closed"):
            connection.execute("SELECT 1")
    finally:
        gc.enable()


POINTERS = (
    "", "{", '{"build_id": "x"', "[]", "null", '"regions-x.duckdb"',
    '{"build_id": "x"}', '{"file": "regions-first.duckdb"}',
    '{"build_id": 1, "file": "regions-first.duckdb"}', '{"build_id": "x", "file": ["regions-first.duckdb"]}',
    '{"build_id": "x", "file": "../../etc/passwd"}', '{"build_id": "x", "file": "regions-/../first.duckdb"}',
    '{"build_id": "x", "file": "/etc/passwd"}', '{"build_id": "x", "file": "first.duckdb"}',
    '{"build_id": "x", "file": "regions-gone.duckdb"}',
    '{"build_id": "x\\r\\nSet-Cookie: y", "file": "regions-first.duckdb"}',
    '{"build_id": "새", "file": "regions-first.duckdb"}', "\x00\x01\x02", "[" * 100_000,
)  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the builds, nothing in it."""
    monkeypatch.setenv("REGIONS_BUILD_DIR", str(tmp_path))
    return tmp_path


def pointer_gone(folder: Path) -> None:
    (folder / "current.json").unlink()


def file_gone(folder: Path) -> None:
    (folder / "regions-first.duckdb").unlink()


def binary_pointer(folder: Path) -> None:
    (folder / "binary").write_bytes(bytes(range(256)))
    (folder / "binary").replace(folder / "current.json")


def instead(*statements: str, size: float = 1.0) -> Callable[[Path], None]:
    """Publish another file: of other tables, or cut off."""

    def publish_it(folder: Path) -> None:
        file = folder / "regions-other.duckdb"
        write_build(file, "other")
        with duckdb.connect(str(file)) as connection:
            for statement in statements:
                connection.execute(statement)
        os.truncate(file, int(file.stat().st_size * size))
        publish(folder, "other")

    return publish_it


def foreign(folder: Path) -> None:
    with duckdb.connect(str(folder / "regions-foreign.duckdb")) as connection:
        connection.execute("CREATE TABLE observation AS SELECT 1 AS value, 2 AS year")
    publish(folder, "foreign")


def no_database(folder: Path) -> None:
    (folder / "regions-text.duckdb").write_text("no database" * 10_000)
    publish(folder, "text")


DAMAGES: list[Callable[[Path], None]] = [
    *(partial(point, content=content) for content in POINTERS),
    pointer_gone,
    file_gone,
    binary_pointer,
    instead("DROP TABLE outline"),
    instead("ALTER TABLE indicator DROP COLUMN counted"),
    instead("ALTER TABLE observation ALTER value TYPE VARCHAR"),
    instead("DELETE FROM observation"),
    instead(size=0.9),
    instead(size=0.1),
    instead(size=0),
    foreign,
    no_database,
]


@pytest.mark.parametrize("damage", DAMAGES, ids=range(len(DAMAGES)))
def test_whatever_is_published_the_last_good_build_goes_on(
    folder: Path, caplog: pytest.LogCaptureFixture, damage: Callable[[Path], None]
) -> None:
    publish(folder, "first")
    good = current_build()
    damage(folder)
    assert [current_build() for _ in range(3)] == [good] * 3
    assert database_exists()
    assert good.readable()
    assert caplog.text.count("build first goes on") == 1
    publish(folder, "second")
    assert current_build().id == "second"


@pytest.mark.parametrize("damage", DAMAGES, ids=range(len(DAMAGES)))
def test_a_process_that_has_no_build_before_says_so(folder: Path, damage: Callable[[Path], None]) -> None:
    publish(folder, "first")
    damage(folder)
    for _ in range(2):
        with pytest.raises(DatabaseMissing, match="python -m etl build"):
            current_build()
    publish(folder, "second")
    assert current_build().id == "second"


def test_a_file_that_can_be_read_again_is_taken_up_without_a_new_pointer(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(folder, "first")
    (folder / "regions-first.duckdb").rename(folder / "away")
    with pytest.raises(DatabaseMissing):
        current_build()
    (folder / "away").rename(folder / "regions-first.duckdb")
    monkeypatch.setattr("regions.database.build.time.monotonic", lambda: time.time() + 1e9)
    assert current_build().id == "first"


def test_a_build_of_more_tables_is_taken(folder: Path) -> None:
    instead("CREATE TABLE more (a INT)", "ALTER TABLE region ADD COLUMN more INT")(folder)
    assert current_build().id == "other"


def test_what_a_build_must_hold_is_what_the_etl_writes() -> None:
    assert expected_columns() == {
        (table.name, column.name, column.type)
        for table in tables().values()
        for column in table.columns.values()
    }


ASKED: list[tuple[str, int]] = []


@per_build(2)
def _number(build: Build, number: int, *, plus: int = 0) -> int:
    ASKED.append((build.id, number))
    return number + plus


def test_answers_are_remembered_for_each_build_and_as_many_as_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REGIONS_BUILD_DIR", str(tmp_path))
    publish(tmp_path, "first")
    first = current_build()
    publish(tmp_path, "second")
    second = current_build()
    ASKED.clear()
    assert [_number(first, 1), _number(build=first, number=1), _number(first, 1, plus=1)] == [1, 1, 2]
    assert _number(second, 1) == 1
    assert [build for build, _ in ASKED].count("second") == 1
    ASKED.clear()
    for number in (5, 6, 5, 7, 6):  # two are kept: 6 has gone when 7 came
        _number(second, number)
    assert [number for _, number in ASKED] == [5, 6, 7, 6]


def test_the_build_alone_says_what_is_drawn_found_and_added_up(altered: Callable[..., Build]) -> None:
    before = current_build()
    found = findings(before)
    other = altered(
        "UPDATE outline SET label_x = 7, label_y = 8 WHERE region_code = 'KR-50'",
        f"DELETE FROM finding WHERE finding_id <> '{found[1].id}'",
        "UPDATE aggregation SET method = 'refused', reason = 'none' WHERE indicator_id = 'births'",
        "DELETE FROM peer_weight WHERE theme = 'all' AND indicator_id = 'share_65plus'",
        "UPDATE peer_theme SET least_weight = 0.5",
        "UPDATE boundary_credit SET attribution_en = 'Drawn by hand' WHERE country = 'JP'",
    )
    assert other.catalogue.panels["KR"].outlines["KR-50"].label == (7.0, 8.0)
    assert [one.id for one in findings(other)] == [found[1].id] and len(found) > 1
    births = [build.catalogue.indicators["births"].aggregation.method for build in (before, other)]
    assert births == ["sum", "refused"]
    groups = [similar_regions(build, "KR-11", "all") for build in (before, other)]
    assert len(groups[0].weights) == len(groups[1].weights) + 1
    assert groups[1].least_weight == 0.5 != groups[0].least_weight
    assert "Drawn by hand" in other.catalogue.outline_credits("en")


def test_a_kept_page_of_all_figures_goes_with_its_build(altered: Callable[..., Build]) -> None:
    build = altered()
    assert len(long_table(View("explore", "en"), build, 10)) == 10
    held = ref(build)
    del build
    altered()
    gc.collect()
    assert held() is None


@pytest.mark.parametrize(
    "lacking",
    [
        "DROP TABLE aggregation",
        "DROP TABLE outline",
        "DROP TABLE boundary_credit",
        "ALTER TABLE indicator DROP COLUMN counted",
    ],
)
def test_a_build_of_an_older_version_says_what_to_do(altered: Callable[..., Build], lacking: str) -> None:
    with pytest.raises(DatabaseMissing, match=r"older version.*python -m etl build"):
        altered(lacking).catalogue  # noqa: B018


def file_parts(tree: ast.AST) -> Iterator[tuple[str, ...]]:
    """The texts of each path that is put together with `/`, and each text that begins like a path of data."""
    for node in ast.walk(tree):
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div):
            parts = [part.value for part in ast.walk(node) if isinstance(part, ast.Constant)]
            yield tuple(reversed([part for part in parts if isinstance(part, str)]))
        elif (
            isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.startswith("data/")
        ):
            yield tuple(node.value.split("/"))


def test_nothing_but_the_etl_reads_the_files_behind_a_build() -> None:
    repository = Path(__file__).resolve().parents[2]
    named = [
        (file.relative_to(repository).as_posix(), parts)
        for room in ("api", "charts", "exports", "i18n", "interface", "pages", "regions")
        for file in sorted((repository / room).rglob("*.py"))
        for parts in file_parts(ast.parse(file.read_text(encoding="utf-8")))
        if {"data", "catalogue", "boundaries", "snapshots"} & set(parts)
    ]
    assert {file for file, _ in named} == {"regions/database/build.py"}
    assert all(set(parts) <= {"data", "build", "current.json"} for _, parts in named)
