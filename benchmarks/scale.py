"""Each page's queries on 20 million figures beside the shipped ones: `python -m benchmarks.scale`.

The added figures are SYNTHETIC: random numbers for municipalities that do not exist (`KR-47-0001`, …), in a
temporary copy of the database that is deleted at the end. They show how queries grow with the table and
nothing else.
"""

import argparse
import os
import statistics
import tempfile
import time
from pathlib import Path

import duckdb

from benchmarks.page_queries import Asked, copied_build, page_queries
from regions.database.build import Build, current_build

FIRST_YEAR, LAST_YEAR = 1960, 2059


def grow(file: Path, rows: int) -> float:
    """Add synthetic figures to a copy of the database; return the seconds it took.

    The table is in the order of the shipped one, by indicator, region and year, so that DuckDB passes over
    the parts that cannot hold what is asked. It is written indicator by indicator, which needs no sort of the
    whole. The primary key is left out: it is for the checks of the ETL.
    """
    begun = time.perf_counter()
    with duckdb.connect(str(file), config={"threads": "2", "memory_limit": "2GB"}) as connection:
        codes = connection.execute("SELECT indicator_id FROM indicator ORDER BY ALL").fetchall()
        regions = connection.execute("SELECT count(*) FROM region WHERE level = 'region'").fetchall()[0][0]
        each = round(rows / (len(codes) * regions * (LAST_YEAR - FIRST_YEAR + 1)))
        connection.execute("CREATE TABLE grown AS FROM observation LIMIT 0")
        for (code,) in codes:
            connection.execute(
                f"""
                INSERT INTO grown
                SELECT * FROM (
                    SELECT * FROM observation WHERE indicator_id = $code UNION ALL
                    SELECT $code, printf('%s-%04d', region_code, m.range), y.range::INTEGER, random() * 1000,
                           'actual', NULL, 'synthetic'
                    FROM region, range({each}) m, range({FIRST_YEAR}, {LAST_YEAR + 1}) y
                    WHERE level = 'region'
                ) ORDER BY region_code, year""",
                {"code": code},
            )
        connection.execute("DROP TABLE observation")
        connection.execute("ALTER TABLE grown RENAME TO observation")
        connection.execute("CHECKPOINT")
    return time.perf_counter() - begun


def seconds_of(build: Build, asked: Asked, rounds: int) -> list[float]:
    """Return the seconds of a statement, round by round, after one that warms."""
    times = []
    for _ in range(rounds + 1):
        begun = time.perf_counter()
        build.query(asked.sql, asked.parameters)
        times.append(time.perf_counter() - begun)
    return times[1:]


def measure(build: Build, asked: dict[str, list[Asked]], rounds: int, slow: float) -> None:
    """Print p50 and p95 over the statements of each page, and name those whose own p95 is slow."""
    rows = int(build.query("SELECT count(*) AS n FROM observation").n.iloc[0])
    size = build.path.stat().st_size / 1e6
    load = os.getloadavg()[0]
    print(f"\n{build.id}: {rows:,} figures, {size:.0f} MB, load average {load:.1f}")
    print(f"  {'page':26} queries   p50 ms   p95 ms   slowest query, p95 ms")
    for page, statements in asked.items():
        times = [seconds_of(build, one, rounds) for one in statements]
        if not times:
            print(f"  {page:26} {0:7}")
            continue
        together = sorted(1000 * second for one in times for second in one)
        cuts = statistics.quantiles(together, n=20)
        own = [1000 * statistics.quantiles(one, n=20)[18] for one in times]
        print(
            f"  {page:26} {len(times):7} {statistics.median(together):8.1f} {cuts[18]:8.1f} {max(own):8.1f}"
        )
        named = {" ".join(one.sql.split())[:160]: worst for one, worst in zip(statements, own, strict=True)}
        for sql, worst in named.items():
            if worst > slow:
                print(f"      {worst:.0f} ms: {sql}")


def main() -> None:
    """Measure the shipped database, then the grown copy."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=20_000_000)
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--slow", type=float, default=50, help="name statements above so many ms at p95")
    options = parser.parse_args()
    shipped = current_build()
    asked = page_queries()
    measure(shipped, asked, options.rounds, options.slow)
    with tempfile.TemporaryDirectory() as folder, copied_build(Path(folder), "synthetic") as copy:
        print(f"\nsynthetic figures added in {grow(copy, options.rows):.0f} s")
        measure(current_build(), asked, options.rounds, options.slow)


if __name__ == "__main__":
    main()
