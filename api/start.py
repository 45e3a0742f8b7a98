"""What happens once when the server starts."""

import asyncio
import gc
import logging
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from sys import setswitchinterval
from typing import Any

from anyio import to_thread

from api.connections import end_at_last, limit_connections
from api.mcp.door import AssistantDoor
from api.operation import FIRST_VIEWS
from api.packed_files import pack_meanwhile
from i18n.messages import messages
from regions.database.build import DatabaseMissing, current_build, database_exists
from regions.database.languages import LANGUAGES

_LOG = logging.getLogger("regions.api")

# The thread that sends the pages has to ask for its turn once a message; it must not wait 5 ms each time
# (Python's own setting) while pages are computed.
_SWITCH_SECONDS = 0.0005
# Objects made before the garbage of the youngest is looked for, and how often that of the older ones is: by
# Python's own numbers (700, 10, 10) new views waited half a second for a look at all that is kept.
_GARBAGE = (20_000, 20, 50)


def lifespan(
    door: AssistantDoor, make_first_views: Callable[[Callable[[int], object]], Coroutine[Any, Any, None]]
) -> Callable[[object], AbstractAsyncContextManager[None]]:
    """Return what lasts as long as the server: limits, catalogue and messages, the door of assistants.

    Args:
        door: The door of assistants.
        make_first_views: Opens pages before anybody asks, and tells how many; cancelled at the end.
    """

    @asynccontextmanager
    async def warm(_app: object) -> AsyncIterator[None]:
        # Catalogue and messages are read before the first visitor comes.
        setswitchinterval(_SWITCH_SECONDS)
        gc.set_threshold(*_GARBAGE)
        limited = limit_connections()
        pack_meanwhile()
        await to_thread.run_sync(_read)
        gc.freeze()  # code, messages and catalogue stay as long as the process and are no garbage
        visits = asyncio.create_task(make_first_views(FIRST_VIEWS.set))
        visits.add_done_callback(_say_why_ended)
        async with door.open():
            yield
        visits.cancel()
        await asyncio.wait({visits})
        if limited:
            end_at_last()

    return warm


def _say_why_ended(visits: asyncio.Task[None]) -> None:
    """Log what ended the first views: readers are served without them."""
    if not visits.cancelled() and (error := visits.exception()):
        _LOG.error("no more first views are made, pages are slower for who opens them first", exc_info=error)


def _read() -> None:
    for language in LANGUAGES:
        messages(language)
    try:
        if database_exists():
            build = current_build()
            _LOG.info("answering from build %s, %d indicators", build.id, len(build.catalogue.indicators))
    except DatabaseMissing as error:
        # The server stays up: /readyz says no until the database can be read.
        _LOG.error("no database to answer from: %s", error)
