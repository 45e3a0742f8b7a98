"""The document about updates, docs/updates.md: where an indicator's next figures come from, and when."""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

REPOSITORY = Path(__file__).resolve().parent.parent
CATALOGUE = REPOSITORY / "data" / "catalogue"
SNAPSHOTS = REPOSITORY / "data" / "snapshots"
MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
          "November", "December")  # fmt: skip
RHYTHMS = {"yearly": "yearly", "every_five_years": "every five years", "rolling": "item by item"}
ITEMS_SHOWN = 12

Entry = dict[str, Any]
Pair = tuple[str, str]


def updates_rows(members: list[Entry]) -> Iterator[tuple[str, ...]]:
    """Return one row for each indicator and country: id, country, where from, how often, next due."""
    feeds, sources = _feeds(), _yaml(CATALOGUE / "sources.yaml")
    for entry in members:
        for country, block in entry["countries"].items():
            pairs = list(dict.fromkeys(_leaves(block["inputs"].values())))
            fed = [pair for pair in pairs if pair in feeds]
            by_hand = list(dict.fromkeys(dataset for dataset, name in pairs if (dataset, name) not in feeds))
            where = [*_tables(fed, feeds), *(_by_hand(dataset, sources) for dataset in by_hand)]
            rhythm = [feeds[pair][0][1]["rhythm"] for pair in fed]
            often = dict.fromkeys([RHYTHMS[one] for one in rhythm] + [_spacing(one) for one in by_hand])
            due = dict.fromkeys(_due(feeds[pair][0][1]) for pair in fed)
            yield (
                f"`{entry['id']}`",
                country,
                "<br>".join(where),
                ", ".join(often),
                ", ".join(filter(None, due)) or "see the publisher",
            )


def sources_rows() -> Iterator[tuple[str, ...]]:
    """Return one row for each source of `refresh`: name, what it does, key, base address variable, tables."""
    roles = {
        "bring": "adds and revises",
        "fill": "adds what is missing, reports what differs",
        "compare": "compares shares of the nation, changes nothing",
    }
    for path in sorted((CATALOGUE / "feeds").glob("*.yaml")):
        feed = _yaml(path)
        key = f"`{feed['key_env']}` ([register]({feed['key_url']}))" if "key_env" in feed else "none"
        series = sum(len(table["series"]) for table in feed["tables"])
        yield (
            f"`{path.stem}`",
            feed["names"]["en"],
            roles[feed["role"]],
            key,
            f"tables: {len(feed['tables'])}, series: {series}",
        )


def _tables(pairs: list[Pair], feeds: dict[Pair, list[tuple[str, Entry, str]]]) -> Iterator[str]:
    found: dict[tuple[str, str, str], list[str]] = {}
    for pair in pairs:
        for source, table, item in feeds[pair]:
            found.setdefault((source, table["id"], table["url"]), []).append(item)
    for (source, identifier, url), items in found.items():
        shown = list(dict.fromkeys(items))
        more = f" and {len(shown) - ITEMS_SHOWN} more" if len(shown) > ITEMS_SHOWN else ""
        yield f"`refresh {source}`: [{identifier}]({url}) {', '.join(shown[:ITEMS_SHOWN])}{more}".rstrip()


def _by_hand(dataset: str, sources: Entry) -> str:
    source = sources[_yaml(SNAPSHOTS / f"{dataset}.yaml")["sources"][0]]
    return f"by hand: [{source['title'][:80]}]({source['url']}) → `{dataset}`"


def _spacing(dataset: str) -> str:
    """Say how far apart the years of a dataset are."""
    with (SNAPSHOTS / f"{dataset}.csv").open(encoding="utf-8", newline="") as file:
        years = sorted(
            {int(row["year"]) for row in csv.DictReader(file) if (row.get("year") or "").isdecimal()}
        )
    if len(years) < 2:
        return "single figures"
    gaps = [later - earlier for earlier, later in zip(years[-4:], years[-3:], strict=False)]
    return "yearly" if min(gaps) == 1 else f"every {min(gaps)} years"


def _due(table: Entry) -> str:
    return " and ".join(MONTHS[month - 1] for month in table.get("months", []))


def _feeds() -> dict[Pair, list[tuple[str, Entry, str]]]:
    found: dict[Pair, list[tuple[str, Entry, str]]] = {}
    for path in sorted((CATALOGUE / "feeds").glob("*.yaml")):
        feed = _yaml(path)
        for table in feed["tables"] if feed["role"] != "compare" else ():
            for one in table["series"]:
                series = {**table.get("common", {}), **one}
                item = "/".join([series["item"], *series.get("select", {}).values()])
                pair = series["dataset"], series["indicator"]
                found.setdefault(pair, []).append((path.stem, table, item if item != table["id"] else ""))
    return found


def _leaves(specs: Any) -> Iterator[Pair]:
    for spec in specs:
        if "chain" in spec:
            yield from _leaves(spec["chain"])
        else:
            yield spec["dataset"], spec.get("indicator", "")


def _yaml(path: Path) -> Any:
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
