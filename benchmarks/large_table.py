"""Measures a table of 550,000 rows from e-Stat's answer to a database: rows a second, memory at most.

Run by hand: `python -m benchmarks.large_table`. The answers are made up, in the documented shape.
"""

import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import duckdb

from etl import files
from etl.download.archive import Archive
from etl.download.client import Answer
from etl.sources.connector import Series, Table
from etl.sources.estat import EStat
from etl.sources.places import read_places

CATALOGUE = Path(__file__).resolve().parent.parent / "data" / "catalogue"
ITEMS, YEARS, PAGE = 234, range(1975, 2024), 100_000
AREAS = [f"{number:02d}000" for number in range(48)]
TABLE = Table(
    "0000010101",
    "estat_0000010101",
    "benchmark",
    tuple(Series(f"A{item:04d}", "benchmark", f"series_{item:04d}", nation=True) for item in range(ITEMS)),
    {"country": "JP"},
    {},
)


def main() -> int:
    """Write the answers in one process, read them in another; print rows a second and peak memory."""
    with tempfile.TemporaryDirectory() as folder:
        for step in ("write", "read"):
            code = subprocess.run(
                [sys.executable, "-m", "benchmarks.large_table", step, folder], check=False
            ).returncode
            if code:
                return code
    return 0


def write(folder: Path) -> None:
    """Store the pages as a fetch would."""
    fetch = Archive(folder).begin("estat", TABLE.id, "all")
    rows = [
        {
            "@tab": "00001",
            "@cat01": series.item,
            "@area": area,
            "@time": f"{year}100000",
            "$": str(year * 731),
        }
        for series in TABLE.series
        for area in AREAS
        for year in YEARS
    ]
    for first in range(0, len(rows), PAGE):
        result = {"TOTAL_NUMBER": len(rows), "FROM_NUMBER": first + 1}
        content = {"RESULT_INF": result, "DATA_INF": {"VALUE": rows[first : first + PAGE]}}
        body = {"GET_STATS_DATA": {"RESULT": {"STATUS": 0}, "STATISTICAL_DATA": content}}
        fetch.store(
            Answer(f"https://example.org/?startPosition={first + 1}", 200, {}, json.dumps(body).encode(), "")
        )
    fetch.finish(None)


def read(folder: Path) -> None:
    """Read the pages into a database; print what it took."""
    names = ("region_codes.csv", "regions.csv", "municipalities.csv")
    places = read_places(*(files.read_csv((CATALOGUE / name).read_bytes(), name) for name in names))
    start, start_busy = time.perf_counter(), time.process_time()
    frame = EStat().rows(TABLE, _answers(folder), places)
    with duckdb.connect(str(folder / "benchmark.duckdb")) as connection:
        connection.register("frame", frame)
        connection.execute(
            "CREATE TABLE figure AS SELECT indicator, region_code, year, value::DOUBLE AS value FROM frame"
        )
    seconds, busy = time.perf_counter() - start, time.process_time() - start_busy
    unit = 1 if sys.platform == "darwin" else 1024  # Linux counts in kilobytes, macOS in bytes
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit
    print(
        f"{len(frame):,} rows: {len(frame) / seconds:,.0f} a second, "
        f"{len(frame) / busy:,.0f} a second of processor time, {peak / 1e6:.0f} MB at most"
    )


def _answers(folder: Path) -> Iterator[Answer]:
    yield from Archive(folder).newest("estat", TABLE.id).answers()


if __name__ == "__main__":
    if len(sys.argv) == 1:
        sys.exit(main())
    {"write": write, "read": read}[sys.argv[1]](Path(sys.argv[2]))
