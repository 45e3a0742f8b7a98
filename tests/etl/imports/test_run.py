"""Importing official lists: traps, counts, rejects, all or nothing.

The companies and towns of these files are made up for the tests; they stand in no data that is shipped.
"""

import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest

from etl.__main__ import main
from etl.imports import sheets
from etl.imports.refusal import Refused
from etl.paths import Paths
from etl.problems import BuildError, DataError
from etl.publish import current_file
from etl.refresh.imported import FileRequest
from etl.refresh.importing import Import
from tests.etl.imports.conftest import contents, quiet_import

HEADINGS = ["No.", "都道府県名", "市区町村", "企業名", "業種", "法人番号", "選定年度"]
COMPANIES = [
    ["1", "佐賀県", "鳥栖市", "株式会社テスト製作所", "製造業", "", "2017年度"],
    [
        "2",
        "北海道",
        "津別町",
        "株式会社山上木工",
        "木材・木製品製造業",
        "１４６０３０２００３４３９",
        "平成29年度",
    ],
    ["3", "大阪府", "堺市", "（株）テスト食品", "食料品製造業", "", "第２回"],
]
Workbook = Callable[..., Path]


def run(name: str, folders: Paths, *paths: Path, programme: str = "") -> Import:
    return quiet_import(folders, FileRequest(name, programme), *paths)


def table(folders: Paths, sql: str) -> list[tuple[Any, ...]]:
    file = current_file(folders.build)
    assert file is not None
    with duckdb.connect(str(file), read_only=True) as connection:
        return connection.execute(sql).fetchall()


def test_a_list_completes_the_companies_in_the_database(folders: Paths, workbook: Workbook) -> None:
    before = table(folders, "SELECT count(*) FROM company WHERE country = 'JP'")[0][0]
    done = run("meti-leading-companies", folders, workbook([HEADINGS, *COMPANIES]))
    assert done.built is not None
    assert (done.tally.added, done.tally.completed, done.tally.rejects) == (2, 1, [])
    rows = table(
        folders,
        "SELECT name, region_code, municipality, round_year, corporate_number, source_id FROM company"
        " WHERE source_id = 'meti_leading_companies_list' ORDER BY name",
    )
    assert ("株式会社テスト製作所", "JP-41", "鳥栖市", 2017, None, "meti_leading_companies_list") in rows
    assert ("（株）テスト食品", "JP-27", "堺市", 2018, None, "meti_leading_companies_list") in rows
    # Held already without its legal form: completed, not doubled.
    assert ("山上木工", "JP-01", "津別町", 2017, "1460302003439", "meti_leading_companies_list") in rows
    assert table(folders, "SELECT count(*) FROM company WHERE country = 'JP'")[0][0] == before + 2


def test_importing_twice_changes_nothing(folders: Paths, workbook: Workbook) -> None:
    path = workbook([HEADINGS, *COMPANIES])
    run("meti-leading-companies", folders, path)
    before = contents(folders)
    again = run("meti-leading-companies", folders, path)
    assert again.built is None
    assert contents(folders) == before


def test_merged_headings_in_two_rows_and_a_title_above(folders: Paths, workbook: Workbook) -> None:
    rows: list[list[object]] = [
        ["地域未来牽引企業一覧（テスト）"],
        [],
        ["選　定\n年度", "本社所在地", "", "企業（法人）名", "主な業種"],
        ["", "都道府県", "市区町村", "", ""],
        ["2020", "福岡県", "福岡県飯塚市", "㈱テスト精機", "金属"],
    ]
    path = workbook(rows, merged=("A1:E1", "A3:A4", "B3:C3", "D3:D4", "E3:E4"))
    done = run("meti-leading-companies", folders, path)
    report = next(iter(done.tally.headings.values()))
    assert any(line.startswith("prefecture: ") and "column B" in line for line in report)
    found = table(
        folders, "SELECT region_code, municipality, round_year FROM company WHERE name = '㈱テスト精機'"
    )
    assert found == [("JP-40", "飯塚市", 2020)]


def test_several_files_one_a_round_whose_name_tells_it(folders: Paths, workbook: Workbook) -> None:
    first = workbook([["都道府県", "事業者名"], ["青森県", "テスト林檎"]], name="第1回選定.xlsx")
    third = workbook([["都道府県", "事業者名"], ["青森県", "テスト帆立"]], name="令和2年度選定.xlsx")
    run("meti-leading-companies", folders, first, third)
    found = table(folders, "SELECT name, round_year FROM company WHERE region_code = 'JP-02' ORDER BY name")
    assert found == [("テスト帆立", 2020), ("テスト林檎", 2017)]


def test_csv_in_the_encoding_of_japanese_excel(folders: Paths, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes("企業名,所在地\nテスト興業,佐賀県鳥栖市\n".encode("cp932"))
    done = run("meti-leading-companies", folders, path)
    assert done.tally.added == 1
    assert table(folders, "SELECT municipality FROM company WHERE name = 'テスト興業'") == [("鳥栖市",)]


def test_rows_that_cannot_be_placed_are_named(folders: Paths, workbook: Workbook) -> None:
    rows = [
        HEADINGS,
        ["1", "架空県", "", "テスト甲", "", "", "2017"],
        ["2", "佐賀県", "", "テスト乙", "", "1460302003438", "2017"],
        ["3", "佐賀県", "", "テスト丙", "", "", "いつか"],
        ["4", "佐賀県", "", "", "製造業", "", "2017"],
        ["5", "佐賀県", "", "テスト丁", "", "", "2017"],
    ]
    done = run("meti-leading-companies", folders, workbook(rows))
    assert [(one.place.split()[-1], one.reason.split(":")[0]) for one in done.tally.rejects] == [
        ("2", "prefecture '架空県' is not known"),
        ("3", "corporate number '1460302003438'"),
        ("4", "round 'いつか' is not understood"),
        ("5", "no name of a company"),
    ]
    assert done.tally.added == 1


def test_counts_stand_beside_the_official_numbers(folders: Paths, workbook: Workbook) -> None:
    done = run("meti-leading-companies", folders, workbook([HEADINGS, COMPANIES[0]]))
    counts = {line[0]: line[1:] for line in done.tally.counts}
    assert counts["Saga"] == ("1", "33", "-32")
    assert counts["Japan"] == ("1", "2,148", "-2,147")
    # A part of a list must not become a count of a prefecture.
    assert any("only from a list that is whole" in notice for notice in done.tally.notices)
    counted = "SELECT count(*) FROM designation WHERE source_id = 'meti_leading_companies_list'"
    assert table(folders, counted) == [(0,)]


def test_a_whole_round_gives_the_counts_that_were_not_published(folders: Paths, workbook: Workbook) -> None:
    # 1,060 rows: all of them in Aomori but for three in Tokyo, whose published count must stay.
    rows = [["青森県", f"テスト{number:04d}", "第3回"] for number in range(1057)]
    rows += [["東京都", f"テスト東京{number}", "第3回"] for number in range(3)]
    done = run("meti-leading-companies", folders, workbook([["都道府県", "企業名", "選定回"], *rows]))
    found: dict[str, int] = dict(
        table(
            folders,
            "SELECT region_code, value FROM designation WHERE round = 'FY2020'"
            " AND region_code IN ('JP-02', 'JP-13') AND indicator = 'leading_companies_designated'",
        )
    )
    assert found == {"JP-02": 1057.0, "JP-13": 20.0}
    assert any("JP-13: 3 in the list, 20 published" in notice for notice in done.tally.notices)
    observed = "SELECT value FROM observation WHERE indicator_id = 'leading_companies_round'"
    assert table(folders, f"{observed} AND region_code = 'JP-02'") == [(1057.0,)]


def refused(folders: Paths, *paths: Path, name: str = "meti-leading-companies") -> str:
    before = contents(folders)
    with pytest.raises(Refused) as caught:
        run(name, folders, *paths)
    assert contents(folders) == before
    return str(caught.value)


def test_what_is_not_taken(
    folders: Paths, workbook: Workbook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "no such file" in refused(folders, tmp_path / "gone.xlsx")
    text = tmp_path / "text.xlsx"
    text.write_text("企業名", encoding="utf-8")
    assert "not a workbook" in refused(folders, text)
    package = tmp_path / "package.xlsx"
    with zipfile.ZipFile(package, "w") as archive:
        archive.writestr("readme.txt", "nothing")
    assert "not a workbook" in refused(folders, package)
    locked = tmp_path / "locked.xlsx"
    locked.write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + bytes(64) + "EncryptedPackage".encode("utf-16-le"))
    assert "encrypted" in refused(folders, locked)
    old = tmp_path / "old.xls"
    old.write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + bytes(64))
    assert "old .xls format" in refused(folders, old)
    binary = tmp_path / "binary.csv"
    binary.write_bytes(b"\x00\x01\x02")
    assert "not a text file" in refused(folders, binary)
    without = workbook([["番号", "内容"], ["1", "2"]], name="without.xlsx")
    assert "no sheet has the headings needed" in refused(folders, without)
    monkeypatch.setattr(sheets, "LARGEST_BYTES", 100)
    assert "too large" in refused(folders, workbook([HEADINGS, *COMPANIES], name="large.xlsx"))


def test_formulas_in_place_of_values_are_refused(folders: Paths, workbook: Workbook) -> None:
    rows = [HEADINGS, ["=ROW()-1", "佐賀県", "", '="テスト" & "甲"', "", "", "2017"]]
    message = refused(folders, workbook(rows))
    assert "1 cells hold formulas" in message
    assert "D2" in message


def test_a_formula_in_a_column_that_is_not_read_does_no_harm(folders: Paths, workbook: Workbook) -> None:
    rows = [HEADINGS, ["=ROW()-1", "佐賀県", "", "テスト戊", "", "", "2017"]]
    assert run("meti-leading-companies", folders, workbook(rows)).tally.added == 1


def test_one_bad_file_among_several_changes_nothing(
    folders: Paths, workbook: Workbook, tmp_path: Path
) -> None:
    good, bad = workbook([HEADINGS, *COMPANIES]), tmp_path / "bad.xlsx"
    bad.write_text("no workbook", encoding="utf-8")
    assert "not a workbook" in refused(folders, good, bad)


@pytest.mark.parametrize("error", [DataError([]), BuildError("disk full"), KeyboardInterrupt()])
def test_a_failed_build_leaves_everything_as_it_was(
    folders: Paths, workbook: Workbook, monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    before = contents(folders)

    def fail(*args: object, **more: object) -> None:
        raise error

    monkeypatch.setattr("etl.refresh.intake.build", fail)
    with pytest.raises(type(error)):
        run("meti-leading-companies", folders, workbook([HEADINGS, *COMPANIES]))
    assert contents(folders) == before


def test_a_build_that_its_own_checks_refuse_leaves_everything_as_it_was(
    folders: Paths, workbook: Workbook
) -> None:
    spoiled = folders.snapshots / "exchange_events.csv"
    spoiled.write_bytes(spoiled.read_bytes() + spoiled.read_bytes().splitlines(keepends=True)[-1])
    before = contents(folders)
    with pytest.raises(DataError):
        run("meti-leading-companies", folders, workbook([HEADINGS, *COMPANIES]))
    assert contents(folders) == before


def test_ties_of_clair(folders: Paths, workbook: Workbook) -> None:
    rows = [
        ["都道府県名", "自治体名", "国名", "州・省", "提携先", "提携年月日", "提携種別"],
        ["神奈川県", "神奈川県", "大韓民国", "京畿道", "京畿道", "1990年4月24日", "友好"],
        ["岩手県", "平泉町", "大韓民国", "江原特別自治道", "華川郡", "平成30年5月1日", "姉妹"],
        ["岩手県", "テスト市", "アメリカ合衆国", "テキサス州", "テスト市", "1990", "姉妹"],
        ["岩手県", "平泉町", "大韓民国", "どこか道", "華川郡", "1990", "姉妹"],
    ]
    done = run("clair-ties", folders, workbook(rows))
    assert (done.tally.added, done.tally.unchanged) == (1, 1)
    assert [one.reason.split(":")[0] for one in done.tally.rejects] == [
        "the Korean province of 'どこか道' is not known",
    ]
    assert done.tally.notices == ["list.xlsx: 1 rows about neither Korea nor Japan left out"]
    found = table(
        folders,
        "SELECT kr_region_code, agreed_date, tie_type, level FROM tie WHERE source_id = 'clair_ties_list'",
    )
    assert found == [("KR-42", "2018-05-01", "sister", "municipality")]
    assert table(folders, "SELECT count(*) FROM tie") == [(199,)]


def test_ties_of_the_governors_association(folders: Paths, workbook: Workbook) -> None:
    rows = [
        ["시도", "자치단체", "국가", "도도부현", "교류도시", "구분", "체결일자"],
        ["제주특별자치도", "제주특별자치도", "일본", "아오모리현", "아오모리현", "자매", "2016.08.08"],
        ["전라남도", "담양군", "일본", "고치현", "아키시", "우호교류", "2020-01-02"],
        ["전라남도", "테스트군", "중국", "상하이", "상하이", "우호", "2020"],
    ]
    done = run("gaok-ties", folders, workbook(rows))
    assert (done.tally.added, done.tally.unchanged, len(done.tally.rejects)) == (1, 1, 0)
    assert table(folders, "SELECT agreed_date FROM tie WHERE kr_region_code = 'KR-49' AND level = 'province'"
                 " AND jp_region_code = 'JP-02'") == [("2016-08-08",)]  # fmt: skip


def test_a_korean_list_needs_its_programme(folders: Paths, workbook: Workbook) -> None:
    path = workbook([["지역", "기업명", "선정연도"], ["강원도", "㈜테스트", "2022년"]])
    assert "--programme" in refused(folders, path, name="kr-programme")
    done = run("kr-programme", folders, path, programme="kr_regional_star")
    assert done.tally.added == 1
    found = table(
        folders, "SELECT programme_id, region_code, round_year FROM company WHERE name = '㈜테스트'"
    )
    assert found == [("kr_regional_star", "KR-42", 2022)]


def test_the_command_reports_and_refuses(
    folders: Paths,
    workbook: Workbook,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("REGIONS_DATA_DIR", str(folders.data))
    monkeypatch.setenv("REGIONS_BUILD_DIR", str(folders.build))
    path = workbook([HEADINGS, *COMPANIES, ["9", "架空県", "", "テスト甲", "", "", "2017"]])
    assert main(["import", "meti-leading-companies", str(path)]) == 0
    said = capsys.readouterr().out
    for expected in (
        "headings of list.xlsx",
        "'都道府県名' (column B)",
        "Saga",
        "row 5",
        "2 rows added",
        "new build",
    ):
        assert expected in said
    assert main(["import", "meti-leading-companies", str(path)]) == 0
    assert "the database stays as it is" in capsys.readouterr().out
    assert main(["import", "meti-leading-companies", str(tmp_path / "gone.xlsx")]) == 2
    assert "Nothing was changed" in capsys.readouterr().err
