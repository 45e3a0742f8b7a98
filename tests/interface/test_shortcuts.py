"""Shortcuts through Streamlit do what Streamlit does."""

import asyncio
import json
from collections import deque
from types import SimpleNamespace
from typing import Any

import plotly.io
import pytest
from streamlit.components.v2.bidi_component import main as components
from streamlit.components.v2.bidi_component.serialization import serialize_mixed_data
from streamlit.components.v2.presentation import make_bidi_component_presenter
from streamlit.proto.BidiComponent_pb2 import BidiComponent
from streamlit.proto.NewSession_pb2 import CustomThemeConfig
from streamlit.runtime import app_session
from streamlit.runtime.scriptrunner.script_runner import ScriptRunnerEvent

from charts.canvas import Canvas, written_once
from interface.shared import shortcuts

SECTIONS = ("theme", "theme.light", "theme.dark", "theme.sidebar")
ENQUEUE, STOPPED = ScriptRunnerEvent.ENQUEUE_FORWARD_MSG, ScriptRunnerEvent.SCRIPT_STOPPED_WITH_SUCCESS


@pytest.mark.parametrize("section", SECTIONS)
def test_the_theme_is_the_one_streamlit_fills_in(section: str) -> None:
    expected = CustomThemeConfig()
    app_session._populate_theme_msg(expected, section)
    for _ in range(2):
        found = CustomThemeConfig()
        shortcuts.fill_theme(found, section)
        assert found.SerializeToString(deterministic=True) == expected.SerializeToString(deterministic=True)


class _Held(dict[str, Any]):
    """The values of widgets in a session, with what is known of each."""

    def __init__(self, events: object, kind: str) -> None:
        super().__init__({} if events is None else {"events": events})
        self.widget_metadata = {"events": SimpleNamespace(value_type=kind)} if kind else {}


@pytest.mark.parametrize("kind", ["json_trigger_value", "json_value", ""])
@pytest.mark.parametrize(
    "events",
    [
        None,
        [],
        [{"event": "act", "value": {"turn": 2}}],
        {"event": "act", "value": 1},
        ["x", {"event": 3}, {}],
    ],
)
@pytest.mark.parametrize("base", [{}, {"narrow": True}, {"act": "state wins"}, None, 3])
def test_the_state_of_a_component_is_shown_as_streamlit_shows_it(
    base: object, events: object, kind: str
) -> None:
    session: Any = SimpleNamespace(_new_widget_state=_Held(events, kind))
    expected = make_bidi_component_presenter("events", "id", None)(base, session)
    found = shortcuts.presenter("events")(base, session)
    assert found == expected
    if isinstance(found, dict) and kind == "json_trigger_value":
        assert (found.act, found.narrow) == (expected.act, expected.narrow)  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "data", [{"label": "지역·地域", "value": [["KR-47", "경북"]], "most": None, "scale": 1.5}]
)
def test_the_data_of_a_component_say_the_same(data: dict[str, Any]) -> None:
    expected, found = BidiComponent(), BidiComponent()
    serialize_mixed_data(data, expected)
    shortcuts.fill_data(data, found)
    assert json.loads(found.json) == json.loads(expected.json) == data


def test_what_a_run_says_happens_in_its_order_and_ends_at_once() -> None:
    happened: list[object] = []

    async def run() -> float:
        loop = asyncio.get_running_loop()
        session: Any = SimpleNamespace(
            _event_loop=loop,
            _call_soon_on_event_loop=loop.call_soon_threadsafe,
            _handle_scriptrunner_event_on_event_loop=lambda _, event, message=None: happened.append(message),
        )
        for number in range(3):
            shortcuts._hand_over(session, None, ENQUEUE, number)
        await asyncio.sleep(0)
        assert happened == [], "messages wait for those that follow"
        shortcuts._hand_over(session, None, STOPPED, "end")
        begun = loop.time()
        while "end" not in happened:
            await asyncio.sleep(0)
        ended = loop.time() - begun
        shortcuts._hand_over(session, None, ENQUEUE, "alone")
        while "alone" not in happened:
            await asyncio.sleep(0.001)
        return ended

    assert asyncio.run(run()) < shortcuts._WAIT_SECONDS
    assert happened == [0, 1, 2, "end", "alone"]


def test_what_fails_keeps_nothing_back_that_follows() -> None:
    happened: list[str] = []

    def fail() -> None:
        raise ValueError("of this message alone")

    async def run() -> None:
        loop = asyncio.get_running_loop()
        loop.set_exception_handler(lambda _, context: happened.append(str(context["exception"])))
        shortcuts.deliver(deque([fail, lambda: happened.append("next")]), loop)
        await asyncio.sleep(0)

    asyncio.run(run())
    assert happened == ["of this message alone", "next"]


def test_every_shortcut_stands_in_for_a_function_that_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    for owner, name in (
        (app_session, "_populate_theme_msg"),
        (components, "make_bidi_component_presenter"),
        (components, "serialize_mixed_data"),
        (components.BidiComponentMixin, "_build_bidi_identity_kwargs"),
        (app_session.AppSession, "_on_scriptrunner_event"),
        (plotly.io, "to_json"),
    ):
        monkeypatch.setattr(owner, name, getattr(owner, name))
    shortcuts.take_shortcuts()
    assert app_session._populate_theme_msg is shortcuts.fill_theme
    monkeypatch.delattr(app_session, "_populate_theme_msg")
    with pytest.raises(AttributeError):
        shortcuts.take_shortcuts()


def test_a_kept_figure_is_written_once_and_as_plotly_writes_it() -> None:
    canvas = Canvas()
    canvas.add_trace({"type": "scatter", "x": [1, 2], "y": [3.5, None], "text": "지역 & <b>地域</b>"})
    plain = canvas.finish().to_dict()
    written = written_once(plain, validate=False)
    assert written == plotly.io.to_json(dict(plain), validate=False)
    assert written_once(plain, validate=False) is written
    assert json.loads(written_once(dict(plain), validate=False, pretty=True)) == json.loads(written)
