"""Work that takes a processor for seconds: one piece at a time, few that wait, the others come later."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from api.errors import ApiError

RETRY_SECONDS = 15


class Queue:
    """A place at which one piece of work is done at a time."""

    def __init__(self, most: int, refusal: str) -> None:
        """Take how many may be there, the one at work included, and the message for those turned away."""
        self._places = threading.BoundedSemaphore(most)
        self._working = threading.Lock()
        self._refusal = refusal

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Wait for the turn.

        Raises:
            ApiError: If too many wait already.
        """
        if not self._places.acquire(blocking=False):
            raise ApiError(503, self._refusal, retry_after=RETRY_SECONDS)
        try:
            with self._working:
                yield
        finally:
            self._places.release()
