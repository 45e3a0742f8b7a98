"""Which regions make up a country, year by year, as regions.csv says."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

EPOCH = 1970  # numpy counts years from it
Mask = npt.NDArray[np.bool_]


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

    @property
    def columns(self) -> list[str]:
        """The columns of every wide table: the nation, then its regions."""
        return [self.country, *self.regions]

    def complete_sum(self, values: pd.DataFrame, codes: Iterable[str]) -> pd.Series:
        """Add up regions (columns) year by year (index); missing unless every region in force has a value.

        A figure that a publisher carries back to before a region existed counts too, unless the figures of
        the regions it was formed from are there.
        """
        wanted = set(codes)
        position = [place for place, code in enumerate(self.regions) if code in wanted]
        table = values[[self.regions[place] for place in position]]
        present = table.notna().to_numpy()
        carried_back = present & self._before_they_existed(values)[:, position]
        total = pd.Series(np.nan, index=values.index)
        for makeup in self._makeups(values.index):
            required = makeup[:, position]
            counted = required | carried_back
            complete = (present | ~required).all(axis=1) & counted.any(axis=1)
            total = total.fillna(table.where(counted).sum(axis=1).where(pd.Series(complete, values.index)))
        return total

    def complete(self, values: pd.DataFrame) -> pd.Series:
        """Return for each year (index) whether every region in force has a value."""
        present = values[list(self.regions)].notna().to_numpy()
        complete = [(present | ~makeup).all(axis=1) for makeup in self._makeups(values.index)]
        return pd.Series(np.any(complete, axis=0) & present.any(axis=1), index=values.index)

    def _makeups(self, years: pd.Index) -> list[Mask]:
        """Return which regions (columns) make up the country in each year (rows).

        The first answer holds at the end of the year. Where regions merged there is a second one, which in
        the year of the merger has the regions before it: a publisher may give either.
        """
        following = np.asarray(years, dtype=int) + 1 - EPOCH
        days = (following.astype("datetime64[Y]").astype("datetime64[D]") - 1)[:, None]
        first, last = self.first.to_numpy()[None, :], self.last.to_numpy()[None, :]
        at_end: Mask = (np.isnat(first) | (first <= days)) & (np.isnat(last) | (last >= days))
        before = at_end.copy()
        for code, merged in self.predecessors.items():
            of_merger = np.asarray(years) == self.first[code].year
            if merged and of_merger.any():
                before[of_merger, self.regions.index(code)] = False
                before[np.ix_(of_merger, [self.regions.index(one) for one in merged])] = True
        return [at_end] if (before == at_end).all() else [at_end, before]

    def _before_they_existed(self, values: pd.DataFrame) -> Mask:
        """Return where a region did not exist yet and no region it was formed from has a value."""
        years = np.asarray(values.index)
        mask = np.zeros((len(years), len(self.regions)), dtype=bool)
        for column, code in enumerate(self.regions):
            if pd.notna(self.first[code]):
                taken_over = values[list(self.predecessors[code])].notna().any(axis=1).to_numpy()
                mask[:, column] = (years < self.first[code].year) & ~taken_over
        return mask


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
