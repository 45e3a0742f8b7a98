"""A figure while it is drawn, and made smaller for paper when it is finished.

Plotly checks a figure once at the end, which is much quicker than mark by mark.
"""

from functools import cached_property
from typing import Any

import plotly.graph_objects as go
import plotly.io

from charts.type import SMALL_SIZE

_LENGTHS = {"size", "xshift", "yshift", "ax", "ay", "standoff", "arrowwidth", "ticklen", "l", "r", "t", "b"}


_write = plotly.io.to_json


def written_once(figure: Any, *arguments: Any, **more: Any) -> str:
    """Stand in for `plotly.io.to_json`: a figure that is kept is written once for all who are sent it."""
    if isinstance(figure, PlainFigure) and not arguments and more == {"validate": False}:
        return figure.json
    text: str = _write(figure, *arguments, **more)
    return text


class PlainFigure(dict[str, Any]):
    """The plain data of a figure that nobody changes any more."""

    @cached_property
    def json(self) -> str:
        """Return it as the browser is sent it."""
        text: str = _write(dict(self), validate=False)
        return text


class FinishedFigure(go.Figure):  # type: ignore[misc]  # Plotly carries no types
    """A figure that nobody changes any more, turned into plain data once for all who are sent it."""

    def to_dict(self) -> PlainFigure:
        """Return the plain data; shared, so not to be changed."""
        return self._plain

    @cached_property
    def _plain(self) -> PlainFigure:
        return PlainFigure(super().to_dict())


class Canvas:
    """Collects traces, notes, shapes and layout under the names that `go.Figure` has for them."""

    def __init__(self) -> None:
        """Begin with an empty figure."""
        self._traces: list[Any] = []
        self._annotations: list[dict[str, Any]] = []
        self._shapes: list[dict[str, Any]] = []
        self._layout: dict[str, Any] = {}

    def add_trace(self, trace: Any) -> None:
        """Add a trace, drawn above those before it."""
        self._traces.append(trace)

    def write(
        self,
        text: str,
        x: Any,
        y: Any,
        colour: str = "",
        *,
        size: float = SMALL_SIZE,
        on_paper: bool = False,
        anchor: str = "",
        **more: Any,
    ) -> None:
        """Write a text.

        Args:
            text: With the little HTML that Plotly knows.
            x: Where it stands, on the axis or (`on_paper`) as a share of the plotting area.
            y: Likewise.
            colour: Of the letters; that of the figure if empty.
            size: Of the letters in pixels.
            on_paper: Whether `x` and `y` are shares of the plotting area.
            anchor: Which point of the text stands there, such as `left bottom`; open what is not said.
            more: Further properties as Plotly calls them.
        """
        font = {"size": size, "color": colour} if colour else {"size": size}
        place = {"x": x, "y": y, **({"xref": "paper", "yref": "paper"} if on_paper else {})}
        anchors = {
            "xanchor" if word in ("left", "center", "right") else "yanchor": word for word in anchor.split()
        }
        self._annotations.append({"text": text, "showarrow": False, "font": font, **place, **anchors, **more})

    def add_shape(self, kind: str, across: tuple[Any, Any], up: tuple[Any, Any], **look: Any) -> None:
        """Add a `line`, `rect` or `circle` between two places on either axis."""
        ends = {"x0": across[0], "x1": across[1], "y0": up[0], "y1": up[1]}
        self._shapes.append({"type": kind, **ends, **look})

    @property
    def layout(self) -> dict[str, Any]:
        """Return the layout set so far."""
        return self._layout

    def update_layout(self, layout: dict[str, Any] | None = None, **more: Any) -> None:
        """Set parts of the layout, each as a whole."""
        self._layout |= {**(layout or {}), **more}

    def finish(self) -> go.Figure:
        """Return the figure."""
        layout = {**self._layout, "annotations": self._annotations, "shapes": self._shapes}
        return FinishedFigure(data=self._traces, layout=layout)


def scaled(figure: go.Figure, width: int, height: int, factor: float) -> go.Figure:
    """Return a copy of a figure in a fixed size, everything measured in pixels multiplied by a factor.

    Args:
        figure: The figure.
        width: Width of the copy in pixels.
        height: Height of the copy in pixels.
        factor: How much smaller letters, margins and marks are drawn.
    """
    content = figure.to_dict()
    layout: dict[str, Any] = _shrunk(content["layout"], factor)
    traces = [_shrunk(trace, factor) for trace in content["data"]]
    return go.Figure({"data": traces, "layout": {**layout, "width": width, "height": height}})


def _shrunk(part: Any, factor: float) -> Any:
    if isinstance(part, dict):
        return {
            name: value * factor
            if name in _LENGTHS and isinstance(value, int | float)
            else _shrunk(value, factor)
            for name, value in part.items()
        }
    if isinstance(part, list | tuple):
        return [_shrunk(one, factor) for one in part]
    return part
