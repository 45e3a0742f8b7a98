"""A chart without a program to draw it: what slide and workbook are drawn from."""

from dataclasses import dataclass

from regions.shapes.exhibit import ChartKind

MOST_SERIES = 8
MOST_BARS = 20
MOST_DUMBBELLS = 16
GAP = "⋯"


@dataclass(frozen=True)
class Series:
    """One line, one set of bars, one cloud of points.

    Attributes:
        key: Region code or another stable code.
        name: In the reader's language.
        country: `KR` or `JP`.
        values: One figure a category; None is a gap.
        colour: `#RRGGBB`.
        dashed: Drawn dashed: a nation beside its regions.
        projected: Numbers of the categories whose figure is a projection.
        x: For points, the other figure.
        labels: For points, the name of each; for a dumbbell, the name and what changed.
        mirrored: Drawn to the left of zero, its figures positive all the same.
    """

    key: str
    name: str
    country: str
    values: tuple[float | None, ...]
    colour: str
    dashed: bool = False
    projected: frozenset[int] = frozenset()
    x: tuple[float, ...] = ()
    labels: tuple[str, ...] = ()
    mirrored: bool = False


@dataclass(frozen=True)
class Drawing:
    """A chart without a program to draw it.

    Attributes:
        kind: As the exhibit says.
        categories: Years, regions or age groups; empty for points; for dumbbells the two years. `GAP` stands
            where rows are left out.
        series: What is drawn, at most `MOST_SERIES` lines; a dumbbell is a series, its `values` are its row.
        left_out: Names of what there was no room for; the figures are in the exhibit all the same.
        decimals: Of the figures.
        logarithmic: The axes drawn on a logarithmic scale, `x` or `y`.
        country: The only country drawn, where the two are not on one scale.
    """

    kind: ChartKind
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    left_out: tuple[str, ...]
    decimals: int
    logarithmic: frozenset[str] = frozenset()
    country: str = ""

    @property
    def is_empty(self) -> bool:
        """Say whether there is no figure to draw."""
        return all(value is None for one in self.series for value in one.values)

    @property
    def range(self) -> tuple[float, float]:
        """Return the lowest and the highest figure drawn."""
        known = [value for one in self.series for value in one.values if value is not None]
        return (min(known), max(known)) if known else (0.0, 1.0)
