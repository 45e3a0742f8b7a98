"""The fields of choice on a page, and what a browser sends when something is chosen in one."""

import json
from typing import Any

from streamlit.components.v2.bidi_component.main import _make_trigger_id
from streamlit.testing.v1 import AppTest


class Picker:
    """One field of choice of a page that has been run.

    Attributes:
        label: What stands above it.
        options: What it offers, as the browser is told: codes where the browser has the labels, else labels.
        texts: By which each option is chosen.
        value: The texts of what is chosen.
        shown: The labels of what is chosen.
    """

    def __init__(self, app: AppTest, proto: Any) -> None:
        """Take the field of a page."""
        self._app, self._id = app, proto.id
        data = json.loads(proto.json)
        self._turn: int = data["turn"]
        self.label: str = data["label"]
        offered = data["options"].split() if data["source"] else data["options"]
        self.texts: list[str] = [one if data["source"] else one[0] for one in offered]
        self.options: list[str] = [one if data["source"] else one[1] for one in offered]
        self.value: list[str] = [text for text, _ in data["value"]]
        self.shown: list[str] = [label for _, label in data["value"]]

    def choose(self, *texts: Any) -> AppTest:
        """Choose what stands under some texts, in place of what was chosen; return the page after it."""
        return self.send({"turn": self._turn + 1, "chosen": [str(one) for one in texts]})

    def send(self, sent: object) -> AppTest:
        """Send what a browser, or a program in its place, may send."""
        states = self._app._tree.get_widget_states()
        states.widgets.add(
            id=_make_trigger_id(self._id, "events"),
            json_trigger_value=json.dumps([{"event": "act", "value": sent}]),
        )
        return self._app._run(states)


def pickers(app: AppTest) -> list[Picker]:
    """Return all fields of choice on a page."""
    found = [one.proto for one in app.get("bidi_component")]
    return [Picker(app, proto) for proto in found if proto.component_name == "picker"]


def picker(app: AppTest, key: str) -> Picker:
    """Return the field of choice with a key."""
    found = (one for one in app.get("bidi_component") if str(one.key) == f"pick-{key}")
    return Picker(app, next(found).proto)
