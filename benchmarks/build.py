"""Measures a build beside what pandas alone needs to read the same files: `python benchmarks/build.py`."""

import argparse
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pandas as pd

REPOSITORY = Path(__file__).resolve().parent.parent


def main() -> int:
    """Build and read in turns; print seconds (the median), their ratio and the peak memory of a build.

    Returns:
        Exit code of the last build that failed, else 0.
    """
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=3)
    times = parser.parse_args().times
    built, read, code = [], [], 0
    with tempfile.TemporaryDirectory() as folder:
        for number in range(times):
            read.append(_seconds_to_read())
            output = Path(folder) / f"{number}.duckdb"
            command = [sys.executable, "-m", "etl", "build", "--output", str(output)]
            start = time.perf_counter()
            done = subprocess.run(command, cwd=REPOSITORY, stdout=subprocess.DEVNULL, check=False)
            built.append(time.perf_counter() - start)
            code = done.returncode or code
    # Linux counts in kilobytes, macOS in bytes.
    unit = 1 if sys.platform == "darwin" else 1024
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * unit
    build, floor = statistics.median(built), statistics.median(read)
    print(f"build {build:.1f} s, {peak / 1e6:.0f} MB at most")
    print(f"pandas reads the same files in {floor:.2f} s; the build takes {build / floor:.1f} times that")
    return code


def _seconds_to_read() -> float:
    start = time.perf_counter()
    for file in (REPOSITORY / "data/snapshots").glob("*.csv"):
        pd.read_csv(file)
    return time.perf_counter() - start


if __name__ == "__main__":
    sys.exit(main())
