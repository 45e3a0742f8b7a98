"""Queries on 20 million figures beside the shipped ones: `python -m benchmarks.scale`.

The added figures are SYNTHETIC: random numbers for regions that do not exist (`XX-…`), in a temporary copy
of the database that is deleted at the end. They show how queries grow with the table and nothing else.
"""

import argparse
import os
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import duckdb

from regions.catalogue import Catalogue, load_catalogue
from regions.crosstabs import by_years, wide
from regions.selection import Selection, count, figures
from regions.store import Store, current_store

FIRST_YEAR, LAST_YEAR = 1960, 2059


def grow(file: Path, rows: int) -> float:
    """Add synthetic figures to a copy of the database; return the seconds it took.

    The table is in the order of the shipped one. Its primary key is left out: it is for the checks of the
    ETL, and an index of 20 million keys would measure something else.
    """
    begun = time.perf_counter()
    with duckdb.connect(str(file)) as connection:
        indicators = connection.execute("SELECT count(*) FROM indicator").fetchall()[0][0]
        regions = rows // (indicators * (LAST_YEAR - FIRST_YEAR + 1))
        connection.execute(
            f"""
            CREATE TABLE grown AS
            SELECT * FROM observation UNION ALL
            SELECT indicator_id, printf('XX-%05d', r.range), y.range::INTEGER, random() * 1000,
                   'actual', NULL, 'synthetic'
            FROM indicator, range({regions}) r, range({FIRST_YEAR}, {LAST_YEAR + 1}) y
            ORDER BY indicator_id, region_code, year"""
        )
        connection.execute("DROP TABLE observation")
        connection.execute("ALTER TABLE grown RENAME TO observation")
        connection.execute("CHECKPOINT")
    return time.perf_counter() - begun


def queries(store: Store, catalogue: Catalogue) -> dict[str, Callable[[], object]]:
    """Return what the pages ask of the figures."""
    one, topic = Selection(indicators=("births",)), Selection(topics=("ageing",), countries=("JP",))
    return {
        "one indicator, all regions and years": lambda: figures(store, one, catalogue),
        "a page of 100, everything, sorted by value": lambda: figures(
            store, Selection(countries=("KR", "JP")), catalogue, "value", True, 100
        ),
        "exact count of a topic in one country": lambda: count(store, topic, catalogue),
        "a wide page of a topic": lambda: wide(store, topic, catalogue, limit=100),
        "regions by years": lambda: by_years(store, Selection(countries=("JP",)), catalogue, "births"),
        "index of one indicator": lambda: figures(
            store, Selection(indicators=("births",), countries=("KR", "JP"), mode="index"), catalogue
        ),
    }


def measure(store: Store, label: str, rounds: int) -> None:
    """Print p50 and p95 of each query."""
    rows = int(store.query("SELECT count(*) AS n FROM observation").n.iloc[0])
    print(f"{label}: {rows:,} figures, {store.path.stat().st_size / 1e6:.0f} MB")
    for name, ask in queries(store, load_catalogue(store)).items():
        ask()
        times = []
        for _ in range(rounds):
            begun = time.perf_counter()
            ask()
            times.append(1000 * (time.perf_counter() - begun))
        cuts = statistics.quantiles(times, n=20)
        print(f"  {name:45} p50 {statistics.median(times):6.1f} ms  p95 {cuts[18]:6.1f} ms")


def main() -> None:
    """Measure the shipped database, then the grown copy."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=20_000_000)
    parser.add_argument("--rounds", type=int, default=60)
    options = parser.parse_args()
    shipped = current_store()
    measure(shipped, "shipped", options.rounds)
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "synthetic.duckdb"
        shutil.copy(shipped.path, copy)
        print(f"synthetic figures added in {grow(copy, options.rows):.0f} s")
        pointer = '{"build_id": "synthetic", "file": "synthetic.duckdb"}'
        (Path(folder) / "current.json").write_text(pointer, encoding="utf-8")
        os.environ["REGIONS_BUILD_DIR"] = folder
        measure(current_store(), "with synthetic figures", options.rounds)


if __name__ == "__main__":
    main()
