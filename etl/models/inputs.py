"""What a formula is computed from: the `inputs` of an indicator's entry."""

from collections.abc import Iterable, Iterator
from typing import Annotated, Any, Literal

from pydantic import Discriminator, Field, Tag

from etl.models.entry import Code, Entry, Where, Words, Year, refuse


class Input(Entry):
    """What every input may have."""

    national: Literal["sum"] | None = None
    """Where the nation has no row, the sum of its regions if every region in force has a figure."""
    lag: int | None = None
    """Figures of so many years before."""
    at_year: Year | None = None
    """The figure of one year, for all years."""


class FigureInput(Input):
    """Figures of a dataset."""

    dataset: Code
    indicator: Code
    where: Where | None = None
    sum_over: Annotated[list[Words], Field(min_length=1)] | None = None
    """Dimensions to add up; the values wanted stand in `where`."""

    def _agree(self) -> None:
        unnamed = [dimension for dimension in self.sum_over or () if dimension not in (self.where or {})]
        if unnamed:
            refuse("schema", f"`where` does not name the values of {', '.join(unnamed)} to add up")

    @property
    def quantity(self) -> str:
        """What is taken from the dataset."""
        return self.indicator


class CountInput(Input):
    """The rows of a list, counted by region."""

    dataset: Code
    count_by: Words
    """The column with the region code."""
    as_year: Year
    where: Where | None = None
    fill_zero: bool = False
    """Regions without a row have none, instead of an unknown number."""

    @property
    def indicator(self) -> str:
        """No figure of the list is taken."""
        return ""

    @property
    def quantity(self) -> str:
        """What is counted."""
        return self.count_by


class ChainInput(Input):
    """One input continued by others: later ones fill gaps only."""

    chain: Annotated[list["AnyInput"], Field(min_length=2)]


def _kind_of_input(value: Any) -> str:
    return next((kind for kind in ("chain", "count_by") if kind in value), "figures") if value else "figures"


Leaf = FigureInput | CountInput
AnyInput = Annotated[
    Annotated[FigureInput, Tag("figures")]
    | Annotated[CountInput, Tag("count_by")]
    | Annotated[ChainInput, Tag("chain")],
    Discriminator(_kind_of_input),
]


def leaves(inputs: Iterable[Leaf | ChainInput]) -> Iterator[Leaf]:
    """Go through the inputs that name a dataset, those inside chains included."""
    for part in inputs:
        if isinstance(part, ChainInput):
            yield from leaves(part.chain)
        else:
            yield part
