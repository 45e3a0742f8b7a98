"""When the figures that follow the newest ones are due, by the release calendars of the publishers."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from etl.columns import as_codes
from etl.derive import Series
from etl.imports.registry import FIGURES
from etl.models.lists import Release
from etl.paths import Paths
from etl.refresh.feeds import only_kept, read_feeds, targets
from etl.region_codes import country_of
from etl.snapshots import Snapshots
from etl.sources import CONNECTORS

Quantity = tuple[str, str]
"""A dataset and what is taken from it."""
MONTHS = 12


def brought_by(paths: Paths) -> dict[str, str]:
    """Return for each dataset that `refresh` can bring the name of its source.

    Raises:
        DataError: If the catalogue of feeds is wrong.
    """
    feeds = read_feeds(paths)
    found: dict[str, str] = {}
    for name in CONNECTORS:
        if name in feeds and feeds[name].role in ("bring", "fill"):
            for table in feeds[name].tables:
                if only_kept(table):
                    continue
                for dataset, _ in targets(table):
                    found.setdefault(dataset, name)
    return found


def due_from(year: int, lag: int) -> date:
    """Return the first day on which the figures of a year should be out: when the month of release is over.

    Args:
        year: The year the figures are of.
        lag: Months from the end of that year to the release.
    """
    months = year * MONTHS + MONTHS + lag
    return date(months // MONTHS, months % MONTHS + 1, 1)


def release_rows(
    series: Iterable[Series],
    snapshots: Snapshots,
    releases: Sequence[Release],
    refreshed: Mapping[str, str],
) -> list[dict[str, Any]]:
    """Return one row an indicator and country: its newest year, and when which figures are due.

    What is due waits for the last of the inputs that end with the newest year; where the calendar of one is
    not known, neither is that of the indicator. Projections have no calendar.

    Args:
        series: The indicators computed.
        snapshots: All datasets.
        releases: The calendars.
        refreshed: By dataset, the source by which `refresh` brings it.
    """
    calendar = {
        (dataset, quantity): release
        for release in releases
        for dataset in release.datasets
        for quantity in release.quantities or [""]
    }
    imported = {one.dataset: one.name for one in FIGURES.values()}
    newest = _newest_years(snapshots)
    rows = []
    for one in series:
        if one.block.status == "projection":
            continue
        last = one.coverage.last_year
        held = {
            leaf: newest[(*leaf, one.country)]
            for leaf in dict.fromkeys((leaf.dataset, leaf.quantity) for leaf in one.block.leaves)
            if (*leaf, one.country) in newest
        }
        row: dict[str, Any] = {"indicator_id": one.indicator.id, "country": one.country, "newest_year": last}
        rows.append({**row, **_next_release(held, last, calendar, refreshed, imported)})
    return rows


def _newest_years(snapshots: Snapshots) -> dict[tuple[str, str, str], int]:
    """Return the newest year held by dataset, quantity and country."""
    found: dict[tuple[str, str, str], int] = {}
    for dataset in snapshots.figures:
        country = as_codes(country_of(dataset.frame["region_code"]))
        for quantity, rows in dataset.by_indicator.items():
            for name, own in country.at(rows).rows.items():
                if len(own):
                    found[(dataset.name, quantity, name)] = int(dataset.years[rows[own]].max())
    return found


def _next_release(
    held: Mapping[Quantity, int],
    last: int,
    calendar: Mapping[Quantity, Release],
    refreshed: Mapping[str, str],
    imported: Mapping[str, str],
) -> dict[str, Any]:
    """Return what is due next, of the inputs that are still to come; empty where a calendar is not known."""
    empty: dict[str, Any] = dict.fromkeys(("next_year", "due_from", "lag", "basis", "dataset", "command"))
    current = {leaf: year for leaf, year in held.items() if year >= last}
    known = {leaf: calendar.get(leaf) or calendar.get((leaf[0], "")) for leaf in current}
    step = max((release.every for release in known.values() if release), default=1)
    waiting = [leaf for leaf, year in current.items() if year < last + step]
    calendars = [(leaf, release) for leaf in waiting if (release := known[leaf])]
    if not waiting or len(calendars) < len(waiting):
        return empty
    (dataset, _), release = max(calendars, key=lambda one: one[1].lag)
    return {
        "next_year": last + step,
        "due_from": due_from(last + step, release.lag),
        "lag": release.lag,
        "basis": release.basis,
        "dataset": dataset,
        "command": _command(dataset, refreshed, imported),
    }


def _command(dataset: str, refreshed: Mapping[str, str], imported: Mapping[str, str]) -> str | None:
    """Return the command that brings newer figures; None where a release is entered by hand."""
    if dataset in refreshed:
        return f"python -m etl refresh {refreshed[dataset]}"
    return f"python -m etl import {imported[dataset]} FILE" if dataset in imported else None
