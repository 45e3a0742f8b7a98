"""Goes on where a former run or release left off: stopped runs, and files shipped since."""

from collections.abc import Collection, Sequence
from contextlib import closing
from dataclasses import replace

from etl.download.client import Client
from etl.download.errors import SourceError
from etl.imports.refusal import Refused
from etl.refresh.collect import Collected
from etl.refresh.imported import SOURCE, FileReader, merged_imports
from etl.refresh.intake import Intake
from etl.refresh.merged import datasets_of
from etl.refresh.outcome import Rejection
from etl.sources import CONNECTORS


def resume(run: Intake) -> list[Rejection]:
    """Take over what a stopped run had done, and merge again what other shipped files have superseded.

    What was merged into a dataset of which another file is shipped now is read from the archive again and
    merged into that one.

    Returns:
        What no longer passes.
    """
    run.take_over_changes()
    superseded = run.merged.superseded
    collected = with_imports(run, _stored(run, superseded), superseded)
    if not collected:
        return []
    datasets = {name for one in collected for brought in one.brought for name in datasets_of(brought.table)}
    run.notices.append(f"merged what was brought into the files shipped since: {', '.join(sorted(datasets))}")
    return run.put_in_use(collected)


def with_imports(
    run: Intake, collected: Sequence[Collected], keys: Collection[str] | None
) -> list[Collected]:
    """Return what sources brought together with the files imported, each before what is newer.

    Args:
        run: The run.
        collected: What sources brought, in their order.
        keys: Of which tables ("source/table"); None: all.
    """
    order = list(collected)
    for fetch in merged_imports(run.archive, run.merged.tables):
        if keys is not None and f"{SOURCE}/{fetch.table}" not in keys:
            continue
        try:
            imported = FileReader(run.catalogue, run.held).collected(fetch)
        except (Refused, SourceError) as error:
            run.notices.append(f"{fetch.folder}: not merged again: {error}")
            continue
        later = (place for place, one in enumerate(order) if one.newest > imported.newest)
        order.insert(next(later, len(order)), imported)
    return order


def _stored(run: Intake, keys: Collection[str]) -> list[Collected]:
    """Return what the stored answers of tables bring."""
    stored = []
    for name in CONNECTORS:
        feed = run.feeds.get(name)
        tables = tuple(one for one in feed.tables if f"{name}/{one.id}" in keys) if feed else ()
        if feed and tables:
            with closing(Client()) as client:  # asks nobody
                collector = run.collector(replace(feed, tables=tables), client, None, offline=True)
                collected = collector.collect(lambda _table, _detail: None)
            run.notices += [f"{name}: not merged again: {one.detail}" for one in collected.failed.values()]
            stored += [collected] if collected.brought else []
    return stored
