"""The figures behind the page of all figures: what is asked, and the rows that answer it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from regions.asking.selection import Selection, figures, indicators_of, regions_of
from regions.asking.view import View
from regions.database.build import Build
from regions.database.catalogue import Catalogue, Indicator
from regions.database.places import COUNTRIES, countries_of
from regions.exhibits.exploration import MOST_WIDE, one_indicator, selection_of
from regions.exhibits.explore_layouts import indicators_layout, long_layout, wide_layout, years_layout
from regions.figures.crosstabs import correlations
from regions.figures.holdings import coverage_by_year
from regions.figures.tidy import tidy
from regions.shapes.exhibit import ChartKind, countries_in_order
from regions.shapes.frames import observed
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
        return self.view.show or next(iter(FORMS))

    @property
    def form(self) -> "Form":
        """What goes with the way the figures are laid out."""
        return form_of(self.view)

    @property
    def measure(self) -> str:
        """What is computed of the indicators; empty where their own figures are shown."""
        return "" if self.form.shows_one and len(self.indicators) == 1 else self.form.measure

    @cached_property
    def selection(self) -> Selection:
        """The filters of the View."""
        return selection_of(self.view)

    @cached_property
    def indicators(self) -> list[Indicator]:
        """What passes the filters; a table of years shows one of them."""
        if self.show == "years":
            return [one_indicator(self.view, self.build.catalogue)]
        known = self.build.catalogue.indicators_at(self.view.level)
        return [known[code] for code in indicators_of(self.selection, self.build.catalogue)]


@dataclass(frozen=True)
class Made:
    """The figures of an exhibit and how they are laid out."""

    data: pd.DataFrame
    dimensions: tuple[str, ...]
    layout: Layout | None = None
    missing: tuple[str, ...] = ()


@dataclass(frozen=True)
class Form:
    """A form in which the page of all figures answers (`show=`), in titles `explore.form.<value>`.

    Attributes:
        figures: Returns what is shown; None where it cannot be.
        chart: How slides and workbooks draw it.
        own: Parameters of the View beside the filters that it depends on.
        reading: Message on how to read it.
        measure: What a matrix computes of the indicators, the message `explore.measure.<measure>`.
        decimals: Of the measure.
        shows_one: Whether of a single indicator the figures themselves are shown instead of the measure.
        is_dated: Whether the span of years is said.
        is_titled: Whether the title names the form.
    """

    figures: Callable[[Asked], Made | None]
    chart: ChartKind = "table"
    own: tuple[str, ...] = ()
    reading: str = ""
    measure: str = ""
    decimals: int = 0
    shows_one: bool = False
    is_dated: bool = True
    is_titled: bool = True


def _table(
    lay_out: Callable[[View, Build], Layout | None],
    keep: Callable[[pd.DataFrame, Layout], pd.DataFrame] = lambda data, _layout: data,
) -> Callable[[Asked], Made | None]:
    """Return what selects the figures, in the rows and columns of the page.

    Args:
        lay_out: Lays them out; returns None where nobody would read the table.
        keep: Keeps of the figures what the table shows.
    """

    def made(asked: Asked) -> Made | None:
        view = asked.view
        frame = figures(asked.build, asked.selection)
        data = tidy(frame, asked.build.catalogue, view.language, asked.selection)[COLUMNS]
        layout = lay_out(view, asked.build) if len(data) else None
        if layout is None:
            return None
        indexed = view.mode in ("index", "change")
        data = keep(data, layout)
        data = data if indexed else data.drop(columns="base_year")
        return Made(data.reset_index(drop=True), ("unit", "base_year") if indexed else ("unit",), layout)

    return made


def _of_the_years_shown(data: pd.DataFrame, layout: Layout) -> pd.DataFrame:
    """Keep the figures of the one year that each row of the table shows."""
    keys = ["indicator_id", "country", "year"]
    return data[pd.MultiIndex.from_frame(data[keys]).isin(pd.MultiIndex.from_frame(layout.frame[keys]))]


def _one_indicator(asked: Asked) -> Made | None:
    """The figures of the one indicator that a table of years shows."""
    shown = asked.indicators[0].id
    return _table(years_layout, lambda data, _layout: data[data.indicator_id == shown])(asked)


def _correlation(asked: Asked) -> Made | None:
    """Coefficients of each pair of indicators within each country: `x_indicator_id, y_indicator_id, n`."""
    codes = [indicator.id for indicator in asked.indicators if indicator.is_regional]
    if not 2 <= len(codes) <= MOST_WIDE:
        return None
    found = correlations(asked.build, asked.selection, codes)
    sources = _sources_by_country(asked)
    named = {"coefficient": "value", "x": "x_indicator_id", "y": "y_indicator_id"}
    further = ["x_indicator_id", "y_indicator_id", "n"]
    data = observed(
        found.rename(columns=named)[["country", "year", "value", *further]],
        indicator_id="correlation",
        region_code=found.country,
        status="actual",
        source_id=found.country.map(sources),
    )
    return Made(data, tuple(further))


def _missing(asked: Asked) -> Made:
    return _presence(asked) if len(asked.indicators) == 1 else _coverage(asked)


def _coverage(asked: Asked) -> Made:
    """How many regions have a figure: `held_indicator_id` and `share`, 0 to 1 of the regions in force."""
    codes = [indicator.id for indicator in asked.indicators]
    held = coverage_by_year(asked.build, codes)
    sources = _sources_by_country(asked)
    named = {"indicator_id": "held_indicator_id", "share": "share_held"}
    data = observed(
        held.rename(columns=named)[["country", "year", "held_indicator_id", "share_held"]],
        indicator_id="coverage",
        region_code=held.country,
        value=held.regions.astype(float),
        status="actual",
        source_id=held.country.map(sources),
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
        country: ";".join(dict.fromkeys(code for one in asked.indicators for code in one.sources_in(country)))
        for country in COUNTRIES
    }


FORMS: Mapping[str, Form] = {
    "long": Form(_table(long_layout), own=("column", "sort", "order"), is_titled=False),
    "wide": Form(_table(wide_layout), own=("order",), is_titled=False),
    "years": Form(_one_indicator, chart="matrix", reading="explore.shaded"),
    "indicators": Form(_table(indicators_layout, _of_the_years_shown), reading="explore.one_year_each"),
    "correlation": Form(
        _correlation,
        chart="matrix",
        reading="explore.correlation_reading",
        measure="correlation",
        decimals=2,
        is_dated=False,
    ),
    "missing": Form(
        _missing, chart="matrix", reading="sources.coverage_reading", measure="coverage", shows_one=True
    ),
}


def form_of(view: View) -> Form:
    """Return the form that a View asks for."""
    return FORMS[view.show or next(iter(FORMS))]
