"""The inputs of a formula: figures of a dataset as a table of years by regions."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from etl.columns import EMPTY, Numbers, Positions
from etl.models.entry import Where
from etl.models.inputs import ChainInput, CountInput, FigureInput, Input, Leaf
from etl.snapshots import Dataset, Snapshots
from etl.territory import NATION, Territory


class InputError(Exception):
    """An input that points at a dataset, indicator or filter which yields no unambiguous data."""

    def __init__(self, message: str, file: str = "", lines: Sequence[int] = ()) -> None:
        """Keep the message and, where rows are to blame, their place."""
        self.file = file
        self.lines = lines
        super().__init__(message)


@dataclass(frozen=True)
class Wide:
    """Numbers by year and region (columns: the nation and its regions), and where each came from.

    Attributes:
        years: The year of each row, ascending.
        values: The numbers; missing where there is none.
        rows: For each cell the position of its row in the ledger of the snapshots; `EMPTY` where the number
            was added up here.
        constant: Whether the one row holds for all years.
    """

    years: Positions
    values: Numbers
    rows: Positions
    constant: bool = False

    def at(self, years: Positions) -> "Wide":
        """Return the table for exactly these years."""
        if self.constant:
            order = np.zeros(len(years), dtype=int)
            return Wide(years, self.values[order], self.rows[order])
        order = np.searchsorted(self.years, years)
        order = np.where(np.append(self.years, EMPTY)[order] == years, order, EMPTY)
        width = self.values.shape[1]
        values = np.vstack([self.values, np.full(width, np.nan)])  # the last row is that of missing years
        rows = np.vstack([self.rows, np.full(width, EMPTY)])
        return Wide(years, values[order], rows[order])


class Inputs:
    """The inputs of a country's formulas; figures that several of them use are looked up once."""

    def __init__(self, snapshots: Snapshots, territory: Territory) -> None:
        """Keep where figures come from, and whose they are.

        Args:
            snapshots: All datasets.
            territory: The country.
        """
        self.snapshots = snapshots
        self.territory = territory
        self._known: dict[str, Wide] = {}

    def load(self, spec: Leaf | ChainInput) -> Wide:
        """Return one input.

        Args:
            spec: The input as the catalogue gives it.

        Raises:
            InputError: If it yields no data or is ambiguous.
        """
        if isinstance(spec, ChainInput):
            parts = [self.load(part) for part in spec.chain]
            wide = parts[0]
            for later in parts[1:]:
                wide = _fill_gaps(wide, later)
        else:
            wide = self._figures(spec)
        if spec.national == "sum":
            values, nation = wide.values.copy(), wide.values[:, NATION]
            total = self.territory.complete_sum(values, wide.years, self.territory.regions)
            values[:, NATION] = np.where(np.isnan(nation), total, nation)
            wide = Wide(wide.years, values, wide.rows)
        return _shift(wide, spec)

    def _figures(self, spec: Leaf) -> Wide:
        """Return the figures of a dataset, in their own years."""
        name = repr(spec.model_copy(update={"national": None, "lag": None, "at_year": None}))
        if name not in self._known:
            dataset = dataset_of(spec, self.snapshots)
            if isinstance(spec, CountInput):
                self._known[name] = _count(spec, dataset, self.territory)
            else:
                rows = rows_of(spec, dataset, self.territory)
                wide = _summed if spec.sum_over else _unambiguous
                self._known[name] = wide(rows, spec, dataset, self.territory)
        return self._known[name]


def dataset_of(spec: Leaf, snapshots: Snapshots) -> Dataset:
    """Return the dataset an input names.

    Raises:
        InputError: If there is none of that name.
    """
    dataset = snapshots.datasets.get(spec.dataset)
    if dataset is None:
        raise InputError(f"there is no dataset {spec.dataset}")
    return dataset


def filtered(dataset: Dataset, where: Where | None, rows: Positions) -> Positions:
    """Return which of some rows fulfil a `where` (column: value, list of values, or null for empty).

    Raises:
        InputError: If a column is unknown or nothing is left.
    """
    for column, wanted in (where or {}).items():
        if column not in dataset.frame:
            raise InputError(f"{dataset.name} has no column {column}")
        values = wanted if isinstance(wanted, list) else [wanted]
        texts = [None if wanted is None else str(value) for value in values]
        rows = rows[dataset.coded(column).is_one_of(texts, rows)]
        if not len(rows):
            raise InputError(f"nothing of {dataset.name} is left after {column} = {wanted!r}")
    return rows


def rows_of(spec: FigureInput, dataset: Dataset, territory: Territory) -> Positions:
    """Return the rows of a dataset that an input asks for, of this country only.

    Raises:
        InputError: If there are none.
    """
    if not dataset.has_figures or spec.indicator not in dataset.by_indicator:
        raise InputError(f"{dataset.name} has no indicator {spec.indicator}")
    rows = filtered(dataset, spec.where, dataset.by_indicator[spec.indicator])
    own: Positions = rows[_columns(rows, dataset, territory) != EMPTY]
    if not len(own):
        raise InputError(f"{dataset.name}: {spec.indicator} has no rows for {territory.country}")
    return own


def _unambiguous(rows: Positions, spec: FigureInput, dataset: Dataset, territory: Territory) -> Wide:
    """Put each row into its cell."""
    years, cells = _cells(rows, dataset, territory)
    n_rows = np.bincount(cells)
    if n_rows.max() > 1:
        first = cells[n_rows[cells] > 1][0]
        double = dataset.frame.iloc[rows[cells == first]]
        region, year = double["region_code"].iloc[0], double["year"].iloc[0]
        raise InputError(
            f"{len(double)} values of {spec.indicator} for {region} {year}: "
            "delete the double row or add a filter in the catalogue",
            dataset.shown,
            tuple(double["line"]),
        )
    return _wide(years, cells, dataset.values[rows], dataset.positions[rows], territory)


def _summed(rows: Positions, spec: FigureInput, dataset: Dataset, territory: Territory) -> Wide:
    """Add up over dimensions; only where every combination of the listed values is there."""
    wanted = [(spec.where or {})[dimension] for dimension in spec.sum_over or ()]
    n_parts = int(np.prod([len(values) if isinstance(values, list) else 1 for values in wanted]))
    years, cells = _cells(rows, dataset, territory)
    parts = pd.Series(dataset.values[rows]).groupby(cells)
    count = parts.count()
    too_many = np.isin(cells, count.index[count > n_parts])
    if too_many.any():
        first = dataset.frame.iloc[rows[too_many][0]]
        raise InputError(
            f"{spec.dataset}: {spec.indicator} has more than {n_parts} parts for "
            f"{first['region_code']} {first['year']}: add a filter"
        )
    whole = (count == n_parts).to_numpy()
    each, first_of = np.unique(cells, return_index=True)
    sums = parts.sum().to_numpy().astype(np.float64)
    positions = dataset.positions[rows[first_of]]
    wide = _wide(years, each[whole], sums[whole], positions[whole], territory)
    there = ~np.isnan(wide.values).all(axis=1)
    return Wide(wide.years[there], wide.values[there], wide.rows[there])


def _cells(rows: Positions, dataset: Dataset, territory: Territory) -> tuple[Positions, Positions]:
    """Return the years of some rows, and the cell of each row in the table of these years."""
    of_row = dataset.years[rows]
    years = np.unique(of_row)
    columns = _columns(rows, dataset, territory)
    return years, np.searchsorted(years, of_row) * len(territory.columns) + columns


def _columns(
    rows: Positions, dataset: Dataset, territory: Territory, column: str = "region_code"
) -> Positions:
    """Return the column of each row in the tables of a country; `EMPTY` for rows of elsewhere."""
    codes = dataset.coded(column)
    places = np.append(territory.columns_of(codes.texts), EMPTY)
    found: Positions = places[codes.codes[rows]]
    return found


def _wide(
    years: Positions, cells: Positions, values: Numbers, positions: Positions, territory: Territory
) -> Wide:
    """Return the table of some years with these cells filled."""
    shape = (len(years), len(territory.columns))
    table, rows = np.full(shape, np.nan), np.full(shape, EMPTY, dtype=np.int64)
    table.flat[cells] = values
    rows.flat[cells] = positions
    return Wide(years, table, rows)


def _count(spec: CountInput, dataset: Dataset, territory: Territory) -> Wide:
    """Count the rows of a list by region; the national cell is the number of all of them."""
    if spec.count_by not in dataset.frame:
        raise InputError(f"{dataset.name} has no column {spec.count_by}")
    rows = filtered(dataset, spec.where, np.arange(len(dataset.frame)))
    columns = _columns(rows, dataset, territory, spec.count_by)
    rows, columns = rows[columns > NATION], columns[columns > NATION]
    counts = np.bincount(columns, minlength=len(territory.columns)).astype(float)
    if not spec.fill_zero:
        counts[counts == 0] = np.nan
    counts[NATION] = len(rows)
    positions = np.full(len(counts), EMPTY, dtype=np.int64)
    positions[columns[::-1]] = dataset.positions[rows[::-1]]  # the first row of each region is written last
    return Wide(np.array([spec.as_year]), counts[None, :], positions[None, :])


def _fill_gaps(first: Wide, later: Wide) -> Wide:
    years = np.union1d(first.years, later.years)
    one, two = first.at(years), later.at(years)
    gap = np.isnan(one.values) & ~np.isnan(two.values)
    return Wide(years, np.where(gap, two.values, one.values), np.where(gap, two.rows, one.rows))


def _shift(wide: Wide, spec: Input) -> Wide:
    if spec.at_year is not None:
        there = wide.years == spec.at_year
        if not there.any():
            raise InputError(f"no value in at_year {spec.at_year}")
        return Wide(wide.years[there], wide.values[there], wide.rows[there], constant=True)
    if spec.lag is not None:
        return Wide(wide.years + spec.lag, wide.values, wide.rows)
    return wide
