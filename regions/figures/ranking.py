"""Regions in order of one indicator: the ends of a list, then and now, the course of each."""

from collections.abc import Iterable

import pandas as pd

from regions.database.build import Build
from regions.database.catalogue import Catalogue
from regions.database.places import COUNTRIES, are_nations, country_of, is_region
from regions.figures.panel import panel
from regions.figures.statements import may_span, with_ranks

TERRITORIAL_CHANGES = ("founded", "split", "territory", "merged")


def top_and_bottom(frame: pd.DataFrame, number: int) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the highest and the lowest rows of a rank table, nations and missing figures left out.

    With fewer than twice `number` regions the two parts do not overlap: the top has precedence.
    """
    known = frame[frame.value.notna() & ~are_nations(frame.region_code)]
    top = known.head(number)
    return top, known.iloc[len(top) :].tail(number)


def then_and_now(
    build: Build, indicator_id: str, first: int, last: int, currency: str | None = None
) -> pd.DataFrame:
    """Return each region in two years.

    Returns:
        Columns `region_code, country, value_then, value_now, change` (per cent for counts and money, else
        the difference in the indicator's unit), `rank_then, rank_now` (within the country; none out of
        a partial list), `rank_change` (positive: moved up), `crosses_break` (the series breaks in between),
        `territory_changed`. Only regions with a figure in both years; largest change first.
    """
    catalogue = build.catalogue
    figures = panel(build, indicator_id, currency)
    indicator = figures.indicator
    codes = [code for code in figures.codes if is_region(code) or not indicator.is_regional]
    frame = pd.DataFrame(
        {
            "region_code": codes,
            "country": [country_of(code) for code in codes],
            "value_then": figures.row(first, codes),
            "value_now": figures.row(last, codes),
        }
    ).dropna(ignore_index=True)
    relative = indicator.changes_in_per_cent
    difference = frame.value_now - frame.value_then
    base = frame.value_then.where(frame.value_then > 0)
    frame["change"] = 100 * difference / base if relative else difference
    for when in ("then", "now"):
        # Of the regions of the first year: one founded since has no place then.
        figure = frame.rename(columns={f"value_{when}": "value"}).assign(year=first)
        frame[f"rank_{when}"] = with_ranks(figure, indicator, currency, catalogue).rank_country
    frame["rank_change"] = frame.rank_then - frame.rank_now
    broken = {country: not may_span(indicator, country, (first, last)) for country in COUNTRIES}
    frame["crosses_break"] = frame.country.map(broken).astype(bool)
    changed = changed_territory(catalogue, first, last)
    frame["territory_changed"] = frame.region_code.isin(changed)
    return frame.sort_values("change", ascending=False, kind="stable", ignore_index=True)


def changed_territory(catalogue: Catalogue, first: int, last: int) -> frozenset[str]:
    """Return the regions whose territory changed after the end of `first` and by the end of `last`."""
    return frozenset(
        change.region_code
        for change in catalogue.changes
        if change.kind in TERRITORIAL_CHANGES and first < change.date.year <= last
    )


def sparklines(
    build: Build, indicator_id: str, codes: Iterable[str], currency: str | None = None
) -> dict[str, tuple[tuple[int, float], ...]]:
    """Return (year, value) of every figure of some regions, oldest first."""
    figures = panel(build, indicator_id, currency)
    found = {}
    for code in codes:
        years, values = figures.known(code)
        found[code] = tuple(zip(years.tolist(), values.tolist(), strict=True))
    return found
