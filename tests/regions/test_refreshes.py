"""The report of refreshes as the dashboard reads it."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from regions.database.refreshes import refresh_report

TEXT = {"ko": "가", "ja": "あ", "en": "a"}


def report(**about: Any) -> dict[str, Any]:
    source = {
        "source": "estat", "names": TEXT, "outcome": "failed", "last_attempt": "2026-11-20T05:30:00+00:00",
        "last_success": "2026-11-13T05:30:00+00:00", "reason": TEXT, "credit": "credit", **about,
    }  # fmt: skip
    return {"sources": [source], "changes": [{"at": "2026-11-13T05:30:00+00:00", "text": TEXT}]}


def write(folder: Path, content: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REGIONS_BUILD_DIR", str(folder))
    (folder / "refresh.json").write_text(json.dumps(content), encoding="utf-8")


def test_sources_and_changes_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, report(), monkeypatch)
    found = refresh_report()
    assert found is not None
    (source,) = found.sources
    assert source.name["ja"] == "あ"
    assert source.age_in_days(datetime(2026, 11, 24, 6, tzinfo=UTC)) == 11
    assert found.changes[0].text["ko"] == "가"


def test_a_source_never_up_to_date_has_no_age(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, report(last_success=None, outcome="skipped"), monkeypatch)
    found = refresh_report()
    assert found is not None
    assert found.sources[0].age_in_days(datetime.now(UTC)) is None


@pytest.mark.parametrize(
    "content", [[], {}, report(outcome="guess"), report(names={"ko": "가"}), report(last_attempt="yesterday")]
)
def test_a_report_that_cannot_be_read_counts_as_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: object
) -> None:
    write(tmp_path, content, monkeypatch)
    assert refresh_report() is None


def test_without_a_refresh_there_is_no_report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REGIONS_BUILD_DIR", str(tmp_path))
    assert refresh_report() is None
