"""Measures what municipalities cost the pages. Run by hand: `python -m benchmarks.municipal`.

Bytes of a rerun and of the whole first view of every page with the build as it is, and with a copy without
municipalities; milliseconds of the page of municipalities; those of each statement that it and a profile ask.
"""

import os
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from benchmarks.page_queries import copied_build, recorded
from benchmarks.rerun import measure
from regions.asking.page_specs import PAGES
from regions.database.build import current_build

ASKS = 7  # of each statement
_AIM_KB, _AIM_QUERY_MS = 15, 20
_MUNICIPAL: dict[str, dict[str, str | list[str]]] = {
    "municipalities": {},
    "municipalities, one year": {"indicator": "registered_share_65plus", "year": "2020"},
    "region, municipality": {"region": "KR-47730"},
    "compare, municipalities": {"region": ["KR-47730", "JP-32501"], "indicator": "registered_population"},
    "rank, municipalities": {"level": "municipality", "show": "swarm"},
    "brief, municipalities": {"region": ["KR-47730", "JP-32501"]},
}
# Of a place or a figure of a municipality, in the tables that hold regions beside them.
_REMOVED = (
    "DELETE FROM observation WHERE length(region_code) >= 8",
    "DELETE FROM region WHERE level = 'municipality'",
    "DELETE FROM municipal_outline",
    "DELETE FROM municipal_panel",
    "UPDATE tie SET kr_municipality_code = NULL, jp_municipality_code = NULL",
    "UPDATE exchange_event SET municipality_code = NULL",
    "UPDATE depopulation_area SET municipality_code = NULL",
)


def main() -> None:
    """Print the load, then each table."""
    print(f"load of the machine: {', '.join(f'{load:.1f}' for load in os.getloadavg())}")
    with tempfile.TemporaryDirectory() as folder, _without_municipalities(Path(folder)):
        without = {name: _kilobytes(name) for name in PAGES if name != "municipalities"}
    for name, (first, again) in without.items():
        held = _kilobytes(name)
        grown = held[0] - first
        print(
            f"{PAGES[name].path}: first view {first:.0f} kB without municipalities, {held[0]:.0f} with"
            f" ({grown:+.1f}, aim {_AIM_KB}); rerun {again:.0f} and {held[1]:.0f} kB"
        )
    _print_runs()
    _print_statements()


def _kilobytes(page: str) -> tuple[float, float]:
    """Return the size of the first view of a page and of a rerun."""
    first, *again = measure(page, {"lang": ["ko"]})
    return first.bytes / 1000, again[-1].bytes / 1000


def _print_runs() -> None:
    """Print what a first view of the page of municipalities and a rerun take."""
    first, *again = measure("municipalities", {})
    print(
        f"/municipalities: first view {1000 * first.processor:.0f} ms of the processor"
        f" ({1000 * first.clock:.0f} by the clock), rerun"
        f" {1000 * statistics.median(one.processor for one in again):.0f}"
        f" ({1000 * statistics.median(one.clock for one in again):.0f})"
    )


@contextmanager
def _without_municipalities(folder: Path) -> Iterator[None]:
    """Have the pages read a copy of the build without municipalities."""
    with copied_build(folder, "without-municipalities") as copy:
        with duckdb.connect(str(copy)) as connection:
            for statement in _REMOVED:
                connection.execute(statement)
        yield


def _print_statements() -> None:
    """Print the median and the 95th percentile of what each view asks of the database."""
    build = current_build()
    for name, asked in recorded(_MUNICIPAL).items():
        seconds = sorted(
            statistics.median(_timed(build.query, one.sql, one.parameters) for _ in range(ASKS))
            for one in asked
        )
        slow = 1000 * seconds[int(0.95 * (len(seconds) - 1))]
        print(
            f"{name}: {len(seconds)} statements, median {1000 * statistics.median(seconds):.1f} ms,"
            f" 95 % within {slow:.1f} (aim {_AIM_QUERY_MS}), longest {1000 * seconds[-1]:.1f}"
        )


def _timed(query: Callable[..., object], *arguments: object) -> float:
    before = time.perf_counter()
    query(*arguments)
    return time.perf_counter() - before


if __name__ == "__main__":
    main()
