"""The figures of one year that a sentence may be made of, and what they show.

What may be said of them is decided in `regions.figures.statements`.
"""

from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from regions.database.build import Build
from regions.database.catalogue import Catalogue, Indicator
from regions.database.places import COUNTRIES, country_of
from regions.figures.observations import End, extremes
from regions.figures.panel import Panel, codes_of
from regions.figures.statements import is_complete, may_compare, may_quote
from regions.words.sentences import Amount, Years


@dataclass(frozen=True, eq=False)
class Snapshot:
    """The figures of an indicator in one year, or of each country in its own.

    Attributes:
        indicator: The indicator.
        currency: Variant of money.
        catalogue: Which regions were in force.
        frame: One row a region or nation with a figure: `region_code, country, year, value`.
    """

    indicator: Indicator
    currency: str | None
    catalogue: Catalogue
    frame: pd.DataFrame

    @property
    def years(self) -> Years:
        """The year, or the first and last of those shown."""
        return Years(int(self.frame.year.min()), int(self.frame.year.max()))

    @property
    def has_break(self) -> bool:
        """Say whether a year shown is itself a break, so that no sentence should be built on it."""
        pairs = self.frame[["country", "year"]].drop_duplicates()
        return not all(
            may_quote(self.indicator, country, int(year))
            for country, year in zip(pairs.country, pairs.year, strict=True)
        )

    @property
    def compares(self) -> bool:
        """Say whether figures of the two countries, of one year, may be set against each other."""
        return self.years.first == self.years.last and may_compare(self.indicator, self.currency)

    def regional(self, country: str) -> pd.DataFrame:
        """Return the regions of a country that have a figure."""
        return self._regional[country]

    @cached_property
    def _regional(self) -> dict[str, pd.DataFrame]:
        regional = self.frame[~self.frame.region_code.isin(COUNTRIES)]
        return {country: regional[regional.country == country] for country in COUNTRIES}

    def national(self, country: str) -> float | None:
        """Return the nation's figure; None without one, or where the sum of its regions stands for it."""
        held = self.indicator.countries.get(country)
        if held is None or held.national_sum:
            return None
        values = self.frame[self.frame.region_code == country].value
        return float(values.iloc[0]) if len(values) else None

    def is_complete(self, country: str) -> bool:
        """Say whether every region in force has a figure."""
        return country in self._complete

    @cached_property
    def _complete(self) -> frozenset[str]:
        whole = (country for country in COUNTRIES if is_complete(self.frame, country, self.catalogue))
        return frozenset(whole)

    def amount(self, value: float, country: str) -> Amount:
        """Return a figure as a value of a sentence."""
        return Amount(value, self.indicator.id, country, self.currency)


@dataclass(frozen=True)
class Beyond:
    """How many provinces lie beyond the prefecture at one edge of the prefectures' range."""

    count: int
    total: int
    edge: End


def beyond_the_prefectures(snapshot: Snapshot, side: str) -> Beyond | None:
    """Return how many provinces lie `below` or `above` all prefectures; None unless most of them do."""
    if not snapshot.is_complete("KR") or not snapshot.is_complete("JP"):
        return None
    korean = snapshot.regional("KR").value
    lowest, highest = extremes(snapshot.regional("JP"))
    edge = lowest if side == "below" else highest
    count = int((korean < edge.value).sum() if side == "below" else (korean > edge.value).sum())
    return Beyond(count, len(korean), edge) if 2 * count > len(korean) else None


def beyond_a_level(
    snapshot: Snapshot, country: str, level: float, side: str = "below"
) -> tuple[str, ...] | None:
    """Return the regions of a country `below` or `above` a level; None where a region has no figure."""
    if not snapshot.is_complete(country):
        return None
    own = snapshot.regional(country)
    hits = own[own.value < level] if side == "below" else own[own.value > level]
    return tuple(hits.region_code)


def both_nations(snapshot: Snapshot) -> dict[str, float] | None:
    """Return the figures of the two nations; None where either has none."""
    values = {country: snapshot.national(country) for country in COUNTRIES}
    known = {country: value for country, value in values.items() if value is not None}
    return known if len(known) == len(COUNTRIES) else None


def snapshot_of(build: Build, figures: Panel, year: int) -> Snapshot:
    """Return the figures of a year, nations included."""
    codes = [code for country in COUNTRIES for code in (*codes_of(build, country, year), country)]
    frame = pd.DataFrame(
        {
            "region_code": codes,
            "country": [country_of(code) for code in codes],
            "year": year,
            "value": figures.row(year, codes),
        }
    )
    return Snapshot(figures.indicator, figures.currency, build.catalogue, frame.dropna(subset=["value"]))
