"""The profile of a region: a row for each indicator, set against a comparison group."""

from dataclasses import dataclass

import numpy as np

from regions.asking.view import default_currency
from regions.database.build import Build
from regions.database.catalogue import Indicator, conversion_of
from regions.database.memory import per_build
from regions.database.places import country_of, is_region
from regions.figures.groups import Group
from regions.figures.measures import Floats
from regions.figures.panel import COVERED_SHARE, Panel, break_years, codes_of, panel
from regions.figures.statements import Standing, may_compare, standing


@dataclass(frozen=True)
class Place:
    """Where a region stands within its comparison group in one year.

    Attributes:
        year: The latest year in which the region and at least two thirds of the group have a figure.
        value: Figure of the region in that year.
        standing: Rank among them; None where one has no figure or nothing is ranked.
        n: Regions with a figure, the region included.
        below: Share of the others with a lower figure (0 to 1).
        lowest: Lowest figure of the group and region.
        median: Middle figure.
        highest: Highest figure.
        nations: Figures of the nations that may be read on the same scale, by code.
        strip: (region code, figure) of the group and the region, lowest first.
    """

    year: int
    value: float
    standing: Standing | None
    n: int
    below: float
    lowest: float
    median: float
    highest: float
    nations: tuple[tuple[str, float], ...]
    strip: tuple[tuple[str, float], ...]


@dataclass(frozen=True)
class Row:
    """One indicator of a region.

    Attributes:
        indicator_id: The indicator.
        topic: Its topic.
        currency: Variant of money shown; None as published.
        value: Latest figure, NaN where none is published.
        year: Its year; None without a figure.
        status: `actual`, `provisional`, `projection`; empty without a figure.
        missing: Why there is no figure: `other_country_only`, `not_published`; None where there is one.
        in_country: Rank in the country in that year; None without a figure, out of a partial list or where
            nothing is ranked.
        place: Position in the comparison group; None where there is nobody to compare with.
        series: (year, figure), oldest first.
        breaks: Years within the series at which it breaks.
        warnings: Codes of the fixed vocabulary that concern the latest figure.
    """

    indicator_id: str
    topic: str
    currency: str | None
    value: float = float("nan")
    year: int | None = None
    status: str = ""
    missing: str | None = None
    in_country: Standing | None = None
    place: Place | None = None
    series: tuple[tuple[int, float], ...] = ()
    breaks: tuple[int, ...] = ()
    warnings: tuple[str, ...] = ()


@per_build(256)
def profile_rows(build: Build, group: Group) -> tuple[Row, ...]:
    """Return a row for each regional indicator, by topic in catalogue order.

    Args:
        build: The build to read.
        group: The region and whom it is compared with. Indicators that do not compare across the border are
            compared only with the members of the own country; with nobody left there is no place.
    """
    catalogue = build.catalogue
    indicators = [catalogue.indicators[code] for topic in catalogue.topics.values() for code in topic.members]
    return tuple(_row(build, i, group) for i in indicators if i.is_regional)


def _row(build: Build, indicator: Indicator, group: Group) -> Row:
    code, country = group.region_code, country_of(group.region_code)
    currency = _currency(indicator, group)
    if country not in indicator.countries:
        return Row(indicator.id, indicator.topic, currency, missing="other_country_only")
    figures = panel(build, indicator.id, currency)
    years, values = figures.known(code)
    if not len(years):
        return Row(indicator.id, indicator.topic, currency, missing="not_published")
    year, value = int(years[-1]), float(values[-1])
    peers = figures.row(year, codes_of(build, country, year))
    ranked = is_region(code) and indicator.is_rankable
    return Row(
        indicator_id=indicator.id,
        topic=indicator.topic,
        currency=currency,
        value=value,
        year=year,
        status=figures.status(code, year),
        in_country=standing(value, peers) if ranked else None,
        place=place_in_group(figures, group),
        series=tuple(zip(years.tolist(), values.tolist(), strict=True)),
        breaks=tuple(y for y in break_years(indicator, country) if years[0] < y <= years[-1]),
        warnings=_warnings(indicator, country, year, figures.status(code, year)),
    )


def place_in_group(figures: Panel, group: Group) -> Place | None:
    """Return where a region stands in its group; None without a figure or with nobody to compare with."""
    code, country = group.region_code, country_of(group.region_code)
    together = may_compare(figures.indicator, figures.currency)
    others = [other for other in group.others if together or country_of(other) == country]
    row = _shared_row(figures, code, others)
    if row is None:
        return None
    year = int(figures.years[row])
    value = figures.at(code, year)
    theirs = figures.row(year, others)
    known = theirs[np.isfinite(theirs)]
    everyone = np.append(known, value)
    strip = [(other, float(v)) for other, v in zip(others, theirs, strict=True) if np.isfinite(v)]
    nations = [(c, figures.at(c, year)) for c in ("KR", "JP") if together or c == country]
    return Place(
        year=year,
        value=value,
        standing=standing(value, np.append(theirs, value)) if figures.indicator.is_rankable else None,
        n=len(everyone),
        below=float((known < value).mean()),
        lowest=float(everyone.min()),
        median=float(np.median(everyone)),
        highest=float(everyone.max()),
        nations=tuple((c, v) for c, v in nations if np.isfinite(v)),
        strip=tuple(sorted([*strip, (code, value)], key=lambda one: one[1])),
    )


def _shared_row(figures: Panel, code: str, others: list[str]) -> int | None:
    """Latest row in which the region and at least two thirds of the others have a figure."""
    if not others:
        return None
    held: Floats = np.isfinite(figures.matrix(others)).mean(axis=1)
    enough = np.flatnonzero(np.isfinite(figures.column(code)) & (held >= COVERED_SHARE - 1e-9))
    return int(enough[-1]) if len(enough) else None


def _currency(indicator: Indicator, group: Group) -> str | None:
    """Purchasing power where two countries meet, else the national currency."""
    if not indicator.currencies:
        return None
    countries = {country_of(code) for code in group.others}
    shown = default_currency(indicator) if countries - {country_of(group.region_code)} else None
    return conversion_of(shown) if indicator.is_comparable else None


def _warnings(indicator: Indicator, country: str, year: int, status: str) -> tuple[str, ...]:
    codes = [caveat.code for caveat in indicator.caveats if caveat.touches(year, year, (country,))]
    if status in ("provisional", "projection"):
        codes.append(status)
    return tuple(dict.fromkeys(codes))
