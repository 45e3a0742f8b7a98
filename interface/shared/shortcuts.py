"""Shortcuts through Streamlit: what it does anew in every run, though nothing has changed it.

Each stands in for one function of Streamlit, or of Plotly where it calls that, and does the same for this
dashboard, which `tests/interface/test_shortcuts.py` holds against the original. Pages need none of them, but
take more of the processor without (benchmarks/README.md).
"""

import asyncio
import json
from collections import deque
from collections.abc import Callable, Mapping
from functools import cache, partial
from typing import Any

import plotly.io
from streamlit.components.v2.bidi_component import main as components
from streamlit.proto.BidiComponent_pb2 import BidiComponent
from streamlit.proto.NewSession_pb2 import CustomThemeConfig
from streamlit.runtime import app_session
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.scriptrunner import ScriptRunner
from streamlit.runtime.scriptrunner.script_runner import ScriptRunnerEvent

from charts.canvas import written_once

# How long messages wait for those that follow: most runs are done by then, and nobody sees it.
_WAIT_SECONDS = 0.02

_populate_theme = app_session._populate_theme_msg


def take_shortcuts() -> None:
    """Put the shortcuts in the place of Streamlit's functions, for this process.

    Raises:
        AttributeError: If Streamlit has no such function any more.
    """
    for owner, name, shortcut in (
        (app_session, "_populate_theme_msg", fill_theme),
        (components, "make_bidi_component_presenter", presenter),
        (components, "serialize_mixed_data", fill_data),
        (components.BidiComponentMixin, "_build_bidi_identity_kwargs", identity),
        (AppSession, "_on_scriptrunner_event", _hand_over),
        # `st.plotly_chart` has every figure written as JSON by this one.
        (plotly.io, "to_json", written_once),
    ):
        getattr(owner, name)
        setattr(owner, name, shortcut)


@cache
def _theme(section: str) -> CustomThemeConfig:
    message = CustomThemeConfig()
    _populate_theme(message, section)
    return message


def fill_theme(message: CustomThemeConfig, section: str = "theme") -> None:
    """Fill in a part of the theme, whose settings are read when the server starts and never again."""
    theme = _theme(section)
    if theme.ByteSize():
        message.MergeFrom(theme)


class _State(dict[str, Any]):
    """What a component has told, by name or attribute."""

    __getattr__ = dict.get


def presenter(aggregator_id: str, *_: object) -> Callable[[object, Any], object]:
    """Return what shows the state of a component; Streamlit makes a class each time one is looked at.

    State is shown to be read: what a page writes into it is not kept.
    """

    def present(base: object, session_state: Any) -> object:
        held = session_state._new_widget_state
        known = held.widget_metadata.get(aggregator_id)
        if not isinstance(base, dict) or known is None or known.value_type != "json_trigger_value":
            return base
        try:
            events = held[aggregator_id]
        except KeyError:
            events = None
        listed = [
            one for one in (events if isinstance(events, list) else [events]) if isinstance(one, Mapping)
        ]
        return _State(
            {one["event"]: one.get("value") for one in listed if isinstance(one.get("event"), str)} | base
        )

    return present


def fill_data(data: object, message: BidiComponent) -> None:
    """Give a component its data. Streamlit looks for tables in them first; ours are given none."""
    message.json = json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def identity(_: object, *, component_name: str, **__: object) -> dict[str, object]:
    """Return what tells a component apart beside its key, which all of ours have: not a hash of its data."""
    return {"component_name": component_name}


def _hand_over(
    session: AppSession, sender: ScriptRunner | None, event: ScriptRunnerEvent, *rest: Any, **more: Any
) -> None:
    """Hand what a run has to say to the thread that sends it: messages by the handful, all else at once.

    One by one, each would wake that thread, which then waits for the interpreter that the run needs itself.
    """
    waiting: deque[Callable[[], None]] = session.__dict__.setdefault("waiting_events", deque())
    waiting.append(partial(session._handle_scriptrunner_event_on_event_loop, sender, event, *rest, **more))
    loop: asyncio.AbstractEventLoop = session._event_loop

    def later() -> None:
        loop.call_later(_WAIT_SECONDS, deliver, waiting, loop)

    if event is not ScriptRunnerEvent.ENQUEUE_FORWARD_MSG:
        session._call_soon_on_event_loop(partial(deliver, waiting, loop))
    elif len(waiting) == 1:
        session._call_soon_on_event_loop(later)


def deliver(waiting: deque[Callable[[], None]], loop: asyncio.AbstractEventLoop) -> None:
    """Let what waits happen, in its order; the thread of the loop alone may do this."""
    while waiting:
        loop.call_soon(waiting.popleft())
