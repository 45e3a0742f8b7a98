"""What the imports at the start cost, and who: `python -m benchmarks.imports`.

Prints the seconds and memory of importing the application (what `streamlit run` does before it answers) and
of a visitor's first page on top, with the heaviest packages, their own time without that of what they import.
"""

import argparse
import subprocess
import sys
from collections import Counter

from benchmarks.servers import REPOSITORY

STAGES = {
    "Streamlit alone": "import streamlit, streamlit.web.cli",
    "the application": "import streamlit.web.cli, dashboard",
    "and the first page": (
        "import streamlit.web.cli, dashboard, interface.shared.frame, interface.shared.first_build\n"
        "import runpy\nrunpy.run_path('pages/overview.py', run_name='measured')"
    ),
}
_MEMORY = "\nimport resource; print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"


def imported(code: str) -> tuple[Counter[str], float]:
    """Run code in a new process.

    Returns:
        Own seconds of each top-level package, and the memory in megabytes (Linux).
    """
    # A page stops where it looks for its session: everything has been imported by then.
    guarded = f"try:\n    {code.replace(chr(10), chr(10) + '    ')}\nexcept Exception: pass{_MEMORY}"
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-c", guarded],
        cwd=REPOSITORY, capture_output=True, text=True, check=True,
    )  # fmt: skip
    own: Counter[str] = Counter()
    for line in done.stderr.splitlines():
        parts = line.removeprefix("import time:").split("|")
        if len(parts) == 3 and parts[0].strip().isdigit():
            own[parts[2].strip().split(".")[0]] += int(parts[0])
    return Counter({name: micro / 1e6 for name, micro in own.items()}), int(done.stdout.split()[-1]) / 1000


def main() -> None:
    """Print each stage."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--heaviest", type=int, default=12)
    options = parser.parse_args()
    for stage, code in STAGES.items():
        own, megabytes = min((imported(code) for _ in range(3)), key=lambda one: one[0].total())
        print(f"\n{stage}: {own.total():.2f} s, {megabytes:.0f} MB")
        for name, second in own.most_common(options.heaviest):
            print(f"  {name:24} {1000 * second:6.0f} ms")


if __name__ == "__main__":
    main()
