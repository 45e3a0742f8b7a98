"""`refresh mic`: which workbook of the page is taken, what enters the database, what is refused or only kept.

The workbooks are made of the shipped sums; their towns, and the figures of further years, are made up.
"""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from etl.__main__ import main
from etl.download.errors import LinkNotFound, WrongFile
from etl.paths import Paths
from etl.publish import current_file
from etl.refresh.feeds import Feed, read_feeds
from etl.sources.entry_pages import found_links
from tests.etl.imports.conftest import REPOSITORY
from tests.etl.imports.mic_workbook import AMOUNT, COUNT, Rows, grid, more_years, shipped, written
from tests.etl.imports.test_from_pages import Pages
from tests.etl.replay import serving
from tests.etl.running import QUICK
from tests.etl.sources.test_entry_pages import page

MIC_PAGE = "/mic/main_sosiki/jichi_zeisei/czaisei/czaisei_seido/furusato/archive/"
HISTORY, DEDUCTION = "/mic/main_content/000000001.xlsx", "/mic/main_content/000000003.xlsx"
LINKS = (
    f'<a href="{HISTORY}">各自治体のふるさと納税受入額及び受入件数（平成２０年度～令和７年度）</a>',
    '<a href="/mic/main_content/000000002.xlsx">各自治体の令和７年度受入額等</a>',
    f'<a href="{DEDUCTION}">各自治体の令和８年度課税における住民税控除額等</a>',
)
SOURCE = "soumu_hometown_tax_history"


@pytest.fixture
def mic(
    hometown: Paths, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Iterator[Pages]:
    """MIC's page with its links, and the shipped figures."""
    for path in (hometown.catalogue / "feeds").iterdir():
        if path.stem != "mic":
            path.unlink()
    monkeypatch.setattr("etl.refresh.run.manners_of", lambda _: QUICK)
    monkeypatch.setenv("REGIONS_DATA_DIR", str(hometown.data))
    monkeypatch.delenv("REGIONS_BUILD_DIR", raising=False)
    monkeypatch.delenv("REGIONS_REFRESH_DIR", raising=False)
    with serving() as server:
        monkeypatch.setenv("MIC_BASE_URL", f"{server.url}/mic")
        pages = Pages(server, hometown, capsys)
        pages.page(MIC_PAGE, *LINKS)
        pages.file(DEDUCTION, written([["団体名", "控除額"]]))
        yield pages


def publish(pages: Pages, rows: Rows) -> None:
    pages.file(HISTORY, written(rows))


def observed(pages: Pages, region: str, year: int) -> list[tuple[Any, ...]]:
    return pages.rows(
        "SELECT value, status, source_id FROM observation WHERE indicator_id = 'hometown_tax_received'"
        f" AND region_code = '{region}' AND year = {year}"
    )


def failed(pages: Pages) -> str:
    """Refresh, see that it fails and that the build stays; return what was said."""
    build = current_file(pages.folders.build)
    pages.server.routes.pop(DEDUCTION, None)
    assert pages.refresh("mic") == 4
    assert pages.outcomes["mic"]["outcome"] == "failed"
    assert current_file(pages.folders.build) == build
    return str(pages.outcomes["mic"]["detail"])


def feed() -> Feed:
    return read_feeds(Paths(REPOSITORY / "data", REPOSITORY / "data/build"))["mic"]


@pytest.mark.parametrize(
    ("links", "expected"),
    [
        (LINKS, ["000000001.xlsx"]),
        ((LINKS[0].replace("～", "から"), *LINKS[1:]), ["000000001.xlsx"]),
        ((LINKS[0].replace("～", "〜"), *LINKS[1:]), ["000000001.xlsx"]),
        (
            (LINKS[0], f'<a href="/mic/old.xlsx">{LINKS[0].partition(">")[2].replace("令和７", "令和６")}'),
            ["000000001.xlsx"],
        ),
        (
            (f"<li>{LINKS[0].partition('>')[2].removesuffix('</a>')}<a href='/a.xlsx'>EXCEL</a></li>",),
            ["a.xlsx"],
        ),
    ],
    ids=["history beside details", "in words", "wave dash", "of two the newer", "text beside the link"],
)
def test_the_history_is_told_from_the_details_of_one_year(
    links: tuple[str, ...], expected: list[str]
) -> None:
    received, _ = feed().tables
    assert [link.file_name for link in found_links(page(*links), received)] == expected


@pytest.mark.parametrize(
    ("links", "error"),
    [
        ((LINKS[0], LINKS[0].replace("000000001", "9")), LinkNotFound),
        (LINKS[1:], LinkNotFound),
        ((LINKS[0].replace("xlsx", "pdf"),), WrongFile),
        ((LINKS[0].replace("xlsx", "xls"),), WrongFile),
    ],
    ids=["two of the same years", "details alone", "pdf", "old format"],
)
def test_what_cannot_be_made_out_names_the_command_by_hand(
    links: tuple[str, ...], error: type[Exception]
) -> None:
    with pytest.raises(error, match="python -m etl import mic-hometown-tax FILE"):
        found_links(page(*links), feed().tables[0])


def test_a_new_year_arrives_and_the_deductions_are_kept(mic: Pages) -> None:
    before = mic.shipped
    publish(mic, grid(more_years(2025)))
    assert mic.refresh("mic") == 0, mic.outcomes
    assert observed(mic, "JP-01", 2025) == [(179956535849 + 17995653584, "provisional", SOURCE)]
    assert observed(mic, "JP-01", 2024) == [(179956535849, "provisional", SOURCE)]
    texts = {one["indicator"]: one["text"] for one in mic.changes if one["kind"] == "new_years"}
    assert texts[AMOUNT]["ja"].endswith("：2025の数値を追加（47地域）")
    assert "고향납세 건수(시정촌): 2025" in texts[f"{COUNT}_municipalities"]["ko"]
    assert texts[COUNT]["en"] == "Hometown tax, donations: figures of 2025 added (regions: 47)"
    (kept,) = [one for one in mic.changes if one["kind"] == "new_files"]
    assert "控除額" in kept["text"]["ja"] and "entered by hand" in kept["text"]["en"]
    assert mic.shipped == before
    (source,) = mic.rows(f"SELECT definition, licence, obtained FROM source WHERE source_id = '{SOURCE}'")
    assert "Donations received" in source[0] and "CC BY 4.0" in source[1] and "etl refresh" in source[2]
    assert mic.refresh("mic") == 0
    assert mic.outcomes["mic"]["outcome"] == "unchanged"


def test_the_figures_held_come_back_as_they_were(mic: Pages) -> None:
    before = mic.rows("SELECT indicator_id, region_code, year, value, status FROM observation ORDER BY ALL")
    publish(mic, grid(shipped()))
    assert mic.refresh("mic") == 0
    assert [one["kind"] for one in mic.changes] == ["new_files"]
    after = mic.rows("SELECT indicator_id, region_code, year, value, status FROM observation ORDER BY ALL")
    assert after == before


def test_small_revisions_are_told_in_three_languages(mic: Pages) -> None:
    figures = more_years(2025)
    for name in (AMOUNT, f"{AMOUNT}_municipalities"):
        figures["JP-02", 2024, name] += 1_000_000
    publish(mic, grid(figures))
    assert mic.refresh("mic") == 0
    text = next(one["text"] for one in mic.changes if (one["kind"], one["indicator"]) == ("revised", AMOUNT))
    assert "青森 2024: 8,837,383,844 → 8,838,383,844" in text["ja"]
    assert "아오모리 2024" in text["ko"] and "Aomori 2024" in text["en"]
    assert observed(mic, "JP-02", 2024)[0][1] == "actual"  # restated: settled


def test_a_revision_beyond_the_bounds_must_be_meant(mic: Pages) -> None:
    figures = more_years(2025)
    for name in (AMOUNT, f"{AMOUNT}_municipalities"):
        figures["JP-01", 2024, name] *= 2
    publish(mic, grid(figures))
    assert mic.refresh("mic") == 1
    assert mic.outcomes["mic"]["outcome"] == "rejected" and "JP-01" in mic.outcomes["mic"]["detail"]
    assert observed(mic, "JP-01", 2025) == []
    assert mic.refresh("mic", "--accept") == 0
    assert observed(mic, "JP-01", 2024)[0][0] == 2 * 179956535849


def test_a_unit_that_contradicts_the_figures_is_refused(mic: Pages) -> None:
    publish(mic, grid(more_years(2025), title="（単位：百万円）"))
    assert "times 1,000,000 in the table" in failed(mic)
    assert mic.outcomes["mic"]["code"] == "disagrees"
    publish(mic, grid(more_years(2025), title="（単位：千円）"))
    mic.file(DEDUCTION, written([["団体名", "控除額"]]))
    assert mic.refresh("mic") == 0
    assert observed(mic, "JP-01", 2025)


def test_files_that_are_not_the_workbook(mic: Pages) -> None:
    locked = bytes.fromhex("d0cf11e0a1b11ae1") + "EncryptedPackage".encode("utf-16-le")
    for content, told in (
        (b"<!DOCTYPE html><html>maintenance</html>", "a page in HTML"),
        (locked, "not a file of the format"),
        (written([["団体名", "受入額"]]), "no sheet has years"),
        (written([row for row in grid(shipped()) if row[:1] != ["沖縄県"]]), "no figure of JP-47"),
    ):
        mic.file(HISTORY, content)
        said = failed(mic)
        assert told in said and "python -m etl import mic-hometown-tax FILE" in said
        assert mic.outcomes["mic"]["code"] == "wrong_file"


def test_offline_the_stored_workbook_is_read_again(mic: Pages) -> None:
    publish(mic, grid(more_years(2025)))
    mic.refresh("mic")
    (mic.folders.data / "refreshed/current.json").unlink()
    asked = len(mic.server.asked)
    assert mic.refresh("mic", "--from-snapshots", "--accept") == 0
    assert len(mic.server.asked) == asked
    assert observed(mic, "JP-47", 2025)


def test_since_and_indicator_narrow_it(mic: Pages) -> None:
    publish(mic, grid(more_years(2025)))
    assert mic.refresh("mic", "--since", "2025", "--indicator", "hometown_tax_received") == 0
    assert observed(mic, "JP-01", 2025)
    assert {one["indicator"] for one in mic.changes} == {AMOUNT}
    assert (
        len(mic.rows(f"SELECT 1 FROM observation WHERE source_id = '{SOURCE}' AND region_code != 'JP'")) == 47
    )


def test_status_names_what_it_brings_and_not_what_is_only_kept(mic: Pages) -> None:
    publish(mic, grid(more_years(2025)))
    mic.refresh("mic")
    assert main(["status", "--json"]) == 0
    said = mic.capsys.readouterr().out
    by_source = {one["source_id"]: one["refreshed_by"] for one in json.loads(said)}
    assert by_source[SOURCE] == "mic" and by_source["soumu_furusato_fy2020_muni"] is None
