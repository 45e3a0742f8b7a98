"""A figure while it is drawn: Plotly checks it once at the end, much quicker than mark by mark."""

from functools import cached_property
from typing import Any

import plotly.graph_objects as go

# Many readers ask for the same view: a finished figure is kept for its exhibit, appearance and width.
KEPT_FIGURES = 128


class FinishedFigure(go.Figure):  # type: ignore[misc]  # Plotly carries no types
    """A figure that nobody changes any more, turned into plain data once for all who are sent it."""

    def to_dict(self) -> dict[str, Any]:
        """Return the plain data; shared, so not to be changed."""
        return self._plain

    @cached_property
    def _plain(self) -> dict[str, Any]:
        plain: dict[str, Any] = super().to_dict()
        return plain


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

    def add_annotation(self, **annotation: Any) -> None:
        """Add a text."""
        self._annotations.append(annotation)

    def add_shape(self, **shape: Any) -> None:
        """Add a line or area."""
        self._shapes.append(shape)

    def update_layout(self, layout: dict[str, Any] | None = None, **more: Any) -> None:
        """Set parts of the layout, each as a whole."""
        self._layout |= {**(layout or {}), **more}

    def finish(self) -> go.Figure:
        """Return the figure."""
        layout = {**self._layout, "annotations": self._annotations, "shapes": self._shapes}
        return FinishedFigure(data=self._traces, layout=layout)
