"""MIC's workbook of hometown tax received: its traps, its unit, what enters the database.

The workbooks are made of the shipped sums; their towns, and the figures of further years, are made up.
"""

import io
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.__main__ import main
from etl.imports.figures import figure, step_of
from etl.imports.formats import Reading, Tally, reading_of
from etl.imports.hometown_tax import read_history
from etl.imports.refusal import Refused
from etl.imports.sheets import Sheet, sheets_of
from etl.imports.words import fiscal_year, years_named
from etl.paths import Paths
from etl.problems import BuildError, DataError
from etl.refresh import importing
from etl.refresh.imported import FileRequest
from etl.refresh.importing import Import
from tests.etl.imports.conftest import REPOSITORY, contents, current, quiet_import
from tests.etl.imports.mic_workbook import (
    AMOUNT,
    COUNT,
    Rows,
    grid,
    more_years,
    prefectures,
    shipped,
    written,
)  # fmt: skip
from tests.etl.imports.mic_workbook import (
    fiscal_year as heading,
)
from tests.etl.imports.test_run import table

SOURCE = "soumu_hometown_tax_history"
REGIONS, MUNICIPALITIES = (
    pd.read_csv(REPOSITORY / f"data/catalogue/{name}.csv", dtype=str)
    for name in ("regions", "municipalities")
)
READING: Reading = reading_of(REGIONS, MUNICIPALITIES, "")
HOKKAIDO_2024 = 179956535849


def read(rows: Rows, name: str = "history.xlsx") -> pd.DataFrame:
    return read_history(sheets_of(name, written(rows), ("utf-8-sig",)), READING, Tally())


def refused(rows: Rows) -> str:
    with pytest.raises(Refused) as caught:
        read(rows)
    return str(caught.value)


def value(frame: pd.DataFrame, indicator: str, region: str, year: int) -> str:
    (one,) = frame[
        (frame["indicator"] == indicator) & (frame["region_code"] == region) & (frame["year"] == year)
    ]["value"]
    return str(one)


def small(**options: Any) -> Rows:
    """Return the cells of two years: quick to read."""
    figures = {key: one for key, one in shipped().items() if key[1] in (2023, 2024)}
    return grid(figures, **options)


def test_prefecture_and_municipalities_are_added_up_and_totals_left_out() -> None:
    frame = read(small())
    assert len(frame) == 47 * 2 * 4
    for indicator in (AMOUNT, f"{AMOUNT}_municipalities", COUNT, f"{COUNT}_municipalities"):
        unit = Decimal("0.001") if indicator.startswith(AMOUNT) else 1
        for region in ("JP-01", "JP-13", "JP-47"):
            assert Decimal(value(frame, indicator, region, 2023)) == shipped()[region, 2023, indicator] * unit
    assert frame["unit"].tolist().count("1") == 47 * 2 * 2  # counts; of amounts no unit is written
    assert frame["provisional"].isna().all()


def test_rows_of_totals_of_any_kind_are_not_counted_twice() -> None:
    rows = small()
    plain = read(rows)
    nation = rows[-3][2:]
    totals = [["都道府県合計", "", *nation], ["北海道", "市町村計", *rows[5][2:]], ["集計表", "", *nation]]
    pd.testing.assert_frame_equal(read([*rows[:4], *totals, *rows[4:]]), plain)


@pytest.mark.parametrize(
    "spelling",
    [
        heading,
        lambda year: f"令和{year - 2018}年度",
        lambda year: f"令　和 {year - 2018} 年度",
        lambda year: f"R{year - 2018}",
        lambda year: f"令和{year - 2018}年度（決算見込）" if year == 2024 else heading(year),
        lambda year: f"{year}年度",
    ],
    ids=["full width", "half width", "spaces", "letter", "remark", "western"],
)
def test_spellings_of_years(spelling: Callable[[int], str]) -> None:
    assert set(read(small(name=spelling))["year"]) == {2023, 2024}


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("平成20年度", 2008), ("令和元年度", 2019), ("令和元（平成31）年度", 2019),
        ("平成31（令和元）年度", 2019),
        ("平成31年度・令和元年度", 2019), ("令和４年度", 2022), ("令和6年度 ※1", 2024),
        ("令和７年度（見込額）", 2025), ("2019年度", 2019), ("平成20年度～令和7年度", None),
        ("令和元（平成30）年度", None), ("令和7年度受入額等", None),
        ("令和7年7月31日現在", None), ("団体名", None), ("", None),
    ],
)  # fmt: skip
def test_a_heading_is_one_fiscal_year_or_none(text: str, year: int | None) -> None:
    assert fiscal_year(text) == year


def test_years_named_in_a_text() -> None:
    assert years_named("受入額及び受入件数（平成２０年度～令和元年度）") == [2008, 2019]
    assert years_named("Vol.12, SHR 3") == []


def test_the_year_before_reiwa_named_twice_is_one_year() -> None:
    figures = {key: one for key, one in shipped().items() if key[1] in (2018, 2019)}
    names = {2018: "平成30年度", 2019: "令和元（平成31）年度"}
    assert set(read(grid(figures, name=lambda year: names[year]))["year"]) == {2018, 2019}
    assert "year 2019 has 2 columns" in refused(grid(figures, name=lambda year: "平成31年度"))


def test_spellings_of_prefectures() -> None:
    rows = small()
    plain = read(rows)
    spelled = {"青森県": "青森", "沖縄県": "沖 縄", "東京都": "東　京　都"}
    pd.testing.assert_frame_equal(
        read([[spelled.get(row[0], row[0]) if row else "", *row[1:]] for row in rows]), plain
    )


def test_a_prefecture_may_name_itself_and_codes_may_stand_first() -> None:
    rows = small()
    plain = read(rows)
    own = [[*row[:1], row[0], *row[2:]] if row and len(row) > 2 and row[1] == "　" else row for row in rows]
    pd.testing.assert_frame_equal(read(own), plain)
    coded = [["団体コード" if place == 1 else 11002 + place, *row] for place, row in enumerate(rows)]
    pd.testing.assert_frame_equal(
        read([["", *rows[0]], *coded[1:2], [], ["", *rows[3]], *coded[4:-2]]), plain
    )
    blank = [["", *row] for row in rows]
    pd.testing.assert_frame_equal(read(blank), plain)


def test_headings_may_be_merged() -> None:
    content = written(small(), years=2)
    frame = read_history(sheets_of("a.xlsx", content, ("utf-8-sig",)), READING, Tally())
    pd.testing.assert_frame_equal(frame, read(small()))


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("（単位：千円、件）", "1000"),
        ("単位:円", "1"),
        ("千円", "1000"),
        ("単位：百万円", "1000000"),
        ("寄附の受入", None),
    ],
)
def test_a_unit_that_is_written_is_read(text: str, unit: str | None) -> None:
    amounts = read(small(title=text)).query("indicator == @AMOUNT")
    assert set(amounts["unit"].dropna()) == ({unit} if unit else set())


def test_a_unit_in_the_heading_of_the_amount() -> None:
    rows = small()
    rows[3] = ["", "", *("金額（千円）", "件数（件）") * 2]
    assert set(read(rows).query("indicator == @AMOUNT")["unit"]) == {"1000"}


def spoiled(change: Callable[[Rows], object]) -> Rows:
    rows = small()
    change(rows)
    return rows


def put(row: int, column: int, text: Any) -> Callable[[Rows], object]:
    return lambda rows: rows[row].__setitem__(column, text)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda rows: [rows.remove(row) for row in rows[-6:-3]], "no figure of JP-47 in 2023"),
        (put(5, 0, "架空県"), "row 6: '架空県' is not a prefecture"),
        (put(5, 0, ""), "row 6: '' is not a prefecture"),
        (put(5, 2, "不明"), "C6: '不明' is not a number"),
        (put(5, 2, -5), "C6: '-5' is not a number"),
        (put(5, 2, "=1+1"), "C6 holds a formula"),
        (put(6, 1, "テスト市"), "テスト市 stands twice in JP-01"),
        (put(0, 0, "単位：千円（表1は百万円。単位：百万円）"), "two units are written"),
        (put(3, 3, ""), "year 2023 has 1 columns of 金額 and 0 of 件数"),
        (put(3, 3, "金額"), "year 2023 has 2 columns of 金額"),
        (lambda rows: [row.pop(1) for row in rows if len(row) > 2], "1 columns of names"),
        (lambda rows: rows.__delitem__(slice(3, 4)), "no sheet has years"),
    ],
    ids=[
        *(
            "missing prefecture",
            "unknown prefecture",
            "no prefecture",
            "text",
            "negative",
            "formula",
            "twice",
        ),
        *("two units", "no count", "two amounts", "one name", "no headings"),
    ],
)
def test_what_is_not_understood_is_refused_with_its_place(
    change: Callable[[Rows], object], told: str
) -> None:
    assert told in refused(spoiled(change))


def test_a_note_below_the_table_may_be_merged_over_all_columns() -> None:
    rows = [*small(), ["※ 東日本大震災に係る寄附金を含む。"] * 6]
    pd.testing.assert_frame_equal(read(rows), read(small()))


def test_columns_under_no_year_are_left_alone() -> None:
    assert set(read(spoiled(put(1, 2, "合計")))["year"]) == {2024}


def test_a_formula_among_the_totals_does_no_harm() -> None:
    pd.testing.assert_frame_equal(read(spoiled(put(-3, 2, "=SUM(C5:C145)"))), read(small()))


def test_a_year_in_another_unit_than_its_neighbours_is_refused() -> None:
    rows = small()
    for row in rows[4:-2]:
        row[4] = row[4] * 1000 if isinstance(row[4], float) else row[4]
    assert "in 2024; one of the two is in another unit" in refused(rows)


@pytest.mark.parametrize(
    ("note", "years"),
    [
        ("※令和6年度は決算見込額。", {2024}),
        ("令和５年度までは決算額、令和６年度は決算見込額", {2024}),
        ("令和5年度及び令和6年度は決算見込額", {2023, 2024}),
        ("平成20年度～令和6年度の決算見込額", set()),
        ("決算見込額を含む", set()),
    ],
)
def test_years_the_workbook_calls_provisional(note: str, years: set[int]) -> None:
    frame = read(small(note=note))
    assert set(frame.loc[frame["provisional"].eq(True), "year"]) == years


def test_of_several_sheets_the_first_with_figures_counts() -> None:
    book = openpyxl.load_workbook(io.BytesIO(written(small())))
    book.copy_worksheet(book.active).title = "再掲"
    book.create_sheet("注", 0).append(["注"])
    content = io.BytesIO()
    book.save(content)
    outcome = Tally()
    frame = read_history(sheets_of("a.xlsx", content.getvalue(), ("utf-8-sig",)), READING, outcome)
    pd.testing.assert_frame_equal(frame, read(small()))
    assert any("再掲 not read" in notice for notice in outcome.notices)


def test_numbers_and_signs() -> None:
    assert figure("１，２３４.５") == Decimal("1234.5") and figure("953777.674") == Decimal("953777.674")
    assert figure("0") == 0 and figure("1e3") == 1000
    assert [figure(sign) for sign in ("－", "-", "ー", "―", "", " ", "…")] == [None] * 7
    assert figure("0.30000000000000004") == Decimal("0.3")
    assert step_of(Decimal("197.6")) == Decimal("0.1") and step_of(Decimal("1E+3")) == 1
    for wrong in ("約10", "1,23", "△3", "-1", "nan", "1e400"):
        with pytest.raises(ValueError, match=r"number|large"):
            figure(wrong)


WORDS = (
    *("", "金額", "件数", "令和5年度", "令和6年度", "平成20年度", "団体名", "東京都", "青森", "合計", "－"),
    *("単位：千円", "1", "2.5", "=1"),
)
CELLS = st.sampled_from(WORDS) | st.text(max_size=4)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.lists(CELLS, max_size=6), max_size=8))
def test_whatever_a_sheet_holds_it_is_read_or_refused(cells: list[list[str]]) -> None:
    formulas = frozenset(
        (row, place) for row, texts in enumerate(cells) for place, text in enumerate(texts) if text == "=1"
    )
    with pytest.raises(Refused):  # 47 prefectures never come together by chance
        read_history([Sheet("a.xlsx", "s", cells, formulas)], READING, Tally())


AMOUNTS = st.none() | st.integers(0, 10**9) | st.decimals(0, 10**6, places=3)


@settings(max_examples=15, deadline=None)
@given(st.lists(st.tuples(AMOUNTS, st.integers(0, 10**6)), min_size=47, max_size=47))
def test_sums_are_exact_whatever_the_towns_give(towns: list[tuple[Decimal | int | None, int]]) -> None:
    head = [["団体名", "", "令和6年度", ""], ["", "", "金額", "件数"]]
    body = []
    for (amount, count), name in zip(towns, prefectures().values(), strict=True):
        body += [[name, "", "1.5", "1"], [name, "甲市", "-" if amount is None else f"{amount:f}", str(count)],
                 [name, "乙町", "0.25", "2"]]  # fmt: skip
    frame = read_history([Sheet("a.csv", "", [*head, *body])], READING, Tally())
    found = frame.set_index(["indicator", "region_code"])["value"].map(Decimal)
    for (amount, count), code in zip(towns, prefectures(), strict=True):
        given_amount = Decimal(amount or 0)
        assert found[AMOUNT, code] == given_amount + Decimal("1.75")
        assert found[f"{AMOUNT}_municipalities", code] == given_amount + Decimal("0.25")
        assert (found[COUNT, code], found[f"{COUNT}_municipalities", code]) == (count + 3, count + 2)


# From the file to the database


def run(folders: Paths, *paths: Path, source: str = "", accept: bool = False) -> Import:
    return quiet_import(folders, FileRequest("mic-hometown-tax", source=source), *paths, accept=accept)


def file(folder: Path, rows: Rows, name: str = "history.xlsx") -> Path:
    path = folder / name
    path.write_bytes(written(rows))
    return path


def snapshot(folders: Paths) -> pd.DataFrame:
    return pd.read_csv(current(folders, "soumu_hometown_tax.csv"), dtype=str)


def meta(folders: Paths) -> dict[str, Any]:
    found = yaml.safe_load(current(folders, "soumu_hometown_tax.yaml").read_text(encoding="utf-8"))
    return dict(found)


def observed(folders: Paths, region: str, year: int) -> list[tuple[Any, ...]]:
    return table(
        folders,
        "SELECT value, status, source_id FROM observation WHERE indicator_id = 'hometown_tax_received'"
        f" AND region_code = '{region}' AND year = {year}",
    )


@pytest.mark.parametrize("unit", [1, 1000, 1_000_000])
def test_the_figures_held_come_back_as_they_were_whatever_the_unit(
    hometown: Paths, tmp_path: Path, unit: int
) -> None:
    before = snapshot(hometown)
    done = run(hometown, file(tmp_path, grid(shipped(), unit)))
    assert (done.tally.added, done.tally.revised, done.tally.unchanged) == (0, 0, 47 * 17 * 4)
    after = snapshot(hometown)
    pd.testing.assert_frame_equal(after.drop(columns="source"), before.drop(columns="source"))
    assert set(after.query("indicator == @AMOUNT")["source"]) == {SOURCE}
    assert meta(hometown)["provisional"] == [2024]


def test_two_more_years_reach_the_database_the_newest_as_provisional(hometown: Paths, tmp_path: Path) -> None:
    path = file(tmp_path, grid(more_years(2025, 2026)))
    done = run(hometown, path)
    assert done.built is not None and (done.tally.added, done.tally.revised) == (47 * 2 * 4, 0)
    expected = float(HOKKAIDO_2024 + HOKKAIDO_2024 // 10)
    assert observed(hometown, "JP-01", 2025) == [(expected, "actual", SOURCE)]
    more = float(HOKKAIDO_2024 + 2 * (HOKKAIDO_2024 // 10))
    assert observed(hometown, "JP-01", 2026) == [(more, "provisional", SOURCE)]
    # No figure of 2024 was restated, so nothing says that it is settled.
    assert observed(hometown, "JP-01", 2024)[0][1] == "provisional"
    assert observed(hometown, "JP", 2026)[0][0] == sum(
        float(shipped()[code, 2024, AMOUNT] + 2 * (shipped()[code, 2024, AMOUNT] // 10))
        for code in prefectures()
    )
    about = meta(hometown)
    assert (about["coverage"]["last_year"], about["provisional"]) == (2026, [2024, 2026])
    assert about["imports"][0]["file"] == "history.xlsx" and SOURCE in about["sources"]
    line = next(one for one in done.tally.counts if one[0] == "Hokkaido")
    assert line == ("Hokkaido", f"{19 * 4}", "8", "0")


def test_importing_twice_changes_nothing(hometown: Paths, tmp_path: Path) -> None:
    path = file(tmp_path, grid(more_years(2025)))
    run(hometown, path)
    before = contents(hometown)
    assert run(hometown, path).built is None
    assert contents(hometown) == before


def test_a_year_restated_is_settled_and_told(hometown: Paths, tmp_path: Path) -> None:
    figures = more_years(2025)
    for name in (AMOUNT, f"{AMOUNT}_municipalities"):
        figures["JP-02", 2024, name] += 1_000_000
    done = run(hometown, file(tmp_path, grid(figures)))
    assert meta(hometown)["provisional"] == [2025]
    assert observed(hometown, "JP-02", 2024) == [(8837383844 + 1_000_000, "actual", SOURCE)]
    assert "revised: Aomori 2024, hometown_tax_received: 8,837,383,844 → 8,838,383,844" in done.tally.notices
    anchor = next(one for one in meta(hometown)["anchors"] if one["region_code"] == "JP-02")
    assert anchor["value"] == 8838383844


def test_what_the_workbook_calls_provisional_counts(hometown: Paths, tmp_path: Path) -> None:
    run(hometown, file(tmp_path, grid(more_years(2025), note="令和7年度は決算見込額")))
    assert meta(hometown)["provisional"] == [2025]


def test_figures_rounded_to_thousand_yen_do_not_replace_exact_ones(hometown: Paths, tmp_path: Path) -> None:
    rows = grid(more_years(2025))
    rounded = [[round(one) if isinstance(one, float) else one for one in row] for row in rows]
    done = run(hometown, file(tmp_path, rounded))
    assert done.tally.revised == 0
    assert observed(hometown, "JP-02", 2024) == [(8837383844.0, "provisional", "soumu_furusato_2019_2024")]


def refused_import(folders: Paths, *paths: Path, **options: Any) -> str:
    before = contents(folders)
    with pytest.raises(Refused) as caught:
        run(folders, *paths, **options)
    assert contents(folders) == before
    return str(caught.value)


def test_a_unit_that_contradicts_the_figures_is_refused(hometown: Paths, tmp_path: Path) -> None:
    wrong = file(tmp_path, grid(shipped(), title="（単位：円）"))
    assert "799 of 799 figures differ from those held, JP-01 2008: 953,777,674 held" in refused_import(
        hometown, wrong
    )
    right = file(tmp_path, grid(shipped(), title="（単位：千円）"))
    assert run(hometown, right).tally.revised == 0


def test_other_figures_in_no_unit_are_refused(hometown: Paths, tmp_path: Path) -> None:
    other = {key: value * 2 if key[2].startswith(AMOUNT) else value for key, value in shipped().items()}
    assert "no unit is written, and in none do they agree" in refused_import(
        hometown, file(tmp_path, grid(other))
    )


def test_too_few_years_to_compare_prove_nothing(hometown: Paths, tmp_path: Path) -> None:
    alone = {key: one for key, one in more_years(2025).items() if key[1] == 2025}
    assert "only 0 figures" in refused_import(hometown, file(tmp_path, grid(alone)))


def test_revisions_beyond_the_bounds_need_to_be_meant(hometown: Paths, tmp_path: Path) -> None:
    figures = dict(shipped())
    for code in list(prefectures())[:42]:  # 5.3 % of the figures of the series
        for name in (COUNT, f"{COUNT}_municipalities"):
            figures[code, 2024, name] = figures[code, 2024, name] * 6 // 5
    # 42 of 799 figures also differ by more than the agreement of a series allows.
    path = file(tmp_path, grid(figures))
    assert "figures differ from those held" in refused_import(hometown, path)
    for code in list(prefectures())[36:]:
        for name in (COUNT, f"{COUNT}_municipalities"):
            figures[code, 2024, name] = shipped()[code, 2024, name]
    done = run(hometown, file(tmp_path, grid(figures), "fewer.xlsx"))
    assert done.tally.revised == 2 * 36


def test_a_change_of_an_anchor_beyond_the_bounds_stops_the_build(hometown: Paths, tmp_path: Path) -> None:
    figures = dict(shipped())
    for name in (AMOUNT, f"{AMOUNT}_municipalities"):
        figures["JP-01", 2024, name] = figures["JP-01", 2024, name] * 2
    path, before = file(tmp_path, grid(figures)), contents(hometown)
    with pytest.raises(DataError, match="JP-01"):
        run(hometown, path)
    assert contents(hometown) == before
    run(hometown, path, accept=True)
    assert observed(hometown, "JP-01", 2024)[0][0] == 2 * HOKKAIDO_2024


@pytest.mark.parametrize("error", [DataError([]), BuildError("disk full"), KeyboardInterrupt()])
def test_a_failed_build_leaves_everything_as_it_was(
    hometown: Paths, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    before, path = contents(hometown), file(tmp_path, grid(more_years(2025)))

    def fail(*args: object, **more: object) -> None:
        raise error

    monkeypatch.setattr("etl.refresh.intake.build", fail)
    with pytest.raises(type(error)):
        run(hometown, path)
    assert contents(hometown) == before


def test_a_disk_that_is_full_leaves_everything_as_it_was(
    hometown: Paths, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, path = contents(hometown), file(tmp_path, grid(more_years(2025)))

    def full(_: Path, content: bytes) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(BuildError, match=r"cannot be written: .*No space left on device"):
        run(hometown, path)
    assert contents(hometown) == before


def test_files_that_are_none(hometown: Paths, tmp_path: Path) -> None:
    locked, page = tmp_path / "locked.xlsx", tmp_path / "page.xlsx"
    locked.write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + bytes(64) + "EncryptedPackage".encode("utf-16-le"))
    page.write_text("<!DOCTYPE html><html></html>", encoding="utf-8")
    assert "encrypted" in refused_import(hometown, locked)
    parts = bytearray(written(small()))
    place = parts.find(
        b"PK\x01\x02"
    )  # an entry of the archive's directory; its flags say whether it is encrypted
    while place >= 0:
        parts[place + 8] |= 1
        place = parts.find(b"PK\x01\x02", place + 1)
    locked.write_bytes(parts)
    assert "the workbook is damaged" in refused_import(hometown, locked)
    assert "not a workbook" in refused_import(hometown, page)
    assert "no source 'nobody'" in refused_import(hometown, locked, source="nobody")


def test_two_files_that_contradict_each_other(hometown: Paths, tmp_path: Path) -> None:
    figures = more_years(2025)
    one = file(tmp_path, grid(figures))
    figures["JP-01", 2025, COUNT] += 1
    other = file(tmp_path, grid(figures), "other.xlsx")
    assert "the files give different figures of JP-01 in 2025" in refused_import(hometown, one, other)


def test_the_command_reports_and_refuses(
    hometown: Paths, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("REGIONS_DATA_DIR", str(hometown.data))
    monkeypatch.setenv("REGIONS_BUILD_DIR", str(hometown.build))
    path = file(tmp_path, grid(more_years(2025)))
    assert main(["import", "mic-hometown-tax", str(path)]) == 0
    said = capsys.readouterr().out
    for expected in (
        "years 2008 to 2025",
        "unit of amounts: not written",
        "Hokkaido",
        "188 rows added",
        "new build",
    ):
        assert expected in said
    assert main(["import", "mic-hometown-tax", str(path)]) == 0
    assert "the database stays as it is" in capsys.readouterr().out
    assert main(["import", "mic-hometown-tax", str(tmp_path / "gone.xlsx")]) == 2
    assert "Nothing was changed" in capsys.readouterr().err


def test_revisions_are_told_up_to_a_number(
    hometown: Paths, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "REVISIONS_SHOWN", 1)
    figures = dict(shipped())
    for code in ("JP-02", "JP-03"):
        figures[code, 2010, COUNT] += 5
    notices = run(hometown, file(tmp_path, grid(figures))).tally.notices
    assert [one.startswith("revised: ") for one in notices].count(True) == 2
    assert "revised: … and 1 more" in notices
