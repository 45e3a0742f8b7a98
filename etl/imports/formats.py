"""What a list that can be imported is: its headings, and how a row becomes a row of a snapshot."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import pandas as pd

from etl.imports.headings import Column
from etl.imports.place_lists import place_names
from etl.imports.places import PlaceNames

Row = dict[str, str]
HINTED = "hinted"
"""Column that names those columns of a row which the name of the file or sheet gave, not the row itself."""
JAPANESE, KOREAN = ("utf-8-sig", "cp932"), ("utf-8-sig", "cp949")


class Unplaced(Exception):
    """A row that cannot be used; the text says why."""


class Elsewhere(Exception):
    """A row about other countries, which the list may well hold and we do not."""


@dataclass(frozen=True)
class Reject:
    """A row that was not taken: where it stands and why."""

    place: str
    reason: str


@dataclass
class Tally:
    """What became of the rows of files.

    Attributes:
        added: Rows that are new.
        completed: Rows held that gained something.
        revised: Figures held that changed.
        unchanged: Rows that are held as they are.
        rejects: Rows that were not taken.
        notices: What a person should know beside that.
        headings: Which column was taken for what, by sheet.
        counts: Lines of the table of counts.
        counted: What the columns of that table are.
    """

    added: int = 0
    completed: int = 0
    revised: int = 0
    unchanged: int = 0
    rejects: list[Reject] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    headings: dict[str, list[str]] = field(default_factory=dict)
    counts: list[tuple[str, str, str, str]] = field(default_factory=list)
    counted: tuple[str, ...] = ("region", "in the files", "official", "difference")


@dataclass(frozen=True)
class Reading:
    """What a row is read with.

    Attributes:
        korea: Names of Korea's provinces and municipalities.
        japan: Names of Japan's prefectures and municipalities.
        programme: Programme of a Korean list.
        hint: Name of file and sheet, which may carry the round.
    """

    korea: PlaceNames
    japan: PlaceNames
    programme: str = ""
    hint: str = ""


@dataclass(frozen=True)
class FileFormat:
    """A kind of file that can be imported.

    Attributes:
        name: As on the command line.
        dataset: The snapshot its rows belong to.
        source: Its entry in sources.yaml.
        encodings: Encodings of CSV files, tried in this order.
    """

    name: str
    dataset: str
    source: str
    encodings: tuple[str, ...]


@dataclass(frozen=True)
class ListFormat(FileFormat):
    """One list that can be imported.

    Attributes:
        key: Column that identifies a row of the snapshot.
        columns: What its headings may be.
        read: Turns the cells of a row (by our column names) into a row of the snapshot.
        same: Whether two rows are about the same thing; None if it cannot be told.
        overwrites: Columns in which the list knows better than what was held.
        counted_by: Column by which rows are counted against official totals.
        counts: Dataset that holds the official totals and is completed by counting; empty: none.
    """

    key: str
    columns: tuple[Column, ...]
    read: Callable[[Mapping[str, str], Reading], Row]
    same: Callable[[Row, Row, Reading], bool | None]
    overwrites: tuple[str, ...]
    counted_by: str
    counts: str = ""


def text_rows(frame: pd.DataFrame) -> list[Row]:
    """Return the rows of a frame as texts, empty cells as ''."""
    rows = frame.fillna("").to_dict("records")
    return [{str(name): str(value) for name, value in row.items()} for row in rows]


def reading_of(regions: pd.DataFrame, municipalities: pd.DataFrame, programme: str) -> Reading:
    """Return what rows are read with.

    Args:
        regions: Rows of regions.csv.
        municipalities: Rows of municipalities.csv.
        programme: Programme of a Korean list; may be empty.
    """
    korea, japan = (place_names(regions, municipalities, country) for country in ("KR", "JP"))
    return Reading(korea, japan, programme)
