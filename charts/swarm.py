"""Dots side by side without overlap: how far each must step aside from the line."""

from collections.abc import Sequence


def swarm_offsets(places: Sequence[float], diameter: float) -> list[float]:
    """Return for each place on a line the smallest step aside that keeps dots apart.

    Args:
        places: Positions along the line, in pixels, in any order.
        diameter: Distance that two dots must keep, in pixels.

    Returns:
        Steps in pixels, alternating to both sides, in the order of `places`.
    """
    offsets = [0.0] * len(places)
    placed: list[tuple[float, float]] = []
    for index in sorted(range(len(places)), key=places.__getitem__):
        near = [(x, y) for x, y in placed if places[index] - x < diameter]
        step = next(
            step
            for step in _steps(diameter)
            if all((places[index] - x) ** 2 + (step - y) ** 2 >= diameter**2 * 0.98 for x, y in near)
        )
        offsets[index] = step
        placed.append((places[index], step))
    return offsets


def _steps(diameter: float) -> list[float]:
    """Return steps aside, the nearest first; there are enough of them for any number of regions."""
    fine = diameter / 4
    return [0.0, *(side * fine * count for count in range(1, 600) for side in (1, -1))]
