"""Labels beside marks: each where it covers neither a mark nor another label, or not at all."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from charts.canvas import Canvas
from charts.type import TEXT_SIZE, text_width

_LINE = 1.3  # height of a line of letters
_BOLD = 1.08
_AIR = 2.0
# How far from its mark a name may stand, the nearest first, and up to where it needs no line to it.
_AWAY = (0.0, *(float(far) for far in range(6, 240, 12)))
_NEAR = 8.0
Edges = NDArray[np.float64]


@dataclass(frozen=True)
class Rectangle:
    """An area in pixels, `y` upwards."""

    left: float
    bottom: float
    right: float
    top: float

    def meets(self, other: "Rectangle") -> bool:
        """Say whether two areas have a part in common."""
        beside = self.right <= other.left or other.right <= self.left
        return not (beside or self.top <= other.bottom or other.top <= self.bottom)

    def lies_in(self, other: "Rectangle") -> bool:
        """Say whether this area is wholly within another."""
        return (
            other.left <= self.left
            and self.right <= other.right
            and other.bottom <= self.bottom
            and self.top <= other.top
        )


@dataclass(frozen=True)
class Mark:
    """A mark in pixels, `y` upwards: its middle and how far it reaches."""

    x: float
    y: float
    reach: float

    @property
    def area(self) -> Rectangle:
        """Return the square round the mark."""
        return Rectangle(self.x - self.reach, self.y - self.reach, self.x + self.reach, self.y + self.reach)


@dataclass(frozen=True)
class Spot:
    """Where the middle of a label stands, in pixels right of and above its mark."""

    right: float
    above: float


@dataclass(frozen=True)
class Name:
    """A name, where its mark stands on the axes (the logarithm on a logarithmic one), and its colour."""

    text: str
    x: float
    y: float
    colour: str


@dataclass(frozen=True)
class Window:
    """A plotting area at one size.

    Attributes:
        named: The marks to be named.
        marks: All marks, which no label may cover.
        frame: What labels must stay within.
    """

    named: Sequence[Mark]
    marks: Sequence[Mark]
    frame: Rectangle


def label_spots(
    wanted: Sequence[tuple[str, Mark]], marks: Iterable[Mark], size: float, frame: Rectangle
) -> list[Spot | None]:
    """Return where labels stand, the first ones first; None where there is no place free.

    Above, below and beside the mark are tried in this order, then the corners.

    Args:
        wanted: Each label with its mark.
        marks: All marks, which no label may cover.
        size: Of the letters in pixels.
        frame: What labels must stay within.
    """
    window = Window([mark for _, mark in wanted], list(marks), frame)
    return spots_in_all([text for text, _ in wanted], [window], size)


def spots_in_all(
    texts: Sequence[str], windows: Sequence[Window], size: float, away: Sequence[float] = (0.0,)
) -> list[Spot | None]:
    """Return where labels stand free in windows of every size, the first ones first; None where nowhere.

    Args:
        texts: The labels.
        windows: In each the marks are as large and stand elsewhere.
        size: Of the letters in pixels.
        away: How far from its mark a label may stand, the nearest first.
    """
    taken = [_edges([mark.area for mark in window.marks]) for window in windows]
    found: list[Spot | None] = []
    for number, text in enumerate(texts):
        width, height = text_width(text, size) * _BOLD + 2 * _AIR, size * _LINE
        marks = [window.named[number] for window in windows]
        spots = (spot for far in away for spot in _around(marks[0].reach + far, width, height))
        spot = next(
            (
                spot
                for spot in spots
                if all(
                    _is_free(_area(mark, spot, width, height), held, window.frame)
                    for mark, held, window in zip(marks, taken, windows, strict=True)
                )
            ),
            None,
        )
        found.append(spot)
        if spot is not None:
            areas = [_edges([_area(mark, spot, width, height)]) for mark in marks]
            taken = [np.vstack(pair) for pair in zip(taken, areas, strict=True)]
    return found


def write_names(figure: Canvas, names: Sequence[Name], windows: Sequence[Window], **look: Any) -> None:
    """Write names where they cover no mark and no other name, further off with a line to their own.

    Args:
        figure: Takes the names.
        names: In the order of `Window.named`.
        windows: The plotting area at the sizes it may have.
        look: What else holds of all names, such as other axes.
    """
    spots = spots_in_all([name.text for name in names], windows, TEXT_SIZE, _AWAY)
    for name, mark, found in zip(names, windows[0].named, spots, strict=True):
        spot = found or Spot(0, mark.reach + TEXT_SIZE)
        right, above, reach = (round(length, 1) for length in (spot.right, spot.above, mark.reach))
        place: dict[str, Any] = {"xshift": right, "yshift": above}
        if not _touches(spot, mark, name.text):
            line = {"arrowhead": 0, "arrowwidth": 1, "arrowcolor": name.colour, "standoff": reach}
            place = {"showarrow": True, "ax": right, "ay": -above, **line}
        figure.write(
            f"<b>{name.text}</b>",
            name.x,
            name.y,
            name.colour,
            size=TEXT_SIZE,
            anchor="center middle",
            **place,
            **look,
        )


def _touches(spot: Spot, mark: Mark, text: str) -> bool:
    """Say whether a name stands so near its mark that it needs no line to it."""
    across = max(0.0, abs(spot.right) - text_width(text, TEXT_SIZE) / 2)
    upward = max(0.0, abs(spot.above) - TEXT_SIZE / 2)
    return bool(np.hypot(across, upward) < mark.reach + _NEAR)


def _around(reach: float, width: float, height: float) -> list[Spot]:
    up = reach + height / 2 + 0.5
    aside = reach + width / 2 + 0.5
    straight = [Spot(0, up), Spot(0, -up), Spot(aside, 0), Spot(-aside, 0)]
    corners = [Spot(across * 0.75 * aside, high * up) for high in (1, -1) for across in (1, -1)]
    return [*straight, *corners]


def _area(mark: Mark, spot: Spot, width: float, height: float) -> Rectangle:
    x, y = mark.x + spot.right, mark.y + spot.above
    return Rectangle(x - width / 2, y - height / 2, x + width / 2, y + height / 2)


def _edges(areas: Sequence[Rectangle]) -> Edges:
    """Return areas as rows, to be compared with one at once."""
    rows = [(area.left, area.bottom, area.right, area.top) for area in areas]
    return np.array(rows, dtype=float).reshape(-1, 4)


def _is_free(area: Rectangle, taken: Edges, frame: Rectangle) -> bool:
    left, bottom, right, top = taken.T
    beside = (right <= area.left) | (area.right <= left) | (top <= area.bottom) | (area.top <= bottom)
    return area.lies_in(frame) and bool(beside.all())
