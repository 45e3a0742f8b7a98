"""Measures how long a question in words takes. By hand: `python -m benchmarks.ask [FILE]`.

Asks every question of a list (by default that of the tests) several times, after the indexes of the current
build have been made; the time of making them is told apart. No server, no network. Processor time stands
beside that of the clock, since other work on the machine lengthens only the latter.
"""

import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

from regions.database.build import Build, current_build
from regions.database.languages import DEFAULT_LANGUAGE
from regions.questions.suggesting import suggest

QUESTIONS = Path(__file__).resolve().parent.parent / "tests" / "regions" / "questions.tsv"
ROUNDS = 5
# A question with an unknown word makes every index.
FIRST = "Tottorri unicorns"


def main() -> int:
    """Print median and 95th percentile, by the clock and of the processor, and the time of the indexes."""
    file = Path(sys.argv[1]) if len(sys.argv) > 1 else QUESTIONS
    lines = file.read_text(encoding="utf-8").splitlines()
    questions = [line.split("\t")[0] for line in lines if line and not line.startswith("#")]
    build = current_build()
    print(f"{len(questions)} questions, {len(build.catalogue.indicators)} indicators, {ROUNDS} rounds")
    print(f"indexes made in {seconds(build, FIRST, time.process_time):.2f} s of the processor")
    for name, clock in (("clock", time.perf_counter), ("processor", time.process_time)):
        taken = sorted(seconds(build, question, clock) for _ in range(ROUNDS) for question in questions)
        median, slow = statistics.median(taken), taken[int(0.95 * len(taken))]
        print(f"{name}: median {1000 * median:.2f} ms, 95% within {1000 * slow:.2f} ms")
    return 0


def seconds(build: Build, question: str, clock: Callable[[], float]) -> float:
    """Return how long an answer takes."""
    start = clock()
    suggest(build, question, DEFAULT_LANGUAGE)
    return clock() - start


if __name__ == "__main__":
    sys.exit(main())
