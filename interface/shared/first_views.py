"""First views made before anybody asks: every page in every language, once for each build.

Exhibits, figures and texts are kept for all readers once they are made (`regions.database.memory`). Without
this the first reader of a page waits for them; here a reader who looks at nothing comes first.
"""

import asyncio
import logging
import os
import time
from collections.abc import Callable, Iterator

from anyio import to_thread
from streamlit import runtime
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime import SessionClient

from regions.asking.page_specs import PAGES
from regions.database.build import DatabaseMissing, current_build, database_exists
from regions.database.languages import LANGUAGES

_LOG = logging.getLogger("regions.interface")

_PATIENCE_SECONDS = 60
# Who has started the server looks at it first, and needs the processor for that.
_PEACE_SECONDS = 10
# A build published while the server runs is met within this time.
_LOOK_SECONDS = 30


class _Nobody(SessionClient):
    """A reader who looks at nothing and only waits until the page is whole."""

    def __init__(self) -> None:
        self.done = asyncio.Event()

    def write_forward_msg(self, msg: ForwardMsg) -> None:
        if msg.WhichOneof("type") == "script_finished" and msg.script_finished in (
            ForwardMsg.FINISHED_SUCCESSFULLY,
            ForwardMsg.FINISHED_WITH_COMPILE_ERROR,
        ):
            self.done.set()


async def make_first_views(tell: Callable[[int], object]) -> None:
    """Open every page for each build the server comes to answer from, until cancelled.

    One page at a time, and as long a rest after each as it took: readers who are there go before.
    `REGIONS_FIRST_VIEWS=0` spares a small machine their seconds.

    Args:
        tell: Is told after each how many of the current build are made.
    """
    if os.environ.get("REGIONS_FIRST_VIEWS") == "0":
        return
    await asyncio.sleep(_PEACE_SECONDS)
    made_for = ""
    while True:
        build = await to_thread.run_sync(_build_id)
        if build and build != made_for:
            made = 0
            for page, language in _views():
                begun = time.monotonic()
                made += (whole := await _open(page, language))
                tell(made)
                if not whole:
                    _LOG.warning("%s in %s was not whole within %d s", page, language, _PATIENCE_SECONDS)
                await asyncio.sleep(time.monotonic() - begun)
            _LOG.info("the first views of build %s are made", build)
            made_for = build
        await asyncio.sleep(_LOOK_SECONDS)


def _build_id() -> str:
    try:
        return current_build().id if database_exists() else ""
    except DatabaseMissing:
        return ""  # the log has said so at the start, and `/readyz` says it to those who ask


def _views() -> Iterator[tuple[str, str]]:
    """Yield pages and languages, what most readers open first."""
    for page in PAGES.values():
        for language in LANGUAGES:
            yield page.path, language


async def _open(page: str, language: str) -> bool:
    """Open a page as a reader does; return whether it was whole in time."""
    instance, client = runtime.get_instance(), _Nobody()
    session = instance.connect_session(client, user_info={})
    try:
        message = BackMsg()
        message.rerun_script.query_string = f"lang={language}"
        message.rerun_script.page_name = page.strip("/")
        instance.handle_backmsg(session, message)
        await asyncio.wait_for(client.done.wait(), _PATIENCE_SECONDS)
    except TimeoutError:
        return False
    finally:
        instance.close_session(session)
    return True
