"""Any table as a file: Parquet, a plain workbook, JSON; as CSV see `exports.csv.written`."""

import io
import json
from dataclasses import dataclass

import pandas as pd

_DATA_SHEET, _ABOUT_SHEET = "data", "about"


@dataclass(frozen=True)
class Note:
    """One line of what a reader must know beside a table: a code and its text."""

    code: str
    text: str


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
