"""Figures in rows and columns of a page's own: indicators side by side, years across, columns picked."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd


@dataclass(frozen=True, eq=False)
class Layout:
    """A table as a page shows it, with what every format needs to write it the same.

    Attributes:
        frame: The cells; columns have stable names, as files have them.
        heads: Heading of each column in the reader's language, unit included.
        shown: The columns for a person, in order; the others are codes for programs.
        decimals: Decimals of the columns that hold figures of one indicator.
        row_decimals: Decimals of the figures of each row, where rows are of different indicators.
        statuses: Status of the cells that are not actual figures, by row and column.
    """

    frame: pd.DataFrame
    heads: Mapping[str, str]
    shown: tuple[str, ...]
    decimals: Mapping[str, int] = field(default_factory=dict)
    row_decimals: tuple[int, ...] = ()
    statuses: Mapping[tuple[int, str], str] = field(default_factory=dict)

    def is_figure(self, column: str) -> bool:
        """Say whether a column holds figures, not names, codes or years."""
        return column in self.decimals or pd.api.types.is_float_dtype(self.frame[column])

    def decimals_at(self, row: int, column: str) -> int:
        """Return with how many decimals a figure is shown."""
        held = self.decimals.get(column)
        return self.row_decimals[row] if held is None else held
