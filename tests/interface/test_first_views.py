"""What a first reader would wait for is made before one comes: every page, every language, every build."""

import asyncio
from collections.abc import Callable

import pytest
from streamlit import runtime
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from interface.shared import first_views
from regions.asking.page_specs import PAGES
from regions.database.build import DatabaseMissing
from regions.database.languages import LANGUAGES

EVERY = [(page.path.strip("/"), f"lang={language}") for page in PAGES.values() for language in LANGUAGES]


class Instance:
    """Stands for Streamlit's runtime: notes who comes, what is asked, who is gone."""

    def __init__(self, never: str = "none") -> None:
        self.asked: list[tuple[str, str]] = []
        self.open: dict[str, first_views._Nobody] = {}
        self._never = never

    def connect_session(self, client: first_views._Nobody, user_info: dict[str, str]) -> str:
        self.open["session"] = client
        return "session"

    def handle_backmsg(self, session: str, message: BackMsg) -> None:
        rerun = message.rerun_script
        self.asked.append((rerun.page_name, rerun.query_string))
        # A run that begins anew, as the first run of a session does, is not the end.
        ends = [ForwardMsg.FINISHED_EARLY_FOR_RERUN]
        if rerun.page_name != self._never:
            ends.append(ForwardMsg.FINISHED_SUCCESSFULLY)
        self.open[session].write_forward_msg(ForwardMsg())
        for end in ends:
            assert not self.open[session].done.is_set()
            self.open[session].write_forward_msg(ForwardMsg(script_finished=end))

    def close_session(self, session: str) -> None:
        del self.open[session]


def made(monkeypatch: pytest.MonkeyPatch, instance: Instance, builds: list[str]) -> list[int]:
    """Let the server come to answer from one build after the other; return what was told."""
    seen = iter(builds)
    monkeypatch.setattr(runtime, "get_instance", lambda: instance)
    monkeypatch.setattr(first_views, "_build_id", lambda: next(seen))
    monkeypatch.setattr(first_views, "_PEACE_SECONDS", 0)
    monkeypatch.setattr(first_views, "_LOOK_SECONDS", 0)
    monkeypatch.delenv("REGIONS_FIRST_VIEWS", raising=False)
    told: list[int] = []
    with pytest.raises(RuntimeError):  # what StopIteration becomes there
        asyncio.run(first_views.make_first_views(told.append))
    return told


def test_every_page_is_opened_once_for_each_build(monkeypatch: pytest.MonkeyPatch) -> None:
    instance = Instance()
    told = made(monkeypatch, instance, ["", "one", "one", "two", "two"])
    assert instance.asked == [*EVERY, *EVERY]
    assert not instance.open
    assert told == 2 * [*range(1, len(EVERY) + 1)]


def test_a_page_that_does_not_end_keeps_no_other_from_being_opened(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    instance = Instance(never="deck")
    monkeypatch.setattr(first_views, "_PATIENCE_SECONDS", 0.01)
    told = made(monkeypatch, instance, ["one"])
    assert instance.asked == EVERY
    assert not instance.open
    assert told[-1] == len(EVERY) - len(LANGUAGES)
    assert caplog.text.count("/deck in") == len(LANGUAGES)


def no_database() -> None:
    raise DatabaseMissing("none")


@pytest.mark.parametrize("fault", [lambda: False, no_database])
def test_without_a_database_nothing_is_opened(
    monkeypatch: pytest.MonkeyPatch, fault: Callable[[], bool | None]
) -> None:
    monkeypatch.setattr(first_views, "database_exists", fault)
    assert first_views._build_id() == ""


def test_they_can_be_switched_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REGIONS_FIRST_VIEWS", "0")
    asyncio.run(asyncio.wait_for(first_views.make_first_views(print), 10))
