"""The file of record: what was measured, on what, beside which floor; compared by ratio, never by seconds.

`python -m benchmarks.history` compares the last two measurements of each figure and ends with 1 if a ratio
has grown by more than a tenth; `python -m benchmarks.history "cold start, s" 2.0 0.6` appends one before.
"""

import argparse
import csv
import os
import platform
import subprocess
import sys
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import UTC, datetime
from pathlib import Path

FILE = Path(__file__).with_name("history.csv")
# By how much a ratio may grow: machines are never quite as quiet as the time before.
TOLERANCE = 0.1


@dataclass(frozen=True)
class Measurement:
    """One line of the file.

    Attributes:
        commit: Of the code measured, `+` behind it where something had been changed since.
        machine: Processor, cores, and the load average while it was measured.
        date: Day.
        figure: What was measured, with its unit.
        value: Of the dashboard.
        floor: Of the least there could be, in the same run.
        ratio: Of the two.
    """

    commit: str
    machine: str
    date: str
    figure: str
    value: float
    floor: float
    ratio: float


def measured(figure: str, value: float, floor: float) -> Measurement:
    """Return a measurement made just now, here.

    Raises:
        ValueError: If there is no floor to compare with.
    """
    if floor <= 0:
        raise ValueError(f"{figure}: the floor must be more than nothing, not {floor:g}")
    day = datetime.now(UTC).date().isoformat()
    return Measurement(_commit(), _machine(), day, figure, value, floor, round(value / floor, 3))


def append(measurements: Iterable[Measurement], file: Path = FILE) -> None:
    """Append measurements to the file; a new one begins with the names of the columns."""
    is_new = not file.exists()
    with file.open("a", encoding="utf-8", newline="") as written:
        writer = csv.DictWriter(written, [field.name for field in fields(Measurement)], lineterminator="\n")
        if is_new:
            writer.writeheader()
        for one in measurements:
            writer.writerow(asdict(one))


def read(file: Path = FILE) -> list[Measurement]:
    """Return what the file holds, the oldest first."""
    numbers = ("value", "floor", "ratio")
    with file.open(encoding="utf-8", newline="") as held:
        rows = [{name: float(text) if name in numbers else text for name, text in row.items()}
                for row in csv.DictReader(held)]  # fmt: skip
    return [Measurement(**row) for row in rows]  # type: ignore[arg-type]


def compared(measurements: Sequence[Measurement]) -> list[tuple[Measurement, Measurement | None, bool]]:
    """Return of each figure the last measurement, the one before, and whether the ratio has grown."""
    last: dict[str, list[Measurement]] = {}
    for one in measurements:
        last.setdefault(one.figure, []).append(one)
    found = []
    for held in last.values():
        now, before = held[-1], held[-2] if len(held) > 1 else None
        found.append((now, before, before is not None and now.ratio > before.ratio * (1 + TOLERANCE)))
    return found


def _commit() -> str:
    def said(*command: str) -> str:
        return subprocess.run(
            ["git", *command], cwd=FILE.parent, capture_output=True, text=True, check=True
        ).stdout.strip()

    return said("rev-parse", "--short", "HEAD") + ("+" if said("status", "--porcelain") else "")


def _machine() -> str:
    names = Path("/proc/cpuinfo")
    lines = names.read_text(encoding="utf-8").splitlines() if names.is_file() else []
    models = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    load = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    return f"{models[0] if models else platform.machine()}, {os.cpu_count()} cores{load}"


def main() -> int:
    """Append what is given, compare, and say what has become worse.

    Returns:
        1 if a ratio has grown by more than the tolerance.
    """
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("figure", nargs="?", help="what was measured, with its unit")
    parser.add_argument("value", nargs="?", type=float)
    parser.add_argument("floor", nargs="?", type=float)
    options = parser.parse_args()
    if options.figure:
        if options.value is None or options.floor is None:
            parser.error("a figure needs its value and its floor")
        append([measured(options.figure, options.value, options.floor)])
    worse = 0
    for now, before, is_worse in compared(read()):
        since = f"{before.ratio:g} at {before.commit}" if before else "first measured"
        mark = "WORSE " if is_worse else "      "
        print(f"{mark}{now.figure}: {now.value:g} / {now.floor:g} = {now.ratio:g} ({since})")
        worse += is_worse
    return int(worse > 0)


if __name__ == "__main__":
    sys.exit(main())
