"""What the page of all figures shows for a View: the selection, and the table in the form asked for."""

from dataclasses import dataclass

import pandas as pd

from regions.asking.page_specs import PAGES
from regions.asking.selection import (
    MOST_ROWS,
    MUNICIPALITY,
    TIDY_COLUMNS,
    Selection,
    count,
    figures,
    indicators_of,
    places_of,
)
from regions.asking.view import View
from regions.database.build import Build
from regions.database.catalogue import Catalogue, Indicator
from regions.database.languages import Language
from regions.database.memory import per_build
from regions.figures.crosstabs import by_indicators, by_years, count_wide, wide
from regions.figures.tidy import tidy, unit_text
from regions.shapes.exhibit import countries_in_order

PAGE_ROWS = 100
# More columns than this are no table that anyone reads.
MOST_WIDE = 20
# Of places side by side there may be more: all provinces and prefectures, all municipalities of one.
MOST_PLACES = 200
# What joins a table to others: in every file, on the screen where it is chosen.
CODES = ("indicator_id", "region_code")
DEFAULT_COLUMNS = ("indicator", "region", "year", "value", "unit", "status", "comparability")


@dataclass(frozen=True)
class Extent:
    """How much a selection holds: figures, marked gaps included; indicators and regions that pass."""

    figures: int
    indicators: int
    regions: int


def selection_of(view: View) -> Selection:
    """Return the filters of a View."""
    return Selection(
        indicators=view.indicators,
        topics=view.all_chosen("topic"),
        comparabilities=view.all_chosen("comparability"),
        countries=view.all_chosen("country"),
        blocks=view.all_chosen("block"),
        kinds=view.all_chosen("kind"),
        regions=view.regions,
        level=view.level,
        within=view.all_chosen("within") if view.level == MUNICIPALITY else (),
        statuses=view.all_chosen("status"),
        year_from=view.year_from,
        year_to=view.year_to,
        currency=view.currency or "national",
        mode=view.mode,
    )


def extent(selection: Selection, build: Build) -> Extent:
    """Return how much a selection holds, counted exactly."""
    return Extent(
        count(build, selection),
        len(indicators_of(selection, build.catalogue)),
        sum(not place.is_country for place in places_of(selection, build.catalogue)),
    )


def columns_shown(view: View) -> list[str]:
    """Return the columns of the long table in their order: the usual ones and those chosen beside them."""
    chosen = {*DEFAULT_COLUMNS, *view.all_chosen("column")}
    if view.mode in ("index", "change"):
        chosen.add("base_year")
    return [column for column in TIDY_COLUMNS if column in chosen]


def long_table(view: View, build: Build, limit: int = PAGE_ROWS, offset: int = 0) -> pd.DataFrame:
    """Return a page of the figures in the order asked for, columns as `columns_shown` (of `TIDY_COLUMNS`).

    It is kept for all who look at it: not to be changed.
    """
    return _long_page(view, build, limit, offset)


def whole_long_table(view: View, build: Build) -> pd.DataFrame:
    """Return all figures as files have them: columns as `columns_shown`, and the codes in any case."""
    columns = dict.fromkeys((*columns_shown(view), *CODES))
    return _long_rows(view, build, MOST_ROWS, 0)[list(columns)]


def _long_rows(view: View, build: Build, limit: int, offset: int) -> pd.DataFrame:
    selection = selection_of(view)
    frame = figures(
        build,
        selection,
        sort=view.chosen("sort") or "indicator_id",
        descending=view.chosen("order") == "descending",
        limit=limit,
        offset=offset,
        leading_country=countries_in_order(view.language)[0],
    )
    return tidy(frame, build.catalogue, view.language, selection)


@per_build(128)
def _long_page(view: View, build: Build, limit: int, offset: int) -> pd.DataFrame:
    return _long_rows(view, build, limit, offset)[columns_shown(view)]


def wide_table(view: View, build: Build, limit: int = 1_000_000, offset: int = 0) -> pd.DataFrame:
    """Return a row for each region, year and status: their columns, then the indicators."""
    descending = view.chosen("order") == "descending"
    table = wide(build, selection_of(view), descending, limit, offset)
    return _with_regions(table, build.catalogue, view.language)


def years_table(view: View, build: Build) -> pd.DataFrame:
    """Return one indicator, a row for each region: `region_code, region, country`, the years."""
    indicator = one_indicator(view, build.catalogue)
    table = by_years(build, selection_of(view), indicator.id)
    return _with_regions(_in_order(table, view.language), build.catalogue, view.language)


def indicators_table(view: View, build: Build) -> pd.DataFrame:
    """Return a row for each indicator and country: what they are, unit, year, then the regions."""
    selection = selection_of(view)
    table = _in_order(by_indicators(build, selection), view.language, "indicator_id")
    known = build.catalogue.indicators_at(view.level)
    held = [known[code] for code in table.indicator_id]
    table.insert(1, "indicator", [indicator.name[view.language] for indicator in held])
    units = [
        unit_text(indicator, country, selection, view.language)
        for indicator, country in zip(held, table.country, strict=True)
    ]
    table.insert(3, "unit", units)
    return table


def row_count(view: View, build: Build) -> int:
    """Return how many rows the long or wide table has in all."""
    selection = selection_of(view)
    counted = count_wide if view.show == "wide" else count
    return counted(build, selection)


def one_indicator(view: View, catalogue: Catalogue) -> Indicator:
    """Return the indicator of a view that shows one: the first that passes the filters and fits the mode."""
    known = catalogue.indicators_at(view.level)
    passing = [known[code] for code in indicators_of(selection_of(view), catalogue)]
    chosen = sorted(passing, key=lambda held: view.indicators.index(held.id) if view.indicators else 0)
    fitting = [held for held in chosen if view.mode != "per_head" or held.per_head]
    return next(iter([*fitting, *chosen]), PAGES["explore"].default_indicator(catalogue, view.level))


def left_out(view: View, catalogue: Catalogue) -> list[Indicator]:
    """Return the indicators chosen of which a figure per head would mean nothing."""
    if view.mode != "per_head":
        return []
    held = [catalogue.indicators_at(view.level)[code] for code in view.indicators]
    return [indicator for indicator in held if not indicator.per_head]


def _in_order(table: pd.DataFrame, language: Language, within: str | None = None) -> pd.DataFrame:
    """Put the reader's country first, rows otherwise as they are (or within each run of `within`)."""
    second = (table.country != countries_in_order(language)[0]).astype(int)
    runs = pd.Series(0, index=table.index) if within is None else pd.factorize(table[within])[0]
    order = pd.DataFrame({"run": runs, "second": second}, index=table.index)
    return table.loc[order.sort_values(["run", "second"], kind="stable").index].reset_index(drop=True)


def _with_regions(table: pd.DataFrame, catalogue: Catalogue, language: Language) -> pd.DataFrame:
    names = [catalogue.place_listed(code)[language] for code in table.region_code]
    table.insert(1, "region", names)
    return table
