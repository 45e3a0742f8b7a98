"""Measures briefings for Word and Hangul. Run by hand: `python -m benchmarks.brief`."""

import time
from collections.abc import Callable

from exports.briefing.files import briefs_of
from exports.formats import BriefOrder, offered
from exports.publication import Publication
from regions.asking.view import View
from regions.database.build import current_build
from regions.database.languages import LANGUAGES
from regions.policy.meetings import FORUM_PAIRS

BASE = "https://regions.example"


def main() -> None:
    """Print processor and wall time of each pair of the forum in each language, the first time and again."""
    build = current_build()
    publication = Publication(build.catalogue, BASE)
    for pair in FORUM_PAIRS:
        for language in LANGUAGES:
            view = View("brief", language, regions=pair)
            for kind in offered("brief"):
                for name in ("first", "again"):
                    processor, wall, size = _timed(
                        lambda kind=kind, view=view: kind.make_brief(  # type: ignore[misc]
                            BriefOrder(briefs_of(view, "one", build), publication)
                        )
                    )
                    print(
                        f"{'–'.join(pair)} {language} {kind.id} {name}: {processor:.2f} s of processor, "
                        f"{wall:.2f} s, {size / 1e3:.0f} kB"
                    )


def _timed(make: Callable[[], bytes]) -> tuple[float, float, int]:
    processor, wall = time.process_time(), time.perf_counter()
    size = len(make())
    return time.process_time() - processor, time.perf_counter() - wall, size


if __name__ == "__main__":
    main()
