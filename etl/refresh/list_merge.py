"""Merges the rows of a list into those held: what is new, what completes a row, what cannot be told apart."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from etl.imports.counts import prefecture_counts
from etl.imports.formats import ListFormat, Reject, Row, Tally
from etl.imports.registry import FORMATS
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


def merge_list(table: Table, frame: pd.DataFrame, held: Callable[[str], list[Row]]) -> MergedList:
    """Merge the rows of a list.

    Args:
        table: What the list is.
        frame: Its rows: `dataset`, `place`, `reject` (why a row cannot be used, else missing) and the columns
            of the list's dataset, as text.
        held: Returns the rows of a dataset.
    """
    chosen, tally = FORMATS[table.options["list"]], Tally()
    rows: list[tuple[str, Row]] = []
    for row in frame.drop(columns="dataset").fillna("").to_dict("records"):
        place, reason = str(row.pop("place")), str(row.pop("reject", ""))
        if reason:
            tally.rejects.append(Reject(place, reason))
        else:
            rows.append((place, {str(name): str(value) for name, value in row.items()}))
    merged = _together(held(chosen.dataset), rows, chosen, tally)
    datasets = {chosen.dataset: merged} if tally.added or tally.completed else {}
    listed = [row for _, row in rows]
    if chosen.counts:
        counted = prefecture_counts(listed, held(chosen.counts), tally)
        datasets |= {chosen.counts: counted} if counted else {}
    return MergedList(datasets, tally, listed)


def _together(
    held: Iterable[Mapping[str, str]], rows: Sequence[tuple[str, Row]], chosen: ListFormat, tally: Tally
) -> list[Row]:
    """Return the rows held with those of the files, ordered by key.

    A row that is `same` as one held fills its empty fields (and replaces those of `overwrites`); one that
    fits several held rows is rejected, since it cannot be told which it is.
    """
    merged: list[Row] = [dict(row) for row in held]
    for place, new in rows:
        twins = [row for row in merged if row[chosen.key] == new[chosen.key]]
        twins = twins or [row for row in merged if chosen.same(row, new)]
        if len(twins) > 1:
            names = ", ".join(row[chosen.key] for row in twins[:3])
            tally.rejects.append(Reject(place, f"may be any of {names}: complete it by hand"))
        elif not twins:
            merged.append(new)
            tally.added += 1
        elif _complete(twins[0], new, chosen):
            tally.completed += 1
        else:
            tally.unchanged += 1
    return sorted(merged, key=lambda row: row[chosen.key])


def _complete(row: Row, new: Row, chosen: ListFormat) -> bool:
    """Fill the empty fields of a row; say whether it gained anything."""
    gained = {
        name: value
        for name, value in new.items()
        if name != chosen.key
        and value
        and row.get(name) != value
        and (not row.get(name) or name in chosen.overwrites)
    }
    row.update(gained)
    return bool(gained)


def list_changes(merged: MergedList, table: Table, feed: Feed, words: Words) -> list[Change]:
    """Return the line about a list, or nothing where nothing is new."""
    tally = merged.tally
    if not merged.datasets:
        return []
    places = "; ".join(reject.place for reject in tally.rejects[:PLACES_SHOWN])
    text = words.change(
        "list_rows" if not tally.rejects else "list_rows_unplaced",
        name=dict(feed.names),
        added=f"{tally.added:,}",
        completed=f"{tally.completed:,}",
        unplaced=f"{len(tally.rejects):,}",
        places=places + ("; …" if len(tally.rejects) > PLACES_SHOWN else ""),
    )
    return [Change(feed.source, "list_rows", FORMATS[table.options["list"]].dataset, "", text)]
