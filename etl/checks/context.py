"""What a check may look at."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pandas as pd

from etl.boundaries import Boundaries
from etl.catalogue import Catalogue
from etl.checks.series import figure_table
from etl.derive import Series
from etl.paths import Paths
from etl.problems import Problem, Rule, spans
from etl.snapshots import Dataset, Snapshots
from etl.tables import Tables
from etl.territory import Territory, territories


@dataclass(frozen=True)
class Context:
    """The data of one run, from the rows as shipped to the tables to be loaded.

    Attributes:
        paths: The folders.
        catalogue: The catalogue.
        boundaries: The outlines.
        snapshots: The datasets, declared corrections applied.
        series: The indicators as computed.
        tables: The tables to be loaded.
        this_year: The newest year an actual figure may have.
        previous: The current build's file, or None if there is none.
        accept_changes: Whether large changes against the current build are meant.
    """

    paths: Paths
    catalogue: Catalogue
    boundaries: Boundaries
    snapshots: Snapshots
    series: list[Series]
    tables: Tables
    this_year: int
    previous: Path | None = None
    accept_changes: bool = False

    @cached_property
    def territories(self) -> dict[str, Territory]:
        """The regions of each country."""
        return territories(self.catalogue.regions)

    @cached_property
    def first_years(self) -> dict[str, int]:
        """First year of each region that was founded since the series begin."""
        firsts = [own.first.dropna().dt.year for own in self.territories.values()]
        return {str(code): int(year) for years in firsts for code, year in years.items()}

    @cached_property
    def last_years(self) -> dict[str, int]:
        """Last year of each region that was dissolved."""
        lasts = [own.last.dropna().dt.year for own in self.territories.values()]
        return {str(code): int(year) for years in lasts for code, year in years.items()}

    @cached_property
    def figures(self) -> pd.DataFrame:
        """The figures of all datasets, each with what its series moves (see `etl.checks.series`)."""
        return figure_table(self.snapshots)

    def meta_file(self, dataset: Dataset) -> str:
        """Return the YAML beside a dataset as named in messages."""
        return dataset.shown.removesuffix(".csv") + ".yaml"

    def blame(self, rule: Rule, series: Series, regions: Sequence[str], year: int, message: str) -> Problem:
        """Return a problem of computed cells of one year that names the rows they were computed from.

        Args:
            rule: The rule.
            series: The indicator.
            regions: The regions of the cells.
            year: Their year.
            message: What is wrong.
        """
        rows = sorted({row for region in regions for row in series.rows_behind(region, year)})
        shown = regions[0] if len(regions) == 1 else f"{len(regions)} regions"
        key = f"{series.indicator.id}, {shown}, {year}"
        if not rows:
            return rule.broken(message, series.indicator.file, key=key)
        places = self.snapshots.ledger.loc[rows, ["dataset", "line"]]
        first = str(places["dataset"].iloc[0])
        others = [
            f"{self.snapshots.datasets[str(name)].shown} row{'s' if len(lines) > 1 else ''} {spans(lines)}"
            for name, lines in places["line"].groupby(places["dataset"], sort=False)
            if name != first
        ]
        if others:
            message += f" (computed with {', '.join(others)})"
        own = places.loc[places["dataset"] == first, "line"]
        return rule.broken(message, self.snapshots.datasets[first].shown, own, key)
