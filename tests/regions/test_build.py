"""The current build is opened, a new one noticed, an old one released; nothing reads a half-written one."""

import gc
import json
import threading
from pathlib import Path

import duckdb
import pytest

from regions.build.database import Build, DatabaseMissing, current_build, database_exists
from regions.build.memory import per_build


def publish(folder: Path, build_id: str) -> None:
    if not (folder / f"{build_id}.duckdb").exists():
        connection = duckdb.connect(str(folder / f"{build_id}.duckdb"))
        connection.execute("CREATE TABLE build AS SELECT ? AS build_id", [build_id])
        connection.close()
    pointer = folder / "next.json"
    pointer.write_text(json.dumps({"build_id": build_id, "file": f"{build_id}.duckdb"}), encoding="utf-8")
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
