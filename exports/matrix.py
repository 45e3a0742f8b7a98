"""A matrix without a program to draw it: names, headings over columns, cells filled by class, a legend."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Paint:
    """A fill; hatched ones are told apart without colour."""

    colour: str
    hatched: bool = False


@dataclass(frozen=True)
class Square:
    """One cell: what is written in it, and its fill, if it has one."""

    text: str = ""
    paint: Paint | None = None


@dataclass(frozen=True)
class Heading:
    """A heading over one or more columns."""

    text: str
    span: int = 1


@dataclass(frozen=True)
class Matrix:
    """Rows and columns of squares.

    Attributes:
        names: Names of the rows.
        heads: One or more rows of headings, each over all columns.
        squares: One tuple a row.
        legend: Classes with their words; words alone where one class has no fill.
        columns: Names of the columns, where no heading names each.
        reading: A line above it, on how to read it; may be empty.
        told: What was left out for room.
        upright: Whether headings are written from bottom to top.
        gaps: Numbers of the columns that only keep their neighbours apart.
    """

    names: tuple[str, ...]
    heads: tuple[tuple[Heading, ...], ...]
    squares: tuple[tuple[Square, ...], ...]
    legend: tuple[tuple[Paint | None, str], ...]
    columns: tuple[str, ...] = ()
    reading: str = ""
    told: tuple[str, ...] = ()
    upright: bool = False
    gaps: frozenset[int] = frozenset()

    @property
    def has_words(self) -> bool:
        """Say whether anything is written in the squares."""
        return any(square.text for row in self.squares for square in row)
