"""What a refresh changed, in lines a person can read."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pandas as pd

from etl.problems import runs
from etl.refresh.merge import Merged
from etl.refresh.words import Text, Words


@dataclass(frozen=True)
class Change:
    """One line of the change log.

    Attributes:
        source: The source that brought it.
        kind: new_years, revised, vanished, differs or compared.
        dataset: The dataset it is about.
        indicator: The series within it.
        text: The line in three languages.
    """

    source: str
    kind: str
    dataset: str
    indicator: str
    text: Text

    def as_record(self, at: datetime) -> dict[str, Any]:
        """Return the line with its time, for the report."""
        return {"at": at.isoformat(timespec="seconds"), **self.__dict__}


def changes_of(
    merged: Merged, dataset: str, source: str, words: Words, fill_only: bool, name: Text
) -> list[Change]:
    """Return the lines about one dataset, series by series.

    Args:
        merged: The result of the merge.
        dataset: The dataset.
        source: The source that brought it.
        words: The sentences.
        fill_only: Whether differing figures were left as they are.
        name: Name of the source.
    """
    found = []
    for indicator, rows in _by_indicator(merged.added):
        text = words.change(
            "new_years", name=words.name(dataset, indicator), years=year_spans(rows["year"]),
            regions=rows["region_code"].nunique(),
        )  # fmt: skip
        found.append(Change(source, "new_years", dataset, indicator, text))
    changed = "differs" if fill_only else "revised"
    for kind, pairs in ((changed, merged.revised), ("vanished", merged.vanished)):
        for indicator, rows in _by_indicator(pairs):
            text = words.change(
                kind, name=words.name(dataset, indicator), count=f"{len(rows):,}", source=name,
                examples=words.examples(rows),
            )  # fmt: skip
            found.append(Change(source, kind, dataset, indicator, text))
    return found


def compared(
    ours: pd.DataFrame, theirs: pd.DataFrame, dataset: str, source: str, words: Words, name: Text
) -> Iterator[Change]:
    """Compare the regions' shares of their common total, which neither unit nor currency affects.

    Args:
        ours: Columns region_code, year, value (text) of one series.
        theirs: The same, from the other source.
        dataset: Our dataset; `ours` must hold one indicator.
        source: The other source.
        words: The sentences.
        name: Name of the other source.
    """
    indicator = str(theirs["indicator"].iloc[0])
    key = ["region_code", "year"]
    both = ours[[*key, "value"]].astype({"year": int}).merge(theirs[[*key, "value"]], on=key)
    both[["value_x", "value_y"]] = both[["value_x", "value_y"]].apply(pd.to_numeric, errors="coerce")
    both = both.dropna()
    if both.empty:
        return
    shares = (
        both[["value_x", "value_y"]] / both.groupby("year")[["value_x", "value_y"]].transform("sum") * 100
    )
    difference = (shares["value_x"] - shares["value_y"]).abs()
    largest = both.iloc[int(difference.to_numpy().argmax())]
    yield Change(
        source,
        "compared",
        dataset,
        indicator,
        words.change(
            "compared",
            name=words.name(dataset, indicator),
            source=name,
            years=year_spans(both["year"]),
            difference=f"{difference.max():.2f}",
            region=words.regions.get(str(largest["region_code"]), {}) or str(largest["region_code"]),
            year=int(largest["year"]),
        ),
    )


def year_spans(years: Iterable[Any]) -> str:
    """Return years as text: "2019–2021, 2024"."""
    found = runs(sorted({int(year) for year in years}))
    return ", ".join(f"{one[0]}–{one[-1]}" if len(one) > 1 else str(one[0]) for one in found)


def _by_indicator(frame: pd.DataFrame) -> Iterator[tuple[str, pd.DataFrame]]:
    for indicator, rows in frame.groupby("indicator", sort=False):
        yield str(indicator), rows
