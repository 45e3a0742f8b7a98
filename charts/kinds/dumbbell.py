"""Then and now: each region a row from its figure in the first year to that in the last."""

import pandas as pd

from charts.drawing import DataSeries, Drawing
from charts.kinds.kind import Kind, Subject
from charts.kinds.ranked import regions_of, rows_within
from regions.shapes.exhibit import Exhibit
from regions.shapes.units import change_text


def pairs_of(exhibit: Exhibit) -> pd.DataFrame:
    """Return a row a region, largest change first, of those with a figure in both years.

    Columns `region_code, country, first, last` (years), `then, now, change, status`, `text` (the change as
    the reader writes it), and `rank_then, rank_now` where regions are ranked.
    """
    data = exhibit.data.dropna(subset=["value", "change"]).sort_values("year", kind="stable")
    columns = {
        "country": ("country", "first"),
        "then": ("value", "first"),
        "now": ("value", "last"),
        "first": ("year", "first"),
        "last": ("year", "last"),
        "change": ("change", "first"),
        "status": ("status", "last"),
    }
    columns |= {name: (name, "first") for name in ("rank_then", "rank_now") if name in data}
    pairs = data.groupby("region_code", sort=False).agg(**columns).reset_index()
    pairs = pairs[pairs["first"] < pairs["last"]].sort_values("change", ascending=False, kind="stable")
    pairs["text"] = [
        change_text(change, exhibit.indicator, country, exhibit.view.currency, exhibit.language)
        for change, country in zip(pairs.change, pairs.country, strict=True)
    ]
    return pairs


def is_logarithmic(exhibit: Exhibit, pairs: pd.DataFrame) -> bool:
    """Say whether the axis is: counts and money change by per cent, so equal changes are equally long."""
    return exhibit.indicator.changes_in_per_cent and bool((pairs[["then", "now"]] > 0).all().all())


def describe(subject: Subject) -> Drawing:
    """Return a series a region, its two points a row, the first region on top."""
    exhibit = subject.exhibit
    pairs = regions_of(pairs_of(exhibit))
    names = [subject.name(code) for code in pairs.region_code]
    rows, left_out = rows_within(pairs.region_code.tolist(), exhibit.view.regions, subject.limits.pairs)
    shown = pairs.iloc[[row for row in rows if row is not None]]
    heights = [len(rows) - place for place, row in enumerate(rows) if row is not None]
    series = tuple(
        DataSeries(
            key=code,
            name=subject.name(code),
            country=country,
            values=(float(height), float(height)),
            colour=subject.theme.country(country),
            x=(float(then), float(now)),
            labels=(subject.name(code), text),
        )
        for height, code, country, then, now, text in zip(
            heights, shown.region_code, shown.country, shown.then, shown.now, shown.text, strict=True
        )
    )
    years = (str(exhibit.data.year.min()), str(exhibit.data.year.max()))
    return Drawing(
        "dumbbell",
        years,
        series,
        exhibit.decimals,
        tuple(names[row] for row in left_out),
        frozenset("x") if is_logarithmic(exhibit, shown) else frozenset(),
        key=(f"○ {years[0]}", f"● {years[1]}"),
    )


KINDS = (
    Kind("dumbbell", ("region_code", "country", "year", "value", "status", "change"), describe, splits=True),
)
