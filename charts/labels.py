"""Labels beside marks: each where it covers neither a mark nor another label, or not at all."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from charts.type import text_width

_LINE = 1.3  # height of a line of letters
_BOLD = 1.08
_AIR = 2.0


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
    taken = [mark.area for mark in marks]
    found: list[Spot | None] = []
    for text, mark in wanted:
        width, height = text_width(text, size) * _BOLD + 2 * _AIR, size * _LINE
        spot = next(
            (
                spot
                for spot in _around(mark, width, height)
                if _is_free(mark, spot, width, height, taken, frame)
            ),
            None,
        )
        found.append(spot)
        if spot is not None:
            taken.append(_area(mark, spot, width, height))
    return found


def _around(mark: Mark, width: float, height: float) -> list[Spot]:
    up = mark.reach + height / 2 + 0.5
    aside = mark.reach + width / 2 + 0.5
    straight = [Spot(0, up), Spot(0, -up), Spot(aside, 0), Spot(-aside, 0)]
    corners = [Spot(across * 0.75 * aside, high * up) for high in (1, -1) for across in (1, -1)]
    return [*straight, *corners]


def _area(mark: Mark, spot: Spot, width: float, height: float) -> Rectangle:
    x, y = mark.x + spot.right, mark.y + spot.above
    return Rectangle(x - width / 2, y - height / 2, x + width / 2, y + height / 2)


def _is_free(
    mark: Mark, spot: Spot, width: float, height: float, taken: Sequence[Rectangle], frame: Rectangle
) -> bool:
    area = _area(mark, spot, width, height)
    return area.lies_in(frame) and not any(area.meets(other) for other in taken)
