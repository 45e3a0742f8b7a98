"""Merges what a publisher answered into a dataset: adds, revises, and never takes a figure away."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from etl.checks.history import LARGE_CHANGE, MAX_SHARE
from etl.dataset import NOT_IN_KEY as NOT_IN_DATASET_KEY
from etl.imports.refusal import Refused
from etl.refresh.words import grouped
from etl.sources.connector import NOT_IN_KEY

OLD, NEW = "_old", "_new"
RELATIVE_DIFFERENCE = 1e-9
ACCEPT = "--accept-changes"


@dataclass(frozen=True)
class Merged:
    """A dataset with the answer merged in.

    Attributes:
        frame: The rows as text, columns of the dataset.
        added: The rows that are new and have a figure.
        revised: Rows whose figure changed, with `old` and `new` (text).
        vanished: Rows of ours, within what the answer covers, for which it has no figure; they stay.
    """

    frame: pd.DataFrame
    added: pd.DataFrame
    revised: pd.DataFrame
    vanished: pd.DataFrame

    @property
    def changed(self) -> bool:
        """Whether any figure was added or revised."""
        return bool(len(self.added) or len(self.revised))


def merge(
    old: pd.DataFrame,
    rows: pd.DataFrame,
    source_id: str,
    nations: tuple[str, ...],
    main_source: str,
    fill_only: bool = False,
) -> Merged:
    """Merge rows into a dataset.

    Args:
        old: The dataset's rows as text (columns of the CSV).
        rows: Rows of this dataset, as from a connector. A column `within` says how far a figure may lie from
            ours and still be the same, only less exact.
        source_id: Source of the rows.
        nations: Codes of the nations.
        main_source: Source of an old row that names none.
        fill_only: Whether figures that we have are left as they are.
    """
    columns = [name for name in old.columns if name != "line"]
    old = old[columns].assign(source=_source(old, main_source))
    key = _key(old)
    rows = _keyed(rows, key)
    both = joined_by_key(old, rows)
    # An outer merge sorts by key; the order of the file comes back by `index`.
    both = both.sort_values("index", kind="stable", na_position="last")
    new_value, old_value = _number(both["value" + NEW]), _number(both["value" + OLD])
    ours, theirs = both["side"].ne("right_only"), both["side"].ne("left_only")
    same = _same(old_value, new_value)
    less_exact = ~same & ((old_value - new_value).abs() <= _rounding(both, fill_only))
    differs = ours & theirs & new_value.notna() & ~same & ~less_exact
    added = theirs & ~ours & _wanted(both, old, nations)
    figure = added & new_value.notna()
    gap = added & new_value.isna() & _in_range(both, old, figure)
    replaced = ours & theirs & new_value.notna() & ~less_exact & (not fill_only)
    revised = differs & (not fill_only)
    vanished = ours & old_value.notna() & ~(theirs & new_value.notna()) & _covered(both, rows, key)
    take = figure | gap | replaced
    none = pd.Series(pd.NA, both.index, dtype="str")
    mark_old, mark_new = (both["mark" + OLD], both["mark" + NEW]) if "mark" in old else (none, both["mark"])
    result = both[key].assign(
        value=both["value" + OLD].mask(figure | revised, both["value" + NEW]),
        mark=mark_old.mask(gap, mark_new).mask(replaced, pd.NA),
        source=both["source"].mask(take, source_id),
        **{name: both[name] for name in columns if name not in (*key, "value", "mark", "source")},
    )
    pairs = both[key].assign(old=both["value" + OLD], new=both["value" + NEW])
    return Merged(
        frame=_ordered(result[ours | figure | gap], columns, key),
        added=pairs[figure],
        revised=pairs[differs],
        vanished=pairs[vanished],
    )


def joined_by_key(old: pd.DataFrame, rows: pd.DataFrame) -> pd.DataFrame:
    """Put a dataset's rows and those of a connector side by side.

    Rows of a dimension the answer does not speak of (another basis, another edition) meet none of its rows.

    Returns:
        The key of the dataset, `index` (place in the dataset), `side` (left_only, right_only, both) and the
        other columns of both, with `_old` and `_new` where they have the same name.
    """
    key = _key(old)
    rows = _keyed(rows, key)
    return old.reset_index().merge(rows, on=key, how="outer", suffixes=(OLD, NEW), indicator="side")


def half_a_unit(text: str) -> float:
    """Return half of the last digit of a figure: what rounding may have changed."""
    return 0.5 * 10.0 ** -len(text.partition(".")[2]) * (1 + RELATIVE_DIFFERENCE)


def expect_usual(merged: Merged, old: pd.DataFrame) -> None:
    """Hold revisions to the bounds of a build, also of series that no indicator is made of.

    Args:
        merged: The result of the merge.
        old: The dataset before it.

    Raises:
        Refused: If more than 5 % of the figures of a series change by more than 10 %.
    """
    before, after = (pd.to_numeric(merged.revised[name]) for name in ("old", "new"))
    large = merged.revised[(after - before).abs() > LARGE_CHANGE * before.abs()]
    for indicator, rows in large.groupby("indicator", sort=False):
        n_held = (old["indicator"] == indicator).sum()
        if len(rows) > MAX_SHARE * n_held:
            shown = "; ".join(
                f"{one['region_code']} {one['year']}: {grouped(str(one['old']))} → {grouped(str(one['new']))}"
                for one in rows.head(5).to_dict("records")
            )
            raise Refused(
                f"{indicator}: {len(rows)} of {n_held} figures held would change by more than "
                f"{LARGE_CHANGE:.0%} ({shown}). Compare with the publisher; if they are right, add {ACCEPT}."
            )


def followed(
    anchors: list[dict[str, Any]], revised: pd.DataFrame, limit: float | None
) -> list[dict[str, Any]]:
    """Let the anchors follow revisions.

    Args:
        anchors: The spot figures of the dataset.
        revised: The revised rows.
        limit: Largest relative change to follow; beyond it the anchor stays and stops the build. None: any.
    """
    found = []
    for anchor in anchors:
        mine = pd.Series(True, revised.index)
        for name, wanted in anchor.items():
            if name != "value" and name in revised:
                mine &= revised[name].fillna("").eq("" if wanted is None else str(wanted))
        if mine.sum() == 1:
            value = float(revised.loc[mine, "new"].iloc[0])
            change = abs(value - anchor["value"]) / max(abs(anchor["value"]), 1e-12)
            if limit is None or change <= limit:
                anchor = {**anchor, "value": int(value) if value.is_integer() else value}
        found.append(anchor)
    return found


def coverage(frame: pd.DataFrame, stated: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a dataset covers: first and last year, and the number of regions where it was stated."""
    years = frame.loc[frame["value"].notna(), "year"].astype(int)
    regions = {"regions": int(frame["region_code"].nunique())} if "regions" in stated else {}
    return {**stated, "first_year": int(years.min()), "last_year": int(years.max()), **regions}


def provisional(before: Collection[int], rows: pd.DataFrame, merged: Merged) -> list[int]:
    """Return which years of a dataset are provisional after a merge.

    Where the publisher names the years (column `provisional`), those. Where not, its newest year is
    provisional as it enters, and a year held as provisional until a later table gives other figures for it.

    Args:
        before: The provisional years so far.
        rows: Rows of the publisher.
        merged: The dataset with them.
    """
    years = set(rows["year"].astype(int))
    named = set(rows.loc[rows["provisional"].eq(True), "year"].astype(int))
    if named:
        return sorted(set(before) - years | named)
    newest = max(years)
    settled = {year for year in merged.revised["year"].astype(int) if year < newest}
    return sorted(set(before) - settled | {newest} & set(merged.added["year"].astype(int)))


def _key(old: pd.DataFrame) -> list[str]:
    return [name for name in old.columns if name not in (*NOT_IN_DATASET_KEY, "line")]


def _keyed(rows: pd.DataFrame, key: list[str]) -> pd.DataFrame:
    return rows.reindex(columns=[*key, *NOT_IN_KEY]).astype({"year": "str"})


def _source(old: pd.DataFrame, main_source: str) -> pd.Series:
    if "source" not in old:
        return pd.Series(main_source, old.index, dtype="str")
    return old["source"].fillna(main_source)


def _number(text: pd.Series) -> pd.Series:
    return pd.to_numeric(text, errors="coerce").astype(float)


def _same(one: pd.Series, other: pd.Series) -> pd.Series:
    return (one - other).abs() <= RELATIVE_DIFFERENCE * np.maximum(1.0, other.abs())


def _rounding(both: pd.DataFrame, fill_only: bool) -> pd.Series:
    """Return how far a figure may lie from ours and be the same, only less exact.

    The answer says so in `within`; a source that fills may have rounded its last digit.
    """
    stated = _number(both["within"]).fillna(0.0)
    if not fill_only:
        return stated
    return stated.combine(both["value" + NEW].map(half_a_unit, na_action="ignore").astype(float), np.fmax)


def _wanted(both: pd.DataFrame, old: pd.DataFrame, nations: tuple[str, ...]) -> pd.Series:
    """Say which new rows are taken: national ones and gaps in earlier years only where the feed says so."""
    newest = old["year"].astype(int).groupby(old["indicator"]).max()
    later = both["year"].astype(int) > both["indicator"].map(newest).fillna(0)
    gaps = both["fill_gaps"].eq(True) | later
    return gaps & (both["nation"].eq(True) | ~both["region_code"].isin(nations))


def _in_range(both: pd.DataFrame, old: pd.DataFrame, figure: pd.Series) -> pd.Series:
    """Say which rows belong to years with figures of the series: only there is a mark a gap with a reason."""
    known = set(zip(old["indicator"], old["year"], strict=True))
    known |= set(zip(both.loc[figure, "indicator"], both.loc[figure, "year"], strict=True))
    pairs = zip(both["indicator"], both["year"], strict=True)
    return pd.Series([pair in known for pair in pairs], both.index)


def _covered(both: pd.DataFrame, rows: pd.DataFrame, key: list[str]) -> pd.Series:
    """Say which rows lie in series and years that the answer speaks of."""
    of_series = [name for name in key if name not in ("region_code", "origin_code")]
    spoken = set(map(tuple, rows.loc[rows["value"].notna(), of_series].fillna("").to_numpy()))
    regions = set(rows["region_code"])
    inside = [tuple(row) in spoken for row in both[of_series].fillna("").to_numpy()]
    return pd.Series(inside, both.index) & both["region_code"].isin(regions)


def _ordered(frame: pd.DataFrame, columns: list[str], key: list[str]) -> pd.DataFrame:
    """Return the rows in the order of the file, new ones after their neighbours, with the file's columns."""
    extra = [name for name in ("mark", "source") if name not in columns and frame[name].notna().any()]
    rest = [name for name in key if name not in ("indicator", "region_code", "year")]
    ranks = {
        name: {value: n for n, value in enumerate(frame[name].unique())} for name in ("indicator", *rest)
    }
    order = frame.assign(year=frame["year"].astype(int), **{n: frame[n].map(ranks[n]) for n in ranks})
    order = order.sort_values(["indicator", "region_code", *rest, "year"], kind="stable")
    return frame.loc[order.index, [*columns, *extra]].reset_index(drop=True)
