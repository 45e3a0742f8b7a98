"""The document about updates, docs/updates.md: where an indicator's next figures come from, and when."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

from etl.catalogue import Catalogue, read_catalogue
from etl.columns import as_years
from etl.models.indicators import Indicator
from etl.paths import Paths
from etl.problems import DataError
from etl.refresh.feeds import Feed, only_kept, read_feeds, targets
from etl.snapshots import Snapshots, read_snapshots
from etl.sources.connector import ANY_FIELD, Table

REPOSITORY = Path(__file__).resolve().parent.parent
SHIPPED = Paths(REPOSITORY / "data", REPOSITORY / "data" / "build")
MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
          "November", "December")  # fmt: skip
ROLES = {
    "bring": "adds and revises",
    "fill": "adds what is missing, reports what differs",
    "compare": "compares shares of the nation, changes nothing",
    "outlines": "compares the outlines of the map, changes nothing",
}
ITEMS_SHOWN = 12
LONGEST_TITLE = 80
BREAKS = " 、，,（("  # where a title may be cut
GAPS_LOOKED_AT = 5

Pair = tuple[str, str]


@dataclass(frozen=True)
class Origin:
    """Where figures come from: text of the three columns of the document."""

    where: str
    often: str
    due: str


@dataclass(frozen=True)
class Years:
    """The years a series has.

    Attributes:
        held: All of them in order.
        retrieved: The year in which they were obtained.
    """

    held: tuple[int, ...]
    retrieved: int

    @property
    def projected(self) -> bool:
        """Whether they lie ahead of the day they were obtained."""
        return bool(self.held) and self.held[-1] > self.retrieved

    @property
    def step(self) -> int | None:
        """How many years apart the newest figures are, or None if that cannot be said."""
        gaps = Counter(later - earlier for earlier, later in pairwise(self.held[-GAPS_LOOKED_AT - 1 :]))
        if not gaps:
            return None
        gap, times = gaps.most_common(1)[0]
        return gap if times > sum(gaps.values()) / 2 else None

    @property
    def often(self) -> str:
        """How often they are published."""
        if self.projected:
            return "with each edition"
        if not self.held:
            return "irregular"
        if len(self.held) == 1:
            return f"once ({self.held[0]})"
        if self.step is None:
            return "irregular"
        return "yearly" if self.step == 1 else f"every {self.step} years"

    @property
    def due(self) -> str:
        """Which figures to look for on the publisher's page, which alone says when they come."""
        if self.projected:
            return "a new edition, not announced"
        if not self.held:
            return "not announced"
        newest = f"newest held: {self.held[-1]}"
        return (
            f"figures of {self.held[-1] + self.step} ({newest})" if self.step else f"not announced ({newest})"
        )


def updates_rows(members: list[Indicator]) -> Iterator[tuple[str, ...]]:
    """Return one row for each indicator and country: id, country, where from, how often, next due."""
    for entry in members:
        for country, block in entry.countries.items():
            pairs = list(dict.fromkeys((leaf.dataset, leaf.indicator) for leaf in block.leaves))
            origins = dict.fromkeys([*_fetched(pairs), *_by_hand(pairs)])
            columns = zip(*((one.where, one.often, one.due) for one in origins), strict=True)
            yield (f"`{entry.id}`", country, *map(_lines, columns))


def sources_rows() -> Iterator[tuple[str, ...]]:
    """Return one row for each source of `refresh`: name, what it does, key, base address variable, tables."""
    for name, feed in _feeds().items():
        key = f"`{feed.key_env}` ([register]({feed.key_url}))" if feed.key_env else "none"
        series = sum(len(table.series) for table in feed.tables)
        kept = sum(map(only_kept, feed.tables))
        tables = len(feed.tables) - kept
        held = f"tables: {tables}, series: {series}" if series else f"files: {tables}"
        held += f", files only kept: {kept}" if kept else ""
        if any("companies_of" in table.options for table in feed.tables):
            held = "companies of our list by their corporate number"
        yield f"`{name}`", feed.names["en"], ROLES[feed.role], key, held


def shortened(title: str) -> str:
    """Return a title in its own language (before the first " / "), cut between words if it is long."""
    own = title.split(" / ")[0].strip()
    if len(own) <= LONGEST_TITLE:
        return own
    place = max(own.rfind(one, 0, LONGEST_TITLE) for one in BREAKS)
    cut = own[: place if place > 0 else LONGEST_TITLE]
    for opened, closed in ("()", "（）"):
        if cut.count(opened) > cut.count(closed):
            cut = cut[: cut.rfind(opened)] or cut
    return cut.rstrip(BREAKS) + " …"


def _lines(texts: Sequence[str]) -> str:
    """Return the lines of a cell, one for each origin; one line if all are the same."""
    return texts[0] if len(set(texts)) == 1 else "<br>".join(texts)


def _fetched(pairs: list[Pair]) -> Iterator[Origin]:
    """Go through the tables that `refresh` brings, each with its items."""
    found: dict[tuple[str, str], list[Pair]] = {}
    for pair in filter(_is_fetched, pairs):
        for source, table in _tables()[pair]:
            found.setdefault((source, table.id), []).append(pair)
    for (source, identifier), own in found.items():
        table = next(one for one in _feeds()[source].tables if one.id == identifier)
        items = [
            "/".join([one.item, *one.select.values()])
            for one in table.series
            if (one.dataset, one.indicator) in own and one.item not in (identifier, ANY_FIELD)
        ]
        shown = list(dict.fromkeys(items))
        more = f" and {len(shown) - ITEMS_SHOWN} more" if len(shown) > ITEMS_SHOWN else ""
        text = (
            f"`refresh {source}`: [{identifier}]({table.entry['url']}) {', '.join(shown[:ITEMS_SHOWN])}{more}"
        )
        often = list(dict.fromkeys(_years(*pair).often for pair in own))
        yield Origin(text.rstrip(), ", ".join(often), _months(table) or "not announced")


def _by_hand(pairs: list[Pair]) -> Iterator[Origin]:
    """Go through the datasets that a person completes, or whose files are found from a page."""
    for dataset in dict.fromkeys(pair[0] for pair in pairs if not _is_fetched(pair)):
        names = [name for one, name in pairs if one == dataset]
        years = _years(dataset, names[0])
        source = catalogue().sources[_snapshots().datasets[dataset].main_source]
        by_hand = f"[{shortened(source.title)}]({source.url}) → `{dataset}`"
        often, due = years.often, years.due
        for name, table in _tables().get((dataset, ""), ()):
            keeps = " keeps new files" if only_kept(table) else ""
            if table.entry["rhythm"] == "ended":
                often, due = "ended", "no further rounds"
            text = f"`refresh {name}`{keeps}: [{table.title}]({table.entry['url']})"
            yield Origin(text, often, _months(table) or due)
        yield Origin(f"by hand: {by_hand}", often, due)


def _is_fetched(pair: Pair) -> bool:
    """Say whether figures of a series are brought; files found from a page belong to a dataset as a whole."""
    return bool(pair[1]) and pair in _tables()


def _months(table: Table) -> str:
    return " and ".join(MONTHS[month - 1] for month in table.entry.get("months", []))


@cache
def _feeds() -> dict[str, Feed]:
    return read_feeds(SHIPPED)


@cache
def catalogue() -> Catalogue:
    """Return the shipped catalogue.

    Raises:
        DataError: If it is wrong.
    """
    found, problems = read_catalogue(SHIPPED)
    if found is None:
        raise DataError(problems)
    return found


@cache
def _snapshots() -> Snapshots:
    return read_snapshots(SHIPPED)[0]


@cache
def _tables() -> dict[Pair, list[tuple[str, Table]]]:
    """Return by (dataset, indicator) the tables that bring it, each with its source."""
    found: dict[Pair, list[tuple[str, Table]]] = {}
    for name, feed in _feeds().items():
        for table in feed.tables if feed.role != "compare" else ():
            for pair in dict.fromkeys(targets(table)):
                found.setdefault(pair, []).append((name, table))
    return found


@cache
def _years(dataset: str, indicator: str) -> Years:
    held = _snapshots().datasets[dataset]
    rows = held.frame[held.frame["indicator"] == indicator] if indicator else held.frame
    years = as_years(rows["year"].astype("str")) if "year" in rows else ()
    return Years(
        tuple(sorted({int(year) for year in years if year > 0})), int(str(held.meta.retrieved_on)[:4])
    )
