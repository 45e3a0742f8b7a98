"""The answers of the page of all figures as exhibits: what every export and the deck are made from."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import pandas as pd

from i18n.messages import messages
from i18n.numbers import years
from regions.catalogue import Catalogue, Indicator
from regions.crosstabs import correlations
from regions.exhibit import (
    ChartKind,
    Exhibit,
    Remark,
    cited,
    comparability,
    countries_in_order,
    remarks,
)
from regions.exploration import MOST_WIDE, one_indicator, selection_of
from regions.explore_layouts import laid_out
from regions.holdings import coverage_by_year
from regions.languages import Text
from regions.layout import Layout
from regions.listing import publishers_of
from regions.selection import Selection, figures, indicators_of, regions_of
from regions.store import Store
from regions.tidy import tidy
from regions.view import View

_NAMED_IN_A_TITLE, _NAMED_IN_A_REMARK = 3, 6
_FILTERS = ("country", "block", "kind", "topic", "comparability", "status")
_COLUMNS = [
    *("indicator_id", "region_code", "country", "year", "value", "status", "mark", "source_id"),
    *("unit", "base_year"),
]
_MATRICES = ("correlation", "missing")


@dataclass(frozen=True)
class _Asked:
    """What is asked of all figures, and where they are."""

    view: View
    catalogue: Catalogue
    store: Store

    @property
    def show(self) -> str:
        return self.view.show or "long"

    @cached_property
    def selection(self) -> Selection:
        return selection_of(self.view)

    @cached_property
    def indicators(self) -> list[Indicator]:
        """What passes the filters; a table of years shows one of them."""
        if self.show == "years":
            return [one_indicator(self.view, self.catalogue)]
        return [self.catalogue.indicators[code] for code in indicators_of(self.selection, self.catalogue)]

    @cached_property
    def source_ids(self) -> list[str]:
        """Sources of the indicators in the reader's order of countries, one mention an indicator."""
        found = []
        for country in countries_in_order(self.view.language):
            for indicator in self.indicators:
                held = indicator.countries.get(country)
                found += list(held.source_ids) if held else []
        return found

    def names(self, indicators: Sequence[Indicator], most: int) -> str:
        """Return the names of indicators, those beyond the first few as a number."""
        t = messages(self.view.language)
        named = t("sentence.list_joint").join(one.name[self.view.language] for one in indicators[:most])
        if len(indicators) <= most:
            return named
        return t("explore.and_more", names=named, count=len(indicators) - most)


@dataclass(frozen=True)
class _Made:
    """The figures of an exhibit and how they are laid out."""

    data: pd.DataFrame
    dimensions: tuple[str, ...]
    layout: Layout | None = None
    missing: tuple[str, ...] = ()


def explore_exhibits(view: View, catalogue: Catalogue, store: Store) -> tuple[Exhibit, ...]:
    """Return the one exhibit of a View with all its figures; none where nothing passes the filters."""
    asked = _Asked(_own_part(view), catalogue, store)
    if not asked.indicators:
        return ()
    made = _MAKERS[asked.show](asked)
    return () if made is None or made.data.empty else (_exhibit(asked, made),)


def explore_outline(view: View, catalogue: Catalogue, store: Store) -> Exhibit:
    """Return the exhibit without its figures, for a page that shows a part of them.

    Raises:
        IndexError: If no indicator passes the filters.
    """
    asked = _Asked(_own_part(view), catalogue, store)
    return replace(_exhibit(asked, _Made(pd.DataFrame(columns=_COLUMNS), ("unit",))), is_outline=True)


def _own_part(view: View) -> View:
    """Return the part of a View that its exhibit depends on: no page of the table, no mode of a matrix."""
    own = {"long": ("column", "sort", "order"), "wide": ("order",)}.get(view.show or "long", ())
    kept = view.only(*_FILTERS, *own)
    return replace(kept, mode="level", currency=None) if view.show in _MATRICES else kept


def _exhibit(asked: _Asked, made: _Made) -> Exhibit:
    view, catalogue, store = asked.view, asked.catalogue, asked.store
    t = messages(view.language)
    publishers = publishers_of(asked.source_ids, catalogue, view.language)
    title, subtitle = _title(asked), _subtitle(asked, made.data)
    chart: ChartKind = "matrix" if asked.show in (*_MATRICES, "years") else "table"
    return Exhibit(
        id=f"explore-{asked.show}",
        view=view,
        indicator=_measured(asked),
        data=made.data,
        title=title,
        subtitle=subtitle,
        claim="",
        units={},
        comparability=_comparability(asked),
        remarks=_remarks(asked, made.data),
        notes=(),
        source_line=t("source.line", publishers=publishers, product=t("product.name")),
        citation=cited(publishers, title, view, store),
        alternative_text=f"{title}. {subtitle}",
        missing=made.missing,
        base_year=None,
        build_id=store.build_id,
        dimensions=made.dimensions,
        chart=chart,
        layout=made.layout,
    )


def _measured(asked: _Asked) -> Indicator:
    """Return what the figures measure: the indicator, or what a matrix counts or computes."""
    lead = asked.indicators[0]
    if asked.show not in _MATRICES or (asked.show == "missing" and len(asked.indicators) == 1):
        return lead
    t = {language: messages(language) for language in ("ko", "ja", "en")}
    measure = "correlation" if asked.show == "correlation" else "coverage"
    words = Text(*(t[language](f"explore.measure.{measure}") for language in ("ko", "ja", "en")))
    nothing = Text("", "", "")
    decimals = 2 if measure == "correlation" else 0
    return replace(
        lead, id=measure, name=words, unit=nothing, unit_code="", decimals=decimals, kind="ratio",
        currencies=(), currency_units={}, caveats=(), caution=None,
    )  # fmt: skip


def _title(asked: _Asked) -> str:
    t = messages(asked.view.language)
    whole = len(asked.indicators) == len(asked.catalogue.indicators)
    names = t("explore.every_indicator") if whole else asked.names(asked.indicators, _NAMED_IN_A_TITLE)
    if asked.show in ("long", "wide"):
        return names
    return t("explore.titled", names=names, form=t(f"explore.form.{asked.show}"))


def _subtitle(asked: _Asked, data: pd.DataFrame) -> str:
    """Return what the figures are: definition and unit of one indicator, else how to read the table."""
    t = messages(asked.view.language)
    said = {
        "years": t("explore.shaded"),
        "indicators": t("explore.one_year_each"),
        "correlation": t("explore.correlation_reading"),
        "missing": t("sources.coverage_reading") if len(asked.indicators) > 1 else "",
    }.get(asked.show, "")
    one = asked.indicators[0]
    definition = one.definition[asked.view.language] if len(asked.indicators) == 1 else ""
    units = list(dict.fromkeys(data.unit)) if len(asked.indicators) == 1 and "unit" in data else []
    unit = f" ({' / '.join(filter(None, units))})" if any(units) else ""
    span = ""
    if len(data) and asked.show != "correlation":
        span = t("explore.span", years=years(int(data.year.min()), int(data.year.max())))
    return " ".join(part for part in (definition + unit, said, span) if part)


def _comparability(asked: _Asked) -> Remark:
    t = messages(asked.view.language)
    if asked.show in _MATRICES:
        return Remark("within", "")
    if len(asked.indicators) == 1:
        return comparability(asked.indicators[0], asked.view.language)
    differing = [one for one in asked.indicators if not one.is_comparable]
    named = asked.names(differing, _NAMED_IN_A_REMARK)
    text = t("explore.not_comparable", indicators=named) if differing else ""
    codes = {one.comparability for one in asked.indicators}
    return Remark(codes.pop() if len(codes) == 1 else "mixed", text)


def _remarks(asked: _Asked, data: pd.DataFrame) -> tuple[Remark, ...]:
    """Return the warnings of one indicator; of several each code once, with the indicators it concerns."""
    if asked.show in _MATRICES:
        return ()
    held = dict(list(data.groupby("indicator_id", sort=False)))
    concerned: dict[str, list[Indicator]] = {}
    for indicator in asked.indicators:
        found = remarks(indicator, held[indicator.id], asked.view.language) if indicator.id in held else ()
        if len(asked.indicators) == 1:
            return found
        for remark in found:
            concerned.setdefault(remark.code, []).append(indicator)
    return tuple(Remark(code, asked.names(some, _NAMED_IN_A_REMARK)) for code, some in concerned.items())


def _table(asked: _Asked) -> _Made | None:
    """The figures selected, in the rows and columns of the page."""
    view = asked.view
    frame = figures(asked.store, asked.selection, asked.catalogue)
    data = tidy(frame, asked.catalogue, view.language, asked.selection)[_COLUMNS]
    indexed = view.mode in ("index", "change")
    layout = laid_out(view, asked.catalogue, asked.store) if len(data) else None
    if layout is None:
        return None
    if asked.show == "indicators":
        data = _of_the_years_shown(data, layout.frame)
    elif asked.show == "years":
        data = data[data.indicator_id == asked.indicators[0].id]
    data = data if indexed else data.drop(columns="base_year")
    return _Made(data.reset_index(drop=True), ("unit", "base_year") if indexed else ("unit",), layout)


def _of_the_years_shown(data: pd.DataFrame, table: pd.DataFrame) -> pd.DataFrame:
    """Keep the figures of the one year that each row of the table shows."""
    keys = ["indicator_id", "country", "year"]
    return data[pd.MultiIndex.from_frame(data[keys]).isin(pd.MultiIndex.from_frame(table[keys]))]


def _correlation(asked: _Asked) -> _Made | None:
    """Coefficients of each pair of indicators within each country: `x_indicator_id, y_indicator_id, n`."""
    codes = [indicator.id for indicator in asked.indicators if indicator.is_regional]
    if not 2 <= len(codes) <= MOST_WIDE:
        return None
    found = correlations(asked.store, asked.selection, asked.catalogue, codes)
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
    return _Made(data, ("x_indicator_id", "y_indicator_id", "n"))


def _missing(asked: _Asked) -> _Made:
    return _presence(asked) if len(asked.indicators) == 1 else _coverage(asked)


def _coverage(asked: _Asked) -> _Made:
    """How many regions have a figure: `held_indicator_id` and `share`, 0 to 1 of the regions in force."""
    codes = [indicator.id for indicator in asked.indicators]
    held = coverage_by_year(asked.store, asked.catalogue, codes)
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
    return _Made(data.reset_index(drop=True), ("held_indicator_id", "share_held"))


def _presence(asked: _Asked) -> _Made:
    """One indicator, every region and year: the figure, or no value; `presence` says which."""
    frame = figures(asked.store, asked.selection, asked.catalogue)
    if frame.empty:
        return _Made(frame, ())
    codes = regions_shown(asked.view, asked.catalogue)
    span = range(int(frame.year.min()), int(frame.year.max()) + 1)
    grid = pd.MultiIndex.from_product([codes, span], names=["region_code", "year"]).to_frame(index=False)
    data = grid.merge(frame.drop(columns="base_year"), on=["region_code", "year"], how="left")
    presence = data.status.where(data.value.notna(), "marked").where(data.status.notna(), "missing")
    data = data.assign(
        indicator_id=asked.indicators[0].id,
        country=data.region_code.str[:2],
        status=data.status.fillna(""),
        presence=presence,
    )
    absent = tuple(code for code in codes if not data[data.region_code == code].value.notna().any())
    ordered = [name for name in _COLUMNS if name in data]
    return _Made(data[[*ordered, "presence"]], ("presence",), missing=absent)


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


def _sources_by_country(asked: _Asked) -> dict[str, str]:
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


_MAKERS: Mapping[str, Callable[[_Asked], _Made | None]] = {
    "long": _table,
    "wide": _table,
    "years": _table,
    "indicators": _table,
    "correlation": _correlation,
    "missing": _missing,
}
