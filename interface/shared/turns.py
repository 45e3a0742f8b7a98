"""Runs of pages take turns: one after the other, each visitor waits less than when all run at once.

Python runs one thread at a time. A hundred runs side by side take the processor from each other and from
the thread that sends their results (benchmarks/README.md has the figures).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

TURN = Lock()


@contextmanager
def out_of_turn() -> Iterator[None]:
    """Let others go ahead during work that takes seconds and shows its progress."""
    TURN.release()
    try:
        yield
    finally:
        TURN.acquire()
