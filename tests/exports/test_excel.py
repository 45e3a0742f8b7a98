"""The workbook opens in other programs, reads well aloud, and no text of it is ever run."""

import io
import re
from dataclasses import replace

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from exports.excel import excel_bytes
from exports.publication import Publication
from i18n.messages import messages
from regions.database.languages import LANGUAGES
from tests.exports.conftest import Ask


def opened(content: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(content))


def table(book: openpyxl.Workbook, language: str, number: int = 1) -> Worksheet:
    return book[f"{messages(language)('excel.table')} {number}"]


def rows(sheet: Worksheet) -> list[list[object]]:
    return [[cell.value for cell in row] for row in sheet.iter_rows(min_row=4)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_layout_is_that_of_accessible_tables(ask: Ask, publication: Publication, language: str) -> None:
    t = messages(language)
    exhibit = ask("overview", language, indicator=["share_65plus"])
    book = opened(excel_bytes([exhibit], publication))
    table_name, chart_name = f"{t('excel.table')} 1", f"{t('excel.chart')} 1"
    expected = [
        t("excel.cover"),
        t("excel.contents"),
        t("excel.notes"),
        table_name,
        chart_name,
        t("excel.sources"),
    ]
    assert book.sheetnames == expected
    for sheet in book:
        assert sheet["A1"].value, "every sheet begins with its heading"
        assert not sheet.merged_cells.ranges
        assert sheet.sheet_state == "visible"
    data = book[table_name]
    assert len(data.tables) == 1
    first = next(iter(data.tables.values()))
    assert first.ref.startswith("A4:")
    assert "(%)" in " ".join(str(cell.value) for cell in data[4]).replace("（", "(").replace("）", ")")
    assert all(any(cell.value is not None for cell in row) for row in data.iter_rows(min_row=4))
    contents = [cell.hyperlink.location for cell in book[expected[1]]["A"] if cell.hyperlink]
    assert f"'{table_name}'!A1" in contents
    shorthand = " ".join(str(row[0].value) for row in book[expected[2]].iter_rows())
    assert all(mark in shorthand for mark in ("[x]", "[z]", "[p]", "[b]"))
    assert exhibit.source_line in [row[0].value for row in book[expected[0]].iter_rows()]


def test_nations_have_no_rank_and_sheets_print_as_wide_as_the_paper(
    ask: Ask, publication: Publication
) -> None:
    book = opened(excel_bytes([ask("overview", "en", indicator=["share_65plus"])], publication))
    sheet = table(book, "en")
    by_region = {row[0]: row for row in rows(sheet)[1:]}
    assert by_region["KR"][-2:] == by_region["JP"][-2:] == ["[z]", "[z]"]
    assert all(isinstance(rank, int) for rank in by_region["KR-47"][-2:])
    for each in book:
        assert each.page_setup.fitToHeight == 0
        assert each.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.print_title_rows == "$4:$4"


@pytest.mark.parametrize("language", LANGUAGES)
def test_figures_are_numbers_and_gaps_are_marked(ask: Ask, publication: Publication, language: str) -> None:
    exhibit = ask("compare", language, indicator=["share_65plus"], region=["KR-50", "JP-22"])
    held = rows(table(opened(excel_bytes([exhibit], publication)), language))
    published = exhibit.data.dropna(subset=["value"])
    known = {(row["region_code"], row["year"]): row["value"] for row in published.to_dict("records")}
    codes = ["KR-50", "JP-22", *[code for code in ("JP", "KR") if code in set(exhibit.data.region_code)]]
    seen = 0
    for row in held[1:]:
        for code, cell in zip(codes, row[1:], strict=True):
            if cell == "[x]":
                assert (code, row[0]) not in known
            else:
                assert cell == pytest.approx(known[code, row[0]])
                seen += 1
    assert seen == len(known)


def test_marks_stand_in_the_number_format(ask: Ask, publication: Publication) -> None:
    exhibit = ask("compare", indicator=["projected_population"], region=["KR-47"])
    sheet = table(opened(excel_bytes([exhibit], publication)), "en")
    formats = {cell.number_format for row in sheet.iter_rows(min_row=5, min_col=2) for cell in row}
    assert any("[f]" in text for text in formats)


def test_no_text_is_a_formula_and_no_sign_breaks_the_file(ask: Ask, publication: Publication) -> None:
    exhibit = ask("overview", indicator=["share_65plus"])
    nasty = '=HYPERLINK("http://x","y") <b>&amp; \U0001f600 \u202e\x01' + "가" * 500
    notes = (nasty, "+1+1", "@SUM(A1)")
    spoiled = replace(exhibit, title=nasty, claim=nasty, subtitle=nasty, source_line=nasty, notes=notes)
    book = opened(excel_bytes([spoiled], publication))
    for sheet in book:
        for row in sheet.iter_rows():
            assert all(cell.data_type != "f" for cell in row)
    assert "=HYPERLINK" in str(book.worksheets[0]["A1"].value)
    assert not re.search("[\u202a-\u202e\x01]", str(book.worksheets[0]["A1"].value))


def test_a_chart_stands_beside_its_figures(ask: Ask, publication: Publication) -> None:
    exhibit = ask("compare", indicator=["births"], region=["KR-47", "JP-22"])
    book = opened(excel_bytes([exhibit], publication))
    sheet = book[f"{messages('en')('excel.chart')} 1"]
    assert [cell.value for cell in sheet[4]][1:3] == ["Gyeongbuk", "Shizuoka"]
    assert len(sheet._charts) == 1
    kinds = {cell.data_type for row in sheet.iter_rows(min_row=5, min_col=2, max_col=3) for cell in row}
    assert kinds == {"n"}, "gaps are empty, for text would be drawn as zero"


def test_a_deck_has_one_table_a_sheet(ask: Ask, publication: Publication) -> None:
    exhibits = [ask("overview"), ask("compare"), ask("deck/numbers", region=["KR-47"])]
    book = opened(excel_bytes(exhibits, publication))
    assert [len(table(book, "en", number).tables) for number in (1, 2, 3)] == [1, 1, 1]
