"""Ranked regions: a bar each, highest first; a map in a workbook is such a chart, too."""

from collections.abc import Sequence

import pandas as pd

from charts.drawing import GAP, DataSeries, Drawing, drawn_values
from charts.kinds.kind import Kind, Subject
from regions.database.places import are_nations
from regions.shapes.exhibit import Exhibit, countries_in_order
from regions.shapes.frames import one_row_a_figure


def known_rows(exhibit: Exhibit) -> pd.DataFrame:
    """Return the rows of the exhibit's indicator that have a figure, one a region, nations among them."""
    data = exhibit.data.dropna(subset=["value"])
    rows: pd.DataFrame = data[data.indicator_id == exhibit.indicator.id].drop_duplicates("region_code")
    return rows


def regions_of(data: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of regions; those of nations where there are no others."""
    regional: pd.DataFrame = data[~are_nations(data.region_code)]
    return regional if len(regional) else data


def rows_within(
    codes: Sequence[str], picks: Sequence[str], most: int | None
) -> tuple[list[int | None], list[int]]:
    """Return which rows are drawn, in order, and which are left out: all picked ones stay, then the ends.

    None stands where rows are left out, if there is room for saying so.
    """
    rows = _ends_and_picks(codes, picks, most) if most and len(codes) > most else [*range(len(codes))]
    return rows, [place for place in range(len(codes)) if place not in rows]


def _ends_and_picks(codes: Sequence[str], picks: Sequence[str], most: int) -> list[int | None]:
    ends = [place for step in range(len(codes)) for place in (step, len(codes) - 1 - step)]
    wanted = list(dict.fromkeys([*(n for n, code in enumerate(codes) if code in picks), *ends]))
    picked = sum(code in picks for code in codes)
    for room in range(most, picked, -1):
        rows = _with_gaps(sorted(wanted[:room]), len(codes))
        if len(rows) <= most:
            return rows
    return [*sorted(wanted[:most])]


def _with_gaps(kept: list[int], total: int) -> list[int | None]:
    rows: list[int | None] = []
    for place in kept:
        before = next((row for row in reversed(rows) if row is not None), -1)
        rows += [None, place] if place > before + 1 else [place]
    return [*rows, None] if kept and kept[-1] < total - 1 else rows


def describe(subject: Subject) -> Drawing:
    """Return one bar a region: where there is no room for all, both ends and the regions picked."""
    exhibit = subject.exhibit
    ordered = one_row_a_figure(regions_of(known_rows(exhibit)))
    ordered = ordered.sort_values("value", ascending=False, kind="stable").reset_index(drop=True)
    areas = ordered.area if "area" in ordered else [None] * len(ordered)
    names = [area or subject.name(code) for area, code in zip(areas, ordered.region_code, strict=True)]
    rows, left_out = rows_within(ordered.region_code.tolist(), exhibit.view.regions, subject.limits.bars)
    shown = ordered.reindex([-1 if row is None else row for row in rows])
    series = [
        DataSeries(
            key=country,
            name=subject.text(f"country.{country}"),
            country=country,
            values=drawn_values(shown.value.where(shown.country == country)),
            colour=subject.theme.country(country),
        )
        for country in countries_in_order(exhibit.language)
        if (shown.country == country).any()
    ]
    return Drawing(
        "bar",
        tuple(GAP if row is None else names[row] for row in rows),
        tuple(series),
        exhibit.decimals,
        tuple(names[row] for row in left_out),
    )


_COLUMNS = ("region_code", "country", "indicator_id", "value")
KINDS = (Kind("bar", _COLUMNS, describe, splits=True), Kind("map", _COLUMNS, describe, splits=True))
