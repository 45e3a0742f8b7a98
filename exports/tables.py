"""Any table as a file: CSV, Parquet, a plain workbook, JSON."""

import csv
import io
import json
from dataclasses import dataclass

import pandas as pd

from exports.csv import ENCODING, harmless

_DATA_SHEET, _ABOUT_SHEET = "data", "about"


@dataclass(frozen=True)
class Note:
    """One line of what a reader must know beside a table: a code and its text."""

    code: str
    text: str


def csv_file(table: pd.DataFrame) -> bytes:
    """Return a table as CSV that Excel and every reader take: UTF-8 with its mark, a missing value empty."""
    body = io.StringIO()
    _safe(table).to_csv(body, index=False, lineterminator="\r\n", quoting=csv.QUOTE_MINIMAL)
    return body.getvalue().encode(ENCODING)


def parquet_file(table: pd.DataFrame) -> bytes:
    """Return a table as Parquet."""
    body = io.BytesIO()
    table.to_parquet(body, index=False)
    return body.getvalue()


def xlsx_file(table: pd.DataFrame, notes: tuple[Note, ...]) -> bytes:
    """Return a plain workbook: the table on one sheet, what a reader must know on the other.

    Text stays text: nothing is taken for a formula or a link.
    """
    body = io.BytesIO()
    options = {"strings_to_formulas": False, "strings_to_urls": False}
    with pd.ExcelWriter(body, engine="xlsxwriter", engine_kwargs={"options": options}) as writer:
        table.to_excel(writer, sheet_name=_DATA_SHEET, index=False, freeze_panes=(1, 0))
        about = pd.DataFrame([(note.code, note.text) for note in notes], columns=["note", "text"])
        about.to_excel(writer, sheet_name=_ABOUT_SHEET, index=False)
    return body.getvalue()


def json_file(content: object) -> bytes:
    """Return a document as JSON in UTF-8."""
    return json.dumps(content, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode()


def _safe(table: pd.DataFrame) -> pd.DataFrame:
    kept = table.copy()
    for name, column in kept.select_dtypes(exclude="number").items():
        kept[name] = column.map(harmless)
    return kept
