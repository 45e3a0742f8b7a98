"""MIC's workbook of hometown tax received: its traps and its unit.

The workbooks are made of the shipped sums; their towns, and the figures of further years, are made up.
"""

import io
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import openpyxl
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.imports.figures import figure, step_of
from etl.imports.formats import Reading, Tally, reading_of
from etl.imports.hometown_tax import read_history
from etl.imports.refusal import Refused
from etl.imports.sheets import Sheet, sheets_of
from etl.imports.words import fiscal_year, years_named
from tests.etl.imports.conftest import REPOSITORY
from tests.etl.imports.mic_workbook import (
    AMOUNT,
    COUNT,
    Rows,
    grid,
    prefectures,
    shipped,
    written,
)  # fmt: skip
from tests.etl.imports.mic_workbook import (
    fiscal_year as heading,
)

REGIONS, MUNICIPALITIES = (
    pd.read_csv(REPOSITORY / f"data/catalogue/{name}.csv", dtype=str)
    for name in ("regions", "municipalities")
)
READING: Reading = reading_of(REGIONS, MUNICIPALITIES, "")


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
