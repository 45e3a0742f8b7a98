"""A build becomes current as a whole or not at all."""

import json
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb
import pytest
from filelock import FileLock

from etl import pipeline, publish
from etl.checks import CHECKS
from tests.etl.running import in_process


def pointer(sample: Any) -> dict[str, str]:
    content: dict[str, str] = json.loads((sample.build_folder / "current.json").read_text(encoding="utf-8"))
    return content


def test_the_pointer_names_the_newest_build(sample: Any, run: Callable[..., Any]) -> None:
    sample.write()
    answer = run("build")
    current = pointer(sample)
    file = sample.build_folder / current["file"]
    assert file.name == f"regions-{current['build_id']}.duckdb"
    assert str(file) in answer.out
    assert datetime.fromisoformat(current["built_at"]).tzinfo == UTC
    with duckdb.connect(str(file), read_only=True) as connection:
        assert connection.execute("SELECT build_id FROM build").fetchall() == [(current["build_id"],)]


def test_progress_is_one_line_a_stage_then_the_summary(sample: Any, run: Callable[..., Any]) -> None:
    sample.write()
    lines = run("build").out.splitlines()
    assert lines[:5] == [
        "reading the catalogue",
        "reading the snapshots",
        "computing 8 indicators from 6 datasets",
        "checking",
        "writing the database",
    ]
    assert f"8 indicators, {len(CHECKS)} checks passed" in lines[-2]


def test_output_writes_to_that_file_only(published: Any, run: Callable[..., Any], tmp_path: Path) -> None:
    before = pointer(published)
    target = tmp_path / "elsewhere" / "mine.duckdb"
    assert run("build", "--output", str(target)).code == 0
    assert pointer(published) == before
    assert len(list(published.build_folder.glob("*.duckdb"))) == 1
    assert run("check", str(target)).code == 0
    content = target.read_bytes()
    published.entry("ties")["comparability"] = "same"
    published.write()
    assert run("build", "--output", str(target)).code == 1
    assert target.read_bytes() == content


@pytest.mark.parametrize("stage", ["put_in_place", "switch"])
def test_a_build_killed_before_the_switch_leaves_the_current_one(
    stage: str, published: Any, run: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = pointer(published)

    def killed(*arguments: Any) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(pipeline, stage, killed)
        with pytest.raises(KeyboardInterrupt):
            run("build")
    assert pointer(published) == before
    assert (published.build_folder / before["file"]).is_file()
    assert run("check").code == 0
    assert run("build").code == 0
    assert pointer(published) != before
    assert list(published.build_folder.glob("*.tmp*")) == []


def test_a_process_that_dies_leaves_no_lock_and_no_half_build(
    published: Any, run: Callable[..., Any]
) -> None:
    """As if the power failed just before the pointer is replaced."""
    before = pointer(published)
    program = (
        "import os\nfrom etl import __main__, pipeline\n"
        "pipeline.switch = lambda *arguments: os._exit(9)\n__main__.main(['build'])\n"
    )
    assert in_process(program).returncode == 9
    assert pointer(published) == before
    assert run("build").code == 0


def test_the_last_three_builds_are_kept(sample: Any, run: Callable[..., Any]) -> None:
    sample.write()
    names = []
    for day in range(1, 6):
        name = publish.file_name(f"2025010{day}T000000Z-00000000")
        (sample.build_folder).mkdir(exist_ok=True)
        (sample.build_folder / name).write_bytes(b"")
        names.append(name)
    (sample.build_folder / "regions-20250101T000000Z-00000000.duckdb.tmp").write_bytes(b"half")
    run("build")
    kept = {path.name for path in sample.build_folder.glob("*.duckdb*")}
    assert kept == {pointer(sample)["file"], *names[-2:]}


def test_builds_named_by_a_clock_that_ran_ahead_are_no_newer(sample: Any, run: Callable[..., Any]) -> None:
    sample.write()
    sample.build_folder.mkdir()
    for name in ("20240101", "20240102", "20990101", "20990102", "20990103"):
        (sample.build_folder / publish.file_name(f"{name}T000000Z-00000000")).write_bytes(b"")
    run("build")
    kept = {path.name[8:16] for path in sample.build_folder.glob("*.duckdb")}
    assert kept == {pointer(sample)["file"][8:16], "20240101", "20240102"}


def test_the_builds_kept_are_those_published_last(tmp_path: Path) -> None:
    now = datetime(2026, 1, 1, tzinfo=UTC)
    for build in ("20990101T000000Z-a", "19700101T000000Z-b", "20250101T000000Z-c", "20240101T000000Z-d"):
        (tmp_path / publish.file_name(build)).write_bytes(b"")
        publish.switch(tmp_path, build, now)
        publish.remove_old(tmp_path, now)
    assert {path.name[8:12] for path in tmp_path.glob("*.duckdb")} == {"1970", "2025", "2024"}
    assert publish.current_file(tmp_path) == tmp_path / publish.file_name("20240101T000000Z-d")


@pytest.mark.parametrize("former", ['"former": 3', '"former": ["../x", null]', '"x": 1'])
def test_a_pointer_that_tells_nothing_of_former_builds_is_no_obstacle(tmp_path: Path, former: str) -> None:
    one, other = (publish.file_name(f"2025010{day}T000000Z-0") for day in (1, 2))
    for name in (one, other):
        (tmp_path / name).write_bytes(b"")
    (tmp_path / "current.json").write_text(f'{{"file": "{one}", {former}}}')
    publish.switch(tmp_path, "20250102T000000Z-0", datetime(2025, 1, 2, tzinfo=UTC))
    assert json.loads((tmp_path / "current.json").read_text())["former"] == [one]


def test_a_full_disk_has_room_again(
    published: Any, run: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = {path.name for path in published.build_folder.iterdir()}
    left = published.build_folder / "regions-20250101T000000Z-00000000.duckdb.tmp.wal"
    left.write_bytes(b"of an attempt before")
    seen = []

    def full(written: Path, *arguments: Any) -> None:
        seen.append(left.exists())
        for name in (written.name, f"{written.name}.wal"):
            written.with_name(name).write_bytes(b"half")
        raise duckdb.IOException("No space left on device")

    monkeypatch.setattr(pipeline, "load", full)
    answer = run("build")
    assert (answer.code, seen) == (3, [False])  # room is made before anything is written
    assert "No space left on device" in answer.err
    assert {path.name for path in published.build_folder.iterdir()} == before
    target = published.build_folder.parent / "mine.duckdb"
    assert run("build", "--output", str(target)).code == 3
    assert list(target.parent.glob("mine*")) == []


@pytest.mark.parametrize("name", ["a?b", "a#b%20c&d", "서울 東京;'\""])
def test_any_folder_is_written_to_or_refused_with_the_reason(
    name: str, sample: Any, run: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sample.write()
    monkeypatch.setenv("REGIONS_BUILD_DIR", str(tmp_path / name))
    answer = run("build")
    if "?" in name:
        assert answer.code == 3
        assert "choose a path without it" in answer.err
        assert not (tmp_path / name).exists()
    else:
        assert answer.code == 0
        assert run("check").code == 0


def test_a_file_that_windows_holds_open_is_left_for_later(
    sample: Any, run: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    sample.write()
    sample.build_folder.mkdir()
    for day in range(1, 6):
        (sample.build_folder / publish.file_name(f"2025010{day}T000000Z-00000000")).write_bytes(b"")
    unlink = Path.unlink

    def held_open(path: Path, missing_ok: bool = False) -> None:
        if path.name.startswith("regions-20250101") and path.suffix == ".duckdb":
            raise PermissionError(13, "used by another process")
        unlink(path, missing_ok)

    monkeypatch.setattr(Path, "unlink", held_open)
    assert run("build").code == 0
    assert len(list(sample.build_folder.glob("*.duckdb"))) == publish.KEPT + 1


def test_two_builds_do_not_collide(sample: Any, run: Callable[..., Any]) -> None:
    sample.write()
    sample.build_folder.mkdir()
    with FileLock(sample.build_folder / "build.lock"):
        program = "import sys\nfrom etl.__main__ import main\nsys.exit(main(['build']))"
        other = in_process(program)
    assert other.returncode == 3
    assert "another build runs" in other.stderr
    assert "Traceback" not in other.stderr
    assert run("build").code == 0


def test_a_folder_that_cannot_be_written_is_a_clear_error(sample: Any, run: Callable[..., Any]) -> None:
    sample.write()
    sample.build_folder.write_text("a file where the folder should be", encoding="utf-8")
    answer = run("build")
    assert answer.code == 3
    assert "the database cannot be written" in answer.err
    assert "Traceback" not in answer.err


def test_readers_keep_their_build_while_a_new_one_is_made(published: Any, run: Callable[..., Any]) -> None:
    reader = duckdb.connect(str(published.build_folder / pointer(published)["file"]), read_only=True)
    time.sleep(1.1)  # build ids count seconds
    assert run("build").code == 0
    assert reader.execute("SELECT count(*) FROM observation").fetchone() is not None
    reader.close()
