"""The store opens the current build, notices a new one and never reads a half-written one."""

import json
import threading
from pathlib import Path

import duckdb
import pytest

from regions.build.database import DatabaseMissing, current_build, database_exists


def publish(folder: Path, build_id: str) -> None:
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
