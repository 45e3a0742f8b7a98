"""What lasts as long as the server: it goes on without first views, and says why there are none."""

import asyncio
import gc
import logging
from collections.abc import Callable

import pytest

from api import start
from api.mcp.door import AssistantDoor


@pytest.fixture
def quiet_start(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave the process of the tests as it is."""
    for name in ("setswitchinterval", "pack_meanwhile", "_read"):
        monkeypatch.setattr(start, name, lambda *_: None)
    monkeypatch.setattr(start, "limit_connections", lambda: False)
    for name in ("set_threshold", "freeze"):
        monkeypatch.setattr(gc, name, lambda *_: None)


def serve_with(first_views: Callable[[Callable[[int], object]], object]) -> None:
    """Start, let others have their turn, stop."""

    async def serve() -> None:
        async with start.lifespan(AssistantDoor(), first_views)(None):  # type: ignore[arg-type]
            for _ in range(3):
                await asyncio.sleep(0)

    asyncio.run(serve())


def test_what_ended_the_first_views_is_said_and_the_server_goes_on(
    quiet_start: None, caplog: pytest.LogCaptureFixture
) -> None:
    async def fail(_tell: Callable[[int], object]) -> None:
        raise OSError("nothing left on the disk")

    serve_with(fail)
    (record,) = [one for one in caplog.records if one.levelno == logging.ERROR]
    assert "first views" in record.message
    assert "nothing left on the disk" in caplog.text


def test_first_views_under_way_are_given_up_without_a_word(
    quiet_start: None, caplog: pytest.LogCaptureFixture
) -> None:
    ended: list[str] = []

    async def wait(_tell: Callable[[int], object]) -> None:
        try:
            await asyncio.Event().wait()
        finally:
            ended.append("cancelled")

    serve_with(wait)
    assert ended == ["cancelled"]
    assert not [one for one in caplog.records if one.levelno >= logging.WARNING]
