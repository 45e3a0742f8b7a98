"""The figures behind the page of all figures: what is asked, and the rows that answer it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from regions.asking.selection import Selection, figures, indicators_of, regions_of
from regions.asking.view import View
from regions.build.catalogue import Catalogue, Indicator
from regions.build.database import Build
from regions.build.places import countries_of
from regions.exhibits.exploration import MOST_WIDE, one_indicator, selection_of
from regions.exhibits.explore_layouts import laid_out
from regions.figures.crosstabs import correlations
from regions.figures.holdings import coverage_by_year
from regions.figures.tidy import tidy
from regions.shapes.exhibit import countries_in_order
from regions.shapes.layout import Layout

COLUMNS = [
    *("indicator_id", "region_code", "country", "year", "value", "status", "mark", "source_id"),
    *("unit", "base_year"),
]


@dataclass(frozen=True)
class Asked:
    """What is asked of all figures, and where they are."""

    view: View
    build: Build

    @property
    def show(self) -> str:
        """How the page lays the figures out."""
        return self.view.show or "long"

    @cached_property
    def selection(self) -> Selection:
        """The filters of the View."""
        return selection_of(self.view)

    @cached_property
    def indicators(self) -> list[Indicator]:
        """What passes the filters; a table of years shows one of them."""
        if self.show == "years":
            return [one_indicator(self.view, self.build.catalogue)]
        return [
            self.build.catalogue.indicators[code]
            for code in indicators_of(self.selection, self.build.catalogue)
        ]

    @cached_property
    def source_ids(self) -> list[str]:
        """Sources of the indicators in the reader's order of countries, one mention an indicator."""
        found = []
        for country in countries_in_order(self.view.language):
            for indicator in self.indicators:
                held = indicator.countries.get(country)
                found += list(held.source_ids) if held else []
        return found


@dataclass(frozen=True)
class Made:
    """The figures of an exhibit and how they are laid out."""

    data: pd.DataFrame
    dimensions: tuple[str, ...]
    layout: Layout | None = None
    missing: tuple[str, ...] = ()


def _table(asked: Asked) -> Made | None:
    """The figures selected, in the rows and columns of the page."""
    view = asked.view
    frame = figures(asked.build, asked.selection)
    data = tidy(frame, asked.build.catalogue, view.language, asked.selection)[COLUMNS]
    indexed = view.mode in ("index", "change")
    layout = laid_out(view, asked.build) if len(data) else None
    if layout is None:
        return None
    if asked.show == "indicators":
        data = _of_the_years_shown(data, layout.frame)
    elif asked.show == "years":
        data = data[data.indicator_id == asked.indicators[0].id]
    data = data if indexed else data.drop(columns="base_year")
    return Made(data.reset_index(drop=True), ("unit", "base_year") if indexed else ("unit",), layout)


def _of_the_years_shown(data: pd.DataFrame, table: pd.DataFrame) -> pd.DataFrame:
    """Keep the figures of the one year that each row of the table shows."""
    keys = ["indicator_id", "country", "year"]
    return data[pd.MultiIndex.from_frame(data[keys]).isin(pd.MultiIndex.from_frame(table[keys]))]


def _correlation(asked: Asked) -> Made | None:
    """Coefficients of each pair of indicators within each country: `x_indicator_id, y_indicator_id, n`."""
    codes = [indicator.id for indicator in asked.indicators if indicator.is_regional]
    if not 2 <= len(codes) <= MOST_WIDE:
        return None
    found = correlations(asked.build, asked.selection, codes)
    sources = _sources_by_country(asked)
    data = pd.DataFrame(
        {
            "indicator_id": "correlation",
            "region_code": found.country,
            "country": found.country,
            "year": found.year,
            "value": found.coefficient,
            "status": "actual",
            "mark": None,
            "source_id": found.country.map(sources),
            "x_indicator_id": found.x,
            "y_indicator_id": found.y,
            "n": found.n,
        }
    )
    return Made(data, ("x_indicator_id", "y_indicator_id", "n"))


def _missing(asked: Asked) -> Made:
    return _presence(asked) if len(asked.indicators) == 1 else _coverage(asked)


def _coverage(asked: Asked) -> Made:
    """How many regions have a figure: `held_indicator_id` and `share`, 0 to 1 of the regions in force."""
    codes = [indicator.id for indicator in asked.indicators]
    held = coverage_by_year(asked.build, codes)
    sources = _sources_by_country(asked)
    data = pd.DataFrame(
        {
            "indicator_id": "coverage",
            "region_code": held.country,
            "country": held.country,
            "year": held.year,
            "value": held.regions.astype(float),
            "status": "actual",
            "mark": None,
            "source_id": held.country.map(sources),
            "held_indicator_id": held.indicator_id,
            "share_held": held.share,
        }
    )
    return Made(data.reset_index(drop=True), ("held_indicator_id", "share_held"))


def _presence(asked: Asked) -> Made:
    """One indicator, every region and year: the figure, or no value; `presence` says which."""
    frame = figures(asked.build, asked.selection)
    if frame.empty:
        return Made(frame, ())
    codes = regions_shown(asked.view, asked.build.catalogue)
    span = range(int(frame.year.min()), int(frame.year.max()) + 1)
    grid = pd.MultiIndex.from_product([codes, span], names=["region_code", "year"]).to_frame(index=False)
    data = grid.merge(frame.drop(columns="base_year"), on=["region_code", "year"], how="left")
    presence = data.status.where(data.value.notna(), "marked").where(data.status.notna(), "missing")
    data = data.assign(
        indicator_id=asked.indicators[0].id,
        country=countries_of(data.region_code),
        status=data.status.fillna(""),
        presence=presence,
    )
    absent = tuple(code for code in codes if not data[data.region_code == code].value.notna().any())
    ordered = [name for name in COLUMNS if name in data]
    return Made(data[[*ordered, "presence"]], ("presence",), missing=absent)


def regions_shown(view: View, catalogue: Catalogue) -> list[str]:
    """Return the regions of the map of missing figures, the reader's country first."""
    selection = selection_of(view)
    indicator = catalogue.indicators[indicators_of(selection, catalogue)[0]]
    passing = [one for one in regions_of(selection, catalogue) if one.is_country or indicator.is_regional]
    return [
        region.code
        for country in countries_in_order(view.language)
        for region in passing
        if region.country == country and country in indicator.countries
    ]


def _sources_by_country(asked: Asked) -> dict[str, str]:
    return {
        country: ";".join(
            dict.fromkeys(
                code
                for one in asked.indicators
                if country in one.countries
                for code in one.countries[country].source_ids
            )
        )
        for country in ("KR", "JP")
    }


MAKERS: Mapping[str, Callable[[Asked], Made | None]] = {
    "long": _table,
    "wide": _table,
    "years": _table,
    "indicators": _table,
    "correlation": _correlation,
    "missing": _missing,
}
