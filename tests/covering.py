"""Combinations of parameters: every two values meet, not every value with all others at once."""

from itertools import combinations, product
from typing import Any


def every_pair(*axes: list[Any] | tuple[Any, ...]) -> list[tuple[Any, ...]]:
    """Return few rows, one value of each axis a row, in which any two values of two axes stand together.

    What goes wrong with a page in a language, or with a language in the dark, needs these two and no third;
    the product of all axes would say it many times.
    """
    rows, missing = [], {pair for row in product(*axes) for pair in _pairs(row)}
    while missing:
        best = max(product(*axes), key=lambda row: len(missing & _pairs(row)))
        missing -= _pairs(best)
        rows.append(best)
    return rows


def _pairs(row: tuple[Any, ...]) -> set[tuple[Any, ...]]:
    places = combinations(enumerate(map(repr, row)), 2)
    return set(places)
