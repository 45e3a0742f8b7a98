"""The inputs of a formula: rows of a dataset turned into wide tables, each cell knowing its row."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from etl.models.entry import Where
from etl.models.indicators import ChainInput, CountInput, FigureInput, Input, Leaf
from etl.snapshots import Dataset, Snapshots
from etl.territory import Territory


class InputError(Exception):
    """An input that points at a dataset, indicator or filter which yields no unambiguous data."""

    def __init__(self, message: str, file: str = "", lines: tuple[int, ...] = ()) -> None:
        """Keep the message and, where rows are to blame, their place."""
        self.file = file
        self.lines = lines
        super().__init__(message)


@dataclass(frozen=True)
class Wide:
    """Numbers by year (index) and region (columns: the nation and its regions), and where each came from.

    Attributes:
        values: The numbers.
        rows: For each cell the position of its row in the ledger of the snapshots; missing where the number
            was added up here.
        constant: Whether the one row holds for all years.
    """

    values: pd.DataFrame
    rows: pd.DataFrame
    constant: bool = False

    def at(self, years: pd.Index) -> "Wide":
        """Return the table for exactly these years."""
        if self.constant:
            order = np.zeros(len(years), dtype=int)
            return Wide(self.values.iloc[order].set_axis(years), self.rows.iloc[order].set_axis(years))
        return Wide(self.values.reindex(years), self.rows.reindex(years))


def load_input(spec: Leaf | ChainInput, snapshots: Snapshots, territory: Territory) -> Wide:
    """Return one input of a formula.

    Args:
        spec: The input as the catalogue gives it.
        snapshots: All datasets.
        territory: The country.

    Raises:
        InputError: If it yields no data or is ambiguous.
    """
    if isinstance(spec, ChainInput):
        parts = [load_input(part, snapshots, territory) for part in spec.chain]
        wide = parts[0]
        for later in parts[1:]:
            wide = _fill_gaps(wide, later)
    elif isinstance(spec, CountInput):
        wide = _count(spec, dataset_of(spec, snapshots), territory)
    else:
        dataset = dataset_of(spec, snapshots)
        rows = rows_of(spec, dataset, territory)
        rows = _summed(rows, spec) if spec.sum_over else _unambiguous(rows, dataset)
        wide = Wide(wide_table(rows, "value", territory), wide_table(rows, "row", territory))
    if spec.national == "sum":
        values = wide.values.copy()
        total = territory.complete_sum(values, territory.regions)
        values[territory.country] = values[territory.country].fillna(total)
        wide = Wide(values, wide.rows)
    return _shift(wide, spec)


def dataset_of(spec: Leaf, snapshots: Snapshots) -> Dataset:
    """Return the dataset an input names.

    Raises:
        InputError: If there is none of that name.
    """
    dataset = snapshots.datasets.get(spec.dataset)
    if dataset is None:
        raise InputError(f"there is no dataset {spec.dataset}")
    return dataset


def filtered(frame: pd.DataFrame, where: Where | None, name: str) -> pd.DataFrame:
    """Return the rows that fulfil a `where` (column: value, list of values, or null for empty).

    Raises:
        InputError: If a column is unknown or nothing is left.
    """
    for column, wanted in (where or {}).items():
        if column not in frame:
            raise InputError(f"{name} has no column {column}")
        if wanted is None:
            frame = frame[frame[column].isna()]
        else:
            texts = [str(value) for value in (wanted if isinstance(wanted, list) else [wanted])]
            frame = frame[frame[column].isin(texts)]
        if frame.empty:
            raise InputError(f"nothing of {name} is left after {column} = {wanted!r}")
    return frame


def rows_of(spec: FigureInput, dataset: Dataset, territory: Territory) -> pd.DataFrame:
    """Return the rows of a dataset that an input asks for, of this country only.

    Raises:
        InputError: If there are none.
    """
    if not dataset.has_figures or spec.indicator not in dataset.by_indicator:
        raise InputError(f"{dataset.name} has no indicator {spec.indicator}")
    frame = filtered(dataset.by_indicator[spec.indicator], spec.where, dataset.name)
    frame = frame[frame["region_code"].isin(territory.columns)]
    if frame.empty:
        raise InputError(f"{dataset.name}: {spec.indicator} has no rows for {territory.country}")
    return frame


def _summed(frame: pd.DataFrame, spec: FigureInput) -> pd.DataFrame:
    """Add up over dimensions; only where every combination of the listed values is there."""
    wanted = [(spec.where or {})[dimension] for dimension in spec.sum_over or ()]
    n_parts = int(np.prod([len(values) if isinstance(values, list) else 1 for values in wanted]))
    cells = frame.groupby(["region_code", "year"], sort=False).agg(
        value=("value", "sum"), count=("value", "count"), row=("row", "first")
    )
    double = cells[cells["count"] > n_parts]
    if len(double):
        region, year = double.index[0]
        raise InputError(
            f"{spec.dataset}: {spec.indicator} has more than {n_parts} parts for {region} {year}: "
            "add a filter"
        )
    return cells[cells["count"] == n_parts].reset_index()


def _unambiguous(frame: pd.DataFrame, dataset: Dataset) -> pd.DataFrame:
    double = frame[frame.duplicated(["region_code", "year"], keep=False)]
    if len(double):
        first = double.iloc[0]
        same = double[(double["region_code"] == first["region_code"]) & (double["year"] == first["year"])]
        raise InputError(
            f"{len(same)} values of {first['indicator']} for {first['region_code']} {first['year']}: "
            "delete the double row or add a filter in the catalogue",
            dataset.shown,
            tuple(same["line"]),
        )
    return frame


def wide_table(frame: pd.DataFrame, column: str, territory: Territory) -> pd.DataFrame:
    """Turn rows into a table: index year, columns the nation and its regions (missing where there is no row).

    Args:
        frame: Rows of this country with region_code and year, at most one for each pair.
        column: The numeric column that fills the cells.
        territory: The country.
    """
    of_row = frame["year"].to_numpy(dtype=int)
    years = np.unique(of_row)
    columns = pd.Index(territory.columns)
    cells = np.full((len(years), len(columns)), np.nan)
    place = np.searchsorted(years, of_row), columns.get_indexer(pd.Index(frame["region_code"]))
    cells[place] = frame[column].to_numpy(dtype=float)
    return pd.DataFrame(cells, index=years, columns=columns)


def _count(spec: CountInput, dataset: Dataset, territory: Territory) -> Wide:
    """Count the rows of a list by region; the national cell is the number of all of them."""
    column = spec.count_by
    if column not in dataset.frame:
        raise InputError(f"{dataset.name} has no column {column}")
    frame = filtered(dataset.frame, spec.where, dataset.name)
    frame = frame[frame[column].isin(territory.regions)]
    groups = frame.groupby(column)["row"]
    counts = groups.size().reindex(territory.columns).astype(float)
    if spec.fill_zero:
        counts = counts.fillna(0)
    counts[territory.country] = len(frame)
    rows = groups.first().reindex(territory.columns).astype(float)
    year = [spec.as_year]
    return Wide(counts.to_frame().T.set_axis(year), rows.to_frame().T.set_axis(year))


def _fill_gaps(first: Wide, later: Wide) -> Wide:
    years = first.values.index.union(later.values.index)
    one, two = first.at(years), later.at(years)
    gap = one.values.isna() & two.values.notna()
    return Wide(one.values.mask(gap, two.values), one.rows.mask(gap, two.rows))


def _shift(wide: Wide, spec: Input) -> Wide:
    if spec.at_year is not None:
        year = spec.at_year
        if year not in wide.values.index:
            raise InputError(f"no value in at_year {year}")
        return Wide(wide.values.loc[[year]], wide.rows.loc[[year]], constant=True)
    if spec.lag is not None:
        years = wide.values.index + spec.lag
        return Wide(wide.values.set_axis(years), wide.rows.set_axis(years))
    return wide
