"""Which regions make up a country, year by year, as regions.csv says; and which municipalities."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from etl.columns import EMPTY, Mask, Numbers, Positions

EPOCH = 1970  # numpy counts years from it
NATION = 0  # its column in every wide table; the regions follow


@dataclass(frozen=True)
class Territory:
    """The regions of one country.

    Attributes:
        country: KR or JP; also the code of the national row.
        regions: Codes of all regions there ever were, in the customary order.
        capital: Codes of the regions of the capital area.
        first: Date from which each region exists (NaT: before the series begin).
        last: Last day of each region (NaT: still in force).
        predecessors: For each region the dissolved regions it took over.
    """

    country: str
    regions: tuple[str, ...]
    capital: tuple[str, ...]
    first: pd.Series
    last: pd.Series
    predecessors: dict[str, tuple[str, ...]]

    @cached_property
    def columns(self) -> list[str]:
        """The columns of every wide table: the nation, then its regions."""
        return [self.country, *self.regions]

    @cached_property
    def index(self) -> "pd.Index[Any]":
        """The columns as pandas holds them."""
        return pd.Index(self.columns)

    def columns_of(self, codes: Sequence[str]) -> Positions:
        """Return the column of each code; `EMPTY` for those of elsewhere."""
        return np.array([self._place.get(code, EMPTY) for code in codes], dtype=np.int64)

    def complete_sum(self, values: Numbers, years: Positions, codes: Iterable[str]) -> Numbers:
        """Add up regions year by year; missing unless every region in force has a value.

        A figure that a publisher carries back to before a region existed counts too, unless the figures of
        the regions it was formed from are there.

        Args:
            values: A wide table.
            years: The year of each of its rows.
            codes: The regions wanted.
        """
        wanted = set(codes)
        position = [place for place, code in enumerate(self.regions) if code in wanted]
        table = values[:, 1:][:, position]
        present = ~np.isnan(table)
        carried_back = present & self._before_they_existed(values, years)[:, position]
        total = np.full(len(years), np.nan)
        for makeup in self._makeups(years):
            required = makeup[:, position]
            counted = required | carried_back
            complete = (present | ~required).all(axis=1) & counted.any(axis=1)
            found = sums(np.where(counted & present, table, 0.0))
            total = np.where(np.isnan(total) & complete, found, total)
        return total

    def complete(self, values: Numbers, years: Positions) -> Mask:
        """Return for each year of a wide table whether every region in force has a value."""
        present = ~np.isnan(values[:, 1:])
        complete = [(present | ~makeup).all(axis=1) for makeup in self._makeups(years)]
        found: Mask = np.any(complete, axis=0) & present.any(axis=1)
        return found

    @cached_property
    def _place(self) -> dict[str, int]:
        return {code: place for place, code in enumerate(self.columns)}

    @cached_property
    def _founded(self) -> list[tuple[int, int, Positions]]:
        """Column among the regions, first year and predecessors of each region that has a beginning."""
        return [
            (place, self.first[code].year, self.columns_of(self.predecessors[code]) - 1)
            for place, code in enumerate(self.regions)
            if pd.notna(self.first[code])
        ]

    @cached_property
    def _known_makeups(self) -> dict[bytes, list[Mask]]:
        return {}

    def _makeups(self, years: Positions) -> list[Mask]:
        """Return which regions (columns) make up the country in each year (rows).

        The first answer holds at the end of the year. Where regions merged there is a second one, which in
        the year of the merger has the regions before it: a publisher may give either.
        """
        known = self._known_makeups
        if years.tobytes() not in known:
            known[years.tobytes()] = self._makeups_of(years)
        return known[years.tobytes()]

    def _makeups_of(self, years: Positions) -> list[Mask]:
        following = years + 1 - EPOCH
        days = (following.astype("datetime64[Y]").astype("datetime64[D]") - 1)[:, None]
        first, last = self.first.to_numpy()[None, :], self.last.to_numpy()[None, :]
        at_end: Mask = (np.isnat(first) | (first <= days)) & (np.isnat(last) | (last >= days))
        before = at_end.copy()
        for place, year, merged in self._founded:
            of_merger = years == year
            if len(merged) and of_merger.any():
                before[of_merger, place] = False
                before[np.ix_(of_merger, merged)] = True
        return [at_end] if (before == at_end).all() else [at_end, before]

    def _before_they_existed(self, values: Numbers, years: Positions) -> Mask:
        """Return where a region did not exist yet and no region it was formed from has a value."""
        present = ~np.isnan(values[:, 1:])
        mask = np.zeros(present.shape, dtype=bool)
        for place, year, merged in self._founded:
            mask[:, place] = (years < year) & ~present[:, merged].any(axis=1)
        return mask


def sums(table: Numbers) -> Numbers:
    """Add up the columns of a table one after the other, so that the last digit depends on nothing else."""
    total: Numbers = np.asfortranarray(table).sum(axis=1)
    return total


def territories(regions: pd.DataFrame) -> dict[str, Territory]:
    """Return the territory of each country in regions.csv."""
    found = {}
    rows = regions[regions["level"] == "region"].drop_duplicates("region_code").set_index("region_code")
    rows = rows.iloc[pd.to_numeric(rows["position"]).argsort(kind="stable")]
    for country, own in rows.groupby("country", sort=False):
        dissolved = set(own.index[own["valid_to"].notna()])
        found[str(country)] = Territory(
            country=str(country),
            regions=tuple(own.index),
            capital=tuple(own.index[own["capital_area"].str.lower().isin(["true", "1"])]),
            first=pd.to_datetime(own["valid_from"]),
            last=pd.to_datetime(own["valid_to"]),
            predecessors={
                str(code): tuple(c for c in str(text).split(";") if c in dissolved)
                for code, text in own["predecessors"].items()
            },
        )
    return found


def municipal_territories(municipalities: pd.DataFrame) -> dict[str, Territory]:
    """Return the municipalities of each country in municipalities.csv as a territory of their own.

    Its nation has no figures: what municipalities add up to is checked against the regions. They are
    those that the list names; figures on other boundaries are not carried over to them.
    """
    rows = municipalities[municipalities["level"] == "municipality"]
    found = {}
    for country, own in rows.groupby("country", sort=False):
        codes = tuple(own["municipality_code"])
        found[str(country)] = Territory(
            country=str(country),
            regions=codes,
            capital=(),
            first=pd.Series(pd.NaT, index=list(codes)),
            last=pd.to_datetime(own.set_index("municipality_code")["valid_to"]),
            predecessors=dict.fromkeys(codes, ()),
        )
    return found
