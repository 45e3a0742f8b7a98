"""Reading single files; whatever is wrong with one becomes a problem, never a traceback."""

import csv
import hashlib
import io
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import yaml
from pyarrow import csv as arrow_csv

from etl import documents
from etl.problems import Problem, Rule

FILE_MISSING = Rule("file_missing", "Put the file back (it is part of the repository).")
NOT_UTF8 = Rule("not_utf8", "Save the file as UTF-8.")
YAML_BROKEN = Rule("yaml_broken", "Correct the YAML at the line named.")
CSV_BROKEN = Rule(
    "csv_broken", "Correct the row: as many fields as the header has, text with commas in quotes."
)


class Unreadable(Exception):
    """A file that cannot be read; carries the problem."""

    def __init__(self, problem: Problem) -> None:
        """Keep the problem."""
        self.problem = problem
        super().__init__(str(problem))


def read_bytes(path: Path, shown: str) -> bytes:
    """Return the content of a file.

    Raises:
        Unreadable: If the file does not exist or cannot be read.
    """
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise Unreadable(FILE_MISSING.broken("the file is missing", shown)) from None
    except OSError as error:
        raise Unreadable(FILE_MISSING.broken(f"cannot be read: {error.strerror}", shown)) from None


def decode(content: bytes, shown: str) -> str:
    """Return UTF-8 bytes as text, without a byte-order mark.

    Raises:
        Unreadable: If the bytes are not UTF-8; the line of the first wrong byte is named.
    """
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        byte = f"byte 0x{content[error.start]:02x}"
        raise Unreadable(NOT_UTF8.broken(f"{byte} is not UTF-8", shown, [line])) from None


def read_yaml(path: Path, shown: str) -> Any:
    """Return the content of a YAML file (dates as text).

    Raises:
        Unreadable: If the file is missing, not UTF-8 or not valid YAML.
    """
    text = decode(read_bytes(path, shown), shown)
    try:
        return documents.content_of(text)
    except yaml.YAMLError as error:
        raise Unreadable(yaml_problem(error, shown)) from None


def yaml_problem(error: yaml.YAMLError, shown: str) -> Problem:
    """Return what is wrong with a file that is no valid YAML."""
    if not isinstance(error, yaml.MarkedYAMLError):
        return YAML_BROKEN.broken(str(error).splitlines()[0], shown)
    mark = error.problem_mark
    return YAML_BROKEN.broken(str(error.problem), shown, [] if mark is None else [mark.line + 1])


def read_csv(content: bytes, shown: str) -> pd.DataFrame:
    """Return a CSV as text columns plus `line` (int: line in the file, the header being line 1).

    Empty fields are missing values; nothing else is ("NA" stays a text).

    Raises:
        Unreadable: If the bytes are not UTF-8 or a row has more fields than the header.
    """
    text = decode(content, shown)
    try:
        frame = _regular_csv(content, text)
    except _Irregular:
        frame = _any_csv(content, shown)
    if not isinstance(frame.index, pd.RangeIndex):
        raise Unreadable(CSV_BROKEN.broken("every row has more fields than the header", shown))
    frame["line"] = _line_numbers(frame, content.count(b"\n"))
    return frame


def read_table(path: Path, shown: str) -> pd.DataFrame:
    """Return the CSV in a file, see `read_csv`.

    Raises:
        Unreadable: If the file is missing or no such CSV.
    """
    return read_csv(read_bytes(path, shown), shown)


class _Irregular(Exception):
    """A CSV whose rows differ in their number of fields, or which needs another look for other reasons."""


def _regular_csv(content: bytes, text: str) -> pd.DataFrame:
    """Read a CSV by Arrow, which takes half the time but neither mends nor explains."""
    if b"\0" in content or content.count(b'"') % 2:
        raise _Irregular
    try:
        header = next(csv.reader(io.StringIO(text)), [])
        if not header or len(set(header)) < len(header):
            raise _Irregular
        table = arrow_csv.read_csv(
            pa.py_buffer(content),
            read_options=arrow_csv.ReadOptions(use_threads=False, block_size=len(content)),
            parse_options=arrow_csv.ParseOptions(newlines_in_values=True, ignore_empty_lines=False),
            convert_options=arrow_csv.ConvertOptions(
                column_types=dict.fromkeys(header, pa.large_string()),
                null_values=[""],
                strings_can_be_null=True,
                quoted_strings_can_be_null=True,
            ),
        )
    except (csv.Error, pa.ArrowInvalid):
        raise _Irregular from None
    frame: pd.DataFrame = table.to_pandas()
    return frame


def _any_csv(content: bytes, shown: str) -> pd.DataFrame:
    """Read a CSV by pandas, which fills up short rows and says which are too long."""
    try:
        return pd.read_csv(
            io.BytesIO(content),
            dtype=str,
            keep_default_na=False,
            na_values=[""],
            skip_blank_lines=False,
            encoding="utf-8-sig",
        )
    except (pd.errors.ParserError, pd.errors.EmptyDataError) as error:
        reason = str(error).removeprefix("Error tokenizing data. C error: ").strip()
        raise Unreadable(CSV_BROKEN.broken(reason, shown)) from None


def _line_numbers(frame: pd.DataFrame, newlines: int) -> pd.Series:
    lines = pd.Series(range(2, len(frame) + 2), index=frame.index)
    if newlines > len(frame) + 1:  # texts in quotes run over several lines
        inside = sum(frame[column].str.count("\n").fillna(0) for column in frame.columns)
        lines += pd.Series(inside).shift(fill_value=0).cumsum().astype(int)
    return lines


def sha256(content: bytes) -> str:
    """Return the SHA-256 of a file's bytes as hexadecimal text."""
    return hashlib.sha256(content).hexdigest()
