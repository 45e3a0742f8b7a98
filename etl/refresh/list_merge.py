"""Merges the rows of a list into those held: what is new, what completes a row, what cannot be told apart."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from etl.dates import is_calendar_date
from etl.imports.counts import prefecture_counts
from etl.imports.formats import HINTED, ListFormat, Reading, Reject, Row, Tally, text_rows
from etl.imports.registry import FORMATS
from etl.problems import examples
from etl.refresh.changes import Change
from etl.refresh.feeds import Feed
from etl.refresh.words import Words
from etl.sources.connector import Table

PLACES_SHOWN = 3


@dataclass(frozen=True)
class MergedList:
    """A list merged into what was held.

    Attributes:
        datasets: The rows of each dataset that changed.
        tally: How many rows are new, completed, held already, not placed.
        rows: The rows of the files that could be read.
    """

    datasets: dict[str, list[Row]]
    tally: Tally
    rows: list[Row]


@dataclass(frozen=True)
class _Listed:
    """A row of a list: where it stands, what it says, which columns the name of the file gave."""

    place: str
    row: Row
    hinted: tuple[str, ...]


def merge_list(
    table: Table, frame: pd.DataFrame, held: Callable[[str], list[Row]], reading: Reading
) -> MergedList:
    """Merge the rows of a list.

    Args:
        table: What the list is.
        frame: Its rows: `dataset`, `place`, `reject` (why a row cannot be used, else missing), `hinted` (see
            `HINTED`) and the columns of the list's dataset, as text.
        held: Returns the rows of a dataset.
        reading: What the names of places mean.
    """
    chosen, tally = FORMATS[table.options["list"]], Tally()
    rows: list[_Listed] = []
    for row in text_rows(frame.drop(columns="dataset")):
        place, reason, hinted = row.pop("place"), row.pop("reject", ""), row.pop(HINTED, "")
        if reason:
            tally.rejects.append(Reject(place, reason))
        else:
            rows.append(_Listed(place, row, tuple(hinted.split())))
    merged = _together(held(chosen.dataset), rows, chosen, reading, tally)
    datasets = {chosen.dataset: merged} if tally.added or tally.completed else {}
    listed = [one.row for one in rows]
    if chosen.counts:
        counted = prefecture_counts(listed, held(chosen.counts), tally)
        datasets |= {chosen.counts: counted} if counted else {}
    return MergedList(datasets, tally, listed)


def _together(
    held: Iterable[Mapping[str, str]],
    rows: Sequence[_Listed],
    chosen: ListFormat,
    reading: Reading,
    tally: Tally,
) -> list[Row]:
    """Return the rows held with those of the files, ordered by key.

    A row that is `same` as one held fills its empty fields (and replaces those of `overwrites`). One that
    fits several held rows, or of which it cannot be told whether it is one of them, is rejected.
    """
    merged: dict[str, Row] = {row[chosen.key]: dict(row) for row in held}
    for new in rows:
        key = new.row[chosen.key]
        twins, doubtful = _twins(merged, new.row, chosen, reading)
        if doubtful:
            names = ", ".join(row[chosen.key] for row in doubtful[:3])
            what = "any of " if len(doubtful) > 1 else ""
            tally.rejects.append(Reject(new.place, f"may be {what}{names}: complete it by hand"))
        elif not twins and key in merged:
            tally.rejects.append(Reject(new.place, f"contradicts {key}, which is held: see which is right"))
        elif not twins:
            merged[key] = new.row
            tally.added += 1
        elif _complete(twins[0], new, chosen):
            tally.completed += 1
        else:
            tally.unchanged += 1
    return [merged[key] for key in sorted(merged)]


def _twins(
    merged: Mapping[str, Row], new: Row, chosen: ListFormat, reading: Reading
) -> tuple[list[Row], list[Row]]:
    """Return the one row a new one is the same as, if there is one, and those it may be."""
    own = merged.get(new[chosen.key])
    if own and chosen.same(own, new, reading):
        return [own], []
    verdicts = [(row, chosen.same(row, new, reading)) for row in merged.values()]
    twins = [row for row, same in verdicts if same]
    doubtful = [row for row, same in verdicts if same is None]
    return (twins, []) if len(twins) == 1 else ([], twins or doubtful)


def _complete(row: Row, new: _Listed, chosen: ListFormat) -> bool:
    """Fill the empty fields of a row; say whether it gained anything.

    What only the name of a file says never replaces what is held.
    """
    gained = {
        name: value
        for name, value in new.row.items()
        if name != chosen.key
        and value
        and row.get(name) != value
        and (
            not row.get(name)
            or (name in chosen.overwrites and name not in new.hinted)
            or _more_exact(value, row[name])
        )
    }
    row.update(gained)
    return bool(gained)


def _more_exact(date: str, held: str) -> bool:
    """Say whether a date is the one held, to the month or day."""
    return is_calendar_date(held) and is_calendar_date(date) and date.startswith(f"{held}-")


def list_changes(merged: MergedList, table: Table, feed: Feed, words: Words) -> list[Change]:
    """Return the line about a list, or nothing where nothing is new."""
    tally = merged.tally
    if not merged.datasets:
        return []
    text = words.change(
        "list_rows" if not tally.rejects else "list_rows_unplaced",
        name=dict(feed.names),
        added=f"{tally.added:,}",
        completed=f"{tally.completed:,}",
        unplaced=f"{len(tally.rejects):,}",
        places=examples([reject.place for reject in tally.rejects], PLACES_SHOWN),
    )
    return [Change(feed.source, "list_rows", FORMATS[table.options["list"]].dataset, "", text)]
