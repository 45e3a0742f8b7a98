"""What a file is, how large it may be, how its cells are read; nothing here needs a database."""

import io
import re
import zipfile
from pathlib import Path

import openpyxl
import pytest
import yaml

from etl.imports import bounds, sheets
from etl.imports.forms import OLE
from etl.imports.refusal import FORMS, OtherForm, Refused
from etl.imports.sheets import Sheet, sheets_of
from etl.languages import LANGUAGES
from etl.refresh import import_command

SPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
TEXTS = Path(__file__).resolve().parents[3] / "data/catalogue/refresh_texts.yaml"


def book(cells: dict[str, object] | None = None, merged: tuple[str, ...] = ()) -> bytes:
    made = openpyxl.Workbook()
    for place, value in (cells or {"A1": "企業名"}).items():
        made.active[place] = value
    for area in merged:
        made.active.merge_cells(area)
    content = io.BytesIO()
    made.save(content)
    return content.getvalue()


def with_part(content: bytes, change: dict[str, bytes]) -> bytes:
    """Return a package with parts replaced or added."""
    written = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        parts = {name: old.read(name) for name in old.namelist()}
        for name, part in (parts | change).items():
            new.writestr(name, part)
    return written.getvalue()


def worksheet(rows: str = "", below: str = "") -> bytes:
    sheet = f'<worksheet xmlns="{SPACE}"><sheetData>{rows}</sheetData>{below}</worksheet>'
    return with_part(book(), {"xl/worksheets/sheet1.xml": sheet.encode()})


def cell(place: str) -> str:
    return f'<row r="{re.sub("[^0-9]", "", place)}"><c r="{place}"><v>1</v></c></row>'


def package(**parts: str) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as made:
        for name, text in parts.items():
            made.writestr(name.replace("__", "/").replace("_", "."), text)
    return content.getvalue()


def ole(stream: str) -> bytes:
    return OLE + bytes(64) + stream.encode("utf-16-le")


def read(content: bytes, name: str = "list.xlsx") -> Sheet:
    return sheets_of(name, content, ("utf-8-sig", "cp932"))[0]


OTHER = {
    "encrypted": ole("EncryptedPackage"), "old_workbook": ole("Workbook"),
    "hangul": ole("\x05HwpSummaryInformation"),
    "document": package(word__document_xml="x"), "binary_workbook": package(xl__workbook_bin="x"),
    "numbers": package(Index__Document_iwa="x"),
    "open_document": package(mimetype="application/vnd.oasis.opendocument.spreadsheet", content_xml="x"),
    "pdf": b"%PDF-1.7", "web_page": "\ufeff\n<HTML><body><table><tr><td>기업명".encode(),
    "xml": b"<?xml version='1.0'?><list/>", "text_as_workbook": "企業名,都道府県\n".encode("cp932"),
    "xml_table": b"<?xml version='1.0'?><Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet'>",
    "strict_workbook": with_part(book(), {"xl/worksheets/sheet1.xml":
        b'<worksheet xmlns="http://purl.oclc.org/ooxml/spreadsheetml/main"><sheetData/></worksheet>'}),
}  # fmt: skip


def test_each_form_has_an_example_and_sentences_in_every_language() -> None:
    texts = yaml.safe_load(TEXTS.read_text(encoding="utf-8"))["files"]
    assert set(FORMS) == set(OTHER) == set(texts)
    assert all(set(text) == set(LANGUAGES) for text in texts.values())


@pytest.mark.parametrize("form", OTHER)
def test_forms_that_are_not_read_are_named(form: str) -> None:
    with pytest.raises(OtherForm) as caught:
        read(OTHER[form])
    assert caught.value.form == form
    assert str(caught.value) == f"list.xlsx: this is {FORMS[form]}."


def test_a_web_page_is_one_under_the_name_of_a_csv_too() -> None:
    with pytest.raises(OtherForm, match="a web page"):
        read("<table><tr><td>企業名".encode("utf-16"), "list.csv")


def test_the_command_says_what_to_do_in_every_language() -> None:
    said = import_command._advice(OtherForm("list.ods", "open_document"))
    assert len(said) == len(LANGUAGES)
    assert all(".xlsx" in line for line in said)
    assert import_command._advice(Refused("x")) == ()


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (worksheet(cell("XFD99999")), "make more than 3,000,000 cells"),
        (worksheet(cell("A99999") + cell("AE1")), "make more than 3,000,000 cells"),
        (worksheet(cell("A100001")), "more than 100,000 rows"),
        (worksheet('<row r="100001"><c><v>1</v></c></row>'), "more than 100,000 rows"),
        (worksheet("<row>" + "<c/>" * 40 + "</row>" + cell("A99999")), "make more than 3,000,000 cells"),
        (worksheet(cell("XFD99999").replace("XFD", "&#88;FD")), "make more than 3,000,000 cells"),
        (worksheet(below='<mergeCells><mergeCell ref="A3:ALL20000"/></mergeCells>'), "cells are merged"),
        (worksheet(below='<mergeCells><mergeCell ref="A:B"/></mergeCells>'), "cells are merged"),
        (worksheet(below='<mergeCells><mergeCell ref="1:20"/></mergeCells>'), "cells are merged"),
        (worksheet(below='<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'), "cells are merged"),
        (
            worksheet(below="<mergeCells>" + '<mergeCell ref="A1:A100000"/>' * 4 + "</mergeCells>"),
            "are merged",
        ),
    ],
)
def test_a_sheet_is_measured_before_it_is_opened(
    content: bytes, reason: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(openpyxl, "load_workbook", lambda *_, **__: pytest.fail("opened"))
    with pytest.raises(Refused, match=reason):
        read(content)


def test_limits_hold_to_the_cell(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "LARGEST_ROWS", 20)
    monkeypatch.setattr(bounds, "LARGEST_CELLS", 60)
    monkeypatch.setattr(bounds, "LARGEST_AREA", 6)
    assert len(read(book({"A1": 1, "C20": 2})).rows) == 20
    assert read(book({"A1": "x"}, ("A1:C2",))).rows == [["x"] * 3] * 2
    for content in (book({"A21": 1}), book({"D20": 1, "A1": 1}), book(merged=("A1:G1",))):
        with pytest.raises(Refused):
            read(content)


def test_a_wide_link_and_a_stale_dimension_cost_nothing() -> None:
    below = '<hyperlinks><hyperlink ref="A1:XFD1048576" location="x"/></hyperlinks>'
    sheet = (
        f'<worksheet xmlns="{SPACE}"><dimension ref="A1:XFD1048576"/><sheetData>{cell("B2")}</sheetData>'
        f"{below}</worksheet>"
    )
    content = with_part(book(), {"xl/worksheets/sheet1.xml": sheet.encode()})
    assert read(content).rows == [["", ""], ["", "1"]]
    empty = worksheet(cell("A2") + '<row r="1048576" hidden="1"/>')
    assert len(read(empty).rows) == 2


def test_memory_that_does_not_suffice_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise MemoryError

    monkeypatch.setattr(openpyxl, "load_workbook", full)
    with pytest.raises(Refused, match="needs more memory than there is"):
        read(book())


@pytest.mark.parametrize(
    ("name", "size"), [("LARGEST_UNPACKED", 2000), ("LARGEST_TEXT", 50), ("MOST_PARTS", 5)]
)
def test_what_is_too_large_unpacked_is_refused(name: str, size: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets, name, size)
    with pytest.raises(Refused, match="unpacked, the workbook is too large"):
        read(with_part(book(), {"xl/sharedStrings.xml": b" " * 51}))


def test_rows_of_merged_cells_carry_their_text_and_are_equally_wide() -> None:
    sheet = read(book({"A1": "題", "B2": "年度", "D3": "件数", "A4": "=1+1"}, ("B2:C3",)))
    assert sheet.rows == [
        ["題", "", "", ""],
        ["", "年度", "年度", ""],
        ["", "年度", "年度", "件数"],
        ["=1+1", "", "", ""],
    ]
    assert sheet.formulas == {(3, 0)}


ROWS = [["都道府県", "企業名", "備考"], ["佐賀県", "甲,乙", "1,5;2,5"], ["長崎県", "丙", ""]]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp932"])
def test_however_a_text_parts_its_cells(delimiter: str, encoding: str) -> None:
    lines = [delimiter.join(f'"{one}"' if delimiter in one else one for one in row) for row in ROWS]
    text = "\r\n".join(["一覧", *lines])
    assert read(text.encode(encoding), "list.csv").rows == [["一覧"], *ROWS]


@pytest.mark.parametrize("delimiter", [",", ";"])
def test_the_cells_of_a_text_are_counted(delimiter: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets, "LARGEST_CELLS", 10)
    assert len(read((delimiter * 4 + "\n").encode() * 2, "list.csv").rows) == 2
    with pytest.raises(Refused, match="more than"):
        read((delimiter * 4 + "\n").encode() * 3, "list.csv")


def test_a_cell_without_end_is_no_table() -> None:
    with pytest.raises(Refused, match="not a CSV"):
        read(b'a,"' + b"x" * (2 * 131_072), "list.csv")
