"""What the rules of the findings have in common: their specification, their answer, small charts."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd

from regions.database.build import Build
from regions.database.places import COUNTRIES, country_of
from regions.figures.panel import Panel, codes_of, shared_panel
from regions.figures.statements import may_quote, may_quote_all, may_span
from regions.words.sentences import Amount, Value
from regions.words.snapshot import Snapshot, snapshot_of

COLUMNS = ["indicator_id", "region_code", "country", "year", "value", "label"]


@dataclass(frozen=True)
class Spec:
    """One row of the table `finding`."""

    id: str
    rule: str
    page: str
    chart: str
    indicators: tuple[str, ...] = ()
    mode: str | None = None
    show: str | None = None
    options: Mapping[str, Any] = field(default_factory=dict)

    @property
    def indicator(self) -> str:
        """Return the first indicator."""
        return self.indicators[0]

    def option(self, name: str, default: Any = None) -> Any:
        """Return a setting of the rule."""
        return self.options.get(name, default)


@dataclass(frozen=True, eq=False)
class Draft:
    """What a rule found.

    Attributes:
        values: Values of the sentence.
        rests_on: (indicator, country, year) of every figure quoted: none may be a break.
        spans: (indicator, country, first year, last year) of figures set against each other over time: no
            break may lie between them.
        data: Frame of the small chart, columns `indicator_id, region_code, country, year, value, label` (what
            sets two figures of one region and year apart, such as `plain` and `weighted`; else empty).
        regions: Regions the view picks.
        year: Year of the view, where it has one.
        currency: Variant of money of the view.
        variant: Ending of the message id where a finding has more than one sentence, such as `.all`.
        per_cent: Whether the small chart shows per cent computed from the indicator instead of its own unit.
    """

    values: Mapping[str, Value]
    rests_on: tuple[tuple[str, str, int], ...]
    data: pd.DataFrame
    regions: tuple[str, ...] = COUNTRIES
    year: int | None = None
    currency: str | None = None
    variant: str = ""
    per_cent: bool = False
    spans: tuple[tuple[str, str, int, int], ...] = ()


def is_sound(build: Build, draft: Draft) -> bool:
    """Say whether what is quoted may be said (`regions.figures.statements`) and no figure is missing."""
    known = build.catalogue.indicators
    if not all(may_quote(known[code], country, year) for code, country, year in draft.rests_on):
        return False
    if not all(may_span(known[code], country, years) for code, country, *years in draft.spans):
        return False
    amounts = [value.value for value in draft.values.values() if isinstance(value, Amount)]
    return bool(np.isfinite(amounts).all())


def provisional_years(build: Build, draft: Draft) -> tuple[tuple[str, int], ...]:
    """Return (country, year) of what is quoted that any figure of the country makes provisional."""
    found = dict.fromkeys(
        (country, year)
        for code, country, year in draft.rests_on
        if "provisional" in set(shared_panel(build, code).statuses_of(country, year))
    )
    return tuple(found)


def lines(build: Build, indicator_id: str, codes: Iterable[str] = COUNTRIES) -> pd.DataFrame:
    """Return the series of some regions; money in purchasing power."""
    figures = shared_panel(build, indicator_id)
    parts = []
    for code in codes:
        years, values = figures.known(code)
        parts.append(
            pd.DataFrame({"region_code": code, "country": country_of(code), "year": years, "value": values})
        )
    whole = pd.concat(parts, ignore_index=True)
    return whole.assign(indicator_id=indicator_id, label="")[COLUMNS]


def points(build: Build, indicator_id: str, year: int) -> pd.DataFrame:
    """Return one figure a region of both countries and each nation; money in purchasing power."""
    figures = shared_panel(build, indicator_id)
    codes = [code for country in COUNTRIES for code in (*codes_of(build, country, year), country)]
    frame = pd.DataFrame(
        {
            "indicator_id": indicator_id,
            "region_code": codes,
            "country": [country_of(code) for code in codes],
            "year": year,
            "value": figures.row(year, codes),
            "label": "",
        }
    )
    return frame.dropna(subset=["value"], ignore_index=True)


def rows(indicator_id: str, figures: Iterable[tuple[str, int, float]], label: str = "") -> pd.DataFrame:
    """Return a frame of (region code, year, value)."""
    return pd.DataFrame(
        [(indicator_id, code, country_of(code), year, value, label) for code, year, value in figures],
        columns=COLUMNS,
    )


def shared_national_years(figures: Panel) -> list[int]:
    """Return the years in which both nations have a figure and neither series breaks."""
    years = [set(figures.known(country)[0].tolist()) for country in COUNTRIES]
    return [year for year in sorted(years[0] & years[1]) if may_quote_all(figures.indicator, COUNTRIES, year)]


def shared_complete_year(build: Build, figures: Panel) -> int | None:
    """Return the latest year in which every region in force has a figure and neither series breaks."""
    for year in reversed(figures.years.tolist()):
        codes = [code for country in COUNTRIES for code in codes_of(build, country, year)]
        if may_quote_all(figures.indicator, COUNTRIES, year) and np.isfinite(figures.row(year, codes)).all():
            return int(year)
    return None


def latest_snapshot(build: Build, indicator_id: str) -> Snapshot | None:
    """Return the figures of the latest year that is complete in both countries; money in purchasing power."""
    figures = shared_panel(build, indicator_id)
    year = shared_complete_year(build, figures)
    return None if year is None else snapshot_of(build, figures, year)


def spanning(indicator_id: str, *years: int) -> tuple[tuple[str, str, int, int], ...]:
    """Return the span of years that a finding about both countries compares."""
    return tuple((indicator_id, country, min(years), max(years)) for country in COUNTRIES)


def both(indicator_id: str, *years: int) -> tuple[tuple[str, str, int], ...]:
    """Return what a finding about both countries rests on."""
    return tuple((indicator_id, country, year) for country in COUNTRIES for year in years)
