"""`unusual_figures.yaml` and `balances.yaml`: what looks like a fault and is none, and what must agree."""

from typing import Annotated, Literal

from pydantic import ConfigDict, Field

from etl.models.entry import Code, Country, Entry, RegionCode, Where, Words, Year, Years, refuse
from etl.models.provenance import Anchor


class UnusualYear(Entry):
    """A year in which the figures of all regions move together; further columns narrow it down."""

    model_config = ConfigDict(extra="allow")

    country: Country
    year: Year
    indicator: Words
    change: float
    """What the middle of them moved since the year before: a factor; of balances and growth, a difference."""


class Unusual(Entry):
    """Figures that leave the course of their series and stand so in the publication."""

    dataset: Code
    figures: list[Anchor] = []
    """Each with its value: a tenth more or less, and it is another figure."""
    years: list[UnusualYear] = []
    reason: Words
    """What happened, or that they stand so in the publication, if no more is known."""

    def _agree(self) -> None:
        if not self.figures and not self.years:
            refuse("schema", "names neither `figures` nor `years`")


class Term(Entry):
    """Figures that are added up."""

    dataset: Code
    indicator: Code
    where: Where | None = None
    of: Literal["region", "arrivals", "departures", "regions", "municipalities"] = "region"
    """Of each region; of a table of flows those that come to it or leave it for other regions; of all regions
    together; of the municipalities of each region, where every one has a figure."""


class Exempt(Entry):
    """A region whose total the parts do not make in some years."""

    region_code: RegionCode
    years: Years
    reason: Words


class Balance(Entry):
    """An identity of published figures."""

    total: Term
    plus: Annotated[list[Term], Field(min_length=1)]
    minus: list[Term] = []
    tolerance: Annotated[float, Field(ge=0, lt=1)] = 0.0
    """Share of the total by which rounding may miss it."""
    within: Annotated[float, Field(ge=0)] = 0.0
    """In the unit of the figures."""
    exempt: list[Exempt] = []
    reason: Words
