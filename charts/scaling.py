"""A figure drawn smaller as a whole, letters and margins included, for paper."""

from typing import Any

import plotly.graph_objects as go

_LENGTHS = {"size", "xshift", "yshift", "ticklen", "l", "r", "t", "b"}


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
