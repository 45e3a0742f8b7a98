"""Checks the identities of balances.yaml: what arrives less what leaves is the balance published."""

from collections import Counter
from collections.abc import Callable, Iterator

import numpy as np
import pandas as pd

from etl.checks.context import Context
from etl.columns import EMPTY, Coded, Mask, Positions
from etl.dataset import Dataset
from etl.inputs import InputError, filtered
from etl.models.indicators import MUNICIPALITY
from etl.models.unusual import Balance, Exempt, Term
from etl.problems import Problem, Rule, examples
from etl.region_codes import country_of, is_nation
from etl.snapshots import Snapshots

BALANCE = Rule(
    "balance", "One of the figures, its sign or its direction is wrong; compare with the publisher's tables."
)
FILE = "balances.yaml"
EXAMPLES = 3
PLACE = ["region_code", "year"]
_YEARS = 10_000


def balanced(context: Context) -> Iterator[Problem]:
    """Figures that make up others by definition do so."""
    cells = _Cells(context)
    for balance in context.catalogue.lists.balances:
        try:
            yield from _missed(balance, context, cells)
        except InputError as error:
            yield BALANCE.broken(str(error), context.catalogue.file(FILE), key=balance.total.indicator)


class _Cells:
    """Region and year as one number, the same for all datasets: figures meet without comparing texts."""

    def __init__(self, context: Context) -> None:
        self._numbers: dict[str, int] = {}
        table = context.catalogue.municipalities
        own = table[table["level"] == MUNICIPALITY]
        self.parents: dict[str, str] = dict(zip(own["municipality_code"], own["parent_code"], strict=True))
        self.n_municipalities = Counter(self.parents.values())

    def of(self, places: Coded, years: Positions, belonging: Callable[[str], str | None]) -> Positions:
        """Return the number of each row's cell; `EMPTY` where its place belongs to none."""
        owners = map(belonging, places.texts)
        codes = [EMPTY if code is None else self._number(code) for code in owners]
        found = np.array([*codes, EMPTY])[places.codes]
        cells: Positions = np.where(found == EMPTY, EMPTY, found * _YEARS + years)
        return cells

    def places(self, cells: "pd.Index[int]") -> pd.MultiIndex:
        """Return region and year of cells."""
        codes = list(self._numbers)
        return pd.MultiIndex.from_tuples(
            [(codes[cell // _YEARS], cell % _YEARS) for cell in cells], names=PLACE
        )

    def wanted(self, cells: "pd.Index[int]") -> list[int]:
        """Return how many municipalities the region of each cell has."""
        return [self.n_municipalities[region] for region, _ in self.places(cells)]

    def _number(self, code: str) -> int:
        return self._numbers.setdefault(code, len(self._numbers))


def _missed(balance: Balance, context: Context, cells: _Cells) -> Iterator[Problem]:
    total, *parts = (
        _term(term, context.snapshots, cells) for term in (balance.total, *balance.plus, *balance.minus)
    )
    signs = [1] * len(balance.plus) + [-1] * len(balance.minus)
    table = pd.concat(
        [total, *(part * sign for part, sign in zip(parts, signs, strict=True))], axis=1, join="inner"
    )
    both = pd.DataFrame({"total": table.iloc[:, 0], "sum": table.iloc[:, 1:].sum(axis=1)})
    apart = (both["total"] - both["sum"]).abs()
    found = both[apart > balance.tolerance * both["total"].abs() + balance.within]
    found.index = cells.places(found.index)
    for one in balance.exempt:
        found = found[~_spared(one, found.index)]
    dataset = context.snapshots.datasets[balance.total.dataset]
    shown = ", ".join(
        dict.fromkeys(
            context.snapshots.datasets[term.dataset].shown for term in (*balance.plus, *balance.minus)
        )
    )
    for _, rows in found.groupby(level="year"):
        yield _problem(balance, dataset.shown, shown, _lines(balance.total, rows, context), rows)


def _spared(one: Exempt, places: pd.Index) -> Mask:
    """Say which regions and years are exempt."""
    region, year = (places.get_level_values(name) for name in PLACE)
    spared: Mask = (region == one.region_code) & (year >= one.years[0]) & (year <= one.years[1])
    return spared


def _term(term: Term, snapshots: Snapshots, cells: _Cells) -> "pd.Series[float]":
    """Return the figures of a term by cell."""
    dataset, rows = _rows(term, snapshots)
    years = dataset.years[rows]
    place = dataset.coded("region_code").at(rows)
    if term.of in ("arrivals", "departures"):
        arrived = cells.of(place, years, _region)
        left = cells.of(dataset.coded("origin_code").at(rows), years, _region)
        cell = arrived if term.of == "arrivals" else left
        cell = np.where((arrived != EMPTY) & (left != EMPTY) & (arrived != left), cell, EMPTY)
    elif term.of == "municipalities":
        cell = cells.of(place, years, cells.parents.get)
    elif term.of == "regions":
        cell = cells.of(place, years, lambda code: None if is_nation(code) else country_of(code))
    else:
        cell = cells.of(place, years, str)
    counted = cell != EMPTY
    figures = pd.Series(dataset.values[rows][counted]).groupby(cell[counted])
    sums = figures.sum()
    return sums[figures.count() == cells.wanted(sums.index)] if term.of == "municipalities" else sums


def _region(code: str) -> str | None:
    return None if is_nation(code) else code


def _rows(term: Term, snapshots: Snapshots) -> tuple[Dataset, Positions]:
    """Return the dataset of a term and the rows of its figures."""
    dataset = snapshots.datasets.get(term.dataset)
    if dataset is None:
        raise InputError(f"there is no dataset {term.dataset}")
    if term.indicator not in dataset.by_indicator:
        raise InputError(f"{dataset.name} has no indicator {term.indicator}")
    if term.of in ("arrivals", "departures") and "origin_code" not in dataset.frame:
        raise InputError(f"{dataset.name} has no column origin_code")
    rows = filtered(dataset, term.where, dataset.by_indicator[term.indicator])
    return dataset, rows[~np.isnan(dataset.values[rows])]


def _lines(term: Term, missed: pd.DataFrame, context: Context) -> list[int]:
    """Return the rows that hold the totals missed; none where they are sums themselves."""
    if term.of != "region":
        return []
    dataset, rows = _rows(term, context.snapshots)
    frame = dataset.frame.iloc[rows].set_index(PLACE)
    return sorted(frame["line"][frame.index.isin(missed.index)])


def _problem(balance: Balance, shown: str, parts: str, lines: list[int], rows: pd.DataFrame) -> Problem:
    year = int(rows.index[0][1])
    texts = [
        f"{region} {row.total:.12g}, but its parts make {row.sum:.12g}"
        for (region, _), row in zip(rows.index, rows.itertuples(index=False), strict=True)
    ]
    number = f" ({len(rows)} figures)" if len(rows) > EXAMPLES else ""
    elsewhere = "" if parts == shown else f" (parts in {parts})"
    message = f"{examples(texts, EXAMPLES)}{number}{elsewhere}"
    return BALANCE.broken(message, shown, lines, f"{year}, {balance.total.indicator}")
