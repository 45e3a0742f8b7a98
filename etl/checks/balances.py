"""Checks the identities of balances.yaml: what arrives less what leaves is the balance published."""

import pandas as pd

from etl.checks.context import Context
from etl.inputs import InputError, filtered
from etl.models.indicators import MUNICIPALITY
from etl.models.unusual import Balance, Exempt, Term
from etl.problems import Problem, Rule
from etl.region_codes import are_nations, country_of
from etl.snapshots import Snapshots

BALANCE = Rule(
    "balance", "One of the figures, its sign or its direction is wrong; compare with the publisher's tables."
)
FILE = "balances.yaml"
EXAMPLES = 3
PLACE = ["region_code", "year"]


def balanced(context: Context) -> list[Problem]:
    """Figures that make up others by definition do so."""
    problems = []
    for balance in context.catalogue.lists.balances:
        try:
            problems += _missed(balance, context)
        except InputError as error:
            problems.append(
                BALANCE.broken(str(error), context.catalogue.file(FILE), key=balance.total.indicator)
            )
    return problems


def _missed(balance: Balance, context: Context) -> list[Problem]:
    sides = [
        _term(term, context).rename(position).to_frame() * sign
        for position, (term, sign) in enumerate(
            [
                (balance.total, 1),
                *((term, 1) for term in balance.plus),
                *((term, -1) for term in balance.minus),
            ]
        )
    ]
    both = pd.concat(sides, axis=1, join="inner")
    total, sum_of_parts = both[0], both.drop(columns=0).sum(axis=1)
    missed = (total - sum_of_parts).abs() > balance.tolerance * total.abs() + balance.within
    for one in balance.exempt:
        missed &= ~_spared(one, missed)
    found = pd.DataFrame({"total": total, "sum": sum_of_parts})[missed]
    dataset = context.snapshots.datasets[balance.total.dataset]
    parts = ", ".join(
        dict.fromkeys(
            context.snapshots.datasets[term.dataset].shown for term in (*balance.plus, *balance.minus)
        )
    )
    return [
        _problem(balance, dataset.shown, parts, _lines(balance.total, rows, context), rows)
        for _, rows in found.groupby(level="year")
    ]


def _spared(one: Exempt, missed: "pd.Series[bool]") -> "pd.Series[bool]":
    """Say which regions and years (index) are exempt."""
    region, year = (missed.index.get_level_values(name) for name in PLACE)
    spared = (region == one.region_code) & (year >= one.years[0]) & (year <= one.years[1])
    return pd.Series(spared, index=missed.index)


def _term(term: Term, context: Context) -> "pd.Series[float]":
    """Return the figures of a term by region and year."""
    frame = _rows(term, context.snapshots)
    if term.of == "municipalities":
        return _of_municipalities(frame, context)
    if term.of in ("arrivals", "departures"):
        origin, destination = frame["origin_code"], frame["region_code"]
        frame = frame[~(are_nations(origin) | are_nations(destination)) & (origin != destination)]
        place = frame["region_code" if term.of == "arrivals" else "origin_code"]
        return frame["value"].groupby([place.rename("region_code"), frame["year"]]).sum()
    if term.of == "regions":
        frame = frame[~are_nations(frame["region_code"])]
        return frame["value"].groupby([country_of(frame["region_code"]), frame["year"]]).sum()
    return frame.set_index(PLACE)["value"].groupby(level=PLACE).sum(min_count=1)


def _of_municipalities(frame: pd.DataFrame, context: Context) -> "pd.Series[float]":
    """Add up the municipalities of each region where every one of them has a figure."""
    table = context.catalogue.municipalities
    region = table[table["level"] == MUNICIPALITY].set_index("municipality_code")["parent_code"]
    own = frame["region_code"].map(region.to_dict()).rename("region_code")
    sums = frame["value"].groupby([own, frame["year"]]).agg(["sum", "count"])
    wanted = sums.index.get_level_values("region_code").map(region.value_counts().to_dict())
    total: pd.Series[float] = sums.loc[sums["count"] == wanted, "sum"]
    return total


def _rows(term: Term, snapshots: Snapshots) -> pd.DataFrame:
    dataset = snapshots.datasets.get(term.dataset)
    if dataset is None:
        raise InputError(f"there is no dataset {term.dataset}")
    if term.indicator not in dataset.by_indicator:
        raise InputError(f"{dataset.name} has no indicator {term.indicator}")
    columns = [name for name in (*PLACE, "origin_code", "value", "line") if name in dataset.frame]
    rows = filtered(dataset, term.where, dataset.by_indicator[term.indicator])
    frame = dataset.frame[columns].iloc[rows]
    if term.of in ("arrivals", "departures") and "origin_code" not in frame:
        raise InputError(f"{dataset.name} has no column origin_code")
    return frame[frame["value"].notna()]


def _lines(term: Term, rows: pd.DataFrame, context: Context) -> list[int]:
    """Return the rows that hold the totals missed; none where they are sums themselves."""
    if term.of != "region":
        return []
    frame = _rows(term, context.snapshots).set_index(PLACE)
    return sorted(frame["line"][frame.index.isin(rows.index)])


def _problem(balance: Balance, shown: str, parts: str, lines: list[int], rows: pd.DataFrame) -> Problem:
    year = int(rows.index[0][1])
    examples = "; ".join(
        f"{region} {row.total:.12g}, but its parts make {row.sum:.12g}"
        for (region, _), row in zip(rows.index[:EXAMPLES], rows.itertuples(index=False), strict=False)
    )
    more = f"; … ({len(rows)} figures)" if len(rows) > EXAMPLES else ""
    elsewhere = "" if parts == shown else f" (parts in {parts})"
    return BALANCE.broken(f"{examples}{more}{elsewhere}", shown, lines, f"{year}, {balance.total.indicator}")
