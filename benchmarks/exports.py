"""Measures a deck of 20 slides and single exports. Run by hand: `python benchmarks/exports.py`."""

import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(REPOSITORY))

from exports.decks import Workshop, deck_file  # noqa: E402
from exports.formats import Order, offered  # noqa: E402
from exports.publication import Publication  # noqa: E402
from regions.asking.view import decode  # noqa: E402
from regions.database.build import current_build  # noqa: E402
from regions.exhibits.answers import answer  # noqa: E402
from regions.exhibits.deck import Deck  # noqa: E402
from regions.exhibits.deck_templates import TEMPLATES, filled  # noqa: E402

SLIDES = 20


def main() -> None:
    """Print processor time of two decks of 20 slides and of each format, and the peak of memory."""
    build = current_build()
    catalogue = build.catalogue
    publication = Publication(catalogue, "https://regions.example")
    workshop = Workshop(publication, build, "https://regions.example/deck")
    before = _megabytes()
    pair = filled(TEMPLATES["pair"], ("KR-47", "JP-22"), build)
    countries = filled(TEMPLATES["countries"], (), build)
    deck = Deck((*pair.slides, *countries.slides)[:SLIDES], "Benchmark")
    for name in ("first", "second"):
        seconds, size = _timed(lambda: deck_file(deck, "one", "ko", workshop).content)
        print(f"{name} deck of {len(deck.slides)} slides: {seconds:.2f} s, {size / 1e3:.0f} kB")
    seconds, size = _timed(lambda: deck_file(deck, "three", "ko", workshop).content)
    print(f"the same in three languages: {seconds:.2f} s, {size / 1e3:.0f} kB")
    view, _ = decode("overview", {"lang": ["ja"], "indicator": ["share_65plus"]}, catalogue)
    (exhibit,) = answer(view, build)
    order = Order(exhibit, publication, build)
    for kind in offered("row", "more", "citation"):
        seconds, size = _timed(lambda kind=kind: kind.make(order))  # type: ignore[misc]
        print(f"map of 64 regions as {kind.id}: {seconds * 1000:.0f} ms, {size / 1e3:.0f} kB")
    print(f"memory: {_megabytes():.0f} MB at most, {_megabytes() - before:.0f} MB of it for the exports")


def _timed(make: Callable[[], bytes]) -> tuple[float, int]:
    start = time.process_time()
    size = len(make())
    return time.process_time() - start, size


def _megabytes() -> float:
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6


if __name__ == "__main__":
    main()
