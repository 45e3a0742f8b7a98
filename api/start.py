"""What happens once when the server starts."""

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from sys import setswitchinterval

from anyio import to_thread

from api.connections import end_at_last, limit_connections
from i18n.messages import messages
from regions.database.build import DatabaseMissing, current_build, database_exists
from regions.database.languages import LANGUAGES

_LOG = logging.getLogger("regions.api")

# The thread that sends the pages has to ask for its turn once a message; it must not wait 5 ms each time
# (Python's own setting) while pages are computed.
_SWITCH_SECONDS = 0.0005


@asynccontextmanager
async def warm(_app: object) -> AsyncIterator[None]:
    """Set the limits, and read catalogue and messages before the first visitor comes."""
    setswitchinterval(_SWITCH_SECONDS)
    limited = limit_connections()
    await to_thread.run_sync(_read)
    yield
    if limited:
        end_at_last()


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
