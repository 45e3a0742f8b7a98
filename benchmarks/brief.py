"""Measures briefings for Word and Hangul. Run by hand: `python -m benchmarks.brief`."""

import os
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from exports.briefing.files import briefs_of
from exports.formats import BriefOrder, Format, offered
from exports.publication import Publication
from regions.asking.view import View
from regions.database.build import Build, current_build
from regions.database.languages import LANGUAGES
from regions.exhibits.answers import answer
from regions.policy.meetings import FORUM_PAIRS

BASE = "https://regions.example"
_TICK = 0.002  # seconds


@dataclass(frozen=True)
class Measured:
    """Seconds of processor and of the wall, the longest pause of another reader's thread, bytes made."""

    processor: float
    wall: float
    pause: float
    size: int = 0

    def __str__(self) -> str:
        """Write what was measured in a line."""
        return (
            f"{self.processor:.2f} s of processor, {self.wall:.2f} s, "
            f"others waited {1000 * self.pause:.0f} ms at most, {self.size / 1e3:.0f} kB"
        )


def main() -> None:
    """Print the load, a page of a region, and each pair of the forum in each language, first and again."""
    print(f"load of the machine: {', '.join(f'{load:.1f}' for load in os.getloadavg())}")
    build = current_build()
    publication = Publication(build.catalogue, BASE)
    page = View("region", "ko", regions=FORUM_PAIRS[0][:1])
    print(f"page of a region: {measured(partial(answer, page, build))}")
    for pair in FORUM_PAIRS:
        for language in LANGUAGES:
            view = View("brief", language, regions=pair)
            for kind in offered("brief"):
                for name in ("first", "again"):
                    found = measured(partial(_file, kind, view, publication, build))
                    print(f"{'–'.join(pair)} {language} {kind.id} {name}: {found}")


def _file(kind: Format, view: View, publication: Publication, build: Build) -> bytes:
    return kind.make_brief(BriefOrder(briefs_of(view, "one", build), publication))


def measured(make: Callable[[], Any]) -> Measured:
    """Return what making something takes, and how long a thread beside it once had to wait."""
    pauses, done = [0.0], threading.Event()

    def tick() -> None:
        before = time.perf_counter()
        while not done.wait(_TICK):
            now = time.perf_counter()
            pauses.append(now - before - _TICK)
            before = now

    beside = threading.Thread(target=tick)
    beside.start()
    processor, wall = time.process_time(), time.perf_counter()
    made = make()
    processor, wall = time.process_time() - processor, time.perf_counter() - wall
    done.set()
    beside.join()
    return Measured(processor, wall, max(pauses), len(made) if isinstance(made, bytes) else 0)


if __name__ == "__main__":
    main()
