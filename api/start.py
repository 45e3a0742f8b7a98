"""What happens once when the server starts."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from anyio import to_thread

from i18n.messages import messages
from regions.catalogue import load_catalogue
from regions.languages import LANGUAGES
from regions.store import current_store, database_exists


@asynccontextmanager
async def warm(_app: object) -> AsyncIterator[None]:
    """Read catalogue and messages before the first visitor comes, if there is a database to read."""
    if database_exists():
        await to_thread.run_sync(_read)
    yield


def _read() -> None:
    load_catalogue(current_store())
    for language in LANGUAGES:
        messages(language)
