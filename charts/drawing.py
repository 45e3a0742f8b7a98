"""A chart without a program to draw it: screen, slide, workbook and small picture are drawn from it."""

from dataclasses import dataclass

import pandas as pd

# Stands among the categories where rows are left out.
GAP = "⋯"


@dataclass(frozen=True)
class Limits:
    """How many lines, bars and pairs of points there is room for; None is all."""

    lines: int | None = None
    bars: int | None = None
    pairs: int | None = None


EVERYTHING = Limits()
ON_A_SLIDE = Limits(lines=8, bars=20, pairs=16)


@dataclass(frozen=True)
class DataSeries:
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
        is_total: Drawn as a line over the stack of the others.
        end_year: Of a line, its last year, where the headline does not name it.
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
    is_total: bool = False
    end_year: int | None = None


@dataclass(frozen=True)
class Drawing:
    """What stands in a chart and in which order.

    Attributes:
        form: How it is laid out: `bar`, `line` or what else the renderers know; `none` where there is nothing
            to draw. Kinds may share one: the regions of a map are bars in a workbook.
        categories: Years, regions or age groups; empty for points; for dumbbells the two years. `GAP` stands
            where rows are left out.
        series: What is drawn; a dumbbell is a series, its `values` are its row.
        decimals: Of the figures.
        left_out: Names of what there was no room for; the figures are in the exhibit all the same.
        logarithmic: The axes drawn on a logarithmic scale, `x` or `y`.
        in_years: Whether the categories are years.
        beside: A text beside each category, such as a balance; empty for none.
        key: What its marks mean, where neither a legend nor labels tell.
        axis_titles: Of the horizontal and the vertical axis, where the title of the exhibit does not tell.
        country: The only country drawn, where the two are not on one scale.
    """

    form: str
    categories: tuple[str, ...] = ()
    series: tuple[DataSeries, ...] = ()
    decimals: int = 0
    left_out: tuple[str, ...] = ()
    logarithmic: frozenset[str] = frozenset()
    in_years: bool = False
    beside: tuple[str, ...] = ()
    key: tuple[str, ...] = ()
    axis_titles: tuple[str, ...] = ()
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

    @property
    def is_of_points(self) -> bool:
        """Say whether each figure has another one across it."""
        return any(one.x for one in self.series)

    @property
    def has_two_sides(self) -> bool:
        """Say whether a part is drawn to the left of zero though its figures are positive."""
        return any(one.mirrored for one in self.series)

    @property
    def named_categories(self) -> tuple[str, ...]:
        """Return the categories with the text beside each, for programs that write nothing there."""
        if not self.beside:
            return self.categories
        return tuple(f"{name} {text}" for name, text in zip(self.categories, self.beside, strict=True))


def drawn_values(values: pd.Series) -> tuple[float | None, ...]:
    """Return figures as a chart takes them; None is a gap."""
    return tuple(None if pd.isna(value) else float(value) for value in values)
