"""Which texts of a chart cover a mark or another text, or leave the picture: measured, without a browser.

`python -m scripts.chart_overlaps [name …]` draws the charts of `CHARTS` at all their widths and lists them.
"""

import math
import re
import sys
from base64 import b64decode
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import plotly.graph_objects as go

from charts.labels import Rectangle
from charts.type import text_width
from regions.database.build import Build, current_build
from scripts.drawn_charts import CHARTS, Charts, drawn

_LINE = 1.3  # as Plotly sets lines
_TOUCH = 2.5  # pixels that boxes may share: they are a little larger than the letters in them
_WATERMARK = 40  # letters of this size stand behind everything
_SEEN = 0.05  # marks fainter than this are there for the pointer alone
_FAINT = 0.5  # marks fainter than this may lie under a plate with a text


@dataclass(frozen=True)
class Text:
    """A text of a chart and the area it takes, in pixels from the lower left corner of the picture."""

    words: str
    area: Rectangle
    is_watermark: bool = False
    has_plate: bool = False


@dataclass(frozen=True)
class _Mark:
    area: Rectangle
    is_faint: bool


@dataclass(frozen=True)
class _Plane:
    """The axes of a subplot in pixels of the picture."""

    left: float
    bottom: float
    width: float
    height: float
    x_axis: Mapping[str, Any]
    y_axis: Mapping[str, Any]

    def x(self, value: Any) -> float:
        return self.left + self.width * _share(value, self.x_axis)

    def y(self, value: Any) -> float:
        return self.bottom + self.height * _share(value, self.y_axis)


def _share(value: Any, axis: Mapping[str, Any]) -> float:
    if isinstance(value, str) or "range" not in axis:
        return math.nan
    low, high = axis["range"]
    if axis.get("type") == "log":
        value = math.log10(value) if value > 0 else math.nan
    return float((value - low) / (high - low))


def texts_of(figure: go.Figure, width: float) -> list[Text]:
    """Return the annotations and labels of a figure drawn so many pixels wide."""
    plain = figure.to_dict()
    return [*_annotations(plain, width), *_labels(plain, width)]


def overlaps(figure: go.Figure, width: float) -> list[str]:
    """Return what cannot be read in a figure drawn so many pixels wide."""
    texts = texts_of(figure, width)
    plain = figure.to_dict()
    marks = list(_marks(plain, width))
    whole = Rectangle(0, 0, width, float(plain["layout"]["height"]))
    found = []
    for number, one in enumerate(texts):
        inner = _shrunk(one.area)
        found += [
            f"'{one.words}' covers '{other.words}'"
            for other in texts[number + 1 :]
            if inner.meets(_shrunk(other.area)) and not (one.is_watermark or other.is_watermark)
        ]
        if not one.is_watermark:
            seen = (mark.area for mark in marks if not (mark.is_faint and one.has_plate))
            found += [f"'{one.words}' covers a mark" for area in seen if inner.meets(area)][:1]
        if not inner.lies_in(whole):
            found.append(f"'{one.words}' leaves the picture")
    return found


def _shrunk(area: Rectangle) -> Rectangle:
    return Rectangle(area.left + _TOUCH, area.bottom + _TOUCH, area.right - _TOUCH, area.top - _TOUCH)


def _plane(layout: Mapping[str, Any], x_name: str, y_name: str, width: float) -> _Plane:
    margin, height = layout["margin"], float(layout["height"])
    across, up = width - margin["l"] - margin["r"], height - margin["t"] - margin["b"]
    x_axis, y_axis = (layout.get(f"{name[0]}axis{name[1:]}", {}) for name in (x_name, y_name))
    x_domain, y_domain = x_axis.get("domain", (0, 1)), y_axis.get("domain", (0, 1))
    box = [
        margin["l"] + across * x_domain[0],
        margin["b"] + up * y_domain[0],
        across * (x_domain[1] - x_domain[0]),
        up * (y_domain[1] - y_domain[0]),
    ]
    if y_axis.get("scaleanchor") and "range" in x_axis and "range" in y_axis:
        spans = [abs(axis["range"][1] - axis["range"][0]) for axis in (x_axis, y_axis)]
        scale = min(box[2] / spans[0], box[3] / spans[1])
        kept = [scale * span for span in spans]
        box = [box[0] + (box[2] - kept[0]) / 2, box[1] + (box[3] - kept[1]) / 2, *kept]
    return _Plane(box[0], box[1], box[2], box[3], x_axis, y_axis)


def _annotations(plain: Mapping[str, Any], width: float) -> Iterator[Text]:
    layout = plain["layout"]
    margin, height = layout["margin"], float(layout["height"])
    paper = (width - margin["l"] - margin["r"], height - margin["t"] - margin["b"])
    for note in layout.get("annotations", ()):
        on_paper = (note.get("xref") == "paper", note.get("yref") == "paper")
        names = ["x" if on_paper[0] else note.get("xref", "x"), "y" if on_paper[1] else note.get("yref", "y")]
        plane = _plane(layout, names[0].replace(" domain", ""), names[1].replace(" domain", ""), width)
        x = margin["l"] + paper[0] * note["x"] if on_paper[0] else plane.x(_noted(note["x"], plane.x_axis))
        y = margin["b"] + paper[1] * note["y"] if on_paper[1] else plane.y(_noted(note["y"], plane.y_axis))
        if math.isnan(x) or math.isnan(y) or not note.get("text") or note.get("textangle"):
            continue
        size = note.get("font", {}).get("size", layout["font"]["size"])
        wide, high = _extent(note["text"], size)
        pad = 2 * note.get("borderpad", 1)
        wide, high = wide + pad, high + pad
        across = note.get("xanchor") or _auto(note["x"], _ACROSS, on_paper=on_paper[0])
        upward = note.get("yanchor") or _auto(note["y"], _UPWARD, on_paper=on_paper[1])
        if note.get("showarrow"):
            x, y = x + note["ax"], y - note["ay"]
        left = x + note.get("xshift", 0) - wide * {"left": 0, "center": 0.5, "right": 1}[across]
        bottom = y + note.get("yshift", 0) - high * {"bottom": 0, "middle": 0.5, "top": 1}[upward]
        yield Text(
            note["text"],
            Rectangle(left, bottom, left + wide, bottom + high),
            size >= _WATERMARK,
            bool(note.get("bgcolor")),
        )


def _noted(value: Any, axis: Mapping[str, Any]) -> Any:
    """Return where a note stands as a mark would say it: notes on a logarithmic axis hold the logarithm."""
    return 10**value if axis.get("type") == "log" else value


_ACROSS, _UPWARD = ("left", "center", "right"), ("bottom", "middle", "top")


def _auto(place: Any, words: Sequence[str], *, on_paper: bool) -> str:
    """Return Plotly's own choice where no anchor is given."""
    if not on_paper:
        return words[1]
    return words[0] if place < 1 / 3 else words[2] if place > 2 / 3 else words[1]


def _extent(text: str, size: float) -> tuple[float, float]:
    lines = text.split("<br>")
    bold = 1.06 if "<b>" in text else 1.0
    plain = [re.sub(r"<[^>]+>", "", line) for line in lines]
    return max(text_width(line, size) for line in plain) * bold, len(lines) * size * _LINE


def _points(plain: Mapping[str, Any], width: float, mode: str) -> Iterator[tuple[Any, int, float, float]]:
    for trace in plain["data"]:
        if trace.get("type", "scatter") != "scatter" or mode not in (trace.get("mode") or ""):
            continue
        plane = _plane(plain["layout"], trace.get("xaxis", "x"), trace.get("yaxis", "y"), width)
        trace = {name: _unpacked(part) for name, part in trace.items()}
        for place, (x, y) in enumerate(zip(trace["x"], trace["y"], strict=True)):
            if x is None or y is None:
                continue
            spot = plane.x(x), plane.y(y)
            if not any(math.isnan(part) for part in spot):
                yield trace, place, *spot


def _unpacked(values: Any) -> Any:
    """Return values one by one; Plotly writes arrays as the bytes they are made of."""
    if isinstance(values, dict) and "bdata" in values:
        packed = np.frombuffer(b64decode(values["bdata"]), dtype=values["dtype"])
        return [None if value != value else value for value in packed.tolist()]
    return values


def _one(value: Any, place: int, otherwise: Any) -> Any:
    if value is None:
        return otherwise
    value = _unpacked(value)
    return value[place] if isinstance(value, list | tuple) else value


def _labels(plain: Mapping[str, Any], width: float) -> Iterator[Text]:
    for trace, place, x, y in _points(plain, width, "text"):
        words = _one(trace.get("text"), place, "")
        if not words:
            continue
        font = trace.get("textfont", {})
        wide, high = _extent(str(words), _one(font.get("size"), place, 12))
        position = _one(trace.get("textposition"), place, "middle center")
        upward, across = position.split()
        mark = trace.get("marker", {}) if "markers" in trace["mode"] else {}
        away = _one(mark.get("size"), place, 6) / 2 if mark else 0
        left = x - wide / 2 + {"left": -1, "center": 0, "right": 1}[across] * (wide / 2 + away)
        # Blanks before a text keep it away from its own mark.
        blank = text_width(str(words)[: len(str(words)) - len(str(words).lstrip())], 12)
        bottom = y - high / 2 + {"bottom": -1, "middle": 0, "top": 1}[upward] * (high / 2 + away)
        area = Rectangle(left + blank, bottom, left + wide, bottom + high)
        yield Text(str(words), area, _one(font.get("size"), place, 12) >= _WATERMARK)


def _marks(plain: Mapping[str, Any], width: float) -> Iterator[_Mark]:
    for trace, place, x, y in _points(plain, width, "markers"):
        mark = trace.get("marker", {})
        opacity = _one(mark.get("opacity"), place, 1.0) * trace.get("opacity", 1.0)
        if opacity <= _SEEN:
            continue
        if str(_one(mark.get("color"), place, "")).startswith("rgba(0,0,0,0"):
            continue
        reach = _one(mark.get("size"), place, 6) / 2 * 0.8
        yield _Mark(Rectangle(x - reach, y - reach, x + reach, y + reach), opacity <= _FAINT)


def faults(build: Build, charts: Charts, subject: str) -> Iterator[str]:
    """Go through what cannot be read in the charts of a page about one subject."""
    for one in drawn(build, charts, subject):
        for fault in overlaps(one.figure, one.width):
            yield f"{one.title}: {fault}"


def main(names: Sequence[str]) -> None:
    """Draw everything and list what cannot be read."""
    build = current_build()
    count = 0
    for name in names or CHARTS:
        for subject in CHARTS[name].subjects(build):
            for fault in faults(build, CHARTS[name], subject):
                count += 1
                print(fault)
    print(f"{count} faults")


if __name__ == "__main__":
    main(sys.argv[1:])
