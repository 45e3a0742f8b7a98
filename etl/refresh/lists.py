"""Lists that came as files: merged into their datasets as by `python -m etl import`, told in one line."""

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from etl.imports.counts import prefecture_counts
from etl.imports.lists import FORMATS
from etl.imports.merge import Outcome, Reject, Row, merge
from etl.refresh.changes import Change
from etl.refresh.collect import Brought
from etl.refresh.feeds import Feed
from etl.refresh.words import Words
from etl.sources.connector import Table

PLACES_SHOWN = 3


@dataclass(frozen=True)
class MergedList:
    """A list merged into what was held.

    Attributes:
        datasets: The rows of each dataset that changed.
        outcome: How many rows are new, completed, held already, not placed.
    """

    datasets: dict[str, list[Row]]
    outcome: Outcome


def merge_list(table: Table, frame: pd.DataFrame, held: Callable[[str], list[Row]]) -> MergedList:
    """Merge the rows of a list.

    Args:
        table: What the list is.
        frame: Its rows, as from the connector.
        held: Returns the rows of a dataset.
    """
    chosen = FORMATS[table.options["list"]]
    outcome = Outcome()
    found = list[tuple[str, Row]]()
    for row in frame.drop(columns="dataset").fillna("").to_dict("records"):
        place, reason = str(row.pop("place")), str(row.pop("reject", ""))
        if reason:
            outcome.rejects.append(Reject(place, reason))
        else:
            found.append((place, {str(name): str(value) for name, value in row.items()}))
    merged = merge(held(chosen.dataset), found, chosen.key, chosen.same, outcome, chosen.overwrites)
    datasets = {chosen.dataset: merged} if outcome.changes_something else {}
    if chosen.counts:
        counted = prefecture_counts([row for _, row in found], held(chosen.counts), outcome)
        datasets |= {chosen.counts: counted} if counted else {}
    return MergedList(datasets, outcome)


def list_changes(merged: MergedList, table: Table, feed: Feed, words: Words) -> list[Change]:
    """Return the line about a list, or nothing where nothing is new."""
    outcome = merged.outcome
    if not merged.datasets:
        return []
    places = "; ".join(one.place for one in outcome.rejects[:PLACES_SHOWN])
    text = words.change(
        "list_rows" if not outcome.rejects else "list_rows_unplaced",
        name=dict(feed.names),
        added=f"{outcome.added:,}",
        completed=f"{outcome.completed:,}",
        unplaced=f"{len(outcome.rejects):,}",
        places=places + ("; …" if len(outcome.rejects) > PLACES_SHOWN else ""),
    )
    return [Change(feed.source, "list_rows", FORMATS[table.options["list"]].dataset, "", text)]


def kept_files(brought: Brought, feed: Feed, words: Words) -> Change:
    """Return the line that says that files are there which a person has to enter."""
    text = words.change("new_files", name=dict(feed.names), title=brought.table.title)
    return Change(feed.source, "new_files", str(brought.table.options.get("dataset", "")), "", text)
