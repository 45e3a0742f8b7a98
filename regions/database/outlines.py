"""The outlines of the 64 regions on two flat panels: what every map draws.

Both panels use the same unit, but Korea is drawn at about twice Japan's scale, because on a common scale
Seoul, Gwangju, Daejeon and Sejong are too small to see and to hit. Far islands stand in an inset at the
scale of their panel.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Box = tuple[float, float, float, float]
"""Left, bottom, right, top."""


@dataclass(frozen=True, eq=False)
class Outline:
    """One region as Plotly draws it with `fill="toself"`; all numbers are in panel units.

    The arrays are read-only, since every figure shares them. They are as narrow as Plotly's typed arrays
    allow: whole units fit 16 bits, and only the `y` of a region of several rings is wider, to hold a gap.

    Attributes:
        x: Ring after ring; between two rings stands a filler.
        y: Ring after ring; between two rings stands NaN.
        label: The point inside the largest part that is farthest from any border.
        hit_radius: Radius of a mark round `label` that takes clicks: as far as the border, and beyond it
            for a small region, but never more than half the way to the next label.
    """

    x: NDArray[np.int16]
    y: NDArray[np.int16] | NDArray[np.float32]
    label: tuple[float, float]
    hit_radius: float

    def rings(self) -> list[NDArray[np.float64]]:
        """Return the rings one by one, rows of x and y; holes run against the direction of outer rings."""
        points = np.column_stack((self.x, self.y)).astype(np.float64)
        gaps = np.flatnonzero(np.isnan(points[:, 1]))
        return [part[~np.isnan(part[:, 1])] for part in np.split(points, gaps)]


@dataclass(frozen=True, eq=False)
class MapPanel:
    """The map of one country.

    Attributes:
        country: `KR` or `JP`.
        outlines: Outline by region code.
        drawing_order: Region codes from large to small, so that an enclosed region lies on top.
        frame: What the axes must show; starts at (0, 0).
        inset_frame: Hairline round the far islands, inside `frame`.
    """

    country: str
    outlines: dict[str, Outline]
    drawing_order: tuple[str, ...]
    frame: Box
    inset_frame: Box


def outline(
    x: NDArray[np.int16], y: NDArray[np.int16], label: tuple[float, float], hit_radius: float
) -> Outline:
    """Return an outline from whole units, masked where two rings meet."""
    gaps = np.ma.getmaskarray(y)
    across = np.ma.filled(x, 0)
    up = np.where(gaps, np.nan, np.ma.getdata(y)).astype(np.float32) if gaps.any() else np.ma.getdata(y)
    for array in (across, up):
        array.setflags(write=False)
    return Outline(across, up, label, hit_radius)
