"""`refresh` of sources whose files are found from a page: the same checks and change log, nothing lost.

The companies and towns of these files are made up for the tests; they stand in no data that is shipped.
"""

import json
import shutil
import signal
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import duckdb
import pytest

from etl.__main__ import main
from etl.overlay import current_overlay
from etl.paths import Paths
from etl.publish import current_file
from tests.etl import replay as faults
from tests.etl.imports.conftest import refreshed_once
from tests.etl.replay import Query, Replay, Reply, serving
from tests.etl.running import QUICK, in_process, killed_at

REPOSITORY = Path(__file__).resolve().parents[3]
METI_PAGE = "/meti/policy/sme_chiiki/chiiki_kenin_kigyou/index.html"
CLAIR_PAGE = "/clair/j/exchange/shimai/"
COMPANIES = [
    ["都道府県名", "市区町村", "企業名", "業種", "法人番号", "選定年度"],
    ["佐賀県", "鳥栖市", "株式会社テスト製作所", "製造業", "", "2017年度"],
    [
        "北海道",
        "津別町",
        "株式会社山上木工",
        "木材・木製品製造業",
        "１４６０３０２００３４３９",
        "平成29年度",
    ],
    ["架空県", "", "テスト甲", "", "", "2017"],
]
TIES = [
    ["都道府県名", "自治体名", "国名", "州・省", "提携先", "提携年月日", "提携種別"],
    ["岩手県", "平泉町", "大韓民国", "江原特別自治道", "華川郡", "平成30年5月1日", "姉妹"],
]


@dataclass
class Pages:
    """The publishers and what is done with what they give."""

    server: Replay
    folders: Paths
    capsys: pytest.CaptureFixture[str]
    outcomes: dict[str, dict[str, Any]] = field(default_factory=dict)
    changes: list[dict[str, Any]] = field(default_factory=list)

    def page(self, path: str, *links: str) -> None:
        body = f"<html><meta charset='utf-8'><body>{''.join(links)}</body></html>".encode()
        self.server.routes[path] = lambda _: Reply(body, "text/html")

    def file(self, path: str, content: bytes, **headers: str) -> None:
        self.server.routes[path] = lambda _: Reply(content, "application/octet-stream", headers=headers)

    def refresh(self, *arguments: str) -> int:
        code = main(["refresh", *arguments, "--json"])
        said = self.capsys.readouterr()
        assert "Traceback" not in said.err
        summary = json.loads(said.out)
        self.outcomes = {one["source"]: one for one in summary["sources"]}
        self.changes = summary["changes"]
        return code

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        file = current_file(self.folders.build)
        assert file is not None
        with duckdb.connect(str(file), read_only=True) as connection:
            return connection.execute(sql).fetchall()

    def asked(self, path: str) -> int:
        return sum(one == path for one, _ in self.server.asked)

    @property
    def shipped(self) -> dict[str, bytes]:
        return {path.name: path.read_bytes() for path in self.folders.snapshots.iterdir()}

    @property
    def n_companies(self) -> int:
        return int(self.rows("SELECT count(*) FROM company WHERE country = 'JP'")[0][0])


@pytest.fixture
def pages(
    folders: Paths, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Iterator[Pages]:
    for path in (folders.catalogue / "feeds").iterdir():
        if path.stem not in ("meti", "clair"):
            path.unlink()
    monkeypatch.setattr("etl.refresh.run.manners_of", lambda _: QUICK)
    monkeypatch.setenv("REGIONS_DATA_DIR", str(folders.data))
    monkeypatch.delenv("REGIONS_BUILD_DIR", raising=False)
    monkeypatch.delenv("REGIONS_REFRESH_DIR", raising=False)
    with serving() as server:
        for name in ("meti", "clair"):
            monkeypatch.setenv(f"{name.upper()}_BASE_URL", f"{server.url}/{name}")
        yield Pages(server, folders, capsys)


@pytest.fixture
def listed(pages: Pages, workbook: Callable[..., Path]) -> Pages:
    """METI links its list."""
    pages.page(METI_PAGE, '<a href="list.xlsx">地域未来牽引企業 選定企業一覧（Excel）</a>')
    pages.file(METI_PAGE.replace("index.html", "list.xlsx"), workbook(COMPANIES).read_bytes(), ETag='"v1"')
    return pages


@pytest.fixture(scope="session")
def first_list(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the data are kept after a first refresh from METI, and the address it had."""
    return tmp_path_factory.mktemp("list")


@pytest.fixture
def brought(listed: Pages, first_list: Path) -> Pages:
    """METI's list is in use; what brings it is run once and copied."""
    refreshed_once(first_list, listed.folders, listed.server, lambda: listed.refresh("meti"))
    return listed


LIST = METI_PAGE.replace("index.html", "list.xlsx")


def test_a_list_arrives_in_the_database_and_in_the_change_log(listed: Pages) -> None:
    before, shipped = listed.n_companies, listed.shipped
    assert listed.refresh("meti") == 0
    assert listed.n_companies == before + 1
    found = listed.rows(
        "SELECT region_code, round_year, source_id FROM company WHERE name LIKE '%テスト製作所'"
    )
    assert found == [("JP-41", 2017, "meti_leading_companies_list")]
    number = listed.rows("SELECT corporate_number FROM company WHERE name = '山上木工'")
    assert number == [("1460302003439",)]
    (change,) = listed.changes
    said = change["text"]["en"]
    assert "rows added: 1, completed: 1; not taken because a required value such as" in said
    assert "list.xlsx [Sheet] row 4" in change["text"]["ja"]
    assert "1건 추가" in change["text"]["ko"]
    assert listed.shipped == shipped
    log = (listed.folders.build / "changes.ja.md").read_text(encoding="utf-8")
    assert change["text"]["ja"] in log
    (source,) = listed.rows(
        "SELECT retrieved_on, obtained FROM source WHERE source_id LIKE 'meti_leading_comp%'"
    )
    assert "python -m etl refresh" in source[1]
    the_raw_page_and_file_are_kept(listed)


def the_raw_page_and_file_are_kept(listed: Pages) -> None:
    (fetch,) = (listed.folders.data / "refreshed/raw/meti/leading_companies").iterdir()
    about = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(fetch.glob("0*.json"))]
    assert [one["leads_on"] for one in about] == [True, False]
    assert about[1]["url"] == listed.server.url + LIST and len(about[1]["sha256"]) == 64


def test_the_same_list_again_is_no_news_even_on_a_new_page(brought: Pages) -> None:
    build = current_file(brought.folders.build)
    brought.page(
        METI_PAGE, "<p>お知らせ</p>", '<a href="list.xlsx">地域未来牽引企業 選定企業一覧（Excel）</a>'
    )
    tagged = lambda handler, reply: faults.send(  # noqa: E731
        handler, Reply(b"", status=304) if handler.headers["If-None-Match"] == '"v1"' else reply
    )
    brought.server.always[LIST] = tagged
    for _ in range(5):  # more often than fetches are kept
        assert brought.refresh("meti") == 0
        assert brought.outcomes["meti"]["outcome"] == "unchanged"
    assert all(one["If-None-Match"] == '"v1"' for one in brought.server.headers[1::2])
    assert current_file(brought.folders.build) == build


def test_lists_of_two_companies_a_file(pages: Pages, workbook: Callable[..., Path]) -> None:
    links = [f'<li>第{n}回 選定企業一覧 <a href="{n}.xlsx">Excel</a></li>' for n in (1, 2)]
    pages.page(METI_PAGE, *links)
    for number, name in ((1, "テスト甲"), (2, "テスト乙")):
        content = workbook([["都道府県", "企業名"], ["大阪府", name]], f"{number}.xlsx").read_bytes()
        pages.file(METI_PAGE.replace("index.html", f"{number}.xlsx"), content)
    before = pages.n_companies
    assert pages.refresh("meti") == 0
    assert pages.n_companies == before + 2


def test_ties_of_clair_if_a_list_is_linked_and_no_failure_if_not(
    pages: Pages, workbook: Callable[..., Path]
) -> None:
    pages.page(CLAIR_PAGE, '<a href="/search">検索</a>')
    assert pages.refresh("clair") == 0
    assert (pages.outcomes["clair"]["outcome"], pages.outcomes["clair"]["code"]) == ("skipped", "not_offered")
    assert "python -m etl import clair-ties FILE" in pages.outcomes["clair"]["detail"]
    pages.page(CLAIR_PAGE, '<a href="ties.xlsx">姉妹（友好）提携一覧</a>')
    pages.file(CLAIR_PAGE + "ties.xlsx", workbook(TIES).read_bytes())
    assert pages.refresh("clair") == 0
    found = pages.rows("SELECT kr_region_code, agreed_date FROM tie WHERE source_id = 'clair_ties_list'")
    assert found == [("KR-42", "2018-05-01")]


def moved_to(target: str) -> Callable[[Query], Reply]:
    return lambda _: Reply(b"", "text/html", 302, {"Location": target})


REFUSED = {
    "<p>このページは移転しました</p>": "link_not_found",
    '<a href="list.pdf">選定企業一覧（PDF）</a>': "wrong_file",
    '<a href="https://elsewhere.example/list.xlsx">選定企業一覧</a>': "host_refused",
    '<a href="moved.xlsx">選定企業一覧</a>': "host_refused",
    '<a href="login.xlsx">選定企業一覧</a>': "wrong_file",
    '<a href="gone.xlsx">選定企業一覧</a>': "table_gone",
    '<a href="loop.xlsx">選定企業一覧</a>': "request_refused",
}


def test_what_cannot_be_had_is_said_and_the_last_list_stays(brought: Pages, tmp_path: Path) -> None:
    """Each refusal meets the same list in use."""
    refreshed = brought.folders.data / "refreshed"
    held = shutil.copytree(refreshed, tmp_path / "held")
    before, overlay = brought.n_companies, current_overlay(refreshed)
    folder = METI_PAGE.replace("index.html", "")
    moves = {"moved": "https://elsewhere.example/x.xlsx", "loop": "loop.xlsx"}
    for name, target in moves.items():
        brought.server.routes[f"{folder}{name}.xlsx"] = moved_to(target)
    brought.file(f"{folder}login.xlsx", b"<!DOCTYPE html><html>login</html>")
    for links, code in REFUSED.items():
        shutil.rmtree(refreshed)
        shutil.copytree(held, refreshed)
        brought.page(METI_PAGE, links)
        assert brought.refresh("meti") == 4, links
        outcome = brought.outcomes["meti"]
        assert (outcome["outcome"], outcome["code"]) == ("failed", code), links
        assert all(outcome["reason"].values()), links
        assert brought.n_companies == before, links
        assert current_overlay(refreshed) == overlay, links
    assert not [one for one, _ in brought.server.asked if "elsewhere" in one]


def test_redirects_among_the_hosts_of_the_list_are_followed(listed: Pages) -> None:
    listed.server.routes["/meti/new/list.xlsx"] = listed.server.routes[LIST]
    listed.server.routes[LIST] = lambda _: Reply(b"", "text/html", 301, {"Location": "/meti/new/list.xlsx"})
    before = listed.n_companies
    assert listed.refresh("meti") == 0
    assert listed.n_companies == before + 1


FAULTS: dict[str, faults.Fault] = {
    "500": faults.status(500),
    "429": faults.status(429),
    "reset": faults.reset,
    "truncated": faults.truncated,
    "gzip": faults.damaged_gzip,
    "silence": faults.silence,
    "drip": faults.drip,
}


@pytest.mark.parametrize("path", [METI_PAGE, LIST], ids=["page", "file"])
def test_the_fault_matrix(listed: Pages, path: str) -> None:
    """No fault leaves anything that the next run would take; a storm that passes, and all is mended."""
    before, build = listed.n_companies, current_file(listed.folders.build)
    for name, fault in FAULTS.items():
        listed.server.always[path] = fault
        assert listed.refresh("meti") == 4, name
        assert current_file(listed.folders.build) == build, name
    del listed.server.always[path]
    listed.server.faults[path].extend([faults.status(503), faults.status(429, Retry_After="0")])
    assert listed.refresh("meti") == 0
    assert not listed.server.faults[path]
    assert listed.n_companies == before + 1
    if path == LIST:
        assert listed.asked(METI_PAGE) == 1  # each run goes on where the one before it stopped


def test_a_damaged_workbook_is_refused(listed: Pages) -> None:
    whole = listed.server.routes[LIST]({}).body
    for damage in (slice(0, 2000), slice(2000, None)):  # the end lost, the beginning lost
        listed.file(LIST, whole[damage])
        assert listed.refresh("meti") == 4, damage
        assert listed.outcomes["meti"]["code"] == "wrong_file", damage
    listed.file(LIST, whole)
    assert listed.refresh("meti") == 0


STOPPED: dict[str, tuple[str, set[int]]] = {
    "the disk is full": (
        "import resource, signal, sys\nfrom etl.__main__ import main\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))\nsys.exit(main(['refresh', 'meti']))\n",
        {3, 4},
    ),
    **{
        f"kill -9 at {place}.{name}": (killed_at(place, name, "meti"), {-signal.SIGKILL})
        for place, name in (
            ("etl.download.archive.Fetch", "store"),
            ("etl.refresh.stage", "merge_list"),
            ("etl.refresh.intake", "switch_overlay"),
        )
    },
}


def test_whatever_stops_a_run_the_next_one_loses_nothing(listed: Pages) -> None:
    """Each run is stopped a little later than the one before it, whose rest it finds; the last one ends."""
    before, build, shipped = listed.n_companies, current_file(listed.folders.build), listed.shipped
    for name, (script, codes) in STOPPED.items():
        stopped = in_process(script)
        assert stopped.returncode in codes, (name, stopped.stderr)
        assert "Traceback" not in stopped.stderr, name
        assert current_file(listed.folders.build) == build and listed.shipped == shipped, name
    assert listed.refresh("meti") == 0
    assert listed.n_companies == before + 1


def test_offline_the_stored_files_are_read_again(brought: Pages) -> None:
    before = brought.n_companies
    (brought.folders.data / "refreshed/current.json").unlink()
    asked = len(brought.server.asked)
    assert brought.refresh("meti", "--from-snapshots", "--accept") == 0
    assert len(brought.server.asked) == asked and brought.n_companies == before


def test_dry_run_and_status_know_the_pages(listed: Pages) -> None:
    assert main(["refresh", "--dry-run"]) == 0
    said = listed.capsys.readouterr().err
    assert "meti: planned, 1 table" in said and "clair: planned, 1 table" in said
    assert listed.server.asked == []
    listed.refresh("meti")
    assert main(["status"]) == 0
    lines = listed.capsys.readouterr().out.splitlines()
    (line,) = [one for one in lines if one.startswith("meti ") and "not needed" in one]
    assert "refreshed" in line
