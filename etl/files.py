"""Reading single files; whatever is wrong with one becomes a problem, never a traceback."""

import hashlib
import io
from collections.abc import Hashable
from pathlib import Path
from typing import Any

import pandas as pd
import yaml

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


class _Loader(yaml.CSafeLoader):
    """YAML as JSON knows it: dates stay text, and a key given twice is an error instead of a silent loss."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        seen = set()
        for key, _ in node.value:
            if key.value in seen:
                raise yaml.constructor.ConstructorError(
                    None, None, f"the key {key.value!r} stands twice", key.start_mark
                )
            seen.add(key.value)
        return super().construct_mapping(node, deep)


# The loaders share this table, so a new one is made instead of taking dates out of theirs.
_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}


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
        return yaml.load(text, Loader=_Loader)  # noqa: S506 - a subclass of the safe loader
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        lines = [] if mark is None else [mark.line + 1]
        raise Unreadable(YAML_BROKEN.broken(str(error.problem), shown, lines)) from None
    except yaml.YAMLError as error:
        raise Unreadable(YAML_BROKEN.broken(str(error).splitlines()[0], shown)) from None


def read_csv(content: bytes, shown: str) -> pd.DataFrame:
    """Return a CSV as text columns plus `line` (int: line in the file, the header being line 1).

    Empty fields are missing values; nothing else is ("NA" stays a text).

    Raises:
        Unreadable: If the bytes are not UTF-8 or a row has more fields than the header.
    """
    decode(content, shown)
    try:
        frame = pd.read_csv(
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
    if not isinstance(frame.index, pd.RangeIndex):
        raise Unreadable(CSV_BROKEN.broken("every row has more fields than the header", shown))
    frame["line"] = _line_numbers(frame, content.count(b"\n"))
    return frame


def _line_numbers(frame: pd.DataFrame, newlines: int) -> pd.Series:
    lines = pd.Series(range(2, len(frame) + 2), index=frame.index)
    if newlines > len(frame) + 1:  # texts in quotes run over several lines
        inside = sum(frame[column].str.count("\n").fillna(0) for column in frame.columns)
        lines += pd.Series(inside).shift(fill_value=0).cumsum().astype(int)
    return lines


def sha256(content: bytes) -> str:
    """Return the SHA-256 of a file's bytes as hexadecimal text."""
    return hashlib.sha256(content).hexdigest()
