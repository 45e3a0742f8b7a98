"""One figure for several regions, where the definition allows: the table `aggregation` says how.

A group has a figure only if every member in force has one; nothing is filled in.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from regions.database.build import Build
from regions.database.catalogue import AggregationRule, Catalogue
from regions.database.places import country_of
from regions.figures.panel import Panel, panel

_NAN = float("nan")


@dataclass(frozen=True, eq=False)
class Aggregation:
    """Figures of groups of regions in one year.

    Attributes:
        indicator_id: The indicator.
        currency: Variant of money shown; None as published.
        year: The year.
        reason: Why it is refused: `needs_age_detail`, `weights_not_held`, `partial_coverage`, `not_additive`;
            None where it is not.
        data: Columns `group_code, country, value, rank, members, missing` (number of members in force and
            of those without a figure); value NaN where a member lacks one. Empty if refused.
    """

    indicator_id: str
    currency: str | None
    year: int
    reason: str | None
    data: pd.DataFrame


def additive_indicators(catalogue: Catalogue) -> tuple[str, ...]:
    """Return the indicators whose figures may be added up."""
    return tuple(
        code for code, indicator in catalogue.indicators.items() if indicator.aggregation.method == "sum"
    )


def groups_of(catalogue: Catalogue, kind: str, country: str | None = None) -> dict[str, tuple[str, ...]]:
    """Return the members of the groups of a kind.

    Args:
        catalogue: What exists.
        kind: `block` or `megaregion` (Korea's 5극3특).
        country: Only the groups of one country.
    """
    return {
        block.code: block.members
        for block in catalogue.blocks.values()
        if block.kind == kind and country in (None, block.country)
    }


def aggregate(
    build: Build,
    indicator_id: str,
    groups: Mapping[str, tuple[str, ...]],
    year: int,
    currency: str | None = None,
) -> Aggregation:
    """Return one figure for each group of regions; see `Aggregation`.

    Args:
        build: The build to read.
        indicator_id: The indicator.
        groups: Members by code of the group.
        year: The year.
        currency: `usd` or `ppp` for converted money.
    """
    rule = build.catalogue.indicators[indicator_id].aggregation
    columns = ["group_code", "country", "value", "rank", "members", "missing"]
    if rule.method == "refused":
        empty = pd.DataFrame(columns=columns)
        return Aggregation(indicator_id, currency, year, rule.reason, empty)
    figures = panel(build, indicator_id, currency)
    rows = []
    for code, members in groups.items():
        held = _members(build, figures, members, year)
        missing = int(np.isnan(figures.row(year, held)).sum())
        value = group_value(build, indicator_id, members, year, currency)
        rows.append((code, country_of(members[0]) if members else "", value, np.nan, len(held), missing))
    data = pd.DataFrame(rows, columns=columns)
    data["rank"] = data.value.groupby(data.country).rank(ascending=False, method="min")
    order = data.sort_values("value", ascending=False, kind="stable").reset_index(drop=True)
    return Aggregation(indicator_id, currency, year, None, order)


def group_value(
    build: Build, indicator_id: str, members: tuple[str, ...], year: int, currency: str | None = None
) -> float:
    """Return the figure of one group in a year, NaN if it is refused or a member in force lacks a figure."""
    rule = build.catalogue.indicators[indicator_id].aggregation
    figures = panel(build, indicator_id, currency)

    def total(code: str | None, when: int) -> float:
        return _sum(build, panel(build, code or indicator_id, _money(build, code, currency)), members, when)

    if rule.method == "sum":
        return total(None, year)
    if rule.method in ("weighted", "shared"):
        return _weighted(build, figures, rule, members, year)
    if rule.method == "implied":
        numerator = panel(build, rule.numerator or "", _money(build, rule.numerator, currency))
        return _implied(build, figures, numerator, members, year)
    if rule.method == "ratio":
        parts = [group_value(build, code or "", members, year) for code in (rule.numerator, rule.denominator)]
        return (rule.factor or 1.0) * parts[0] / parts[1] if parts[1] else _NAN
    if rule.method == "change":
        return 100 * (total(rule.summed, year) / total(rule.summed, year - 1) - 1)
    if rule.method == "base":
        return 100 * total(rule.summed, year) / total(rule.summed, rule.base_year or year)
    return _NAN


def _money(build: Build, indicator_id: str | None, currency: str | None) -> str | None:
    if indicator_id is None:
        return currency
    return currency if build.catalogue.indicators[indicator_id].currencies else None


def _members(build: Build, figures: Panel, members: tuple[str, ...], year: int) -> tuple[str, ...]:
    """Members in force at the end of the year, and those with a figure for it all the same."""
    known = build.catalogue.regions
    return tuple(
        code for code in members if known[code].in_force(year) or not np.isnan(figures.at(code, year))
    )


def _sum(build: Build, figures: Panel, members: tuple[str, ...], year: int) -> float:
    held = _members(build, figures, members, year)
    return float(figures.row(year, held).sum()) if held else _NAN


def _weighted(
    build: Build, figures: Panel, rule: AggregationRule, members: tuple[str, ...], year: int
) -> float:
    """Mean of the figures, weighted by those they are formed with: an indicator, or a count over its rate."""
    held = _members(build, figures, members, year)
    values = figures.row(year, held)
    mass = panel(build, rule.weight or rule.numerator or "").row(year, held)
    if rule.denominator:
        mass = mass / panel(build, rule.denominator).row(year, held)
    return float((values * mass).sum() / mass.sum()) if held else _NAN


def _implied(build: Build, figures: Panel, numerators: Panel, members: tuple[str, ...], year: int) -> float:
    """Sum of numerators over sum of denominators, each denominator being numerator / value.

    The factor of the rate (per 1,000, per cent) cancels. A value of zero leaves its denominator unknown.
    """
    held = _members(build, figures, members, year)
    values, above = figures.row(year, held), numerators.row(year, held)
    if not held or (values == 0).any():
        return _NAN
    return float(above.sum() / (above / values).sum())
