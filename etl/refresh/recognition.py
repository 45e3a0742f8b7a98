"""Which field of an answer is which series, where its names are not known: the one with the figures held."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import pandas as pd

from etl.download.errors import Disagrees, Incomplete
from etl.refresh.agreement import Held
from etl.refresh.merge import half_a_unit
from etl.sources.connector import ANY_FIELD, ROW_COLUMNS, Table, scaled

FACTORS = ("1", "1000")  # amounts are published in won or in thousand won
FEWEST_YEARS = 2  # all of whose figures are those held; another year may have been revised
LARGEST_STEP = 10.0  # times the last year held, or its tenth: beyond it the unit has changed
PLACE = ["region_code", "year"]


@dataclass(frozen=True)
class _Candidate:
    """A field with a factor.

    Attributes:
        name: The publisher's name.
        factor: What its figures are multiplied by.
        rows: Its rows.
        both: The figures held (`value_old`), its own (`value_new`) and whether they are the same (`same`).
        years: Number of the years held in which all are the same.
    """

    name: str
    factor: str
    rows: pd.DataFrame = field(repr=False)
    both: pd.DataFrame = field(repr=False)
    years: int


def recognised(table: Table, rows: pd.DataFrame, held: Held) -> pd.DataFrame:
    """Keep, for each series whose field is not named, the rows of the field that gives the figures held.

    Args:
        table: The table; a series with the item `*` is one whose field is not named.
        rows: As from the connector, with the field in `item`; without that column there is nothing to do.
        held: Returns the rows of a dataset as text, columns of its CSV.

    Returns:
        The rows without `item`, scaled.

    Raises:
        Disagrees: If no field gives all those of two years, if several do that differ elsewhere, if
            fewer years can be compared, or if the new figures are of another size.
        Incomplete: If the field lacks a new figure.
    """
    if "item" not in rows:
        return rows
    unnamed = {(one.dataset, one.indicator) for one in table.series if one.item == ANY_FIELD}
    parts = []
    for (dataset, indicator), own in rows.groupby(["dataset", "indicator"], sort=False):
        if (dataset, indicator) in unnamed:
            own = _field(own, held(str(dataset)), f"{table.id}, {indicator}")
        parts.append(own)
    return pd.concat(parts, ignore_index=True).drop(columns="item")


def _field(own: pd.DataFrame, old: pd.DataFrame, name: str) -> pd.DataFrame:
    dimensions = [str(column) for column in own if column not in (*ROW_COLUMNS, "item")]
    old = old[old["indicator"].isin(own["indicator"]) & old["value"].notna()].astype({"year": int})
    if dimensions:
        old = old.merge(own[dimensions].drop_duplicates(), on=dimensions)
    ours = old[old["year"].isin(own["year"])]
    if ours["year"].nunique() < FEWEST_YEARS:
        raise Disagrees(
            f"{name}: fields are recognised by the figures of {FEWEST_YEARS} years held; the answers have "
            f"{ours['year'].nunique()}"
        )
    key = [*dimensions, *PLACE]
    candidates = list(_candidates(own, ours, key))
    most = max(one.years for one in candidates)
    if most < FEWEST_YEARS:
        raise Disagrees(_none(name, candidates))
    one = _the_one([one for one in candidates if one.years == most], key, name)
    _expect_same_size(one, ours, key, name)
    return one


def _candidates(own: pd.DataFrame, ours: pd.DataFrame, key: list[str]) -> Iterator[_Candidate]:
    for item, rows in own.groupby("item", sort=False):
        both = ours[[*key, "value"]].merge(
            rows[[*key, "value"]], on=key, how="left", suffixes=("_old", "_new")
        )
        old, new = pd.to_numeric(both["value_old"]), pd.to_numeric(both["value_new"], errors="coerce")
        for factor in FACTORS:
            same = (new * float(factor) - old).abs() <= both["value_old"].map(half_a_unit)
            years = int(same.groupby(both["year"]).all().sum())
            yield _Candidate(str(item), factor, rows, both.assign(same=same), years)


def _none(name: str, candidates: list[_Candidate]) -> str:
    nearest = max(candidates, key=lambda one: one.both["same"].sum())
    example = nearest.both[~nearest.both["same"]].iloc[0]
    fields = ", ".join(sorted({one.name for one in candidates}))
    return (
        f"{name}: no field of the answer gives the figures held; there are {fields}; nearest is "
        f"{nearest.name} with {nearest.both['same'].sum()} of {len(nearest.both)}, "
        f"{example['region_code']} {example['year']}: "
        f"{example['value_old']} held, {example['value_new']} in the answer"
    )


def _the_one(fitting: list[_Candidate], key: list[str], name: str) -> pd.DataFrame:
    """Return the rows of the field that fits; of several, only if they are the same everywhere."""
    found = [_scaled(one).sort_values(key, ignore_index=True) for one in fitting]
    for one, rows in zip(fitting, found, strict=True):
        if not rows["value"].equals(found[0]["value"]):
            at = rows[rows["value"].ne(found[0]["value"])].iloc[0]
            raise Disagrees(
                f"{name}: the fields {fitting[0].name} and {one.name} both give the figures held and "
                f"differ in {at['region_code']} {at['year']}; name the right one in the catalogue as item"
            )
    gaps = found[0][found[0]["value"].isna()]
    if len(gaps):
        raise Incomplete(
            f"{name}: the field {fitting[0].name} has no figure for {gaps.iloc[0]['region_code']} in "
            f"{gaps.iloc[0]['year']}"
        )
    return found[0]


def _scaled(one: _Candidate) -> pd.DataFrame:
    values = [text if pd.isna(text) else scaled(text, one.factor) for text in one.rows["value"]]
    return one.rows.assign(value=pd.Series(values, one.rows.index, dtype="str"))


def _expect_same_size(rows: pd.DataFrame, ours: pd.DataFrame, key: list[str], name: str) -> None:
    """Check that new figures are of the size of the last ones held: a unit may change between two years."""
    last = ours.sort_values("year").drop_duplicates([one for one in key if one != "year"], keep="last")
    both = rows.merge(last, on=[one for one in key if one != "year"], suffixes=("_new", "_old"))
    step = pd.to_numeric(both["value_new"]) / pd.to_numeric(both["value_old"])
    wrong = both[~step.between(1 / LARGEST_STEP, LARGEST_STEP)]
    if len(wrong):
        one = wrong.iloc[0]
        raise Disagrees(
            f"{name}: {one['region_code']} has {one['value_old']} in {one['year_old']} and "
            f"{one['value_new']} in {one['year_new']}; the unit may have changed"
        )
