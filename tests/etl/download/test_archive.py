"""The archive of raw answers: complete or not at all, resumed, unaltered, tidy."""

import json
from pathlib import Path

import pytest

from etl.download.archive import KEPT, Archive
from etl.download.client import Answer
from etl.download.errors import NotArchived, NotStored


def page(number: int) -> Answer:
    return Answer(
        f"https://example.org/?page={number}", 200, {"ETag": '"x"'}, b"\x00raw" * number, "2026-11-01"
    )


def test_bytes_and_where_they_came_from_are_kept(tmp_path: Path) -> None:
    fetch = Archive(tmp_path).begin("estat", "0000010101", "all")
    fetch.store(page(1))
    about = json.loads((fetch.folder / "0001.json").read_text())
    assert about["url"] == "https://example.org/?page=1"
    assert about["bytes"] == 4 and len(about["sha256"]) == 64
    assert (fetch.folder / "0001.body").read_bytes() == b"\x00raw"
    assert list(fetch.answers()) == [page(1)]


def test_an_unfinished_fetch_is_taken_up_again(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    first = archive.begin("estat", "t", "all")
    first.store(page(1))
    second = archive.begin("estat", "t", "all")
    assert second.name == first.name
    assert second.answer("https://example.org/?page=1") == page(1)
    assert second.answer("https://example.org/?page=2") is None
    assert archive.begin("estat", "t", "something else").name != first.name


def test_a_page_cut_off_by_a_kill_does_not_count(tmp_path: Path) -> None:
    fetch = Archive(tmp_path).begin("estat", "t", "all")
    fetch.store(page(1))
    (fetch.folder / "0002.body").write_bytes(b"half")  # killed before its 0002.json was there
    (fetch.folder / "0003.json").write_text('{"url": ')  # killed while writing
    again = Archive(tmp_path).begin("estat", "t", "all")
    assert [one.url for one in again.answers()] == ["https://example.org/?page=1"]


def test_an_altered_answer_is_refused(tmp_path: Path) -> None:
    fetch = Archive(tmp_path).begin("estat", "t", "all")
    fetch.store(page(1))
    (fetch.folder / "0001.body").write_bytes(b"other")
    with pytest.raises(NotArchived, match="altered"):
        list(fetch.answers())


def test_merged_and_rejected_fetches_are_not_taken_up(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    fetch = archive.begin("estat", "t", "all")
    fetch.store(page(1))
    fetch.finish("2026-01-01")
    assert archive.begin("estat", "t", "all").name == fetch.name
    fetch.note(fate="rejected")
    assert archive.begin("estat", "t", "all", again=True).name == fetch.name
    assert archive.begin("estat", "t", "all").name != fetch.name
    assert archive.newest("estat", "t").name == fetch.name  # there is no other


def test_old_fetches_go_but_the_newest_complete_one_stays(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    complete = archive.begin("estat", "t", "0")
    complete.finish(None)
    for number in range(1, KEPT + 3):
        archive.begin("estat", "t", str(number))
    archive.tidy("estat", "t")
    left = [one.name for one in archive.fetches("estat", "t")]
    assert complete.name in left
    assert len(left) == KEPT + 1


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "estat").write_text("a file where the folder should be")
    with pytest.raises(NotStored, match="estat"):
        Archive(tmp_path).begin("estat", "t", "all")


def test_a_fetch_that_was_merged_is_read_again_before_a_newer_one_that_was_rejected(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    for fate in ("merged", "rejected"):
        fetch = archive.begin("estat", "t", "all")
        fetch.store(page(1))
        fetch.finish(None)
        fetch.note(fate=fate)
    first, second = archive.fetches("estat", "t")
    assert archive.newest("estat", "t").name == first.name
    assert archive.newest("estat", "t", again=True).name == second.name


def test_a_fetch_named_by_a_clock_that_ran_ahead_is_no_newer(
    tmp_path: Path,
) -> None:
    archive = Archive(tmp_path)
    ahead = tmp_path / "office" / "table" / "20990101T000000000000Z"
    ahead.mkdir(parents=True)
    about = {"request": "all", "begun_at": "2099-01-01T00:00:00+00:00"}
    (ahead / "fetch.json").write_text(json.dumps(about))
    names = []
    for number in range(3):
        fetch = archive.begin("office", "table", f"part {number}")
        fetch.finish(None)
        names.append(fetch.name)
        assert archive.newest("office", "table").name == fetch.name
    archive.tidy("office", "table")
    assert [one.name for one in archive.fetches("office", "table")] == names
    assert archive.begin("office", "table", "all").name != ahead.name
