"""`refresh` and `import` go the same way: whatever comes first, and whatever stops them, both are in use.

The companies and towns of these files are made up for the tests; they stand in no data that is shipped.
"""

import csv
import io
import shutil
import signal
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
import yaml
from filelock import FileLock

from etl import files
from etl.__main__ import main
from etl.overlay import current_overlay
from etl.paths import Paths
from tests.etl.imports.test_from_pages import CLAIR_PAGE, Pages, listed, pages  # noqa: F401 - fixtures
from tests.etl.running import in_process

DATASET = "meti_leading_companies"
REFRESHED, IMPORTED, SHIPPED = "テスト製作所", "テスト食品", "テスト林檎"
HEADINGS = ["都道府県名", "市区町村", "企業名", "業種", "法人番号", "選定年度"]


@dataclass
class Both:
    """A publisher that links a list, and a file with another company; data that nothing may write to."""

    pages: Pages
    file: Path
    refreshed: Path

    def run(self, what: str, kill: str = "", when: str = "before") -> int:
        """Run a command, in a process of its own if it is to be killed before or after a function."""
        arguments = ["refresh", "meti"] if what == "refresh" else ["import", "meti-leading-companies"]
        arguments += [str(self.file)] if what == "import" else []
        if not kill:
            return main(arguments)
        place, name = kill.rsplit(".", 1)
        script = (
            "import os, signal, sys\nfrom etl.__main__ import main\nfrom pkgutil import resolve_name\n"
            f"place = resolve_name('{place}')\nreal = place.{name}\n"
            "def killed(*arguments, **named):\n"
            + ("    real(*arguments, **named)\n" if when == "after" else "")
            + "    os.kill(os.getpid(), signal.SIGKILL)\n"
            f"place.{name} = killed\nmain({arguments!r})\n"
        )
        stopped = in_process(script)
        assert stopped.returncode == -signal.SIGKILL, stopped.stderr
        return stopped.returncode

    @property
    def companies(self) -> set[str]:
        """Which of the made-up companies the current build holds."""
        found = self.pages.rows("SELECT name FROM company WHERE country = 'JP'")
        return {word for (name,) in found for word in (REFRESHED, IMPORTED, SHIPPED) if word in str(name)}

    def ship(self) -> None:
        """Ship a newer file of the dataset, with one company more."""
        path = self.pages.folders.snapshots / f"{DATASET}.csv"
        rows = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"))))
        new = {**rows[0], "company_id": "jp_shipped", "name": SHIPPED, "name_en": "", "corporate_number": ""}
        body = io.StringIO()
        writer = csv.DictWriter(body, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows([*rows, new])
        content = body.getvalue().encode()
        path.write_bytes(content)
        about = yaml.safe_load(path.with_suffix(".yaml").read_text(encoding="utf-8"))
        about |= {"sha256": files.sha256(content), "rows": len(rows) + 1}
        about["retrieved_on"] = str(about["retrieved_on"])
        path.with_suffix(".yaml").write_text(yaml.safe_dump(about, allow_unicode=True), encoding="utf-8")


def state_of(data: Path) -> dict[str, tuple[bytes, int]]:
    """Return bytes and time of change of every file."""
    found = (path for path in data.rglob("*") if path.is_file())
    return {str(path): (path.read_bytes(), path.stat().st_mtime_ns) for path in found}


@pytest.fixture
def both(
    listed: Pages,  # noqa: F811 - a fixture
    workbook: Callable[..., Path],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Both:
    elsewhere = tmp_path / "elsewhere"
    shutil.move(listed.folders.build, elsewhere / "build")
    monkeypatch.setenv("REGIONS_BUILD_DIR", str(elsewhere / "build"))
    monkeypatch.setenv("REGIONS_REFRESH_DIR", str(elsewhere / "refreshed"))
    listed.folders = Paths(listed.folders.data, elsewhere / "build")
    listed.page(CLAIR_PAGE, "<p>検索</p>")
    file = workbook(
        [HEADINGS, ["大阪府", "堺市", "（株）テスト食品", "食料品製造業", "", "第２回"]], "mine.xlsx"
    )
    return Both(listed, file, elsewhere / "refreshed")


@pytest.mark.parametrize(
    "order", [("refresh", "import", "refresh"), ("import", "refresh", "import")], ids=" ".join
)
def test_whatever_comes_first_both_are_in_the_build_and_nothing_shipped_is_written(
    both: Both, order: tuple[str, ...]
) -> None:
    before, shipped = both.pages.n_companies, state_of(both.pages.folders.data)
    assert both.run(order[0]) == 0
    assert both.companies == {REFRESHED if order[0] == "refresh" else IMPORTED}
    for command in order[1:]:
        assert both.run(command) == 0
        assert both.companies == {REFRESHED, IMPORTED}
    assert both.pages.n_companies == before + 2
    assert state_of(both.pages.folders.data) == shipped
    assert main(["build"]) == 0
    assert both.companies == {REFRESHED, IMPORTED}


ORDERS = [("refresh", "import"), ("import", "refresh")]
KILLS = [
    ("etl.download.archive.Fetch.store", "after"),  # answer or file stored, nothing read
    ("etl.refresh.stage.merge_list", "before"),
    ("etl.pipeline.load", "before"),  # during the build
    ("etl.refresh.intake.switch_overlay", "before"),  # database written, nothing switched
    ("etl.refresh.intake.switch_overlay", "after"),  # datasets switched, database not
    ("etl.pipeline.switch", "after"),  # both switched, nothing remembered
]


# Both ways are one intake: each place in one order, in turn, and between the two switches in both.
STOPS = {order: KILLS[place::2] for place, order in enumerate(ORDERS)}
STOPS[ORDERS[1]].append(KILLS[4])


@pytest.mark.parametrize("order", ORDERS, ids=" then ".join)
def test_kill_9_between_two_ways_loses_nothing(both: Both, order: tuple[str, str], tmp_path: Path) -> None:
    """Each stop meets what the first way left, brought once."""
    first, second = order
    own = REFRESHED if first == "refresh" else IMPORTED
    shipped = state_of(both.pages.folders.data)
    assert both.run(first) == 0
    brought = shutil.copytree(both.refreshed.parent, tmp_path / "brought")
    for kill, when in STOPS[order]:
        shutil.rmtree(both.refreshed.parent)
        shutil.copytree(brought, both.refreshed.parent)
        both.run(second, kill, when)
        assert own in both.companies, (kill, when)
        # The other way goes on first: it must neither lose nor need what the stopped run had done.
        assert both.run(first) == 0, (kill, when)
        assert own in both.companies, (kill, when)
        assert both.run(second) == 0, (kill, when)
        assert both.companies == {REFRESHED, IMPORTED}, (kill, when)
        assert both.run(first) == 0, (kill, when)
        assert both.companies == {REFRESHED, IMPORTED}, (kill, when)
    assert state_of(both.pages.folders.data) == shipped


def test_what_was_brought_is_merged_into_a_newer_shipped_file(
    both: Both, capsys: pytest.CaptureFixture[str]
) -> None:
    both.run("refresh")
    both.run("import")
    both.ship()
    capsys.readouterr()
    for command in ("build", "status"):
        assert main([command]) == 0
        assert f"newer files of them are shipped: what refresh or import brought of {DATASET}" in (
            capsys.readouterr().err
        )
    assert both.companies == {SHIPPED}
    asked = both.pages.asked(CLAIR_PAGE), len(both.pages.server.asked)
    assert main(["refresh", "clair"]) == 0  # another source: what was stored of METI is read again
    assert both.pages.asked(CLAIR_PAGE) - asked[0] == len(both.pages.server.asked) - asked[1]
    assert both.companies == {REFRESHED, IMPORTED, SHIPPED}
    assert "merged what was brought into the files shipped since" in capsys.readouterr().err
    assert main(["status"]) == 0
    assert "newer files" not in capsys.readouterr().err
    build = both.pages.rows("SELECT build_id FROM build")
    assert both.run("refresh") == 0 and both.run("import") == 0
    assert both.pages.rows("SELECT build_id FROM build") == build


def test_an_import_merges_what_a_newer_shipped_file_superseded(both: Both) -> None:
    both.run("refresh")
    both.ship()
    assert both.run("import") == 0
    assert both.companies == {REFRESHED, IMPORTED, SHIPPED}


def test_content_no_longer_in_use_is_not_taken_for_merged(both: Both) -> None:
    both.run("import")
    both.run("refresh")
    (both.refreshed / "current.json").unlink()
    assert main(["build"]) == 0
    assert both.companies == set()
    assert both.run("refresh") == 0
    assert both.companies == {REFRESHED}
    (both.refreshed / "current.json").unlink()
    asked = len(both.pages.server.asked)
    assert main(["refresh", "--from-snapshots"]) == 4  # of CLAIR nothing is stored
    assert both.companies == {REFRESHED, IMPORTED}
    assert len(both.pages.server.asked) == asked


def test_source_and_change_log_tell_of_an_import(both: Both) -> None:
    today = datetime.now(UTC).date()
    both.run("import")
    (source,) = both.pages.rows(
        "SELECT retrieved_on, obtained FROM source WHERE source_id = 'meti_leading_companies_list'"
    )
    assert source == (today, "official list, downloaded by a person and imported")
    overlay = current_overlay(both.refreshed)
    assert overlay is not None
    about = yaml.safe_load((overlay / f"{DATASET}.yaml").read_text(encoding="utf-8"))
    (entry,) = about["imports"]
    assert (entry["file"], entry["sha256"]) == ("mine.xlsx", files.sha256(both.file.read_bytes()))
    for language, word in (("ko", "1건 추가"), ("ja", "1件を追加"), ("en", "rows added: 1")):
        log = (both.pages.folders.build / f"changes.{language}.md").read_text(encoding="utf-8")
        assert word in log and "地域未来牽引企業 選定企業一覧" in log


def test_a_file_is_kept_once_and_a_refused_one_not_at_all(both: Both, workbook: Callable[..., Path]) -> None:
    both.run("import")
    both.run("import")
    other = workbook([["番号"], ["1"]], "other.xlsx")
    assert main(["import", "meti-leading-companies", str(other)]) == 2
    assert len(list((both.refreshed / "raw/import").rglob("*.body"))) == 1


def test_an_import_waits_for_no_refresh(both: Both, capsys: pytest.CaptureFixture[str]) -> None:
    both.refreshed.mkdir()
    with FileLock(both.refreshed / "refresh.lock"):
        assert both.run("import") == 3
    assert "another refresh or import runs" in capsys.readouterr().err
    assert both.companies == set()
