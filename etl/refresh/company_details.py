"""What is known of companies by their number: which are asked for, what is kept, what is told."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

import pandas as pd

from etl.imports.formats import Row, text_rows
from etl.imports.words import corporate_number
from etl.problems import examples
from etl.refresh.changes import Change
from etl.refresh.feeds import Feed
from etl.refresh.words import Words
from etl.sources.connector import Table
from etl.sources.gbizinfo import CERTIFICATION_COLUMNS, DETAIL_COLUMNS, NO_ENTRY, UNPLACED, USED

EXAMPLES = 3
RETRIEVED = "retrieved_on"


@dataclass(frozen=True)
class MergedDetails:
    """The details of companies as they are now.

    Attributes:
        datasets: The rows of each dataset that changed.
        added: Companies that had no details before.
        updated: Companies of which something is another now.
        removed: Companies whose details are taken out.
        gained: Certifications that are new.
        lost: Certifications that are no longer answered.
        no_entry: Companies that were not found.
        unplaced: Companies whose answer was of another company, with the reason.
        unread: Companies with values that were not understood, and which.
    """

    datasets: dict[str, list[Row]] = field(default_factory=dict)
    added: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    gained: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    no_entry: list[str] = field(default_factory=list)
    unplaced: list[str] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)


def with_companies(feed: Feed, held: Callable[[str], pd.DataFrame]) -> Feed:
    """Return a feed in which tables by company (`companies_of`) say whom to ask for.

    Args:
        feed: The source.
        held: Returns the rows of a dataset in use.

    Returns:
        The feed with `options.companies`: by corporate number (13 digits with a check digit that fits) the
        names under which the list holds the company.
    """
    return replace(feed, tables=tuple(_with_companies(table, held) for table in feed.tables))


def _with_companies(table: Table, held: Callable[[str], pd.DataFrame]) -> Table:
    if "companies_of" not in table.options:
        return table
    rows = held(table.options["companies_of"])
    companies: dict[str, list[str]] = {}
    for text, name in rows.loc[rows["corporate_number"].notna(), ["corporate_number", "name"]].itertuples(
        index=False
    ):
        number = corporate_number(str(text))
        if number and name not in companies.setdefault(number, []):
            companies[number].append(str(name))
    return replace(table, options={**table.options, "companies": dict(sorted(companies.items()))})


def merge_details(table: Table, frame: pd.DataFrame, held: Callable[[str], list[Row]]) -> MergedDetails:
    """Put newer details in the place of those held, and a company's certifications in place of all it had.

    A company that is not found keeps what is held of it. One whose answer is of another company, or that is
    no longer in the list, has no details.

    Args:
        table: What was asked for.
        frame: The rows, as from the connector.
        held: Returns the rows of a dataset.
    """
    details, certifications = (str(table.options[name]) for name in ("details", "certifications"))
    rows = text_rows(frame)
    answered = [row for row in rows if row["dataset"] == details]
    merged = MergedDetails()
    for row in answered:
        if row["fate"] == NO_ENTRY:
            merged.no_entry.append(row["place"])
        if row["fate"] == UNPLACED:
            merged.unplaced.append(f"{row['place']}: {row['reason']}")
        if row["unread"]:
            merged.unread.append(f"{row['place']}: {row['unread']}")
    before = {row["corporate_number"]: row for row in held(details)}
    after = dict(sorted(_details(answered, before)))
    _compare(before, after, merged)
    if merged.added or merged.updated or merged.removed:
        merged.datasets[details] = list(after.values())
    found = [_cut(row, CERTIFICATION_COLUMNS) for row in rows if row["dataset"] == certifications]
    asked = {row["corporate_number"] for row in answered if row["certified"]}
    old = held(certifications)
    stay = [row for row in old if row["corporate_number"] in after.keys() - asked]
    new = sorted([*stay, *found], key=lambda row: [row[name] for name in CERTIFICATION_COLUMNS])
    names = {number: row["name"] for number, row in {**before, **after}.items()}
    merged.gained.extend(_named(new, old, names))
    merged.lost.extend(_named(old, new, names))
    if merged.gained or merged.lost:
        merged.datasets[certifications] = new
    return merged


def _details(answered: Iterable[Row], before: Mapping[str, Row]) -> Iterator[tuple[str, Row]]:
    for row in answered:
        number = row["corporate_number"]
        if row["fate"] == USED:
            yield number, _cut(row, DETAIL_COLUMNS)
        elif row["fate"] == NO_ENTRY and number in before:
            yield number, before[number]


def _compare(before: Mapping[str, Row], after: Mapping[str, Row], merged: MergedDetails) -> None:
    merged.added.extend(row["name"] for number, row in after.items() if number not in before)
    merged.removed.extend(row["name"] for number, row in before.items() if number not in after)
    merged.updated.extend(
        row["name"]
        for number, row in after.items()
        if number in before and _facts(row) != _facts(before[number])
    )


def _cut(row: Row, columns: Iterable[str]) -> Row:
    return {name: row[name] for name in columns}


def _facts(row: Row) -> frozenset[tuple[str, str]]:
    """Return what a row says, the day of retrieval left out: a fact seen again is no news."""
    return frozenset((name, value) for name, value in row.items() if name != RETRIEVED)


def _named(rows: Iterable[Row], others: Iterable[Row], names: Mapping[str, str]) -> Iterator[str]:
    """Name the certifications that are among the rows and not among the others."""
    known = {_facts(row) for row in others}
    for row in rows:
        if _facts(row) not in known:
            yield f"{names.get(row['corporate_number'], row['corporate_number'])}: {row['title']}"


def detail_changes(merged: MergedDetails, table: Table, feed: Feed, words: Words) -> list[Change]:
    """Return the lines about companies, or nothing where nothing is new."""
    details, certifications = (str(table.options[name]) for name in ("details", "certifications"))
    numbers = {
        name: f"{len(getattr(merged, name)):,}" for name in ("added", "updated", "removed", "no_entry")
    }
    lines: list[tuple[str, str, dict[str, str]]] = []
    if merged.added or merged.updated or merged.removed or merged.no_entry:
        lines.append(("company_details", details, numbers))
    if merged.gained or merged.lost:
        told = {"gained": f"{len(merged.gained):,}", "lost": f"{len(merged.lost):,}"}
        told["examples"] = examples([*merged.lost, *merged.gained], EXAMPLES)
        lines.append(("company_certifications", certifications, told))
    for kind, places in (("companies_unplaced", merged.unplaced), ("company_values", merged.unread)):
        if places:
            told = {"count": f"{len(places):,}", "examples": examples(places, EXAMPLES)}
            lines.append((kind, details, told))
    return [
        Change(feed.source, kind, dataset, "", words.change(kind, name=dict(feed.names), **values))
        for kind, dataset, values in lines
    ]
