"""A visitor without a browser: speaks Streamlit's protocol, protobuf over a websocket."""

import asyncio
import json
import time
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import cycle
from urllib.parse import urlsplit

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection

PATIENCE = 60.0
# Widgets that take a text, or several.
_TEXTS = ("text_input",)
_LISTS = ("button_group",)
# Fields of choice send an act under a name of its own (interface/shared/picker.py).
_PICKER = "bidi_component"
_ACTS = "$$STREAMLIT_INTERNAL_KEY_{id}__events"


class VisitFailed(Exception):
    """The page could not be drawn to its end."""


@dataclass(frozen=True)
class Run:
    """One run of a page.

    Attributes:
        seconds: From the request to the end of the run.
        first_seconds: From the request to the first element.
        texts: Headings and paragraphs drawn.
    """

    seconds: float
    first_seconds: float
    texts: tuple[str, ...]


class Visitor:
    """One open session."""

    def __init__(self, url: str) -> None:
        """Take the address of the server, e.g. `http://127.0.0.1:8501`."""
        self._url = url
        self._socket: ClientConnection | None = None
        self._widgets: list[tuple[str, str]] = []

    async def open(self, address: str, headers: dict[str, str] | None = None) -> Run:
        """Connect and draw a page, `address` being path and query."""
        stream = f"{self._url.replace('http', 'ws', 1)}/_stcore/stream"
        self._socket = await websockets.connect(
            stream,
            subprotocols=[websockets.Subprotocol("streamlit")],
            additional_headers=headers,
            max_size=None,
            open_timeout=PATIENCE,
            # A real browser answers pings in a thread of its own; this tool shares one with all its visitors.
            ping_interval=None,
        )
        return await self.go(address)

    async def go(self, address: str, values: Sequence[str] = ()) -> Run:
        """Ask for another view in the open session, as a click or a link does.

        Args:
            address: Path and query.
            values: Given to the widgets of the last run that take text, one after the other.
        """
        if self._socket is None:
            raise VisitFailed("not connected")
        parts = urlsplit(address)
        message = BackMsg()
        message.rerun_script.query_string = parts.query
        message.rerun_script.page_name = parts.path.strip("/")
        message.rerun_script.context_info.url = self._url + address
        message.rerun_script.context_info.locale = "en-GB"
        message.rerun_script.context_info.timezone = "Asia/Seoul"
        for (kind, widget), value in zip(self._widgets, cycle(values), strict=False):
            own = _ACTS.format(id=widget) if kind == _PICKER else widget
            state = message.rerun_script.widget_states.widgets.add(id=own)
            if kind == _PICKER:
                act = {"turn": 1, "chosen": [value]}
                state.json_trigger_value = json.dumps([{"event": "act", "value": act}])
            elif kind in _LISTS:
                state.string_array_value.data.append(value)
            else:
                state.string_value = value
        self._widgets = []
        begun = time.perf_counter()
        await self._socket.send(message.SerializeToString())
        return await asyncio.wait_for(self._read_to_the_end(begun), PATIENCE)

    async def close(self) -> None:
        """Leave."""
        if self._socket is not None:
            await self._socket.close()

    async def _read_to_the_end(self, begun: float) -> Run:
        first, texts = 0.0, []
        while True:
            if self._socket is None:
                raise VisitFailed("not connected")
            answer = ForwardMsg()
            answer.ParseFromString(bytes(await self._socket.recv(decode=False)))
            kind = answer.WhichOneof("type")
            if kind == "delta" and answer.delta.HasField("new_element"):
                first = first or time.perf_counter() - begun
                element = answer.delta.new_element
                kind_of_element = element.WhichOneof("type") or ""
                if kind_of_element in (*_TEXTS, *_LISTS, _PICKER):
                    self._widgets.append((kind_of_element, getattr(element, kind_of_element).id))
                if element.WhichOneof("type") == "exception":
                    raise VisitFailed(element.exception.message)
                if element.WhichOneof("type") == "markdown":
                    texts.append(element.markdown.body)
            elif kind == "script_finished":
                if answer.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY:
                    return Run(time.perf_counter() - begun, first, tuple(texts))
                if answer.script_finished == ForwardMsg.FINISHED_WITH_COMPILE_ERROR:
                    raise VisitFailed("the page does not compile")
