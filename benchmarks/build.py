"""Measures how long a build takes and how much memory it needs. Run by hand: `python benchmarks/build.py`."""

import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parent.parent


def main() -> int:
    """Build once into a temporary folder; print seconds and peak memory.

    Returns:
        Exit code of the build.
    """
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "etl", "build", "--output", str(Path(folder) / "benchmark.duckdb")]
        start = time.perf_counter()
        code = subprocess.run(command, cwd=REPOSITORY, stdout=subprocess.DEVNULL, check=False).returncode
        seconds = time.perf_counter() - start
    # Linux counts in kilobytes, macOS in bytes.
    unit = 1 if sys.platform == "darwin" else 1024
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * unit
    print(f"{seconds:.1f} seconds, {peak / 1e6:.0f} MB at most")
    return code


if __name__ == "__main__":
    sys.exit(main())
